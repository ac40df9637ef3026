"""From evidence to a decision: how sure is sure enough, kept with the fingerprint of the model it was fitted to."""

import json
from dataclasses import asdict, dataclass, fields
from math import exp, log
from pathlib import Path

from corpus.errors import EvaluationError
from retrieval.confidence import Evidence

FILE = "calibration.json"
FULL_SCOPE = 80
BEYOND_DOUBT = 0.95
SEEN = tuple(field.name for field in fields(Evidence))
# what a file kept before there was such evidence does not weigh
SINCE = dict.fromkeys(("strange", "missing", "lead", "length"), 0.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve over evidence, and where on it an answer begins.

    A passage answers from a confidence of `answers`, and touches on what is asked from `touches`, where it is
    found among FULL_SCOPE passages or more; among fewer a chance resemblance is rarer, and less is enough.
    """

    bias: float
    dense: float
    late: float
    coverage: float
    across: float
    strange: float
    missing: float
    lead: float
    length: float
    answers: float
    touches: float

    def confidence(self, seen: Evidence) -> float:
        """The probability, in 0..1, that the passage answers."""
        logit = self.bias + sum(getattr(self, name) * getattr(seen, name) for name in SEEN)
        return 1.0 / (1.0 + exp(-logit))

    def needed(self, candidates: int) -> float:
        """The confidence from which a passage found among so many candidates is taken for an answer."""
        return self.answers * _strictness(candidates)

    def touched(self, candidates: int) -> float:
        """The confidence from which the best of so many passages touches on what is asked without answering."""
        return self.touches * _strictness(candidates)


BUNDLED = Calibration(
    bias=-9.84,
    dense=8.31,
    late=10.1,
    coverage=5.35,
    across=-0.89,
    strange=-1.0,
    missing=-1.0,
    lead=4.4,
    length=1.2,
    answers=0.23,
    touches=0.11,
)
"""For the bundled model, by the first halves of question sets and half of the questions on the shipped record. What
counts across languages, and from where a passage answers, is what `tests/benchmarks/calibration.py` prints."""


def calibration_for(folder: Path, model_fingerprint: str) -> Calibration:
    """The calibration kept in the library `folder` for this model; the bundled model's where there is none for it.

    Raises EvaluationError where the file is there and cannot be read.
    """
    return calibration_of(folder, model_fingerprint) or BUNDLED


def calibration_of(folder: Path, model_fingerprint: str) -> Calibration | None:
    """The calibration kept in the library `folder` for this model, None where there is none. Raises EvaluationError."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["model_fingerprint"] != model_fingerprint:
            return None
        return Calibration(**{field.name: float((SINCE | kept)[field.name]) for field in fields(Calibration)})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path} cannot be read: run `onrecord calibrate` again, or delete it") from error


def keep(calibration: Calibration, folder: Path, model_fingerprint: str) -> None:
    """Write `calibration` into the library `folder`, for this model."""
    text = json.dumps({"model_fingerprint": model_fingerprint, **asdict(calibration)}, indent=1)
    fresh = folder / f"{FILE}.new"
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(folder / FILE)


def nearly(sure: float, first: float, share: float) -> bool:
    """Whether a confidence is beyond doubt, or its odds are at least `share` of those of `first`.

    Odds, for confidences near one lie close together however much more the evidence says.
    """
    return sure >= BEYOND_DOUBT or sure * (1 - first) >= share * first * (1 - sure)


def _strictness(candidates: int) -> float:
    return (1 + min(1.0, log(1 + candidates) / log(1 + FULL_SCOPE))) / 2
