"""A text file as a stream of characters, however large: for formats that are read row by row or line by line."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TextIO

from corpus.decode import decoded
from corpus.encodings import certain_encoding
from corpus.errors import RecordError
from corpus.source_file import SourceFile

_BLOCK = 1 << 20
_WIDER = {"shift_jis": "cp932", "iso8859-1": "cp1252", "ascii": "utf-8"}  # people call these by the narrower name
_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@contextmanager
def opened_text(source: SourceFile, encoding: str, newline: str = "") -> Iterator[TextIO]:
    """The characters of `source`; `newline` is as for `open`. Raises RecordError, also while the text is read."""
    try:
        with source.opened() as file, io.TextIOWrapper(file, encoding, newline=newline) as text:
            yield text
    except UnicodeError as error:
        raise RecordError(f"{source.path} is damaged: not all of it is {encoding.upper()}; get a whole copy") from error


def stream_encoding(source: SourceFile) -> str:
    """The encoding of `source`: that of its byte order mark, else the one asked for, else the one that is certain.

    Raises RecordError where none is, and where the file is empty, binary or cannot be read.
    """
    name, blocks = str(source.path), partial(_blocks, source)
    first = next(blocks(), b"")
    if not first.strip():
        raise RecordError(f"{name} is empty: there is nothing to read in it")
    marked = next((encoding for bom, encoding in _BOMS if first.startswith(bom)), None)
    if marked:
        return marked
    next(decoded(blocks, name, source.encoding), None)  # refuses what is no text, or in no encoding that is certain
    encoding = codecs.lookup(source.encoding or certain_encoding(blocks) or "utf-8").name
    return _WIDER.get(encoding, encoding)


def _blocks(source: SourceFile) -> Iterator[bytes]:
    with source.opened() as file:
        while block := file.read(_BLOCK):
            yield block
