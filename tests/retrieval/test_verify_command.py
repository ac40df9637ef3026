"""`onrecord verify` as it is typed."""

import json
from pathlib import Path

import pytest

from corpus.library import Library
from retrieval.verify_json import report_json
from retrieval.verify_kinds import Change
from retrieval.verify_places import opened
from retrieval.verify_report import verified
from retrieval.verify_terminal import report_lines
from retrieval.verify_wording import change_text
from tests.retrieval.conftest import Onrecord, add_shipped

TRUE = "10月7日は記念すべき日です。18年前のこの日"


def test_a_true_quotation(onrecord: Onrecord) -> None:
    done = onrecord("verify", f"「{TRUE}」とパンキン外務次官は述べた。")
    assert (done.returncode, done.stderr) == (0, "")
    assert "アレクサンドル・パンキン" in done.stdout
    assert "csto-2020-10-07/10" in done.stdout


def test_an_altered_one_by_standard_input_as_json(onrecord: Onrecord, source: str) -> None:
    done = onrecord("verify", "-", "--json", said=TRUE.replace("18年", "１９年"))
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert (told["verdict"], told["exact"], told["ok"]) == ("altered", False, False)
    assert told["differences"] == [["replace", "１９", "18"]]
    (span,) = told["difference_spans"]
    assert source[slice(*span["original"])] == "18"
    assert source[told["start"] : told["end"]] == TRUE
    quote = told["quote"]
    assert source[quote["start"] : quote["end"]] == quote["text"]
    assert set(quote) >= {"id", "text", "speaker", "role", "record", "title", "date", "url", "highlights", "score"}


def test_a_wrong_speaker(onrecord: Onrecord) -> None:
    done = onrecord("verify", TRUE, "--speaker", "Lavrov", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert (told["verdict"], told["claimed"]) == ("misattributed", "セルゲイ・ラヴロフ")
    assert told["speaker"] == "アレクサンドル・パンキン"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["verify", "…"], "no words"),
        (["verify", TRUE, "--speaker", "Nobody Known"], "'Nobody Known'"),
        (["verify", "あ" * 30_000], "5,000"),
        (["verify"], "TEXT"),
    ],
)
def test_wrong_use_is_one_line(onrecord: Onrecord, arguments: list[str], named: str) -> None:
    done = onrecord(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_a_library_without_an_index_is_read_all_the_same(tmp_path: Path) -> None:
    add_shipped(tmp_path)
    told: list[str] = []
    with opened(tmp_path, told.append) as places:
        assert verified(places, TRUE).worst.exact
    assert len(told) == 1
    assert "onrecord embed" in told[0]
    assert not (tmp_path / "current.json").exists()


def test_a_library_that_changed_after_it_was_indexed_is_not_asked_through_the_old_index(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    minutes = tmp_path / "minutes.txt"
    minutes.write_text("CHAIR: The ferry sails at nine.\n\nCLERK: It is noted.\n", encoding="utf-8")
    onrecord("add", str(minutes), at=tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        library.remove("minutes")
    done = onrecord("verify", "The ferry sails at nine", at=tmp_path / "library")
    assert done.returncode == 1
    assert "onrecord embed" in done.stderr


def test_what_differs_is_styled_on_both_sides(library: Path) -> None:
    with opened(library, lambda message: None) as places:
        lines = list(report_lines(verified(places, TRUE.replace("18", "19"))))
    marked = {(style, line.text[start:end]) for line in lines for style, start, end in line.styles}
    assert {("strike red", "19"), ("red", "19"), ("green", "18"), ("bold green", "18"), ("bold", TRUE)} <= marked


def test_a_report_of_several_quotations_tells_the_worst_first(library: Path) -> None:
    with opened(library, lambda message: None) as places:
        told = report_json(verified(places, f"「{TRUE}」「今日は晴れています」"))
    assert [piece["verdict"] for piece in told["pieces"]] == ["exact", "not_found"]
    assert (told["verdict"], told["ok"]) == ("not_found", False)


def test_every_change_has_a_word_in_every_language() -> None:
    for language in ("en", "ja", "ru"):
        assert len({change_text(change, language) for change in Change}) == len(Change)  # type: ignore[arg-type]  # a Language
