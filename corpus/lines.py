"""The visible lines of a text, and how they stand together."""

from dataclasses import dataclass
from itertools import pairwise

from corpus.pattern import Pattern

UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"  # which way letters run
_LONGEST_WRAPPED = 130
_NARROWEST_WRAPPED = 56
_VISIBLE = Pattern(r"[^\n]*\S[^\n]*")
_ENDS = Pattern(r"[。．.!?！？…:：;；」』）)\]】”\"»’']$")
_SENTENCE_ENDS = Pattern(r"[。．.!?！？…:：」』）)\]】”\"»]$")
LIST_ITEM = Pattern(
    r"(?:[-ー－–—−*・•●○■□▪◆◇※‣→✓]\s*|[(（]?\d{1,2}[.)）．](?!\d)\s*|[(（](?:[一二三四五六七八九十]{1,3}|[a-zа-я]"
    r"|[ivx]{1,4})[)）]"
    r"|[a-zа-я]\)\s|[①-⑳]\s*|[一二三四五六七八九十]{1,3}[、．])(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line, trimmed: `text` is the record's text[start:end].

    `indent` counts the blank characters before it; `apart` tells whether a blank line, or nothing, precedes it.
    """

    start: int
    end: int
    text: str
    indent: int
    apart: bool


def split_lines(text: str) -> list[Line]:
    """The visible lines of `text`, in order."""
    lines: list[Line] = []
    reached = -1  # where the line before ended, newline included
    for match in _VISIBLE.finditer(text):
        words = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        apart = match.start() != reached
        lines.append(Line(start, start + len(words), words, start - match.start(), apart))
        reached = match.end() + 1
    return lines


def width(text: str) -> int:
    """Columns on a terminal: two for a kana or a kanji."""
    return sum(2 if char > "\u2e80" else 1 for char in text)


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the text was broken into lines by width, so that a line says nothing about paragraphs.

    True where no line is long, and most lines that nearly fill the width stop in mid-sentence.
    """
    followed = [line for line, below in pairwise(lines) if not below.apart]
    widths = [width(line.text) for line in followed if len(line.text) <= _LONGEST_WRAPPED]
    if len(followed) < 3 or len(widths) < len(followed) or max(widths) < _NARROWEST_WRAPPED:
        return False
    full = [line.text for line, wide in zip(followed, widths, strict=True) if wide > max(widths) * 0.7]
    return len(full) * 3 > len(followed) and sum(not _ENDS.search(text) for text in full) * 2 > len(full)


def ends_sentence(line: Line) -> bool:
    """Whether `line` ends as a sentence does, or breaks off."""
    return bool(_ENDS.search(line.text)) or line.text.endswith(("--", "—", "–"))


def is_broken_off(line: Line) -> bool:
    """Whether `line`, however short, stops in mid-sentence."""
    return not _SENTENCE_ENDS.search(line.text)


def is_unfinished(line: Line) -> bool:
    """Whether `line` fills its width and stops in mid-sentence."""
    return width(line.text) > _NARROWEST_WRAPPED and not _SENTENCE_ENDS.search(line.text)


def continues(line: Line, below: Line, limit: int) -> bool:
    """Whether `below` goes on with the paragraph of `line` in a text wrapped at `limit` columns."""
    hangs = bool(LIST_ITEM.match(line.text))
    if below.apart or LIST_ITEM.match(below.text) or (below.indent > line.indent + 1 and not hangs):
        return False
    unfinished = not _ENDS.search(line.text) and below.text[0].islower()
    return width(line.text) > limit * 0.6 or unfinished
