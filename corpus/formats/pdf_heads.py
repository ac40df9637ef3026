"""Running heads: what stands at the top or at the bottom of page after page, and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.formats.pdf_labels import opens_speech
from corpus.formats.pdf_lines import PageLine

_PAGE_NUMBER = re.compile(
    r"[-–—―•|\s(]*(?:(?:page|pg\.?|p\.?|стр\.?|с\.|seite)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|из|von|[-–])\s*\d{1,4})?"
    r"(?:\s*(?:ページ|頁))?[-–—―•|\s)]*$",
    re.IGNORECASE,
)
_EDGE = 3  # lines at the top and at the bottom of a page among which running heads are looked for
_OFTEN = 0.4  # of the pages that bear a running head


def without_running_heads(lines: Sequence[PageLine]) -> list[PageLine]:
    """`lines` without page numbers, and without what stands at the top or bottom of page after page."""
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    usual, size = _usual_step(pages.values()), usual_size(lines)
    edges = {number: _edge_lines(page, usual) for number, page in pages.items()}
    keys = [{_head_key(line) for line in edge} for edge in edges.values()]
    seen = Counter(key for page in keys for key in page)
    often = max(2, min(len(pages) * _OFTEN, 8))
    recurring = {key for key, times in seen.items() if times >= often}
    found: list[PageLine] = []
    for number, page in pages.items():
        heads = {id(line) for line in _running_heads(page, edges[number], recurring, several=len(pages) > 1)}
        found += [line for line in page if id(line) not in heads or _is_speech(line, size)]
    return found


def _running_heads(
    page: list[PageLine], edge: list[PageLine], recurring: set[tuple[str, int]], *, several: bool
) -> list[PageLine]:
    outermost = {min(line.height for line in page), max(line.height for line in page)}
    numbers = [line for line in edge if _PAGE_NUMBER.match(line.text) and (several or re.search(r"\d", line.text))]
    beyond = [line for line in page if line.height in outermost]
    return numbers + [line for line in edge + beyond if _head_key(line) in recurring]


def _is_speech(line: PageLine, size: float) -> bool:
    """Whether a line that comes again and again is a label, or said: its type is no smaller than that of the rest."""
    labels = line.text.endswith((":", "：")) or opens_speech(line.text, certain=True)
    return labels and line.size > 0.9 * size


def usual_size(lines: Sequence[PageLine]) -> float:
    """The size of type of most characters, in points."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_step(pages: Iterable[list[PageLine]]) -> float:
    """How far a line stands below the one above it, in most of the text."""
    steps = [above.height - line.height for page in pages for above, line in pairwise(page)]
    return lower_median([step for step in steps if step > 0])


def _head_key(line: PageLine) -> tuple[str, int]:
    """Equal for the same running head on two pages: figures aside, at about the same height."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.casefold()), round(line.height / 6)


def _edge_lines(page: list[PageLine], usual: float) -> list[PageLine]:
    """The lines set off at the top and at the bottom of a page."""
    heights = sorted({round(line.height, 1) for line in page}, reverse=True)
    steps = [above - below for above, below in pairwise(heights)]
    top = _set_off(steps[:_EDGE], usual)
    bottom = _set_off(steps[::-1][:_EDGE], usual)
    high = heights[top - 1] if top else float("inf")
    low = heights[-bottom] if bottom else float("-inf")
    return [line for line in page if round(line.height, 1) >= high or round(line.height, 1) <= low]


def _set_off(steps: list[float], usual: float) -> int:
    """How many lines from an edge stand before the last wide gap among `steps`."""
    return max((number for number, step in enumerate(steps, 1) if step > usual * 1.25), default=0)


def lower_median(steps: list[float]) -> float:
    """The step between lines that no gap between paragraphs makes larger; 0 where there is none."""
    return sorted(steps)[len(steps) // 3] if steps else 0.0
