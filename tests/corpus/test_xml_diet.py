"""The XML of the Diet minutes API: as its JSON."""

from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.read import read_records

MEETING = (
    "<session>211</session><nameOfHouse>参議院</nameOfHouse><nameOfMeeting>{}</nameOfMeeting><issue>第2号</issue>"
    "<date>2023-03-0{}</date>"
)
SPEECH = (
    "<speechRecord>{}<speechID>{}</speechID><speaker>{}</speaker><speakerYomi/><speakerPosition>{}</speakerPosition>"
    "<speakerRole/><speech>{}</speech><startPage>1</startPage><speechURL>https://example.org/{}</speechURL>"
    "</speechRecord>"
)


def answer(*records: str) -> str:
    packed = "".join(f"<record><recordData>{one}</recordData></record>" for one in records)
    return f"<?xml version='1.0'?><data><numberOfRecords>9</numberOfRecords><records>{packed}</records></data>"


def said(path: Path) -> list[tuple[str, str | None, str | None, str]]:
    found = []
    for record in read_records(path):
        names = {speaker.id: speaker.name for speaker in record.speakers}
        turns = {turn.number: turn for turn in record.turns}
        for one in record.passages:
            turn = turns[one.turn]
            found.append((record.title, names.get(turn.speaker or ""), turn.role, record.text[one.start : one.end]))
    return found


def test_speeches_are_read_as_those_of_the_json_answer(tmp_path: Path) -> None:
    day = MEETING.format("農林水産委員会", 1)
    path = tmp_path / "speech.xml"
    path.write_text(
        answer(
            SPEECH.format(day, "a0", "会議録情報", "", "令和五年三月一日", "a0"),
            SPEECH.format(
                day, "a1", "野中真理", "委員長", "○委員長（野中真理君）　開会します。\n　次に移ります。", "a1"
            ),
            SPEECH.format(MEETING.format("本会議", 2), "b1", "谷口健", "", "○谷口健君　反対です。", "b1"),
        )
    )
    first, second = "第211回国会 参議院 農林水産委員会 第2号", "第211回国会 参議院 本会議 第2号"
    assert said(path) == [
        (first, None, None, "令和五年三月一日"),
        (first, "野中真理", "委員長", "開会します。"),
        (first, "野中真理", "委員長", "次に移ります。"),
        (second, "谷口健", None, "反対です。"),
    ]


def test_a_meeting_holds_for_the_speeches_within_it(tmp_path: Path) -> None:
    path = tmp_path / "meeting.xml"
    speeches = SPEECH.format("", "a", "野中真理", "", "はい。", "a") + SPEECH.format(
        "", "b", "谷口健", "", "いいえ。", "b"
    )
    path.write_text(answer(f"<meetingRecord>{MEETING.format('本会議', 3)}{speeches}</meetingRecord>"))
    [record] = read_records(path)
    assert (record.title, record.date) == ("第211回国会 参議院 本会議 第2号", "2023-03-03")
    assert [(turn.speaker, turn.url) for turn in record.turns] == [
        ("野中真理", "https://example.org/a"),
        ("谷口健", "https://example.org/b"),
    ]


def test_a_list_of_meetings_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(answer("<speechRecord><speechID>a</speechID><speaker>谷口健</speaker></speechRecord>"))
    with pytest.raises(RecordError, match="meeting_list"):
        list(read_records(path))
    path.write_text("<data><x>y</x></data>")
    with pytest.raises(RecordError, match="no words"):
        list(read_records(path))
