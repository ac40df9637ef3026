"""Running text, from whatever format it was taken, into a record: who speaks is read from its headings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.composing import Metadata
from corpus.formats.head_date import head_date
from corpus.formats.manuscript import Manuscript, trimmed
from corpus.identities import Identities, fullness
from corpus.lines import split_lines
from corpus.model import Aside, Doubt, Passage, Record, Speaker, Turn
from corpus.reading import Reading, read_speech
from corpus.source_file import SourceFile

_LONGEST_TITLE = 120
_LONGEST_HEADING = 6  # lines
DATED = "the date of the record was read from this line"


def prose_record(source: SourceFile, text: str | Manuscript, metadata: Metadata | None = None) -> Record:
    """The record in `text`, which is stored as it is; `metadata` is what the source says of itself.

    Of a manuscript the kept version is stored, and its passages have the locators that it gives.
    """
    said = (metadata or Metadata()).under(source.sidecar)
    written = text.reading if isinstance(text, Manuscript) else text
    known = _known(text.names, source) if isinstance(text, Manuscript) else source.sidecar.speakers
    labels = text.labels if isinstance(text, Manuscript) else ()
    reading = read_speech(written, source.id, known, source.sidecar.roles, labels)
    date, dating = _dated(said.date, written, reading)
    reading = replace(reading, doubts=(*dating, *reading.doubts))
    kept = written
    if isinstance(text, Manuscript):
        kept = text.text
        reading = _carried_over(reading, written, text, kept)
    return Record(
        id=source.id,
        title=said.title or _title(written, source),
        text=kept,
        date=date,
        event=said.event,
        place=said.place,
        publisher=said.publisher,
        language=said.language,
        url=said.url,
        speakers=reading.speakers,
        turns=reading.turns,
        passages=reading.passages,
        asides=reading.asides,
        doubts=reading.doubts,
    )


def _dated(said: str | None, written: str, reading: Reading) -> tuple[str | None, tuple[Doubt, ...]]:
    """The date of the record, and the line that it was read from where nothing beside the text says it."""
    if said is not None:
        return said, ()
    first = next((turn.start for turn in reading.turns if turn.speaker is not None), len(written))
    found = head_date(split_lines(written), first)
    return (found[0], (Doubt(found[1].start, found[1].end, DATED),)) if found else (None, ())


def _known(names: Iterable[str], source: SourceFile) -> tuple[Speaker, ...]:
    """The sidecar's speakers, and those whom the document's own structure names."""
    people = Identities(source.sidecar.speakers)
    for name in sorted(dict.fromkeys(names), key=fullness, reverse=True):  # a surname may be one of these
        people.admit(name)
    return tuple(people.speakers)


def _title(text: str, source: SourceFile) -> str:
    """The first line where it can be a title, else the file's name."""
    first = split_lines(text[:2000])[0].text.strip("#*_ ") if text[:2000].strip() else ""
    ends = first.endswith(("。", ".", ":", "：", "!", "?"))
    return first if first and len(first) <= _LONGEST_TITLE and not ends else source.path.stem


def _carried_over(reading: Reading, written: str, manuscript: Manuscript, kept: str) -> Reading:
    """`reading`, of the version `written`, in offsets of the version `kept`."""
    passages: list[Passage] = []
    for passage in reading.passages:
        for start, end in manuscript.visible(kept, *manuscript.span(passage.start, passage.end)):
            id_ = f"{passage.record}/{len(passages) + 1}"
            locator = manuscript.locator(start) or passage.locator
            passages.append(replace(passage, id=id_, start=start, end=end, locator=locator))
    speaking = {passage.turn for passage in passages}
    turns = tuple(_turns([turn for turn in reading.turns if turn.number in speaking], reading, written, manuscript))
    numbers = {turn.number: number for number, turn in enumerate(turns, 1)}
    named = {turn.speaker for turn in turns}
    asides = [*manuscript.asides, *_asides(reading, manuscript, kept)]
    return replace(
        reading,
        speakers=tuple(speaker for speaker in reading.speakers if speaker.id in named),
        turns=tuple(replace(turn, number=numbers[turn.number]) for turn in turns),
        passages=tuple(replace(passage, turn=numbers[passage.turn]) for passage in passages),
        asides=tuple(sorted(asides, key=lambda aside: aside.start)),
        doubts=tuple(Doubt(*manuscript.span(one.start, one.end), one.reason) for one in reading.doubts),
    )


def _asides(reading: Reading, manuscript: Manuscript, kept: str) -> Iterator[Aside]:
    for aside in reading.asides:
        for start, end in manuscript.visible(kept, *manuscript.span(aside.start, aside.end)):
            yield replace(aside, start=start, end=end)


def _turns(turns: list[Turn], reading: Reading, written: str, manuscript: Manuscript) -> Iterator[Turn]:
    kept = manuscript.text
    by_start = {aside.start: index for index, aside in enumerate(reading.asides)}
    for turn in turns:
        heading = turn.heading
        if heading and turn.start in by_start:
            first = by_start[turn.start]
            spans = _printed(heading, reading.asides[first : first + _LONGEST_HEADING], written)
            spans = list(trimmed(kept, [manuscript.span(*span) for span in spans]))
            heading = " ".join(kept[start:end] for start, end in spans) or None
        start, end = next(iter(trimmed(kept, [manuscript.span(turn.start, turn.end)])))
        yield replace(turn, heading=heading, start=start, end=end)


def _printed(heading: str, asides: tuple[Aside, ...], written: str) -> list[tuple[int, int]]:
    """The first of `asides` that together make up `heading`; none where they do not."""
    spans: list[tuple[int, int]] = []
    for aside in asides:
        spans.append((aside.start, aside.end))
        if " ".join(written[start:end] for start, end in spans) == heading:
            return spans
    return spans[:1]
