"""Rows in the order of their numbers, and the segments of a timed transcript as paragraphs."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.arranged import arranged
from corpus.formats.rows import seconds_in
from corpus.formats.speeches import Meeting, Speech
from corpus.model import Record
from corpus.read import read_record


def read(folder: Path, name: str, content: Any) -> Record:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return read_record(path)


def said(record: Record) -> list[tuple[str | None, str]]:
    turns = {turn.number: turn for turn in record.turns}
    return [(turns[one.turn].speaker, record.text[one.start : one.end]) for one in record.passages]


def test_rows_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    rows = "order,speaker,text\n10,Ada Poe,Fourth.\n3,Bo Lind,Third.\n1,Ada Poe,First.\n2,Bo Lind,Second.\n"
    record = read(tmp_path, "a.csv", rows)
    assert [text for _, text in said(record)] == ["First.", "Second.", "Third.", "Fourth."]
    assert [doubt.reason for doubt in record.doubts] == [
        "the rows stand in another order in the file: they are read in the order of their numbers"
    ]


def test_a_paragraph_number_orders_within_the_speech(tmp_path: Path) -> None:
    rows = "順番\t段落\t発言者\t発言\n2\t1\t谷口健\tう。\n1\t2\t野中真理\tい。\n1\t1\t野中真理\tあ。\n"
    assert said(read(tmp_path, "a.tsv", rows)) == [("野中真理", "あ。"), ("野中真理", "い。"), ("谷口健", "う。")]


@pytest.mark.parametrize("numbers", ["2 1 1", "1 2 3", "3 x 1", "3  1", "2.5 1 2", "01 00 02"])
def test_numbers_that_do_not_order_leave_the_rows_as_they_stand(tmp_path: Path, numbers: str) -> None:
    rows = "".join(f"{number},Ada Poe,Word {at}.\n" for at, number in enumerate(numbers.split(" ")))
    record = read(tmp_path, "a.csv", f"order,speaker,text\n{rows}")
    assert [text for _, text in said(record)] == ["Word 0.", "Word 1.", "Word 2."]
    assert not record.doubts


def test_order_is_that_within_a_meeting() -> None:
    first, second = Meeting(id="a"), Meeting(id="b")
    speeches = [Speech("Ada", str(at), meeting=meeting, order=(order,)) for at, (meeting, order) in enumerate(
        [(first, 2), (first, 1), (second, 2), (Meeting(), 1), (second, 3)]
    )]  # fmt: skip
    assert [one.text for one in arranged(speeches)] == ["1", "0", "3", "2", "4"]


@given(st.lists(st.tuples(st.sampled_from(["Ada", "Bo", None]), st.integers(0, 30)), max_size=20))
def test_ordering_is_a_stable_sort_or_nothing(rows: list[tuple[str | None, int]]) -> None:
    speeches = [Speech(who, str(at), order=(order,)) for at, (who, order) in enumerate(rows)]
    found = [(one.speaker, one.text) for one in arranged(speeches)]
    plain = [(one.speaker, one.text) for one in speeches]
    distinct = len({one.order for one in speeches}) == len(speeches)
    wanted = [(one.speaker, one.text) for one in sorted(speeches, key=lambda one: one.order)] if distinct else plain
    assert found == wanted


def segments(unit: int) -> list[dict[str, Any]]:
    rows = [
        (0.5, 1.2, " So today", "S0"),
        (1.3, 2.0, " we are going", "S0"),
        (2.1, 3.0, " to talk of water.", "S0"),
        (3.2, 4.0, " Right.", "S1"),
        (7.0, 8.0, " And after a pause.", "S1"),
        (8.1, 9.0, "[Applause]", "S1"),
        (9.1, 10.0, " Who is this?", None),
        (10.1, 11.0, " Or this?", None),
        (3725, 3726, " An hour on.", "S0"),
    ]
    keys = ("start", "end", "text", "speaker")
    found = [dict(zip(keys, (round(a * unit), round(b * unit), *rest), strict=True)) for a, b, *rest in rows]
    return found if unit > 1 else [dict(zip(keys, row, strict=True)) for row in rows]


@pytest.mark.parametrize("unit", [1, 1000])
def test_segments_of_one_speaker_are_paragraphs_placed_by_time(tmp_path: Path, unit: int) -> None:
    record = read(tmp_path, "a.json", {"segments": segments(unit), "language": "en"})
    assert said(record) == [
        ("S0", "So today we are going to talk of water."),
        ("S1", "Right."),
        ("S1", "And after a pause."),
        (None, "Who is this?"),
        (None, "Or this?"),
        ("S0", "An hour on."),
    ]
    places = ["0:00:00", "0:00:03", "0:00:07", "0:00:09", "0:00:10", "1:02:05"]
    assert [one.locator for one in record.passages] == places
    assert [record.text[one.start : one.end] for one in record.asides] == ["[Applause]"]


def test_rows_without_an_end_stay_apart_and_times_as_printed(tmp_path: Path) -> None:
    rows = "Speaker,Timestamp,Text\nAda Poe,1:02:10.5,Good day.\nAda Poe,1130,All well.\n"
    record = read(tmp_path, "a.csv", rows)
    assert said(record) == [("Ada Poe", "Good day."), ("Ada Poe", "All well.")]
    assert [one.locator for one in record.passages] == ["1:02:10", "1130"]


@given(st.lists(st.tuples(st.sampled_from(["Ada", "Bo", None]), st.text("ab .。か", max_size=300)), max_size=30))
def test_joining_keeps_every_word_under_its_speaker(rows: list[tuple[str | None, str]]) -> None:
    speeches = [Speech(who, text, begins=str(at), ends=str(at + 1)) for at, (who, text) in enumerate(rows)]

    def words(of: list[Speech]) -> list[tuple[str | None, str]]:
        return [(one.speaker, letter) for one in of for letter in one.text if letter != " "]

    assert words(list(arranged(speeches))) == words(speeches)


def test_segments_without_words_are_passed_over() -> None:
    silent = [Speech("Ada", "", begins=str(at), ends=str(at + 1)) for at in range(3)]
    assert "".join(one.text for one in arranged(silent)) == ""


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        ("3.4", 3.4),
        ("0.400s", 0.4),
        ("0:01:15,5", 75.5),
        ("2:05", 125),
        ("65", 65),
        ("x", None),
        (None, None),
        ("", None),
    ],
)
def test_times_as_printed(printed: str | None, seconds: float | None) -> None:
    assert seconds_in(printed) == seconds
