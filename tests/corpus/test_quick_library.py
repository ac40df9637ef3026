"""What is read by sqlite3 alone is what SQLAlchemy reads, to the last character, and fails in the same words."""

import logging
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LibraryError
from corpus.in_file import BLOCK, FILE
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.quick_library import QuickLibrary, open_readable
from tests.corpus.test_library import PORTS, record_of

ROOT = Path(__file__).parents[2]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SPEAKERS = (Speaker("ann", "Ann", ("アン",)), Speaker("ben", "Ben"))


def same(quick: QuickLibrary, library: Library) -> bool:
    keys = [*library.keys(), 10**9]
    assert quick.excerpts(keys[::-1]) == library.excerpts(keys[::-1])
    assert quick.turns(keys) == library.turns(keys)
    assert quick.speaker_ids(keys) == library.speaker_ids(keys)
    assert (quick.speakers(), quick.records()) == (library.speakers(), library.records())
    return quick.fingerprint() == library.fingerprint()


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of passages that stand apart, some over the end of a block, some of nobody, with and without an url."""
    said = draw(
        st.lists(st.tuples(WORDS, st.sampled_from(["ann", "ben", None]), st.booleans()), min_size=1, max_size=5)
    )
    text, turns, passages = draw(WORDS) + "字" * draw(st.sampled_from([0, BLOCK - 20, 2 * BLOCK])), [], []
    for number, (words, who, has_url) in enumerate(said, 1):
        start, text = len(text), text + words
        turns.append(
            Turn(number, who, "Mayor" if has_url else None, None, start, len(text), "u:1" if has_url else None)
        )
        passages.append(Passage(f"r/{number}", "r", number, start, len(text), "p. 1" if has_url else None))
    dated = draw(st.sampled_from([None, "2019", "2019-05-01"]))
    return Record(
        "r", "T", text, date=dated, url=dated, speakers=SPEAKERS, turns=tuple(turns), passages=tuple(passages)
    )


@settings(max_examples=40, deadline=None)
@given(records(), st.booleans())
def test_any_library_is_read_alike(tmp_path_factory: pytest.TempPathFactory, record: Record, keeps: bool) -> None:
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder) as library:
        library.add(record_of(PORTS, "ports"))
        library.add(record)
        if keeps:
            library.keep_summaries()
        quick = QuickLibrary.open(folder)
        assert quick
        assert same(quick, library)
        library.add(replace(record, title="Another"))
        assert same(quick, library)
        quick.close()


def test_many_passages_are_read_alike(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(record_of("Mira Kovac, Minister of Transport\n\n" + "The port is open.\n\n" * 1300))
        quick = QuickLibrary.open(tmp_path)
        assert quick
        assert len(library) > 1000
        assert same(quick, library)
        with ThreadPoolExecutor(4) as threads:
            assert all(
                threads.map(lambda _: quick.excerpts(library.keys()) == library.excerpts(library.keys()), range(8))
            )


def test_what_drifted_is_not_shown(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Library.open(tmp_path) as library:
        library.add(record_of(PORTS))
        with sqlite3.connect(tmp_path / FILE) as rows:
            rows.execute("UPDATE blocks SET text = replace(text, 'Good', 'Bad.')")
        quick = QuickLibrary.open(tmp_path)
        assert quick
        with caplog.at_level(logging.WARNING):
            assert quick.excerpts(library.keys())[-1] is None
        assert "add the record again" in caplog.text
        assert same(quick, library)


def test_the_whole_library_is_opened_when_it_is_asked_for(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(record_of(PORTS))
    readable = open_readable(tmp_path)
    assert isinstance(readable, QuickLibrary)
    assert readable.whole is readable.whole
    assert [one.id for one in readable.whole.records()] == ["r"]
    readable.close()


def test_kept_summaries_are_read_without_the_whole_library_even_where_nobody_speaks(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        turns, passages = (Turn(1, None, None, None, 0, 5),), (Passage("r/1", "r", 1, 0, 5),)
        library.add(Record("r", "T", "Ports", turns=turns, passages=passages))
        library.keep_summaries()
    readable = open_readable(tmp_path)
    assert (readable.speakers(), len(readable.records())) == ([], 1)
    assert "whole" not in vars(readable)
    readable.close()


def test_a_former_version_is_left_to_who_brings_it_up_to_date(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(record_of(PORTS))
    with sqlite3.connect(tmp_path / FILE) as rows:
        rows.execute("UPDATE settings SET value = 1 WHERE name = 'version'")
    assert QuickLibrary.open(tmp_path) is None
    open_readable(tmp_path).close()
    assert QuickLibrary.open(tmp_path) is not None


@pytest.mark.parametrize("file", [b"", b"no database" * 100])
def test_what_is_no_library_is_left_to_who_says_so(tmp_path: Path, file: bytes) -> None:
    assert QuickLibrary.open(tmp_path) is None
    (tmp_path / FILE).write_bytes(file)
    assert QuickLibrary.open(tmp_path) is None
    assert (tmp_path / FILE).read_bytes() == file


def test_rows_on_a_server_are_left_to_who_connects(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(record_of(PORTS))
    (tmp_path / "database.toml").write_text('url = "postgresql://nobody@localhost/none"\n')
    assert QuickLibrary.open(tmp_path) is None
    (tmp_path / "database.toml").write_text('url = "sqlite"\n')
    assert QuickLibrary.open(tmp_path) is not None


def test_a_file_that_breaks_is_told_in_one_line(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.add(record_of(PORTS))
        keys = library.keys()
    quick = QuickLibrary.open(tmp_path)
    assert quick
    with sqlite3.connect(tmp_path / FILE) as rows:
        rows.execute("DROP TABLE passages")
    with pytest.raises(LibraryError, match="cannot be used: no such table") as error:
        quick.excerpts(keys)
    assert "\n" not in str(error.value)


def test_to_import_what_answers_imports_no_sqlalchemy() -> None:
    program = "import sys, retrieval.answer, retrieval.recalled, retrieval.prepare; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
