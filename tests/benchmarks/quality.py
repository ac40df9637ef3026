"""Measures this project and what else could be installed on the same passages and questions, in one run.

    python tests/benchmarks/quality.py [FOLDER] [--sets NAME,…] [--questions N] [--all] [--losses N] [--markdown]

FOLDER holds BEIR folders (default ../shared/eval). The second half of each set's questions is asked: the weights of our
legs were fitted on the first halves. What it is compared with comes with `pip install '.[compare]'`; without it our own
rows and a plain cosine remain. One question is asked at a time. Times are CPU times of this process, which a busy
machine distorts little; set OMP_NUM_THREADS=1. With --markdown the tables for the README go to standard output, the
rest to standard error.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval.question_sets import read_beir
from tests.benchmarks.comparison import Comparison, chosen, compare
from tests.benchmarks.comparison_tables import NOT_RUN, losing_cases, markdown, set_table
from tests.benchmarks.rankers import OTHERS

DEFAULT = Path(__file__).parents[3] / "shared" / "eval"
OFFLINE = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False", "TOKENIZERS_PARALLELISM": "false"}


def main() -> None:
    options = _options()
    os.environ.update(OFFLINE)
    report = sys.stderr if options.markdown else sys.stdout
    folders = _folders(options.folder, options.sets)
    _say_what_is_missing()
    comparisons = []
    for folder in folders:
        comparisons.append(_compare(folder, options))
        for line in (*set_table(comparisons[-1]), *losing_cases(comparisons[-1], options.losses), ""):
            print(line, file=report, flush=True)
    if options.markdown:
        print("\n".join(markdown(comparisons)))
    else:
        print(*(f"{name}: not run: {why}" for name, why in NOT_RUN.items()), sep="\n")


def _compare(folder: Path, options: argparse.Namespace) -> Comparison:
    questions = chosen(read_beir(folder), options.all, options.questions)
    return compare(folder.name, questions, [other for other in OTHERS if other.installed])


def _say_what_is_missing() -> None:
    for other in OTHERS:
        if not other.installed:
            print(f"{other.name}: left out, it is not installed: pip install '.[compare]'", file=sys.stderr)


def _folders(folder: Path, names: str | None) -> list[Path]:
    """The sets of `folder`, or those of `names`; ends the program when there is none."""
    if not folder.is_dir():
        sys.exit(f"there is no {folder}: name a folder of question sets")
    found = [folder / name for name in names.split(",")] if names else sorted(folder.iterdir())
    sets = [path for path in found if path.is_dir()]
    if missing := [path for path in found if names and path not in sets]:
        sys.exit(f"there is no {missing[0]}: --sets takes names of folders in {folder}")
    return sets or sys.exit(f"{folder} holds no folder of a question set")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--sets", metavar="NAME,…", help="only these sets")
    parser.add_argument("--questions", type=int, metavar="N", help="at most N questions a set, spread evenly")
    parser.add_argument("--all", action="store_true", help="both halves of the questions")
    parser.add_argument("--losses", type=int, default=5, metavar="N", help="losing cases shown a set and ranker")
    parser.add_argument("--markdown", action="store_true", help="print the tables for the README")
    return parser.parse_args()


if __name__ == "__main__":
    main()
