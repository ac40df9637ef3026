"""The lexical index on disk: BM25 over `terms`, kept by tantivy."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import MissingIndex
from embeddings.sounds import sounds_of_names
from embeddings.terms import terms

if TYPE_CHECKING:
    import tantivy

WRITER_BYTES = 64_000_000
FEW = 1000


@dataclass(frozen=True, slots=True)
class TermDocument:
    """What is indexed of a passage: its row, its words, and the words that attribute it (names, role)."""

    row: int
    text: str
    attribution: str


class TermIndexWriter:
    """Writes a new lexical index; nothing of it can be searched before `finish`."""

    def __init__(self, folder: Path) -> None:
        """Start an index in the empty or absent `folder`."""
        import tantivy

        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), path=str(folder))
        _register(index)
        # One thread keeps one order of documents, so that equal scores rank equally in every build.
        self._writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)

    def append(self, documents: Iterable[TermDocument]) -> None:
        """Add documents."""
        import tantivy

        for document in documents:
            entry = tantivy.Document()
            entry.add_unsigned("row", document.row)
            entry.add_text("text", " ".join(terms(document.text)))
            entry.add_text("sounds", " ".join(sounds_of_names(document.text)))
            entry.add_text("attribution", _attribution(document.attribution))
            self._writer.add_document(entry)

    def finish(self) -> None:
        """Commit, and wait until the segments are merged and on disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class TermIndex:
    """An opened lexical index. Safe to read from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`; raises MissingIndex when it is absent or not whole."""
        import tantivy

        try:
            self._index = tantivy.Index.open(str(folder))
        except (OSError, ValueError) as error:
            raise MissingIndex(f"the index in {folder} is damaged or closed to you: run `onrecord embed`") from error
        _register(self._index)
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        try:
            self._heard("")
        except ValueError as error:
            raise MissingIndex(f"the index in {folder} is of an earlier version: run `onrecord embed`") from error

    def idf(self, term: str) -> float:
        """The BM25 inverse document frequency of a term (Robertson and Zaragoza, 2009); highest for one unseen."""
        seen = self._searcher.doc_freq("text", term)
        return log1p((self._searcher.num_docs - seen + 0.5) / (seen + 0.5))

    def sound_idf(self, sound: str) -> float:
        """As `idf`, of a name's sound; 0 for one unheard."""
        seen = self._searcher.doc_freq("sounds", sound)
        return log1p((self._searcher.num_docs - seen + 0.5) / (seen + 0.5)) if seen else 0.0

    def search(
        self,
        query_terms: Sequence[str],
        limit: int,
        within: Sequence[int] | None = None,
        sounds: Sequence[Sequence[str]] = (),
    ) -> list[tuple[int, float]]:
        """The best `limit` passages as (row, BM25 score), best first; `within` limits them to these rows.

        Each of `sounds` holds the sounds of one word: the rarest that a passage names adds its idf.
        """
        if not query_terms or (within is not None and not within):
            return []
        left_out = 0 if within is None else self._searcher.num_docs - len(within)
        if within is not None and left_out <= FEW:
            # A scope that leaves out few passages is quicker passed over afterwards than looked up.
            kept = set(within)
            every = self.search(query_terms, limit + left_out, sounds=sounds)
            return [hit for hit in every if hit[0] in kept][:limit]
        query = self._scoped(self._query(query_terms, sounds), within)
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [(int(row), score) for row, (score, _) in zip(rows, hits, strict=True) if row is not None]

    def holding(self, wanted: Collection[str], limit: int, within: Sequence[int] | None = None) -> list[int]:
        """At most `limit` rows of passages whose own words hold every term of `wanted`, in no order of worth."""
        import tantivy

        if not wanted or (within is not None and not within):
            return []
        said: list[tantivy.Query] = [tantivy.Query.term_query(self._schema, "text", term) for term in set(wanted)]
        if within is not None:
            said.append(tantivy.Query.term_set_query(self._schema, "row", list(within)))
        every = tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in said])
        every = tantivy.Query.const_score_query(every, 1.0)
        hits = self._searcher.search(every, limit, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return [int(row) for row in rows if row is not None]

    def _query(self, query_terms: Sequence[str], sounds: Sequence[Sequence[str]]) -> "tantivy.Query":
        import tantivy

        wanted = [self._term(term, times) for term, times in Counter(query_terms).items()]
        heard = ([self._heard(sound) for sound in word if self.sound_idf(sound)] for word in sounds)
        wanted += [tantivy.Query.disjunction_max_query(word) for word in heard if word]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in wanted])

    def _scoped(self, wanted: "tantivy.Query", within: Sequence[int] | None) -> "tantivy.Query":
        import tantivy

        if within is None:
            return wanted
        scope = tantivy.Query.term_set_query(self._schema, "row", list(within))
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, wanted),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(scope, 0.0)),
            ]
        )

    def _heard(self, sound: str) -> "tantivy.Query":
        import tantivy

        named = tantivy.Query.term_query(self._schema, "sounds", sound, index_option="basic")
        return tantivy.Query.const_score_query(named, self.sound_idf(sound))

    def _term(self, term: str, times: int) -> "tantivy.Query":
        import tantivy

        said = tantivy.Query.term_query(self._schema, "text", term, index_option="freq")
        by = tantivy.Query.term_query(self._schema, "attribution", term, index_option="freq")
        either: list[tuple[Any, tantivy.Query]] = [(tantivy.Occur.Should, said), (tantivy.Occur.Should, by)]
        return tantivy.Query.boost_query(tantivy.Query.boolean_query(either), float(times))


@lru_cache(maxsize=10_000)
def _attribution(words: str) -> str:
    return " ".join(terms(words))


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    for field in ("text", "attribution"):
        builder.add_text_field(field, tokenizer_name="terms", index_option="freq")
    builder.add_text_field("sounds", tokenizer_name="terms", index_option="basic")
    return builder.build()


def _register(index: "tantivy.Index") -> None:
    import tantivy

    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("terms", whitespace)
