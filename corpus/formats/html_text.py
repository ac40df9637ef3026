"""The blocks of an article in HTML, in reading order."""

import re
from typing import TYPE_CHECKING

from corpus.formats.blocks import LONGEST_LABEL, Block, Blocks, Kind, Run
from corpus.formats.html_page import SET_ASIDE, is_linked_mark, is_mark
from corpus.formats.notes import raised
from corpus.formats.tables import Grid, table_blocks
from corpus.wordlist import wordlist

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = wordlist(
    "address article aside blockquote body center dd details dir div dl dt fieldset figure footer form header hgroup"
    " html legend li main ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6 hr caption "
    + SET_ASIDE
)
_HEADINGS = wordlist("h1 h2 h3 h4 h5 h6")
_ROW_GROUPS = wordlist("thead tbody tfoot")
_BOLD = wordlist("b strong")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_BOLD_CLASS = re.compile(r"(?:^|[\s_-])(?:bold|strong|speaker|speaker-?name)(?=$|[\s_-])", re.IGNORECASE)
_LIGHT_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)\b", re.IGNORECASE)
_MOST_ROWS = 65_534  # that a cell spans, as browsers have it
_GAP = "\n\n"  # two breaks in a row part paragraphs


class HtmlBlocks:
    """Goes through an article once and collects its blocks."""

    def __init__(self) -> None:
        """Begins with an empty document."""
        self._pages: list[Blocks] = [Blocks()]  # one for each open cell above the article's own
        self._tables: list[Grid] = []
        self._runs: list[Run] = []
        self._bold = 0
        self._light = 0
        self._kinds: list[Kind] = []
        self._reasons: list[str] = []
        self._preformatted = 0

    def read(self, article: "_Element") -> list[Block]:
        """The blocks of `article`."""
        from lxml.etree import iterwalk

        walk = iterwalk(article, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                self._open(element)
                if element.tag == "sup":
                    self._raise(element)
                    walk.skip_subtree()
                elif element.tag == "a" and is_linked_mark(element):
                    walk.skip_subtree()
                else:
                    self._text(element.text)
            else:
                self._close(element)
                if element is not article:
                    self._text(element.tail)
        self._flush()
        return self._pages[0].found

    def _raise(self, element: "_Element") -> None:
        if not is_mark(element):
            self._text(raised("".join(element.itertext())))

    def _text(self, text: str | None) -> None:
        if text:
            text = text if self._preformatted else re.sub(r"[ \t\r\n\f]+", " ", text)
            self._runs.append(Run(text, bool(self._bold and not self._light)))

    def _open(self, element: "_Element") -> None:
        tag = element.tag
        if tag == "br":
            self._runs.append(Run("\n"))
            return
        if tag in _BLOCKS:
            self._flush()
        self._bold += _is_bold(element)
        self._light += bool(_LIGHT_STYLE.search(element.get("style") or ""))
        self._preformatted += tag == "pre"
        if tag in _HEADINGS:
            self._kinds.append(Kind.HEADING)
        elif tag in ("li", "dt"):
            self._kinds.append(Kind.ITEM if tag == "li" else Kind.LABEL)
        elif tag == SET_ASIDE:
            self._reasons.append(element.get("reason") or "inset")
        elif tag == "table":
            self._tables.append(Grid())
        elif self._tables and tag in _ROW_GROUPS:
            self._tables[-1].begin_group()
        elif self._tables and tag == "tr":
            self._tables[-1].begin_row()
        elif self._tables and tag in ("td", "th"):
            self._pages.append(Blocks())

    def _close(self, element: "_Element") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        self._bold -= _is_bold(element)
        self._light -= bool(_LIGHT_STYLE.search(element.get("style") or ""))
        self._preformatted -= tag == "pre"
        if tag in _HEADINGS or tag in ("li", "dt"):
            self._kinds.pop()
        elif tag == SET_ASIDE:
            self._reasons.pop()
        elif tag == "table":
            self._pages[-1].found.extend(table_blocks(self._tables.pop().rows))
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].add(self._pages.pop().found, _height(element))

    def _flush(self) -> None:
        """Ends a block."""
        runs, self._runs = self._runs, []
        for paragraph in _paragraphs(runs):
            self._add(paragraph)

    def _add(self, runs: list[Run]) -> None:
        kind = self._kinds[-1] if self._kinds else Kind.PARAGRAPH
        if self._reasons:
            self._pages[-1].add(Kind.ASIDE, runs, self._reasons[-1])
            return
        if kind is Kind.LABEL and not _may_label("".join(run.text for run in runs).strip()):
            kind, runs = Kind.PARAGRAPH, [Run(run.text, bold=True) for run in runs]
        self._pages[-1].add(kind, runs)


def _may_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and not text.endswith(("?", "？", "。", "!", "！")) and "\n\n" not in text


def _height(cell: "_Element") -> int:
    """How many rows a cell spans; 0 is for all that follow."""
    given = (cell.get("rowspan") or "").strip()
    return (int(given) or _MOST_ROWS) if given.isdecimal() and len(given) <= len(str(_MOST_ROWS)) else 1


def _is_bold(element: "_Element") -> bool:
    if element.tag in _BOLD or _BOLD_STYLE.search(element.get("style") or ""):
        return True
    return element.tag in ("span", "p", "div", "a", "em", "i") and bool(_BOLD_CLASS.search(element.get("class") or ""))


def _paragraphs(runs: list[Run]) -> list[list[Run]]:
    """`runs`, parted where two line breaks stand with nothing visible between them."""
    found: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        for piece in re.split(r"(\n)", run.text):
            breaks = breaks + 1 if piece == "\n" else (0 if piece.strip() else breaks)
            if breaks == 2:  # two breaks leave a blank line
                found.append([])
            elif piece and breaks < 2:
                found[-1].append(Run(piece, run.bold))
    return found
