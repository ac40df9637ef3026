"""Hard batches: questions near to each other, so that each has wrong answers that look right."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from embeddings.train_clean import mean_vectors
from embeddings.train_material import Material
from embeddings.train_pairs import in_batches
from embeddings.train_start import Floats

Numbers = NDArray[np.int64]

HARD = "ja-ja JaQuAD-train"
_CLUMP = 64


def hardened(
    schedule: list[Numbers], material: Material, rows: Floats, sizes: tuple[int, int], random: np.random.Generator
) -> list[Numbers]:
    """The schedule with JaQuAD's batches made anew: as many rounds, every second one, from the first, of near pairs.

    `sizes` are those of a batch of near pairs and of any pairs. Near is by the means of `rows`. Other groups keep
    their batches; the order of all is random.
    """
    numbers = material.groups.get(HARD, np.empty(0, np.int64))
    if not len(numbers):
        return schedule
    hard = set(numbers.tolist())
    batches = [batch for batch in schedule if int(batch[0]) not in hard]
    rounds = round((sum(map(len, schedule)) - sum(map(len, batches))) / len(numbers))
    vectors = pair_vectors(material, numbers, rows)
    for turn in range(rounds):
        order = random.permutation(numbers) if turn % 2 else numbers[clumped(vectors, random)]
        batches += in_batches(order, sizes[turn % 2])
    return [batches[place] for place in random.permutation(len(batches))]


def pair_vectors(material: Material, numbers: Numbers, rows: Floats) -> Floats:
    """float32 [numbers, d]: the sum of the mean vectors of both texts of each pair."""
    vectors: Floats = mean_vectors(material.a.chosen(numbers), rows) + mean_vectors(material.b.chosen(numbers), rows)
    return vectors


def clumped(vectors: Floats, random: np.random.Generator) -> Numbers:
    """int64 [n]: the places of `vectors`, near ones together; the order is random otherwise."""
    parts = list(clumps(vectors, np.arange(len(vectors)), random))
    return np.concatenate([random.permutation(parts[place]) for place in random.permutation(len(parts))])


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
