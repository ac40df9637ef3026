"""Fits the curve of retrieval/calibration.py and prints its coefficients and how well it tells silence from answers.

    python tests/benchmarks/calibration.py [FOLDER]     FOLDER: default ../shared/eval

Every question of the BEIR sets is asked three times: of its own passages, of the same passages without the
ones that answer it, and (for other subjects) of the bundled record, which answers none of them. Those of
tests/retrieval/csto-fit.jsonl are asked of that record too. What of the curve counts across languages, and the
threshold, are fitted on these and the first half of the questions of each set, and reported on the second halves.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from math import log, log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.read import read_record
from corpus.records import bundled_records
from retrieval.calibrate import cases
from retrieval.calibration import BUNDLED, Calibration
from retrieval.confidence import Evidence
from retrieval.evaluate import document_ids, temporary_searcher
from retrieval.question_sets import JudgedQuery, read_beir, read_gold
from retrieval.quoting import witnessed
from retrieval.search import Ranking, Searcher

DEFAULT = Path(__file__).parents[3] / "shared" / "eval"
SETS = ("jaquad-dev", "tokyo-dev", "xquad-en-en", "xquad-en-ru", "xquad-ru-en", "xquad-ru-ru")
FIT = Path(__file__).parents[1] / "retrieval" / "csto-fit.jsonl"
QUESTIONS = 200
HARD = 0.05  # the siblings of the right passage are often half an answer, and many: each weighs less as a "no"
WRONG = 0.3  # as does a wrong first passage, for the right one may be quoted with it
ASKED = 3.0  # what a question on the record weighs: they are few, and like those that users ask
KINDS = {"removed": HARD, "record": ASKED, "unanswered": ASKED}
ANSWERABLE = ("own", "record")
ACROSS = ("across", "lead", "length")
TOUCHES = BUNDLED.touches / BUNDLED.answers


@dataclass(frozen=True, slots=True)
class Case:
    """One question put to passages: the evidence for the first passage, and whether that one answers.

    `held_out` is whether the question is of the half on which nothing is fitted.
    """

    kind: str
    seen: Evidence
    answers: bool
    held_out: bool


def first_evidence(searcher: Searcher, question: str, ranking: Ranking) -> tuple[int, Evidence]:
    row, _, seen = next(witnessed(searcher, question, ranking, 1))
    return row, seen


def own_cases(folder: Path) -> Iterator[Case]:
    questions = read_beir(folder)
    with temporary_searcher(questions.records, in_order=questions.in_order) as searcher:
        documents = document_ids(searcher, questions)
        for query, held_out in some(questions.queries):
            ranking = searcher.rank(query.text)
            row, seen = first_evidence(searcher, query.text, ranking)
            yield Case("own", seen, documents[row] in query.relevant, held_out)
            others = np.array([documents[row] not in query.relevant for row in ranking.rows.tolist()])
            yield Case("removed", first_evidence(searcher, query.text, only(ranking, others))[1], False, held_out)


def only(ranking: Ranking, kept: NDArray[np.bool_]) -> Ranking:
    return Ranking(*(getattr(ranking, field.name)[kept] for field in fields(Ranking)))


def record_cases(searcher: Searcher) -> Iterator[Case]:
    for case in cases(searcher, read_gold(FIT)):
        yield Case("record" if case.answerable else "unanswered", case.seen, case.right, False)


def foreign_cases(folder: Path, searcher: Searcher) -> Iterator[Case]:
    for query, held_out in some(read_beir(folder).queries):
        yield Case("foreign", first_evidence(searcher, query.text, searcher.rank(query.text))[1], False, held_out)


def some(queries: Sequence[JudgedQuery]) -> list[tuple[JudgedQuery, bool]]:
    """About QUESTIONS of the queries, and whether each is of the second half."""
    halves = [(query, number >= len(queries) // 2) for number, query in enumerate(queries)]
    return halves[:: max(1, len(queries) // QUESTIONS)]


def all_cases(folder: Path) -> list[Case]:
    found: list[Case] = []
    with temporary_searcher(map(read_record, bundled_records())) as bundled:
        for name in SETS:
            print(f"asking {name}", file=sys.stderr)
            found.extend(own_cases(folder / name))
            found.extend(foreign_cases(folder / name, bundled))
        found.extend(record_cases(bundled))
    return found


def fit(cases: list[Case]) -> Calibration:
    """The shipped curve with what counts across languages, and the threshold, fitted anew.

    What counts within one language too stays: a fit of all leans more on the words that question and passage share.
    """
    from scipy.optimize import minimize

    some = [case for case in cases if case.seen.across]
    seen = np.array([[getattr(case.seen, name) for name in ACROSS] for case in some], float)
    answers = np.array([case.answers for case in some], float)
    weights = np.array([KINDS.get(case.kind, 1.0) * (WRONG if is_wrong(case) else 1.0) for case in some])
    alike = replace(BUNDLED, **dict.fromkeys(ACROSS, 0.0))
    known = np.array([logit(alike.confidence(case.seen)) for case in some])

    def loss(slopes: NDArray[np.float64]) -> float:
        logits = known + seen @ slopes
        return float(weights @ (np.logaddexp(0, logits) - answers * logits))

    slopes = minimize(loss, np.zeros(len(ACROSS))).x.tolist()
    curve = replace(BUNDLED, **{name: round(slope, 2) for name, slope in zip(ACROSS, slopes, strict=True)})
    answers_from = threshold(cases, curve)
    return replace(curve, answers=answers_from, touches=round(TOUCHES * answers_from, 2))


def logit(probability: float) -> float:
    return log(probability) - log1p(-probability)


def is_wrong(case: Case) -> bool:
    return case.kind in ANSWERABLE and not case.answers


def threshold(cases: list[Case], curve: Calibration) -> float:
    """The confidence that serves best: of the answers how many are quoted, of the others how many are not, those of
    the sets and of the record counting alike."""
    sure = np.array([curve.confidence(case.seen) for case in cases])
    right = np.array([case.answers for case in cases])
    kind = np.array([case.kind for case in cases])
    quoted = [sure[right & (kind == name)] for name in ANSWERABLE]
    silent = [sure[kind == name] for name in ("foreign", "unanswered")]

    def served(at: float) -> float:
        return sum(float((one >= at).mean()) for one in quoted) + sum(float((one < at).mean()) for one in silent)

    steps = [round(0.01 * step, 2) for step in range(2, 80)]
    return max(reversed(steps), key=served)  # of thresholds that serve alike the highest, which is silent more often


def show(cases: list[Case], calibration: Calibration) -> None:
    groups = {
        "right first passage": [case for case in cases if case.answers],
        "wrong first passage": [case for case in cases if case.kind == "own" and not case.answers],
        "answer removed": [case for case in cases if case.kind == "removed"],
        "another subject": [case for case in cases if case.kind == "foreign"],
        "  in another language": [case for case in cases if case.kind == "foreign" and case.seen.across],
    }
    thresholds = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7)
    print(f"\n{'quoted at a threshold of':<26}" + "".join(f"{threshold:>8.2f}" for threshold in thresholds))
    for name, group in groups.items():
        sure = np.array([calibration.confidence(case.seen) for case in group])
        print(f"{name:<26}" + "".join(f"{(sure >= threshold).mean():>8.3f}" for threshold in thresholds))


def show_risk(cases: list[Case], calibration: Calibration) -> None:
    """The share of wrong first passages among those quoted, by how many of the answerable questions get a quote."""
    asked = [case for case in cases if case.kind in ("own", "foreign")]
    sure = np.array([calibration.confidence(case.seen) for case in asked])
    own, right = np.array([case.kind == "own" for case in asked]), np.array([case.answers for case in asked])
    print(f"\n{'answerable ones quoted':<26}{'threshold':>10}{'wrong among the quoted':>24}")
    for share in (0.5, 0.7, 0.8, 0.9, 0.95, 0.99):
        threshold = float(np.quantile(sure[own], 1 - share))
        print(f"{share:<26.0%}{threshold:>10.3f}{(~right[sure >= threshold]).mean():>24.3f}")


def main(folder: Path) -> None:
    if not folder.is_dir():
        sys.exit(f"there is no {folder}: name a folder with {', '.join(SETS)}")
    cases = all_cases(folder)
    calibration = fit([case for case in cases if not case.held_out])
    rest = [case for case in cases if case.held_out]
    print(calibration)
    show(rest, calibration)
    show_risk(rest, calibration)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
