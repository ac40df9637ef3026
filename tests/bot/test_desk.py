import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk import faithful, stands
from corpus.library import Library
from corpus.model import Excerpt
from retrieval.model import Answer, Quote, Reason


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
        assert not any(stands(drifted, library.excerpt(passage)) for passage in gone)


def test_a_quote_whose_record_was_taken_out_is_not_shown(copied: Path, excerpt: Excerpt) -> None:
    with Library.open(copied) as emptied:
        assert stands(emptied, excerpt)
        emptied.remove("csto-2020-10-07")
        assert not stands(emptied, excerpt)
