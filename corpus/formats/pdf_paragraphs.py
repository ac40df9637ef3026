"""From the lines of pages to paragraphs: running heads left out, broken words and lines joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.formats.blocks import Block, Kind, Run
from corpus.formats.notes import NOTE
from corpus.formats.pdf_columns import column_after_column, in_one_row
from corpus.formats.pdf_heads import lower_median, usual_size, without_running_heads
from corpus.formats.pdf_labels import is_label, opens_speech
from corpus.formats.pdf_lines import PageLine
from corpus.formats.pdf_notes import opens_note, parted_from_notes, without_line_numbers
from corpus.lines import LIST_ITEM

_ENDS = re.compile(r"[。．.!?！？…」』”\"»)）:：]$")
_PART = re.compile(r"[QA]\d{0,3}[.:]?$")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COMPOUND = re.compile(
    r"(?:^|\W)(?:self|non|anti|co|vice|ex|well|long|short|high|low|so|all|mid|cross|post|pre|multi|half|two|three|four"
    r"|medium|large|small|first|second|third|left|right|north|south|east|west|по|кое|где|как|что|кто|из)-$",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(r"[^\W\d_][-‐]$")


def paragraph_blocks(lines: Sequence[PageLine]) -> list[Block]:
    """The paragraphs in `lines`, each with its page as the locator: "p. 3"."""
    kept, notes = parted_from_notes(without_running_heads(without_line_numbers(lines)))
    kept = column_after_column(kept)
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
    blocks: list[Block] = []
    for number, paragraph in enumerate(paragraphs):
        below = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        blocks.append(_block(paragraph, layout, words, below))
        while notes and (below is None or below[0].page > notes[0][0].page):
            blocks += _note_blocks(notes.pop(0), words)
    return blocks


def _note_blocks(lines: list[PageLine], words: Counter[str]) -> Iterator[Block]:
    """The notes at the foot of a page, below the paragraph that is broken off there."""
    notes: list[list[PageLine]] = []
    for line in lines:
        if not notes or opens_note(line.text):
            notes.append([])
        notes[-1].append(line)
    for note in notes:
        yield Block(Kind.ASIDE, (Run(_join(note, words).text),), NOTE, f"p. {note[0].page + 1}")


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
        usual = {size: lower_median(some) for size, some in steps.items()}
        return cls(_columns(lines), usual, usual_size(lines))

    def continues(self, paragraph: list[PageLine], line: PageLine) -> bool:
        """Whether `line` goes on with `paragraph`."""
        above = paragraph[-1]
        if in_one_row(above, line):
            return len(paragraph) > 1 or not (is_label(above.text) or _PART.match(above.text))
        if abs(above.size - line.size) > 0.12 * above.size or LIST_ITEM.match(line.text):
            return False
        if _is_whole_bold(above) != _is_whole_bold(line):
            return False
        ended = bool(_ENDS.search(above.text))
        if opens_speech(line.text, certain=not ended):
            return False
        if above.page != line.page or line.height > above.height + above.size:
            return not ended and not self._is_short(above, line) and not is_label(line.text)
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


def _is_whole_bold(line: PageLine) -> bool:
    return line.bold >= len(line.text.replace(" ", "")) > 0


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
    if below and _is_beside(paragraph, below[0]) and (is_label(joined.text) or _PART.match(joined.text)):
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
