"""A passage is read with its neighbours: what a conversation says, it says over several turns. Pure functions."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.store import Rows, distinct
from retrieval.fuse import Scores

REACH = 6  # passages to either side
FADES = 0.8  # a neighbour's weight beside that of the next nearer one
DISCOUNT = 0.95  # what a match is worth for each passage that lies between

SELF_CONTAINED = 80  # pieces: half of what a passage of twice that length means is in itself

RecordsOf = Callable[[Rows], Rows]
"""The record that each row is of, as a number; -1 where there is none such."""
SizesOf = Callable[[Rows], Rows]
"""How many pieces each row has."""


def dependence(pieces: NDArray[np.int64]) -> Scores:
    """How far passages of these lengths are read with their neighbours: a turn of a conversation wholly,
    a paragraph that says what it is about less. float32 [n], 0..1."""
    return np.minimum(1, SELF_CONTAINED / np.maximum(pieces, 1)).astype(np.float32)


def with_neighbours(rows: Rows, records: RecordsOf, sizes: SizesOf, budget: int) -> Rows:
    """`rows`, best first, and every row within REACH of the first of them in its own record, rising.

    The neighbours are taken of as many rows as have, with them, no more than `budget` pieces.
    """
    near = rows[:, None] + np.arange(-REACH, REACH + 1)
    same = records(near.ravel()).reshape(near.shape) == records(rows)[:, None]
    counts = np.zeros(near.shape, np.int64)
    counts[same] = sizes(near[same])
    taken = int(np.searchsorted(np.cumsum(counts.sum(axis=1)), budget, side="right"))
    return distinct(np.concatenate([rows, near[:taken][same[:taken]]]))


def shared_matches(best: Vectors, rows: Rows, record_of: Rows) -> Vectors:
    """For each piece of the question (float32 [n, m]) its best match in a passage or, at a discount, near it.

    `rows` are rising, `record_of` (int64 [n]) are the records that they are of; a neighbour that is not among them
    gives nothing.
    """
    shared = best.copy()
    for left, right, distance in _pairs(rows, record_of):
        fallen = np.float32(DISCOUNT**distance)
        shared[left] = np.maximum(shared[left], fallen * best[right])
        shared[right] = np.maximum(shared[right], fallen * best[left])
    return shared


def smoothed(scores: Scores, rows: Rows, record_of: Rows) -> Scores:
    """The mean of the neighbours' scores, the nearest weighing most; its own for a passage without. float32 [n].

    `rows` and `record_of` as of `shared_matches`.
    """
    total, weights = np.zeros_like(scores), np.zeros_like(scores)
    for left, right, distance in _pairs(rows, record_of):
        weight = np.float32(FADES ** (distance - 1))
        total[left] += weight * scores[right]
        total[right] += weight * scores[left]
        weights[left] += weight
        weights[right] += weight
    return np.where(weights > 0, total / np.maximum(weights, np.float32(1e-9)), scores)


def _pairs(rows: Rows, record_of: Rows) -> list[tuple[Rows, Rows, int]]:
    """(places, places, distance) of the rows of one record that lie `distance` apart, for each distance in reach."""
    found = []
    for distance in range(1, REACH + 1):
        right = np.searchsorted(rows, rows + distance).clip(max=len(rows) - 1)
        near = (rows[right] == rows + distance) & (record_of == record_of[right])
        left = np.flatnonzero(near)
        if len(left):
            found.append((left, right[left], distance))
    return found
