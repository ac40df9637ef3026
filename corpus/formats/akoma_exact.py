"""Our own Akoma Ntoso, read again as the record that it was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise

from corpus.akoma_terms import CHARACTER, OWN, unescaped
from corpus.composing import Composer, Metadata
from corpus.formats.iso_date import iso_date
from corpus.model import Aside, Passage, Record, Speaker, Turn
from corpus.sidecar import Sidecar
from corpus.xml_events import End, Event, Instruction, Start

_ID = re.compile(r"[\w.-]{1,300}")
_NUMBER = re.compile(r"[0-9]{1,15}")


class _Changed(Exception):
    """The document is not, or no longer, what an export writes."""


def exact_record(events: Iterable[Event]) -> Record | None:
    """The record that was exported, equal in every field.

    None where the document was changed since, so that its places are no longer true: it is then
    read as any other. Raises RecordError where it is no well-formed XML.
    """
    reading = _Reading()
    try:
        for event in events:
            reading.read(event)
        return reading.record()
    except _Changed:
        return None


@dataclass(slots=True)
class _Leaf:
    element: Start
    depth: int
    start: int
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    _depth: int = 0
    _fields: dict[str, str] = field(default_factory=dict)
    _speakers: list[Speaker] = field(default_factory=list)
    _people: dict[str, str] = field(default_factory=dict)
    _roles: dict[str, str] = field(default_factory=dict)
    _turns: list[Turn] = field(default_factory=list)
    _passages: list[Passage] = field(default_factory=list)
    _asides: list[Aside] = field(default_factory=list)
    _apart: list[tuple[int, Aside]] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _after: str = ""
    _turn: int = 0
    _leaf: _Leaf | None = None

    def read(self, event: Event) -> None:
        if isinstance(event, Start):
            self._depth += 1
            self._start(event)
        elif isinstance(event, End):
            if self._leaf and self._leaf.depth == self._depth:
                self._end_leaf(self._leaf)
            self._depth -= 1
        elif self._leaf is not None:
            self._leaf.pieces.append(event if isinstance(event, str) else _character(event))

    def _start(self, element: Start) -> None:
        if element.space == OWN:
            self._about(element)
        elif element.name == "TLCRole":
            self._roles[f"#{element.get('eId')}"] = _own(element, "value") or ""
        elif element.name == "debateBody":
            self._after = _own(element, "after") or ""
        if _own(element, "turnStart") is not None:
            self._begin_turn(element)
        if _own(element, "turn") is not None:
            self._turn = _number(_own(element, "turn"))
        if _own(element, "start") is not None:
            self._begin_leaf(element)

    def _about(self, element: Start) -> None:
        values = {name: unescaped(value) for name, value in element.attributes.items()}
        if element.name == "record":
            self._fields = values
        elif element.name == "speaker":
            self._people[values.get("refersTo", "")] = values.get("id", "")
            self._speakers.append(Speaker(values.get("id", ""), values.get("name", "")))
        elif element.name == "alias" and self._speakers:
            last = self._speakers[-1]
            self._speakers[-1] = replace(last, aliases=(*last.aliases, values.get("value", "")))
        elif element.name == "aside":
            aside = Aside(_number(values.get("start")), _number(values.get("end")), values.get("reason", ""))
            self._apart.append((_number(values.get("position")), aside))

    def _begin_turn(self, element: Start) -> None:
        by, as_ = element.attributes.get("by"), element.attributes.get("as")
        if (by and by not in self._people) or (as_ and as_ not in self._roles):
            raise _Changed
        self._turns.append(
            Turn(
                number=_number(_own(element, "turn")),
                speaker=self._people[by] if by else None,
                role=self._roles[as_] if as_ else _own(element, "role"),
                heading=_own(element, "heading"),
                start=_number(_own(element, "turnStart")),
                end=_number(_own(element, "turnEnd")),
                url=_own(element, "url"),
            )
        )

    def _begin_leaf(self, element: Start) -> None:
        start = _number(_own(element, "start"))
        before = _own(element, "before")
        if before is None and not 0 <= start - self._length <= 1000:
            raise _Changed
        self._add("\n" * (start - self._length) if before is None else before)
        if self._leaf is not None or self._length != start:
            raise _Changed
        self._leaf = _Leaf(element, self._depth, start)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _end_leaf(self, leaf: _Leaf) -> None:
        self._leaf = None
        self._add("".join(leaf.pieces))
        id_, reason = _own(leaf.element, "passage"), _own(leaf.element, "aside")
        if id_ is not None:
            locator = _own(leaf.element, "locator")
            self._passages.append(
                Passage(id_, self._fields.get("id", ""), self._turn, leaf.start, self._length, locator)
            )
        elif reason is not None:
            self._asides.append(Aside(leaf.start, self._length, reason))

    def record(self) -> Record:
        """What was exported. Raises _Changed."""
        text = "".join([*self._text, self._after])
        said = self._fields
        if "id" not in said or "title" not in said or _digest(text) != said.get("sha256"):
            raise _Changed
        for position, aside in self._apart:
            self._asides.insert(position, aside)
        record = Record(
            id=said["id"],
            title=said["title"],
            text=text,
            **{name: said.get(name) for name in Metadata.__slots__ if name != "title"},  # type: ignore[arg-type]  # texts
            speakers=tuple(self._speakers),
            turns=tuple(self._turns),
            passages=tuple(self._passages),
            asides=tuple(self._asides),
        )
        if not _is_sound(record):
            raise _Changed
        return record


def _own(element: Start, name: str) -> str | None:
    value = element.attributes.get(f"{OWN} {name}")
    return None if value is None else unescaped(value)


def _number(value: str | None) -> int:
    if value is None or not _NUMBER.fullmatch(value):
        raise _Changed
    return int(value)


def _character(instruction: Event) -> str:
    code = instruction.data.strip() if isinstance(instruction, Instruction) and instruction.target == CHARACTER else ""
    if not re.fullmatch(r"[0-9A-F]{4}", code):
        raise _Changed
    return chr(int(code, 16))


def _digest(text: str) -> str:
    try:
        return sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise _Changed from None


def _is_sound(record: Record) -> bool:
    """Whether a library can hold the record: a file may say anything."""
    ids = [passage.id for passage in record.passages]
    speakers = {speaker.id for speaker in record.speakers}
    turns = [turn.number for turn in record.turns]
    length = len(record.text)
    return (
        bool(_ID.fullmatch(record.id))
        and (record.date is None or iso_date(record.date) == record.date)
        and all(re.fullmatch(re.escape(record.id) + r"/[0-9]{1,15}", id_) for id_ in ids)
        and len(set(ids)) == len(ids)
        and len(speakers) == len(record.speakers)
        and all(turn.speaker is None or turn.speaker in speakers for turn in record.turns)
        and all(one < other for one, other in pairwise(turns))
        and {passage.turn for passage in record.passages} <= set(turns)
        and all(0 <= start <= end <= length for start, end in _spans(record))
    )


def _spans(record: Record) -> list[tuple[int, int]]:
    turns = [(turn.start, turn.end) for turn in record.turns]
    passages = [(passage.start, passage.end) for passage in record.passages]
    return turns + passages + [(aside.start, aside.end) for aside in record.asides]


def under(record: Record, sidecar: Sidecar) -> Record:
    """`record` with what `sidecar` says in place of what it said."""
    id_ = sidecar.id or record.id
    said = Metadata(*(getattr(record, name) for name in Metadata.__slots__)).under(sidecar)
    composer = Composer(id_, sidecar, said, record.title)
    people = {speaker.id: composer.person(speaker) for speaker in record.speakers}
    number = len(record.id)
    return replace(
        record,
        id=id_,
        **{name: getattr(said, name) for name in Metadata.__slots__},
        speakers=tuple(dict.fromkeys(people.values())),
        turns=tuple(_under(turn, people, sidecar) for turn in record.turns),
        passages=tuple(replace(one, id=f"{id_}{one.id[number:]}", record=id_) for one in record.passages),
    )


def _under(turn: Turn, people: dict[str, Speaker], sidecar: Sidecar) -> Turn:
    if turn.speaker is None:
        return turn
    speaker = people[turn.speaker].id
    return replace(turn, speaker=speaker, role=sidecar.roles.get(speaker) or turn.role)
