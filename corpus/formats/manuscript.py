"""A document in two versions: the text as it is kept, and as it is read for who speaks.

What a document says by its looks (bold, headings, columns of a table) is written as marks into the
version that is read, and only there; what is surely said by nobody (captions, notes) stands only in
the version that is kept. Offsets found in the one are carried over to the other.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.model import Aside

Span = tuple[int, int]


@dataclass(slots=True)
class Manuscript:
    """The two versions, piece by piece.

    `places` gives offsets of the kept text from which on a locator holds; `names` are of people whom
    the document sets beside, or above, what they say; `labels` are the offsets of all that it sets so, in the text
    that is read.
    """

    asides: list[Aside] = field(default_factory=list)
    places: list[tuple[int, str | None]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    _read: list[str] = field(default_factory=list)
    _kept: list[str] = field(default_factory=list)
    _read_at: list[int] = field(default_factory=list)
    _kept_at: list[int] = field(default_factory=list)
    _read_length: int = 0
    _kept_length: int = 0

    @classmethod
    def of(cls, text: str) -> "Manuscript":
        """Text without a mark or a note, the same in both versions."""
        manuscript = cls()
        manuscript.write(text)
        return manuscript

    def write(self, text: str) -> None:
        """Text that stands in both versions."""
        self._put(text, text)

    def mark(self, read: str, kept: str = "") -> None:
        """`read` for the reading, where the kept text has `kept` (white space, or nothing)."""
        self._put(read, kept)

    def set_aside(self, text: str, reason: str) -> None:
        """Text that is kept and not read."""
        reached = self._kept_length
        self._put("", text)
        for start, end in trimmed(text, [(0, len(text))]):
            self.asides.append(Aside(reached + start, reached + end, reason))

    def label(self) -> None:
        """A label follows that the document sets beside, or above, what is said."""
        self.labels.append(self._read_length)

    def place(self, locator: str | None, after: int = 0) -> None:
        """From `after` characters from here on, `locator` is where the text stands in the source."""
        if not self.places or self.places[-1][1] != locator:
            self.places.append((self._kept_length + after, locator))

    def _put(self, read: str, kept: str) -> None:
        if not read and not kept:
            return
        self._read.append(read)
        self._kept.append(kept)
        self._read_at.append(self._read_length)
        self._kept_at.append(self._kept_length)
        self._read_length += len(read)
        self._kept_length += len(kept)

    @property
    def reading(self) -> str:
        """The text with marks, without what is set aside."""
        return "".join(self._read)

    @property
    def text(self) -> str:
        """The text as it is kept."""
        return "".join(self._kept)

    def locator(self, offset: int) -> str | None:
        """The place in the source of the kept character at `offset`."""
        index = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
        return self.places[index][1] if index >= 0 else None

    def span(self, start: int, end: int) -> Span:
        """Where the kept text has what is read at start..end, marks left out; empty where that is nothing but marks."""
        first = bisect_right(self._read_at, start) - 1
        last = bisect_right(self._read_at, max(start, end - 1)) - 1
        if first < 0:
            return 0, 0
        same = self._read[first] == self._kept[first]
        begins = self._kept_at[first] + (start - self._read_at[first] if same else len(self._kept[first]))
        same = self._read[last] == self._kept[last]
        ends = self._kept_at[last] + (end - self._read_at[last] if same else 0)
        return begins, max(begins, ends)

    def visible(self, text: str, start: int, end: int) -> list[Span]:
        """The parts of text[start:end] that are not set aside, trimmed; `text` is the kept text."""
        found: list[Span] = []
        index = bisect_left(self.asides, start, key=lambda aside: aside.start)
        while index < len(self.asides) and self.asides[index].start < end:
            found.append((start, self.asides[index].start))
            start = self.asides[index].end
            index += 1
        return list(trimmed(text, [*found, (start, end)]))


def trimmed(text: str, spans: Iterable[Span]) -> Iterable[Span]:
    """`spans` of `text` without white space at their ends; those of nothing else left out."""
    for start, end in spans:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = start + len(words.rstrip())
        if first < last:
            yield first, last
