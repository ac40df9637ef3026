"""Files broken in the ways in which files break, and in worse ones."""

# ruff: noqa: E501  # samples and tokens stand as they stand in files

import io
import random
import zipfile
from collections.abc import Callable

from tests.corpus.seeds import zipped

_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"<", b">", b"&", b"&#0;", b"&amp;", b"]]>", b"<!--", b"\"", b"'", b"{", b"}", b"[",
    b"]", b",", b":", b"\xe3\x80\x80", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"NaN", b"1e999", b"-1", b"null", b"-->",
    b"99:59:59,999", b"<v ", b"endstream", b"endobj", b"/Length 999999999", b"\xf0\x9f\x98\x80", b"\x1b$B", b"(", b")", b"Mr. ", b"Keller: ",
)  # fmt: skip
_ZIPPED = (".docx", ".odt")


def mutated(dice: random.Random, seed: bytes, suffix: str) -> bytes:
    """`seed` after one change to a few; of an archive sometimes a part is changed, and packed again."""
    if suffix in _ZIPPED and dice.random() < 0.7:
        return _repacked(dice, seed)
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        seed = dice.choice(_CHANGES)(dice, seed)
    return seed[:200_000]


def _repacked(dice: random.Random, seed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(list(parts))
    content = parts[name]
    assert isinstance(content, bytes)
    if dice.random() < 0.1:
        del parts[name]
    else:
        parts[name] = mutated(dice, content, ".xml")
    return zipped(parts)


def _flip(dice: random.Random, data: bytes) -> bytes:
    if not data:
        return data
    place = dice.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << dice.randrange(8))]) + data[place + 1 :]


def _cut_off(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


def _drop(dice: random.Random, data: bytes) -> bytes:
    start, end = _span(dice, data)
    return data[:start] + data[end:]


def _repeat(dice: random.Random, data: bytes) -> bytes:
    start, end = _span(dice, data)
    return data[:end] + data[start:end] * dice.choice((1, 2, 50, 1000)) + data[end:]


def _move(dice: random.Random, data: bytes) -> bytes:
    start, end = _span(dice, data)
    rest = data[:start] + data[end:]
    place = dice.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _insert(dice: random.Random, data: bytes) -> bytes:
    place = dice.randrange(len(data) + 1)
    return data[:place] + dice.choice(_TOKENS) * dice.choice((1, 1, 1, 2, 200)) + data[place:]


def _noise(dice: random.Random, data: bytes) -> bytes:
    place = dice.randrange(len(data) + 1)
    return data[:place] + dice.randbytes(dice.randrange(1, 40)) + data[place:]


def _span(dice: random.Random, data: bytes) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.choice((1, 4, 30, 300)))


_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _flip,
    _cut_off,
    _drop,
    _repeat,
    _move,
    _insert,
    _noise,
)
