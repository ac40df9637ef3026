"""Text as the tokens that a quotation is compared by, each with its place in the text as it stands.

Folded away before anything is compared, so that it can never be a difference: Unicode form, width,
ligatures, ё for е, invisible signs, white space and line breaks, the manner of quotation marks,
brackets, dashes and apostrophes. Kept: every letter, digit and symbol, upper and lower case, and the
marks within a sentence (a comma is not a full stop).
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, decomposition, is_normalized, normalize

from corpus.wordlist import wordlist

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"  # kana and Han
    "\U00020000-\U0003ffff"
)
_FOLDED_TAGS = wordlist(  # but not <super>, <sub>, <fraction>: 10² is not 102
    """
    <wide> <narrow> <compat> <font> <noBreak> <initial> <medial> <final> <isolated> <vertical> <small> <square>
    """
)
_APOSTROPHE = "'’ʼ＇"
_LETTER = rf"[^\W\d_{UNSPACED}]"
_TOKEN = re.compile(
    rf"(?P<number>(?:(?<![^\s(\[「『“\"«=:])[-−–]|(?<![\d])−)?\d+(?:[.,:/'’]\d+)*)"
    r"|(?P<ellipsis>…[…\s]*|\.(?:\s?\.)+|[・･]{2,})"
    rf"|(?P<sign>[{UNSPACED}])"
    rf"|(?P<word>{_LETTER}+(?:[{_APOSTROPHE}]{_LETTER}+)*)"
    r"|(?P<dash>[-‐‑‒–—―−─⸺〜～~]+)"
    r"|(?P<mark>[,、،.。?!:;・·•‧/\\])"
    r"|(?P<dropped>[\s“”„‟\"«»‹›‘’‚‛'`´「」『』〝〞〟()\[\]{}〈〉《》【】〔〕*_\ufffd\x00-\x1f]|<<|>>)"
    r"|(?P<symbol>.)",
    re.DOTALL,
)
_SAME_MARK = {"、": ",", "،": ",", "。": ".", "·": "・", "•": "・", "‧": "・", "\\": "/"}


_LONGEST_CLUSTER = 64
_NO_LETTER = re.compile(r"[\W_]+")
_SINGLE = {
    0x3000: " ",
    0xA0: " ",
    0x451: "е",
    0x401: "Е",
    **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)},
}
_INVISIBLE = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


class Kind(IntEnum):
    """What a token is: a sign is a character of a script without spaces; only a mark is punctuation."""

    WORD = 0
    SIGN = 1
    NUMBER = 2
    SYMBOL = 3
    MARK = 4


class Token(NamedTuple):
    """What is compared (`key`), and text[start:end], where it stands, in code points."""

    key: str
    start: int
    end: int
    kind: Kind


class Folded(NamedTuple):
    """A text without what makes no difference; its character i comes from source[starts[i]:ends[i]], rising."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def folded(text: str) -> Folded:
    """`text` in one Unicode form and width, with a map back to its code points."""
    text = text.translate(_SINGLE)
    if text.isascii() or (is_normalized("NFKC", text) and not _INVISIBLE.search(text)):
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and _clings(text[end]):
            end += 1
        part = _fold(text[start:end]) if end - start < _LONGEST_CLUSTER else text[start:end]
        parts.append(part)
        starts.extend([start] * len(part))
        ends.extend([end] * len(part))
        start = end
    return Folded("".join(parts), starts, ends)


def compact(text: str) -> str:
    """The letters and digits of `text` alone, in one form and in small letters: quick to look words up in."""
    return _NO_LETTER.sub("", folded(text).text.casefold())


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of `text` in order, disjoint: words, numbers, marks; a character each where a script has no spaces.

    `offset` is added to their places.
    """
    plain, starts, ends = folded(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        group = match.lastgroup
        if group == "dropped":
            continue
        key, kind = _key(match[0], group)
        found.append(Token(key, starts[match.start()] + offset, ends[match.end() - 1] + offset, kind))
    return found


def words_of(found: list[Token]) -> list[Token]:
    """The tokens that are not punctuation."""
    return [token for token in found if token.kind != Kind.MARK]


def _key(printed: str, group: str | None) -> tuple[str, Kind]:
    if group == "sign":
        return printed, Kind.SIGN
    if group == "word":
        return re.sub(f"[{_APOSTROPHE}]", "'", printed), Kind.WORD
    if group == "number":
        return re.sub("[−–]", "-", printed).replace("’", "'"), Kind.NUMBER
    if group == "symbol":
        return printed, Kind.SYMBOL
    if group == "ellipsis":
        return "…", Kind.MARK
    if group == "dash":
        return "-", Kind.MARK
    return _SAME_MARK.get(printed, printed), Kind.MARK


def _clings(char: str) -> bool:
    """Whether `char` makes one character with what stands before it."""
    if char < "\u0300":
        return False
    return char in "ﾞﾟ" or "\u1160" <= char <= "\u11ff" or category(char)[0] == "M"


@lru_cache(maxsize=65_536)
def _fold(cluster: str) -> str:
    composed = normalize("NFC", "".join(map(_narrow, normalize("NFC", cluster))))
    kept = "".join(char for char in composed if category(char) not in ("Cf", "Cs") and not _is_selector(char))
    return kept.translate(_SINGLE)


def _narrow(char: str) -> str:
    """`char` in its usual width and form; what would turn into a number that is not there stays as it is."""
    tag = decomposition(char).split(" ", 1)[0]
    if tag not in _FOLDED_TAGS:
        return char
    plain = normalize("NFKC", char)
    return char if len(plain) > 1 and any(one.isdigit() for one in plain) else plain


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or "\u180b" <= char <= "\u180d"
