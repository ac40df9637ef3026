"""From the lines of pages to paragraphs: running heads left out, broken words and lines joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.formats.blocks import LONGEST_LABEL, Block, Kind, Run
from corpus.formats.pdf_lines import PageLine
from corpus.labels import Shape, parse_label
from corpus.lines import LIST_ITEM

_PAGE_NUMBER = re.compile(
    r"[-–—―•|\s(]*(?:(?:page|pg\.?|p\.?|стр\.?|с\.|seite)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|из|von|[-–])\s*\d{1,4})?"
    r"(?:\s*(?:ページ|頁))?[-–—―•|\s)]*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[。．.!?！？…」』”\"»)）:：]$")
_OPENS = re.compile(r"[○〇◯◎◆◇●■□▲△]\s*\S|[QA]\d{0,3}[.:]\s|(?P<label>[^:：。!?]{2,60})[:：]\s*\S")
_PART = re.compile(r"[QA]\d{0,3}[.:]?$")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COMPOUND = re.compile(
    r"(?:^|\W)(?:self|non|anti|co|vice|ex|well|long|short|high|low|so|all|mid|cross|post|pre|multi|half|two|three|four"
    r"|medium|large|small|first|second|third|left|right|north|south|east|west|по|кое|где|как|что|кто|из)-$",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(r"[^\W\d_][-‐]$")
_EDGE = 3  # lines at the top and at the bottom of a page among which running heads are looked for
_OFTEN = 0.4  # of the pages that bear a running head


def paragraph_blocks(lines: Sequence[PageLine]) -> list[Block]:
    """The paragraphs in `lines`, each with its page as the locator: "p. 3"."""
    kept = without_running_heads(lines)
    if not kept:
        return []
    layout = _Layout.of(kept)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text for line in kept).casefold()))
    paragraphs: list[list[PageLine]] = []
    for line in kept:
        if paragraphs and layout.continues(paragraphs[-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [
        _block(paragraph, layout, words, below=paragraphs[number + 1] if number + 1 < len(paragraphs) else None)
        for number, paragraph in enumerate(paragraphs)
    ]


def without_running_heads(lines: Sequence[PageLine]) -> list[PageLine]:
    """`lines` without page numbers, and without what stands at the top or bottom of page after page."""
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    usual = _usual_step(pages.values())
    edges = {number: _edge_lines(page, usual) for number, page in pages.items()}
    keys = [{_head_key(line) for line in edge} for edge in edges.values()]
    seen = Counter(key for page in keys for key in page)
    often = max(2, min(len(pages) * _OFTEN, 8))
    return [
        line
        for number, page in pages.items()
        for line in page
        if not _is_running_head(line, page, edges[number], recurs=seen[_head_key(line)] >= often, pages=len(pages))
    ]


def _is_running_head(line: PageLine, page: list[PageLine], edge: list[PageLine], *, recurs: bool, pages: int) -> bool:
    heights = [one.height for one in page]
    outermost = line.height in (min(heights), max(heights))
    if line in edge and _PAGE_NUMBER.match(line.text):
        return pages > 1 or any(char.isdigit() for char in line.text)
    return recurs and (line in edge or outermost) and not line.text.endswith((":", "："))


def _usual_step(pages: Iterable[list[PageLine]]) -> float:
    """How far a line stands below the one above it, in most of the text."""
    steps = [above.height - line.height for page in pages for above, line in pairwise(page)]
    return _lower_median([step for step in steps if step > 0])


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


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the lines of a column begin and end."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Layout:
    """The measures of a document: each line's column, the step between lines by size of type, the usual size."""

    columns: dict[int, _Column]
    steps: dict[int, float]
    size: float

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> "_Layout":
        steps: dict[int, list[float]] = defaultdict(list)
        for above, line in pairwise(lines):
            if above.page == line.page and 0 < above.height - line.height < line.size * 4:
                steps[round(line.size)].append(above.height - line.height)
        sizes = Counter[float]()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        usual = {size: _lower_median(some) for size, some in steps.items()}
        return cls(_columns(lines), usual, sizes.most_common(1)[0][0])

    def continues(self, paragraph: list[PageLine], line: PageLine) -> bool:
        """Whether `line` goes on with `paragraph`."""
        above = paragraph[-1]
        if _in_one_row(above, line):
            return len(paragraph) > 1 or not (_is_label(above.text) or _PART.match(above.text))
        if abs(above.size - line.size) > 0.12 * above.size or LIST_ITEM.match(line.text):
            return False
        if _is_whole_bold(above) != _is_whole_bold(line):
            return False
        ended = bool(_ENDS.search(above.text))
        if _opens_speech(line.text, certain=not ended):
            return False
        if above.page != line.page or line.height > above.height + above.size:
            return not ended and not self._is_short(above, line) and not _is_label(line.text)
        step = self.steps.get(round(line.size), line.size * 1.3)
        if above.height - line.height > step * 1.35 or line.start < above.start - 4 * line.size:
            return False
        return not self._is_indented(paragraph, line, ended=ended) and not self._is_short(above, line)

    def _is_indented(self, paragraph: list[PageLine], line: PageLine, *, ended: bool) -> bool:
        """Whether `line` stands further in, as the first of a paragraph does, and not as all but the first do."""
        above, left = paragraph[-1], self.columns[id(line)].left
        alone = len(paragraph) == 1
        if line.start > above.start + 0.7 * line.size:
            return not alone or ended or self._is_short(above, line)
        return alone and ended and line.start > left + 0.7 * line.size

    def _is_short(self, above: PageLine, line: PageLine) -> bool:
        """Whether the first word of `line` would have fitted at the end of `above`, so that a paragraph ends there."""
        if line.text[0].islower() and not _ENDS.search(above.text):
            return False
        word = re.split(r"\s", line.text, maxsplit=1)[0]
        if _CJK.match(line.text):
            needed = line.size * 2.5
        else:
            wide = (line.end - line.start) / max(1, len(line.text))
            needed = wide * (len(word) + 1) + line.size * 1.5
        return above.end + needed < self.columns[id(above)].right


def _columns(lines: Sequence[PageLine]) -> dict[int, _Column]:
    """The column of each line, by the line's `id`."""
    pages: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    found: dict[int, _Column] = {}
    for page in pages.values():
        whole = _column(page)
        groups: list[list[PageLine]] = []
        for line in sorted(page, key=lambda one: one.start):
            if groups and line.start - groups[-1][-1].start < 4 * line.size:
                groups[-1].append(line)
            else:
                groups.append([line])
        for group in groups:
            column = _column(group) if len(group) > 2 else whole
            found.update((id(line), column) for line in group)
    return found


def _column(lines: list[PageLine]) -> _Column:
    """Where full lines begin and end; one that sticks out by itself is not one."""
    starts = Counter(round(line.start) for line in lines)
    ends = sorted((line.end for line in lines), reverse=True)
    often = max(starts.values())
    return _Column(min(start for start, times in starts.items() if times * 3 >= often), ends[len(ends) // 12])


def _in_one_row(above: PageLine, line: PageLine) -> bool:
    same = above.page == line.page and abs(above.height - line.height) < 0.3 * line.size
    return same and line.start >= above.end


def _lower_median(steps: list[float]) -> float:
    return sorted(steps)[len(steps) // 3] if steps else 0.0


def _is_whole_bold(line: PageLine) -> bool:
    return line.bold >= len(line.text.replace(" ", "")) > 0


def _opens_speech(text: str, *, certain: bool) -> bool:
    """Whether a line begins with what gives the floor; with a full name or a mark, where that must be `certain`."""
    match = _OPENS.match(text)
    if not match or not certain:
        return bool(match)
    label = parse_label(re.split("[:：]", text, maxsplit=1)[0]) if match["label"] else None
    return match["label"] is None or bool(label and (label.shape >= Shape.FULL_NAME or text[:3].isupper()))


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and parse_label(text) is not None


@dataclass(slots=True)
class _Joined:
    """The text of a paragraph while its lines are put together, and the pages that it turns."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    later: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _block(paragraph: list[PageLine], layout: _Layout, words: Counter[str], below: list[PageLine] | None) -> Block:
    joined = _join(paragraph, words)
    first = paragraph[0]
    locator = f"p. {first.page + 1}"
    bold = all(map(_is_whole_bold, paragraph))
    if bold and len(joined.text) <= 200 and first.size > layout.size * 1.12:
        return Block(Kind.HEADING, (Run(joined.text, bold=True),), locator=locator)
    if below and _is_beside(paragraph, below[0]) and (_is_label(joined.text) or _PART.match(joined.text)):
        return Block(Kind.LABEL, (Run(joined.text),), locator=locator)
    if not bold and 0 < first.bold < len(first.text):
        cut = min(first.bold, len(joined.text))
        runs = (Run(joined.text[:cut], bold=True), Run(joined.text[cut:]))
        return Block(Kind.PARAGRAPH, tuple(run for run in runs if run.text), "", locator, tuple(joined.later))
    return Block(Kind.PARAGRAPH, (Run(joined.text, bold),), "", locator, tuple(joined.later))


def _is_beside(paragraph: list[PageLine], line: PageLine) -> bool:
    """Whether `line` begins the next column, at the height of `paragraph`."""
    first = paragraph[0]
    same = first.page == line.page and abs(first.height - line.height) < 0.5 * line.size
    return same and line.start > max(one.end for one in paragraph)


def _join(paragraph: Iterable[PageLine], words: Counter[str]) -> _Joined:
    joined = _Joined()
    above: PageLine | None = None
    for line in paragraph:
        if above is not None:
            _glue(joined, above, line, words)
            if line.page != above.page:
                joined.later.append((joined.length, f"p. {line.page + 1}"))
        joined.add(line.text)
        above = line
    return joined


def _glue(joined: _Joined, above: PageLine, line: PageLine, words: Counter[str]) -> None:
    """Makes `joined`, which ends with `above`, ready for `line`: a space, or no hyphen where it broke a word."""
    text = above.text
    if above.hyphen or _HYPHENATED.search(text):
        if _is_broken(text, line.text, words):
            joined.parts[-1] = text[:-1]
            joined.length -= 1
    elif not (_CJK.match(text[-1:]) and _CJK.match(line.text)):
        joined.add(" ")


def _is_broken(text: str, following: str, words: Counter[str]) -> bool:
    """Whether the hyphen at the end of `text` only breaks a word."""
    first = re.search(r"[^\W\d_]+(?=[-‐]$)", text)
    second = re.match(r"[^\W\d_]+", following)
    if not first or not second or not second[0][0].islower():
        return False
    whole = (first[0] + second[0]).casefold()
    if words[f"{first[0]}-{second[0]}".casefold()] or words[whole]:
        return words[whole] >= words[f"{first[0]}-{second[0]}".casefold()]
    return not _COMPOUND.search(text)
