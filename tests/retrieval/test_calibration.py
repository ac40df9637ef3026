import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import EvaluationError
from retrieval.calibrate import FEWEST, Case, fitted, risks
from retrieval.calibration import BUNDLED, FILE, FULL_SCOPE, SINCE, calibration_for, keep, nearly
from retrieval.cli import cli
from retrieval.confidence import Evidence
from retrieval.search import Searcher

QUESTIONS = Path(__file__).with_name("csto-fit.jsonl")


def case(strength: float, *, right: bool, answerable: bool) -> Case:
    return Case(seen(strength, strength, strength), right, answerable)


def seen(dense: float, late: float, coverage: float) -> Evidence:
    return Evidence(dense, late, coverage, across=False, strange=0.0, missing=False, lead=0.0, length=0.0)


JUDGED = [case(0.4 + at / 100, right=True, answerable=True) for at in range(FEWEST)] + [
    case(0.1 + at / 100, right=False, answerable=False) for at in range(FEWEST)
]


def test_more_evidence_is_more_confidence() -> None:
    little, much = seen(0.1, 0.2, 0.1), seen(0.5, 0.8, 0.9)
    assert 0 < BUNDLED.confidence(little) < BUNDLED.answers < BUNDLED.confidence(much) < 1


def test_less_is_needed_among_few_passages_and_never_more_than_the_whole() -> None:
    assert BUNDLED.needed(5) < BUNDLED.needed(50) < BUNDLED.needed(FULL_SCOPE) == BUNDLED.needed(10**6)
    assert BUNDLED.needed(FULL_SCOPE) == pytest.approx(BUNDLED.answers)
    assert BUNDLED.touched(5) < BUNDLED.needed(5)


def test_a_fitted_curve_parts_answers_from_the_rest() -> None:
    found = fitted(JUDGED)
    assert all((found.confidence(one.seen) >= found.answers) is one.answerable for one in JUDGED)
    assert 0 < found.touches < found.answers


def test_too_few_questions_are_refused() -> None:
    with pytest.raises(EvaluationError, match="19 questions with an answer"):
        fitted(JUDGED[1:])


def test_the_risk_grows_with_what_is_quoted() -> None:
    judged = [*JUDGED, *(case(0.35, right=False, answerable=False) for _ in range(5))]
    found = risks(judged, fitted(judged))
    assert [one.confidence for one in found] == sorted((one.confidence for one in found), reverse=True)
    assert found[0].wrong <= found[-1].wrong


def test_it_is_kept_for_its_model_alone(tmp_path: Path) -> None:
    found = fitted(JUDGED)
    assert calibration_for(tmp_path, "a") == BUNDLED
    keep(found, tmp_path, "a")
    assert calibration_for(tmp_path, "a") == found
    assert calibration_for(tmp_path, "b") == BUNDLED


def test_one_kept_before_names_were_evidence_does_not_weigh_them(tmp_path: Path) -> None:
    found = fitted(JUDGED)
    keep(found, tmp_path, "a")
    former = {key: value for key, value in json.loads((tmp_path / FILE).read_text()).items() if key not in SINCE}
    (tmp_path / FILE).write_text(json.dumps(former), encoding="utf-8")
    assert calibration_for(tmp_path, "a") == replace(found, **SINCE)


def test_a_spoilt_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"model_fingerprint": "a"}', encoding="utf-8")
    with pytest.raises(EvaluationError, match="onrecord calibrate"):
        calibration_for(tmp_path, "a")


def test_the_command_refits_the_library(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    run = CliRunner()
    assert run.invoke(cli, ["ask", "CSTO", "--library", library]).exit_code == 0
    shown = run.invoke(cli, ["calibrate", str(QUESTIONS), "--library", library])
    assert shown.exit_code == 0, shown.output
    assert "100%" in shown.output
    kept = json.loads((tmp_path / "library" / FILE).read_text(encoding="utf-8"))
    searcher = Searcher.open(tmp_path / "library")
    assert kept["model_fingerprint"] == searcher.encoder.fingerprint
    assert searcher.calibration != BUNDLED
    searcher.library.close()


def test_odds_say_who_is_nearly_as_sure_and_who_is_beyond_doubt() -> None:
    assert nearly(0.91, 0.97, 0.25)
    assert not nearly(0.8, 0.97, 0.25)
    assert not nearly(0.2, 0.6, 0.25)
    assert nearly(0.3, 0.6, 0.25)
    assert nearly(0.96, 1.0, 0.25)
