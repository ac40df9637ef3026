"""A record's text cut into the pieces that become elements: passages, asides, and what is neither."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.errors import RecordError
from corpus.model import Aside, Passage, Record


@dataclass(frozen=True, slots=True)
class Leaf:
    """A slice of the text that gets an element, and the blanks before it. `source` is None for text that is neither."""

    start: int
    end: int
    before: str
    source: Passage | Aside | None


def leaves_of(record: Record) -> tuple[list[Leaf], list[tuple[int, Aside]]]:
    """The pieces in order, and the asides that overlap something else, each with its place among all asides.

    Raises RecordError where the passages do not stand in rising order, each after the one before.
    """
    _check(record)
    placed: list[Passage | Aside] = list(record.passages)
    apart: list[tuple[int, Aside]] = []
    spans = sorted((passage.start, passage.end) for passage in record.passages)
    last = 0
    for position, aside in enumerate(record.asides):
        fits = last <= aside.start < aside.end <= len(record.text) and not _overlaps(spans, aside)
        if fits:
            placed.append(aside)
            last = aside.end
        else:
            apart.append((position, aside))
    placed.sort(key=lambda one: (one.start, one.end))
    return list(_with_between(record.text, placed)), apart


def _check(record: Record) -> None:
    turns = [turn.number for turn in record.turns]
    inside = all(0 <= one.start <= one.end <= len(record.text) for one in record.passages)
    rising = all(one.end <= other.start and one.turn <= other.turn for one, other in pairwise(record.passages))
    known = {passage.turn for passage in record.passages} <= set(turns)
    if not (inside and rising and known and all(one < other for one, other in pairwise(turns))):
        raise RecordError(f"the passages of {record.id} do not stand in order in its text: add the record again")


def _overlaps(passages: list[tuple[int, int]], aside: Aside) -> bool:
    place = bisect_left(passages, (aside.start, aside.start))
    before = place > 0 and passages[place - 1][1] > aside.start
    return before or (place < len(passages) and passages[place][0] < aside.end)


def _with_between(text: str, placed: list[Passage | Aside]) -> Iterator[Leaf]:
    end = 0
    for one in placed:
        between = list(_between(text, end, one.start))
        yield from between
        end = between[-1].end if between else end
        yield Leaf(one.start, one.end, text[end : one.start], one)
        end = one.end
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Leaf]:
    """What stands between two pieces, if it is more than blanks."""
    words = text[start:end].strip()
    if words:
        first = text.index(words, start)
        yield Leaf(first, first + len(words), text[start:first], None)
