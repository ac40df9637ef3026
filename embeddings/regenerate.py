"""Regenerates the derived indexes of a library: what changed is embedded, the rest is carried over."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryError, MissingIndex
from corpus.library import Library
from corpus.model import StoredPassage
from embeddings.encoder import Encoder
from embeddings.generation import POINTER, Generation, building, current, publish
from embeddings.passage_rows import PassageEmbedder, passage_embedder
from embeddings.store import EmbeddedPassages, Manifest, StoreWriter, VectorStore
from embeddings.term_build import term_index_beside
from embeddings.term_index import TermIndex

BATCH = 4096


Progress = Callable[[int, int], None]
"""Told how many of all passages are done."""


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What a run did: passages embedded anew, passages whose vectors were carried over, and how long it took."""

    embedded: int
    reused: int
    seconds: float


def regenerate(library: Library, encoder: Encoder, progress: Progress, *, force: bool = False) -> Regenerated:
    """Bring the indexes of `library` up to date with its passages and `encoder`.

    Nothing is done when they are, or when there is nothing to index and never was. Vectors of
    unchanged words by the same model are carried over unless `force`. Whoever has the old indexes
    open keeps them. Raises LibraryError when the folder cannot be written, or another process goes
    on building for long.
    """
    started = time.monotonic()
    embedded = 0
    try:
        while force or not _is_up_to_date(library, encoder):
            with building(library.folder) as draft:
                if force or not _is_up_to_date(library, encoder):  # another process may just have done it
                    embedded += _build(library, encoder, draft, progress, force=force)
                    publish(draft)
            force = False
    except (OSError, ValueError) as error:  # tantivy reports a full disk as ValueError
        raise LibraryError(f"cannot write the index in {library.folder}: {error}; make room or give access") from error
    return Regenerated(embedded, max(0, len(library) - embedded), time.monotonic() - started)


def model_in_use(folder: Path) -> str | None:
    """The name of the model that the library is indexed with; None when it is not indexed."""
    try:
        return Manifest.read(current(folder).vectors).model
    except MissingIndex:
        return None


def _is_up_to_date(library: Library, encoder: Encoder) -> bool:
    """Whether whole indexes of these passages by this encoder are current, or none are needed yet."""
    try:
        generation = current(library.folder)
        manifest = VectorStore(generation.vectors).manifest
        TermIndex(generation.lexical)
    except MissingIndex:
        return not len(library) and not (library.folder / POINTER).exists()
    return (manifest.corpus_fingerprint, manifest.model_fingerprint) == (library.fingerprint(), encoder.fingerprint)


def _carried_over(library: Library, encoder: Encoder) -> "_KnownPassages | None":
    try:
        store = VectorStore(current(library.folder).vectors)
    except MissingIndex:
        return None
    return _KnownPassages(store) if store.manifest.model_fingerprint == encoder.fingerprint else None


def _build(library: Library, encoder: Encoder, draft: Generation, progress: Progress, *, force: bool) -> int:
    # The fingerprint is read first: should records change meanwhile, the build is seen to be stale and done again.
    manifest = Manifest(encoder.name, encoder.fingerprint, encoder.dimensions, library.fingerprint(), len(library))
    known = None if force else _carried_over(library, encoder)
    vectors, embed = StoreWriter(draft.vectors), passage_embedder(encoder)
    embedded = done = 0
    with term_index_beside(library, draft.lexical):
        for batch in _batches(library.passages()):
            fresh, rows = _embed_new(batch, known, embed)
            vectors.append(rows)
            embedded += fresh
            done += len(batch)
            progress(done, manifest.passages)
    vectors.finish(manifest)
    return embedded


def _batches(passages: Iterator[StoredPassage]) -> Iterator[list[StoredPassage]]:
    while batch := list(islice(passages, BATCH)):
        yield batch


class _KnownPassages:
    """Rows of the former store, found again by the digest of their words."""

    def __init__(self, store: VectorStore) -> None:
        self.store = store
        self._row_of = {digest.tobytes(): row for row, digest in enumerate(np.asarray(store.rows.digests))}

    def rows(self, batch: Sequence[StoredPassage]) -> NDArray[np.int64]:
        """The former row of each passage, -1 where its words are new. int64 [n]."""
        return np.array([self._row_of.get(passage.digest, -1) for passage in batch], np.int64)


def _embed_new(
    batch: Sequence[StoredPassage], known: _KnownPassages | None, embed: PassageEmbedder
) -> tuple[int, EmbeddedPassages]:
    """The rows of `batch`, embedding only what is not known; and how many that were."""
    if known is None:
        return len(batch), embed(batch)
    former = known.rows(batch)
    if (former < 0).all():
        return len(batch), embed(batch)
    fresh = [passage for passage, row in zip(batch, former, strict=True) if row < 0]
    carried = known.store.rows.take(former[former >= 0])
    merged = carried if not fresh else _interleave(carried, embed(fresh), former < 0)
    return len(fresh), _with_keys(merged, batch)


def _interleave(carried: EmbeddedPassages, fresh: EmbeddedPassages, is_fresh: NDArray[np.bool_]) -> EmbeddedPassages:
    """Carried and fresh rows in the order of the batch."""
    order = np.empty(len(is_fresh), np.int64)
    order[~is_fresh] = np.arange(len(carried.keys))
    order[is_fresh] = len(carried.keys) + np.arange(len(fresh.keys))
    return EmbeddedPassages.joined([carried, fresh]).take(order)


def _with_keys(rows: EmbeddedPassages, batch: Sequence[StoredPassage]) -> EmbeddedPassages:
    return replace(rows, keys=np.array([passage.key for passage in batch], np.int64))
