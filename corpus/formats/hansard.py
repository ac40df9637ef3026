"""The parliamentary XML of TheyWorkForYou, the Public Whip and their like elsewhere: <speech speakername="…">."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.asides import HEADING, STAGE, line_reason
from corpus.clock import clock
from corpus.composing import Composer, Metadata
from corpus.errors import RecordError
from corpus.flow import Flow
from corpus.formats.iso_date import iso_date
from corpus.formats.procedure import is_procedure
from corpus.model import Record, Speaker
from corpus.printed import identity_of, speaker_of
from corpus.source_file import SourceFile
from corpus.xml_events import End, Event, Start

_SPOKEN = {"speech", "ques", "reply"}
_INLINE = {"a", "abbr", "b", "em", "font", "i", "img", "phrase", "q", "small", "span", "strong", "sub", "sup", "u"}
_INLINE |= {"ulink", "link", "cite", "code", "dfn", "ins", "mark", "time", "wbr", "acronym", "citation", "member"}
_SLANTED = {"i", "em"}
_STRUCK = {"del", "s", "strike"}
_UNKNOWN_ID = re.compile(r"(?:.*/)?(?:unknown|none|0)?$", re.IGNORECASE)
_BRITISH, _AUSTRALIAN = "uk.org.publicwhip/", "org.openaustralia/"
_SITTING = re.compile(r"org\.publicwhip/(?P<house>\w+)/(?:[a-z]{2}/)?(?P<date>\d{4}-\d{2}-\d{2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOUSES = {
    "debate": "House of Commons",
    "lords": "House of Lords",
    "westminhall": "Westminster Hall",
    "standing": "Public Bill Committee",
    "ni": "Northern Ireland Assembly",
    "spor": "Scottish Parliament",
    "sp": "Scottish Parliament",
    "senedd": "Senedd",
    "lmqs": "Questions to the Mayor of London",
    "wrans": "Written Answers",
    "lordswrans": "Lords Written Answers",
    "spwa": "Scottish Parliament Written Answers",
    "wms": "Written Ministerial Statements",
    "lordswms": "Lords Written Ministerial Statements",
}


@dataclass(slots=True)
class _Paragraph:
    """How the paragraph that is being gathered is set: as a whole, and letter by letter."""

    italic: bool = False
    slanted: bool = False
    upright: bool = False

    @property
    def is_italic(self) -> bool:
        """Whether no letter of it stands upright."""
        return self.italic or (self.slanted and not self.upright)


@dataclass(slots=True)
class _Held:
    """Who holds the floor in the <speech> that is being read."""

    speaker: Speaker | None
    role: str | None
    heading: str | None
    url: str | None
    locator: str | None
    procedural: bool = False


def read_hansard(source: SourceFile, events: Iterator[Event]) -> Iterator[Record]:
    """The records in `events`: every <speech> a turn of whom its attributes name. Raises RecordError."""
    reader = _Reader(source)
    for event in events:
        reader.read(event)
        if reader.composer.is_full and reader.between_speeches:
            yield reader.composer.record()
    if not reader.composer.is_empty:
        yield reader.composer.record()
    elif reader.composer.part_id == source.id:
        raise RecordError(
            f"{source.path} is a <publicwhip> or <debates> without a <speech>: there is nothing to read in it"
        )


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        named = _DAY.search(source.path.stem)  # debates2009-10-26a.xml
        date = iso_date(named[0]) if named else None
        self.composer = Composer(source.id, source.sidecar, Metadata(date=date), source.path.stem)
        self._flow = Flow(str(source.path))
        self._paragraph = _Paragraph()
        self._held: _Held | None = None
        self._names: dict[str, str] = {}
        self._open: list[str] = []
        self._is_british = self._is_described = False
        self._apart: str | None = None  # why what is read now is set aside
        self._slanted = self._struck = 0

    @property
    def between_speeches(self) -> bool:
        """Whether no element is open but the root."""
        return len(self._open) <= 1

    def read(self, event: Event) -> None:
        if isinstance(event, str):
            self._text(event)
        elif isinstance(event, Start):
            self._is_british |= event.name == "publicwhip"
            self._open.append(event.name)
            self._start(event)
        elif isinstance(event, End):
            self._end(event.name)
            self._open.pop()

    def _text(self, text: str) -> None:
        if len(self._open) < 2 or self._struck:
            return
        self._flow.add(text)
        if any(map(str.isalnum, text)):
            self._paragraph.slanted |= self._slanted > 0
            self._paragraph.upright |= self._slanted == 0

    def _start(self, element: Start) -> None:
        name = element.name
        self._struck += name in _STRUCK
        if len(self._open) == 2:
            self._begin_part(element)
        elif self._held is None and len(self._open) > 3:
            self._flow.break_line()  # a name in a list of votes
        elif not (name in _INLINE or self._struck) and not self._flow.enter(name):
            self._finish_paragraph()
            self._paragraph.italic = "italic" in (element.get("class") or "")
        if name in _SLANTED:
            self._slanted += 1

    def _end(self, name: str) -> None:
        if name in _SLANTED:
            self._slanted -= 1
        if len(self._open) == 2:
            self._finish_paragraph()
            self._held = self._apart = None
        elif self._held is None and len(self._open) > 3:
            self._flow.break_line()
        elif not (name in _INLINE or self._struck) and not self._flow.leave(name):
            self._finish_paragraph()
        self._struck -= name in _STRUCK

    def _begin_part(self, element: Start) -> None:
        self._describe(element)
        spoken = element.name in _SPOKEN or element.get("speakername") or element.get("nospeaker")
        if element.name.endswith("heading"):
            self._apart = HEADING
        elif spoken and "division" not in element.name:
            self._held = self._floor(element)
            self._give(self._held)
        else:
            self._apart = element.name

    def _describe(self, element: Start) -> None:
        """What the id of the first element says of the sitting."""
        sitting = _SITTING.search(element.get("id") or "")
        if sitting and not self._is_described:
            self._is_described = True
            house = _HOUSES.get(sitting["house"]) if self._is_british else None
            title = f"{house}, {sitting['date']}" if house else None
            language = None if sitting["house"] == "senedd" else "en"
            self.composer.metadata = Metadata(title=title, date=sitting["date"], event=house, language=language)

    def _floor(self, element: Start) -> _Held:
        name, url = element.get("speakername"), element.get("url")
        identity = element.get("person_id") or element.get("speakerid")
        if identity and _UNKNOWN_ID.match(identity):
            identity = None
        if identity and name:
            self._names.setdefault(identity, name)
        printed = name or self._names.get(identity or "")
        if identity and not self._is_british:  # OpenAustralia numbers its members under the same address
            identity = identity.replace(_BRITISH, _AUSTRALIAN, 1)
        named, _ = speaker_of(printed)
        if identity and named and identity.isdecimal():  # a number that another parliament gives to somebody else
            identity = identity_of(identity, named.name)
        nobody = (element.get("nospeaker") or "").casefold() == "true"
        speaker, role = (None, None) if nobody else speaker_of(printed, identity=identity)
        office = element.get("speakeroffice")
        role = (office if office != printed else None) or role
        return _Held(speaker, role if speaker else None, name if speaker else None, url, _locator(element))

    def _give(self, held: _Held) -> None:
        self.composer.give_floor(held.speaker, held.role, held.heading, held.url)

    def _finish_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, _Paragraph()
        text = self._flow.take()
        if not text:
            return
        if self._held is None:
            self.composer.set_aside(text, self._apart or "other")
        elif line_reason(text) == STAGE:
            self.composer.set_aside(text, STAGE)
        else:
            self._say(text, self._held, italic=paragraph.is_italic)

    def _say(self, text: str, held: _Held, *, italic: bool) -> None:
        procedural = held.speaker is not None and is_procedure(text, italic=italic, after=held.procedural)
        if procedural != held.procedural:
            self._give(replace(held, speaker=None, role=None, heading=None) if procedural else held)
            held.procedural = procedural
        self.composer.say(text, held.locator)


def _locator(element: Start) -> str | None:
    column = element.get("colnum")
    return ", ".join(filter(None, (f"column {column}" if column else None, clock(element.get("time"))))) or None
