"""TEI as the ParlaMint corpora write it: <u who="#…"> with <seg> in it, plain or annotated word by word."""

from collections.abc import Iterator

from corpus.asides import HEADING, NOTE, STAGE
from corpus.composing import Composer, Metadata
from corpus.errors import CompanionFile, RecordError
from corpus.flow import Flow
from corpus.formats.akoma_meta import labelled
from corpus.formats.tei_choice import as_read
from corpus.formats.tei_files import included, lists_people, people_beside, people_in
from corpus.formats.tei_header import Header
from corpus.formats.tei_people import People, Person
from corpus.model import Record, Speaker
from corpus.printed import speaker_of
from corpus.source_file import SourceFile
from corpus.xml_events import XML_LANG, End, Event, Start

_PLACES = {"pb", "time", "lb"}
_BESIDE = {"note", "kinesic", "vocal", "incident", "stage", "speaker"}  # what is told about the speech
_WORDS = {"w", "pc"}
_INLINE = {
    "hi",
    "ref",
    "name",
    "date",
    "num",
    "phr",
    "foreign",
    "emph",
    "rs",
    "persName",
    "orgName",
    "placeName",
    "term",
}
_INLINE |= {
    "linkGrp",
    "link",
    "anchor",
    "add",
    "subst",
    "corr",
    "sic",
    "orig",
    "reg",
    "abbr",
    "expan",
    "desc",
    "measure",
    "email",
}
_FOOT, _AT_FOOT = "foot", ("foot", "bottom", "end")
_BRACKETS = {"[": "]", "(": ")", "/": "/", "（": "）", "〔": "〕", "［": "］"}


def read_tei(source: SourceFile, events: Iterator[Event]) -> Iterator[Record]:
    """The records in `events`, one for each <TEI>: every <u> a turn. Raises RecordError."""
    corpus = People(source.id)
    count = 0
    events = as_read(events, str(source.path))
    for event in events:
        if isinstance(event, Start) and event.name == "TEI":
            count += 1
            id_ = source.id if count == 1 else f"{source.id}-{count}"
            yield from _Sitting(source, id_, event, corpus).records(events)
        else:
            corpus.read(event)
            if isinstance(event, Start) and lists_people(event):
                corpus.known |= people_in(included(source.path, event.get("href")))
    if not count:
        raise CompanionFile(
            f"{source.path} is the header of a corpus, with no sitting in it: add the sittings beside it"
        )


class _Sitting:
    """One <TEI>."""

    def __init__(self, source: SourceFile, id_: str, root: Start, corpus: People) -> None:
        self.composer = Composer(id_, source.sidecar, Metadata(), source.path.stem)
        self._source = source
        self._corpus = corpus.known
        self._header = Header(root.get(XML_LANG) or "")
        self._people = People(source.id)
        self._beside: dict[str, Person] | None = None  # read when somebody is not found here
        self._flow = Flow(str(source.path))
        self._outer: list[Flow] = []
        self._open: list[str] = []
        self._in_words = 0
        self._glued = True
        self._label: str | None = None
        self._kind = ""
        self._at_foot: list[str] = []  # notes to set aside when the paragraph ends
        self._is_named = False  # whether an <sp> says whose it is
        self._page: str | None = None

    def records(self, events: Iterator[Event]) -> Iterator[Record]:
        """Reads to the end of the <TEI>."""
        depth = 1
        for event in events:
            depth += isinstance(event, Start)
            depth -= isinstance(event, End)
            if not depth:
                break
            self._read(event)
            if self.composer.is_full and not {"u", "sp"} & set(self._open):
                yield self._record()
        if not self.composer.is_empty:
            yield self._record()
        elif self.composer.part_id == self.composer.id:
            raise RecordError(f"{self._source.path} is TEI without an utterance: there is nothing to read in it")

    def _record(self) -> Record:
        self.composer.metadata = self._header.metadata()
        return self.composer.record()

    def _read(self, event: Event) -> None:
        if isinstance(event, Start):
            self._open.append(event.name)
            if event.name == "include":
                self._include(event)
        if "teiHeader" in self._open:
            self._header.read(event)
            self._people.read(event)
        elif isinstance(event, Start):
            self._start(event)
        elif isinstance(event, End):
            self._end(event.name)
        elif isinstance(event, str) and self._open:
            self._text(event)
        if isinstance(event, End):
            self._open.pop()

    def _include(self, element: Start) -> None:
        """Another file of the folder: a list of people is read, what the header tells besides is not needed."""
        beside = included(self._source.path, element.get("href"))
        if "text" in self._open:
            raise RecordError(f"{self._source.path} takes its text from {beside.name}: put that text into it")
        if lists_people(element):
            self._corpus = self._corpus | people_in(beside)

    def _text(self, text: str) -> None:
        annotated = "s" in self._open
        if self._in_words:
            self._flow.add(text.strip())
        elif not annotated or not text.isspace():
            self._flow.add(text)

    def _start(self, element: Start) -> None:
        name = element.name
        if name in _BESIDE:
            self._outer.append(self._flow)
            self._flow = Flow(str(self._source.path))
            self._kind = _FOOT if element.get("place") in _AT_FOOT else element.get("type") or name
        elif name in _WORDS:
            self._start_word(element)
        elif name == "pb":
            self._page = element.get("n") or self._page
        elif name == "gap":
            self._outer.append(self._flow)
            self._flow = Flow(str(self._source.path))
        elif name in ("lb", "s"):
            self._flow.add(" ")
            self._glued = True
        elif name not in _INLINE and not self._flow.enter(name):
            self._finish_paragraph()
            if name == "u":
                self._give(element)
            elif name == "sp":
                self._give_part(element)

    def _start_word(self, element: Start) -> None:
        self._in_words += 1
        if self._in_words > 1:
            return
        join = element.get("join") or ""
        if not self._glued and join not in ("left", "both"):
            self._flow.add(" ")
        self._glued = join in ("right", "both")

    def _end(self, name: str) -> None:
        if name in _BESIDE:
            text, self._flow = self._flow.take(), self._outer.pop()
            self._tell(text)
        elif name in _WORDS:
            self._in_words -= 1
        elif name == "gap":
            self._flow = self._outer.pop()
            self._flow.add(" ")
        elif name == "s":
            self._flow.add(" ")
        elif name not in _INLINE and name not in _PLACES and not self._flow.leave(name):
            self._finish_paragraph()
            if name in ("u", "sp"):
                self.composer.give_floor(None)

    def _tell(self, text: str) -> None:
        """A note or a description of what happened has ended."""
        if self._outer:
            self._flow.add(text)
        elif self._kind == _FOOT and not self._flow.is_blank:
            self._at_foot.append(text)
        elif self._kind == "speaker":
            self._finish_paragraph()
            self._label = None if "u" in self._open else text or None
            self.composer.set_aside(text, HEADING)
            if "sp" in self._open and not self._is_named:
                self.composer.give_floor(*labelled(self._label), self._label)
        elif self._flow.is_blank or not (text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[:1]])):
            self._finish_paragraph()
            self.composer.set_aside(text, "time" if self._kind == "time" else STAGE)
        else:
            self._flow.add(f" {text} ")

    def _give(self, element: Start) -> None:
        label, self._label = self._label, None
        speaker, role = self._whom(element.get("who"), label)
        chairs = "#chair" in (element.get("ana") or "").split()
        self.composer.give_floor(speaker, ("chair" if chairs else role) if speaker else None, label)

    def _give_part(self, element: Start) -> None:
        """A speech as in a play, <sp who="Jane Roe">: the name itself, or a pointer to it."""
        who, label = element.get("who") or element.get("name"), None
        if who and "#" in who:
            speaker, role = self._whom(who, label)
        else:
            speaker, role = speaker_of(who)
        self._is_named = speaker is not None
        self.composer.give_floor(speaker, (role or element.get("position")) if speaker else None)

    def _whom(self, who: str | None, label: str | None) -> tuple[Speaker | None, str | None]:
        """Who speaks, and in what office of the day."""
        ids = [pointer.rpartition("#")[2] for pointer in (who or "").split()]
        if not ids:
            return labelled(label)
        metadata = self._header.metadata()
        language = metadata.language or ""
        known = [self._person(id_) for id_ in ids]
        if len(known) == 1 and not known[0].names and speaker_of(known[0].id)[0] is None:  # #unknown
            return labelled(label)
        if len(known) > 1:
            names = ", ".join(person.speaker(metadata.date, language).name for person in known)
            return Speaker(" ".join(person.identity() for person in known), names), None
        return known[0].speaker(metadata.date, language), known[0].role(metadata.date, language)

    def _person(self, id_: str) -> Person:
        known = self._people.known.get(id_) or self._corpus.get(id_)
        if known is None and self._beside is None:
            self._beside = people_beside(self._source.path)
        return known or (self._beside or {}).get(id_) or Person(id_, self._source.id)

    def _finish_paragraph(self) -> None:
        self._glued = True
        if self._outer:
            self._flow.add(" ")
            return
        text = self._flow.take()
        if text and "head" in self._open:
            self.composer.set_aside(text, HEADING)
        else:
            self.composer.say(text, f"page {self._page}" if self._page else None)
        notes, self._at_foot = self._at_foot, []
        for note in notes:
            self.composer.set_aside(note, NOTE)
