"""The part of an index that a question is asked of."""

from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Within:
    """Passages of these speakers (by `speaker_number`) and of these records (by the key of their first passage).

    None stands for all of them. `rows` (int64, rising) are the rows that these conditions leave, where the index
    that made this has listed them; how many there are, and which, is for `Index` to say.
    """

    speakers: frozenset[int] | None = None
    records: frozenset[int] | None = None
    rows: NDArray[np.int64] | None = field(default=None, repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether the conditions leave nothing, whatever there is."""
        return self.speakers == frozenset() or self.records == frozenset()


def common(one: Within | None, other: Within | None) -> Within | None:
    """What is in both; None for the whole index."""
    if one is None or other is None:
        return other if one is None else one
    listed = None
    if one.rows is not None and other.rows is not None:
        listed = np.intersect1d(one.rows, other.rows, assume_unique=True)
    return Within(_both(one.speakers, other.speakers), _both(one.records, other.records), listed)


def _both(one: frozenset[int] | None, other: frozenset[int] | None) -> frozenset[int] | None:
    known = [values for values in (one, other) if values is not None]
    return reduce(frozenset.intersection, known) if known else None
