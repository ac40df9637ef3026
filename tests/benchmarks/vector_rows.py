"""Rows of a vector store from vectors alone: without sentences, pieces or words."""

import numpy as np

from embeddings.encoder import Vectors
from embeddings.quantise import as_bytes, sign_codes
from embeddings.store import EmbeddedPassages


def rows_of_vectors(vectors: Vectors, first: int) -> EmbeddedPassages:
    """Rows of `vectors` (float32 [n, d], of length 1), by keys from `first` + 1; nobody's, each of one sentence."""
    count, dimensions = vectors.shape
    kept, factors = as_bytes(vectors)
    keys = np.arange(first + 1, first + 1 + count, dtype=np.int64)
    none = np.zeros(count, np.int64)
    return EmbeddedPassages(
        keys=keys,
        records=keys,
        speakers=np.zeros(count, np.uint64),
        digests=np.zeros((count, 16), np.uint8),
        passages=kept,
        factors=factors,
        codes=sign_codes(vectors),
        sentences=np.empty((0, dimensions), np.int8),
        sentence_factors=np.empty(0, np.float32),
        sentence_counts=none,
        pieces=np.empty(0, np.int32),
        piece_counts=none,
    )
