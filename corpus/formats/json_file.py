"""JSON and JSON lines: minutes, answers of an archive's interface, transcripts, tables, and what onrecord exported."""

from collections.abc import Callable, Iterator
from functools import partial

from corpus.errors import RecordError
from corpus.formats.arranged import arranged
from corpus.formats.columns import columns_of
from corpus.formats.json_export import exported_records
from corpus.formats.json_shape import about_several, shape_of
from corpus.formats.json_speeches import speeches_in
from corpus.formats.json_stream import Item, document_items, line_items
from corpus.formats.json_values import DECODER, LARGEST, flat
from corpus.formats.speeches import records_of
from corpus.formats.text_stream import opened_text, stream_encoding
from corpus.model import Record
from corpus.source_file import SourceFile


def read_json(source: SourceFile) -> Iterator[Record]:
    """The records in a JSON file: a list of speeches or of meetings, wherever it stands in the document.

    A file with one object a line is read as JSON lines. Raises RecordError where it is no JSON, or
    holds no speeches that are known as such.
    """
    encoding = stream_encoding(source)
    items = line_items if _is_by_line(source, encoding) else document_items
    yield from _records(source, partial(items, source, encoding))


def read_json_lines(source: SourceFile) -> Iterator[Record]:
    """The records in a file with one object a line: speeches, meetings, or the passages of an export.

    Raises RecordError.
    """
    yield from _records(source, partial(line_items, source, stream_encoding(source)))


def _records(source: SourceFile, items: Callable[[], Iterator[Item]]) -> Iterator[Record]:
    """Reads the items twice: to see what the file holds, and to read it."""
    shape = shape_of(items(), str(source.path))
    if shape.exported:
        yield from exported_records(source, items())
        return
    several = about_several(shape, items())
    yield from records_of(source, arranged(speeches_in(shape, items())), several=several)


def _is_by_line(source: SourceFile, encoding: str) -> bool:
    """Whether the first line is an object by itself, and another follows or it is a speech."""
    with opened_text(source, encoding, "\n") as text:
        lines = (line for line in iter(lambda: text.readline(LARGEST), "") if line.strip(" \t\r\n\ufeff"))
        first = next(lines, "").strip("\ufeff \t\r\n")
        second = next(lines, "").lstrip() if first.startswith("{") and first.endswith("}") else "?"
    if second[:1] not in ("", "{"):
        return False
    try:
        value = DECODER.decode(first)
    except (ValueError, RecursionError, RecordError):  # it is told when the whole is read
        return False
    return bool(second) or columns_of(key for key, _ in flat(value)).hold_speech
