"""The running text of marked-up paragraphs, as a reader sees it."""

import re

from corpus.errors import RecordError

LONGEST = 4_000_000  # code points of a paragraph

_BLANKS = re.compile(r"[ \t\r\n]+")
_LINE, _CELL = "\x00", "\x01"  # XML holds neither
_AROUND_LINE = re.compile(rf"[ {_CELL}]*{_LINE}[ {_LINE}{_CELL}]*")
_CELLS = {"td", "th"}
_TABLE = {"thead", "tbody", "tfoot", "colgroup", "col"}
_AROUND_CELL = re.compile(rf" ?{_CELL} ?")


class Flow:
    """Gathers a paragraph from its pieces: blanks as one space, <br/> as a new line, a table's cells apart."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._length = 0
        self._cells = 0

    def enter(self, name: str) -> bool:
        """Takes note that an element that is no inline one begins; whether its text stays in the paragraph."""
        if name in _CELLS:
            self._cells += 1
        elif name in ("br", "tr"):
            self.break_line()
        elif self._cells:
            self.add(" ")
        else:
            return name in _TABLE
        return True

    def leave(self, name: str) -> bool:
        """Takes note that an element that is no inline one ends; whether what follows stays in the paragraph."""
        if name in _CELLS:
            self._cells = max(self._cells - 1, 0)
            self._pieces.append(_CELL)
        elif self._cells:
            self.add(" ")
        else:
            return name in ("br", "tr") or name in _TABLE
        return True

    def add(self, text: str) -> None:
        """Text as it stands in the markup. Raises RecordError where the paragraph has no end."""
        self._length += len(text)
        if self._length > LONGEST:
            raise RecordError(f"{self._name} has a paragraph of more than {LONGEST} characters: it is not a record")
        self._pieces.append(text)

    def break_line(self) -> None:
        """What follows stands on a new line."""
        self._pieces.append(_LINE)

    def take(self) -> str:
        """The paragraph, which may be empty; the next one begins."""
        text = _BLANKS.sub(" ", "".join(self._pieces))
        self._pieces, self._length = [], 0
        text = _AROUND_LINE.sub("\n", text.strip(f" {_LINE}{_CELL}"))
        return _AROUND_CELL.sub("\t", text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing but blanks has been gathered."""
        return not any(piece.strip(f" \t\r\n{_LINE}{_CELL}") for piece in self._pieces)
