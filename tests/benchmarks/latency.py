"""Prints how long `answer` takes within a running process, on the shipped record and on BEIR folders.

    python tests/benchmarks/latency.py [FOLDER ...] [--cache DIR] [--every N]

Each question is asked once, after a few that are not counted, as a bot would be asked. CPU time is what to
compare on a machine that does other work too. `--cache` keeps the libraries, whose making takes minutes.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from corpus.library import Library
from corpus.model import Record
from corpus.read import read_record
from corpus.records import bundled_records
from retrieval.answer import answer
from retrieval.prepare import index
from retrieval.question_sets import read_beir, read_gold
from retrieval.search import Searcher

GOLD = Path(__file__).parents[1] / "retrieval"
WARM = 3  # questions that are not counted
COLUMNS = ("wall p50", "wall p95", "CPU p50", "CPU p95")


def main() -> None:
    options = _options()
    print(f"{'milliseconds':<16}{'passages':>9}{'questions':>10}" + "".join(f"{name:>10}" for name in COLUMNS))
    with _kept_or_temporary(options.cache) as folder:
        show("shipped record", folder / "shipped", lambda: map(read_record, bundled_records()), _gold(options.every))
        for path in options.folders:
            beir = read_beir(path)
            questions = [query.text for query in beir.queries[:: options.every]]
            show(path.name, folder / path.name, lambda records=beir.records: records, questions)


def show(name: str, folder: Path, records: Callable[[], Iterable[Record]], asked: list[str]) -> None:
    searcher = opened(folder, records)
    try:
        wall, cpu = times(searcher, asked)
        figures = [np.percentile(one, share) for one in (wall, cpu) for share in (50, 95)]
        print(
            f"{name:<16}{len(searcher.library):>9}{len(asked):>10}" + "".join(f"{one:>10.1f}" for one in figures),
            flush=True,
        )
    finally:
        searcher.library.close()


def opened(folder: Path, records: Callable[[], Iterable[Record]]) -> Searcher:
    """A searcher over `records` in `folder`, which holds them already or is filled and indexed now."""
    with Library.open(folder) as library:
        if not len(library):
            for record in records():
                library.add(record)
        index(library)
    return Searcher.open(folder)


def times(searcher: Searcher, asked: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of wall and of CPU time that each question takes."""
    for question in asked[:WARM]:
        answer(searcher, question)
    wall, cpu = [], []
    for question in asked:
        started = time.perf_counter(), time.process_time()
        answer(searcher, question)
        wall.append((time.perf_counter() - started[0]) * 1000)
        cpu.append((time.process_time() - started[1]) * 1000)
    return wall, cpu


def _gold(every: int) -> list[str]:
    return [one.question for path in sorted(GOLD.glob("csto-*.jsonl")) for one in read_gold(path)][::every]


@contextmanager
def _kept_or_temporary(cache: Path | None) -> Iterator[Path]:
    if cache is not None:
        yield cache
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        yield Path(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="BEIR folders to ask as well")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep the libraries in this folder")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th question only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
