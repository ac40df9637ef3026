"""Plain text and Markdown: speeches, round tables, interviews and letters as people type and publish them."""

from collections.abc import Iterator
from dataclasses import replace

from corpus.composing import PART
from corpus.decode import decoded
from corpus.errors import RecordError
from corpus.formats.prose import prose_record
from corpus.formats.table import is_tabbed_table, read_table
from corpus.model import Doubt, Record, Speaker
from corpus.parting import cuts_speech, good_cut, up_to
from corpus.source_file import SourceFile

LINES = 400_000  # of a record at most: what is known of each line takes more room than its words
_PARTED = "a long text was parted in the middle of this speech: from here on it is nobody's, until the next heading"


def read_text(source: SourceFile) -> Iterator[Record]:
    """The record in a plain text; several, in order, where it has more than PART code points or LINES lines.

    The stored text is the file's, its newlines made \\n and its byte order mark taken off; every
    offset counts its code points. A part begins at a heading where there is one. Raises RecordError.
    """
    if source.path.suffix.lower() == ".txt" and is_tabbed_table(source):
        yield from read_table(source)
        return
    waiting = _Waiting(decoded(source.blocks, str(source.path), source.encoding))
    known: dict[str, Speaker] = {}
    title, date, doubt, number = "", None, "", 0
    while waiting.fill():
        number += 1
        record = _doubted(prose_record(_part(source, number, known, title, date), waiting.window), doubt)
        if not waiting.is_last:
            cut = good_cut(record)
            doubt = _PARTED if cuts_speech(record, cut) else ""
            record = up_to(record, cut)
        waiting.drop(len(record.text))
        title, date = title or record.title, date or record.date
        known |= {speaker.id: speaker for speaker in record.speakers}
        yield record
    if not number:
        raise RecordError(f"{source.path} is empty: there is nothing to read in it")


def _part(source: SourceFile, number: int, known: dict[str, Speaker], title: str, date: str | None) -> SourceFile:
    """`source` as the file of its part `number`, in which those may speak who spoke before."""
    if number == 1:
        return source
    given = source.sidecar.speakers
    others = [speaker for speaker in known.values() if speaker.id not in {one.id for one in given}]
    sidecar = replace(source.sidecar, title=f"{title} ({number})", date=date, speakers=(*given, *others))
    return replace(source, id=f"{source.id}-{number}", sidecar=sidecar)


def _doubted(record: Record, reason: str) -> Record:
    if not reason or not record.passages:
        return record
    first = record.passages[0]
    return replace(record, doubts=(Doubt(first.start, first.end, reason), *record.doubts))


class _Waiting:
    """What was decoded of a text, and is not in a record yet.

    `window` is as much of it as one record may hold; `is_last`: that is all there is.
    """

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts = parts
        self._text = ""
        self.window = ""
        self.is_last = False

    def fill(self) -> bool:
        """Takes as much as a record may hold; whether anything in it can be seen."""
        while not self.is_last:
            ended = self._take()
            self.window = _first_lines(self._text[:PART])
            self.is_last = ended and len(self.window) == len(self._text)
            if self.window.strip():
                return True
            self.drop(len(self.window))
        return False

    def drop(self, length: int) -> None:
        """Passes over what is in a record now, and the blank lines that follow it."""
        self._text = self._text[length:].lstrip("\n")

    def _take(self) -> bool:
        taken = [self._text]
        length, lines = len(self._text), self._text.count("\n")
        while length <= PART and lines <= LINES:
            part = next(self._parts, None)
            if part is None:
                break
            taken.append(part)
            length += len(part)
            lines += part.count("\n")
        self._text = "".join(taken)
        return length <= PART and lines <= LINES


def _first_lines(text: str) -> str:
    """The first LINES lines of `text`."""
    if text.count("\n") <= LINES:
        return text
    return "\n".join(text.split("\n", LINES)[:LINES]) + "\n"
