"""Cutting a text that is too long for one message into slices of itself. Lengths are UTF-16 code units."""

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from corpus.sentences import sentences

Span = tuple[int, int]

_ZERO_WIDTH_JOINER = "\u200d"


def units(text: str) -> int:
    """How long `text` is for Telegram."""
    return len(text) + sum(char > "\uffff" for char in text)


def pieces(text: str, limit: int) -> list[Span]:
    """`text` as slices (start, end) in code points, in order, each of at most `limit` units, never empty.

    The whole where it fits. Else cut at the end of a sentence; of a word, where a sentence alone is
    too long; and between two characters where a word is. Slices are trimmed, nothing else is lost.
    """
    if units(text) <= limit:
        return [(0, len(text))] if text else []
    sums = list(accumulate((1 + (char > "\uffff") for char in text), initial=0))
    ends = [end for _, end in sentences(text)]
    found: list[Span] = []
    start = 0
    while start < len(text):
        furthest = max(start + 1, bisect_right(sums, sums[start] + limit) - 1)
        end = len(text) if furthest >= len(text) else _cut(text, start, furthest, ends)
        found.append(trimmed(text, start, end))
        start = end
    return [span for span in found if span[0] < span[1]]


def trimmed(text: str, start: int, end: int) -> Span:
    """The slice without the white space at its edges."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _cut(text: str, start: int, furthest: int, ends: list[int]) -> int:
    """The best place to cut, after `start` and not after `furthest`."""
    sentence = bisect_right(ends, furthest) - 1
    if sentence >= 0 and ends[sentence] > start:
        return ends[sentence]
    word = next((at for at in range(furthest, start, -1) if text[at].isspace()), None)
    if word is not None and text[start:word].strip():
        return word
    return next((at for at in range(furthest, start, -1) if not _within_character(text, at)), furthest)


def _within_character(text: str, at: int) -> bool:
    """Whether what the eye sees as one character goes on across this place."""
    return (
        bool(unicodedata.category(text[at]).startswith("M"))
        or text[at] == _ZERO_WIDTH_JOINER
        or text[at - 1] == _ZERO_WIDTH_JOINER
        or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
    )
