"""Fits the weights of the legs on the first halves of question sets and prints what they give on the second halves.

    python tests/benchmarks/weights.py [FOLDER] [--sets NAME,…] [--every N] [--rounds N]

FOLDER holds BEIR folders (default ../shared/eval). Each set's first half of questions counts alike in the fit, which
starts from the shipped weights (`retrieval/fuse.py`) and changes one at a time. What late interaction and the first
choice of passages find is taken as it is: the fit reorders the DEPTH best passages of each question.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval import search
from retrieval.evaluate import document_ids, temporary_searcher
from retrieval.fuse import WEIGHTS, Legs, Scores, Weights
from retrieval.metrics import CUT, measure
from retrieval.question_sets import BeirSet, JudgedQuery, read_beir
from retrieval.search import Searcher
from tests.benchmarks.fitting import Rows, Taken, fitted, mean_ndcg, scores, taken
from tests.benchmarks.halves import thinned

DEFAULT = Path(__file__).parents[3] / "shared" / "eval"
DEPTH = 200


@dataclass(frozen=True, slots=True)
class Half:
    """The rankings of half a set's questions, and nDCG@10 of the better leg alone."""

    rankings: list[Taken]
    leg: float


def main() -> None:
    options = _options()
    sets = {path.name: _halves(read_beir(path), options.every) for path in _folders(options.folder, options.sets)}
    first = [before.rankings for before, *_ in sets.values()]
    found = fitted(lambda weights: float(np.mean([mean_ndcg(one, weights) for one in first])), WEIGHTS, options.rounds)
    print(
        f"{'nDCG@10':<16}{'1st half':>9}{'leg':>8}{'shipped':>9}{'fitted':>8}{'2nd half':>11}{'leg':>8}{'shipped':>9}"
        f"{'fitted':>8}"
    )
    for name, parts in sets.items():
        print(f"{name:<16}" + "  ".join(_row(part, found) for part in parts))
    print(f"\n{'weight':<16}{'shipped':>9}{'fitted':>8}")
    for name, shipped in asdict(WEIGHTS).items():
        print(f"{name:<16}{shipped:>9.3f}{getattr(found, name):>8.3f}")


def _row(half: Half, found: Weights) -> str:
    shipped, now = mean_ndcg(half.rankings, WEIGHTS), mean_ndcg(half.rankings, found)
    return f"{len(half.rankings):>9}{half.leg:>8.3f}{shipped:>9.3f}{now:>8.3f}"


def _halves(questions: BeirSet, every: int) -> list[Half]:
    questions, middle = thinned(questions, every)
    with temporary_searcher(questions.records, in_order=questions.in_order) as searcher:
        documents = np.array([document for _, document in sorted(document_ids(searcher, questions).items())])
        return [_half(searcher, documents, part) for part in (questions.queries[:middle], questions.queries[middle:])]


def _half(searcher: Searcher, documents: NDArray[np.str_], queries: Sequence[JudgedQuery]) -> Half:
    relevant = [query.relevant for query in queries]
    legs = [
        measure([documents[rank(searcher, query)[:CUT]].tolist() for query in queries], relevant).ndcg
        for rank in (_lexically, _densely)
    ]
    return Half([_taken(searcher, documents, query) for query in queries], max(legs))


def _lexically(searcher: Searcher, query: JudgedQuery) -> Rows:
    return searcher.rank_lexically(query.text, searcher.within(record=query.record))


def _densely(searcher: Searcher, query: JudgedQuery) -> Rows:
    return searcher.rank_densely(query.text, searcher.within(record=query.record))


def _taken(searcher: Searcher, documents: NDArray[np.str_], query: JudgedQuery) -> Taken:
    """What the ranking for `query` adds up for the DEPTH passages that come first by the shipped weights."""
    within = searcher.within(record=query.record)
    with _recorded() as seen:
        searcher.rank(query.text, within)
    legs, pieces, rows, record_of = seen
    found = taken(legs, pieces, rows, record_of, np.isin(documents[rows], list(query.relevant)), len(query.relevant))
    allowed = np.ones(len(rows), bool) if within is None else np.isin(rows, within.rows)
    order = np.argsort(-np.where(allowed, scores(found, WEIGHTS), -np.inf), kind="stable")
    kept = order[: min(DEPTH, int(allowed.sum()))]
    return Taken(found.alone[kept], found.around[kept], found.relevant[kept], found.wanted)


@contextmanager
def _recorded() -> Iterator[list[Any]]:
    """Filled with what one ranking adds up: its legs, and of each passage the pieces, the row and the record."""
    seen: list[Any] = []
    final_score, beside = search.final_score, search._beside

    def scored(legs: Legs, pieces: Rows) -> Scores:
        seen.extend((legs, pieces))
        return final_score(legs, pieces)

    def with_neighbours(alone: Scores, rows: Rows, pieces: Rows, record_of: Rows) -> Scores:
        seen.extend((rows, record_of))
        return beside(alone, rows, pieces, record_of)

    with patch.object(search, "final_score", scored), patch.object(search, "_beside", with_neighbours):
        yield seen


def _folders(folder: Path, names: str | None) -> list[Path]:
    if not folder.is_dir():
        sys.exit(f"there is no {folder}: name a folder of question sets")
    found = [folder / name for name in names.split(",")] if names else sorted(folder.iterdir())
    return [path for path in found if path.is_dir()] or sys.exit(f"{folder} holds no such folder of a question set")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--sets", metavar="NAME,…", help="only these sets")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th question only")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each weight is tried, at most")
    return parser.parse_args()


if __name__ == "__main__":
    main()
