"""How the legs' scores become one. Pure functions over aligned arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a unit of each leg's score is worth beside a unit of dense cosine.

    `brevity` is what a passage loses for each time (e-fold) that it is shorter than `BRIEF` pieces: a
    greeting is near to every question and answers none.
    """

    lexical: float
    late: float
    brevity: float


BRIEF = 40
WEIGHTS = Weights(lexical=0.8, late=1.0, brevity=0.15)


def first_score(dense: Scores, lexical: Scores, weights: Weights = WEIGHTS) -> Scores:
    """The score that chooses which passages late interaction looks at. float32 [n].

    Scores are added, not ranks: the legs differ too much in strength for reciprocal ranks, and
    z-scores make a leg that matched nothing as loud as one that matched everything.
    """
    fused: Scores = dense + np.float32(weights.lexical) * lexical
    return fused


def final_score(first: Scores, late: Scores, pieces: NDArray[np.int64], weights: Weights = WEIGHTS) -> Scores:
    """The first score with late interaction added and brevity taken off; `pieces` are the lengths. float32 [n]."""
    shorter = np.log(BRIEF / np.clip(pieces, 1, BRIEF)).astype(np.float32)
    fused: Scores = first + np.float32(weights.late) * late - np.float32(weights.brevity) * shorter
    return fused


def aligned(rows: NDArray[np.int64], scored: NDArray[np.int64], scores: Scores) -> Scores:
    """The score of each of `rows`, 0 for one that `scored` does not hold. float32 [len(rows)]."""
    out = np.zeros(len(rows), np.float32)
    _, here, there = np.intersect1d(rows, scored, assume_unique=True, return_indices=True)
    out[here] = scores[there]
    return out
