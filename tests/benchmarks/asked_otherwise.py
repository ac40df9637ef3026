"""What questions that are typed in another way find: what the benchmarks of such questions share."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from retrieval.metrics import CUT, measure
from retrieval.question_sets import JudgedQuery
from retrieval.search import Searcher

DEFAULT = Path(__file__).parents[3] / "shared" / "eval"


def ndcg_of(searcher: Searcher, documents: dict[int, str], queries: Sequence[JudgedQuery], asked: list[str]) -> float:
    """nDCG@10 of what is found where `asked` is asked in place of each of `queries`."""
    ranked = [
        [documents[row] for row in searcher.rank(text, searcher.within(record=query.record)).rows[:CUT].tolist()]
        for query, text in zip(queries, asked, strict=True)
    ]
    return measure(ranked, [query.relevant for query in queries]).ndcg


def options_of(description: str | None, sets: str) -> argparse.Namespace:
    """The folder, sets and thinning that a command line names; `sets` where it names none."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--sets", default=sets, metavar="NAME,…", help="only these sets")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th question only")
    return parser.parse_args()
