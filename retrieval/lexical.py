"""The lexical leg: BM25, told as the share of the question that a passage matches."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.index import Terms
from embeddings.sounds import sounds_sought
from embeddings.terms import terms
from embeddings.within import Within


def matched_share(
    index: Terms, question: str, depth: int, within: Within | None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The best `depth` keys (int64 [n], best first) and how much of the question each matches (float32 [n]).

    The share is the BM25 score over the sum of the idf of the question's terms: about 1 where every
    term is met once in a passage of average length, and near 0 where the question is in another
    language, so that this leg falls silent by itself where it has nothing to say. A name that the
    passage spells in another script counts as its term does.
    """
    wanted = terms(question)
    hits = index.search(wanted, depth, within, sounds_sought(question))
    keys = np.array([key for key, _ in hits], np.int64)
    scores = np.array([score for _, score in hits], np.float32)
    return keys, scores / (_mass(index, wanted) or 1.0)


def _mass(index: Terms, wanted: Sequence[str]) -> float:
    known = index.idfs(set(wanted))
    return sum(known[term] for term in wanted)
