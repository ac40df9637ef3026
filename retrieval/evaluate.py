"""How well a library answers judged questions: each leg, and what a user gets."""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.database_url import keep_in_folder
from corpus.library import Library
from corpus.model import Record
from corpus.read import read_record
from corpus.records import bundled_records
from embeddings.within import Within
from retrieval.answer import answer, scope_of
from retrieval.metrics import CUT, measure
from retrieval.model import Scope
from retrieval.prepare import index
from retrieval.question import understand
from retrieval.question_sets import BeirSet, GoldQuestion, not_held, read_beir, read_gold, told_of
from retrieval.search import Searcher

LEGS = ("lexical", "dense", "final")
Progress = Callable[[int, int], None]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class RankedLegs:
    """The first ten passage ids of one question, by each leg."""

    lexical: list[str]
    dense: list[str]
    final: list[str]


def evaluate(
    path: Path,
    progress: Progress,
    library: Path | None = None,
    model: str | None = None,
    notify: Callable[[str], None] = lambda message: None,
) -> dict[str, Any]:
    """The figures of the BEIR folder or gold file at `path`, as `onrecord eval --json` prints them.

    It runs in a temporary library: a BEIR folder's own documents, or for a gold file the bundled
    record; a gold file may name another `library`. `notify` is told of questions whose answer stands in no
    passage. Raises EvaluationError when `path` cannot be read.
    """
    if path.is_dir():
        return evaluate_beir(read_beir(path), progress, model)
    questions = read_gold(path)
    if library is not None:
        return _evaluate_gold(questions, Searcher.open(library), progress, notify)
    with temporary_searcher(map(read_record, bundled_records()), model) as searcher:
        return _evaluate_gold(questions, searcher, progress, notify)


def _evaluate_gold(
    questions: Sequence[GoldQuestion], searcher: Searcher, progress: Progress, notify: Callable[[str], None]
) -> dict[str, Any]:
    if left := not_held(questions, (passage.text for passage in searcher.library.passages())):
        notify(told_of(left, questions))
    return evaluate_gold(questions, searcher, progress)


@contextmanager
def temporary_searcher(
    records: Iterable[Record], model: str | None = None, *, in_order: bool = True
) -> Iterator[Searcher]:
    """A searcher over `records` in a library that is gone afterwards; for `in_order` see `Searcher`."""
    # tantivy may be tidying up its folder for a moment yet, and writes there while it is emptied
    with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as folder:
        keep_in_folder(Path(folder))  # whatever database the user's own library is in
        with Library.open(Path(folder)) as library:
            for record in records:
                library.add(record)
            index(library, model)
        searcher = Searcher.open(Path(folder), in_order=in_order)
        try:
            yield searcher
        finally:
            searcher.close()


def evaluate_beir(questions: BeirSet, progress: Progress, model: str | None = None) -> dict[str, Any]:
    """Figures over a BEIR set: {"queries", "passages", "lexical", "dense", "final", "speaker_top1", "seconds"}."""
    ranked, seconds = rank_beir(questions, progress, model)
    return {
        "queries": len(ranked),
        "passages": len(questions.documents),
        **leg_figures(ranked, [query.relevant for query in questions.queries]),
        "speaker_top1": _speaker_top1(ranked, questions),
        "seconds": round(seconds, 3),
    }


def rank_beir(questions: BeirSet, progress: Progress, model: str | None = None) -> tuple[list[RankedLegs], float]:
    """What each leg ranks first for each query of a BEIR set, in their order, and the seconds that all took."""
    with temporary_searcher(questions.records, model, in_order=questions.in_order) as searcher:
        started = time.monotonic()
        documents = document_ids(searcher, questions)
        ranked = [
            _ranked_legs(searcher, query.text, searcher.within(record=query.record), documents)
            for query in _told(questions.queries, progress)
        ]
        return ranked, time.monotonic() - started


def document_ids(searcher: Searcher, questions: BeirSet) -> dict[int, str]:
    """The document of `questions` that every row of the index is."""
    return {row: questions.documents[passage] for row, passage in passage_ids(searcher).items()}


def evaluate_gold(questions: Sequence[GoldQuestion], searcher: Searcher, progress: Progress) -> dict[str, Any]:
    """The same per language and over all, with `abstain`, and `speaker_accuracy` over the first quotes given."""
    ids = passage_ids(searcher)
    outcomes = [_ask_gold(searcher, question, ids) for question in _told(questions, progress)]
    languages = sorted({question.language for question in questions})
    figures = {
        language: _gold_figures([o for o in outcomes if o.gold.language == language], len(ids))
        for language in languages
    }
    return {**figures, "all": _gold_figures(outcomes, len(ids))}


def passage_ids(searcher: Searcher) -> dict[int, str]:
    """The passage id of every row of the index, by row."""
    by_key = {passage.key: passage.id for passage in searcher.library.passages()}
    rows = searcher.index.living()
    return {row: by_key[key] for row, key in zip(rows.tolist(), searcher.index.keys(rows).tolist(), strict=True)}


@dataclass(frozen=True, slots=True)
class _GoldOutcome:
    gold: GoldQuestion
    legs: RankedLegs
    relevant: frozenset[str]
    answered: bool
    first_speaker: str | None
    seconds: float


def _ask_gold(searcher: Searcher, gold: GoldQuestion, ids: Mapping[int, str]) -> _GoldOutcome:
    started = time.monotonic()
    given = answer(searcher, gold.question)
    seconds = time.monotonic() - started
    understood = understand(searcher.as_asked(gold.question), searcher.roster, Scope())
    within = scope_of(searcher, understood, Scope())
    legs = _ranked_legs(searcher, understood.text, within, ids)
    first = given.quotes[0].excerpt.speaker if given.quotes else None
    relevant = _containing(searcher, gold.passages)
    return _GoldOutcome(gold, legs, relevant, bool(given.quotes), first, seconds)


def _containing(searcher: Searcher, substrings: Sequence[str]) -> frozenset[str]:
    return frozenset(
        passage.id for passage in searcher.library.passages() if any(part in passage.text for part in substrings)
    )


def _gold_figures(outcomes: Sequence[_GoldOutcome], passages: int) -> dict[str, Any]:
    answerable = [outcome for outcome in outcomes if outcome.gold.passages]
    return {
        "queries": len(outcomes),
        "passages": passages,
        **leg_figures([outcome.legs for outcome in answerable], [outcome.relevant for outcome in answerable]),
        "speaker_accuracy": _share(
            [o.first_speaker == o.gold.speaker for o in answerable if o.answered and o.gold.attributed]
        ),
        "abstain": {
            "precision": _share([not outcome.gold.passages for outcome in outcomes if not outcome.answered]),
            "recall": _share([not outcome.answered for outcome in outcomes if not outcome.gold.passages]),
        },
        "seconds": round(sum(outcome.seconds for outcome in outcomes), 3),
    }


def _ranked_legs(searcher: Searcher, question: str, within: Within | None, ids: Mapping[int, str]) -> RankedLegs:
    question = searcher.respelt(question)
    ranked = (
        searcher.rank_lexically(question, within),
        searcher.rank_densely(question, within),
        searcher.rank(question, within).rows,
    )
    return RankedLegs(*([ids[row] for row in rows[:CUT].tolist()] for rows in ranked))


def leg_figures(ranked: Sequence[RankedLegs], relevant: Sequence[frozenset[str]]) -> dict[str, dict[str, float]]:
    """By leg the measures of `ranked`, each against the passages that are `relevant`."""
    return {leg: measure([getattr(legs, leg) for legs in ranked], relevant).as_json() for leg in LEGS}


def _speaker_top1(ranked: Sequence[RankedLegs], questions: BeirSet) -> float | None:
    if not any(questions.speakers.values()):
        return None
    right = [
        any(questions.speakers.get(legs.final[0]) == questions.speakers.get(wanted) for wanted in query.relevant)
        for legs, query in zip(ranked, questions.queries, strict=True)
        if legs.final
    ]
    return _share(right)


def _share(outcomes: Sequence[bool]) -> float | None:
    return round(sum(outcomes) / len(outcomes), 4) if outcomes else None


def _told(items: Sequence[Item], progress: Progress) -> Iterator[Item]:
    for done, item in enumerate(items, 1):
        yield item
        progress(done, len(items))
