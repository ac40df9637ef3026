"""Makes what every engine of `speed.py` is given.

    python -m tests.benchmarks.speed_make FOLDER PASSAGES MINUTES QUESTIONS

The passages are those of `archive.py`, made from the records in MINUTES; QUESTIONS is a `queries.jsonl`.
"""

import json
import pickle
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from corpus.model import Record
from embeddings.load import load_encoder
from tests.benchmarks.archive import SPEAKERS, Source, meetings, people
from tests.benchmarks.speed_data import (
    BATCH,
    ENCODING,
    LEAST_COSINES,
    QUESTION_VECTORS,
    QUESTIONS,
    RECORDS,
    TEXTS,
    TOP,
    VECTORS,
    Data,
)

ASKED = 200  # questions


def prepare(folder: Path, records: Iterable[Record], questions: Sequence[str]) -> None:
    """Make the folder of these records' passages and of these questions."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_passages(folder, records)
    seconds = _write_vectors(folder)
    (folder / QUESTIONS).write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")
    np.save(folder / QUESTION_VECTORS, load_encoder().encode_queries(questions))
    _write_least_cosines(folder)
    (folder / ENCODING).write_text(json.dumps(seconds))


def main(folder: Path, passages: int, minutes: Path, questions: Path) -> None:
    """Make the folder from files."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // ASKED)]][:ASKED]
    prepare(folder, meetings(Source.read(minutes), people(SPEAKERS), passages), texts)


def _write_passages(folder: Path, records: Iterable[Record]) -> None:
    with (folder / RECORDS).open("wb") as whole, (folder / TEXTS).open("w", encoding="utf-8") as texts:
        for record in records:
            pickle.dump(record, whole)
            for one in record.passages:
                print(json.dumps(record.text[one.start : one.end], ensure_ascii=False), file=texts)


def _write_vectors(folder: Path) -> dict[str, float]:
    encoder, texts = load_encoder(), Data(folder).texts()
    encoder.encode_passages(["the first text loads what there is to load"])
    wall, cpu = time.perf_counter(), time.process_time()
    with (folder / VECTORS).open("wb") as file:
        while some := list(islice(texts, BATCH)):
            file.write(encoder.encode_passages(some).data)
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def _write_least_cosines(folder: Path) -> None:
    """The cosine of the last of the TOP nearest passages to each question. float32 [asked]."""
    data = Data(folder)
    asked = np.stack([question.vector for question in data.questions()])
    best = np.full((len(asked), TOP), -1, np.float32)
    for batch in data.batches():
        best = np.partition(np.hstack([best, asked @ batch.vectors.T]), -TOP, axis=1)[:, -TOP:]
    np.save(folder / LEAST_COSINES, best.min(axis=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
