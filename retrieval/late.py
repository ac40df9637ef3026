"""Late interaction over the static token table: each piece of the question looks for its best match.

ColBERT's MaxSim (Khattab and Zaharia, 2020), with a piece weighed by the norm of its row: training
leaves short rows to pieces that say little.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.static import StaticEncoder

BLOCK = 8  # pieces
STRETCH = 6  # blocks
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class QueryPieces:
    """The pieces of a question: unit vectors float32 [m, d] and weights float32 [m] that sum to one."""

    vectors: Vectors
    weights: Vectors


def query_pieces(encoder: StaticEncoder, question: str) -> QueryPieces:
    """The pieces of `question` with their weights."""
    rows = encoder.rows(encoder.piece_ids([question])[0])
    norms = np.linalg.norm(rows, axis=1)
    kept = norms > 0
    norms = norms[kept]
    return QueryPieces(rows[kept] / norms[:, None], norms / norms.sum() if len(norms) else norms)


@dataclass(frozen=True, slots=True)
class Matches:
    """The best cosines of the question's pieces (rows) in each of n texts and in stretches of them.

    `best` float32 [m, n] is over the whole text, 0 for one without pieces. `stretches` float32 [m, s]
    is over each run of up to STRETCH * BLOCK pieces, those of one text after those of another;
    `counts` int64 [n] is how many each text has.
    """

    best: Vectors
    stretches: Vectors
    counts: NDArray[np.int64]

    def best_stretch(self, weights: Vectors) -> Vectors:
        """Per text the weighted mean of the best cosines within the one stretch where it is highest. float32 [n]."""
        scores = np.zeros(len(self.counts), np.float32)
        if self.stretches.size:
            first = (np.cumsum(self.counts) - self.counts)[self.counts > 0]
            scores[self.counts > 0] = np.maximum.reduceat(weights @ self.stretches, first)
        return scores


def best_matches(
    encoder: StaticEncoder, query: QueryPieces, pieces: NDArray[np.int32], counts: NDArray[np.int64]
) -> Matches:
    """The best cosines of the question's pieces to those of each text.

    `pieces` int32 [t] are the texts' piece ids one text after the other, `counts` int64 [n] how many
    each text has.
    """
    blocks = -(-counts // BLOCK)
    best = np.zeros((len(query.weights), len(counts)), np.float32)
    if not len(pieces) or not len(query.weights):
        return Matches(best, best[:, :0], np.zeros_like(counts))
    distinct, position = np.unique(pieces, return_inverse=True)
    cosines = query.vectors @ _unit(encoder.rows(distinct)).T
    text = np.repeat(np.arange(len(counts)), blocks)
    within = np.arange(len(text)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    of_blocks = np.maximum.reduceat(cosines[:, position], (np.cumsum(counts) - counts)[text] + BLOCK * within, axis=1)
    best[:, counts > 0] = np.maximum.reduceat(of_blocks, (np.cumsum(blocks) - blocks)[counts > 0], axis=1)
    return Matches(best, _stretches(of_blocks, text), blocks)


def _stretches(blocks: Vectors, text: NDArray[np.int64]) -> Vectors:
    """For each block the maxima over it and those that follow it in its text, STRETCH in all."""
    found = blocks.copy()
    for ahead in range(1, min(STRETCH, len(text))):
        same = text[:-ahead] == text[ahead:]
        found[:, :-ahead] = np.where(same, np.maximum(found[:, :-ahead], blocks[:, ahead:]), found[:, :-ahead])
    return found


def telling_weights(query: QueryPieces, best: Vectors) -> Vectors:
    """The weights of the question's pieces, less for one that matches well wherever one looks. float32 [m].

    `best` are the best matches in the passages that came first: what all of them hold tells none of
    them apart. That is an idf which also works between languages.
    """
    if not best.size:
        return query.weights
    weights = query.weights * (1 - best.mean(axis=1)).clip(_LEAST, 1) ** 2
    telling: Vectors = weights / weights.sum()
    return telling


def _unit(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(norms, np.finfo(np.float32).tiny)
    return unit
