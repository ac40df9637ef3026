"""Prints what misspelt words cost, and what reading them as they were meant gives back: nDCG@10 of all of onrecord.

    python tests/benchmarks/misspelt.py [FOLDER] [--sets NAME,…] [--every N]

FOLDER holds BEIR folders (default ../shared/eval). In none, one or two words of each question, of five letters or more,
a letter is left out, doubled, or another one, or two change places; the words and the slips are the same in every run.
The last columns are the questions' words that nothing misspelt and that are read as others all the same.
"""

import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval.evaluate import document_ids, temporary_searcher
from retrieval.question_sets import BeirSet, read_beir
from retrieval.search import Searcher
from tests.benchmarks.asked_otherwise import ndcg_of, options_of
from tests.benchmarks.halves import thinned

SETS = "xquad-en-en,xquad-ru-ru,xquad-en-ru,xquad-ru-en,qmsum-val"
SLIPS = (0, 1, 2)
LONG = 5  # letters
SHOWN = 12  # words
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def main() -> None:
    options = options_of(__doc__, SETS)
    print(f"{'set':<14}{'slips':>6}{'queries':>9}{'as typed':>10}{'as meant':>10}   read as others, nothing misspelt")
    for name in options.sets.split(","):
        questions, _ = thinned(read_beir(options.folder / name), options.every)
        show(name, questions)


def show(name: str, questions: BeirSet) -> None:
    with temporary_searcher(questions.records, in_order=questions.in_order) as searcher:
        documents = document_ids(searcher, questions)
        for slips in SLIPS:
            asked = [slipped(query.text, slips) for query in questions.queries]
            typed = ndcg_of(searcher, documents, questions.queries, asked)
            meant = ndcg_of(searcher, documents, questions.queries, list(map(searcher.respelt, asked)))
            changed = "" if slips else "  ".join(_changes(searcher, asked))
            print(f"{name:<14}{slips:>6}{len(asked):>9}{typed:>10.3f}{meant:>10.3f}   {changed}", flush=True)


def slipped(question: str, slips: int) -> str:
    """`question` with a slip in so many of its long words in small letters; the same for the same question."""
    chance = random.Random(question)
    words = [word for word in _WORD.finditer(question) if len(word[0]) >= LONG and word[0].islower()]
    for word in sorted(chance.sample(words, min(slips, len(words))), key=lambda word: -word.start()):
        question = question[: word.start()] + _slip(word[0], chance) + question[word.end() :]
    return question


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    other = chance.choice(_LATIN if word.isascii() else _CYRILLIC)
    kinds: list[Callable[[], str]] = [
        lambda: before + after,
        lambda: before + letter + letter + after,
        lambda: before + other + after,
        lambda: before + after[0] + letter + after[1:],
    ]
    return chance.choice(kinds)()


def _changes(searcher: Searcher, asked: Sequence[str]) -> list[str]:
    pairs = (zip(_WORD.findall(one), _WORD.findall(searcher.respelt(one)), strict=True) for one in asked)
    changed = [f"{word}→{other}" for words in pairs for word, other in words if word != other]
    return [f"{len(changed)}:", *changed[:SHOWN]]


if __name__ == "__main__":
    main()
