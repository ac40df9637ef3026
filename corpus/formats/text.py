"""Plain text and Markdown: speeches, round tables, interviews and letters as people type and publish them."""

from pathlib import Path

from corpus.decode import decode
from corpus.lines import split_lines
from corpus.model import Record
from corpus.reading import read_speech
from corpus.sidecar import Sidecar

_LONGEST_TITLE = 120


def read_text(path: Path, data: bytes, sidecar: Sidecar, record_id: str) -> list[Record]:
    """The one record in the plain text `data` of the file `path`.

    The stored text is the file's, its newlines made \\n and its byte order mark taken off; every
    offset counts its code points. Raises RecordError.
    """
    text = decode(data, str(path))
    reading = read_speech(text, record_id, sidecar.speakers, sidecar.roles)
    record = Record(
        id=record_id,
        title=sidecar.title or _title(text, path),
        text=text,
        date=sidecar.date,
        event=sidecar.event,
        place=sidecar.place,
        publisher=sidecar.publisher,
        language=sidecar.language,
        url=sidecar.url,
        speakers=reading.speakers,
        turns=reading.turns,
        passages=reading.passages,
        asides=reading.asides,
    )
    return [record]


def _title(text: str, path: Path) -> str:
    """The first line where it can be a title, else the file's name."""
    first = split_lines(text[:2000])[0].text.strip("#*_ ") if text[:2000].strip() else ""
    ends = first.endswith(("。", ".", ":", "：", "!", "?"))
    return first if first and len(first) <= _LONGEST_TITLE and not ends else path.stem
