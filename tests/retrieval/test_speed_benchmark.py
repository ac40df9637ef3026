"""The benchmarks of speed and size measure what they say."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from embeddings.store import Manifest, StoreWriter, VectorStore
from tests.benchmarks.archive import Source, meetings, people
from tests.benchmarks.charts import Bar, Line, Panel, Plot, bar_chart, line_chart
from tests.benchmarks.scale_worker import near, nearest_of_all, unit
from tests.benchmarks.speed_data import TOP, Data
from tests.benchmarks.speed_engines import ENGINES, OUR_VECTORS, OURS
from tests.benchmarks.speed_make import prepare
from tests.benchmarks.speed_tables import tables
from tests.benchmarks.vector_rows import rows_of_vectors

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
SAID = [
    f"{what}の整備を{how}進めてまいります。"
    for what in "港橋道川駅島森湖"
    for how in ("早く", "着実に", "共に", "必ず")
]
ASKED = ["港の整備は進みますか", "橋の整備を急ぐべきではないか", "森をどう守りますか"]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Data:
    folder = tmp_path_factory.mktemp("speed") / "given"
    source = Source([SAID[at : at + 3] for at in range(0, len(SAID), 3)], SAID)
    prepare(folder, meetings(source, people(30), 400), ASKED)
    return Data(folder)


def test_all_engines_get_the_same_passages(given: Data) -> None:
    texts = [record.text[one.start : one.end] for record in given.records() for one in record.passages]
    assert [text for batch in given.batches(150) for text in batch.texts] == texts
    assert [batch.first for batch in given.batches(150)] == [0, 150, 300]
    assert given.passages == len(texts) == 400


def test_recall_counts_what_is_as_near_as_the_true_ones(given: Data) -> None:
    vectors = np.concatenate([batch.vectors for batch in given.batches()])
    cosines = [vectors @ question.vector for question in given.questions()]
    assert given.recall([np.argsort(-one)[:TOP].tolist() for one in cosines]) == 1
    assert given.recall([np.argsort(one)[:TOP].tolist() for one in cosines]) == 0


@pytest.mark.parametrize(("name", "least"), [("numpy", 1.0), (OUR_VECTORS, 0.95), (OURS, 0.2)])
def test_an_engine_is_built_and_asked_in_processes_of_its_own(
    name: str, least: float, given: Data, tmp_path: Path
) -> None:
    built, asked, cold = (_step(step, name, given, tmp_path / "built") for step in ("build", "ask", "cold"))
    assert built["disk"] > 0
    assert built["peak"] > 1
    assert asked["questions"] == len(ASKED)
    assert asked["recall"] >= least
    assert cold["cpu"] > 0
    engines = {name: {"build": built, "ask": asked, "cold": {**cold, "wall": 1.0}}}
    figures = {"passages": 400, "cores": 2, "load": 0.1, "encoding": given.encoding(), "engines": engines}
    assert any(line.startswith(name) for line in tables([figures]))


def _step(step: str, name: str, given: Data, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.speed_worker", step, name, str(given.folder), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    said: dict[str, float] = json.loads(done.stdout)
    return said


def test_a_figure_is_told_in_terms_of_ours() -> None:
    steps = {"ask": {"p50": 2.0, "p95": 4.0, "cpu50": 2.0, "cpu95": 4.0, "recall": 1.0, "peak": 8.0, "own": 8.0}}
    steps |= {"build": {"wall": 1.0, "cpu": 1.0, "disk": 1_000_000, "peak": 1.0}, "cold": {"wall": 1.0, "cpu": 1.0}}
    slower = {**steps, "ask": {**steps["ask"], "p50": 5.0}}
    figures = {"passages": 9, "cores": 2, "load": 0.1, "encoding": {"wall": 1.0, "cpu": 1.0}}
    lines = list(tables([{**figures, "engines": {OUR_VECTORS: steps, "numpy": slower, "chroma": {"failed": "why"}}}]))
    assert "5.00 ms ×2.50" in next(line for line in lines if line.startswith("numpy"))
    assert "chroma: why" in lines


def test_every_engine_has_a_name_of_its_own() -> None:
    assert len({engine.name for engine in ENGINES}) == len(ENGINES)


def test_the_nearest_of_all_are_those_of_the_highest_cosine(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    vectors = unit(chance.standard_normal((500, 64), np.float32))
    writer = StoreWriter(tmp_path)
    writer.append(rows_of_vectors(vectors, 0))
    writer.finish(Manifest("given", "given", 64, "given"))
    queries = near(chance, vectors[:3], 0.8)
    found = nearest_of_all(VectorStore(tmp_path), queries, 5, np.arange(100, 400))
    for query, rows in zip(queries, found, strict=True):
        cosines = vectors[100:400] @ query
        assert np.allclose(np.sort(vectors[rows] @ query), np.sort(cosines)[-5:], atol=0.01)


def test_the_longest_bar_is_the_largest_value() -> None:
    bars = [Bar("a<b", 1, "one", True), Bar("c", 1000, "many", False), Bar("d", 30, "some", False)]
    drawn = ElementTree.fromstring(bar_chart("title", [Panel("panel", [bars[:1], bars[1:]])]))
    lengths = [float(rect.get("width", "")) for rect in drawn.iter(f"{SVG}rect")]
    assert lengths[0] < lengths[2] < lengths[1]
    assert {"a<b", "one", "panel", "title"} <= {text.text for text in drawn.iter(f"{SVG}text")}


def test_a_line_rises_where_its_values_do() -> None:
    lines = [Line("up", [(10, 1), (100, 10), (1000, 90)]), Line("one point", [(10, 5)])]
    drawn = ElementTree.fromstring(line_chart("title", "passages", [Plot("plot", lines)]))
    points = next(drawn.iter(f"{SVG}polyline")).get("points", "").split()
    places = [tuple(map(float, point.split(","))) for point in points]
    assert places == sorted(places)
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True)
