"""The nearest vectors: all are looked at by their signs, the likeliest closely.

The signs of a vector tell its direction in a thirty-second of the bytes (Charikar, "Similarity Estimation
Techniques from Rounding Algorithms", 2002); of those nearest by signs the cosine is computed.
"""

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.quantise import distances, sign_codes
from embeddings.store import Rows, VectorStore

CLOSELY = 8_000  # rows compared closely at least: as quick as comparing the signs of a hundred thousand
SHARE = 1 / 100  # of all rows; the more there are, the more lie between by their signs


def nearest(store: VectorStore, query: Vectors, depth: int, rows: Rows | None) -> Rows:
    """The rows whose vector is nearest to `query` (float32 [d]), at most `depth`, rising; `rows` limits them."""
    likely = _likeliest(store, query, rows)
    if len(likely) <= depth:
        return likely
    cosines = store.passage_cosines(query, likely)
    return np.sort(likely[np.argpartition(-cosines, depth)[:depth]])


def _likeliest(store: VectorStore, query: Vectors, rows: Rows | None) -> Rows:
    """The rows that are nearest by their signs, about CLOSELY of them or SHARE, rising."""
    total = len(store.rows) if rows is None else len(rows)
    wanted = max(CLOSELY, round(total * SHARE))
    if total <= wanted:
        return store.living() if rows is None else rows
    codes = store.rows.codes if rows is None or 2 * total > len(store.rows) else store.rows.codes[rows]
    away = distances(codes, sign_codes(query[None])[0])
    if rows is None:
        away[store.dead] = np.iinfo(away.dtype).max
    elif len(away) > total:
        away = away[rows]
    found = np.flatnonzero(away <= _reach(away, wanted))
    return found if rows is None else rows[found]


def _reach(away: NDArray[np.uint16], wanted: int) -> int:
    """The distance within which `wanted` of `away` lie, or a few more."""
    within = np.cumsum(np.bincount(np.minimum(away, 4096), minlength=1))
    return int(np.searchsorted(within, wanted))
