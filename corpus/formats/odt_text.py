"""The blocks of an OpenDocument text, in reading order."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.formats.blocks import TEXT_BOX, Block, Blocks, Kind, Run
from corpus.formats.notes import NOTE, is_note_mark, raised
from corpus.formats.odt_styles import Styles
from corpus.formats.tables import Grid, table_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_SKIPPED = frozenset(
    (
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "ruby-text", "hidden-text", "script")),
        *(f"{_TEXT}{name}" for name in ("hidden-paragraph", "sequence-decls", "variable-decls", "user-field-decls")),
        *(f"{OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "scripts", "binary-data")),
        *(f"{_SVG}{name}" for name in ("title", "desc")),
        f"{_TABLE}covered-table-cell",  # what stands in it is not shown
        *(f"{_DRAW}{name}" for name in ("object", "object-ole", "image-map")),
    )
)
_INDEXES = frozenset(
    f"{_TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index", "bibliography")
)
_MOST_SPACES = 100
_DIGITS = 6  # of a number that is none any more
_MOST_REPEATED = 12  # times that an empty cell stands for more
CONTENTS = "contents"


@dataclass(slots=True)
class _Paragraph:
    """One that is being read; a note or a text box may stand within another paragraph."""

    kind: Kind
    reason: str | None
    bold: bool
    hidden: bool
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Span:
    """What a stretch of characters within a paragraph looks like."""

    bold: bool
    hidden: bool
    raised: bool


class OdtBlocks:
    """Goes through a body once and collects its blocks."""

    def __init__(self, styles: Styles) -> None:
        """Begins with an empty document."""
        self._styles = styles
        self._pages: list[Blocks] = [Blocks()]
        self._tables: list[Grid] = []
        self._open: list[_Paragraph] = []
        self._spans: list[list[_Span]] = []
        self._lists = 0
        self._reasons: list[str] = []
        self._notes: list[Block] = []

    def read(self, body: "_Element") -> list[Block]:
        """The blocks of `body`, its notes at the end."""
        from lxml.etree import iterwalk

        walk = iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._close(element)
                if element is not body:
                    self._say(element.tail)
            elif not isinstance(element.tag, str) or element.tag in _SKIPPED or self._is_hidden_section(element):
                walk.skip_subtree()
            else:
                self._begin(element)
        return [*self._pages[0].shown(), *self._notes]

    def _is_hidden_section(self, element: "_Element") -> bool:
        if element.tag != f"{_TEXT}section":
            return False
        style = element.get(f"{_TEXT}style-name")
        return element.get(f"{_TEXT}display") == "none" or self._styles.is_hidden("section", style)

    def _begin(self, element: "_Element") -> None:
        tag = element.tag
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            self._open.append(self._paragraph(element))
            self._spans.append([])
            self._say(element.text)
        elif tag == f"{_TEXT}span" and self._open:
            self._spans[-1].append(self._span(element.get(f"{_TEXT}style-name")))
            self._say(element.text)
        elif tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c") or "1"
            self._say(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self._say(" " if tag.endswith("tab") else "\n")
        elif reason := _reason(tag):
            self._reasons.append(reason)
        elif tag == f"{_TEXT}list":
            self._lists += 1
        elif tag == f"{_TABLE}table":
            self._tables.append(Grid())
        elif tag == f"{_TABLE}table-row" and self._tables:
            self._tables[-1].begin_row()
        elif tag == f"{_TABLE}table-cell" and self._tables:
            self._pages.append(Blocks())
        else:
            self._say(element.text)

    def _close(self, element: "_Element") -> None:
        tag = element.tag
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            self._spans.pop()
            self._end_paragraph(self._open.pop())
        elif tag == f"{_TEXT}span" and self._open and self._spans[-1]:
            self._spans[-1].pop()
        elif _reason(tag):
            self._reasons.pop()
        elif tag == f"{_TEXT}list":
            self._lists -= 1
        elif tag == f"{_TABLE}table":
            self._pages[-1].found.extend(table_blocks(self._tables.pop().rows))
        elif tag == f"{_TABLE}table-cell" and self._tables:
            self._add_cell(element)

    def _add_cell(self, element: "_Element") -> None:
        self._tables[-1].add(self._pages.pop().found, _count(element, "rows-spanned"))
        for _ in range(min(_count(element, "columns-repeated") - 1, _MOST_REPEATED)):
            self._tables[-1].add([])

    def _paragraph(self, element: "_Element") -> _Paragraph:
        style = element.get(f"{_TEXT}style-name")
        heading = element.tag == f"{_TEXT}h" or self._styles.is_heading(style)
        kind = Kind.HEADING if heading else Kind.ITEM if self._lists else Kind.PARAGRAPH
        reason = self._reasons[-1] if self._reasons else "caption" if self._styles.is_caption(style) else None
        hidden = self._styles.is_hidden("paragraph", style)
        return _Paragraph(kind, reason, bool(self._styles.is_bold("paragraph", style)), hidden)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        page = Blocks() if paragraph.reason == NOTE else self._pages[-1]
        page.add(Kind.ASIDE if paragraph.reason else paragraph.kind, paragraph.runs, paragraph.reason or "")
        if paragraph.reason == NOTE:
            self._notes += page.found

    def _span(self, style: str | None) -> _Span:
        above = self._spans[-1][-1] if self._spans[-1] else None
        bold = self._styles.is_bold("text", style)
        if bold is None:
            bold = above.bold if above else self._open[-1].bold
        hidden = self._styles.is_hidden("text", style) or bool(above and above.hidden)
        return _Span(bold, hidden, self._styles.is_raised(style) or bool(above and above.raised))

    def _say(self, text: str | None) -> None:
        if not text or not self._open:
            return
        paragraph = self._open[-1]
        span = self._spans[-1][-1] if self._spans[-1] else _Span(paragraph.bold, paragraph.hidden, raised=False)
        if span.hidden or (span.raised and is_note_mark(text, _last(paragraph.runs), linked=False)):
            return
        paragraph.runs.append(Run(raised(text) if span.raised else text, span.bold))


def _reason(tag: str) -> str | None:
    """Why what stands in an element is nobody's."""
    if tag in _INDEXES:
        return CONTENTS
    return {f"{_TEXT}note": NOTE, f"{_DRAW}text-box": TEXT_BOX}.get(tag)


def _count(cell: "_Element", what: str) -> int:
    given = cell.get(f"{_TABLE}number-{what}") or ""
    return int(given) if given.isdecimal() and len(given) < _DIGITS else 1


def _last(runs: list[Run]) -> str:
    return runs[-1].text if runs else ""
