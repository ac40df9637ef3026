"""Terms as sparse vectors, for an engine that multiplies by the idf itself. Pure functions.

A passage has one vector of the terms of its words, of the words that attribute it, and of the sounds of its
names. Its weights are those of Okapi BM25 (Robertson and Zaragoza, 2009) without the idf, each field by its
own average length; so the product with a question's terms is the score that `TermIndex` gives.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from embeddings.sounds import sounds_of_names
from embeddings.terms import terms

K1, B = 1.2, 0.75

Weights = dict[int, float]
"""A sparse vector: the weight of each dimension."""


class Field(StrEnum):
    """What a term is a term of."""

    WORDS = "words"
    ATTRIBUTION = "attribution"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class AverageLengths:
    """How many terms a passage has on average in its words and in its attribution, of `passages` looked at."""

    words: float
    attribution: float
    passages: int

    def differs(self, other: "AverageLengths", by: float) -> bool:
        """Whether passages are longer or shorter by this share in `other`."""
        return abs(other.words - self.words) > by * max(self.words, 1.0)


@lru_cache(maxsize=500_000)
def dimension(field: Field, term: str) -> int:
    """The dimension of a term: 32 bits of its digest, of four thousand million.

    Among two million terms one in two thousand shares its dimension with another.
    """
    return int.from_bytes(blake2b(f"{field}\0{term}".encode(), digest_size=4).digest(), "little")


def average_lengths(passages: Iterable[tuple[str, str]]) -> AverageLengths:
    """The averages over `passages`, each the text and the words that attribute it."""
    words = attribution = count = 0
    for text, by in passages:
        words += len(terms(text))
        attribution += len(_terms_of_attribution(by))
        count += 1
    return AverageLengths(words / max(count, 1), attribution / max(count, 1), count)


def passage_weights(text: str, attribution: str, lengths: AverageLengths) -> tuple[Weights, Weights, list[int]]:
    """The vector of a passage, the terms of its words each once (weight 1), and the dimensions of its sounds."""
    said = Counter(terms(text))
    weighed: defaultdict[int, float] = defaultdict(float)
    for dim, weight in _bm25(Field.WORDS, said, lengths.words).items():
        weighed[dim] += weight
    for dim, weight in _of_attribution(attribution, lengths.attribution).items():
        weighed[dim] += weight
    sounds = [dimension(Field.SOUND, sound) for sound in sounds_of_names(text)]
    weighed.update(dict.fromkeys(sounds, 1.0))
    return dict(weighed), {dimension(Field.WORDS, term): 1.0 for term in said}, sounds


def query_weights(query_terms: Sequence[str], sounds: Iterable[str]) -> Weights:
    """The vector of a question: how often it has each term, looked for in words and attribution; and its sounds."""
    weights: Weights = {}
    for term, times in Counter(query_terms).items():
        weights[dimension(Field.WORDS, term)] = float(times)
        weights[dimension(Field.ATTRIBUTION, term)] = float(times)
    return weights | {dimension(Field.SOUND, sound): 1.0 for sound in sounds}


def counted_twice(heard: Sequence[Mapping[int, float]], named: Iterable[int]) -> float:
    """By how much a sum over sounds exceeds that of the rarest sound of each word.

    `heard` gives for each word the idf of each of its sounds by dimension, `named` are those of the passage.
    """
    there = set(named)
    found = [[idf for dim, idf in word.items() if dim in there] for word in heard]
    return sum(sum(idfs) - max(idfs) for idfs in found if idfs)


@lru_cache(maxsize=10_000)
def _terms_of_attribution(words: str) -> tuple[str, ...]:
    return tuple(terms(words))


@lru_cache(maxsize=10_000)
def _of_attribution(words: str, mean: float) -> Weights:
    return _bm25(Field.ATTRIBUTION, Counter(_terms_of_attribution(words)), mean)


def _bm25(field: Field, counts: Counter[str], mean: float) -> Weights:
    norm = K1 * (1 - B + B * counts.total() / max(mean, 1.0))
    return {dimension(field, term): times * (K1 + 1) / (times + norm) for term, times in counts.items()}
