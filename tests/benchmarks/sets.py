"""Prints nDCG@10 of each leg and of the whole, on every question set of a folder, and on both halves of its questions.

    python tests/benchmarks/sets.py [FOLDER] [--every N]        FOLDER: default ../shared/eval

A set is a BEIR folder or a gold file. Folders of the same kind elsewhere do as well. On the first halves weights were
fitted (`weights.py`), the second ones tell what they are worth; "leg" is the better one alone.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval.evaluate import evaluate, leg_figures, rank_beir
from retrieval.question_sets import read_beir
from tests.benchmarks.halves import thinned

DEFAULT = Path(__file__).parents[3] / "shared" / "eval"
COLUMNS = (
    f"{'lexical':>9}{'dense':>8}{'final':>8}{'gain':>8}{'ms/query':>10}{'1st: leg':>11}{'final':>8}{'2nd: leg':>11}"
)


def main() -> None:
    options = _options()
    if not options.folder.is_dir():
        sys.exit(f"there is no {options.folder}: name a folder of question sets")
    print(f"{'set':<16}{'queries':>8}{'passages':>9}{COLUMNS}{'final':>8}")
    for path in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        show_beir(path, options.every)
    for path in sorted(options.folder.glob("*.jsonl")):
        show_gold(path)


def show_beir(path: Path, every: int) -> None:
    questions, middle = thinned(read_beir(path), every)
    ranked, seconds = rank_beir(questions, lambda done, total: None)
    relevant = [query.relevant for query in questions.queries]
    parts = [slice(None), slice(middle), slice(middle, None)]
    figures = [leg_figures(ranked[part], relevant[part]) for part in parts]
    (lexical, dense, final), *by_half = ([part[leg]["ndcg@10"] for leg in part] for part in figures)
    print(
        f"{path.name:<16}{len(ranked):>8}{len(questions.documents):>9}{lexical:>9.3f}{dense:>8.3f}{final:>8.3f}"
        f"{final - max(lexical, dense):>+8.3f}{seconds / len(ranked) * 1000:>10.1f}"
        + "".join(f"{max(legs):>11.3f}{whole:>8.3f}" for *legs, whole in by_half),
        flush=True,
    )


def show_gold(path: Path) -> None:
    started = time.monotonic()
    figures = evaluate(path, lambda done, total: None)
    print(f"\n{path.name}: {time.monotonic() - started:.1f} s with reading and embedding")
    print(f"{'':<5}{'queries':>8}{'top1':>7}{'top3':>7}{'speaker':>9}{'silence: precision':>20}{'recall':>8}")
    for language, part in figures.items():
        silence = part["abstain"]
        print(
            f"{language:<5}{part['queries']:>8}{part['final']['top1']:>7.3f}{part['final']['top3']:>7.3f}"
            f"{part['speaker_accuracy'] or 0:>9.3f}{silence['precision'] or 0:>20.3f}{silence['recall'] or 0:>8.3f}"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of the BEIR sets every N-th question only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
