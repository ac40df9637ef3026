"""Fits the decision between an answer and silence to judged questions."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np

from corpus.errors import EvaluationError
from retrieval.answer import scope_of
from retrieval.calibration import BUNDLED, SEEN, Calibration
from retrieval.confidence import Evidence
from retrieval.model import Scope
from retrieval.question import understand
from retrieval.question_sets import GoldQuestion
from retrieval.quoting import witnessed
from retrieval.search import Searcher

FEWEST = 20  # questions of either kind, below which a curve says nothing
FAINT = 0.3  # what a wrong first passage of an answerable question weighs as one that does not answer
TOUCHES = BUNDLED.touches / BUNDLED.answers
SHARES = (0.5, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Case:
    """One judged question: the evidence for its first passage, whether that one answers, whether any does."""

    seen: Evidence
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Risk:
    """From which confidence this share of answerable questions is quoted, and how much of the quoted is wrong."""

    share: float
    confidence: float
    wrong: float


def cases(searcher: Searcher, questions: Sequence[GoldQuestion]) -> list[Case]:
    """What the library's first passage for each question shows; questions that cannot be searched are left out."""
    found = (_case(searcher, question) for question in questions)
    return [case for case in found if case is not None]


def _case(searcher: Searcher, gold: GoldQuestion) -> Case | None:
    understood = understand(searcher.as_asked(gold.question), searcher.roster, Scope())
    within = scope_of(searcher, understood, Scope())
    if understood.reason or not understood.text or (within is not None and not searcher.index.count(within)):
        return None
    text = searcher.respelt(understood.text)
    for _, excerpt, seen in witnessed(searcher, text, searcher.rank(text, within), 1):
        return Case(seen, any(part in excerpt.text for part in gold.passages), bool(gold.passages))
    return None


def fitted(judged: Sequence[Case]) -> Calibration:
    """The logistic curve that tells right first passages from others, and the threshold that serves silence best.

    That threshold has the highest mean of the shares of answerable questions quoted and of others left unquoted
    (Youden, 1950). Raises EvaluationError for fewer than FEWEST questions with, or without, an answer.
    """
    from sklearn.linear_model import LogisticRegression

    answerable = sum(case.answerable for case in judged)
    if min(answerable, len(judged) - answerable) < FEWEST:
        raise EvaluationError(
            f"{answerable} questions with an answer, {len(judged) - answerable} without: give {FEWEST} of each or more"
        )
    features = np.array([astuple(case.seen) for case in judged], float)
    scale = features.std(axis=0) + 1e-9
    weights = [FAINT if case.answerable and not case.right else 1.0 for case in judged]
    curve = LogisticRegression(C=3.0, max_iter=10_000).fit(features / scale, [c.right for c in judged], weights)
    slopes = dict(zip(SEEN, map(float, curve.coef_[0] / scale), strict=True))
    found = Calibration(bias=float(curve.intercept_[0]), **slopes, answers=0.5, touches=0.0)
    answers = _threshold(judged, found)
    return replace(found, answers=answers, touches=TOUCHES * answers)


def shares(judged: Sequence[Case], calibration: Calibration) -> tuple[float, float]:
    """How many of the answerable questions are quoted by `calibration`, and how many of the others are left unquoted.

    Both as shares; the second of no questions is 1.
    """
    quoted = np.array([calibration.confidence(case.seen) >= calibration.answers for case in judged])
    answerable = np.array([case.answerable for case in judged])
    return float(quoted[answerable].mean()), float((~quoted[~answerable]).mean()) if (~answerable).any() else 1.0


def _threshold(judged: Sequence[Case], curve: Calibration) -> float:
    sure = np.array([curve.confidence(case.seen) for case in judged])
    answerable = np.array([case.answerable for case in judged])
    return float(max(np.unique(sure), key=lambda at: (sure[answerable] >= at).mean() + (sure[~answerable] < at).mean()))


def risks(judged: Sequence[Case], calibration: Calibration) -> list[Risk]:
    """The risk–coverage curve (El-Yaniv and Wiener, 2010): the more is quoted, the more of it is wrong."""
    sure = np.array([calibration.confidence(case.seen) for case in judged])
    right = np.array([case.right for case in judged])
    own = sure[[case.answerable for case in judged]]
    levels = [(share, float(np.quantile(own, 1 - share))) for share in SHARES]
    return [Risk(share, level, float((~right[sure >= level]).mean())) for share, level in levels]
