"""What is mended in the training pairs, and which of them are left out because their texts do not belong together."""

import re
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from embeddings.train_pairs import Pair, Texts
from embeddings.train_start import Floats

_JAPANESE = "[\u3000-\u30ff\u3400-\u9fff]"
_GAP = re.compile(f"(?<={_JAPANESE}) +(?={_JAPANESE})")
# Sources that were aligned by machine, in which about every seventh pair is of two sentences with nothing in common.
_LOOSE = frozenset(("jarunc", "wmt_newstest"))
_OTHERS = 500
_NEARER = 0.99


def without_gaps(pair: Pair) -> Pair:
    """The pair with Japanese as it is written: lecture subtitles come with a space after every word."""
    a, b = (
        _GAP.sub("", text) if language == "ja" else text
        for text, language in ((pair.a, pair.a_lang), (pair.b, pair.b_lang))
    )
    return pair if (a, b) == (pair.a, pair.b) else replace(pair, a=a, b=b)


def misaligned(pairs: list[Pair], a: Texts, b: Texts, rows: Floats) -> NDArray[np.bool_]:
    """bool [pairs]: translations from loosely aligned sources that are no nearer than texts taken at random.

    `a` and `b` are the pieces of the pairs' texts; nearness is the cosine of the means of `rows`. A pair stays
    when it is nearer than 99 % of the pairs made of its first text and the second of others.
    """
    found = np.zeros(len(pairs), dtype=bool)
    kinds: dict[tuple[str, str], list[int]] = {}
    for number, pair in enumerate(pairs):
        if pair.source in _LOOSE:
            kinds.setdefault((pair.a_lang, pair.b_lang), []).append(number)
    for kind in kinds.values():
        numbers = np.array(kind)
        first, second = (mean_vectors(texts.chosen(numbers), rows) for texts in (a, b))
        others = second[:: max(1, len(second) // _OTHERS)]
        nearer = (first @ others.T < (first * second).sum(axis=1, keepdims=True)).mean(axis=1)
        found[numbers] = nearer < _NEARER
    return found


def mean_vectors(texts: Texts, rows: Floats) -> Floats:
    """float32 [texts, d]: the mean of each text's rows, L2-normalised; zeros for a text without pieces."""
    counts = np.diff(texts.starts)
    vectors = np.zeros((len(counts), rows.shape[1]), dtype=np.float32)
    for number in np.flatnonzero(counts).tolist():
        vectors[number] = rows[texts[number]].sum(axis=0)
    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return unit
