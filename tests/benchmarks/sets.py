"""Prints nDCG@10 of each leg and of the whole, on every question set of a folder.

    python tests/benchmarks/sets.py [FOLDER]        FOLDER: default ../shared/eval

A set is a BEIR folder or a gold file. Folders of the same kind elsewhere do as well.
"""

import sys
import time
from pathlib import Path

from retrieval.evaluate import evaluate

DEFAULT = Path(__file__).parents[3] / "shared" / "eval"


def main(folder: Path) -> None:
    if not folder.is_dir():
        sys.exit(f"there is no {folder}: name a folder of question sets")
    print(f"{'set':<16}{'queries':>8}{'passages':>9}{'lexical':>9}{'dense':>8}{'final':>8}{'gain':>8}{'ms/query':>10}")
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        show_beir(path)
    for path in sorted(folder.glob("*.jsonl")):
        show_gold(path)


def show_beir(path: Path) -> None:
    figures = evaluate(path, lambda done, total: None)
    lexical, dense, final = (figures[leg]["ndcg@10"] for leg in ("lexical", "dense", "final"))
    milliseconds = figures["seconds"] / figures["queries"] * 1000
    print(
        f"{path.name:<16}{figures['queries']:>8}{figures['passages']:>9}{lexical:>9.3f}{dense:>8.3f}{final:>8.3f}"
        f"{final - max(lexical, dense):>+8.3f}{milliseconds:>10.1f}",
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


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
