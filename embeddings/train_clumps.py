"""Hard batches: texts that are near to each other, so that each has wrong answers that look right."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from embeddings.train_clean import mean_vectors
from embeddings.train_pairs import Texts
from embeddings.train_start import Floats

Numbers = NDArray[np.int64]

_CLUMP = 64


def clumped(numbers: Numbers, a: Texts, b: Texts, rows: Floats, random: np.random.Generator) -> Numbers:
    """`numbers` of pairs in clumps of near ones, by the means of `rows`; the order is random otherwise."""
    vectors = mean_vectors(a.chosen(numbers), rows) + mean_vectors(b.chosen(numbers), rows)
    parts = list(clumps(vectors, np.arange(len(numbers)), random))
    return np.concatenate([numbers[random.permutation(parts[place])] for place in random.permutation(len(parts))])


def clumps(vectors: Floats, numbers: Numbers, random: np.random.Generator) -> Iterator[Numbers]:
    """`numbers` cut again and again in two, each time along a line between two of them, down to 64 at most.

    A random projection tree (Dasgupta and Freund 2008), with `vectors` float32 [n, d].
    """
    if len(numbers) <= _CLUMP:
        yield numbers
        return
    one, other = vectors[random.choice(numbers, 2, replace=False)]
    order = numbers[np.argsort(vectors[numbers] @ (one - other), kind="stable")]
    yield from clumps(vectors, order[: len(order) // 2], random)
    yield from clumps(vectors, order[len(order) // 2 :], random)
