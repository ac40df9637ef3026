"""What speaks for a passage answering a question: evidence that no other record sways."""

from dataclasses import dataclass
from functools import lru_cache

from embeddings.index import Terms
from embeddings.sounds import sounds_of_names, sounds_sought
from embeddings.terms import terms
from retrieval.language import language_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage answering a question.

    `dense` and `late` are those legs' scores; `coverage` is the share of the question's idf mass
    whose terms the passage holds, or names by their sound (0..1); `across` is whether question and
    passage differ in language, which makes a low coverage mean little and every score lower.
    """

    dense: float
    late: float
    coverage: float
    across: bool


def evidence(question: str, passage: str, dense: float, late: float, index: Terms) -> Evidence:
    """The evidence for `passage`, the texts' own part of it worked out here; `index` knows how rare a term is."""
    across = language_of(question) != language_of(passage)
    return Evidence(dense, late, coverage(question, passage, index), across)


def coverage(question: str, passage: str, index: Terms) -> float:
    """The share of the question's idf mass whose terms `passage` holds, or names in another script. 0..1."""
    wanted = set(terms(question))
    idfs = index.idfs(wanted)
    mass = sum(idfs.values())
    if not mass:
        return 0.0
    held = sum(idfs[term] for term in wanted & _terms_of(passage))
    named = _sounds_of(passage)
    heard = sum(max(map(index.sound_idf, named.intersection(word)), default=0.0) for word in sounds_sought(question))
    return min(1.0, (held + heard) / mass)


@lru_cache(maxsize=1000)
def _terms_of(passage: str) -> frozenset[str]:
    return frozenset(terms(passage))


@lru_cache(maxsize=1000)
def _sounds_of(passage: str) -> frozenset[str]:
    return frozenset(sounds_of_names(passage))
