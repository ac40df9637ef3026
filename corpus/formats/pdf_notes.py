"""What stands on a page beside the text: notes at its foot in smaller type, and the numbers of its lines."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.formats.pdf_heads import usual_size
from corpus.formats.pdf_lines import PageLine

_SMALLER = 0.9  # of the usual size of type, at most
_OPENS_NOTE = re.compile(
    r"(?:[\[(（]?\d{1,3}(?!\d)[\])）]?|[*†‡§¶※]{1,3}|[\[(]?[a-z][\])])[.:]?\s?\S|[（(]?注\s?\d{0,3}\S?"
)
_NUMBER = re.compile(r"\d{1,3}$")
_STEPS = (1, 5)  # from one number to the next
_FEWEST_NUMBERS = 6  # that number the lines of a page, on one page at least


def without_line_numbers(lines: Sequence[PageLine]) -> list[PageLine]:
    """`lines` without the numbers, rising by one, that stand left of all else on a page: those of its lines."""
    pages = list(map(_numbers, _by_page(lines)))
    if not any(len(page) >= _FEWEST_NUMBERS for page in pages):
        return list(lines)
    numbers = {id(line) for page in pages for line in page}
    return [line for line in lines if id(line) not in numbers]


def _numbers(page: Sequence[PageLine]) -> list[PageLine]:
    some = sorted((line for line in page if _NUMBER.match(line.text)), key=lambda line: -line.height)
    beside = min((line.start for line in page if not _NUMBER.match(line.text)), default=0.0)
    left = [line for line in some if line.end <= beside]
    rising = sum(int(below.text) - int(above.text) in _STEPS for above, below in pairwise(left))
    return left if rising + 2 >= len(left) > 1 else []


def parted_from_notes(lines: Sequence[PageLine]) -> tuple[list[PageLine], list[list[PageLine]]]:
    """`lines` but for the notes at the foot of a page; and these, page by page."""
    size = usual_size(lines)
    notes = [notes for page in _by_page(lines) if (notes := _notes(page, size))]
    found = {id(line) for page in notes for line in page}
    return [line for line in lines if id(line) not in found], notes


def opens_note(text: str) -> bool:
    """Whether a line begins with the mark of a note."""
    return bool(_OPENS_NOTE.match(text))


def _notes(page: Sequence[PageLine], size: float) -> list[PageLine]:
    """The lowest lines of a page that are all set smaller, from the first on that opens a note."""
    lowest = min((line.height for line in page if line.size > _SMALLER * size), default=None)
    if lowest is None:  # a page of an annex, all in small type
        return []
    below = [line for line in page if line.height < lowest]
    first = next((number for number, line in enumerate(below) if opens_note(line.text)), len(below))
    return below[first:]


def _by_page(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    yield from pages.values()
