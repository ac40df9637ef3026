"""The vector store: a folder of .npy arrays and a manifest, one row a passage."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.errors import MissingIndex

FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the vectors were computed from: the model, and the state of the library."""

    model: str
    model_fingerprint: str
    dimensions: int
    corpus_fingerprint: str
    passages: int
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it as JSON into `folder`."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of `folder`; raises MissingIndex when there is none that can be read."""
        try:
            return cls(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise MissingIndex(f"no readable index in {folder}: run `onrecord embed`") from error


@dataclass(frozen=True, slots=True)
class EmbeddedPassages:
    """A batch of rows: what the store keeps of each passage.

    `keys` int64 [n] and `digests` uint8 [n, 16] name the passage and its words; `passages` float32
    [n, d]; `sentences` float16 [m, d] with `sentence_counts` int64 [n]; `pieces` int32 [t], the ids
    for late interaction, with `piece_counts` int64 [n].
    """

    keys: NDArray[np.int64]
    digests: NDArray[np.uint8]
    passages: NDArray[np.float32]
    sentences: NDArray[np.float16]
    sentence_counts: NDArray[np.int64]
    pieces: NDArray[np.int32]
    piece_counts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    def take(self, rows: NDArray[np.int64]) -> Self:
        """These rows, in this order."""
        return replace(
            self,
            keys=self.keys[rows],
            digests=self.digests[rows],
            passages=self.passages[rows],
            sentences=self.sentences[spans(starts(self.sentence_counts), rows)],
            sentence_counts=self.sentence_counts[rows],
            pieces=self.pieces[spans(starts(self.piece_counts), rows)],
            piece_counts=self.piece_counts[rows],
        )

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The rows of `parts`, one after the other."""
        return cls(**{field: np.concatenate([getattr(part, field) for part in parts]) for field in FIELDS})


FIELDS = tuple(field.name for field in fields(EmbeddedPassages))


class VectorStore:
    """An opened store; the arrays of `rows` are memory-mapped.

    `sentence_starts` and `piece_starts` int64 [n + 1] bound the slices of row i in `rows.sentences` and `rows.pieces`.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`; raises MissingIndex when it is absent or not whole."""
        self.folder = folder
        self.manifest = Manifest.read(folder)
        try:
            self.rows = EmbeddedPassages(**{field: _mapped(folder, field) for field in FIELDS})
            self.sentence_starts = starts(self.rows.sentence_counts)
            self.piece_starts = starts(self.rows.piece_counts)
        except (OSError, ValueError) as error:
            raise MissingIndex(f"the index in {folder} is damaged: run `onrecord embed --force`") from error

    def __len__(self) -> int:
        return len(self.rows)

    def rows_of(self, keys: Iterable[int]) -> NDArray[np.int64]:
        """The rows of those passage keys that are in the store, ascending."""
        wanted = np.fromiter(keys, np.int64)
        return np.flatnonzero(np.isin(self.rows.keys, wanted))


class StoreWriter:
    """Writes a new store batch by batch; it exists for readers once `finish` has written the manifest."""

    def __init__(self, folder: Path) -> None:
        """Start a store in `folder`, which is made."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._arrays: dict[str, _GrowingArray] = {}

    def append(self, batch: EmbeddedPassages) -> None:
        """Add the rows of `batch` after those already written."""
        for field in FIELDS:
            array = getattr(batch, field)
            if field not in self._arrays:
                self._arrays[field] = _GrowingArray(self._folder / f"{field}.npy", array.dtype, array.shape[1:])
            self._arrays[field].append(array)

    def finish(self, manifest: Manifest) -> None:
        """Close the arrays and write the manifest, which makes the store whole."""
        if not self._arrays:
            self.append(_no_passages(manifest.dimensions))
        for array in self._arrays.values():
            array.close()
        manifest.write(self._folder)


class _GrowingArray:
    """A .npy file that is appended to: the header has a fixed size and is written again at the end."""

    _HEADER_BYTES = 128

    def __init__(self, path: Path, dtype: DTypeLike, row_shape: tuple[int, ...]) -> None:
        self._dtype = np.dtype(dtype)
        self._row_shape = row_shape
        self._rows = 0
        self._file: BinaryIO = path.open("wb")
        self._write_header()

    def append(self, rows: NDArray[Any]) -> None:
        self._file.write(np.ascontiguousarray(rows, self._dtype).data)
        self._rows += len(rows)

    def close(self) -> None:
        self._file.seek(0)
        self._write_header()
        self._file.close()

    def _write_header(self) -> None:
        fields = {"descr": self._dtype.str, "fortran_order": False, "shape": (self._rows, *self._row_shape)}
        text = repr(fields).encode()
        body = text.ljust(self._HEADER_BYTES - 11) + b"\n"
        self._file.write(b"\x93NUMPY\x01\x00" + len(body).to_bytes(2, "little") + body)


def spans(starts: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The indices starts[r] … starts[r + 1] - 1 for every r of `rows`, one after the other. int64 [total]."""
    lengths = starts[rows + 1] - starts[rows]
    first = np.cumsum(lengths) - lengths
    found: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(starts[rows] - first, lengths)
    return found


def _mapped(folder: Path, name: str) -> NDArray[Any]:
    array: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
    return array


def starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each group of `counts` begins, and where the last ends. int64 [n + 1]."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


def _no_passages(dimensions: int) -> EmbeddedPassages:
    return EmbeddedPassages(
        keys=np.empty(0, np.int64),
        digests=np.empty((0, 16), np.uint8),
        passages=np.empty((0, dimensions), np.float32),
        sentences=np.empty((0, dimensions), np.float16),
        sentence_counts=np.empty(0, np.int64),
        pieces=np.empty(0, np.int32),
        piece_counts=np.empty(0, np.int64),
    )
