import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from bot import desk as desks
from bot.desk import Desk, faithful, standing
from corpus.errors import MissingIndex
from corpus.library import Library
from corpus.model import Excerpt
from corpus.read import read_record
from embeddings.generation import current
from retrieval.answer import answer
from retrieval.model import Answer, Quote, Reason
from retrieval.prepare import index
from retrieval.search import Searcher


@pytest.fixture
def copied(library_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(library_folder, tmp_path / "copy"))


@pytest.fixture
def excerpt(library: Library) -> Excerpt:
    return library.excerpt("csto-2020-10-07/40")


def test_a_quote_that_stands_in_the_source_is_shown(library: Library, excerpt: Excerpt) -> None:
    found = Answer("?", (Quote(excerpt, (), 0.9),))
    assert faithful(library, found) == found


@pytest.mark.parametrize("change", [{"text": "他の言葉"}, {"speaker": "他の人"}, {"role": None}, {"start": 1}])
def test_a_quote_that_says_anything_else_is_not(library: Library, excerpt: Excerpt, change: dict[str, str]) -> None:
    good = Quote(excerpt, (), 0.9)
    altered = Quote(replace(excerpt, **change), (), 0.8)  # type: ignore[arg-type]  # the fields are named above
    assert faithful(library, Answer("?", (altered, good))).quotes == (good,)
    assert faithful(library, Answer("?", (altered,))) == Answer("?", reason=Reason.NOT_ANSWERED)


def test_a_quote_whose_source_drifted_is_not_shown(copied: Path, library: Library) -> None:
    with sqlite3.connect(copied / "records.db") as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        for table in tables:
            columns = [row[1] for row in database.execute(f"pragma table_info({table})")]
            if "text" in columns:
                database.execute(f"update {table} set text = replace(text, '安全', '危険')")
    database.close()
    with Library.open(copied) as drifted:
        gone = {passage.id for passage in library.passages()} - {passage.id for passage in drifted.passages()}
        assert gone
        assert not standing(drifted, [library.excerpt(passage) for passage in gone])


def test_a_quote_whose_record_was_taken_out_is_not_shown(copied: Path, excerpt: Excerpt) -> None:
    with Library.open(copied) as emptied:
        assert standing(emptied, [excerpt]) == {excerpt}
        emptied.remove("csto-2020-10-07")
        assert not standing(emptied, [excerpt])


def test_a_new_index_is_taken_up_and_the_old_one_answers_to_its_end(copied: Path, tmp_path: Path) -> None:
    old = Searcher.open(copied)
    desk = Desk(old)
    assert not desk.refresh()
    (tmp_path / "water.txt").write_text("ANNA KELLER: The census counted 4,127 marmots on the northern slope.\n")
    with Library.open(copied) as library:
        library.add(read_record(tmp_path / "water.txt"))
        assert not desk.refresh(), "no index of it yet"
        assert answer(old, "развитие авиационных сил ОДКБ").quotes
        index(library)
    assert desk.refresh()
    assert not desk.refresh()
    assert answer(desk.current(), "How many marmots did the census count?").quotes[0].excerpt.record == "water"
    assert answer(old, "развитие авиационных сил ОДКБ").quotes
    assert value(desk, "onrecord_passages") == len(desk.current().index)
    assert value(desk, "onrecord_reopened_total") == 1
    desk.close()


def test_no_question_is_lost_while_the_index_changes(copied: Path, tmp_path: Path) -> None:
    desk, over = Desk(Searcher.open(copied)), threading.Event()

    def keep_asking() -> list[int]:
        counts = []
        while not over.wait(0.01):
            counts.append(len(answer(desk.current(), "развитие авиационных сил ОДКБ").quotes))
        return counts

    with ThreadPoolExecutor(3) as threads, Library.open(copied) as library:
        asked = [threads.submit(keep_asking) for _ in range(3)]
        try:
            for number in range(3):
                file = tmp_path / f"water-{number}.txt"
                file.write_text(f"ANNA KELLER: In year {number} the census counted 4,127 marmots on the slope.\n")
                library.add(read_record(file))
                index(library)
                assert desk.refresh()
        finally:
            over.set()
        counts = [count for future in asked for count in future.result()]
    assert min(counts) > 0
    desk.close()


def test_an_index_of_other_records_is_left_alone(copied: Path) -> None:
    desk = Desk(Searcher.open(copied))
    generation = current(copied)
    copytree(generation.vectors, generation.vectors.with_name("another"))
    copytree(generation.lexical, generation.lexical.with_name("another"))
    (copied / "current.json").write_text('{"generation": "another"}')
    with Library.open(copied) as library:
        library.remove("csto-2020-10-07")
    assert not desk.refresh()
    desk.close()


def value(desk: Desk, name: str) -> float | None:
    return desk.metrics.registry.get_sample_value(name)


def test_an_index_that_cannot_be_taken_up_for_long_is_told_of(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(Searcher.open(copied))
    (copied / "current.json").rename(copied / "elsewhere.json")
    assert not desk.refresh()
    monkeypatch.setattr(desks, "BEHIND_SECONDS", 0.0)
    with pytest.raises(MissingIndex):
        desk.refresh()
    (copied / "elsewhere.json").rename(copied / "current.json")
    assert not desk.refresh()
    assert desk._behind_since is None
    desk.close()
