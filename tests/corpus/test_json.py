"""JSON of the shapes that people have: each speech under the speaker that the data names."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.formats import json_stream
from corpus.model import Record
from corpus.read import read_records

Read = Callable[..., list[Record]]


def said_in(record: Record) -> list[tuple[str | None, str | None, str]]:
    names = {speaker.id: speaker.name for speaker in record.speakers}
    turns = {turn.number: turn for turn in record.turns}
    return [
        (names.get(turns[one.turn].speaker or ""), turns[one.turn].role, record.text[one.start : one.end])
        for one in record.passages
    ]


def asides_of(record: Record) -> list[tuple[str, str]]:
    return [(one.reason, record.text[one.start : one.end]) for one in record.asides]


def assert_sound(records: list[Record]) -> None:
    assert len({record.id for record in records}) == len(records)
    for record in records:
        reached = 0
        for passage in record.passages:
            assert reached <= passage.start < passage.end <= len(record.text)
            reached = passage.end
        assert {turn.speaker for turn in record.turns} - {None} <= {speaker.id for speaker in record.speakers}
        record.text.encode()


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(content: Any, name: str = "minutes.json") -> list[Record]:
        path = tmp_path / name
        raw = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        records = list(read_records(path))
        assert_sound(records)
        return records

    return reading


COUNCIL = [
    {
        "Date": "2021/3/4",
        "Prefecture": "海山県",
        "ProceedingTitle": "港湾特別委員会速記録第一号",
        "URL": "https://example.org/1.html",
        "Proceeding": [
            {"Speaker": "null", "Utterance": "第一委員会室\n　午後一時開議\n"},
            {
                "Speaker": "高橋委員長",
                "Utterance": "ただいまから開会いたします。\n　質疑を行います。\n　　　〔高橋委員長退席〕\n",
            },
            {"Speaker": "高橋（か）委員", "Utterance": "港について伺います。\n"},
            {"Speaker": "高橋港湾局長", "Utterance": "お答えします。\n――――◇――――\n　以上です。\n"},
            {"Speaker": "議長（石川良一君）", "Utterance": "（拍手）\n　ご苦労さまでした。\n"},
            {"Speaker": "高橋委員", "Utterance": "ありがとうございました。\n"},
        ],
    },
    {
        "Date": "2021/3/5",
        "Prefecture": "海山県",
        "ProceedingTitle": "港湾特別委員会速記録第二号",
        "URL": "https://example.org/2.html",
        "Proceeding": [{"Speaker": "全員", "Utterance": "異議なし。\n"}],
    },
]


def test_minutes_of_a_council(read: Read) -> None:
    first, second = read(COUNCIL)
    assert (first.id, first.title, first.date, first.place, first.url) == (
        "minutes-2021-03-04",
        "港湾特別委員会速記録第一号",
        "2021-03-04",
        "海山県",
        "https://example.org/1.html",
    )
    assert said_in(first) == [
        (None, None, "第一委員会室"),
        (None, None, "午後一時開議"),
        ("高橋", "委員長", "ただいまから開会いたします。"),
        ("高橋", "委員長", "質疑を行います。"),
        ("高橋（か）", "委員", "港について伺います。"),
        ("高橋", "港湾局長", "お答えします。"),
        ("高橋", "港湾局長", "以上です。"),
        ("石川良一", "議長", "ご苦労さまでした。"),
        ("高橋", "委員", "ありがとうございました。"),
    ]
    assert asides_of(first) == [
        ("stage direction", "〔高橋委員長退席〕"),
        ("ornament", "――――◇――――"),
        ("stage direction", "（拍手）"),
    ]
    assert said_in(second) == [("全員", None, "異議なし。")]


def test_people_of_one_surname_stay_apart_and_a_member_may_be_elected(read: Read) -> None:
    record, _ = read(COUNCIL)
    chair, marked, official, _, member = (turn.speaker for turn in record.turns if turn.speaker)
    assert chair == member
    assert len({chair, marked, official}) == 3


DIET = {
    "numberOfRecords": 1,
    "nextRecordPosition": None,
    "meetingRecord": [
        {
            "issueID": "900105254X00220300101",
            "session": 901,
            "nameOfHouse": "衆議院",
            "nameOfMeeting": "港湾委員会",
            "issue": "第2号",
            "date": "2030-01-01",
            "closing": None,
            "speechRecord": [
                {
                    "speechID": "900_000",
                    "speechOrder": 0,
                    "speaker": "会議録情報",
                    "speakerYomi": None,
                    "speakerPosition": None,
                    "speakerRole": None,
                    "speech": "令和十二年一月一日\r\n　　　　午前九時開議\r\n",
                    "startPage": 0,
                    "speechURL": "https://example.org/0",
                },
                {
                    "speechID": "900_001",
                    "speechOrder": 1,
                    "speaker": "海野港子",
                    "speakerYomi": "うみのみなとこ",
                    "speakerGroup": "海の会",
                    "speakerPosition": "国務大臣",
                    "speakerRole": None,
                    "speech": "○海野国務大臣　お答えします。\r\n　港は開いています。\r\n     ――――◇―――――",
                    "startPage": 3,
                    "speechURL": "https://example.org/1",
                },
                {
                    "speechID": "900_002",
                    "speechOrder": 2,
                    "speaker": "山野森男",
                    "speakerYomi": "やまのもりお",
                    "speakerPosition": None,
                    "speakerRole": "参考人",
                    "speech": "○参考人（山野森男君）　山野です。",
                    "startPage": 4,
                    "speechURL": "https://example.org/2",
                },
            ],
            "meetingURL": "https://example.org/meeting",
        }
    ],
}
DIET_SAID = [
    (None, None, "令和十二年一月一日"),
    (None, None, "午前九時開議"),
    ("海野港子", "国務大臣", "お答えします。"),
    ("海野港子", "国務大臣", "港は開いています。"),
    ("山野森男", "参考人", "山野です。"),
]


def by_speech() -> dict[str, Any]:
    """The same as the other endpoint answers: the speeches, each with what is said of its meeting."""
    meeting = dict(DIET["meetingRecord"][0])  # type: ignore[index]  # a literal above
    speeches = meeting.pop("speechRecord")
    return {"numberOfRecords": 3, "speechRecord": [{**meeting, **speech} for speech in speeches]}


@pytest.mark.parametrize("answer", [DIET, by_speech()], ids=["meeting", "speech"])
def test_answers_of_the_diet(answer: dict[str, Any], read: Read) -> None:
    (record,) = read(answer)
    assert said_in(record) == DIET_SAID
    assert record.title == "第901回国会 衆議院 港湾委員会 第2号"
    assert (record.date, record.url) == ("2030-01-01", "https://example.org/meeting")
    assert [speaker.aliases for speaker in record.speakers] == [("うみのみなとこ",), ("やまのもりお",)]
    assert [turn.url for turn in record.turns] == [f"https://example.org/{n}" for n in range(3)]
    assert [passage.locator for passage in record.passages][-1] == "p. 4"
    assert [text for reason, text in asides_of(record) if reason == "heading"] == [
        "○海野国務大臣",
        "○参考人（山野森男君）",
    ]


def test_a_list_of_meetings_without_their_words(read: Read) -> None:
    speeches = [{"speechID": "x", "speechOrder": 1, "speaker": "海野港子", "speechURL": "https://example.org/1"}]
    with pytest.raises(RecordError, match="no text column among"):
        read({"meetingRecord": [{"issueID": "1", "nameOfHouse": "衆議院", "speechRecord": speeches}]})


@pytest.mark.parametrize(
    ("speaker", "speech", "label", "words"),
    [
        ("海野港子", "○海野委員　はい。", "○海野委員", "はい。"),
        ("泉港", "○泉国務大臣　はい。", "○泉国務大臣", "はい。"),
        ("海野港子", "○議長　はい。", "○議長", "はい。"),
        ("海野港子", "〇年の時点では　港がありました。", None, "〇年の時点では　港がありました。"),
        ("海野港子", "○山野委員　はい。", None, "○山野委員　はい。"),
        ("null", "○議長　はい。", None, "○議長　はい。"),
    ],
)
def test_a_label_before_the_words(speaker: str, speech: str, label: str | None, words: str, read: Read) -> None:
    (record,) = read([{"speaker": speaker, "speech": speech}])
    assert [text for _, text in asides_of(record)] == ([label] if label else [])
    assert [text for _, _, text in said_in(record)] == [words]


MEETING = {
    "topic_list": [{"topic": "Ports", "relevant_text_span": [["0", "1"]]}],
    "general_query_list": [{"query": "Summarize.", "answer": "They spoke of ports."}],
    "specific_query_list": [],
    "meeting_transcripts": [
        {"speaker": "Project Manager", "content": "Shall we begin ?"},
        {"speaker": "Industrial Designer", "content": "{vocalsound} Yes ."},
        {"speaker": "Several Members", "content": "Yes ."},
    ],
}


def test_a_meeting_with_queries(read: Read) -> None:
    (record,) = read(MEETING)
    assert [(who, text) for who, _, text in said_in(record)] == [
        ("Project Manager", "Shall we begin ?"),
        ("Industrial Designer", "{vocalsound} Yes ."),
        ("Several Members", "Yes ."),
    ]


def test_meetings_one_a_line(read: Read) -> None:
    lines = "\n".join(json.dumps(MEETING) for _ in range(3))
    for name in ("m.jsonl", "m.ndjson", "m.json"):
        records = read(lines, name)
        assert [record.id for record in records] == ["m.1", "m.2", "m.3"]
        assert [len(record.passages) for record in records] == [3, 3, 3]


def test_a_transcript_with_times(read: Read) -> None:
    segments = [
        {"id": 0, "start": 0.0, "end": 2.5, "speaker": "SPEAKER_00", "text": " Good morning.", "tokens": [1, 2]},
        {"id": 1, "start": 3725.25, "end": 9.0, "speaker": "SPEAKER_01", "text": " Morning.", "words": [{"word": "M"}]},
        {"id": 2, "start": 3730.0, "end": 9.0, "text": " Who was that?"},
    ]
    (record,) = read({"text": "all of it", "segments": segments, "language": "en"})
    assert [(who, text) for who, _, text in said_in(record)] == [
        ("SPEAKER_00", "Good morning."),
        ("SPEAKER_01", "Morning."),
        (None, "Who was that?"),
    ]
    assert [passage.locator for passage in record.passages] == ["0:00:00", "1:02:05", "1:02:10"]
    assert record.language == "en"


@pytest.mark.parametrize(
    "rows",
    [
        [{"speaker": {"name": "Mira Kovac", "role": "Minister", "id": 7}, "text": "Open."}],
        {"data": {"items": [{"who": "Mira Kovac", "position": "Minister", "utterance": "Open."}], "total": 1}},
        {
            "title": "Ports",
            "speeches": [{"Name": "Mira Kovac", "Role": "Minister", "Paragraphs": 1, "text": ["Open."]}],
        },
        [
            {
                "_id": "1",
                "title": "",
                "text": "Open.",
                "metadata": {"speaker": "Mira Kovac", "role": "Minister", "text": "x"},
            }
        ],
        {"speaker": "Mira Kovac", "position": "Minister", "text": "Open."},
        [{"発言者": "Mira Kovac", "役職": "Minister", "発言": "Open."}],
        [{"автор": "Mira Kovac", "должность": "Minister", "текст": "Open."}],
    ],
)
def test_lists_of_speeches_wherever_they_stand(rows: Any, read: Read) -> None:
    (record,) = read(rows)
    assert said_in(record) == [("Mira Kovac", "Minister", "Open.")]


def test_words_of_speeches_are_no_speeches(read: Read) -> None:
    words = [{"text": "Good", "speaker": "A"}, {"text": "morning.", "speaker": "A"}]
    (record,) = read({"words": words, "utterances": [{"text": "Good morning.", "speaker": "A", "words": words}]})
    assert said_in(record) == [("A", None, "Good morning.")]


def test_replies_follow_what_they_reply_to(read: Read) -> None:
    reply = {"speaker": "Ben", "text": "Why?", "replies": [{"speaker": "Cem", "text": "Because."}]}
    (record,) = read([{"speaker": "Ann", "text": "Yes.", "replies": [reply]}, {"speaker": "Ann", "text": "So."}])
    assert [who for who, _, _ in said_in(record)] == ["Ann", "Ben", "Cem", "Ann"]


def test_lists_of_one_name_are_meetings_and_parts_of_a_meeting_are_one(read: Read) -> None:
    one, two = ([{"speaker": who, "text": "Yes."}] for who in ("Ann", "Ben"))
    first, second = read({"march": {"title": "A", "speeches": one}, "april": {"title": "B", "speeches": two}})
    assert (first.title, second.title) == ("A", "B")
    agenda = [{"topic": "x", "speeches": one}, {"topic": "y", "speeches": two}]
    (record,) = read([{"title": "A", "agenda": agenda}])
    assert [who for who, _, _ in said_in(record)] == ["Ann", "Ben"]


@pytest.mark.parametrize("inside", [False, True])
def test_lists_of_several_names_are_not_chosen_from(inside: bool, read: Read) -> None:
    one = [{"speaker": "Ann", "text": "Yes."}]
    both = {"questions": one, "answers": one}
    with pytest.raises(RecordError, match=r"several lists of speeches \(answers, questions\)"):
        read([both] if inside else both)


def test_one_object_a_line(read: Read) -> None:
    lines = (
        '{"speaker": "Ann", "text": "One.", "meeting": "A"}\n\n'
        '{"speaker": "Ben", "text": "Two\u2028 lines.", "meeting": "B"}\n'
    )
    first, second = read(lines, "m.jsonl")
    assert (first.title, second.title) == ("A", "B")
    assert said_in(second) == [("Ben", None, "Two"), ("Ben", None, "lines.")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("[1, 2", "is not JSON"),
        ('[{"speaker": "Ann", "text": "One."}', "not whole"),
        ('[{"speaker": "Ann", "text": "One', "is not JSON"),
        ('[{"speaker": "Ann", "text": "One."}] []', "more stands after the end"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('[{"speaker": "Ann", "text": ' + "[" * 100_000, "nested too deeply"),
        ('[{"speaker": "Ann", "text": "a", "text": "b"}]', "stands twice"),
        ('{"a": 1, "a": 2}', "stands twice"),
        ("{}", "holds no list of speeches"),
        ("[]", "holds no list of speeches"),
        ('"words"', "holds no list of speeches"),
        ('{"name": "x", "size": 3}', "name, size"),
        ('[{"when": "now", "what": "this"}]', "no speaker and text column among when, what"),
        ('[{"speaker": "Ann", "text": null}]', "no text column"),
        ('[{"speaker": "Ann", "text": {"a": 1}}, {"speaker": "Ann", "text": ""}]', "no words"),
        (b"\xff\xfe\x00\x01\x02", "minutes.json"),
        (bytes(range(256)) * 40, "minutes.json"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line(content: str | bytes, told: str, read: Read) -> None:
    with pytest.raises(RecordError, match=r"minutes\.json") as caught:
        read(content)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_line_that_is_cut_is_named(read: Read) -> None:
    with pytest.raises(RecordError, match=r"m\.jsonl, line 2 is not JSON"):
        read('{"speaker": "Ann", "text": "One."}\n{"speaker": "Ann", "te', "m.jsonl")


def test_odd_values(read: Read) -> None:
    (record,) = read(
        '[{"speaker": 5, "text": "One.", "start": 1e999}, {"speaker": "Ann", "text": null},'
        ' {"speaker": true, "text": "Two \\ud800.", "p": NaN}, {"speaker": ["Ann", "Ben"], "text": "Three."},'
        f' {{"speaker": "Ann", "text": {{"a": 1}}}}, {{"speaker": "Ann", "text": {"9" * 5000}}}]'
    )
    assert [(who, text[:12]) for who, _, text in said_in(record)] == [
        ("5", "One."),
        (None, "Two \ufffd."),
        ("Ann, Ben", "Three."),
        *[("Ann", text) for text in [said_in(record)[-1][2][:12]] * (len(record.passages) - 3)],
    ]
    assert sum(len(text) for _, _, text in said_in(record)[3:]) == 5000
    assert [doubt.reason for doubt in record.doubts] == [
        "'speaker' holds no name but true or false",
        "'text' holds no text but an object",
    ]


def test_a_document_is_read_across_the_borders_of_blocks(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_BLOCK", 7)
    expected = [said_in(record) for record in read(COUNCIL)]
    assert [said_in(record) for record in read(json.dumps(COUNCIL, ensure_ascii=False, indent=3))] == expected
    assert said_in(read(DIET)[0]) == DIET_SAID


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["speaker", "text", "name", "role", "date", "title", "id", "segments", "meeting", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(VALUES)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_gives_sound_records_or_a_record_error(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "fuzz.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with suppress(RecordError):
        assert_sound(list(read_records(path)))


SEEDS = [json.dumps(COUNCIL).encode(), json.dumps(DIET, ensure_ascii=False).encode(), json.dumps(MEETING).encode()]


@given(st.sampled_from(SEEDS), st.integers(0, 900), st.integers(0, 9), st.binary(max_size=6), st.sampled_from("nl"))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_spoilt_file_gives_sound_records_or_a_record_error(
    tmp_path: Path, seed: bytes, at: int, gone: int, put: bytes, kind: str
) -> None:
    path = tmp_path / ("fuzz.json" if kind == "n" else "fuzz.jsonl")
    path.write_bytes(seed[:at] + put + seed[at + gone :])
    with suppress(RecordError):
        assert_sound(list(read_records(path)))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def paths(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """What the scanner gives, found the slow way in the whole value."""
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in paths(inner, f"{path}.{key}" if path else key)]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [(path, one) for one in value]
    return [(path, value)]


def printed(value: Any) -> Any:
    """`value` with its numbers as they are printed."""
    if isinstance(value, dict):
        return {key: printed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [printed(inner) for inner in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(JSON_VALUES, st.integers(1, 9), st.sampled_from([None, 1]))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stream_gives_what_the_whole_gives(tmp_path: Path, value: Any, block: int, indent: int | None) -> None:
    from corpus.sidecar import Sidecar
    from corpus.source_file import SourceFile

    path = tmp_path / "whole.json"
    path.write_text(json.dumps(value, indent=indent), encoding="utf-8")
    whole = json_stream._BLOCK
    try:
        json_stream._BLOCK = block
        items = list(json_stream.document_items(SourceFile(path, Sidecar(), "w"), "utf-8"))
    finally:
        json_stream._BLOCK = whole
    assert [(item.path, item.value) for item in items] == paths(printed(value))


@pytest.mark.parametrize(
    "answer",
    [
        {"results": [{"alternatives": [{"content": "So", "speaker": "S1"}], "start_time": 0.1, "type": "word"}] * 3},
        {
            "monologues": [
                {"speaker": 0, "elements": [{"type": "text", "value": "So"}, {"type": "punct", "value": "."}]}
            ]
        },
        {"results": [{"alternatives": [{"transcript": "so", "words": [{"word": "so", "speakerTag": 1}]}]}]},
        {"results": {"items": [{"type": "pronunciation", "alternatives": [{"content": "So"}], "speaker_label": "a"}]}},
    ],
)
def test_a_list_of_single_words_is_refused(read: Read, answer: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="words one by one"):
        read(answer)


def test_words_beside_the_segments_that_they_make_are_passed_over(read: Read) -> None:
    item = {"type": "pronunciation", "alternatives": [{"content": "So"}], "speaker_label": "spk_0"}
    segment = {"transcript": "So it is.", "speaker_label": "spk_0", "start_time": "0.1", "end_time": "2.5"}
    [record] = read({"results": {"items": [item], "audio_segments": [segment]}})
    assert said_in(record) == [("spk_0", None, "So it is.")]
