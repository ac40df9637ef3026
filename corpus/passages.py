"""From the lines of a turn to the passages that can be quoted."""

import re
from collections.abc import Sequence
from math import ceil

from corpus.lines import LIST_ITEM, Line, continues, width
from corpus.sentences import sentences

__all__ = ["cut", "paragraphs", "sentences"]

LONGEST = 1200  # code points; a longer paragraph is cut at sentence ends
_AIM = 1000  # and into parts of about this length
_LONGEST_ITEM = 400
_DASH_ITEM = re.compile(r"[–—―]")
_CLAUSE_END = re.compile(r"[、，,;；:：\s]\s*")

Span = tuple[int, int]


def paragraphs(lines: Sequence[Line], *, wrapped: bool) -> list[list[Line]]:
    """The lines of one uninterrupted stretch of speech, by paragraph.

    A line is a paragraph, or a block of lines where the text is `wrapped`. List items stay with the
    sentence that leads them in, also across a blank line.
    """
    limit = max((width(line.text) for line in lines), default=0) if wrapped else 0
    found: list[list[Line]] = []
    for line in lines:
        if found and (_is_item_of(line, found[-1]) or (wrapped and continues(found[-1][-1], line, limit))):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_item_of(line: Line, paragraph: list[Line]) -> bool:
    if len(line.text) > _LONGEST_ITEM or not LIST_ITEM.match(line.text):
        return False
    if _DASH_ITEM.match(line.text):  # in Russian a dash also opens a reply
        return paragraph[-1].text.endswith((":", "：", ";", "；", ",")) or bool(_DASH_ITEM.match(paragraph[-1].text))
    return True


def cut(text: str, start: int, end: int) -> list[Span]:
    """text[start:end] as one passage, or as balanced parts at sentence ends where it is longer than LONGEST."""
    if end - start <= LONGEST:
        return [(start, end)]
    pieces = [piece for span in sentences(text[start:end]) for piece in _short(text, start + span[0], start + span[1])]
    target = (end - start) / ceil((end - start) / _AIM)
    parts: list[Span] = []
    for first, last in pieces:
        if parts and _belongs(parts[-1], last, start + target * len(parts)):
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((first, last))
    return parts


def _belongs(part: Span, last: int, mark: float) -> bool:
    """Whether a sentence that ends at `last` brings its part nearer to `mark`, where the part should end."""
    return last - part[0] <= LONGEST and abs(last - mark) <= abs(part[1] - mark)


def _short(text: str, start: int, end: int) -> list[Span]:
    """A sentence of sane length as it is; an endless one cut between clauses, or else anywhere."""
    parts: list[Span] = []
    while end - start > LONGEST * 2:
        breaks = [match.end() for match in _CLAUSE_END.finditer(text, start + LONGEST // 2, start + LONGEST)]
        stop = breaks[-1] if breaks else start + LONGEST
        parts.append((start, stop - len(text[start:stop]) + len(text[start:stop].rstrip())))
        start = stop + len(text[stop : stop + LONGEST]) - len(text[stop : stop + LONGEST].lstrip())
    return [*parts, (start, end)] if end > start else parts
