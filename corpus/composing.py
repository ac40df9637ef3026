"""A record put together from parts whose speakers the source names: minutes as data, XML, tables, subtitles."""

import re
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from corpus.identities import fold
from corpus.model import Aside, Doubt, Passage, Record, Speaker, Turn
from corpus.passages import cut
from corpus.printed import is_identified_by_office
from corpus.sidecar import Sidecar

PART = 8_000_000  # code points; a longer record is read as several
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself as a whole."""

    title: str | None = None
    date: str | None = None
    event: str | None = None
    place: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None

    def under(self, sidecar: Sidecar) -> "Metadata":
        """These values where `sidecar` has none."""
        given = {name: getattr(sidecar, name) for name in self.__slots__ if getattr(sidecar, name)}
        return replace(self, **given)


def clean(text: str) -> str:
    """`text` as a record stores it: newlines \\n, what no text can hold (controls, lone surrogates) made U+FFFD."""
    if text.isprintable():  # nothing to do, as in most lines, and found out many times faster
        return text
    return _UNWRITABLE.sub("\ufffd", _NEWLINES.sub("\n", text))


def _one_line(text: str) -> str | None:
    return " ".join(clean(normalize("NFC", text)).split()) or None


@dataclass(slots=True)
class _Floor:
    speaker: str | None
    role: str | None
    heading: str | None
    url: str | None
    start: int | None = None
    end: int = 0
    number: int = 0


@dataclass(slots=True)
class Composer:
    """Writes the text of one record, paragraph by paragraph, and keeps who says what.

    Nobody has the floor at first. `title` is used where neither `metadata` nor the sidecar gives one.
    """

    id: str
    sidecar: Sidecar
    metadata: Metadata
    title: str
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _floor: _Floor = field(default_factory=lambda: _Floor(None, None, None, None))
    _speakers: dict[str, Speaker] = field(default_factory=dict)
    _turns: list[Turn] = field(default_factory=list)
    _passages: list[Passage] = field(default_factory=list)
    _asides: list[Aside] = field(default_factory=list)
    _doubts: list[Doubt] = field(default_factory=list)
    _part: int = 1
    _given: dict[str, Speaker] = field(init=False)  # the sidecar's speakers by id
    _named: dict[str, Speaker] = field(init=False)  # and by folded name and alias, the first of each

    def __post_init__(self) -> None:
        given = self.sidecar.speakers
        self._given = {speaker.id: speaker for speaker in given}
        names = [(fold(name), speaker) for speaker in given for name in (speaker.name, *speaker.aliases)]
        self._named = dict(reversed(names))

    def give_floor(
        self,
        speaker: Speaker | None,
        role: str | None = None,
        heading: str | None = None,
        url: str | None = None,
    ) -> None:
        """Begins a turn: what is said from here on is `speaker`'s, or nobody's.

        `heading` is the label as the source prints it. A turn in which nothing is said leaves no trace.
        """
        self._close()
        if speaker is not None:
            speaker = self.person(speaker)
            self._speakers.setdefault(speaker.id, speaker)
            role = self.sidecar.roles.get(speaker.id) or role
        self._floor = _Floor(speaker.id if speaker else None, role or None, heading or None, url or None)

    def person(self, speaker: Speaker) -> Speaker:
        """The sidecar's speaker of the id, name or alias of `speaker`; else the one known by the id; else `speaker`.

        An id counts as a name too: an alias 高橋局長 is 高橋 the director, and 高橋 alone is not.
        """
        if self._named:
            by_name = None if is_identified_by_office(speaker) else self._named.get(fold(speaker.name))
            known = self._given.get(speaker.id) or self._named.get(fold(speaker.id)) or by_name
            if known:
                return known
        return self._speakers.get(speaker.id, speaker)

    def say(self, paragraph: str, locator: str | None = None, *, uncut: bool = False) -> None:
        """A paragraph of the turn: one passage, or several where it is long and not `uncut`; none where it is blank."""
        start, end = self._write(clean(paragraph))
        if start == end:
            return
        floor = self._floor
        if floor.start is None:
            floor.start, floor.number = start, len(self._turns) + 1
        floor.end = end
        text = self._parts[-1]
        spans = [(start, end)] if uncut else [(start + a, start + b) for a, b in cut(text, 0, end - start)]
        for first, last in spans:
            id_ = f"{self.part_id}/{len(self._passages) + 1}"
            self._passages.append(Passage(id_, self.part_id, floor.number, first, last, locator))

    def set_aside(self, text: str, reason: str) -> None:
        """Text that stands in the source and is not said by anybody: a section's title, a reference; never quoted."""
        start, end = self._write(clean(text))
        if start < end:
            self._asides.append(Aside(start, end, reason))

    def doubt(self, reason: str) -> None:
        """Something of which the reader is not sure, about the paragraph written last."""
        last = len(self._parts[-1]) if self._parts else 0
        self._doubts.append(Doubt(self._length - last, self._length, reason))

    @property
    def part_id(self) -> str:
        """The id of the record that is being written: `id`, and `id-2`, `id-3`… after `record` was called."""
        return self.id if self._part == 1 else f"{self.id}-{self._part}"

    @property
    def is_full(self) -> bool:
        """Whether there is enough for a record, so that what follows had better go into the next."""
        return self._length >= PART

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said yet."""
        return not self._passages

    def record(self) -> Record:
        """What was written so far, as a record. The composer goes on with the next part, the floor still held."""
        floor = self._floor
        self._close()
        said = self._metadata()
        title = said.title or self.title
        record = Record(
            id=self.part_id,
            title=title if self._part == 1 else f"{title} ({self._part})",
            text="".join(self._parts),
            speakers=tuple(self._speakers[id_] for id_ in self._speaking()),
            turns=tuple(self._turns),
            passages=tuple(self._passages),
            asides=tuple(self._asides),
            doubts=tuple(self._doubts),
            date=said.date,
            event=said.event,
            place=said.place,
            publisher=said.publisher,
            language=said.language,
            url=said.url,
        )
        self._floor = _Floor(floor.speaker, floor.role, floor.heading, floor.url)
        self._parts, self._length, self._part = [], 0, self._part + 1
        self._turns, self._passages, self._asides, self._doubts = [], [], [], []
        return record

    def _metadata(self) -> Metadata:
        merged = self.metadata.under(self.sidecar)
        values = ((name, getattr(merged, name)) for name in Metadata.__slots__)
        return Metadata(**{name: _one_line(value) for name, value in values if value})

    def _speaking(self) -> list[str]:
        return list(dict.fromkeys(turn.speaker for turn in self._turns if turn.speaker is not None))

    def _write(self, text: str) -> tuple[int, int]:
        """Writes `text`, trimmed, after a blank line; gives where it begins and ends."""
        text = text.strip()
        if not text:
            return self._length, self._length
        if self._parts:
            self._parts.append(_BETWEEN)
            self._length += len(_BETWEEN)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length

    def _close(self) -> None:
        floor = self._floor
        if floor.start is not None:
            span = (floor.start, floor.end)
            self._turns.append(Turn(floor.number, floor.speaker, floor.role, floor.heading, *span, floor.url))
            floor.start = None
