"""Pages in two columns whose lines the file gives row by row, read one column after the other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.formats.pdf_labels import is_label
from corpus.formats.pdf_lines import PageLine

_FEWEST = 4  # rows of two lines that make columns of a page
_FULL = 0.5  # of the width up to the other column, that a line of running text fills
_INDENTED = 4  # times the size of type that the first line of a paragraph stands further in, at most


def column_after_column(lines: Sequence[PageLine]) -> list[PageLine]:
    """`lines`, those of a page in two columns in the order in which they are read; else as they are."""
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    usual = [gutter for page in pages.values() if (gutter := _gutter(page, _FEWEST)) is not None]
    return [line for page in pages.values() for line in _parted(page, _gutter(page, _FEWEST, usual))]


def in_one_row(above: PageLine, line: PageLine) -> bool:
    """Whether `line` stands right of `above`, at the same height."""
    same = above.page == line.page and abs(above.height - line.height) < 0.3 * line.size
    return same and line.start >= above.end


def _gutter(page: Sequence[PageLine], fewest: int, usual: Sequence[float] = ()) -> float | None:
    """Where the right one of two columns of running text begins; None where there are none, or they are in order.

    Fewer rows suffice where columns of other pages begin there, too: `usual`.
    """
    rows = [(left, right) for left, right in pairwise(page) if in_one_row(left, right)]
    if not rows or (len(rows) < fewest and not any(abs(rows[0][1].start - one) < rows[0][1].size for one in usual)):
        return None
    gutter = sorted(right.start for _, right in rows)[len(rows) // 10]
    edge = min(left.start for left, _ in rows)
    running = sum(_is_running(left, right, edge, gutter) for left, right in rows)
    full = sum(left.end - edge > _FULL * (gutter - edge) for left, _ in rows)
    return gutter if running * 5 >= len(rows) * 4 and full * 2 > len(rows) else None


def _is_running(left: PageLine, right: PageLine, edge: float, gutter: float) -> bool:
    """Whether two lines of a row are of two columns of text; a label beside what is said is not."""
    indented = _INDENTED * left.size
    placed = left.start <= edge + indented and gutter - left.size <= right.start <= gutter + indented
    return placed and left.end < gutter and not is_label(left.text)


def _parted(page: Sequence[PageLine], gutter: float | None) -> Iterator[PageLine]:
    if gutter is None:
        yield from page
        return
    left: list[PageLine] = []
    right: list[PageLine] = []
    for line in page:
        if line.start < gutter - line.size and line.end > gutter + line.size:  # a title over both
            yield from [*left, *right, line]
            left, right = [], []
        else:
            (left if line.start < gutter - line.size else right).append(line)
    yield from [*left, *right]
