"""CSV and TSV: a table of speeches, one a row, with the columns named in its first row."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TextIO

from corpus.errors import RecordError
from corpus.formats.arranged import arranged
from corpus.formats.columns import Columns, columns_of, folded, no_speech, titles_are_roles
from corpus.formats.rows import meeting_of, speech_of
from corpus.formats.speeches import Meeting, Speech, are_several, records_of
from corpus.formats.text_stream import opened_text, stream_encoding
from corpus.model import Record
from corpus.roles import is_role
from corpus.source_file import SourceFile

LONGEST_CELL = 16_000_000  # code points
_LONGEST_HEADER = 100_000
_DELIMITERS = ",;\t|"
_SAMPLE = 200  # rows by which a doubtful column is judged


@dataclass(frozen=True, slots=True)
class _Table:
    """How a file is to be read. `quoted`: whether quotation marks hold cells together."""

    encoding: str
    delimiter: str
    quoted: bool
    names: tuple[str, ...]
    columns: Columns
    several: bool = False

    @property
    def places(self) -> dict[str, int]:
        return {kind: self.names.index(name) for kind, name in self.columns.of.items()}


def read_table(source: SourceFile) -> Iterator[Record]:
    """The records in a table, one for each meeting that its rows name.

    The file is read twice, row by row: to see how it is written, and to read it. Raises RecordError
    where no column holds the speaker or the words, where the quoting is broken, or nothing is said.
    """
    csv.field_size_limit(LONGEST_CELL)
    table = _surveyed(source, _outlined(source))
    yield from records_of(source, arranged(_speeches(source, table)), several=table.several)


def is_tabbed_table(source: SourceFile) -> bool:
    """Whether a text is a table of speeches whose cells stand between tabs, as Excel saves "Unicode text".

    Raises RecordError where the first line has a tab and the encoding cannot be told.
    """
    with source.opened() as file:
        first = file.readline(_LONGEST_HEADER)
    if b"\t" not in first:
        return False
    with opened_text(source, stream_encoding(source)) as text:
        return columns_of(_cells(_header(text), "\t")).hold_speech


def _outlined(source: SourceFile) -> _Table:
    """The table by its first row: the delimiter is the one that parts it into the most names that are known."""
    encoding = stream_encoding(source)
    with opened_text(source, encoding) as text:
        line = _header(text)
    rows = [(delimiter, _cells(line, delimiter)) for delimiter in _DELIMITERS]
    found = [_Table(encoding, delimiter, True, names, columns_of(names)) for delimiter, names in rows]
    best = max(found, key=lambda one: (one.columns.hold_speech, len(one.columns.of), len(one.names)))
    if not best.columns.hold_speech:
        raise no_speech(str(source.path), best.names, best.columns)
    for kind in ("speaker", "text"):
        if best.names.count(name := best.columns.of[kind]) > 1:
            raise RecordError(f"{source.path}: two columns are called {name!r}: give each its own name")
    return best


def _header(text: TextIO) -> str:
    """The first visible line; a line "sep=;" before it, which Excel writes, is passed over."""
    for line in iter(lambda: text.readline(_LONGEST_HEADER), ""):
        if line.strip(" \t\r\n\ufeff") and not _is_separator_line(line):
            return line.strip("\r\n\ufeff")
    return ""


def _is_separator_line(line: str) -> bool:
    return line.strip().casefold().startswith("sep=") and len(line.strip()) <= 5


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        row: list[str] = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        row = line.split(delimiter)
    return tuple(cell.strip() for cell in row)


def _surveyed(source: SourceFile, table: _Table) -> _Table:
    """`table` after a look at every row: whether cells are quoted, and whether there are several meetings."""
    table = replace(table, quoted=_is_quoted(source, table))
    table = replace(table, columns=_with_roles(source, table))
    meetings = (meeting_of(_Row(row, table.places)) for row in _rows(source, table))
    return replace(table, several=table.columns.name_meetings and are_several(meetings))


def _is_quoted(source: SourceFile, table: _Table) -> bool:
    """Whether quotation marks hold cells together: always, but in a table with tabs whose every line is a row.

    Raises RecordError where they are to do so, and are not in pairs.
    """
    lines = _straight_lines(source, table) if table.delimiter == "\t" else None
    try:
        rows = sum(1 for _ in _rows(source, table))
    except RecordError:
        if lines is None:
            raise
        return False
    return lines is None or rows == lines


def _straight_lines(source: SourceFile, table: _Table) -> int | None:
    """How many visible lines the body has, where each, cut at every delimiter, has a cell for each name."""
    count = 0
    for row in _rows(source, replace(table, quoted=False)):
        if len(row) != len(table.names):
            return None
        count += 1
    return count


def _with_roles(source: SourceFile, table: _Table) -> Columns:
    """The columns, with "title" taken for what people are where it holds offices."""
    of = table.columns.of
    if folded(of.get("meeting", "")) != "title" or {"office", "role"} & of.keys():
        return table.columns
    who, at = table.places["speaker"], table.places["meeting"]
    titled = [(row[who], row[at]) for row in islice(_rows(source, table), _SAMPLE) if len(row) > max(who, at)]
    if not titles_are_roles(titled, is_role):
        return table.columns
    return Columns({"role" if kind == "meeting" else kind: name for kind, name in of.items()})


@contextmanager
def _told(source: SourceFile, reader: object) -> Iterator[None]:
    try:
        yield
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise RecordError(f"{source.path}, line {line}: {error}: is a quotation mark not in a pair?") from error


def _rows(source: SourceFile, table: _Table) -> Iterator[list[str]]:
    """The rows below the names that are not blank, the blank cells beyond the last name left out."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if table.quoted else csv.QUOTE_NONE
    with opened_text(source, table.encoding) as text:
        _header(text)
        reader = csv.reader(
            text, delimiter=table.delimiter, quoting=quoting, strict=True, skipinitialspace=table.quoted
        )
        width = len(table.names)
        with _told(source, reader):
            for row in reader:
                while len(row) > width and not row[-1].strip():
                    row.pop()
                if any(cell.strip() for cell in row):
                    yield row


@dataclass(frozen=True, slots=True)
class _Row:
    """The values of a row by what their columns hold."""

    cells: list[str]
    places: dict[str, int]

    def __call__(self, kind: str) -> str | None:
        place = self.places.get(kind)
        return self.cells[place].strip() or None if place is not None and place < len(self.cells) else None


def _speeches(source: SourceFile, table: _Table) -> Iterator[Speech]:
    places = table.places
    unsaid = None if table.columns.tell_of_meetings else Meeting()
    width = len(table.names)
    for number, row in enumerate(_rows(source, table), 1):
        if len(row) > width or len(row) <= max(places["speaker"], places["text"]):
            yield Speech(None, table.delimiter.join(row), trouble=f"row {number} has {len(row)} cells, not {width}")
        else:
            yield speech_of(_Row(row, places), unsaid)
