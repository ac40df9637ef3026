"""The nearest vectors: all are looked at by their signs, the likeliest closely.

The signs of a vector tell its direction in a thirty-second of the bytes (Charikar, "Similarity Estimation
Techniques from Rounding Algorithms", 2002); of those nearest by signs the cosine is computed.
"""

import numpy as np

from embeddings.encoder import Vectors
from embeddings.quantise import Distances, distances, sign_codes
from embeddings.store import Rows, VectorStore

CLOSELY = 5_000  # rows compared closely at least: as quick as comparing the signs of a hundred thousand
SHARE = 1 / 50  # of all rows; the more there are, the more lie between by their signs
_SAMPLE = 65_536


def nearest(store: VectorStore, query: Vectors, depth: int, rows: Rows | None) -> Rows:
    """The rows whose vector is nearest to `query` (float32 [d]), at most `depth`, rising; `rows` limits them."""
    likely = _likeliest(store, query, rows)
    if len(likely) <= depth:
        return likely
    cosines = store.passage_cosines(query, likely)
    return np.sort(likely[np.argpartition(-cosines, depth)[:depth]])


def _likeliest(store: VectorStore, query: Vectors, rows: Rows | None) -> Rows:
    """The rows that are nearest by their signs, about CLOSELY of them or SHARE, rising."""
    total = len(store) if rows is None else len(rows)
    wanted = max(CLOSELY, round(total * SHARE))
    if total <= wanted:
        return store.living() if rows is None else rows
    everywhere = rows is None or 2 * total > len(store.rows)  # sooner compared in place than copied out
    away = distances(store.rows.codes if everywhere else store.rows.codes[rows], sign_codes(query[None])[0])
    if rows is None:
        away[store.dead] = np.iinfo(away.dtype).max
        return np.flatnonzero(away <= _reach(away, wanted))
    away = away[rows] if everywhere else away
    return rows[away <= _reach(away, wanted)]


def _reach(away: Distances, wanted: int) -> int:
    """The distance within which about `wanted` of `away` lie, or a few more: counted in a part of so many."""
    step = max(1, len(away) // _SAMPLE)
    within = np.cumsum(np.bincount(away[::step])) * step
    return int(np.searchsorted(within, wanted))
