"""Plain text and Markdown: speeches, round tables, interviews and letters as people type and publish them."""

from collections.abc import Iterator

from corpus.decode import decode
from corpus.formats.prose import prose_record
from corpus.model import Record
from corpus.source_file import SourceFile


def read_text(source: SourceFile) -> Iterator[Record]:
    """The record in a plain text.

    The stored text is the file's, its newlines made \\n and its byte order mark taken off; every
    offset counts its code points. Raises RecordError.
    """
    yield prose_record(source, decode(source.whole(), str(source.path), source.encoding))
