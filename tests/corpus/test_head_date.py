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
        ("Tuesday 14 March 2023", "2023-03-14"),
        ("Session 3, 4 April 2018", "2018-04-04"),
        ("HOUSE OF COMMONS Tuesday 14 March 2023", "2023-03-14"),
        ("Recorded on 14 March 2023 in Leeds", "2023-03-14"),
        ("Speech at Northtown on 14 March 2023", "2023-03-14"),
        ("日時：令和2年3月4日（水）午後2時〜", "2020-03-04"),
        ("2023年3月14日の記者会見", "2023-03-14"),
        ("第3回会議（2023年3月14日）", "2023-03-14"),
        ("г. Москва, 14 марта 2023 года", "2023-03-14"),
        ("Протокол заседания совета от 14 марта 2023 года", "2023-03-14"),
        ("Berlin, Dienstag, den 14. März 2023", "2023-03-14"),
        ("Paris, le 14 mars 2023", "2023-03-14"),
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
        "Debate on the Act of 5 May 1990",
        "Conference to mark 9 May 1945",
        "On the events of 11 September 2001: a debate",
        "The July 4, 1776 Society",
        "Decision 12, 2019",
        "ISO 9001:2015-09-15 panel",
        "Case filed: 4 May 2020",
        "Effective 4 May 2020",
        "3 to 5 May 2020",
        "Monday 3 to Friday 7 May 2021",
        "5–7 May 2020",
        "5 and 6 May 2020",
        "2020-03-04/06",
        "3. bis 5. März 2020",
        "3 y 4 de marzo de 2020",
        "с 3 по 5 марта 2020 года",
        "5 мая – 7 мая 2020 года",
        "Круглый стол к годовщине 22 июня 1941 года",
        "Протокол слушаний к Закону от 5 мая 1998 г.",
        "2011年3月11日の震災を語る座談会",
        "平成23年3月11日に発生した地震について",
        "令和2年3月4日提出",
        "契約日 2020年3月4日",
        "2020年3月4日（水）〜6日（金）",
        "2020年3月4日、5日",
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
