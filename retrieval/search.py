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
from retrieval.dense import dense_scores, nearest
from retrieval.fuse import WEIGHTS, Scores, aligned, final_score, first_score
from retrieval.late import best_matches, query_pieces, telling_weights
from retrieval.lexical import matched_share
from retrieval.neighbours import dependence, shared_matches, smoothed, with_neighbours

DENSE_DEPTH = 1000
LEXICAL_DEPTH = 200
RANKED = 100

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
        rows = with_neighbours(top, self.record_of)
        dense, lexical = dense_scores(self.store, query, rows), aligned(rows, matched, share)
        late, score = self._read(question, rows, np.searchsorted(rows, top), first_score(dense, lexical))
        kept = np.arange(len(rows)) if within is None else np.flatnonzero(np.isin(rows, within))
        best = kept[np.argsort(-score[kept], kind="stable")[:RANKED]]
        return Ranking(rows[best], dense[best], lexical[best], late[best], score[best])

    def rank_lexically(self, question: str, within: Rows | None = None) -> Rows:
        """What the lexical leg alone would rank, best first."""
        return matched_share(self.term_index, question, RANKED, within)[0]

    def rank_densely(self, question: str, within: Rows | None = None) -> Rows:
        """What the dense leg alone would rank, best first."""
        query = self.encoder.encode_queries([question])[0]
        rows = nearest(self.store, query, DENSE_DEPTH, within)
        return rows[np.argsort(-dense_scores(self.store, query, rows), kind="stable")[:RANKED]]

    def _read(self, question: str, rows: Rows, top: Rows, first: Scores) -> tuple[Scores, Scores]:
        """Late interaction's score of each of `rows`, and the final one; `top` are the places of those that came first.

        The former weighs the question's pieces alike in every library; the latter by what they tell apart here.
        """
        starts = self.store.piece_starts
        counts = starts[rows + 1] - starts[rows]
        query = query_pieces(self.pieces, question)
        matches = best_matches(self.pieces, query, self.store.rows.pieces[spans(starts, rows)], counts)
        best = matches.best
        telling = telling_weights(query, best[:, top])
        leans = dependence(counts)
        own, shared = telling @ best, telling @ shared_matches(best, rows, self.record_of)
        alone = final_score(first, own + leans * (shared - own), matches.best_stretch(telling), counts)
        around = alone + leans * (smoothed(alone, rows, self.record_of) - alone)
        score: Scores = alone + np.float32(WEIGHTS.neighbours) * around
        return query.weights @ best, score


def check_fresh(manifest: Manifest, library: Library, encoder: Encoder) -> None:
    """Raise StaleIndex unless the index of `manifest` is of this library as it is, by this encoder as it is."""
    if manifest.corpus_fingerprint != library.fingerprint():
        raise StaleIndex(f"the records of {library.folder} changed after they were indexed: run `onrecord embed`")
    if manifest.model_fingerprint != encoder.fingerprint:
        raise StaleIndex(
            f"the index of {library.folder} is by another version of the model {manifest.model!r}: run `onrecord embed`"
        )
