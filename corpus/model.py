"""The types of a record: who spoke, in which turn, in which slices of the text."""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b, sha256


@dataclass(frozen=True, slots=True)
class Speaker:
    """An identity. `aliases` are other spellings of the name, in any script, without titles."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker, or nobody (`speaker` is None: narration), holding the floor.

    `speaker` is a `Speaker.id`; `role` is the role held then; `heading` is the line that gave the
    floor, as printed. `start` and `end` are code points into the record's text. `url` is the address
    of this turn, where the source gives one of its own.
    """

    number: int
    speaker: str | None
    role: str | None
    heading: str | None
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of the record's text that can be quoted; `turn` is a `Turn.number`.

    `locator` is the place in the source as readers cite it: a time code, a page, a column.
    """

    id: str
    record: str
    turn: int
    start: int
    end: int
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A slice that is not part of the record (an advertisement, a byline); never quoted."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A slice of which the reader was not sure, and what it did about it: for the user to look at."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """One published record, its text as stored, and how that text was read.

    `date` is ISO 8601 (a day, a month or a year) or None. Every offset in `turns`, `passages` and
    `asides` counts code points of `text`. `doubts` belong to the reading, not to the record: the
    library does not keep them.
    """

    id: str
    title: str
    text: str = field(repr=False)
    date: str | None = None
    event: str | None = None
    place: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    asides: tuple[Aside, ...] = field(default=(), repr=False)
    doubts: tuple[Doubt, ...] = field(default=(), repr=False, compare=False)

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the text in UTF-8."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage where it stands: its exact words and all that is needed to attribute them.

    `text` was sliced from the stored source when the excerpt was read, and equals the words that
    were indexed. `speaker` is the name as printed in the record, None for narration. `url` is the
    turn's, or else the record's.
    """

    id: str
    text: str
    speaker: str | None
    role: str | None
    record: str
    title: str
    date: str | None
    place: str | None
    publisher: str | None
    url: str | None
    turn: int
    start: int
    end: int
    locator: str | None = None


class Added(StrEnum):
    """What adding a record did to the library."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """A record without its text. `speakers`, `turns`, `passages` and `asides` are counts."""

    id: str
    title: str
    date: str | None
    language: str | None
    event: str | None
    place: str | None
    publisher: str | None
    url: str | None
    speakers: int
    turns: int
    passages: int
    asides: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """An identity over the whole library; `speaker.aliases` holds every spelling that any record gives.

    `roles` and `records` (ids) are distinct, in the order in which they were added.
    """

    speaker: Speaker
    roles: tuple[str, ...]
    records: tuple[str, ...]
    turns: int
    passages: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as an index wants it. `key` is never given to another passage.

    `speaker` is None for narration, as is `speaker_id`; `speaker_names` are the speaker's name and aliases.
    `record_key` is the key of the record's first passage.
    """

    key: int
    id: str
    record: str
    text: str
    digest: bytes
    speaker: str | None
    role: str | None
    date: str | None
    speaker_names: tuple[str, ...] = ()
    speaker_id: str | None = None
    record_key: int = 0


def digest(text: str) -> bytes:
    """The 16-byte BLAKE2b digest by which a passage's words are recognised again."""
    return blake2b(text.encode(), digest_size=16).digest()
