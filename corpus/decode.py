"""Bytes into text, or a clear refusal: never a garbled record."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator

from corpus.encodings import Blocks, certain_encoding, is_damaged_utf8
from corpus.errors import RecordError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_WIDER = {  # what people call by the narrower name: the signs of Windows are in the files all the same
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf-8-sig": "utf-8",
}
_CONTROLS_IN = 100_000  # code points, of which a hundredth may be controls


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text in `data`, its newlines made \\n, its byte order mark taken off, stray controls made U+FFFD.

    A byte order mark tells the encoding; else `encoding` does; else it must be certain from the
    bytes. Raises RecordError, which calls the file `name`: where it is not, for bytes that are not
    in that encoding, binary data, an unknown encoding, and text without a visible character.
    """
    text = "".join(decoded(lambda: [data], name, encoding))
    if not text.strip():
        raise RecordError(f"{name} is empty: there is nothing to read in it")
    return text


def decoded(blocks: Blocks, name: str, encoding: str | None = None) -> Iterator[str]:
    """The text of `decode` in parts, for what is too large to be held whole; blank text is not refused."""
    mark, found = _encoding(blocks, name, encoding)
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    checked = 0
    for part in _strict(_without(mark, blocks()), found, name):
        text = _NEWLINES.sub("\n", newlines.decode(part))
        if checked < _CONTROLS_IN:
            head = text[: _CONTROLS_IN - checked]
            checked += len(head)
            if len(_UNWRITABLE.findall(head)) > len(head) // 100:
                raise RecordError(f"{name} is not a text file: give a plain text, or convert it first")
        yield _UNWRITABLE.sub("\ufffd", text)
    yield newlines.decode("", final=True)


def _encoding(blocks: Blocks, name: str, asked_for: str | None) -> tuple[int, str]:
    """The bytes of a byte order mark, and the encoding."""
    head = next(iter(blocks()), b"")[:4]
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return len(bom), encoding
    if asked_for:
        return 0, _known(asked_for, name)
    certain = certain_encoding(blocks)
    if certain:
        return 0, certain
    raise _uncertain(blocks, name)


def _uncertain(blocks: Blocks, name: str) -> RecordError:
    way_out = "save it as UTF-8, or say which encoding it is in with --encoding NAME"
    if any(b"\x00" in block for block in blocks()):
        return RecordError(f"{name} is not a text file, or in an encoding that cannot be told: {way_out}")
    if is_damaged_utf8(blocks):
        for _ in _strict(blocks(), "utf-8", name):  # raises, naming the byte
            pass
    return RecordError(f"{name} is in an encoding that cannot be told for certain: {way_out}")


def _known(encoding: str, name: str) -> str:
    """`encoding` as Python calls it, or the wider one that is meant by it."""
    try:
        b"a".decode(encoding)
    except UnicodeDecodeError:  # a character has more bytes
        pass
    except (LookupError, ValueError) as error:
        known_ones = "utf-8, utf-16, cp932, euc-jp, iso-2022-jp, cp1251, koi8-r, cp1252 or iso-8859-2"
        raise RecordError(f"{name}: the encoding {encoding!r} is not known: give one like {known_ones}") from error
    known = codecs.lookup(encoding).name
    return _WIDER.get(known, known)


def _without(mark: int, blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        yield block[mark:]
        mark = 0


def _strict(blocks: Iterable[bytes], encoding: str, name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    before = 0  # bytes before those that the decoder is given, or still holds
    read = 0
    try:
        for block in blocks:
            before = read - len(decoder.getstate()[0])
            read += len(block)
            yield decoder.decode(block)
        before = read - len(decoder.getstate()[0])
        yield decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        where = f"byte {before + error.start + 1}"
        raise RecordError(
            f"{name} is damaged: {where} is not {encoding.upper()}; get a whole copy, or save it as UTF-8"
        ) from error
