"""Rows for words of a question that the table of pieces cuts up, by their stems, in a mapped file."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.tensors import map_tensors
from embeddings.vocabulary import hashes_of

STEM_ROWS = "stems.safetensors"
SHORTEST = 4  # letters of a word that has one; shorter ones are pieces, or parts of names


class StemRows:
    """A row for each stem (`terms.stem`) of many words that are cut up, as long as it is telling, like a piece's."""

    def __init__(self, folder: Path | None = None) -> None:
        """Those in `folder`, by default the bundled ones. Raises `ModelError` when the file is missing or cut short."""
        self._tensors = map_tensors((folder or Path(str(files("embeddings")))) / STEM_ROWS)

    def of(self, stems: Sequence[str]) -> Mapping[str, Vectors]:
        """The row, float32 [d], of each of `stems` that has one."""
        if not stems:
            return {}
        known, wanted = self._tensors["stems"], hashes_of(stems)
        places = np.searchsorted(known, wanted).clip(max=len(known) - 1)
        found = zip(stems, places.tolist(), (known[places] == wanted).tolist(), strict=True)
        return {stem: self._row(place) for stem, place, has in found if has}

    def _row(self, place: int) -> Vectors:
        row: Vectors = self._tensors["embeddings"][place] * self._tensors["weights"][place]
        return row


def may_have_row(word: str) -> bool:
    """Whether `word` is written as one that may have a row: in small letters, for names mean nothing."""
    return len(word) >= SHORTEST and word.islower()


def tensors_of(stems: Sequence[str], quantized: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """What `StemRows` reads of `stems` and their rows in bytes (`train_export.quantize`), in the same order."""
    hashes = hashes_of(stems)
    order = np.argsort(hashes)
    return {"stems": hashes[order], **{name: tensor[order] for name, tensor in quantized.items()}}
