"""How much the streams of a PDF unpack to, found out before PDFium unpacks them."""

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from corpus.errors import RecordError
from corpus.source_file import SourceFile

LARGEST_STREAM = 32_000_000  # bytes, unpacked: far more text than a page holds
LARGEST_TOTAL = 256_000_000
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_BLOCK = 65_536
_DEEPEST = 3  # times that a stream may be packed


def check_bounds(source: SourceFile, data: bytes) -> None:
    """Raises RecordError where a stream in `data` unpacks to more than a document needs.

    Unpacks every stream of the Deflate kind piece by piece, also one that was packed several times.
    """
    left = LARGEST_TOTAL
    for match in _STREAM.finditer(data):
        size = _unpacked_size(data, match.end(), min(LARGEST_STREAM, left))
        left -= size
        if size > LARGEST_STREAM or left < 0:
            raise RecordError(
                f"{source.path} unpacks to far more than it shows: print it to a new PDF, or save its text"
            )


def _unpacked_size(data: bytes, start: int, limit: int) -> int:
    """Bytes that the stream at `start` unpacks to, counted until they pass `limit`; 0 where it is not packed."""
    view = memoryview(data)
    pieces: Iterable[bytes] = (bytes(view[at : at + _BLOCK]) for at in range(start, len(data), _BLOCK))
    largest = 0
    for _ in range(_DEEPEST):
        first, pieces = _first(pieces)
        if not _is_packed(first):
            break
        size, kept = 0, []
        for piece in _inflated(pieces):
            size += len(piece)
            if size > limit:
                return size
            kept.append(piece)
        largest, pieces = max(largest, size), kept
    return largest


def _first(pieces: Iterable[bytes]) -> tuple[bytes, Iterable[bytes]]:
    rest = iter(pieces)
    first = next(rest, b"")
    return first, chain([first], rest)


def _is_packed(piece: bytes) -> bool:
    """Whether `piece` opens with the header of a zlib stream (RFC 1950)."""
    return len(piece) > 2 and piece[0] & 0x0F == 8 and int.from_bytes(piece[:2], "big") % 31 == 0


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What `pieces` of a zlib stream unpack to, up to its end or its first fault."""
    unpacker = zlib.decompressobj()
    for piece in pieces:
        waiting = piece
        while waiting and not unpacker.eof:
            try:
                yield unpacker.decompress(waiting, _BLOCK)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
        if unpacker.eof:
            return
