"""Where to look for words: the passages that hold all of their terms, and those that hold most of the rare ones."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MissingIndex
from corpus.model import Excerpt
from corpus.quick_library import Readable
from embeddings.backend import open_terms
from embeddings.index import Terms
from embeddings.speaker_number import speaker_number
from embeddings.term_index import TermDocument, TermIndex, TermIndexWriter
from embeddings.terms import terms
from embeddings.within import Within
from retrieval.verify_claim import Names
from retrieval.verify_text import folded

if TYPE_CHECKING:
    from corpus.library import Library

SURE_TERMS = 16  # of the rarest terms, all of which a passage that holds the words has
RARE_TERMS = 24  # of the rarest terms, most of which a passage with a word changed has
ALIKE = 40  # passages that are looked at for words that are not quite the same
COMMON = 400  # places of a commonplace that are looked at


class Places:
    """A library and its term index, as a quotation is looked up in them. Safe to use from several threads."""

    def __init__(self, library: Readable, index: Terms) -> None:
        """`index` must be of the present state of `library`."""
        self.library = library
        self._index = index

    @cached_property
    def names(self) -> Names:
        """The speakers of the library, by every spelling of their names."""
        return Names(self.library.speakers())

    def keys_of(self, speaker_ids: Collection[str]) -> frozenset[int]:
        """The passages of these speakers."""
        return frozenset(self.library.whole.keys(speaker_ids=speaker_ids))

    def holding(self, parts: Sequence[str], within: Within | None = None) -> list[int]:
        """The passages, at most COMMON, that may hold every one of `parts` in its very words."""
        wanted = {term for part in parts for term in terms(folded(part).text) if not _is_fragment(term)}
        idfs = self._index.idfs(wanted)
        rarest = sorted(wanted, key=lambda term: (-idfs[term], term))[:SURE_TERMS]
        if not rarest or idfs[rarest[0]] >= self._unseen:
            return []
        return self._index.holding(rarest, COMMON, within)

    def alike(self, parts: Sequence[str], within: Within | None = None, limit: int = ALIKE) -> list[int]:
        """The passages, at most `limit`, that hold most of what is rare in `parts`, likeliest first."""
        weights = self._index.idfs({term for part in parts for term in terms(folded(part).text)})
        seen = [term for term, weight in weights.items() if weight < self._unseen]
        rarest = sorted(seen, key=lambda term: (-weights[term], term))[:RARE_TERMS]
        return [key for key, _ in self._index.search(rarest, limit, within)]

    def excerpts(self, keys: Sequence[int]) -> list[tuple[int, Excerpt]]:
        """The passages of `keys` that are there and equal their source, each with its key."""
        found = zip(keys, self.library.excerpts(keys), strict=True)
        return [(key, excerpt) for key, excerpt in found if excerpt is not None]

    def of_turn(self, keys: Collection[int], reach: int) -> dict[int, list[int]]:
        """By each of `keys` the passages of its turn at most `reach` before or after it, itself among them, rising."""
        near = sorted({at for key in keys for at in range(max(0, key - reach), key + reach + 1)})
        turns = dict(zip(near, self.library.turns(near), strict=True))
        return {
            key: [at for at in range(max(0, key - reach), key + reach + 1) if turns[at] and turns[at] == turns[key]]
            for key in keys
        }

    @cached_property
    def _unseen(self) -> float:
        return self._index.idf("\x00")


def said_by(speaker_ids: Collection[str]) -> Within | None:
    """The passages of these speakers, as an index looks for them; None for no speaker."""
    return Within(frozenset(map(speaker_number, speaker_ids))) if speaker_ids else None


def _is_fragment(term: str) -> bool:
    """A lone character may be part of a longer run in the passage, where it is no term."""
    return len(term) == 1 and not term.isascii()


@contextmanager
def opened(folder: Path, notify: Callable[[str], None]) -> Iterator[Places]:
    """The library in `folder` to look words up in.

    Where its index is missing or of another state of the library, one of terms alone is made for this
    time, and `notify` is told. Raises LibraryError.
    """
    from corpus.library import Library

    with Library.open(folder, create=False) as library:
        places = _indexed(library)
        if places is not None:
            yield places
            return
        notify(
            "The index is not of this state of the library: reading every passage. `onrecord embed` spares the wait."
        )
        with tempfile.TemporaryDirectory(prefix="onrecord-") as made:
            yield Places(library, _made(library, Path(made)))


def _indexed(library: "Library") -> Places | None:
    try:
        manifest, index = open_terms(library.folder)
    except MissingIndex:
        return None
    return Places(library, index) if manifest.corpus_fingerprint == library.fingerprint() else None


def _made(library: "Library", folder: Path) -> TermIndex:
    writer = TermIndexWriter(folder)
    writer.append(
        TermDocument(passage.key, passage.text, "", passage.record_key, speaker_number(passage.speaker_id))
        for passage in library.passages()
    )
    writer.finish()
    return TermIndex(folder)
