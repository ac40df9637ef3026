"""Quote or be silent: from a ranking to an answer."""

from collections.abc import Mapping
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.model import Excerpt, Speaker
from corpus.passages import sentences
from retrieval.alignment import matching_words
from retrieval.confidence import Evidence, confidence, evidence, needed
from retrieval.duplicates import says_the_same
from retrieval.model import Answer, Quote, Reason, Scope
from retrieval.question import Understood, understand
from retrieval.search import Ranking, Rows, Searcher

DEFAULT_QUOTES = 5
SPARE = 3  # passages looked at beyond those that may be quoted, as some repeat others
GREETING = 40  # pieces; a shorter passage may be no more than one
ALIKE = 0.6  # cosine
BESIDE = 0.7  # of the first quote's confidence


def answer(searcher: Searcher, question: str, scope: Scope | None = None, limit: int = DEFAULT_QUOTES) -> Answer:
    """The best passages of `searcher`'s library that answer `question`, at most `limit`; or none, and why.

    A speaker named in the question, or in `scope`, limits the answer to that speaker's own words.
    Raises UnknownRecord for a record in `scope` that the library does not hold.
    """
    scope = scope or Scope()
    return answer_understood(searcher, question, understand(question, searcher.roster, scope), scope, limit)


def answer_understood(
    searcher: Searcher, question: str, understood: Understood, scope: Scope, limit: int = DEFAULT_QUOTES
) -> Answer:
    """As `answer`, of a question that has been taken apart already. Raises UnknownRecord."""
    if understood.reason:
        return Answer(question, reason=understood.reason, candidates=tuple(one.label for one in understood.candidates))
    within = scoped_rows(searcher, understood, scope)
    speaker = "、".join(_names(understood.speakers or ())) or None
    if not len(searcher.store) or (within is not None and not len(within)):
        return Answer(question, reason=Reason.EMPTY_LIBRARY, speaker=speaker)
    if not understood.text and within is not None:
        return Answer(question, _first_words(searcher, within, limit), speaker=speaker)
    quotes = _quotes(searcher, understood.text, within, limit)
    if not quotes:
        return Answer(question, reason=Reason.NOT_BY_SPEAKER if speaker else Reason.NOT_ANSWERED, speaker=speaker)
    return Answer(question, quotes, speaker=speaker)


def scoped_rows(searcher: Searcher, understood: Understood, scope: Scope) -> Rows | None:
    """The rows that `understood` and `scope` allow; None for all."""
    ids = None if understood.speakers is None else [speaker.id for speaker in understood.speakers]
    return searcher.rows(ids, scope.record or understood.record, scope.since, scope.until)


def _quotes(searcher: Searcher, question: str, within: Rows | None, limit: int) -> tuple[Quote, ...]:
    """The best passages as quotes, re-read from the source; nothing when the first one does not answer.

    Beside it stand those that answer too, nearly as surely, and say something else, in the order of the ranking.
    """
    ranking = searcher.rank(question, within)
    wanted = needed(len(searcher.store) if within is None else len(within))
    rows = ranking.rows[: limit + SPARE]
    excerpts = searcher.library.excerpts(searcher.store.rows.keys[rows].tolist())
    query = searcher.encoder.encode_queries([question])[0]
    quotes: dict[int, Quote] = {}
    for place, (row, excerpt) in enumerate(zip(rows.tolist(), excerpts, strict=True)):
        if excerpt is None:
            continue
        sure = confidence(evidence_at(searcher, question, excerpt, ranking, place))
        if sure < wanted and not quotes:
            break
        if not quotes:
            wanted = max(wanted, BESIDE * sure)
        if sure >= wanted and not _is_known(searcher, row, excerpt, quotes):
            decisive = decisive_sentence(searcher, query, row, excerpt)
            words = [matching_words(searcher.pieces, question, excerpt.text, sentence) for sentence in decisive]
            quotes[row] = Quote(excerpt, decisive, sure, tuple(chain.from_iterable(words)))
        if len(quotes) == limit:
            break
    return tuple(quotes.values())


def _is_known(searcher: Searcher, row: int, excerpt: Excerpt, quotes: Mapping[int, Quote]) -> bool:
    """Whether one of `quotes` (by row) says the same; only passages of one meaning are compared word by word."""
    passages = searcher.store.rows.passages
    return any(
        passages[row] @ passages[known] >= ALIKE and says_the_same(excerpt.text, quote.excerpt.text)
        for known, quote in quotes.items()
    )


def _first_words(searcher: Searcher, within: Rows, limit: int) -> tuple[Quote, ...]:
    """The first passages of more than a greeting, for a question that only asks what somebody said."""
    counts = np.asarray(searcher.store.rows.piece_counts[within])
    rows = within[counts >= GREETING] if (counts >= GREETING).any() else within
    excerpts = searcher.library.excerpts(searcher.store.rows.keys[rows[:limit]].tolist())
    return tuple(Quote(excerpt, (), 1.0) for excerpt in excerpts if excerpt is not None)


def evidence_at(searcher: Searcher, question: str, excerpt: Excerpt, ranking: Ranking, place: int) -> Evidence:
    """The evidence for `excerpt`, which stands at `place` of `ranking`."""
    dense, late = float(ranking.dense[place]), float(ranking.late[place])
    return evidence(question, excerpt.text, dense, late, searcher.term_index)


def decisive_sentence(
    searcher: Searcher, query: NDArray[np.float32], row: int, excerpt: Excerpt
) -> tuple[tuple[int, int], ...]:
    """The sentence of the passage that is nearest to the question, as a slice of the excerpt's text."""
    spans = sentences(excerpt.text)
    starts = searcher.store.sentence_starts
    vectors = searcher.store.rows.sentences[starts[row] : starts[row + 1]].astype(np.float32)
    if len(spans) != len(vectors):
        return ()
    return (spans[int(np.argmax(vectors @ query))],)


def _names(speakers: tuple[Speaker, ...]) -> tuple[str, ...]:
    return tuple(speaker.name for speaker in speakers)
