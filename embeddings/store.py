"""The vector store: a folder of .npy arrays and a manifest, one row a passage."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MissingIndex
from embeddings.encoder import Vectors
from embeddings.generation import CHECKPOINT, opened
from embeddings.growing import GrowingArray, loaded, mapped
from embeddings.quantise import cosines_of, sign_codes

FORMAT = 2
MANIFEST = "manifest.json"
DEAD = "dead.npy"

Rows = NDArray[np.int64]
"""Rows of the index, int64 [n]."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the vectors were computed from: the model, and the state of the library; and how many there are.

    `rows` counts those of removed passages too, which nothing finds any more; `sentences` and `pieces`
    are what all rows have of them together.
    """

    model: str
    model_fingerprint: str
    dimensions: int
    corpus_fingerprint: str
    rows: int = 0
    sentences: int = 0
    pieces: int = 0
    format: int = FORMAT

    def write(self, folder: Path, name: str = MANIFEST) -> None:
        """Write it as JSON into `folder`, whole or not at all."""
        draft = folder / f"{name}.tmp"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / name)

    @classmethod
    def read(cls, folder: Path, name: str = MANIFEST) -> Self:
        """The manifest of `folder`; raises MissingIndex when there is none that can be read."""
        try:
            known = json.loads((folder / name).read_text(encoding="utf-8"))
            if known["format"] == FORMAT:
                return cls(**known)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise MissingIndex(f"no readable index in {folder}: run `onrecord embed`") from error
        raise MissingIndex(f"the index in {folder} is of another version of onrecord: run `onrecord embed`")

    def is_by(self, model_fingerprint: str) -> bool:
        """Whether the vectors are by the model of this fingerprint."""
        return self.model_fingerprint == model_fingerprint


@dataclass(frozen=True, slots=True)
class EmbeddedPassages:
    """A batch of rows: what the store keeps of each passage.

    `keys` int64 [n], the passage; `records` int64 [n], the key of its record's first passage; `speakers`
    uint64 [n], by `speaker_number`; `digests` uint8 [n, 16], of its words. `passages` int8 [n, d] with
    `factors` float32 [n], as of `as_bytes`; `codes` uint64 [n, w], as of `sign_codes`. `sentences` int8 [m, d] with
    `sentence_factors` float32 [m] and `sentence_counts` int64 [n]: a passage of one sentence has none of
    its own. `pieces` int32 [t], the ids for late interaction, with `piece_counts` int64 [n].
    """

    keys: NDArray[np.int64]
    records: NDArray[np.int64]
    speakers: NDArray[np.uint64]
    digests: NDArray[np.uint8]
    passages: NDArray[np.int8]
    factors: NDArray[np.float32]
    codes: NDArray[np.uint64]
    sentences: NDArray[np.int8]
    sentence_factors: NDArray[np.float32]
    sentence_counts: NDArray[np.int64]
    pieces: NDArray[np.int32]
    piece_counts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    def take(self, rows: Rows) -> Self:
        """These rows, in this order."""
        return self.taken(rows, starts(self.sentence_counts), starts(self.piece_counts))

    def taken(self, rows: Rows, sentence_starts: Rows, piece_starts: Rows) -> Self:
        """As `take`, where it is known already where the sentences and pieces of each row start."""
        taken = {field: getattr(self, field)[rows] for field in OF_PASSAGES}
        inner = spans(sentence_starts, rows)
        taken |= {field: getattr(self, field)[inner] for field in OF_SENTENCES}
        return replace(self, **taken, pieces=self.pieces[spans(piece_starts, rows)])

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The rows of `parts`, one after the other."""
        return cls(**{field: np.concatenate([getattr(part, field) for part in parts]) for field in FIELDS})


FIELDS = tuple(field.name for field in fields(EmbeddedPassages))
OF_SENTENCES = ("sentences", "sentence_factors")
OF_PIECES = ("pieces",)
OF_PASSAGES = tuple(field for field in FIELDS if field not in (*OF_SENTENCES, *OF_PIECES))


class VectorStore:
    """An opened store; the arrays of `rows` are memory-mapped.

    `sentence_starts` and `piece_starts` int64 [rows + 1] bound the slices of row i in `rows.sentences` and
    `rows.pieces`. `dead` (int64, rising) are the rows of removed passages. `len` counts the others.
    """

    def __init__(self, folder: Path, name: str = MANIFEST) -> None:
        """Open the store in `folder` by its manifest; raises MissingIndex when it is absent or not whole."""
        self.folder = folder
        self.manifest = Manifest.read(folder, name)
        counts = _counts(self.manifest)
        try:
            self.rows = EmbeddedPassages(**{field: mapped(folder / f"{field}.npy", counts[field]) for field in FIELDS})
            self.dead: Rows = loaded(folder / DEAD) if name == MANIFEST else np.empty(0, np.int64)
            self.sentence_starts = starts(self.rows.sentence_counts)
            self.piece_starts = starts(self.rows.piece_counts)
        except (OSError, ValueError) as error:
            raise MissingIndex(f"the index in {folder} is damaged: run `onrecord embed --force`") from error
        self.is_dead = np.zeros(len(self.rows), np.bool_)
        self.is_dead[self.dead] = True

    def __len__(self) -> int:
        return len(self.rows) - len(self.dead)

    def take(self, rows: Rows) -> EmbeddedPassages:
        """What is stored of these rows, in this order."""
        return self.rows.taken(rows, self.sentence_starts, self.piece_starts)

    def living(self) -> Rows:
        """Every row of a passage that is still there, rising."""
        return np.flatnonzero(~self.is_dead)

    def rows_of(self, keys: Iterable[int]) -> Rows:
        """The rows of those passage keys that are in the store, in the order of `keys`."""
        wanted = np.fromiter(keys, np.int64)
        rows = np.searchsorted(self.rows.keys, wanted).clip(max=max(0, len(self.rows) - 1))
        there = self.rows.keys[rows] == wanted if len(self.rows) else np.zeros(len(wanted), np.bool_)
        there[there] = ~self.is_dead[rows[there]]
        found: Rows = rows[there]
        return found

    def rows_of_records(self, first_keys: Iterable[int]) -> Rows:
        """The rows of these records, each by the key of its first passage, rising."""
        records = np.asarray(self.rows.records)
        wanted = distinct(np.fromiter(first_keys, np.int64))
        first, last = np.searchsorted(records, wanted), np.searchsorted(records, wanted, side="right")
        found = [np.arange(start, end) for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        rows = np.concatenate([np.empty(0, np.int64), *found])
        living: Rows = rows[~self.is_dead[rows]]
        return living

    def passage_cosines(self, query: Vectors, rows: Rows) -> Vectors:
        """The cosine of `query` (float32 [d]) to each of these passages. float32 [len(rows)]."""
        return cosines_of(rows, self.rows.passages, self.rows.factors, query)

    def sentence_cosines(self, query: Vectors, rows: Rows) -> tuple[Vectors, Rows]:
        """The cosine of `query` to every sentence of these passages (float32 [m]), and how many each has (int64 [n]).

        A passage of one sentence has the one cosine that it has itself.
        """
        kept = np.asarray(self.rows.sentence_counts[rows])
        counts = np.maximum(kept, 1)
        found = np.empty(int(counts.sum()), np.float32)
        alone = np.repeat(kept == 0, counts)
        inner = spans(self.sentence_starts, rows)
        found[~alone] = cosines_of(inner, self.rows.sentences, self.rows.sentence_factors, query)
        found[alone] = self.passage_cosines(query, rows[kept == 0])
        return found, counts


def model_of_current(library: Path) -> str | None:
    """The name of the model by which the library in this folder is indexed; None where it is not."""
    try:
        return opened(library, lambda generation: Manifest.read(generation.vectors)).model
    except MissingIndex:
        return None


class StoreWriter:
    """Writes a store batch by batch; it exists for readers once `finish` has written the manifest."""

    def __init__(self, folder: Path, after: Manifest | None = None) -> None:
        """Start a store in `folder`, which is made; or go on with the one there, as far as `after` counts it."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._after = after
        self._arrays: dict[str, GrowingArray] = {}

    def append(self, batch: EmbeddedPassages) -> None:
        """Add the rows of `batch` after those already written."""
        for field in FIELDS:
            array = getattr(batch, field)
            if field not in self._arrays:
                rows = _counts(self._after)[field] if self._after else None
                path = self._folder / f"{field}.npy"
                self._arrays[field] = GrowingArray(path, array.dtype, array.shape[1:], rows)
            self._arrays[field].append(array)

    def checkpoint(self, manifest: Manifest) -> None:
        """Keep what was written so far, whatever becomes of this writer: a later one can go on after it."""
        for array in self._arrays.values():
            array.flush()
        self._counted(manifest).write(self._folder, CHECKPOINT)

    def finish(self, manifest: Manifest, records: Rows | None = None) -> None:
        """Close the arrays and write the manifest, which makes the store whole.

        The rows of other records than `records` (int64 [k], keys of first passages) will not be found.
        """
        if not self._arrays and not (self._after and self._after.rows):
            self.append(_no_passages(manifest.dimensions))
        for array in self._arrays.values():
            array.close()
        counted = self._counted(manifest)
        self._write_dead(self._dead(counted.rows, records))
        counted.write(self._folder)
        (self._folder / CHECKPOINT).unlink(missing_ok=True)

    def _write_dead(self, dead: Rows) -> None:
        with (self._folder / DEAD).open("wb") as file:
            np.save(file, dead)
            file.flush()
            os.fsync(file.fileno())

    def _dead(self, rows: int, records: Rows | None) -> Rows:
        if records is None:
            return np.empty(0, np.int64)
        return np.flatnonzero(~np.isin(mapped(self._folder / "records.npy", rows), records))

    def _counted(self, manifest: Manifest) -> Manifest:
        if not self._arrays:
            after = self._after or manifest
            return replace(manifest, rows=after.rows, sentences=after.sentences, pieces=after.pieces)
        rows, sentences, pieces = (self._arrays[field].rows for field in ("keys", "sentences", "pieces"))
        return replace(manifest, rows=rows, sentences=sentences, pieces=pieces)


def _counts(manifest: Manifest) -> dict[str, int]:
    """How many rows the array of each field has."""
    counts = dict.fromkeys(OF_PASSAGES, manifest.rows) | dict.fromkeys(OF_SENTENCES, manifest.sentences)
    return counts | dict.fromkeys(OF_PIECES, manifest.pieces)


def spans(starts: NDArray[np.int64], rows: Rows) -> NDArray[np.int64]:
    """The indices starts[r] … starts[r + 1] - 1 for every r of `rows`, one after the other. int64 [total]."""
    lengths = starts[rows + 1] - starts[rows]
    first = np.cumsum(lengths) - lengths
    found: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(starts[rows] - first, lengths)
    return found


def starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group of `counts` begins, and where the last ends. int64 [n + 1]."""
    found = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=found[1:])
    return found


def distinct(rows: Rows) -> Rows:
    """Each of `rows` once, rising. int64 [n]."""
    # not asked for places, numpy would import numpy.ma first, which takes as long as a ranking
    return np.unique(rows, return_index=True)[0]


def _no_passages(dimensions: int) -> EmbeddedPassages:
    return EmbeddedPassages(
        keys=np.empty(0, np.int64),
        records=np.empty(0, np.int64),
        speakers=np.empty(0, np.uint64),
        digests=np.empty((0, 16), np.uint8),
        passages=np.empty((0, dimensions), np.int8),
        factors=np.empty(0, np.float32),
        codes=sign_codes(np.empty((0, dimensions), np.float32)),
        sentences=np.empty((0, dimensions), np.int8),
        sentence_factors=np.empty(0, np.float32),
        sentence_counts=np.empty(0, np.int64),
        pieces=np.empty(0, np.int32),
        piece_counts=np.empty(0, np.int64),
    )
