"""What `onrecord export` wrote, read again: the same records, passage by passage, at the same offsets."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import normalize

from corpus.composing import Composer, Metadata
from corpus.errors import RecordError
from corpus.formats.json_stream import Item
from corpus.formats.json_values import as_integer
from corpus.model import Passage, Record, Speaker, Turn
from corpus.source_file import LARGEST_WHOLE, SourceFile

_FIELDS = {"id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end"}
_MAYBE_NULL = ("speaker", "role", "date", "url")
_RECORD_ID = re.compile(r"[\w.-]{1,255}$")
_NUMBER = re.compile(r"[1-9]\d{0,14}$", re.ASCII)
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")
_BLANK = 1_000_000  # code points between passages that a file may have beyond twenty for each it quotes


def looks_exported(value: Any) -> bool:
    """Whether an object was written by `onrecord export`, be it damaged since."""
    return isinstance(value, dict) and (value.keys() == _FIELDS or _is_exported(value))


def _is_exported(value: Any) -> bool:
    """Whether an object is a passage as `onrecord export` writes it."""
    if not isinstance(value, dict) or not value.keys() >= _FIELDS:
        return False
    id_, record = value["id"], value["record"]
    return isinstance(id_, str) and isinstance(record, str) and id_.rpartition("/")[0] == record


@dataclass(frozen=True, slots=True)
class _Line:
    """One passage of an export, its fields checked one by one."""

    id: str
    text: str
    speaker: str | None
    role: str | None
    record: str
    title: str
    date: str | None
    url: str | None
    start: int
    end: int
    where: str


def exported_records(source: SourceFile, items: Iterable[Item]) -> Iterator[Record]:
    """The records of an export. Their text is blank but for the passages, which alone an export holds.

    Raises RecordError where a passage is not the length that its offsets give, stands before the end
    of the one before it, has an id that another has, or the passages of a record do not stand together.
    """
    building: _Building | None = None
    done: set[str] = set()
    blank = said = 0
    for item in items:
        line = _checked(item)
        if building is None or line.record != building.first.record:
            if line.record in done:
                raise RecordError(f"{line.where}: {line.record!r} came before: keep the lines of a record together")
            if building:
                yield building.record()
            building = _Building(source, line)
            done.add(line.record)
        blank, said = blank + building.gap(line), said + len(line.text)
        if blank > LARGEST_WHOLE and blank > said * 20 + _BLANK:
            raise RecordError(f"{line.where}: start is {line.start}, far beyond what is quoted: export it again")
        building.add(line)
    if building:
        yield building.record()


def _checked(item: Item) -> _Line:
    value = item.value
    if not _is_exported(value):
        raise RecordError(f"{item.where} is not a passage as the others are: it needs {', '.join(sorted(_FIELDS))}")
    start, end = as_integer(value["start"]), as_integer(value["end"])
    texts = {name: _text(value, name, item.where) or "" for name in ("id", "text", "record", "title")}
    speaker, role, date, url = (_text(value, name, item.where, none=True) for name in _MAYBE_NULL)
    if not _RECORD_ID.match(texts["record"]) or not _NUMBER.match(texts["id"].rpartition("/")[2]):
        raise RecordError(f"{item.where}: id is {texts['id'][:80]!r}: it is record/number in an export")
    if start is None or end is None or end - start != len(texts["text"]) or not texts["text"]:
        raise RecordError(f"{item.where}: start and end do not fit the length of the text ({len(texts['text'])})")
    if end > LARGEST_WHOLE:
        raise RecordError(f"{item.where}: end is {end}: no record is longer than {LARGEST_WHOLE} characters")
    return _Line(**texts, speaker=speaker, role=role, date=date, url=url, start=start, end=end, where=item.where)


def _text(value: dict[str, Any], name: str, where: str, *, none: bool = False) -> str | None:
    text = value[name]
    if text is None and none:
        return None
    if type(text) is not str or _UNWRITABLE.search(text):
        raise RecordError(f"{where}: {name} is {str(text)[:40]!r}: it is text in an export")
    return text


@dataclass(slots=True)
class _Building:
    """A record that is being put together again."""

    source: SourceFile
    first: _Line
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _turns: list[Turn] = field(default_factory=list)
    _passages: list[Passage] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _people: dict[str, Speaker] = field(default_factory=dict)
    _printed: dict[str, str] = field(default_factory=dict)
    _urls: set[str | None] = field(default_factory=set)

    def gap(self, line: _Line) -> int:
        """How many blank characters stand between `line` and the one before it."""
        return max(line.start - self._length, 0)

    def add(self, line: _Line) -> None:
        if line.start < self._length:
            raise RecordError(f"{line.where}: the passage begins at {line.start}, before the end of the one before it")
        if line.id in self._ids:
            raise RecordError(f"{line.where}: the id {line.id!r} was given before: each passage has its own")
        if (line.title, line.date) != (self.first.title, self.first.date):
            raise RecordError(f"{line.where}: title and date are not those of the record's other passages")
        self._ids.add(line.id)
        self._urls.add(line.url)
        self._parts += ["\n" * self.gap(line), line.text]
        self._length = line.end
        self._passages.append(Passage(line.id, line.record, self._turn(line), line.start, line.end))

    def _turn(self, line: _Line) -> int:
        """The number of the turn that `line` belongs to: the last one, where the same person goes on."""
        speaker = self._person(line.speaker) if line.speaker is not None else None
        role = (self.source.sidecar.roles.get(speaker) if speaker else None) or line.role
        last = self._turns[-1] if self._turns else None
        if last and (last.speaker, last.role, last.url) == (speaker, role, line.url):
            self._turns[-1] = replace(last, end=line.end)
        else:
            number = len(self._turns) + 1
            self._turns.append(Turn(number, speaker, role, None, line.start, line.end, line.url))
        return len(self._turns)

    def _person(self, name: str) -> str:
        """The id of who is called `name`; two spellings that fold into one id stay two people."""
        if name not in self._printed:
            id_ = normalize("NFKC", " ".join(name.split())) or name
            speaker = Composer("", self.source.sidecar, Metadata(), "").person(Speaker(id_, name))
            while speaker.id in self._people and self._people[speaker.id] != speaker:
                speaker = Speaker(f"{speaker.id}'", name)
            self._people[speaker.id] = speaker
            self._printed[name] = speaker.id
        return self._printed[name]

    def record(self) -> Record:
        first, sidecar = self.first, self.source.sidecar
        one = len(self._urls) == 1
        return Record(
            id=first.record,
            title=first.title,
            text="".join(self._parts),
            date=first.date,
            event=sidecar.event,
            place=sidecar.place,
            publisher=sidecar.publisher,
            language=sidecar.language,
            url=first.url if one else None,
            speakers=tuple(self._people.values()),
            turns=tuple(replace(turn, url=None) for turn in self._turns) if one else tuple(self._turns),
            passages=tuple(self._passages),
        )
