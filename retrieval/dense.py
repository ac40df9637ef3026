"""The dense leg: cosine to the passage, and to its best sentence."""

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.store import VectorStore, spans


def nearest(store: VectorStore, query: Vectors, depth: int, within: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """The rows whose passage vector is nearest to `query` (float32 [d]), at most `depth`, unordered. int64 [n]."""
    rows = np.arange(len(store)) if within is None else within
    if len(rows) <= depth:
        return rows
    vectors = store.rows.passages
    # Most of the rows are sooner compared in place than copied out.
    cosines = (vectors @ query)[rows] if 2 * len(rows) > len(store) else vectors[rows] @ query
    return rows[np.argpartition(-cosines, depth)[:depth]]


def dense_scores(store: VectorStore, query: Vectors, rows: NDArray[np.int64]) -> Vectors:
    """The mean of the cosine to the passage and the cosine to its best sentence. float32 [len(rows)].

    The passage says what a paragraph is about, the sentence whether it says it somewhere; their
    mean ranks better than either.
    """
    passage, sentence = dense_cosines(store, query, rows)
    scores: Vectors = (passage + sentence) * np.float32(0.5)
    return scores


def dense_cosines(store: VectorStore, query: Vectors, rows: NDArray[np.int64]) -> tuple[Vectors, Vectors]:
    """The cosines of `query` to each passage and to the best sentence of each. float32 [len(rows)] each."""
    if not len(rows):
        return np.empty(0, np.float32), np.empty(0, np.float32)
    passage: Vectors = store.rows.passages[rows] @ query
    starts, sentences = store.sentence_starts, store.rows.sentences[spans(store.sentence_starts, rows)]
    cosines = sentences.astype(np.float32) @ query
    first = np.cumsum(starts[rows + 1] - starts[rows]) - (starts[rows + 1] - starts[rows])
    return passage, np.maximum.reduceat(cosines, first)
