"""This project's legs and what else could be installed, as rankers over the same passages."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from embeddings.encoder import Encoder, Vectors
from embeddings.terms import terms
from retrieval.evaluate import passage_ids, temporary_searcher
from retrieval.metrics import CUT
from retrieval.question_sets import BeirSet, JudgedQuery
from retrieval.search import Rows, Searcher

FINAL = "onrecord"
Rank = Callable[[JudgedQuery], list[str]]
"""The first ten document ids for a query, best first, of the query's record where it names one."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The documents of a set in order: the id and the text of each.

    `scopes` has the rows (int64, ascending) of each record that a query keeps to; of None, all of them.
    """

    ids: list[str]
    texts: list[str]
    records: list[str]
    scopes: dict[str | None, Rows]

    @classmethod
    def of(cls, questions: BeirSet) -> "Passages":
        """The very slices that a searcher over `questions` indexes."""
        slices = [(record, passage) for record in questions.records for passage in record.passages]
        records = np.array([record.id for record, _ in slices])
        asked = {query.record for query in questions.queries}
        return cls(
            [questions.documents[passage.id] for _, passage in slices],
            [record.text[passage.start : passage.end] for record, passage in slices],
            records.tolist(),
            {one: np.flatnonzero(records == one) if one else np.arange(len(records)) for one in asked},
        )


def ours(questions: BeirSet) -> AbstractContextManager[Searcher]:
    """A searcher over the passages of `questions`, as `onrecord eval` opens it."""
    return temporary_searcher(questions.records, in_order=questions.in_order)


def our_legs(searcher: Searcher, questions: BeirSet) -> dict[str, Rank]:
    """Our two legs, each alone, and what a user gets."""
    documents = {row: questions.documents[passage] for row, passage in passage_ids(searcher).items()}

    def ranker(rank: Callable[[str, Rows | None], Rows]) -> Rank:
        return lambda query: [
            documents[int(row)] for row in rank(query.text, searcher.within(record=query.record))[:CUT]
        ]

    return {
        "onrecord, lexical leg": ranker(searcher.rank_lexically),
        "onrecord, dense leg": ranker(searcher.rank_densely),
        FINAL: ranker(lambda text, within: searcher.rank(text, within).rows),
    }


def cosine(passages: Passages, encoder: Encoder) -> Rank:
    """The cosine of our encoder's vectors of question and passage, and nothing else."""
    vectors = encoder.encode_passages(passages.texts)

    def rank(query: JudgedQuery) -> list[str]:
        scores = vectors @ encoder.encode_queries([query.text])[0]
        rows = passages.scopes[query.record]
        return [passages.ids[row] for row in rows[np.argsort(-scores[rows], kind="stable")[:CUT]]]

    return rank


def bm25s_defaults(passages: Passages, encoder: Encoder) -> Rank:
    """bm25s (Lù, 2024) with its own tokenizer: words of two letters or more, less English stop words."""
    import bm25s

    return _bm25s(passages, lambda texts: bm25s.tokenize(texts, return_ids=False, show_progress=False))


def bm25s_terms(passages: Passages, encoder: Encoder) -> Rank:
    """bm25s with its own ranking, over the terms of our lexical leg."""
    return _bm25s(passages, lambda texts: [terms(text) for text in texts])


def _bm25s(passages: Passages, tokenize: Callable[[Sequence[str]], Any]) -> Rank:
    import bm25s

    index = bm25s.BM25()
    index.index(tokenize(passages.texts), show_progress=False)
    depth = min(CUT, len(passages.ids))
    masks = {record: np.bincount(rows, minlength=len(passages.ids)) for record, rows in passages.scopes.items()}

    def rank(query: JudgedQuery) -> list[str]:
        mask = masks[query.record] if query.record else None
        rows, scores = index.retrieve(tokenize([query.text]), k=depth, show_progress=False, weight_mask=mask)
        return [passages.ids[row] for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

    return rank


def haystack(passages: Passages, encoder: Encoder) -> Rank:
    """Haystack's in-memory BM25 with its defaults; its own filter keeps to a record."""
    from haystack import Document
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(shared=False)
    triples = zip(passages.ids, passages.texts, passages.records, strict=True)
    store.write_documents([Document(id=name, content=text, meta={"record": record}) for name, text, record in triples])
    retriever = InMemoryBM25Retriever(store)

    def rank(query: JudgedQuery) -> list[str]:
        kept = {"field": "meta.record", "operator": "==", "value": query.record} if query.record else None
        return [document.id for document in retriever.run(query.text, filters=kept, top_k=CUT)["documents"]]

    return rank


def txtai(passages: Passages, encoder: Encoder) -> Rank:
    """txtai's hybrid of its BM25 and our encoder's vectors, with its defaults.

    A record that queries keep to has an index of its own: nearest neighbours in a large index are approximate, so
    that a filter would leave few of the record's.
    """
    from txtai import Embeddings

    def encode(texts: Sequence[str]) -> Vectors:  # txtai takes a plain function only, no method
        return encoder.encode_passages(texts)

    def build(rows: Rows) -> Any:
        index = Embeddings(method="external", transform=encode, hybrid=True)
        index.index([(passages.ids[row], passages.texts[row], None) for row in rows])
        return index

    indexes = {record: build(rows) for record, rows in passages.scopes.items()}
    return lambda query: [name for name, _ in indexes[query.record].search(query.text, CUT)]


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that could be installed: its name, the module that it needs, and how it is set up."""

    name: str
    module: str
    build: Callable[[Passages, Encoder], Rank]

    @property
    def installed(self) -> bool:
        """Whether its module can be imported."""
        return find_spec(self.module) is not None


OTHERS = (
    Other("plain cosine, our encoder", "embeddings", cosine),
    Other("bm25s", "bm25s", bm25s_defaults),
    Other("bm25s over our terms", "bm25s", bm25s_terms),
    Other("Haystack in-memory BM25", "haystack", haystack),
    Other("txtai hybrid, our encoder", "txtai", txtai),
)
