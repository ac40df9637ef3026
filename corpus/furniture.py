"""What belongs to the page and not to the record: page numbers, and what stands at the edge of every page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.lines import Line

_NUMBER = re.compile(
    r"(?:[-–—−―ー・\s]{0,4}|(?:page|p\.|стр\.?|страница|с\.|第)\s?)"
    r"(?P<page>\d{1,5})(?:\s?(?:/|of|из|／)\s?\d{1,5})?\s?(?:頁|ページ|[-–—−―ー・\s]{0,4})$",
    re.IGNORECASE,
)
_ADORNED = re.compile(r"[-–—−―]\s?\d{1,5}\s?[-–—−―]$|(?:page|стр\.)\s?\d", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LONGEST = 100
_NUMBERS = 3  # rising page numbers that show a text to be in pages
_HEADS = 3  # times that a line must stand at the edge of a page
_EDGE = 2  # lines from a page number, or from a form feed


def furniture(text: str, lines: Sequence[Line]) -> set[int]:
    """The indexes of the lines that are a page's: only where numbers that rise by one, or form feeds, show that there
    are pages."""
    numbers = _page_numbers(lines)
    edges = numbers | _after_form_feeds(text, lines)
    near = {index + step for index in edges for step in range(-_EDGE, _EDGE + 1) if 0 <= index + step < len(lines)}
    heads = {index: _DIGITS.sub("0", lines[index].text) for index in sorted(near) if _is_head(lines[index].text)}
    often = Counter(heads.values())
    enough = max(min(_HEADS, len(edges)), 2, len(edges) // 8)
    everywhere = Counter(head for line in lines if (head := _DIGITS.sub("0", line.text[:_LONGEST])) in often)
    return numbers | {
        index for index, head in heads.items() if often[head] >= enough and often[head] * 5 >= everywhere[head] * 4
    }


def _is_head(text: str) -> bool:
    """Whether a line can stand over every page: short, and nothing that is said."""
    return len(text) < _LONGEST and not text.endswith(("。", ".", "!", "?", "！", "？", "」"))


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    found = [(index, int(match["page"])) for index, line in enumerate(lines) if (match := _page_number(line.text))]
    rising: set[int] = set()
    for (index, page), (after, following) in pairwise(found):
        if following == page + 1:
            rising |= {index, after}
    plain = rising if len(rising) >= _NUMBERS else set()
    return plain | {index for index, _ in found if _ADORNED.match(lines[index].text) and lines[index].apart}


def _page_number(text: str) -> re.Match[str] | None:
    return _NUMBER.match(text) if len(text) < 24 else None


def _after_form_feeds(text: str, lines: Sequence[Line]) -> set[int]:
    if "\f" not in text:
        return set()
    reached = 0
    found = set()
    for index, line in enumerate(lines):
        if "\f" in text[reached : line.start]:
            found.add(index)
        reached = line.end
    return found
