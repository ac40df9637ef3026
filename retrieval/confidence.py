"""How sure we are that a passage answers: a logistic curve over evidence that no other record sways."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log

from embeddings.terms import terms
from retrieval.language import language_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a passage answering a question.

    `dense` and `late` are those legs' scores; `coverage` is the share of the question's idf mass
    whose terms the passage holds (0..1); `across` is whether question and passage differ in language,
    which makes a low coverage mean nothing and every score lower.
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


CALIBRATION = Calibration(bias=-9.31, dense=0.35, late=11.21, coverage=3.12, across=3.48)


def evidence(question: str, passage: str, dense: float, late: float, idf: Callable[[str], float]) -> Evidence:
    """The evidence for `passage`, the texts' own part of it worked out here."""
    wanted = set(terms(question))
    held = wanted & set(terms(passage))
    mass = sum(map(idf, wanted))
    coverage = sum(map(idf, held)) / mass if mass else 0.0
    return Evidence(dense, late, coverage, language_of(question) != language_of(passage))


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


NEEDED = 0.2
FULL_SCOPE = 80


def needed(candidates: int) -> float:
    """The confidence from which a passage found among so many candidates is taken for an answer.

    Chosen so that about one in fifty questions on another subject finds a passage. Among the few
    passages of one speaker a chance resemblance is rarer, and less is needed.
    """
    return NEEDED * min(1.0, log(1 + candidates) / log(1 + FULL_SCOPE))
