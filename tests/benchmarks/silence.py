"""Prints how often questions that the shipped record does not answer get a quote all the same.

    python tests/benchmarks/silence.py FOLDER [--questions 500]     FOLDER: a BEIR set on other subjects, as JaQuAD

The questions of FOLDER, spread over all of it, are of another subject. Those of tests/retrieval/csto-*.jsonl follow by
their kind, the answerable ones too: csto-held is the half on which nothing was fitted.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.read import read_record
from corpus.records import bundled_records
from retrieval.answer import answer
from retrieval.evaluate import temporary_searcher
from retrieval.question_sets import read_beir
from retrieval.search import Searcher

GOLD = Path(__file__).parents[1] / "retrieval"
SHOWN = 5  # of the quoted ones


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, default=500)
    options = parser.parse_args()
    queries = [query.text for query in read_beir(options.folder).queries]
    foreign = [queries[number * len(queries) // options.questions] for number in range(options.questions)]
    with temporary_searcher(map(read_record, bundled_records())) as searcher:
        show(searcher, options.folder.name, foreign)
        for path in sorted(GOLD.glob("csto-*.jsonl")):
            for kind, questions in by_kind(path):
                show(searcher, f"{path.stem}, {kind}", questions)


def by_kind(path: Path) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[f"{row['kind']} ({'answered there' if row['passages'] else 'not answered'})"].append(row["question"])
    return iter(sorted(found.items()))


def show(searcher: Searcher, name: str, questions: list[str]) -> None:
    quoted = [question for question in questions if answer(searcher, question).quotes]
    print(f"{name:<44}{len(quoted):>4} of {len(questions):>4} quoted  {len(quoted) / len(questions):6.1%}", flush=True)
    if name.endswith("(not answered)") or "," not in name:
        for question in quoted[:SHOWN]:
            print(f"    {question}")


if __name__ == "__main__":
    main()
