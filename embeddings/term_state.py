"""What a term index holds: of which records, and under which spellings of their speakers' names.

It is written before the first of what it tells of is committed, and again, exactly, when the index is
whole: an index whose writer was stopped holds at most what is told.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Self

from corpus.stock import Stock

STATE = "state.json"


@dataclass(frozen=True, slots=True)
class TermState:
    """`corpus` is the fingerprint of the library that the whole index is of; None while it is being written.

    `records` are the keys of first passages, `spellings` the digests of those under which passages of each
    speaker (by id) may stand in the index.
    """

    corpus: str | None
    records: frozenset[int]
    spellings: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, stock: Stock) -> Self:
        """That of a whole index of `stock`."""
        spellings = {id_: frozenset([digest]) for id_, digest in digests(stock.spelled).items()}
        return cls(stock.fingerprint, frozenset(stock.records), spellings)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """That of the index in `folder`; None where there is none that can be read."""
        try:
            known = json.loads((folder / STATE).read_text(encoding="utf-8"))
            spellings = {id_: frozenset(digests) for id_, digests in known["spellings"].items()}
            return cls(known["corpus"], frozenset(known["records"]), spellings)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, folder: Path) -> None:
        """Write it into `folder`, whole or not at all."""
        spellings = {id_: sorted(digests) for id_, digests in self.spellings.items()}
        draft = folder / f"{STATE}.tmp"
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"corpus": self.corpus, "records": sorted(self.records), "spellings": spellings}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / STATE)

    def on_the_way_to(self, goal: Self) -> Self:
        """What may be held while an index of this state is brought to that of `goal`."""
        every = self.spellings.keys() | goal.spellings.keys()
        known = {id_: self.spellings.get(id_, _NONE) | goal.spellings.get(id_, _NONE) for id_ in every}
        return type(self)(None, self.records | goal.records, known)

    def has_other_than(self, goal: Self) -> bool:
        """Whether anything has to be dropped on the way to `goal`."""
        return bool(self.records - goal.records) or bool(self.spelled_otherwise(goal))

    def spelled_otherwise(self, goal: Self) -> list[str]:
        """The ids of speakers whose passages may stand under other spellings than `goal` has."""
        return [id_ for id_, known in self.spellings.items() if id_ in goal.spellings and known != goal.spellings[id_]]


_NONE: frozenset[str] = frozenset()
NOTHING = TermState(None, frozenset(), {})


def digests(spelled: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """By the id of each speaker, what changes with the spellings of the name."""
    return {id_: blake2b(repr(sorted(names)).encode(), digest_size=8).hexdigest() for id_, names in spelled.items()}
