"""Rows of a store, made from vectors, for tests."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.quantise import as_bytes, sign_codes
from embeddings.store import EmbeddedPassages


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float32]:
    """The vectors (float [n, d]) at length 1."""
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def rows_from(
    passages: NDArray[np.float32], sentences: Sequence[NDArray[np.float32]], records: Sequence[int] | None = None
) -> EmbeddedPassages:
    """Rows of these passages (float32 [n, d]), each with its sentences; keys count from 1."""
    count, dimensions = passages.shape
    kept, factors = as_bytes(passages)
    several = [one for one in sentences if len(one) > 1]
    of_sentences, sentence_factors = as_bytes(np.concatenate([np.empty((0, dimensions), np.float32), *several]))
    return EmbeddedPassages(
        keys=np.arange(1, count + 1),
        records=np.ones(count, np.int64) if records is None else np.array(records, np.int64),
        speakers=np.arange(count, dtype=np.uint64) % 3,
        digests=np.zeros((count, 16), np.uint8),
        passages=kept,
        factors=factors,
        codes=sign_codes(passages),
        sentences=of_sentences,
        sentence_factors=sentence_factors,
        sentence_counts=np.array([len(one) if len(one) > 1 else 0 for one in sentences], np.int64),
        pieces=np.empty(0, np.int32),
        piece_counts=np.zeros(count, np.int64),
    )
