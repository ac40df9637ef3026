"""One step of `scale.py` in a process of its own, which prints what it took as JSON.

python -m tests.benchmarks.scale_worker ask LIBRARY QUESTIONS
python -m tests.benchmarks.scale_worker vectors FOLDER PASSAGES
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from embeddings.embedded_index import EmbeddedIndex
from embeddings.encoder import Vectors
from embeddings.nearest import nearest
from embeddings.quantise import cosines
from embeddings.store import Manifest, Rows, StoreWriter, VectorStore
from embeddings.within import Within
from retrieval.answer import answer
from retrieval.model import Scope
from retrieval.search import DENSE_DEPTH, Searcher
from tests.benchmarks.speed_data import SAME
from tests.benchmarks.speed_worker import own_memory, part, peak_memory, size
from tests.benchmarks.vector_rows import rows_of_vectors

ASKED = 40  # questions of each kind
COMPARED = 60  # questions with which the likely are compared with all
TOP = 10
CHUNK = 65_536  # rows
YEAR = ("2001-01-01", "2001-12-31")
KANJI = re.compile(r"[一-龯]{3,8}")

SUBJECTS = 4096
DIMENSIONS = 256
OF_SUBJECT, OF_PASSAGE = 0.6, 0.7  # how much of a passage is its subject, and of a question a passage


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, half of all and nineteen of twenty within: by the clock and by the processor."""

    p50: float
    p95: float
    cpu50: float
    cpu95: float


class ExactIndex(EmbeddedIndex):
    """As the index that is searched, but the nearest are found by looking at every passage closely."""

    def nearest(self, query: Vectors, depth: int, within: Within | None) -> Rows:
        """The rows whose passage vector is nearest to `query`, none passed over; rising."""
        rows = self.living() if within is None else within.rows
        return np.sort(nearest_of_all(self.store, query[None], depth, rows)[0])


def nearest_of_all(store: VectorStore, queries: Vectors, depth: int, rows: Rows) -> Rows:
    """Of each of `queries` (float32 [q, d]) the rows of the highest cosine, best first. int64 [q, depth]."""
    best, scores = np.empty((len(queries), 0), np.int64), np.empty((len(queries), 0), np.float32)
    for at in range(0, len(rows), CHUNK):
        some = rows[at : at + CHUNK]
        fresh = cosines(store.rows.passages[some], store.rows.factors[some, None], queries.T).T
        best = np.hstack([best, np.broadcast_to(some, fresh.shape)])
        scores = np.hstack([scores, fresh])
        kept = np.argpartition(-scores, min(depth, scores.shape[1] - 1), axis=1)[:, :depth]
        best, scores = np.take_along_axis(best, kept, axis=1), np.take_along_axis(scores, kept, axis=1)
    return np.take_along_axis(best, np.argsort(-scores, axis=1), axis=1)


def timed(asked: Sequence[Callable[[], object]]) -> Times:
    """What each of `asked` takes; the first is asked once before."""
    asked[0]()
    wall, cpu = [], []
    for ask in asked:
        before, before_cpu = time.perf_counter(), time.process_time()
        ask()
        wall.append(time.perf_counter() - before)
        cpu.append(time.process_time() - before_cpu)
    return Times(*(part(values, at) for values in (wall, cpu) for at in (0.5, 0.95)))


def short_questions(searcher: Searcher, count: int) -> list[str]:
    """Questions of one word of the record each, from passages drawn at random."""
    keys = searcher.index.keys(searcher.index.living())
    drawn = random.Random(0).sample(keys.tolist(), min(len(keys), 20 * count))
    words = (KANJI.search(excerpt.text) for excerpt in searcher.library.excerpts(drawn) if excerpt)
    return [f"{word[0]}について" for word in islice(filter(None, words), count)]


def asked_of(folder: Path, questions: Path) -> dict[str, object]:
    """Times by kind of question, for the ranking and for the answer; memory; and recall."""
    searcher = Searcher.open(folder)
    lines = questions.read_text(encoding="utf-8").splitlines()
    statements = [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // ASKED)]][:ASKED]
    words = short_questions(searcher, ASKED)
    rare = min((one for one in searcher.roster.summaries if one.passages), key=lambda one: one.passages)
    scopes = {
        "": Scope(),
        ", one rare speaker": Scope(speaker=rare.speaker.name),
        ", one year": Scope(since=YEAR[0], until=YEAR[1]),
    }
    kinds = {
        f"{kind}{name}": (texts, scope)
        for name, scope in scopes.items()
        for kind, texts in (("word", words), ("statement", statements))
    }
    times = {
        kind: {
            "rank": asdict(timed([_ranking(searcher, text, scope) for text in texts])),
            "answer": asdict(timed([_answering(searcher, text, scope) for text in texts])),
        }
        for kind, (texts, scope) in kinds.items()
    }
    memory = {"peak": peak_memory(), "own": own_memory()}
    some = [*words, *statements][:: max(1, 2 * ASKED // COMPARED)]
    return {
        "passages": len(searcher.index),
        "rare": rare.passages,
        "times": times,
        "memory": memory,
        **_recalls(searcher, some),
    }


def _ranking(searcher: Searcher, text: str, scope: Scope) -> Callable[[], object]:
    def ask() -> object:
        ids = None if scope.speaker is None else [one.id for one in searcher.roster.resolve(scope.speaker)]
        return searcher.rank(text, searcher.within(ids, since=scope.since, until=scope.until))

    return ask


def _answering(searcher: Searcher, text: str, scope: Scope) -> Callable[[], object]:
    return lambda: answer(searcher, text, scope)


def _recalls(searcher: Searcher, texts: Sequence[str]) -> dict[str, float]:
    """Of the first ten, by the vector and of the whole ranking, those that are found where all are compared closely."""
    index = searcher.index
    assert isinstance(index, EmbeddedIndex)
    exact = Searcher(searcher.library, ExactIndex(index.store, index.terms), searcher.encoder)
    vectors = searcher.encoder.encode_queries(texts)
    ranked = [(searcher.rank(text).rows[:TOP], exact.rank(text).rows[:TOP]) for text in texts]
    return {
        "nearest_recall": recall_of_nearest(index.store, vectors),
        "rank_recall": float(np.mean([len(np.intersect1d(*pair)) / max(1, len(pair[1])) for pair in ranked])),
    }


def recall_of_nearest(store: VectorStore, queries: Vectors) -> float:
    """Of the first ten by looking at every passage closely, how many `nearest` finds, or others as near."""
    true = nearest_of_all(store, queries, TOP, store.living())
    hits = []
    for query, rows in zip(queries, true, strict=True):
        least = store.passage_cosines(query, rows).min() - SAME
        hits.append(np.count_nonzero(store.passage_cosines(query, nearest(store, query, TOP, None)) >= least))
    return float(np.mean(hits)) / TOP


def vectors_alone(folder: Path, passages: int) -> dict[str, object]:
    """A store of random vectors, each near one of SUBJECTS: how long it takes to write, and to find the nearest."""
    chance = np.random.default_rng(0)
    store, wall, cpu = StoreWriter(folder), 0.0, 0.0
    for first, vectors in _made(chance, passages):
        started, started_cpu = time.perf_counter(), time.process_time()
        store.append(rows_of_vectors(vectors, first))
        wall, cpu = wall + time.perf_counter() - started, cpu + time.process_time() - started_cpu
    store.finish(Manifest("random", "random", DIMENSIONS, "random"))
    opened = VectorStore(folder)
    drawn = np.sort(chance.choice(passages, COMPARED, replace=False))
    queries = near(chance, opened.rows.passages[drawn] * opened.rows.factors[drawn, None], OF_PASSAGE)
    times = timed([lambda query=query: nearest(opened, query, DENSE_DEPTH, None) for query in queries])
    memory = {"peak": peak_memory(), "own": own_memory()}
    recall = recall_of_nearest(opened, queries)
    return {
        "passages": passages,
        "build": {"wall": wall, "cpu": cpu},
        "disk": size(folder),
        "times": asdict(times),
        "memory": memory,
        "nearest_recall": recall,
    }


def _made(chance: np.random.Generator, passages: int) -> Iterator[tuple[int, Vectors]]:
    subjects = unit(chance.standard_normal((SUBJECTS, DIMENSIONS), np.float32))
    for first in range(0, passages, CHUNK):
        count = min(CHUNK, passages - first)
        yield first, near(chance, subjects[chance.integers(0, SUBJECTS, count)], OF_SUBJECT)


def near(chance: np.random.Generator, vectors: Vectors, share: float) -> Vectors:
    """Vectors whose cosine to `vectors` (float32 [n, d], of length 1) is about `share`."""
    other = unit(chance.standard_normal(vectors.shape, np.float32))
    return unit(np.float32(share) * vectors + np.float32((1 - share**2) ** 0.5) * other)


def unit(vectors: Vectors) -> Vectors:
    """The same directions, of length 1. float32 [n, d]."""
    found: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


if __name__ == "__main__":
    step, where, what = sys.argv[1:4]
    done = asked_of(Path(where), Path(what)) if step == "ask" else vectors_alone(Path(where), int(what))
    print(json.dumps(done))
