"""Files too long for one record: parted where a turn begins, never losing or doubling a word."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.formats import text as text_format
from corpus.library import Library
from corpus.model import Added, Record
from corpus.read import read_record, read_records

WORDS = ("the", "harbour", "board", "meets", "to", "decide", "on", "a", "new", "ferry", "pier", "this", "spring", "and")


@pytest.fixture(autouse=True)
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_format, "PART", 4000)
    monkeypatch.setattr(text_format, "LINES", 100)


def paragraph(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=30)).capitalize() + "."


def minutes(turns: int) -> str:
    rng = random.Random(turns)
    people = ("Ms. OKADA (Chair)", "Mr. LINDQVIST (Engineer)", "Ms. TORRES (Treasurer)")
    return "\n\n".join(f"{rng.choice(people)}: {paragraph(rng)}" for _ in range(turns)) + "\n"


def records_of(folder: Path, text: str, name: str = "x.txt") -> list[Record]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read_records(path))


def said(records: list[Record]) -> Iterator[tuple[str | None, str]]:
    for record in records:
        speakers = {turn.number: turn.speaker for turn in record.turns}
        for passage in record.passages:
            yield speakers[passage.turn], record.text[passage.start : passage.end]


def test_parts_say_what_the_whole_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = minutes(120)
    parts = records_of(tmp_path, text)
    assert [record.id for record in parts] == ["x", *(f"x-{number}" for number in range(2, len(parts) + 1))]
    assert parts[1].title == f"{parts[0].title} (2)"
    assert len(parts) > 4
    assert max(len(record.text) for record in parts) <= 4000
    assert "".join(record.text for record in parts) == text
    monkeypatch.setattr(text_format, "PART", 10**9)
    monkeypatch.setattr(text_format, "LINES", 10**9)
    (whole,) = records_of(tmp_path, text)
    assert list(said(parts)) == list(said([whole]))


def test_a_text_that_one_record_holds_is_one_record(tmp_path: Path) -> None:
    text = minutes(10)
    assert len(text) < 4000
    (record,) = records_of(tmp_path, text)
    assert record.text == text
    assert read_record(tmp_path / "x.txt") == record


def test_whom_nobody_names_after_a_cut_is_nobody(tmp_path: Path) -> None:
    rng = random.Random(1)
    text = "Ms. OKADA (Chair): " + "\n\n".join(paragraph(rng) for _ in range(80))
    first, second, *_ = records_of(tmp_path, text)
    assert [turn.speaker for turn in first.turns] == ["OKADA"]
    assert [turn.speaker for turn in second.turns] == [None]
    (doubt,) = second.doubts
    assert "parted" in doubt.reason


@pytest.mark.parametrize("newline", ["\n\n", "\n", " ", ""], ids=["paragraphs", "lines", "one line", "one word"])
def test_every_word_is_in_one_part(tmp_path: Path, newline: str) -> None:
    rng = random.Random(2)
    text = newline.join(paragraph(rng) if newline else rng.choice("港会議予算船") * 3 for _ in range(1500))
    parts = records_of(tmp_path, text)
    assert len(parts) > 1
    assert "".join("".join(record.text.split()) for record in parts) == "".join(text.split())
    for record in parts:
        spans = sorted((one.start, one.end) for one in (*record.passages, *record.asides))
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        covered = "".join("".join(record.text[start:end].split()) for start, end in spans)
        assert covered == "".join(record.text.split())


def test_blank_stretches_are_passed_over(tmp_path: Path) -> None:
    parts = records_of(tmp_path, "OKADA: Yes.\n" + "\n" * 20_000 + "OKADA: No.\n" + " " * 20_000)
    assert [text for _, text in said(parts)][-1].endswith("No.")
    with pytest.raises(RecordError, match="empty"):
        records_of(tmp_path, "\n" * 20_000)


def test_a_fault_late_in_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes((minutes(100) + "港は開いています。").encode()[:-1])
    with pytest.raises(RecordError, match="damaged"):
        list(read_records(tmp_path / "x.txt"))


def test_a_file_that_has_become_shorter_leaves_no_part_behind(tmp_path: Path, library: Library) -> None:
    library.add_all(records_of(tmp_path, minutes(100)))
    assert len(library.records()) > 3
    (outcome,) = library.add_all(records_of(tmp_path, minutes(5)))
    assert outcome == Added.REPLACED
    assert [record.id for record in library.records()] == ["x"]
    library.add_all(records_of(tmp_path, minutes(100)))
    again = library.add_all(records_of(tmp_path, minutes(100)))
    assert set(again) == {Added.UNCHANGED}


def test_a_part_takes_no_other_records_place(tmp_path: Path, library: Library) -> None:
    other = records_of(tmp_path, minutes(3), "x-2.txt")
    library.add_all(other)
    with pytest.raises(RecordError, match="'x-2'"):
        library.add_all(records_of(tmp_path, minutes(100)))
    assert [record.id for record in library.records()] == ["x-2"]
    library.remove("x-2")
    library.add_all(records_of(tmp_path, minutes(100)))
    with pytest.raises(RecordError, match="'x-2'"):
        library.add_all(other)
    library.remove("x-2")
    library.add_all(other)
    assert library.record("x-2") == other[0]
