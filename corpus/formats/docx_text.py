"""The blocks of a Word document, in reading order."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.formats.blocks import TEXT_BOX, Block, Blocks, Kind, Run
from corpus.formats.docx_styles import Styles, W, is_on, is_unseen
from corpus.formats.notes import is_note_mark, raised
from corpus.formats.tables import Row, table_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["DocxBlocks", "W"]

_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "commentReference", "annotationRef"),
        *("sdtPr", "sdtEndPr", "object", "separator", "continuationSeparator"),
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_WORDS = (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
_HEX = re.compile(r"[\dA-Fa-f]{2,4}")
_SYMBOLS = dict(zip(bytes.fromhex("A3AEB0B1B3B4B7B9BB616264 6C6D7073445357"), "≤→°±≥×•≠≈αβδλμπσΔΣΩ", strict=True))
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
_DELETED_ENDS = [f"{W}rPr/{W}{name}" for name in ("del", "moveFrom")]
CONTENTS = "contents"


@dataclass(slots=True)
class _Paragraph:
    """One that is being read; a text box may stand within another paragraph."""

    kind: Kind
    reason: str | None
    bold: bool
    hidden: bool
    joins_next: bool = False  # its end was deleted, in a document that shows what was changed
    runs: list[Run] = field(default_factory=list)


class DocxBlocks:
    """Goes through a body once and collects its blocks."""

    def __init__(self, styles: Styles) -> None:
        """Begins with an empty document."""
        self._styles = styles
        self._pages: list[Blocks] = [Blocks()]
        self._tables: list[list[Row]] = []
        self._open: list[_Paragraph] = []
        self._bold = False
        self._hidden = False
        self._raised = False
        self._contents = 0
        self._boxes = 0
        self._waiting: _Paragraph | None = None  # for the one that it joins

    def read(self, body: "_Element") -> list[Block]:
        """The blocks of `body`."""
        from lxml.etree import iterwalk

        walk = iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._close(element)
            elif element.tag in _SKIPPED or not isinstance(element.tag, str):
                walk.skip_subtree()
            else:
                self._begin(element)
        self._end_waiting()
        return self._pages[0].shown()

    def _begin(self, element: "_Element") -> None:
        tag = element.tag
        if tag == f"{W}p":
            self._open.append(self._joined(self._paragraph(element.find(f"{W}pPr"))))
        elif tag == f"{W}r":
            self._run(element.find(f"{W}rPr"))
        elif text := _written(element):
            self._text(text)
        elif tag == f"{W}tbl":
            self._end_waiting()
            self._tables.append([])
        elif tag == f"{W}tr" and self._tables:
            self._tables[-1].append([])
        elif tag == f"{W}tc" and self._tables:
            self._pages.append(Blocks())
        elif tag == f"{W}sdt":
            self._contents += _is_contents(element)
        elif tag == f"{W}txbxContent":
            self._boxes += 1

    def _close(self, element: "_Element") -> None:
        tag = element.tag
        if tag == f"{W}p" and self._open:
            self._end_paragraph(self._open.pop())
        elif tag == f"{W}tbl" and self._tables:
            self._pages[-1].found.extend(table_blocks(self._tables.pop()))
        elif tag == f"{W}tc" and self._tables:
            self._end_waiting()
            cell = self._pages.pop().found
            if not self._tables[-1]:
                self._tables[-1].append([])
            self._tables[-1][-1].append(cell)
        elif tag == f"{W}sdt":
            self._contents -= _is_contents(element)
        elif tag == f"{W}txbxContent":
            self._end_waiting()
            self._boxes -= 1

    def _paragraph(self, properties: "_Element | None") -> _Paragraph:
        styled = properties.find(f"{W}pStyle") if properties is not None else None
        style = styled.get(f"{W}val") if styled is not None else None
        level = properties.find(f"{W}outlineLvl") if properties is not None else None
        heading = self._styles.is_heading(style) or (level is not None and (level.get(f"{W}val") or "9") < "9")
        numbered = properties is not None and properties.find(f"{W}numPr") is not None
        listed = numbered or self._styles.is_listed(style)
        kind = Kind.HEADING if heading else Kind.ITEM if listed else Kind.PARAGRAPH
        reason = CONTENTS if self._contents else self._styles.aside_reason(style)
        reason = reason or (TEXT_BOX if self._boxes else None)
        joins = properties is not None and any(properties.find(mark) is not None for mark in _DELETED_ENDS)
        return _Paragraph(kind, reason, self._styles.is_bold(style), self._styles.is_hidden(style), joins)

    def _joined(self, paragraph: _Paragraph) -> _Paragraph:
        if self._waiting:
            paragraph.runs, self._waiting = self._waiting.runs, None
        return paragraph

    def _end_waiting(self) -> None:
        if self._waiting:
            paragraph, self._waiting = replace(self._waiting, joins_next=False), None
            self._end_paragraph(paragraph)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        if paragraph.joins_next:
            self._waiting = paragraph
            return
        kind = Kind.ASIDE if paragraph.reason else paragraph.kind
        self._pages[-1].add(kind, paragraph.runs, paragraph.reason or "")

    def _run(self, properties: "_Element | None") -> None:
        styled = properties.find(f"{W}rStyle") if properties is not None else None
        style = styled.get(f"{W}val") if styled is not None else None
        above = self._open[-1] if self._open else None
        bold, hidden = is_on(properties, "b"), is_unseen(properties)
        self._bold = bold if bold is not None else self._styles.is_bold(style) or bool(above and above.bold)
        self._hidden = hidden if hidden is not None else self._styles.is_hidden(style) or bool(above and above.hidden)
        aligned = properties.find(f"{W}vertAlign") if properties is not None else None
        self._raised = aligned is not None and aligned.get(f"{W}val") == "superscript"

    def _text(self, text: str) -> None:
        if not self._open or self._hidden:
            return
        runs = self._open[-1].runs
        if self._raised:
            if is_note_mark(text, runs[-1].text if runs else "", linked=False):
                return
            text = raised(text)
        runs.append(Run(text, self._bold))


def _written(element: "_Element") -> str:
    """The characters that an element stands for by itself."""
    if element.tag in _WORDS:
        return element.text or ""
    return _symbol(element) if element.tag == f"{W}sym" else _BREAKS.get(element.tag, "")


def _symbol(element: "_Element") -> str:
    """The character for a sign taken from a font of signs; none for a bullet or a picture, which say nothing."""
    code = element.get(f"{W}char") or ""
    known = element.get(f"{W}font") == "Symbol" and _HEX.fullmatch(code)
    return _SYMBOLS.get(int(code[-2:], 16), "") if known else ""


def _is_contents(control: "_Element") -> bool:
    """Whether a content control holds a table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
