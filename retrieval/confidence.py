"""What speaks for a passage answering a question: evidence that no other record sways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log

from embeddings.index import Terms
from embeddings.sounds import sounds_of_names, sounds_sought
from embeddings.terms import folded, is_bigram, terms
from retrieval.language import Language, language_of
from retrieval.named import figures, names


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage answering a question.

    `dense` and `late` are those legs' scores; `coverage` is the share of the question's idf mass
    whose terms the passage holds, or names by their sound (0..1); `across` is whether question and
    passage differ in language, which makes a low coverage mean little and every score lower; `strange` is
    how little that name of the question is like anything in the passage which is least so (0..1, 0 where it
    names nothing); `missing` is whether a figure of the question is not in the passage.

    The last two count only across languages, and are 0 within one: `lead` is by how much the ranking puts the
    passage above its sixth, for what answers stands out; `length` the logarithm of how many pieces the question
    has, for a long one is never much like anything.
    """

    dense: float
    late: float
    coverage: float
    across: bool
    strange: float
    missing: bool
    lead: float
    length: float


@dataclass(frozen=True, slots=True)
class Scored:
    """What the ranking says of a passage; see `Evidence`."""

    dense: float
    late: float
    lead: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question: its terms, and the sounds under which another script may write it."""

    word: str
    terms: frozenset[str]
    sounds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a question a passage may hold: each term with its idf, and for each word, or two in a row, the sounds
    under which another script may name it, each with its idf; the names and the figures among them.

    `length` is the logarithm of how many pieces it has."""

    language: Language
    length: float
    terms: Mapping[str, float]
    sounds: tuple[Mapping[str, float], ...]
    names: tuple[Name, ...]
    figures: frozenset[str]


def sought(question: str, pieces: int, index: Terms) -> Sought:
    """What a passage may hold of `question`, which has so many `pieces`; `index` knows how rare a term is."""
    found = index.idfs(dict.fromkeys(terms(question)))
    sounds = ({sound: index.sound_idf(sound) for sound in word} for word in sounds_sought(question))
    named = (Name(name, frozenset(terms(name)), frozenset(chain(*sounds_sought(name)))) for name in names(question))
    return Sought(language_of(question), log(max(1, pieces)), found, tuple(sounds), tuple(named), figures(question))


def evidence(asked: Sought, passage: str, scored: Scored, likenesses: Sequence[float]) -> Evidence:
    """The evidence for `passage`, the texts' own part of it worked out here.

    `likenesses` are those of the names asked for to what in the passage is most like each (0..1).
    """
    across = asked.language != language_of(passage)
    return Evidence(
        scored.dense,
        scored.late,
        coverage(asked, passage),
        across,
        strangeness(asked, passage, likenesses),
        missing=bool(asked.figures) and not asked.figures <= figures(passage),
        lead=across * scored.lead,
        length=across * asked.length,
    )


def strangeness(asked: Sought, passage: str, likenesses: Sequence[float]) -> float:
    """How little the name asked for that `passage` has least is like anything in it. 0..1, 0 for no names."""
    if not asked.names:
        return 0.0
    said, named = _terms_of(passage), _sounds_of(passage)
    there = (name.terms <= said or not name.sounds.isdisjoint(named) for name in asked.names)
    return max((0.0 if has else 1.0 - alike for has, alike in zip(there, likenesses, strict=True)))


def coverage(asked: Sought, passage: str) -> float:
    """The share of the question's idf mass whose terms `passage` holds, or names in another script. 0..1."""
    mass = sum(asked.terms.values())
    if not mass:
        return 0.0
    held = sum(idf for term, idf in asked.terms.items() if _holds(passage, term))
    named = _sounds_of(passage) if asked.sounds else frozenset[str]()
    heard = sum(max((idf for sound, idf in word.items() if sound in named), default=0.0) for word in asked.sounds)
    return min(1.0, (held + heard) / mass)


def _holds(passage: str, term: str) -> bool:
    # two characters are found in the text itself, sooner than all of its terms are taken from it
    return term in _folded(passage) if is_bigram(term) else term in _terms_of(passage)


@lru_cache(maxsize=100)
def _folded(passage: str) -> str:
    return folded(passage)


@lru_cache(maxsize=100)
def _terms_of(passage: str) -> frozenset[str]:
    return frozenset(terms(passage))


@lru_cache(maxsize=100)
def _sounds_of(passage: str) -> frozenset[str]:
    return frozenset(sounds_of_names(passage))
