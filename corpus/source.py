"""Slices of stored source text, read block by block."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select, tuple_

from corpus.in_file import BLOCK
from corpus.schema import blocks

Span = tuple[str, int, int]  # record id, start, end

_PAIRS_AT_ONCE = 400


def slices(connection: Connection, spans: Collection[Span]) -> list[str]:
    """The text of each span, in order; one query for all (for every 400 blocks). Beyond the end: what there is."""
    found = _blocks(connection, {(record, block) for record, start, end in spans for block in _covering(start, end)})
    return [_cut(found, record, start, end) for record, start, end in spans]


def _covering(start: int, end: int) -> range:
    return range(start // BLOCK, (max(end, start + 1) - 1) // BLOCK + 1)


def _blocks(connection: Connection, pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    wanted = sorted(pairs)
    found: dict[tuple[str, int], str] = {}
    for first in range(0, len(wanted), _PAIRS_AT_ONCE):
        some = tuple_(blocks.c.record, blocks.c.block).in_(wanted[first : first + _PAIRS_AT_ONCE])
        rows = connection.execute(select(blocks.c.record, blocks.c.block, blocks.c.text).where(some))
        found.update({(record, block): text for record, block, text in rows})
    return found


def _cut(found: dict[tuple[str, int], str], record: str, start: int, end: int) -> str:
    covering = _covering(start, end)
    text = "".join(found.get((record, block), "") for block in covering)
    first = covering.start * BLOCK
    return text[start - first : end - first]


class SourceReader:
    """Reads one record's slices in rising order, holding no more than the blocks that a slice needs."""

    def __init__(self, connection: Connection, record: str) -> None:
        self._connection = connection
        self._record = record
        self._held: dict[tuple[str, int], str] = {}

    def slice(self, start: int, end: int) -> str:
        """The record's text[start:end]."""
        needed = {(self._record, block) for block in _covering(start, end)}
        if not needed <= self._held.keys():
            self._held = _blocks(self._connection, needed)
        return _cut(self._held, self._record, start, end)
