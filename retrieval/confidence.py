"""What speaks for a passage answering a question: evidence that no other record sways."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from embeddings.index import Terms
from embeddings.sounds import sounds_of_names, sounds_sought
from embeddings.terms import terms
from retrieval.language import Language, language_of


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


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a question a passage may hold: each term with its idf, and for each word, or two in a row, the sounds
    under which another script may name it, each with its idf."""

    language: Language
    terms: Mapping[str, float]
    sounds: tuple[Mapping[str, float], ...]


def sought(question: str, index: Terms) -> Sought:
    """What a passage may hold of `question`; `index` knows how rare a term is."""
    found = index.idfs(dict.fromkeys(terms(question)))
    sounds = ({sound: index.sound_idf(sound) for sound in word} for word in sounds_sought(question))
    return Sought(language_of(question), found, tuple(sounds))


def evidence(asked: Sought, passage: str, dense: float, late: float) -> Evidence:
    """The evidence for `passage`, the texts' own part of it worked out here."""
    return Evidence(dense, late, coverage(asked, passage), asked.language != language_of(passage))


def coverage(asked: Sought, passage: str) -> float:
    """The share of the question's idf mass whose terms `passage` holds, or names in another script. 0..1."""
    mass = sum(asked.terms.values())
    if not mass:
        return 0.0
    said, named = _terms_of(passage), _sounds_of(passage)
    held = sum(idf for term, idf in asked.terms.items() if term in said)
    heard = sum(max((idf for sound, idf in word.items() if sound in named), default=0.0) for word in asked.sounds)
    return min(1.0, (held + heard) / mass)


@lru_cache(maxsize=100)
def _terms_of(passage: str) -> frozenset[str]:
    return frozenset(terms(passage))


@lru_cache(maxsize=100)
def _sounds_of(passage: str) -> frozenset[str]:
    return frozenset(sounds_of_names(passage))
