"""Everything that a question needs, opened once: library, indexes, encoder; and the ranking itself."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StaleIndex, UnknownRecord
from corpus.library import Library
from corpus.model import RecordSummary
from corpus.names import Roster
from embeddings.encoder import Encoder
from embeddings.generation import current
from embeddings.load import load_encoder
from embeddings.static import StaticEncoder, load_static
from embeddings.store import Manifest, VectorStore, spans
from embeddings.term_index import TermIndex
from retrieval.calibration import Calibration, calibration_for
from retrieval.dense import dense_cosines, dense_scores, nearest
from retrieval.fuse import WEIGHTS, Legs, Scores, aligned, final_score, first_score
from retrieval.late import best_matches, query_pieces, telling_weights
from retrieval.lexical import matched_share
from retrieval.neighbours import REACH, dependence, shared_matches, smoothed, with_neighbours

DENSE_DEPTH = 1000
LEXICAL_DEPTH = 200
RANKED = 100
COMPANY = 60_000  # pieces; reading more is slower than it is worth

Rows = NDArray[np.int64]
"""Rows of the index, int64 [n]."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best rows (int64 [n ≤ RANKED]), best first, and each leg's score of them (float32 [n])."""

    rows: Rows
    dense: Scores
    lexical: Scores
    late: Scores
    score: Scores


@dataclass(frozen=True, slots=True)
class _Reading:
    """How many pieces each of n passages has (int64), and what late interaction says of it (float32).

    `plain` weighs the question's pieces alike in every library; the others by what they tell apart here.
    """

    counts: Rows
    plain: Scores
    late: Scores
    stretch: Scores
    phrases: Scores
    close: Scores


class Searcher:
    """An opened library with its indexes. Safe to use from several threads."""

    def __init__(
        self, library: Library, store: VectorStore, term_index: TermIndex, encoder: Encoder, *, in_order: bool = True
    ) -> None:
        """Search `library` through these indexes, which must be of its present state; see `open`.

        `in_order` is whether a record's passages follow one another, so that each is read with its neighbours.
        """
        self.library = library
        self.store = store
        self.term_index = term_index
        self.encoder = encoder
        self.in_order = in_order

    @classmethod
    def open(cls, folder: Path, *, in_order: bool = True) -> Self:
        """Open the library in `folder` for questions.

        Raises MissingIndex when it has not been indexed, and StaleIndex when its index is of another
        corpus or another model: neither is ever searched.
        """
        library = Library.open(folder, create=False)
        generation = current(folder)
        store = VectorStore(generation.vectors)
        encoder = load_encoder(store.manifest.model)
        check_fresh(store.manifest, library, encoder)
        return cls(library, store, TermIndex(generation.lexical), encoder, in_order=in_order)

    @cached_property
    def pieces(self) -> StaticEncoder:
        """The bundled token table, which late interaction reads whatever the encoder."""
        return self.encoder if isinstance(self.encoder, StaticEncoder) else load_static()

    @cached_property
    def calibration(self) -> Calibration:
        """How sure is sure enough, for this library and model."""
        return calibration_for(self.library.folder, self.encoder.fingerprint)

    @cached_property
    def record_of(self) -> Rows:
        """The number of the record that each row is of."""
        first = np.array(self.library.first_keys(), np.int64)
        return (
            np.searchsorted(first, self.store.rows.keys, side="right") if self.in_order else np.arange(len(self.store))
        )

    @cached_property
    def records(self) -> list[RecordSummary]:
        """The records of the library, without their texts."""
        return self.library.records()

    @cached_property
    def roster(self) -> Roster:
        """The speakers of the library, by every spelling of their names."""
        return Roster(self.library.speakers())

    def rows(
        self,
        speaker_ids: Collection[str] | None = None,
        record: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Rows | None:
        """The rows in this scope, ascending; None when the scope is the whole library.

        Raises UnknownRecord.
        """
        if speaker_ids is None and record is None and since is None and until is None:
            return None
        keys = self.library.keys(speaker_ids=speaker_ids, record=record, since=since, until=until)
        if not keys and record is not None and record not in {known.id for known in self.library.records()}:
            raise UnknownRecord(f"no record has the id {record!r}: `onrecord records` lists what there is")
        return self.store.rows_of(keys)

    def rank(self, question: str, within: Rows | None = None) -> Ranking:
        """The passages that may answer `question`, best first; `within` limits them to these rows."""
        query = self.encoder.encode_queries([question])[0]
        matched, share = matched_share(self.term_index, question, LEXICAL_DEPTH, within)
        found = np.union1d(nearest(self.store, query, DENSE_DEPTH, within), matched)
        first = first_score(dense_scores(self.store, query, found), aligned(found, matched, share))
        top = found[np.argsort(-first, kind="stable")[:RANKED]]
        rows = np.union1d(top, with_neighbours(top[: self._worth_company(top)], self.record_of))
        passage, sentence = dense_cosines(self.store, query, rows)
        read = self._read(question, rows, np.searchsorted(rows, top))
        lexical = aligned(rows, matched, share)
        legs = Legs(passage, sentence, lexical, read.late, read.stretch, read.phrases, read.close)
        score = self._beside(final_score(legs, read.counts), rows, read.counts)
        kept = np.arange(len(rows)) if within is None else np.flatnonzero(np.isin(rows, within))
        best = kept[np.argsort(-score[kept], kind="stable")[:RANKED]]
        dense = (passage + sentence) * np.float32(0.5)
        return Ranking(rows[best], dense[best], lexical[best], read.plain[best], score[best])

    def rank_lexically(self, question: str, within: Rows | None = None) -> Rows:
        """What the lexical leg alone would rank, best first."""
        return matched_share(self.term_index, question, RANKED, within)[0]

    def rank_densely(self, question: str, within: Rows | None = None) -> Rows:
        """What the dense leg alone would rank, best first."""
        query = self.encoder.encode_queries([question])[0]
        rows = nearest(self.store, query, DENSE_DEPTH, within)
        return rows[np.argsort(-dense_scores(self.store, query, rows), kind="stable")[:RANKED]]

    def _worth_company(self, top: Rows) -> int:
        """Of how many of `top`, best first, the neighbours are read too: as many as have COMPANY pieces in all."""
        starts, last = self.store.piece_starts, len(self.store)
        pieces = starts[np.minimum(top + REACH + 1, last)] - starts[np.maximum(top - REACH, 0)]
        return int(np.searchsorted(np.cumsum(pieces), COMPANY, side="right"))

    def _read(self, question: str, rows: Rows, top: Rows) -> _Reading:
        """What late interaction says of `rows`; `top` are the places of those that came first."""
        starts = self.store.piece_starts
        counts = starts[rows + 1] - starts[rows]
        query = query_pieces(self.pieces, question)
        matches = best_matches(self.pieces, query, self.store.rows.pieces[spans(starts, rows)], counts)
        telling = telling_weights(query, matches.best[top])
        own, shared = matches.best @ telling, shared_matches(matches.best, rows, self.record_of) @ telling
        late = own + dependence(counts) * (shared - own)
        plain = matches.best @ query.weights
        stretch, phrases, close = (of(telling) for of in (matches.best_stretch, matches.best_phrases, matches.closest))
        return _Reading(counts, plain, late, stretch, phrases, close)

    def _beside(self, alone: Scores, rows: Rows, counts: Rows) -> Scores:
        """Each score with what the scores of the passage's neighbours add to it. float32 [n]."""
        around = alone + dependence(counts) * (smoothed(alone, rows, self.record_of) - alone)
        score: Scores = alone + np.float32(WEIGHTS.neighbours) * around
        return score


def check_fresh(manifest: Manifest, library: Library, encoder: Encoder) -> None:
    """Raise StaleIndex unless the index of `manifest` is of this library as it is, by this encoder as it is."""
    if manifest.corpus_fingerprint != library.fingerprint():
        raise StaleIndex(f"the records of {library.folder} changed after they were indexed: run `onrecord embed`")
    if manifest.model_fingerprint != encoder.fingerprint:
        raise StaleIndex(
            f"the index of {library.folder} is by another version of the model {manifest.model!r}: run `onrecord embed`"
        )
