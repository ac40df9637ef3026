"""Reading on around a quote: what a button carries, and where pressing it leads."""

import re
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from typing import Self

from bot.render import Page, excerpt_pages
from corpus.errors import DriftedPassage, UnknownPassage
from corpus.library import Library
from corpus.model import Excerpt, digest
from retrieval.language import Language

DATA_LIMIT = 64  # bytes that Telegram lets a button carry
_INITIALS: dict[str, Language] = {"j": "ja", "e": "en", "r": "ru"}
_DATA = re.compile(r"([<>])([jer])([0-9]{1,4}):([0-9a-f]{8}):(.+)", re.DOTALL)
_SHORTENED = "#"


class Notice(Enum):
    """Why a page could not be turned."""

    FIRST = "the record begins here"
    LAST = "the record ends here"
    GONE = "the passage is no longer what was shown"


@dataclass(frozen=True, slots=True)
class PageTurn:
    """One step from a part of a passage. `digest` is of the words shown, `passage` an id or its short form."""

    forward: bool
    language: Language
    part: int
    digest: str
    passage: str

    @classmethod
    def of(cls, page: Page, language: Language, *, forward: bool) -> Self | None:
        """The step from `page`; None where it shows no passage, or one that a button cannot name."""
        if page.excerpt is None or page.part > 9999:
            return None
        turn = cls(forward, language, page.part, short_digest(page.excerpt), page.excerpt.id)
        if len(turn.data.encode()) > DATA_LIMIT:
            turn = cls(forward, language, page.part, turn.digest, shortened(page.excerpt.id))
        return turn if len(turn.data.encode()) <= DATA_LIMIT else None

    @classmethod
    def read(cls, data: str) -> Self | None:
        """What `data` says; None where no button of ours carries it."""
        match = _DATA.fullmatch(data)
        if not match:
            return None
        sign, initial, part, found, passage = match.groups()
        return cls(sign == ">", _INITIALS[initial], int(part), found, passage)

    @property
    def data(self) -> str:
        """What the button carries."""
        return f"{'>' if self.forward else '<'}{self.language[0]}{self.part}:{self.digest}:{self.passage}"


def turned(library: Library, turn: PageTurn) -> Page | Notice:
    """The page that `turn` leads to, read from the library now; or why there is none."""
    try:
        excerpt = library.excerpt(full_id(library, turn.passage))
        if short_digest(excerpt) != turn.digest:
            return Notice.GONE
        part = turn.part + (1 if turn.forward else -1)
        pages = excerpt_pages(excerpt, turn.language)
        return pages[part] if 0 <= part < len(pages) else _neighbour(library, excerpt, turn)
    except (UnknownPassage, DriftedPassage):
        return Notice.GONE


def _neighbour(library: Library, excerpt: Excerpt, turn: PageTurn) -> Page | Notice:
    before, after = (0, 1) if turn.forward else (1, 0)
    beside = [found for found in library.around(excerpt.id, before, after) if found.id != excerpt.id]
    if not beside:
        return Notice.LAST if turn.forward else Notice.FIRST
    return excerpt_pages(beside[0], turn.language)[0 if turn.forward else -1]


def short_digest(excerpt: Excerpt) -> str:
    """Eight hexadecimal digits by which a button notices that the passage is no longer the one it stood under."""
    return digest(excerpt.text).hex()[:8]


def shortened(passage_id: str) -> str:
    """A form of a long passage id that fits a button: its record's id hashed."""
    record, _, number = passage_id.rpartition("/")
    return f"{_SHORTENED}{_hashed(record)}/{number}"


def full_id(library: Library, passage: str) -> str:
    """The passage id that `passage` stands for; itself where no record fits."""
    if not passage.startswith(_SHORTENED):
        return passage
    hashed, _, number = passage.removeprefix(_SHORTENED).rpartition("/")
    ids = (record.id for record in library.records())
    return next((f"{record}/{number}" for record in ids if _hashed(record) == hashed), passage)


def _hashed(record_id: str) -> str:
    return blake2b(record_id.encode(), digest_size=8).hexdigest()
