"""The day that the head of a text gives is the record's, unless something beside it says otherwise."""

from pathlib import Path

import pytest

from corpus.formats.prose import DATED
from corpus.read import read_record

TALK = "Jane Roe: The hedge is high.\n\nJohn Low: Cut it.\n\nJane Roe: In May.\n\nJohn Low: Agreed.\n"


def dated(folder: Path, text: str, sidecar: str = "") -> str | None:
    (folder / "m.txt").write_text(text, encoding="utf-8")
    if sidecar:
        (folder / "m.toml").write_text(sidecar, encoding="utf-8")
    return read_record(folder / "m.txt").date


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Minutes of the ordinary meeting held on 14 March 2023, Council Chamber, 7.00 pm", "2023-03-14"),
        ("Mayoral Debate, October 21, 2019", "2019-10-21"),
        ("*Interview by Hannah Lindqvist, 2 February 2022*", "2022-02-02"),
        ("Hearing of 9 June 2021", "2021-06-09"),
        ("2023-05-17", "2023-05-17"),
        ("令和5年11月10日", "2023-11-10"),
        ("第二百十二回国会　令和五年十一月十日（金曜日）", "2023-11-10"),
        ("2024年4月6日　松江市", "2024-04-06"),
        ("Стенограмма заседания 17 мая 2022 года", "2022-05-17"),
        ("12.05.2024, Берлин", "2024-05-12"),
        ("Протокол № 5 от 12 мая 2023 г.", "2023-05-12"),
        ("Protokoll der Sitzung vom 23. Januar 2024", "2024-01-23"),
        ("Séance du 5 octobre 2023", "2023-10-05"),
        ("Pleno ordinario de 12 de junio de 2023", "2023-06-12"),
        ("2023년 6월 20일", "2023-06-20"),
        ("Acta del 3 de agosto de 2023", "2023-08-03"),
    ],
)
def test_the_day_in_the_head(tmp_path: Path, head: str, day: str) -> None:
    assert dated(tmp_path, f"The council\n{head}\n\n{TALK}") == day


@pytest.mark.parametrize(
    "head",
    [
        "Approved on 14 March 2023",
        "Minutes of the previous meeting, 14 March 2023",
        "Updated 14 March 2023",
        "9-12 May 2023",
        "03/04/2020",
        "May 2023",
        "The treaty was signed on 14 March 2023.",
        "14 March 2023 and 15 March 2023",
        "前回：令和5年11月10日",
        "Протокол утверждён 17 мая 2022 года",
        "Room 2020 10 07",
        "As the chronicle has it, the treaty was signed there on 14 March 2023 by\nall who had come.",
    ],
)
def test_no_day_or_that_of_something_else(tmp_path: Path, head: str) -> None:
    assert dated(tmp_path, f"The council\n{head}\n\n{TALK}") is None


def test_a_record_of_several_days_has_none(tmp_path: Path) -> None:
    assert dated(tmp_path, f"First session, 3 April 2018\n\n{TALK}\nSecond session, 4 April 2018\n\n{TALK}") is None


def test_a_day_that_is_spoken_of_is_not_the_records(tmp_path: Path) -> None:
    assert dated(tmp_path, f"The council\n\n{TALK}\nJane Roe: 14 March 2023\n") is None
    assert dated(tmp_path, f"The council\n\nJane Roe: 14 March 2023\n\n{TALK}") is None


def test_what_the_sidecar_says_goes_before(tmp_path: Path) -> None:
    assert dated(tmp_path, f"The council\n14 March 2023\n\n{TALK}", 'date = "2023-03-15"\n') == "2023-03-15"


def test_from_which_line_it_was_read_is_told(tmp_path: Path) -> None:
    text = f"The council\n14 March 2023\n\n{TALK}"
    (tmp_path / "m.txt").write_text(text, encoding="utf-8")
    (doubt,) = read_record(tmp_path / "m.txt").doubts
    assert (doubt.reason, text[doubt.start : doubt.end]) == (DATED, "14 March 2023")
