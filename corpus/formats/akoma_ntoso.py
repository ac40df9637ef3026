"""Akoma Ntoso, the OASIS standard for parliamentary documents: debates of any of its versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.akoma_terms import OWN
from corpus.asides import HEADING, NOTE, STAGE, line_reason
from corpus.clock import clock
from corpus.composing import Composer, Metadata
from corpus.errors import RecordError
from corpus.flow import Flow
from corpus.formats.akoma_meta import AkomaMeta
from corpus.model import Record
from corpus.printed import speaker_of
from corpus.source_file import SourceFile
from corpus.wordlist import wordlist
from corpus.xml_events import End, Event, Start

_SPOKEN = {"speech", "question", "answer", "speechGroup"}
_NOBODYS = {"narrative", "scene", "summary", "other"}
_INLINE = wordlist(
    """
    a abbr affectedDocument argument authorialNote b change concept courtType date decoration def docDate
    docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType
    docketNumber em embeddedText entity eol eop event extractText fillIn from i img inline ins judge lawyer
    legislature link location marker mmod mod mref neutralCitation noteRef num object omissis opinion
    organization outcome party pb person placeholder popup process quantity quotedText recordedTime ref
    relatedDocument remark rmod role rref session shortTitle signature span strong sub sup term time tocItem u
    vote
    """
)
_ASIDE = {
    "heading": HEADING,
    "subheading": HEADING,
    "crossHeading": HEADING,
    "crossheading": HEADING,
    "toc": "contents",
}
_FRONT = {"preface": "preface", "coverPage": "cover", "preamble": "preface", "conclusions": "conclusions"}
_STRUCK = "del"
_CAPTURED = {"from", "authorialNote", "popup", "noteRef", "remark", "recordedTime", "num", _STRUCK}
_MARKS = tuple("\"'“‘«„「『")
_QUOTED = {"quotedText", "embeddedText"}  # whose quotation marks are attributes
_BRACKETS = {"[": "]", "(": ")", "（": "）", "〔": "〕", "［": "］", "【": "】"}


@dataclass(slots=True, eq=False)
class _Floor:
    """Who may speak inside an element: what its attributes and its <from> say."""

    by: str | None = None
    role: str | None = None
    label: str | None = None
    time: str | None = None


def read_akoma_ntoso(source: SourceFile, events: Iterator[Event]) -> Iterator[Record]:
    """The records in `events`: every speech, question and answer a turn. Raises RecordError."""
    reader = _Reader(source)
    for event in events:
        reader.read(event)
        if reader.composer.is_full and reader.is_between:
            yield reader.record()
    if not reader.composer.is_empty:
        yield reader.record()
    elif reader.composer.part_id == source.id:
        raise RecordError(f"{source.path} is Akoma Ntoso without a word of a debate: there is nothing to read in it")


_LABEL_ENDS = re.compile(r"[.:,;—–-]+\s+")


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        self.composer = Composer(source.id, source.sidecar, Metadata(), source.path.stem)
        self._name = str(source.path)
        self._flow = Flow(self._name)
        self._outer: list[Flow] = []  # the paragraphs around a note or a label
        self._meta = AkomaMeta()
        self._described = False  # whether a <meta> was read
        self._around: list[tuple[int, AkomaMeta]] = []  # of the collections around this document, by its depth
        self._open: list[str] = []
        self._floors = [_Floor()]
        self._given: _Floor | None = None
        self._reasons: list[tuple[int, str]] = []  # why what is read now is set aside, by depth
        self._after: list[tuple[str, str]] = []  # notes to set aside when the paragraph ends
        self._quotes: list[tuple[str, str]] = []  # the marks around what is quoted that are not written yet
        self._number: str | None = None
        self._in_label = False  # whether a label stands in the paragraph that is being read
        self._remark: str | None = None  # the remark that the paragraph began with

    @property
    def is_between(self) -> bool:
        """Whether no paragraph is being read."""
        return not self._outer and self._flow.is_blank

    def record(self) -> Record:
        """What was read so far."""
        self.composer.metadata = self._meta.metadata()
        return self.composer.record()

    def read(self, event: Event) -> None:
        if isinstance(event, str):
            self._text(event)
        elif isinstance(event, Start):
            self._open.append(event.name)
            self._start(event)
        elif isinstance(event, End):
            self._end(event.name)
            self._open.pop()

    def _text(self, text: str) -> None:
        self._meta.text(self._open, text)
        if "meta" not in self._open:
            self._open_quotation(text)
            self._flow.add(text)

    def _open_quotation(self, text: str) -> None:
        """Writes the mark that opens a quotation, unless `text`, its first words, has one itself."""
        if self._quotes and self._quotes[-1][0] and text.strip():
            opens, ends = self._quotes[-1]
            is_marked = text.lstrip().startswith(_MARKS)
            self._flow.add("" if is_marked else opens)
            self._quotes[-1] = "", "" if is_marked else ends

    def _start(self, element: Start) -> None:
        name = element.name
        if name == "meta" and self._open.count(name) == 1:
            self._describe()
        self._meta.start(element)
        if "meta" in self._open:
            return
        if name in _CAPTURED:
            self._outer.append(self._flow)
            self._flow = Flow(self._name)
            self._tell_time(element.get("time"))
        elif name in _QUOTED:
            self._quotes.append((element.get("startQuote") or "", element.get("endQuote") or ""))
        elif name in ("eol", "eop"):
            self._flow.add("" if element.get("breakAt") or element.get("breakat") else " ")
        elif name not in _INLINE and not self._flow.enter(name):
            self._finish_paragraph()
            self._in_label = False
            self._enter(element)

    def _describe(self) -> None:
        """A document begins to tell of itself; it may stand in a collection that has done so."""
        if self._described:
            self._around.append((len(self._open) - 1, self._meta))
            self._meta = self._meta.within()
        self._described = True

    def _leave_document(self) -> None:
        inner, (_, self._meta) = self._meta, self._around.pop()
        self._meta.take_from(inner)

    def _enter(self, element: Start) -> None:
        name = element.name
        if name in _SPOKEN or name in _NOBODYS:
            self._finish_number()
        if name in _SPOKEN:
            time = element.get("startTime") or element.get("recordedTime")
            self._floors.append(_Floor(element.get("by"), element.get("as"), time=time))
        elif name in _NOBODYS:
            self._floors.append(_Floor())
        reason = _ASIDE.get(name) or _FRONT.get(name) or _marked(element)
        if reason:
            self._reasons.append((len(self._open), reason))

    def _end(self, name: str) -> None:
        if "meta" in self._open:
            return
        if name in _CAPTURED:
            captured, self._flow = self._flow.take(), self._outer.pop()
            self._capture(name, captured)
        elif name in _QUOTED:
            self._flow.add(self._quotes.pop()[1])
        elif name not in _INLINE and not self._flow.leave(name):
            self._finish_paragraph()
            if name in _SPOKEN or name in _NOBODYS:
                self._finish_number()
                self._floors.pop()
            if self._reasons and self._reasons[-1][0] == len(self._open):
                self._reasons.pop()
            if self._around and self._around[-1][0] == len(self._open):
                self._leave_document()

    def _tell_time(self, time: str | None) -> None:
        if time and len(self._floors) > 1:  # what is told between speeches may be long past at the next
            self._floors[-1].time = time

    def _capture(self, name: str, text: str) -> None:
        """A label, note, number or remark has ended inside a paragraph."""
        if name == "from":
            self._label(text)
        elif name in ("authorialNote", "popup", "noteRef"):
            self._after.append((text, NOTE))
        elif name == "num":
            self._finish_number()
            self._number = text or None
            if self._open[-2:-1] and self._open[-2] in _SPOKEN:  # of the matter, not of an item in a list
                self._finish_number()
        elif text and name != _STRUCK:
            self._remark_on(text, STAGE if name == "remark" else "time")

    def _remark_on(self, text: str, reason: str) -> None:
        """A remark stays where it stands if its brackets tell it from what is said, or nobody speaks."""
        bracketed = text[0] in _BRACKETS and text.endswith(_BRACKETS[text[0]])
        if self._outer or bracketed or not self._is_spoken:
            self._remark = text if self._flow.is_blank and not self._outer else None
            self._flow.add(text)
        else:
            self._finish_paragraph()
            self.composer.set_aside(text, reason)

    @property
    def _is_spoken(self) -> bool:
        floor = self._floors[-1]
        return bool(floor.by or floor.role or floor.label)

    def _label(self, text: str) -> None:
        if len(self._floors) > 1:
            self._floors[-1].label = text or None
            self._given = None
        self._in_label = True
        self.composer.set_aside(text, HEADING)

    def _finish_number(self) -> None:
        """A number that nothing follows."""
        number, self._number = self._number, None
        if number:
            self.composer.set_aside(number, "number")

    def _finish_paragraph(self) -> None:
        if self._outer:  # a note of several paragraphs
            self._flow.break_line()
            return
        text, remark = self._flow.take(), self._remark
        if self._in_label:  # <p><from>Jane Roe</from>. Thank you</p>
            text = _LABEL_ENDS.sub("", text, count=1) if _LABEL_ENDS.match(text) else text
        self._remark = None
        if text:
            number, self._number = self._number, None
            self._write(f"{number} {text}" if number else text, is_remark=text == remark)
        after, self._after = self._after, []
        for note, reason in after:
            self.composer.set_aside(note, reason)

    def _write(self, text: str, *, is_remark: bool) -> None:
        if self._reasons:
            self.composer.set_aside(text, self._reasons[-1][1])
        elif is_remark or line_reason(text) == STAGE:
            self.composer.set_aside(text, STAGE)
        else:
            floor = self._floors[-1]
            if self._given is not floor:
                self._give(floor)
            self.composer.say(text, clock(floor.time))

    def _give(self, floor: _Floor) -> None:
        speaker, role = self._meta.speaker(floor.by, floor.label)
        office = self._meta.role(floor.role)
        if speaker is None and office:  # "the Speaker", whoever that was
            (speaker, role), office = speaker_of(office), None
        self.composer.give_floor(speaker, (office or role) if speaker else None, floor.label)
        self._given = floor


def _marked(element: Start) -> str | None:
    """Why an export of ours, changed since, sets the text of an element aside."""
    if f"{OWN} start" not in element.attributes or f"{OWN} passage" in element.attributes:
        return None
    return element.get(f"{OWN} aside") or "other"
