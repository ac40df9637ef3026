"""Prints what it costs to type Japanese in Latin letters or hiragana, and what reading gives back: nDCG@10.

    pip install cutlet unidic-lite
    python tests/benchmarks/romaji.py [FOLDER] [--sets NAME,…] [--every N]

FOLDER holds BEIR folders (default ../shared/eval). Of the questions of each set, in halves, every N-th one is asked as
it is written, in romaji with long vowels (`toukyou`) and without (`tokyo`), and in hiragana, loanwords in katakana: as
they sound by UniDic, cutlet and fugashi, which share nothing with onrecord's own table. Constants were chosen on the
first halves. Beside nDCG@10 of the questions as written, as typed and as read: the median CPU time of reading one.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval.evaluate import document_ids, temporary_searcher
from retrieval.question_sets import BeirSet, read_beir
from retrieval.search import Searcher
from tests.benchmarks.asked_otherwise import ndcg_of, options_of
from tests.benchmarks.halves import thinned

SETS = "jaquad-dev,tokyo-dev"
Typed = Callable[[str], str]
_LONG = re.compile(r"(?i)(o)u|(o)o|(u)u")
_KATAKANA = re.compile("[ァ-ヺー]+")
_TO_HIRAGANA = {point: point - 0x60 for point in range(0x30A1, 0x30F7)}


def main() -> None:
    options = options_of(__doc__, SETS)
    manners = typed_manners()
    figures = f"{'written':>9}{'as typed':>10}{'as read':>9}{'ms':>7}"
    print(f"{'set':<12}{'half':<8}{'questions':>10}  {'typed in':<22}{figures}")
    for name in options.sets.split(","):
        questions, first = thinned(read_beir(options.folder / name), options.every)
        show(name, questions, first, manners)


def show(name: str, questions: BeirSet, first: int, manners: dict[str, Typed]) -> None:
    with temporary_searcher(questions.records, in_order=questions.in_order) as searcher:
        documents = document_ids(searcher, questions)
        for half, queries in (("first", questions.queries[:first]), ("second", questions.queries[first:])):
            written = ndcg_of(searcher, documents, queries, [query.text for query in queries])
            for manner, typed in manners.items():
                asked = [typed(query.text) for query in queries]
                as_typed = ndcg_of(searcher, documents, queries, asked)
                read, times = _read(searcher, asked)
                as_read = ndcg_of(searcher, documents, queries, read)
                figures = f"{written:>9.3f}{as_typed:>10.3f}{as_read:>9.3f}{statistics.median(times) * 1000:>7.1f}"
                print(f"{name:<12}{half:<8}{len(queries):>10}  {manner:<22}{figures}", flush=True)


def typed_manners() -> dict[str, Typed]:
    """By its name how each manner of typing writes a question."""
    try:
        import cutlet
    except ImportError:
        sys.exit("pip install cutlet unidic-lite")
    romaji = cutlet.Cutlet()
    romaji.use_foreign_spelling = False

    def long(question: str) -> str:
        return str(romaji.romaji(question, capitalize=False, title=False))

    def short(question: str) -> str:
        return _LONG.sub(lambda found: found[1] or found[2] or found[3], long(question))

    def hiragana(question: str) -> str:
        return "".join(_in_hiragana(word.surface, word.feature.kana) for word in romaji.tagger(question))

    return {"romaji, long vowels": long, "romaji, short vowels": short, "hiragana": hiragana}


def _in_hiragana(surface: str, sound: str | None) -> str:
    return surface if not sound or _KATAKANA.fullmatch(surface) else sound.translate(_TO_HIRAGANA)


def _read(searcher: Searcher, asked: Sequence[str]) -> tuple[list[str], list[float]]:
    read, times = [], []
    for question in asked:
        started = time.process_time()
        read.append(searcher.in_script(question))
        times.append(time.process_time() - started)
    return read, times


if __name__ == "__main__":
    main()
