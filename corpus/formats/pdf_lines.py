"""The lines of a PDF as they stand on its pages, by PDFium."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from corpus.composing import clean
from corpus.errors import RecordError
from corpus.formats.notes import is_note_mark, raised
from corpus.formats.pdf_bounds import check_bounds
from corpus.source_file import SourceFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LONGEST_READING = 120.0  # seconds
_MOST_CHARACTERS = 32_000_000
_HYPHEN = "\ufffe"  # what PDFium gives for a hyphen at the end of a line
_LINE = re.compile(rf"[^\r\n{_HYPHEN}]+{_HYPHEN}?")
_BOLD = re.compile(r"bold|heavy|black|demi|[-_,]B$|W[6-9]$|ゴシック|gothic.{0,3}-?[EBU]$", re.IGNORECASE)
_BOLD_WEIGHT = 600
_MOST_BOLD = 90  # characters at the beginning of a line that are looked at
_FIGURES = re.compile(r"(?<=\S) ?(\d{1,3})(?!\d)")
_RAISED = 0.8  # of the size of the type beside it, at most
_WIDE_GAP = 2.2  # times the size of type: wider than a space in a justified line
_NO_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page (from 0): where it begins and ends along the line, and its height, upwards, in points.

    On a page set vertically the two are turned, so that lines run to the right and downwards there too.
    `bold` counts the characters at its beginning that are bold; `hyphen` tells that a word is broken at its end.
    """

    page: int
    text: str
    start: float
    end: float
    height: float
    size: float
    bold: int
    hyphen: bool


def opened(source: SourceFile) -> "PdfDocument":
    """The document in `source`. Raises RecordError for what is damaged, protected or no PDF."""
    from pypdfium2 import PdfDocument, PdfiumError

    data = source.whole()
    if b"%PDF-" not in data[:1024]:
        raise RecordError(f"{source.path} is not a PDF file: save it again")
    check_bounds(source, data)
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _NO_PASSWORD or "assword" in str(error):
            raise RecordError(f"{source.path} is protected by a password: save it without one") from error
        raise RecordError(f"{source.path} is damaged, or cut off: save it again") from error


def page_lines(source: SourceFile, document: "PdfDocument") -> Iterator[PageLine]:
    """Every line of the document, in the order in which its pages give them. Raises RecordError."""
    from pypdfium2 import PdfiumError

    until = monotonic() + LONGEST_READING
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except PdfiumError as error:
            raise RecordError(f"{source.path} is damaged (page {number + 1} cannot be read): save it again") from error
        for line in _Page(text_page.raw, number).lines(text_page.get_text_range()):
            characters += len(line.text)
            yield line
        text_page.close()
        page.close()
        if monotonic() > until or characters > _MOST_CHARACTERS:
            raise RecordError(f"{source.path} is too large to be read: split it, or save it as plain text")


class _Page:
    """Where the characters of one page stand."""

    def __init__(self, raw: Any, number: int) -> None:
        from pypdfium2 import raw as api

        self._api = api
        self._raw = raw
        self._number = number
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def lines(self, text: str) -> Iterator[PageLine]:
        spans = [span for match in _LINE.finditer(text) if (span := _stripped(text, *match.span()))]
        if sum(self._is_vertical(*span) for span in spans) * 2 > len(spans):
            yield from _right_to_left([self._line(text, *span, vertical=True) for span in spans])
            return
        for span in spans:
            for start, end in self._parted(text, *span):
                yield self._line(text, start, end, vertical=False)

    def _parted(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a line between which there is a wide gap: the cells of a row."""
        first = start
        left, right, bottom, top = self._numbers
        widest = abs(self._api.FPDFText_GetFontSize(self._raw, start)) * _WIDE_GAP
        for gap in re.finditer(r"(?<=\S) +(?=\S)", text[start:end]):
            self._api.FPDFText_GetCharBox(self._raw, first + gap.start() - 1, left, right, bottom, top)
            before = right.value
            if self._origin(first + gap.end())[0] - before > widest > 0:
                yield start, first + gap.start()
                start = first + gap.end()
        yield start, end

    def _line(self, text: str, start: int, end: int, *, vertical: bool) -> PageLine:
        words = self._without_marks(text, start, end)
        hyphen = words.endswith((_HYPHEN, "\u00ad"))
        words = words.replace(_HYPHEN, "-").replace("\u00ad", "-" if hyphen else "")
        place = self._place(start, end - 1, vertical=vertical)
        return PageLine(self._number, _single_spaced(clean(words)), *place, self._bold(start, end - 1), hyphen)

    def _without_marks(self, text: str, start: int, end: int) -> str:
        """The words of a line without the raised marks of notes; other raised figures as the characters for them."""
        pieces, reached = [], start
        for match in _FIGURES.finditer(text, start, end):
            if self._is_raised(match.start(1), match.start() - 1):
                mark = "" if is_note_mark(match[1], text[start : match.start()], linked=False) else raised(match[1])
                pieces += [text[reached : match.start()], mark]
                reached = match.end()
        return "".join([*pieces, text[reached:end]])

    def _is_raised(self, index: int, beside: int) -> bool:
        """Whether a character stands smaller and higher than the one `beside` it."""
        size, usual = (abs(self._api.FPDFText_GetFontSize(self._raw, at)) for at in (index, beside))
        is_small = bool(size < _RAISED * usual)
        return is_small and self._origin(index)[1] > self._origin(beside)[1] + usual / 10

    def _is_vertical(self, start: int, end: int) -> bool:
        if end - start < 3:
            return False
        (x, y), (last_x, last_y) = self._origin(start), self._origin(end - 1)
        return abs(last_x - x) * 4 < y - last_y

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = self._numbers[:2]
        self._api.FPDFText_GetCharOrigin(self._raw, index, x, y)
        return x.value, y.value

    def _place(self, first: int, last: int, *, vertical: bool) -> tuple[float, float, float, float]:
        (x, y), size = self._origin(first), abs(self._api.FPDFText_GetFontSize(self._raw, first)) or 1.0
        left, right, bottom, top = self._numbers
        self._api.FPDFText_GetCharBox(self._raw, last, left, right, bottom, top)
        if vertical:
            return -y, -bottom.value, x, size
        return x, max(right.value, x), y, size

    def _bold(self, first: int, last: int) -> int:
        """How many characters from the first on are bold."""
        if not self._is_bold(first):
            return 0
        if self._is_bold(last):
            return last - first + 1
        return next((n for n in range(1, min(_MOST_BOLD, last - first)) if not self._is_bold(first + n)), 0)

    def _is_bold(self, index: int) -> bool:
        if self._api.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT:
            return True
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        length = self._api.FPDFText_GetFontInfo(self._raw, index, name, 128, flags)
        return bool(length and _BOLD.search(name.value.decode("utf-8", "replace")))


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    first, last = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    return (first, last) if first < last else None


def _right_to_left(lines: list[PageLine]) -> list[PageLine]:
    """The lines of a vertical page in reading order: from right to left, one tier below the other."""
    tiers: list[list[PageLine]] = []
    reached = 0.0
    for line in sorted(lines, key=lambda one: one.start):
        if tiers and line.start < reached:
            tiers[-1].append(line)
        else:
            tiers.append([line])
            reached = line.end
        reached = max(reached, line.end)
    return [line for tier in tiers for line in sorted(tier, key=lambda one: -one.height)]


def _single_spaced(text: str) -> str:
    return re.sub(r"[ \t\u00a0]+", " ", text).strip()
