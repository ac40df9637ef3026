"""Tables of a document: who said what in two columns, or cells that are read one after another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.formats.blocks import LONGEST_LABEL, TABLE, Block, Kind, Run
from corpus.formats.columns import columns_of
from corpus.labels import parse_label

Cell = list[Block]
Row = list[Cell]

_MOST_COLUMNS = 12  # that are told apart; a table with more holds no speech
_SAID = re.compile(r"[。．.!?！？…」』”\"»’')）]\s*$")
_NUMBER = re.compile(r"[\W\d]*\d[\W\d]*(?:%|[^\W\d]{1,3})?$")


@dataclass(slots=True)
class Grid:
    """Collects the rows of a table: a cell that spans several rows leaves its place empty in those below.

    Without that, a row beside such a cell would have the name where others have the time. A cell that spans several
    columns is one all the same: where a border was moved, each row spans others.
    """

    rows: list[Row] = field(default_factory=list)
    _covered: dict[int, int] = field(default_factory=dict)  # for how many more rows, by place

    def begin_group(self) -> None:
        """A head, a body or a foot begins, into which no cell reaches from above."""
        self._covered.clear()

    def begin_row(self) -> None:
        """A row begins."""
        self.rows.append([])
        self._covered = {place: left - 1 for place, left in self._covered.items() if left > 1}

    def add(self, cell: Cell, rows: int = 1) -> None:
        """The next cell of the row, as high as `rows`."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        while len(row) in self._covered:
            row.append([])
        if rows > 1 and len(row) < _MOST_COLUMNS:
            self._covered[len(row)] = rows
        row.append(cell)


def table_blocks(rows: Sequence[Row]) -> list[Block]:
    """The blocks of a table, row by row.

    A cell beside what is said, in a column of names, is the label of it. Figures are set aside.
    """
    rows = [row for row in rows if any(row)]
    if max((sum(map(bool, row)) for row in rows), default=0) < 2:
        return [block for row in rows for cell in row for block in cell]
    spoken = _named_columns(rows)
    if spoken:
        head = [Block(Kind.ASIDE, block.runs, TABLE) for cell in rows[0] for block in cell]
        return head + [block for row in rows[1:] for block in _spoken_row(row, *spoken)]
    spoken = _speech_columns(rows)
    if spoken:
        return [block for row in rows for block in _spoken_row(row, *spoken)]
    if any(len(cell) > 2 or any(block.kind is Kind.HEADING for block in cell) for row in rows for cell in row):
        return [block for row in rows for cell in row for block in cell]
    text = "\n".join("\t".join(_text(cell).replace("\n", " ") for cell in row if cell) for row in rows)
    cells = [_text(cell) for row in rows for cell in row if cell]
    if sum(bool(_NUMBER.match(cell)) for cell in cells) * 5 >= len(cells) * 2:
        return [Block(Kind.ASIDE, (Run(text),), TABLE)]
    return [Block(Kind.PARAGRAPH, (Run(text),), TABLE)]


def _text(cell: Cell) -> str:
    return "\n".join(block.text for block in cell)


def _named_columns(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The columns of the speaker and of what is said, where the first row says so."""
    header = [_text(cell) for cell in rows[0]]
    named = columns_of(header).of
    if "speaker" not in named or "text" not in named:
        return None
    return header.index(named["speaker"]), header.index(named["text"])


def _speech_columns(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The columns of names and of what is said, if the table has both."""
    width = max(map(len, rows))
    if width > _MOST_COLUMNS:
        return None
    lengths = [sum(len(_text(row[column])) for row in rows if column < len(row)) for column in range(width)]
    words = max(range(width), key=lengths.__getitem__)
    said = [_text(row[words]) for row in rows if words < len(row) and row[words]]
    if sum(bool(_SAID.search(text)) for text in said) * 2 < len(said):
        return None
    for column in range(min(words, 3)):
        labels = [_text(row[column]) for row in rows if column < len(row) and row[column]]
        if labels and sum(map(_is_label, labels)) * 10 >= len(labels) * 6 and len(labels) * 3 >= len(rows):
            return column, words
    return None


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and parse_label(text.replace("\n", ", ")) is not None


def _is_title(text: str) -> bool:
    """Whether what stands alone in a row, where others have a name, tells what the next rows are about."""
    return len(text) <= LONGEST_LABEL and not _SAID.search(text) and parse_label(text.replace("\n", ", ")) is None


def _spoken_row(row: Row, speaker: int, words: int) -> Iterator[Block]:
    said = row[words] if words < len(row) else []
    label = _text(row[speaker]) if speaker < len(row) else ""
    for index, cell in enumerate(row):
        if index not in (speaker, words):
            yield from (Block(Kind.ASIDE, block.runs, TABLE) for block in cell)
    if label and said and len(label) <= LONGEST_LABEL:
        yield Block(Kind.LABEL, (Run(label),))
    elif label:
        yield Block(Kind.HEADING if _is_title(label) else Kind.PARAGRAPH, (Run(label),))
    yield from said
