"""The dense leg: cosine to the passage, and to its best sentence."""

import numpy as np

from embeddings.encoder import Vectors
from embeddings.index import Index
from embeddings.store import Rows


def dense_scores(index: Index, query: Vectors, rows: Rows) -> Vectors:
    """The mean of the cosine to the passage and the cosine to its best sentence. float32 [len(rows)].

    The passage says what a paragraph is about, the sentence whether it says it somewhere; their
    mean ranks better than either.
    """
    passage, sentence = index.dense_cosines(query, rows)
    scores: Vectors = (passage + sentence) * np.float32(0.5)
    return scores
