"""The lexical half of an index of a few words, as far as reading what is typed asks it."""

from collections.abc import Collection

from embeddings.terms import terms
from embeddings.vocabulary import Vocabulary
from retrieval.typed import TypedReader

RARE, UNSEEN = 2.0, 6.0


class RecordTerms:
    """Of a record with these words."""

    def __init__(self, words: str) -> None:
        self._held = frozenset(terms(words))

    def idf(self, term: str) -> float:
        return RARE if term in self._held else UNSEEN

    def idfs(self, wanted: Collection[str]) -> dict[str, float]:
        return {term: self.idf(term) for term in wanted}

    def held(self, wanted: Collection[str]) -> frozenset[str]:
        return self._held.intersection(wanted)

    def holding(self, wanted: Collection[str], limit: int) -> list[int]:
        return [0][:limit] if self._held.issuperset(wanted) else []


def nobody(text: str) -> list[tuple[int, int]]:
    """No names in any text."""
    return []


def reader_of(words: str) -> TypedReader:
    """Reads what is typed to a record with these words."""
    return TypedReader(RecordTerms(words), Vocabulary())  # type: ignore[arg-type]  # all that it asks is there
