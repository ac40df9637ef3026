"""Rankers measured on one question set: how well, how fast, and where another one does better than ours."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from embeddings.load import load_encoder
from retrieval.metrics import Measures, hit, measure
from retrieval.question_sets import BeirSet, JudgedQuery
from tests.benchmarks.rankers import FINAL, Other, Passages, Rank, our_legs, ours

BEATEN = 3  # a relevant passage that ours has no earlier than after this place is a loss

FEW = 20  # passages on which everything is tried before it is timed


@dataclass(frozen=True, slots=True)
class Result:
    """What one ranker gave: its rankings in the queries' order, and CPU seconds for asking and for building."""

    name: str
    rankings: list[list[str]]
    measures: Measures
    asking: float
    building: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All results on one set."""

    name: str
    queries: tuple[JudgedQuery, ...]
    texts: dict[str, str]
    results: list[Result]

    @property
    def final(self) -> Result:
        """What a user of this project gets."""
        return next(result for result in self.results if result.name == FINAL)


@dataclass(frozen=True, slots=True)
class Loss:
    """A query whose relevant passage another ranker puts first, and ours not among its first three."""

    query: JudgedQuery
    theirs: list[str]
    ours: list[str]


def chosen(questions: BeirSet, every: bool, most: int | None) -> BeirSet:
    """The set with its second half of queries, or with `every` one; at most `most`, spread evenly."""
    queries = questions.queries if every else questions.queries[len(questions.queries) // 2 :]
    if most is not None:
        queries = queries[:: max(1, len(queries) // most)][:most]
    return replace(questions, queries=queries)


def compare(name: str, questions: BeirSet, others: Sequence[Other]) -> Comparison:
    """Measure our legs and `others` on the passages and queries of `questions`."""
    passages, encoder = Passages.of(questions), load_encoder()
    results = list(_our_results(questions))
    for other in others:
        other.build(Passages.of(_few(questions)), encoder)(questions.queries[0])  # loading modules is not counted
        started = time.process_time()
        rank = other.build(passages, encoder)
        results.append(_result(other.name, rank, questions, time.process_time() - started))
    return Comparison(name, questions.queries, dict(zip(passages.ids, passages.texts, strict=True)), results)


def _few(questions: BeirSet) -> BeirSet:
    """The first query and a few passages among which it may look."""
    query = questions.queries[0]
    record = next(record for record in questions.records if query.record in (None, record.id))
    return replace(questions, records=(replace(record, passages=record.passages[:FEW]),), queries=(query,))


def _our_results(questions: BeirSet) -> Iterator[Result]:
    with ours(_few(questions)):
        started = time.process_time()
    with ours(questions) as searcher:
        building = time.process_time() - started
        for name, rank in our_legs(searcher, questions).items():
            yield _result(name, rank, questions, building)


def _result(name: str, rank: Rank, questions: BeirSet, building: float) -> Result:
    rank(questions.queries[0])  # what is loaded with the first question is not counted
    started = time.process_time()
    rankings = [rank(query) for query in questions.queries]
    asking = time.process_time() - started
    measures = measure(rankings, [query.relevant for query in questions.queries])
    return Result(name, rankings, measures, asking, building)


def losses(comparison: Comparison, other: Result) -> list[Loss]:
    """Where `other` puts a relevant passage first, and ours has none among its first three."""
    return [
        Loss(query, theirs, own)
        for query, theirs, own in zip(comparison.queries, other.rankings, comparison.final.rankings, strict=True)
        if hit(theirs, query.relevant, 1) and not hit(own, query.relevant, BEATEN)
    ]


def wins(comparison: Comparison, other: Result) -> int:
    """The number of queries where it is the other way round."""
    return sum(
        hit(own, query.relevant, 1) and not hit(theirs, query.relevant, BEATEN)
        for query, theirs, own in zip(comparison.queries, other.rankings, comparison.final.rankings, strict=True)
    )
