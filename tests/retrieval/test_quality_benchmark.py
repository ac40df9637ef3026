"""The comparison with what else could be installed, on a question set made here."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from embeddings.load import load_encoder
from retrieval.metrics import measure
from retrieval.question_sets import JudgedQuery, read_beir
from tests.benchmarks.comparison import chosen, compare, losses, wins
from tests.benchmarks.comparison_tables import losing_cases, markdown, set_table
from tests.benchmarks.rankers import FINAL, OTHERS, Other, Passages, Rank

ROOT = Path(__file__).parents[2]
TEXTS = {
    "harbour": "The harbour was deepened last year so that larger ships may enter.",
    "school": "Every school receives new books before the winter begins.",
    "water": "Drinking water comes from the northern lake through two pipes.",
    "bridge": "The old bridge will be closed to lorries from Monday.",
    "tax": "The council voted to lower the tax on small shops.",
    "mayor": "Our mayor thanked the firemen for their work at the harbour.",
}
QUERIES = {
    "q0": ("Who was thanked by the mayor?", "mayor"),
    "q1": ("Was the harbour deepened?", "harbour"),
    "q2": ("Where does the drinking water come from?", "water"),
    "q3": ("Is the old bridge closed to lorries?", "bridge"),
}
HALF = list(QUERIES.values())[2:]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _write(tmp_path / "eval" / "town", {})


def _write(folder: Path, records: dict[str, str]) -> Path:
    """A BEIR folder; `records` has the record of a document, and of the query that it answers."""
    (folder / "qrels").mkdir(parents=True)
    documents = [{"_id": key, "text": text, **_within(records, key)} for key, text in TEXTS.items()]
    queries = [{"_id": key, "text": text, **_within(records, wanted)} for key, (text, wanted) in QUERIES.items()]
    for name, rows in (("corpus", documents), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    judged = [f"{key}\t{wanted}\t1\n" for key, (_, wanted) in QUERIES.items()]
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(judged), "utf-8")
    return folder


def _within(records: dict[str, str], key: str) -> dict[str, dict[str, str]]:
    return {"metadata": {"record": records[key]}} if key in records else {}


def _always(*names: str) -> Callable[..., Rank]:
    return lambda passages, encoder: lambda query: list(names)


def _program(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(ROOT / "tests" / "benchmarks" / "quality.py"), *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )


def _cells(lines: Sequence[str], name: str) -> list[float]:
    row = next(line for line in lines if line.startswith(f"{name}  "))
    return [float(cell) for cell in re.findall(r"\d+\.\d{3}", row)]


def test_the_second_half_is_asked_or_all_or_a_sample(folder: Path) -> None:
    questions = read_beir(folder)
    assert [query.text for query in chosen(questions, False, None).queries] == [text for text, _ in HALF]
    assert len(chosen(questions, True, None).queries) == 4
    assert [query.text for query in chosen(questions, True, 2).queries] == [QUERIES["q0"][0], QUERIES["q2"][0]]


def test_figures_are_our_metric_over_the_rankings(folder: Path) -> None:
    questions = chosen(read_beir(folder), False, None)
    comparison = compare("town", questions, [Other("fixed", "json", _always("tax", "water"))])
    fixed = comparison.results[-1]
    assert fixed.rankings == [["tax", "water"]] * 2
    assert fixed.measures == measure([["tax", "water"]] * 2, [{"water"}, {"bridge"}])
    lines = list(set_table(comparison))
    assert _cells(lines, "fixed")[:4] == [0.315, 0.5, 0.25, 0]
    for result in comparison.results:
        wanted = measure(result.rankings, [query.relevant for query in questions.queries])
        assert _cells(lines, result.name)[:4] == [
            round(value, 3) for value in (wanted.ndcg, wanted.recall, wanted.mrr, wanted.top1)
        ]


def test_the_whole_finds_what_is_asked_for(folder: Path) -> None:
    comparison = compare("town", read_beir(folder), [])
    assert comparison.final.measures.top1 == 1
    assert [result.name for result in comparison.results][-1] == FINAL


def test_losing_and_winning_cases_are_counted_and_shown(folder: Path) -> None:
    questions = read_beir(folder)
    ideal = Other("fixed", "json", lambda passages, encoder: lambda query: sorted(query.relevant))
    comparison = compare("town", questions, [ideal])
    other, final = comparison.results[-1], comparison.final
    assert losses(comparison, other) == []
    final.rankings[0] = ["tax", "school", "water", "mayor"]
    other.rankings[1] = []
    assert [loss.query.text for loss in losses(comparison, other)] == [QUERIES["q0"][0]]
    assert wins(comparison, other) == 1
    shown = "\n".join(losing_cases(comparison, 5))
    assert "ours lost 1, won 1 of 4" in shown
    assert f"theirs mayor: {TEXTS['mayor']}" in shown
    assert f"ours   tax: {TEXTS['tax']}  (a relevant one comes at 4)" in shown
    assert QUERIES["q0"][0] not in "\n".join(losing_cases(comparison, 0))


def test_the_best_of_a_column_is_bold(folder: Path) -> None:
    lines = list(markdown([compare("town", read_beir(folder), [Other("fixed", "json", _always("tax"))])]))
    assert "| nDCG@10, 4 questions | town (4) |" in lines
    assert f"| {FINAL} | **1.000** |" in lines
    assert "| fixed | .000 |" in lines
    assert any(line.startswith("verbatim-core: not run: ") for line in lines)


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_each_other_ranks_the_same_passages_and_keeps_to_a_record(other: Other, tmp_path: Path) -> None:
    if not other.installed:
        pytest.skip(f"{other.module} is not installed")
    records = {key: "port" if key in {"harbour", "mayor", "tax"} else "town" for key in TEXTS}
    questions = read_beir(_write(tmp_path / "town", records))
    rank = other.build(Passages.of(questions), load_encoder())
    for query in questions.queries:
        found = rank(query)
        assert found[0] in query.relevant
        assert {records[name] for name in found} == {query.record}


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.name)
def test_a_question_without_a_word_breaks_nothing(other: Other, folder: Path) -> None:
    if not other.installed:
        pytest.skip(f"{other.module} is not installed")
    rank = other.build(Passages.of(read_beir(folder)), load_encoder())
    assert set(rank(JudgedQuery("？", frozenset({"tax"})))) <= set(TEXTS)


def test_the_program_prints_the_table_and_says_what_is_missing(folder: Path) -> None:
    done = _program(folder.parent, "--markdown")
    assert done.returncode == 0, done.stderr
    assert "| nDCG@10, 2 questions | town (2) |" in done.stdout
    assert f"| {FINAL} | **1.000** |" in done.stdout
    assert "town: 2 queries, 6 passages" in done.stderr
    for other in OTHERS:
        said = f"{other.name}: left out, it is not installed: pip install '.[compare]'"
        assert (f"| {other.name} |" in done.stdout) is other.installed
        assert (said in done.stderr) is not other.installed


def test_a_folder_or_set_that_is_not_there_is_named(folder: Path) -> None:
    nowhere = _program(folder / "nowhere")
    assert nowhere.returncode == 1
    assert nowhere.stderr.strip() == f"there is no {folder / 'nowhere'}: name a folder of question sets"
    unknown = _program(folder.parent, "--sets", "village")
    assert unknown.returncode == 1
    assert f"there is no {folder.parent / 'village'}" in unknown.stderr
