"""The lexical index on disk: BM25 over `terms`, kept by tantivy."""

import json
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MissingIndex
from embeddings.sounds import sounds_of_names
from embeddings.terms import terms
from embeddings.within import Within

if TYPE_CHECKING:
    import tantivy

WRITER_BYTES = 64_000_000
TIES = 64  # hits looked at beyond those wanted, so that of equal scores the first passages are given
_REMEMBERED = 8192  # terms, the last ones asked for
_WORDS = ("text", "attribution")  # fields of terms; flat clauses let tantivy pass over what can't be among the best
PATIENCE = 10.0  # seconds that a writer waits for another one, whose process may be ending

Hit = tuple[int, float]
"""A passage's key, and its score."""


@dataclass(frozen=True, slots=True)
class TermDocument:
    """What is indexed of a passage: its key, its words, the words that attribute it (names, role), and whose it is.

    `record` is the key of its record's first passage, `speaker` a `speaker_number`.
    """

    key: int
    text: str
    attribution: str
    record: int = 0
    speaker: int = 0


class TermIndexWriter:
    """Writes a lexical index, or goes on with one; what is new can be searched by those who open it after `commit`."""

    def __init__(self, folder: Path) -> None:
        """Go on with the index in `folder`, or start one where that is empty or absent."""
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._index = tantivy.Index(_schema(), path=str(folder))
        _register(self._index)
        self._writer = _only_writer(self._index)

    @property
    def last_key(self) -> int:
        """The highest key of all passages committed; 0 where there is none."""
        import tantivy

        self._index.reload()
        searcher = self._index.searcher()
        every = tantivy.Query.all_query()
        hits = searcher.search(every, 1, count=False, order_by_field="key", order=tantivy.Order.Desc).hits
        return int(hits[0][0]) if hits else 0

    def append(self, documents: Iterable[TermDocument]) -> None:
        """Add documents."""
        import tantivy

        for document in documents:
            entry = tantivy.Document()
            entry.add_unsigned("key", document.key)
            entry.add_unsigned("record", document.record)
            entry.add_unsigned("speaker", document.speaker)
            entry.add_text("text", " ".join(terms(document.text)))
            entry.add_text("sounds", " ".join(sounds_of_names(document.text)))
            entry.add_text("attribution", _attribution(document.attribution))
            self._writer.add_document(entry)

    def drop(self, field: str, values: Iterable[int]) -> None:
        """Take out the documents that have one of `values` as their `record` or `speaker`."""
        import tantivy

        wanted = list(values)
        if wanted:
            schema = self._index.schema
            self._writer.delete_documents_by_query(tantivy.Query.term_set_query(schema, field, wanted))

    def commit(self) -> None:
        """Keep what was written so far, whatever becomes of this writer."""
        self._writer.commit()

    def finish(self) -> None:
        """Commit, and wait until the segments are merged and on disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def close(self) -> None:
        """Let another write the index; what was not committed is gone."""
        del self._writer


class TermIndex:
    """An opened lexical index. Safe to read from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`; raises MissingIndex when it is absent or not whole."""
        import tantivy

        try:
            self._index = tantivy.Index.open(str(folder))
            self._counted = _documents_counted(folder)
        except (OSError, ValueError, KeyError) as error:
            raise MissingIndex(f"the index in {folder} is damaged or closed to you: run `onrecord embed`") from error
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._seen = lru_cache(_REMEMBERED)(self._searcher.doc_freq)  # one question asks several times
        try:
            self._said_by(0)
        except ValueError as error:
            raise MissingIndex(f"the index in {folder} is of an earlier version: run `onrecord embed`") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    @property
    def dropped(self) -> int:
        """How many documents were dropped that BM25 still counts."""
        return self._counted - len(self)

    def idf(self, term: str) -> float:
        """The BM25 inverse document frequency of a term (Robertson and Zaragoza, 2009); highest for one unseen."""
        return self._idf(self._seen("text", term))

    def idfs(self, wanted: Collection[str]) -> dict[str, float]:
        """The `idf` of each of `wanted`."""
        return {term: self.idf(term) for term in wanted}

    def held(self, wanted: Collection[str]) -> frozenset[str]:
        """Those of `wanted` that any passage has in its words."""
        return frozenset(term for term in wanted if self._seen("text", term))

    def sound_idf(self, sound: str) -> float:
        """As `idf`, of a name's sound; 0 for one unheard."""
        seen = self._seen("sounds", sound)
        return self._idf(seen) if seen else 0.0

    def _idf(self, seen: int) -> float:
        return log1p((self._counted - seen + 0.5) / (seen + 0.5))

    def search(
        self,
        query_terms: Sequence[str],
        limit: int,
        within: Within | None = None,
        sounds: Sequence[Sequence[str]] = (),
    ) -> list[Hit]:
        """The best `limit` passages by BM25, best first, of equal ones the first; `within` limits them to its own.

        Each of `sounds` holds the sounds of one word: the rarest that a passage names adds its idf.
        """
        if not query_terms:
            return []
        query = self._scoped(self._query(query_terms, sounds), within)
        hits = self._hits(query, limit + TIES)
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def holding(self, wanted: Collection[str], limit: int, within: Within | None = None) -> list[int]:
        """At most `limit` keys of passages whose own words hold every term of `wanted`, in no order of worth."""
        import tantivy

        if not wanted:
            return []
        said = [tantivy.Query.term_query(self._schema, "text", term) for term in set(wanted)]
        every = tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in said])
        return [key for key, _ in self._hits(self._scoped(tantivy.Query.const_score_query(every, 1.0), within), limit)]

    def _hits(self, query: "tantivy.Query", limit: int) -> list[Hit]:
        hits = self._searcher.search(query, limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return [(int(key), score) for key, (score, _) in zip(keys, hits, strict=True) if key is not None]

    def _query(self, query_terms: Sequence[str], sounds: Sequence[Sequence[str]]) -> "tantivy.Query":
        import tantivy

        times = Counter(query_terms)
        occurring = ((field, term) for term in times for field in _WORDS if self._seen(field, term))
        wanted = [self._term(field, term, times[term]) for field, term in occurring]
        heard = ([self._heard(sound) for sound in word if self.sound_idf(sound)] for word in sounds)
        wanted += [tantivy.Query.disjunction_max_query(word) for word in heard if word]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in wanted])

    def _scoped(self, wanted: "tantivy.Query", within: Within | None) -> "tantivy.Query":
        import tantivy

        if within is None:
            return wanted
        clauses = [(tantivy.Occur.Must, wanted)]
        for field, values in (("speaker", within.speakers), ("record", within.records)):
            if values is not None:
                scope = tantivy.Query.term_set_query(self._schema, field, sorted(values))
                clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(scope, 0.0)))
        return tantivy.Query.boolean_query(clauses)

    def _said_by(self, speaker: int) -> "tantivy.Query":
        import tantivy

        return tantivy.Query.term_set_query(self._schema, "speaker", [speaker])

    def _heard(self, sound: str) -> "tantivy.Query":
        import tantivy

        named = tantivy.Query.term_query(self._schema, "sounds", sound, index_option="basic")
        return tantivy.Query.const_score_query(named, self.sound_idf(sound))

    def _term(self, field: str, term: str, times: int) -> "tantivy.Query":
        import tantivy

        said = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return said if times == 1 else tantivy.Query.boost_query(said, float(times))


def _documents_counted(folder: Path) -> int:
    """How many documents BM25 counts: those dropped are among them until their segment is merged."""
    known = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return sum(int(segment["max_doc"]) for segment in known["segments"])


def _only_writer(index: "tantivy.Index") -> "tantivy.IndexWriter":
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            # One thread keeps one order of documents, so that equal scores rank equally in every build.
            return index.writer(heap_size=WRITER_BYTES, num_threads=1)
        except ValueError as error:
            if "Lockfile" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


@lru_cache(maxsize=10_000)
def _attribution(words: str) -> str:
    return " ".join(terms(words))


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    for field in ("record", "speaker"):
        builder.add_unsigned_field(field, indexed=True)
    for field in _WORDS:
        builder.add_text_field(field, tokenizer_name="terms", index_option="freq")
    builder.add_text_field("sounds", tokenizer_name="terms", index_option="basic")
    return builder.build()


def _register(index: "tantivy.Index") -> None:
    import tantivy

    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", whitespace)
