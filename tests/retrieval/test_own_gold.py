"""A gold file of one's own: what is wrong with it is said, and what cannot be judged is not counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EvaluationError
from embeddings.command import printable
from retrieval.calibrate import FEWEST
from retrieval.calibration import BUNDLED, FILE, keep
from retrieval.question_sets import read_gold
from tests.retrieval.conftest import Onrecord

ANSWERED = {"lang": "en", "question": "What did Zas say about the defence industry?", "passages": ["軍事経済協力"]}
FIT = Path(__file__).with_name("csto-fit.jsonl")


def gold(folder: Path, *rows: dict[str, Any]) -> str:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_a_question_that_is_judged_both_ways_is_refused(tmp_path: Path) -> None:
    again = ANSWERED | {"question": " what did Zas  say about the defence industry ?", "passages": []}
    path = gold(tmp_path, ANSWERED, {"lang": "en", "question": "Who won?", "passages": []}, again)
    with pytest.raises(EvaluationError, match="lines 1 and 3 ask the same"):
        read_gold(Path(path))


def test_the_same_judgement_twice_is_none_the_worse(tmp_path: Path) -> None:
    assert len(read_gold(Path(gold(tmp_path, ANSWERED, ANSWERED)))) == 2


def test_words_that_stand_nowhere_are_told_of(onrecord: Onrecord, tmp_path: Path) -> None:
    path = gold(tmp_path, ANSWERED, ANSWERED | {"question": "What about ports?", "passages": ["no such words"]})
    done = onrecord("eval", path, "--json")
    assert done.returncode == 0
    assert "1 of 2 questions" in done.stderr
    assert "no such words" in done.stderr
    assert json.loads(done.stdout)["all"]["final"]["top1"] == 0.5


def test_questions_whose_words_stand_nowhere_are_not_fitted_to(onrecord: Onrecord, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in FIT.read_text(encoding="utf-8").splitlines()]
    astray = [
        row | {"question": f"{row['question']} {at}", "passages": ["no such words"]} for at, row in enumerate(rows)
    ]
    alone = onrecord("calibrate", str(FIT), "--show")
    beside = onrecord("calibrate", gold(tmp_path, *rows, *astray), "--show")
    assert alone.stdout == beside.stdout
    assert "no such words" in beside.stderr
    assert f"{FEWEST} of each" in onrecord("calibrate", gold(tmp_path, *astray), "--show").stderr


def test_a_speaker_who_is_not_given_is_not_judged(onrecord: Onrecord, tmp_path: Path) -> None:
    figures = json.loads(onrecord("eval", gold(tmp_path, ANSWERED), "--json").stdout)
    assert figures["all"]["speaker_accuracy"] is None
    named = gold(tmp_path, ANSWERED, ANSWERED | {"speaker": "スタニスラフ・ザス"})
    assert json.loads(onrecord("eval", named, "--json").stdout)["all"]["speaker_accuracy"] == 1.0
    narrated = gold(tmp_path, ANSWERED | {"speaker": None})
    assert json.loads(onrecord("eval", narrated, "--json").stdout)["all"]["speaker_accuracy"] == 0.0


def test_what_a_refit_changes_is_shown_in_what_is_quoted(onrecord: Onrecord) -> None:
    shown = onrecord("calibrate", str(FIT), "--show").stdout
    assert "of those with an answer" in shown
    assert "of those without" in shown
    assert shown.count("before") == 2


def test_doctor_tells_of_a_calibration(onrecord: Onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    assert onrecord("ask", "CSTO", at=folder).returncode == 0
    assert "silent" not in onrecord("doctor", at=folder).stdout
    keep(BUNDLED, folder, "of another model")
    other = onrecord("doctor", at=folder)
    assert other.returncode == 0
    assert "another model" in other.stdout
    (folder / FILE).write_text("{", encoding="utf-8")
    spoilt = onrecord("doctor", at=folder)
    assert spoilt.returncode == 1
    assert "onrecord calibrate" in spoilt.stdout


def test_a_question_in_bytes_that_the_locale_does_not_know_is_read_as_utf_8() -> None:
    handed_over = "熊の被害".encode().decode("ascii", "surrogateescape")
    assert printable(handed_over) == "熊の被害"
    assert printable("caf\udce9") == "caf�"
    assert printable("\ud800x") == "?x"
    assert printable("熊") == "熊"
