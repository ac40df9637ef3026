"""Late interaction over the static token table: each piece of the question looks for its best match.

ColBERT's MaxSim (Khattab and Zaharia, 2020), with a piece weighed by the norm of its row: training
leaves short rows to pieces that say little.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.static import StaticEncoder

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


def best_matches(
    encoder: StaticEncoder, query: QueryPieces, pieces: NDArray[np.int32], counts: NDArray[np.int64]
) -> Vectors:
    """For each of the question's pieces the best cosine to any piece of each text. float32 [m, n].

    `pieces` int32 [t] are the texts' piece ids one text after the other, `counts` int64 [n] how many
    each text has; a text without pieces has 0.
    """
    best = np.zeros((len(query.weights), len(counts)), np.float32)
    if not len(pieces) or not len(query.weights):
        return best
    distinct, position = np.unique(pieces, return_inverse=True)
    cosines = query.vectors @ _unit(encoder.rows(distinct)).T
    first = (np.cumsum(counts) - counts)[counts > 0]
    best[:, counts > 0] = np.maximum.reduceat(cosines[:, position], first, axis=1)
    return best


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
