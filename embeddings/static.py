"""The bundled model for those who wait for an answer: numpy over memory-mapped files, nothing else.

The model is a plain sentence-transformers `StaticEmbedding`; this loader gives the same vectors as
`SentenceTransformer(path).encode` in a hundredth of the time to start.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from embeddings.encoder import Vectors
from embeddings.segmentation import BatchSegmenter, Segmentation
from embeddings.tensors import map_tensors
from embeddings.unigram import UnigramTokenizer

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Ids = NDArray[np.int32]
Span = tuple[int, int]

FINGERPRINTED = ("model.safetensors", "tokenizer.json", "pieces.safetensors", "replacements.json")

# Up to so many characters the own tokenizer is faster than reading tokenizer.json.
_SHORT = 20_000
_CACHED = 512  # rows
_CHUNK = 4096
_BATCH = 2048
_TINY = 1e-12


class StaticEncoder:
    """Text as the mean of its pieces' rows in one table, L2-normalised. `folder` holds the model's files."""

    name = "bundled"

    def __init__(self, folder: Path) -> None:
        tensors = map_tensors(folder / "model.safetensors")
        self._folder = folder
        self._embeddings: NDArray[np.int8] = tensors["embeddings"]
        self._weights: NDArray[np.float32] = tensors["weights"]
        self._unigram = UnigramTokenizer(folder)

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever the vectors may: a digest of the model's files, written when it was exported."""
        return str(json.loads((self._folder / "fingerprint.json").read_text(encoding="utf-8"))["fingerprint"])

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._embeddings.shape[1])

    @property
    def pieces(self) -> int:
        """How many pieces the table has a row for."""
        return len(self._weights)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimensions], L2-normalised; zeros for a text without a piece."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimensions], L2-normalised; zeros for a text without a piece."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            vectors[start : start + _BATCH] = self.vectors(self.piece_ids(texts[start : start + _BATCH]))
        return vectors

    def piece_ids(self, texts: Sequence[str]) -> list[Ids]:
        """Per text int32 [pieces], the ids of its pieces in order.

        A few short texts are segmented here; more go to the `tokenizers` library, all at once.
        """
        texts = [_encodable(text) for text in texts]
        if "_tokenizer" in self.__dict__ or sum(map(len, texts)) > _SHORT:
            return self._by_library(texts)
        ids = [self._unigram.ids(text) for text in texts]
        return [self._by_library([text])[0] if found is None else found for text, found in zip(texts, ids, strict=True)]

    def piece_ids_of_words(self, words: Sequence[str]) -> list[Ids]:
        """As `piece_ids`, of words without spaces in or around them: sooner where there are many."""
        if sum(map(len, words)) > _SHORT or any(_encodable(word) != word for word in words):
            return self.piece_ids(words)
        ids = self._unigram.ids_of_words(words)
        return [self._by_library([word])[0] if found is None else found for word, found in zip(words, ids, strict=True)]

    def cut_piece_ids(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> tuple[list[Ids], list[list[Ids]]]:
        """Per text the ids of its pieces, and those ids cut where its `spans` (slices of the text, rising) start.

        What stands before a span belongs to the span before it. A span whose characters are all
        dropped by the tokenizer has no ids.
        """
        texts = [_encodable(text) for text in texts]
        found = self._segmenter.segment(texts)
        ids, cuts = [], []
        rest = self._cut_by_library(*_without(found, texts, spans))
        for one, inner in zip(found, spans, strict=True):
            pieces, firsts = next(rest) if one is None else (one.ids, _firsts(one, inner))
            ids.append(pieces)
            cuts.append(_split(pieces, firsts[1:]))
        return ids, cuts

    def _cut_by_library(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Iterator[tuple[Ids, list[int]]]:
        """Per text the ids of its pieces and the piece that each span starts with."""
        if texts:
            encodings = self._tokenizer.encode_batch(texts, add_special_tokens=False)
            for encoding, inner in zip(encodings, spans, strict=True):
                yield np.array(encoding.ids, dtype=np.int32), _first_pieces(encoding, inner)

    @cached_property
    def _segmenter(self) -> BatchSegmenter:
        return BatchSegmenter(self._unigram)

    def _by_library(self, texts: Sequence[str]) -> list[Ids]:
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [np.array(encoding.ids, dtype=np.int32) for encoding in encodings]

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))

    def rows(self, ids: Ids) -> Vectors:
        """float32 [len(ids), dimensions]: the table's rows; the norm of a row is the weight of its piece."""
        rows: Vectors = self._embeddings[ids] * self._weights[ids][:, None]
        return rows

    def rows_of(self, text: str) -> Vectors:
        """float32 [m, dimensions]: the rows of the pieces of `text`, in order."""
        return self.rows(self.piece_ids([text])[0])

    def cosines(self, ids: Ids, vectors: Vectors, out: Vectors) -> None:
        """Write those of the table's rows to the unit `vectors`, float32 [m, dimensions], to `out`, [len(ids), m].

        So many rows at a time as stay in the processor's cache.
        """
        for first in range(0, len(ids), _CACHED):
            rows = self._embeddings[ids[first : first + _CACHED]].astype(np.float32)
            lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))
            np.divide(rows @ vectors.T, np.maximum(lengths, _TINY)[:, None], out=out[first : first + _CACHED])

    def distinct(self, ids: Ids) -> tuple[Ids, Ids]:
        """int32 [d]: the ids that occur, rising; int32 [len(ids)]: the place of each of `ids` among them.

        np.unique would sort; the table is small enough to tick them off.
        """
        seen = np.zeros(len(self._weights), np.bool_)
        seen[ids] = True
        found = np.flatnonzero(seen).astype(np.int32)
        places = np.empty(len(self._weights), np.int32)
        places[found] = np.arange(len(found), dtype=np.int32)
        return found, places[ids]

    def vectors(self, ids: Sequence[Ids]) -> Vectors:
        """float32 [len(ids), dimensions]: for each text's pieces the vector that encoding it would give."""
        return unit(self._sums(*_joined(ids)))

    def _sums(self, pieces: Ids, starts: NDArray[np.int64]) -> Vectors:
        """float32 [len(starts) - 1, d]: the sum of the rows of pieces[starts[i]:starts[i + 1]]."""
        sums = np.empty((len(starts) - 1, self.dimensions), dtype=np.float32)
        first = 0
        while first < len(sums):
            last = max(first + 1, int(np.searchsorted(starts, starts[first] + _CHUNK, side="right")) - 1)
            chunk = pieces[starts[first] : starts[last]]
            rows, weights = self._embeddings[chunk].astype(np.float32), self._weights[chunk]
            # A product per text is twenty times faster than np.add.reduceat over the weighed rows.
            for number, (start, end) in enumerate(pairwise((starts[first : last + 1] - starts[first]).tolist()), first):
                np.dot(weights[start:end], rows[start:end], out=sums[number])
            first = last
        return sums


def bundled_folder() -> Path:
    """Where the bundled model lies."""
    return Path(str(files("embeddings") / "model"))


def load_static(folder: Path | None = None) -> StaticEncoder:
    """The model in `folder`, by default the bundled one, in a few milliseconds.

    Raises `ModelError` when a file of it is missing or cut short.
    """
    folder = bundled_folder() if folder is None else folder
    for name in (*FINGERPRINTED, "fingerprint.json"):
        if not (folder / name).is_file():
            raise ModelError(f"{folder} lacks {name}: install onrecord again, or name another model")
    return StaticEncoder(folder)


def _first_pieces(encoding: "Encoding", spans: Sequence[Span]) -> list[int]:
    """The piece that each span starts with; where the span has none, the first piece after it."""
    first = len(encoding)
    found = []
    for start, end in reversed(spans):
        inside = (piece for at in range(start, end) if (piece := encoding.char_to_token(at)) is not None)
        first = min(first, next(inside, first))
        found.append(first)
    return found[::-1]


def _firsts(pieces: Segmentation, spans: Sequence[Span]) -> list[int]:
    """As `_first_pieces`; in such a text every character is in a piece, the first with the mark before it."""
    starts = pieces.starts.tolist()
    first = len(starts)
    found = []
    for start, end in reversed(spans):
        if start < end:
            first = min(first, bisect_right(starts, start) - 1 if start else 0)
        found.append(first)
    return found[::-1]


def _split(pieces: Ids, firsts: Sequence[int]) -> list[Ids]:
    """`pieces` cut at `firsts`: np.split without its overhead, which counts for texts this short."""
    return [pieces[start:end] for start, end in pairwise((0, *firsts, len(pieces)))]


def _without(
    found: Sequence[Segmentation | None], texts: Sequence[str], spans: Sequence[Sequence[Span]]
) -> tuple[list[str], list[Sequence[Span]]]:
    """The texts that were not segmented, and their spans."""
    missing = [number for number, one in enumerate(found) if one is None]
    return [texts[number] for number in missing], [spans[number] for number in missing]


def _joined(ids: Sequence[Ids]) -> tuple[Ids, NDArray[np.int64]]:
    """All ids in one row, and where each text's start, with the end of the last."""
    starts = np.zeros(len(ids) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in ids], out=starts[1:])
    return np.concatenate([np.empty(0, dtype=np.int32), *ids]), starts


def unit(vectors: Vectors) -> Vectors:
    """The vectors, float32 […, d], divided by their lengths; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    normalized: Vectors = vectors / np.maximum(lengths, _TINY)
    return normalized


def _encodable(text: str) -> str:
    """`text`, with a question mark for each half of a surrogate pair that stands alone and has no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
