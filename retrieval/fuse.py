"""How the legs' scores become one. Pure functions over aligned arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a unit of each leg's score is worth beside a unit of dense cosine.

    `late` is late interaction's over the whole passage, `stretch` its over the best stretch of it.
    `brevity` is what a passage loses for each time (e-fold) that it is shorter than `BRIEF` pieces: a
    greeting is near to every question and answers none. `length` is what it loses for each e-fold
    that it is longer than `LONG`: among more pieces there is a better match by chance. `neighbours`
    is what the mean score of its neighbours adds.
    """

    lexical: float
    late: float
    stretch: float
    brevity: float
    length: float
    neighbours: float


BRIEF = 16
LONG = 30
WEIGHTS = Weights(lexical=0.8, late=1.5, stretch=0.7, brevity=0.3, length=0.07, neighbours=1.2)


def first_score(dense: Scores, lexical: Scores, weights: Weights = WEIGHTS) -> Scores:
    """The score that chooses which passages late interaction looks at. float32 [n].

    Scores are added, not ranks: the legs differ too much in strength for reciprocal ranks, and
    z-scores make a leg that matched nothing as loud as one that matched everything.
    """
    fused: Scores = dense + np.float32(weights.lexical) * lexical
    return fused


def final_score(
    first: Scores, late: Scores, stretch: Scores, pieces: NDArray[np.int64], weights: Weights = WEIGHTS
) -> Scores:
    """The first score with both of late interaction added, less what its length in `pieces` costs it. float32 [n]."""
    size = np.log(np.maximum(pieces, 1)).astype(np.float32)
    shorter = np.maximum(np.float32(np.log(BRIEF)) - size, 0)
    longer = np.maximum(size - np.float32(np.log(LONG)), 0)
    fused: Scores = first + np.float32(weights.late) * late + np.float32(weights.stretch) * stretch
    fused -= np.float32(weights.brevity) * shorter + np.float32(weights.length) * longer
    return fused


def aligned(rows: NDArray[np.int64], scored: NDArray[np.int64], scores: Scores) -> Scores:
    """The score of each of `rows`, 0 for one that `scored` does not hold. float32 [len(rows)]."""
    out = np.zeros(len(rows), np.float32)
    _, here, there = np.intersect1d(rows, scored, assume_unique=True, return_indices=True)
    out[here] = scores[there]
    return out
