"""A library is opened in one state with its index, also while records are added."""

import threading
from pathlib import Path

import pytest

from corpus.errors import StaleIndex
from corpus.library import Library
from corpus.read import read_record
from embeddings.generation import is_building
from retrieval.prepare import ensure_ready, index
from retrieval.search import Searcher


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """A library with a record that has not been indexed yet."""
    folder, speech = tmp_path / "library", tmp_path / "pier.txt"
    speech.write_text("Mira Kovac, Minister of Transport\n\nThe pier opens in May.\n", encoding="utf-8")
    ensure_ready(folder, lambda message: None)
    with Library.open(folder) as library:
        library.add(read_record(speech))
    return folder


def test_who_asks_while_a_record_is_indexed_waits_for_it(added: Path) -> None:
    begun, on = threading.Event(), threading.Event()

    def held(done: int, total: int) -> None:
        begun.set()
        on.wait(60)

    def build() -> None:
        with Library.open(added) as library:
            index(library, progress=held)

    builder = threading.Thread(target=build)
    builder.start()
    assert begun.wait(60)
    assert is_building(added)
    threading.Timer(0.5, on.set).start()
    searcher = Searcher.open(added)
    builder.join()
    with searcher.library:
        assert "pier" in {record.id for record in searcher.records}
        assert len(searcher.index) == len(searcher.library)


def test_what_nobody_indexes_is_refused(added: Path) -> None:
    with pytest.raises(StaleIndex, match="onrecord embed"):
        Searcher.open(added)
