"""What a library holds at one moment, as far as an index goes by it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from corpus.library import Library


@dataclass(frozen=True, slots=True)
class Stock:
    """`fingerprint` is that of the library, `records` are the keys of first passages, `spelled` names by speaker id."""

    fingerprint: str
    records: tuple[int, ...]
    spelled: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, library: Library) -> Self:
        """What `library` holds now."""
        # The fingerprint is read first: should records change meanwhile, the index is seen to be stale.
        return cls(library.fingerprint(), tuple(library.record_keys()), library.spellings())

    def to_json(self) -> str:
        """One line of JSON, for `from_json` of another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Self:
        """What `to_json` wrote."""
        known = json.loads(line)
        spelled = {id_: tuple(names) for id_, names in known["spelled"].items()}
        return cls(known["fingerprint"], tuple(known["records"]), spelled)
