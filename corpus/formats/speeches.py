"""Speeches that a source lists one by one, with who made each, into records: one for each meeting."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from corpus.composing import Composer, Metadata
from corpus.errors import RecordError
from corpus.formats.iso_date import iso_date
from corpus.formats.spoken import write_words
from corpus.model import Record
from corpus.printed import LONGEST_NAME, identity_of, speaker_of
from corpus.source_file import SourceFile

_LONGEST_SUFFIX = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a source says of the meeting at which something was said; `date` as printed.

    `number` tells apart the meetings of a list of which nothing else is known.
    """

    id: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    place: str | None = None
    publisher: str | None = None
    language: str | None = None
    number: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for two speeches made at one meeting."""
        if self.number is not None or self.id:
            return self.number, self.id
        return self.title, (self.date and iso_date(self.date)) or self.date

    @property
    def is_named(self) -> bool:
        """Whether anything tells which meeting it is."""
        return any(self.key)


@dataclass(frozen=True, slots=True)
class Speech:
    """One row of a table, or one object of a list.

    `begins` and `ends` are times as printed; `order` its numbers among the speeches of the meeting, () where it
    has none. `trouble`: why nobody can be said to have said it; `doubt`: what is unsure about it all the same.
    """

    speaker: str | None
    text: str
    role: str | None = None
    identity: str | None = None
    alias: str | None = None
    url: str | None = None
    locator: str | None = None
    begins: str | None = None
    ends: str | None = None
    order: tuple[int, ...] = ()
    meeting: Meeting = field(default_factory=Meeting)
    trouble: str | None = None
    doubt: str | None = None


def are_several(meetings: Iterator[Meeting]) -> bool:
    """Whether rows of these meetings, in order, are of more than one; a row that names none is of the one before."""
    first = next(meetings, Meeting()).key
    return any(meeting.is_named and meeting.key != first for meeting in meetings)


def records_of(source: SourceFile, speeches: Iterable[Speech], *, several: bool) -> Iterator[Record]:
    """The records of `speeches`, whose meetings are `several`: those of one meeting that stand together are one.

    A meeting that comes up again is another record, with a doubt that says so. Raises RecordError
    where nothing is said in any.
    """
    ids, people = _Ids(source.id), _People()
    told = False
    sitting: _Sitting | None = None
    for speech in speeches:
        if sitting is None or not sitting.goes_on(speech.meeting):
            if sitting and not sitting.composer.is_empty:
                told = True
                yield sitting.record()
            sitting = _opened(source, speech.meeting, ids, people, several=several)
        elif sitting.composer.is_full and not sitting.composer.is_empty:
            told = True
            yield sitting.composer.record()
        sitting.write(speech)
    if sitting and not sitting.composer.is_empty:
        yield sitting.record()
    elif not told:
        why = f" ({sitting.trouble})" if sitting and sitting.trouble else ""
        raise RecordError(f"{source.path} holds no words that somebody said{why}: nothing was read from it")


def _opened(source: SourceFile, meeting: Meeting, ids: "_Ids", people: "_People", *, several: bool) -> "_Sitting":
    date = iso_date(meeting.date) if meeting.date else None
    said = Metadata(
        title=meeting.title,
        date=date,
        place=meeting.place,
        publisher=meeting.publisher,
        language=meeting.language,
        url=meeting.url,
    )
    title = source.path.stem
    if not several:
        return _Sitting(Composer(source.id, source.sidecar, said, title), meeting, people)
    given = source.sidecar
    sidecar = replace(
        given,
        title=None if said.title else given.title,
        date=None if said.date else given.date,
        url=None if said.url else given.url,
    )
    id_, again = ids.give(meeting, date)
    fallback = f"{title} {date or meeting.number or ''}".strip()
    composer = Composer(id_, sidecar, said, fallback)
    return _Sitting(
        composer, meeting, people, "this meeting came up before: sort the rows by meeting" if again else None
    )


@dataclass(slots=True)
class _Sitting:
    """A meeting that is being written down."""

    composer: Composer
    meeting: Meeting
    people: "_People"
    doubt: str | None = None
    trouble: str | None = None
    _floor: tuple[str | None, ...] | None = None
    _named: str | None = None
    _urls: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.meeting.date and not self.composer.metadata.date:
            self.doubt = self.doubt or f"the date {self.meeting.date[:40]!r} is not clear: write it as 2020-02-19"

    def goes_on(self, meeting: Meeting) -> bool:
        return not meeting.is_named or meeting.key == self.meeting.key

    def write(self, speech: Speech) -> None:
        if speech.trouble:
            self._refuse(speech.text, speech.trouble)
            return
        floor = (speech.speaker, speech.role, speech.identity, speech.url)
        if floor != self._floor:
            self._floor = floor
            self._give_floor(speech)
        if speech.url and len(self._urls) < 2:
            self._urls.add(speech.url)
        self.doubt = self.doubt or speech.doubt
        write_words(self.composer, speech.text, speech.locator, speaker=self._named)
        if self.doubt and not self.composer.is_empty:
            self.composer.doubt(self.doubt)
            self.doubt = None

    def _give_floor(self, speech: Speech) -> None:
        speaker, role = speaker_of(speech.speaker, identity=self.people.identity(speech))
        self._named = speaker.name if speaker else None
        if speaker and speech.alias and speech.alias != speaker.name:
            speaker = replace(speaker, aliases=(*speaker.aliases, speech.alias))
        if speech.speaker and len(speech.speaker) > LONGEST_NAME:
            self.doubt = f"a name of {len(speech.speaker)} characters is no name: its words are nobody's"
        heading = speech.speaker[:LONGEST_NAME] if speech.speaker and speaker else None
        self.composer.give_floor(speaker, speech.role or role if speaker else None, heading, speech.url)

    def _refuse(self, text: str, why: str) -> None:
        self.trouble = self.trouble or why
        self.composer.set_aside(text, "unreadable row")
        self.composer.doubt(why)
        self._floor = None
        self.composer.give_floor(None)

    def record(self) -> Record:
        """The whole, or its last part; its address is that of all its speeches, where they share one."""
        metadata = self.composer.metadata
        if len(self._urls) == 1 and not metadata.url:
            self.composer.metadata = replace(metadata, url=next(iter(self._urls)))
        return self.composer.record()


class _People:
    """The identities that a file gives its speakers."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def identity(self, speech: Speech) -> str | None:
        """The id in the source; with the name first seen under it where it is so short that other files have it too."""
        given = speech.identity
        if not given or not speech.speaker or len(given) > LONGEST_NAME:
            return None
        return self._known.setdefault(given, identity_of(given, speech.speaker))


class _Ids:
    """An id for each meeting of a file: that of the file, and what tells the meeting apart."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._given: set[str] = set()
        self._keys: set[int] = set()

    def give(self, meeting: Meeting, date: str | None) -> tuple[str, bool]:
        """An id that no other meeting has, and whether the meeting came up before."""
        key = hash(meeting.key)
        again = key in self._keys
        self._keys.add(key)
        return self._free(meeting, date), again

    def _free(self, meeting: Meeting, date: str | None) -> str:
        title = _slug(meeting.title)
        first = _slug(meeting.id) or date or title
        names = [f"{self._base}-{first}"] if first else [f"{self._base}.{meeting.number or 1}"]
        if date and title and not meeting.id:
            names.append(f"{self._base}-{date}-{title}")
        id_ = next((name for name in names if name not in self._given), None)
        number = 2
        while id_ is None or id_ in self._given:
            id_ = f"{names[-1]}.{number}"
            number += 1
        self._given.add(id_)
        return id_


def _slug(text: str | None) -> str:
    plain = normalize("NFKC", text or "")[:200].casefold().encode("utf-8", "ignore").decode()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:_LONGEST_SUFFIX].strip("-_")
