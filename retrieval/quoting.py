"""From a ranking to quotes: how sure each passage is, and what of it decides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.model import Excerpt
from corpus.passages import sentences
from embeddings.within import Within
from retrieval.alignment import matching_words, words_asked
from retrieval.calibration import nearly
from retrieval.confidence import Evidence, Name, Scored, evidence, sought
from retrieval.duplicates import says_the_same
from retrieval.expected import asks_number, holds_number
from retrieval.late import best_matches, query_pieces
from retrieval.model import Quote
from retrieval.search import Ranking, Searcher

GREETING = 40  # pieces; a shorter passage may be no more than one
SPARE = 3  # passages looked at beyond those that may be quoted, as some repeat others
ALIKE = 0.6  # cosine
WITHOUT_NUMBER = 0.3  # of the confidence in a passage, where a number is asked for and none stands in it
BESIDE = 0.4  # of the odds of the first quote
LED = 5  # passages that may all answer; the next one shows how near others come that do not


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage, the row of the index that it has, and how sure it is that it answers (0..1)."""

    row: int
    excerpt: Excerpt
    sure: float


def judged(searcher: Searcher, question: str, ranking: Ranking, depth: int) -> Iterator[Judged]:
    """The best `depth` passages of `ranking`, which is for `question`, in its order, each re-read from the source.

    What is nothing but the title of its record is left out: it names what is asked about, and tells nothing of it.
    """
    wants_number = asks_number(question)
    for row, excerpt, seen in witnessed(searcher, question, ranking, depth):
        if excerpt.speaker is None and _bare(excerpt.text) == _bare(excerpt.title):
            continue
        sure = searcher.calibration.confidence(seen)
        lacks = wants_number and not holds_number(excerpt.text)
        yield Judged(row, excerpt, sure * WITHOUT_NUMBER if lacks else sure)


def witnessed(
    searcher: Searcher, question: str, ranking: Ranking, depth: int
) -> Iterator[tuple[int, Excerpt, Evidence]]:
    """The best `depth` passages of `ranking` that are there: each one's row, its words, and the evidence for it."""
    rows = ranking.rows[:depth]
    excerpts = searcher.readable.excerpts(searcher.index.keys(rows).tolist())
    asked = sought(question, len(searcher.pieces.piece_ids([question])[0]), searcher.terms)
    likenesses = _of_names(searcher, asked.names, rows)
    for place, (row, excerpt) in enumerate(zip(rows.tolist(), excerpts, strict=True)):
        if excerpt is not None:
            yield row, excerpt, evidence(asked, excerpt.text, _scored(ranking, place), likenesses[place].tolist())


def _bare(text: str) -> str:
    return " ".join(text.strip("#*_ \n").split())


def _scored(ranking: Ranking, place: int) -> Scored:
    """What `ranking` says of the passage in this place."""
    rest = ranking.score[min(LED, len(ranking.score) - 1)]
    return Scored(float(ranking.dense[place]), float(ranking.late[place]), float(ranking.score[place] - rest))


def _of_names(searcher: Searcher, names: Sequence[Name], rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """How much what is most like each name in each of these passages is like it. float32 [rows, names]."""
    likenesses = np.zeros((len(rows), len(names)), np.float32)
    if names:
        pieces, counts = searcher.index.pieces(rows), searcher.index.piece_counts(rows)
        for column, name in enumerate(names):
            asked = query_pieces(searcher.pieces.rows_of(name.word))
            likenesses[:, column] = best_matches(searcher.pieces, asked, pieces, counts).best @ asked.weights
    return likenesses


def wanted_of(searcher: Searcher, within: Within | None) -> float:
    """The confidence from which a passage of this scope is taken for an answer."""
    return searcher.calibration.needed(candidates(searcher, within))


def candidates(searcher: Searcher, within: Within | None) -> int:
    """How many passages this scope has."""
    return len(searcher.index) if within is None else searcher.index.count(within)


def best_quotes(
    searcher: Searcher, question: str, found: Iterable[Judged], wanted: float, limit: int
) -> tuple[Quote, ...]:
    """The first `limit` of the passages `found` as quotes; nothing when the first one is not as sure as `wanted`.

    Beside it stand those that answer too, nearly as surely, and say something else, in their order.
    """
    kept: dict[int, Judged] = {}
    first = 0.0
    for one in found:
        if one.sure < wanted and not kept:
            break
        first = first if kept else one.sure
        if one.sure >= wanted and nearly(one.sure, first, BESIDE) and not _is_known(searcher, one, kept):
            kept[one.row] = one
        if len(kept) == limit:
            break
    return tuple(quotes_of(searcher, question, list(kept.values())))


def first_words(searcher: Searcher, within: Within, limit: int) -> tuple[Quote, ...]:
    """The first passages of more than a greeting, for a question that only asks what somebody said."""
    index = searcher.index
    rows = index.first(within, limit, GREETING)
    if not len(rows):
        rows = index.first(within, limit)
    excerpts = searcher.readable.excerpts(index.keys(rows).tolist())
    return tuple(Quote(excerpt, (), 1.0) for excerpt in excerpts if excerpt is not None)


def quotes_of(searcher: Searcher, question: str, found: list[Judged]) -> Iterator[Quote]:
    """These passages as quotes, with the sentence that decides and the words in it that match `question`."""
    if not found:
        return
    query, asked = searcher.query(question), words_asked(searcher.rows, question)
    for one in found:
        decisive = decisive_sentence(searcher, query, one.row, one.excerpt)
        words = [matching_words(searcher.pieces, asked, one.excerpt.text, sentence) for sentence in decisive]
        yield Quote(one.excerpt, decisive, one.sure, tuple(chain.from_iterable(words)))


def decisive_sentence(
    searcher: Searcher, query: NDArray[np.float32], row: int, excerpt: Excerpt
) -> tuple[tuple[int, int], ...]:
    """The sentence of the passage that is nearest to the question, as a slice of the excerpt's text."""
    spans = sentences(excerpt.text)
    cosines, _ = searcher.index.sentence_cosines(query, np.array([row]))
    if len(spans) != len(cosines):
        return ()
    return (spans[int(np.argmax(cosines))],)


def _is_known(searcher: Searcher, one: Judged, kept: Mapping[int, Judged]) -> bool:
    """Whether one of `kept` (by row) says the same; only passages of one meaning are compared word by word."""
    return any(
        searcher.index.likeness(one.row, known) >= ALIKE and says_the_same(one.excerpt.text, other.excerpt.text)
        for known, other in kept.items()
    )
