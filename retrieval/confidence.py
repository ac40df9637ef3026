"""How sure we are that a passage answers: a logistic curve over evidence that no other record sways."""

from dataclasses import dataclass
from math import exp, log

from embeddings.sounds import sounds_of_names, sounds_sought
from embeddings.term_index import TermIndex
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


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients of the curve, fitted by tests/benchmarks/calibration.py."""

    bias: float
    dense: float
    late: float
    coverage: float
    across: float


CALIBRATION = Calibration(bias=-9.84, dense=8.31, late=10.1, coverage=5.35, across=3.38)


def evidence(question: str, passage: str, dense: float, late: float, index: TermIndex) -> Evidence:
    """The evidence for `passage`, the texts' own part of it worked out here; `index` knows how rare a term is."""
    across = language_of(question) != language_of(passage)
    return Evidence(dense, late, coverage(question, passage, index), across)


def coverage(question: str, passage: str, index: TermIndex) -> float:
    """The share of the question's idf mass whose terms `passage` holds, or names in another script. 0..1."""
    wanted = set(terms(question))
    mass = sum(map(index.idf, wanted))
    if not mass:
        return 0.0
    held = sum(map(index.idf, wanted & set(terms(passage))))
    named = set(sounds_of_names(passage))
    heard = sum(max(map(index.sound_idf, named.intersection(word)), default=0.0) for word in sounds_sought(question))
    return min(1.0, (held + heard) / mass)


def confidence(seen: Evidence, calibration: Calibration = CALIBRATION) -> float:
    """The probability, in 0..1, that the passage answers."""
    logit = (
        calibration.bias
        + calibration.dense * seen.dense
        + calibration.late * seen.late
        + calibration.coverage * seen.coverage
        + calibration.across * seen.across
    )
    return 1.0 / (1.0 + exp(-logit))


NEEDED = 0.24
TOUCHED = 0.1
FULL_SCOPE = 80


def needed(candidates: int) -> float:
    """The confidence from which a passage found among so many candidates is taken for an answer.

    Chosen so that about one in fifty questions on another subject finds a passage. Among the few
    passages of one speaker a chance resemblance is rarer, and less is needed.
    """
    return NEEDED * (1 + min(1.0, log(1 + candidates) / log(1 + FULL_SCOPE))) / 2


def touched(candidates: int) -> float:
    """The confidence from which the best of so many passages touches on what is asked, though it does not answer."""
    return TOUCHED * needed(candidates) / NEEDED
