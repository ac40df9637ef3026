"""What training reads: the pairs as pieces, with made questions and passages added, in groups that share a batch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.train_clean import misaligned
from embeddings.train_pairs import Pair, Texts, groups, joined, share
from embeddings.train_passages import asked_across, made, passages_group
from embeddings.train_start import Floats

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """Text `i` of `a` belongs with text `i` of `b`. `groups`: numbers of texts by name."""

    a: Texts
    b: Texts
    groups: dict[str, Numbers]


def real(pairs: list[Pair], a: Texts, b: Texts, rows: Floats) -> Material:
    """The pairs of which `a` and `b` are the pieces; those that teach nothing or wrongly are in no group.

    These are pairs of equal or empty texts, and of texts that do not belong together by the first `rows`.
    """
    usable = (np.diff(a.starts) > 0) & (np.diff(b.starts) > 0) & (a.keys() != b.keys())
    usable &= ~misaligned(pairs, a, b, rows)
    return Material(a, b, {name: numbers[usable[numbers]] for name, numbers in groups(pairs).items()})


def with_passages(material: Material, passages: float, random: np.random.Generator) -> Material:
    """The material with `passages` times as many made questions and passages as an epoch has translations."""
    a, b, grouped = [material.a], [material.b], dict(material.groups)
    count = len(material.a.starts) - 1
    for name in filter(asked_across, material.groups):
        numbers = material.groups[name]
        for asked, told, way in ((material.a, material.b, "forth"), (material.b, material.a, "back")):
            some = random.choice(numbers, int(len(numbers) * (passages * share(name) / 2)), replace=False)
            question, passage = made(asked, told, some, random)
            a.append(question)
            b.append(passage)
            fresh = np.arange(count, count + len(question.starts) - 1)
            of_passages = passages_group(name, way)
            grouped[of_passages] = np.append(grouped.get(of_passages, np.empty(0, np.int64)), fresh)
            count += len(fresh)
    return Material(joined(a), joined(b), grouped)
