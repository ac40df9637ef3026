"""Running text, from whatever format it was taken, into a record: who speaks is read from its headings."""

from corpus.composing import Metadata
from corpus.lines import split_lines
from corpus.model import Record
from corpus.reading import read_speech
from corpus.source_file import SourceFile

_LONGEST_TITLE = 120


def prose_record(source: SourceFile, text: str, metadata: Metadata | None = None) -> Record:
    """The record in `text`, which is stored as it is; `metadata` is what the source says of itself."""
    said = (metadata or Metadata()).under(source.sidecar)
    reading = read_speech(text, source.id, source.sidecar.speakers, source.sidecar.roles)
    return Record(
        id=source.id,
        title=said.title or _title(text, source),
        text=text,
        date=said.date,
        event=said.event,
        place=said.place,
        publisher=said.publisher,
        language=said.language,
        url=said.url,
        speakers=reading.speakers,
        turns=reading.turns,
        passages=reading.passages,
        asides=reading.asides,
    )


def _title(text: str, source: SourceFile) -> str:
    """The first line where it can be a title, else the file's name."""
    first = split_lines(text[:2000])[0].text.strip("#*_ ") if text[:2000].strip() else ""
    ends = first.endswith(("。", ".", ":", "：", "!", "?"))
    return first if first and len(first) <= _LONGEST_TITLE and not ends else source.path.stem
