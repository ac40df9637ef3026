"""Everything that a question needs, opened once: library, indexes, encoder; and the ranking itself."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import numpy as np

from corpus.errors import OnrecordError, StaleIndex, UnknownRecord
from corpus.model import RecordSummary
from corpus.names import Roster
from corpus.quick_library import Readable, open_readable
from embeddings.backend import open_index
from embeddings.encoder import Encoder, Vectors
from embeddings.generation import is_building
from embeddings.index import Index, Terms
from embeddings.load import load_encoder
from embeddings.products import on_one_thread
from embeddings.static import StaticEncoder, load_static, unit
from embeddings.stem_rows import StemRows
from embeddings.store import Manifest, Rows, distinct
from embeddings.vocabulary import Vocabulary
from embeddings.within import Within
from retrieval.calibration import Calibration, calibration_for
from retrieval.dense import dense_scores
from retrieval.expected import asks_number, holds_number
from retrieval.fuse import WEIGHTS, Legs, Scores, aligned, final_score, first_score
from retrieval.late import best_matches, query_pieces, telling_weights
from retrieval.lexical import matched_share
from retrieval.neighbours import dependence, shared_matches, smoothed, with_neighbours
from retrieval.question import readable
from retrieval.question_rows import QuestionRows
from retrieval.spelling import Speller, is_near_a_frame
from retrieval.typed_manner import may_be_typed

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from corpus.library import Library
    from retrieval.typed import TypedReader

Result = TypeVar("Result")

DENSE_DEPTH = 1000
LEXICAL_DEPTH = 200
RANKED = 100
LOOKED_INTO = 20  # passages that are read for what a question expects
NUMBER = 0.2  # what a number is worth where one is asked for; measured on the first half of XQuAD ru-en
WORTH_A_THREAD = 100_000  # passages; of fewer, each leg is done before a thread has started
BESIDE = 8  # pieces of work that are done at once, each beside a question's own thread: two of four questions
INDEXED_WITHIN = 10.0  # seconds that are waited for new records; a longer build answers nobody until it is whole
AGAIN = 0.2  # seconds
COMPANY = 30_000  # pieces; reading more is slower than it is worth


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
    """An opened library with its index. Safe to use from several threads."""

    def __init__(self, library: Readable, index: Index, encoder: Encoder, *, in_order: bool = True) -> None:
        """Search `library` through `index`, which must be of its present state; see `open`.

        `in_order` is whether a record's passages follow one another, so that each is read with its neighbours.
        """
        self.readable = library
        self.index = index
        self.encoder = encoder
        self.in_order = in_order

    @classmethod
    def open(cls, folder: Path, *, in_order: bool = True) -> Self:
        """Open the library in `folder` for questions; where records have changed and are being indexed, when they are.

        Raises MissingIndex when it has not been indexed, and StaleIndex when its index is of another
        corpus or another model: neither is ever searched. IndexServerError where the server of its index is not there.
        """
        deadline = time.monotonic() + INDEXED_WITHIN
        while True:
            try:
                return cls._opened(folder, in_order)
            except StaleIndex:
                # a record is there a moment before its index is begun, and that for a while before it is whole
                time.sleep(AGAIN)
                if not is_building(folder) or time.monotonic() > deadline:
                    return cls._opened(folder, in_order)

    @classmethod
    def _opened(cls, folder: Path, in_order: bool) -> Self:
        on_one_thread()
        library = open_readable(folder)
        try:
            index = open_index(folder)
            encoder = load_encoder(index.manifest.model)
            check_fresh(index.manifest, library, encoder)
        except OnrecordError:
            library.close()
            raise
        return cls(library, index, encoder, in_order=in_order)

    @property
    def library(self) -> "Library":
        """The library with all that can be read of it; what most answers need `readable` gives sooner."""
        return self.readable.whole

    def close(self) -> None:
        """Give the library back."""
        self.readable.close()

    @property
    def terms(self) -> Terms:
        """The lexical half of the index."""
        return self.index.terms

    @cached_property
    def pieces(self) -> StaticEncoder:
        """The bundled token table, which late interaction reads whatever the encoder."""
        return self.encoder if isinstance(self.encoder, StaticEncoder) else load_static()

    @cached_property
    def calibration(self) -> Calibration:
        """How sure is sure enough, for this library and model."""
        return calibration_for(self.readable.folder, self.encoder.fingerprint)

    @cached_property
    def records(self) -> list[RecordSummary]:
        """The records of the library, without their texts."""
        return self.readable.records()

    @cached_property
    def roster(self) -> Roster:
        """The speakers of the library, by every spelling of their names."""
        return Roster(self.readable.speakers())

    def within(
        self,
        speaker_ids: Collection[str] | None = None,
        record: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Within | None:
        """The passages in this scope; None when the scope is the whole library. Raises UnknownRecord."""
        if speaker_ids is None and record is None and since is None and until is None:
            return None
        if record is None and since is None and until is None:
            return self.index.within(speaker_ids, None)
        records = self.library.record_keys(record=record, since=since, until=until)
        if not records and record is not None and record not in {known.id for known in self.library.records()}:
            raise UnknownRecord(f"no record has the id {record!r}: `onrecord records` lists what there is")
        return self.index.within(speaker_ids, records)

    def in_script(self, question: str) -> str:
        """`question` with what is Japanese in Latin letters or in hiragana alone as the record may have it."""
        text = readable(question)
        if not may_be_typed(text):
            return question
        return self._typed_reader.in_script(text, self._names) or question

    def _names(self, text: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in self.roster.mentions(text)]

    @cached_property
    def _typed_reader(self) -> "TypedReader":
        from retrieval.typed import TypedReader  # words that few questions need

        return TypedReader(self.terms, self._vocabulary)

    def respelt(self, question: str) -> str:
        """`question` with its misspelt words as they were probably meant."""
        return self._speller.respelt(question)

    def as_asked(self, question: str) -> str:
        """`question` as it was meant before it is taken apart: in its own script, framed in words without a slip."""
        question = self.in_script(question)
        return self._speller.with_frame(question) if any(map(is_near_a_frame, question.split())) else question

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._vocabulary, self.pieces, self.terms)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary()

    def query(self, question: str) -> Vectors:
        """The vector of `question`, by the bundled model that of its `rows`. float32 [d]."""
        if self.encoder is self.pieces:
            return unit(self.rows.of(question).sum(axis=0))
        vector: Vectors = self.encoder.encode_queries([question])[0]
        return vector

    @cached_property
    def rows(self) -> QuestionRows:
        """What gives the rows of a question in the bundled token table."""
        return QuestionRows(self.pieces, StemRows(), self.terms.held)

    def rank(self, question: str, within: Within | None = None) -> Ranking:
        """The passages that may answer `question`, best first; `within` limits them to these."""
        query = self.query(question)
        near, (matched, share) = self._legs(question, query, within)
        found = distinct(np.concatenate([near, matched]))
        first = first_score(dense_scores(self.index, query, found), aligned(found, matched, share))
        top = found[np.argsort(-first, kind="stable")[:RANKED]]
        rows = self._with_company(top)
        record_of = self._record_of(rows)
        passage, sentence = self.index.dense_cosines(query, rows)
        read = self._read(question, rows, np.searchsorted(rows, top), record_of)
        lexical = aligned(rows, matched, share)
        legs = Legs(passage, sentence, lexical, read.late, read.stretch, read.phrases, read.close)
        score = _beside(final_score(legs, read.counts), rows, read.counts, record_of)
        kept = np.arange(len(rows)) if within is None else np.flatnonzero(self.index.inside(rows, within))
        best = kept[np.argsort(-score[kept], kind="stable")[:RANKED]]
        if asks_number(question):
            score[best[:LOOKED_INTO]] += self._number_bonus(rows[best[:LOOKED_INTO]])
            best = best[np.argsort(-score[best], kind="stable")]
        dense = (passage + sentence) * np.float32(0.5)
        return Ranking(rows[best], dense[best], lexical[best], read.plain[best], score[best])

    def rank_lexically(self, question: str, within: Within | None = None) -> Rows:
        """What the lexical leg alone would rank, best first."""
        return self._matched(question, RANKED, within)[0]

    def rank_densely(self, question: str, within: Within | None = None) -> Rows:
        """What the dense leg alone would rank, best first."""
        query = self.query(question)
        rows = self.index.nearest(query, DENSE_DEPTH, within)
        return rows[np.argsort(-dense_scores(self.index, query, rows), kind="stable")[:RANKED]]

    def _legs(self, question: str, query: Vectors, within: Within | None) -> tuple[Rows, tuple[Rows, Scores]]:
        """What `Index.nearest` and `_matched` find, looked for at the same time in a large index."""
        matched = self.beside(lambda: self._matched(question, LEXICAL_DEPTH, within))
        return self.index.nearest(query, DENSE_DEPTH, within), matched()

    @property
    def is_large(self) -> bool:
        """Whether the library is large enough that two things are sooner done at the same time."""
        return len(self.index) >= WORTH_A_THREAD

    def beside(self, work: Callable[[], Result]) -> Callable[[], Result]:
        """What gives the result of `work`, which is done meanwhile in a large index, when it is asked for in a small.

        `work` must not wait for other work given here: as many questions at once would wait for each other.
        """
        return self._threads.submit(work).result if self.is_large else work

    @cached_property
    def _threads(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # no small library needs it

        return ThreadPoolExecutor(BESIDE, "beside")

    def _matched(self, question: str, depth: int, within: Within | None) -> tuple[Rows, Scores]:
        """The rows that match best, best first, and how much of the question each does (float32 [n])."""
        keys, share = matched_share(self.terms, question, depth, within)
        rows = self.index.rows_of(keys.tolist())
        return rows, share if len(rows) == len(keys) else share[np.isin(keys, self.index.keys(rows))]

    def _number_bonus(self, rows: Rows) -> Scores:
        """NUMBER for each of these passages in which one stands. float32 [n]."""
        excerpts = self.readable.excerpts(self.index.keys(rows).tolist())
        return np.array([NUMBER if one and holds_number(one.text) else 0 for one in excerpts], np.float32)

    def _with_company(self, top: Rows) -> Rows:
        if not self.in_order:
            return np.sort(top)
        return with_neighbours(top, self.index.records, self.index.piece_counts, COMPANY)

    def _record_of(self, rows: Rows) -> Rows:
        return self.index.records(rows) if self.in_order else rows

    def _read(self, question: str, rows: Rows, top: Rows, record_of: Rows) -> _Reading:
        """What late interaction says of `rows`; `top` are the places of those that came first."""
        counts = self.index.piece_counts(rows)
        query = query_pieces(self.rows.of(question))
        matches = best_matches(self.pieces, query, self.index.pieces(rows), counts)
        telling = telling_weights(query, matches.best[top])
        own, shared = matches.best @ telling, shared_matches(matches.best, rows, record_of) @ telling
        late = own + dependence(counts) * (shared - own)
        plain = matches.best @ query.weights
        stretch, phrases, close = (of(telling) for of in (matches.best_stretch, matches.best_phrases, matches.closest))
        return _Reading(counts, plain, late, stretch, phrases, close)


def _beside(alone: Scores, rows: Rows, counts: Rows, record_of: Rows) -> Scores:
    """Each score with what the scores of the passage's neighbours add to it. float32 [n]."""
    around = alone + dependence(counts) * (smoothed(alone, rows, record_of) - alone)
    score: Scores = alone + np.float32(WEIGHTS.neighbours) * around
    return score


def check_fresh(manifest: Manifest, library: Readable, encoder: Encoder) -> None:
    """Raise StaleIndex unless the index of `manifest` is of this library as it is, by this encoder as it is."""
    if manifest.corpus_fingerprint != library.fingerprint():
        raise StaleIndex(f"the records of {library.folder} changed after they were indexed: run `onrecord embed`")
    if manifest.model_fingerprint != encoder.fingerprint:
        raise StaleIndex(
            f"the index of {library.folder} is by another version of the model {manifest.model!r}: run `onrecord embed`"
        )
