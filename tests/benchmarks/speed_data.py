"""What every engine of `speed.py` is given: the same passages, their vectors, the same questions, and the true answers.

`speed_make.py` makes it. It is read a batch at a time, and with few modules, so that the memory and the time of a
process are those of its engine.
"""

import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from corpus.model import Record

BATCH = 4096
TOP = 10
RECORDS, TEXTS, VECTORS, QUESTIONS = "records.pickle", "texts.jsonl", "vectors.f32", "questions.json"
QUESTION_VECTORS, LEAST_COSINES, ENCODING = "questions.npy", "least.npy", "encoding.json"
SAME = 1e-6  # what two ways of computing a cosine may differ by

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the words, and their vector (float32 [d])."""

    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages that follow one another: the row of the first, their texts, and their vectors (float32 [n, d])."""

    first: int
    texts: list[str]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Data:
    """The prepared folder of one size."""

    folder: Path

    @property
    def passages(self) -> int:
        """How many there are."""
        return (self.folder / VECTORS).stat().st_size // (4 * len(self.questions()[0].vector))

    def records(self) -> "Iterator[Record]":
        """The records that hold the passages, in order."""
        with (self.folder / RECORDS).open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)
                except EOFError:
                    return

    def texts(self) -> Iterator[str]:
        """The text of every passage, in order."""
        with (self.folder / TEXTS).open(encoding="utf-8") as file:
            yield from map(json.loads, file)

    def batches(self, size: int = BATCH) -> Iterator[Batch]:
        """All passages, `size` at a time."""
        texts, dimensions, first = self.texts(), self.questions()[0].vector.shape[0], 0
        with (self.folder / VECTORS).open("rb") as file:
            while some := list(islice(texts, size)):
                flat = np.frombuffer(file.read(len(some) * dimensions * 4), np.float32)
                yield Batch(first, some, flat.reshape(len(some), dimensions))
                first += len(some)

    def questions(self) -> list[Question]:
        """What is asked, in order."""
        texts = json.loads((self.folder / QUESTIONS).read_text(encoding="utf-8"))
        return [
            Question(text, vector) for text, vector in zip(texts, np.load(self.folder / QUESTION_VECTORS), strict=True)
        ]

    def recall(self, found: Sequence[Sequence[int]]) -> float:
        """What share of the TOP rows found for each of the first questions is as near as the true ones.

        True are those of the highest cosine by float32, when none is left out; rows as near as the last are as good.
        """
        asked, least = self.questions(), np.load(self.folder / LEAST_COSINES)
        vectors = np.memmap(self.folder / VECTORS, np.float32, "r").reshape(-1, len(asked[0].vector))
        hits = [
            np.count_nonzero(vectors[list(rows)[:TOP]] @ question.vector >= cosine - SAME)
            for rows, question, cosine in zip(found, asked, least, strict=False)
        ]
        return float(np.mean(hits)) / TOP

    def encoding(self) -> dict[str, float]:
        """Seconds that the vectors took: `wall`, and `cpu`."""
        seconds: dict[str, float] = json.loads((self.folder / ENCODING).read_text())
        return seconds
