"""Opens and searches the library in FOLDER again and again, until its standard input ends; for a test.

python -m tests.embeddings.reader_process FOLDER     prints how often it opened an index
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from corpus.library import Library
from embeddings.embedded_index import EmbeddedIndex
from embeddings.generation import opened
from embeddings.terms import terms
from tests.embeddings.growth import EVERY, QUESTIONS

PAUSE = 0.01  # seconds between two looks: writers get on meanwhile


def read_until(folder: Path, over: Callable[[], bool]) -> int:
    """Open and search the index until `over`; how often. Fails where an index is not whole."""
    times = 0
    with Library.open(folder, create=False) as library:
        while not over():
            index = opened(folder, EmbeddedIndex.open)
            if index.manifest.corpus_fingerprint == library.fingerprint():  # else it is refused as stale
                assert len(index) == len(index.terms), "the halves are of one state"
            for question in QUESTIONS:
                keys = [key for key, _ in index.terms.search(terms(question), EVERY)]
                with_vectors = set(index.keys(index.rows_of(keys)).tolist())
                for key, excerpt in zip(keys, library.excerpts(keys), strict=True):
                    assert excerpt is None or key in with_vectors, "what words find has vectors, or was removed"
            assert len(index.keys(index.living())) == len(index)
            times += 1
            time.sleep(PAUSE)
    return times


def _main(folder: str) -> None:
    ended = threading.Event()
    threading.Thread(target=_wait_for_end, args=(ended,), daemon=True).start()
    sys.stdout.write(str(read_until(Path(folder), ended.is_set)))


def _wait_for_end(ended: threading.Event) -> None:
    os.read(sys.stdin.fileno(), 1)
    ended.set()


if __name__ == "__main__":
    _main(*sys.argv[1:])
