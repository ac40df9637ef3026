"""Which words there are and how often they are used, as sorted hashes in a mapped file, as `unigram` has its pieces."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.tensors import map_tensors
from embeddings.unigram import BASE, powers

VOCABULARY = "words.safetensors"
FEWEST = 3  # uses of a stem that is known: what stands there once may be misspelt itself
COMMON = 10  # uses of a word that may be what somebody meant to write
_STEPS = 16.0  # to an e-fold, in which frequencies are kept

Frequencies = NDArray[np.float32]
Hashes = NDArray[np.uint64]


class Vocabulary:
    """The words that the training texts use."""

    def __init__(self, folder: Path | None = None) -> None:
        """That in `folder`, by default the bundled one. Raises `ModelError` when its file is missing or cut short."""
        self._tensors = map_tensors((folder or Path(str(files("embeddings")))) / VOCABULARY)

    def of_stems(self, stems: Sequence[str]) -> Frequencies:
        """The natural logarithm of how often words of each stem (`terms.stem`) are used. float32 [n].

        0 for a stem of fewer than FEWEST uses.
        """
        return self._looked_up("stems", stems)

    def of_words(self, words: Sequence[str]) -> Frequencies:
        """As `of_stems`, of each word as it is written, in small letters; 0 for one of fewer than COMMON uses."""
        return self._looked_up("words", words)

    def _looked_up(self, name: str, words: Sequence[str]) -> Frequencies:
        if not words:
            return np.empty(0, np.float32)
        known, steps, wanted = self._tensors[name], self._tensors[f"{name}_used"], hashes_of(words)
        places = np.searchsorted(known, wanted).clip(max=len(known) - 1)
        used = np.where(known[places] == wanted, steps[places], 0)
        return used.astype(np.float32) / np.float32(_STEPS)


def tensors_of(stems: Mapping[str, int], words: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    """What `Vocabulary` reads of how often each stem and each word is used."""
    return _tensors("stems", stems, FEWEST) | _tensors("words", words, COMMON)


def _tensors(name: str, counts: Mapping[str, int], fewest: int) -> dict[str, NDArray[Any]]:
    used = {word: count for word, count in counts.items() if count >= fewest}
    hashes = hashes_of(list(used))
    order = np.argsort(hashes)
    steps = np.rint(np.log(np.fromiter(used.values(), np.float64, len(used))) * _STEPS)
    return {name: hashes[order], f"{name}_used": steps[order].clip(max=255).astype(np.uint8)}


def hashes_of(words: Sequence[str]) -> Hashes:
    """uint64 [n]: the hash of each whole word, as `unigram.substring_hashes` has it."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    width = int(lengths.max(initial=1))
    points = np.array(words, f"<U{width}").view(np.uint32).reshape(len(words), width).astype(np.uint64) + np.uint64(1)
    points[np.arange(width) >= lengths[:, None]] = 0
    hashes: Hashes = points @ powers(BASE, width)
    return hashes
