"""A text file as a stream of characters, however large: for formats that are read row by row or line by line."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from corpus.decode import decode
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
def opened_text(source: SourceFile, encoding: str | None, newline: str = "") -> Iterator[TextIO]:
    """The characters of `source` in `encoding`, or those that `decode` makes of it where that is None.

    `newline` is as for `open`. Raises RecordError, also for what fails while the text is read.
    """
    if encoding is None:
        yield io.StringIO(decode(source.whole(), str(source.path)), newline)
        return
    try:
        with source.opened() as file, io.TextIOWrapper(file, encoding, newline=newline) as text:
            yield text
    except UnicodeError as error:
        raise RecordError(f"{source.path} is damaged: not all of it is {encoding.upper()}; save it as UTF-8") from error


def stream_encoding(source: SourceFile) -> str | None:
    """The encoding in which `source` can be streamed; None where the whole has to be looked at to tell.

    It is that of the byte order mark, else the one asked for, else UTF-8 where every byte fits.
    Raises RecordError where the file is empty, binary or cannot be read.
    """
    with source.opened() as file:
        first = file.read(_BLOCK)
        if not first.strip():
            raise RecordError(f"{source.path} is empty: there is nothing to read in it")
        marked = next((encoding for bom, encoding in _BOMS if first.startswith(bom)), None)
        if marked or source.encoding:
            return marked or _asked_for(source)
        try:
            _check_utf8(first, iter(lambda: file.read(_BLOCK), b""))
        except UnicodeDecodeError:
            return None
        except ValueError as error:
            raise RecordError(f"{source.path} is not a text file: it holds NUL bytes; export it again") from error
    return "utf-8"


def _asked_for(source: SourceFile) -> str:
    try:
        name = codecs.lookup(source.encoding or "utf-8").name
    except (LookupError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise RecordError(f"{source.path}: there is no encoding {source.encoding!r}: name one as cp932") from error
    return _WIDER.get(name, name)


def _check_utf8(first: bytes, others: Iterator[bytes]) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    block = first
    while block:
        if b"\x00" in block:
            raise ValueError("NUL")
        decoder.decode(block)
        block = next(others, b"")
    decoder.decode(b"", final=True)
