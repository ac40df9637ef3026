"""How the legs' scores become one. Pure functions over aligned arrays."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg says of n passages, float32 [n] each.

    `passage` and `sentence` are the cosines to the passage and to its best sentence, `lexical` the share of the
    question matched; of late interaction `late` is over the whole passage and what stands near it, `stretch`
    over the best stretch of it, `phrases` of pieces in a row, `close` of both within a short stretch.
    """

    passage: Scores
    sentence: Scores
    lexical: Scores
    late: Scores
    stretch: Scores
    phrases: Scores
    close: Scores


@dataclass(frozen=True, slots=True)
class Weights:
    """What a unit of each leg's score is worth; those of `passage` and `sentence` sum to one.

    `brevity` is what a passage loses for each time (e-fold) that it is shorter than `BRIEF` pieces: a
    greeting is near to every question and answers none. `length` is what it loses for each e-fold
    that it is longer than `LONG`: among more pieces there is a better match by chance. `neighbours`
    is what the mean score of its neighbours adds.
    """

    passage: float
    sentence: float
    lexical: float
    late: float
    stretch: float
    phrases: float
    close: float
    brevity: float
    length: float
    neighbours: float


BRIEF = 16
LONG = 30
WEIGHTS = Weights(
    passage=0.2,
    sentence=0.8,
    lexical=1.15,
    late=1.87,
    stretch=1.1,
    phrases=0.13,
    close=0.8,
    brevity=0.27,
    length=0.1,
    neighbours=0.4,
)
_FIRST_LEXICAL = 0.8


def first_score(dense: Scores, lexical: Scores) -> Scores:
    """The score that chooses which passages late interaction looks at. float32 [n].

    Scores are added, not ranks: the legs differ too much in strength for reciprocal ranks, and
    z-scores make a leg that matched nothing as loud as one that matched everything.
    """
    fused: Scores = dense + np.float32(_FIRST_LEXICAL) * lexical
    return fused


def final_score(legs: Legs, pieces: NDArray[np.int64], weights: Weights = WEIGHTS) -> Scores:
    """The legs' scores added, less what its length in `pieces` costs each passage. float32 [n]."""
    fused = sum(np.float32(getattr(weights, leg.name)) * getattr(legs, leg.name) for leg in fields(Legs))
    shorter, longer = size_costs(pieces)
    final: Scores = fused - np.float32(weights.brevity) * shorter - np.float32(weights.length) * longer
    return final


def size_costs(pieces: NDArray[np.int64]) -> tuple[Scores, Scores]:
    """How many e-folds each passage is shorter than BRIEF, and how many longer than LONG. float32 [n] each."""
    size = np.log(np.maximum(pieces, 1)).astype(np.float32)
    return np.maximum(np.float32(np.log(BRIEF)) - size, 0), np.maximum(size - np.float32(np.log(LONG)), 0)


def aligned(rows: NDArray[np.int64], scored: NDArray[np.int64], scores: Scores) -> Scores:
    """The score of each of `rows`, 0 for one that `scored` does not hold. float32 [len(rows)]."""
    out = np.zeros(len(rows), np.float32)
    _, here, there = np.intersect1d(rows, scored, assume_unique=True, return_indices=True)
    out[here] = scores[there]
    return out
