"""SubRip and WebVTT: who says what, and when."""

from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import RecordError
from corpus.formats.cues import parse_cues
from corpus.formats.subtitles import time_code
from corpus.model import Record
from corpus.read import read_record, read_records


def record_of(folder: Path, text: str | bytes, name: str = "talk.vtt") -> Record:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_record(path)


def said(record: Record) -> list[tuple[str | None, str, str | None]]:
    names = {speaker.id: speaker.name for speaker in record.speakers}
    speakers = {turn.number: names.get(turn.speaker or "") for turn in record.turns}
    return [(speakers[one.turn], record.text[one.start : one.end], one.locator) for one in record.passages]


def vtt(*cues: str, first: int = 0) -> str:
    """A WebVTT file with one cue every two seconds."""
    times = [f"{time_code(first + 2 * n)}.000 --> {time_code(first + 2 * n + 2)}.000" for n in range(len(cues))]
    return "WEBVTT\n\n" + "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True)) + "\n"


def test_voices_are_speakers_for_their_cue(tmp_path: Path) -> None:
    text = vtt(
        "<v Mira Kovach>The port is open, and it",
        "<v.loud Mira Kovach>stays open.</v>",
        "And who is this?",
        "<v Jan Lindqvist>So do I.</v> <v Mira Kovach>Thank you.",
    )
    assert said(record_of(tmp_path, text)) == [
        ("Mira Kovach", "The port is open, and it stays open.", "00:00:00"),
        (None, "And who is this?", "00:00:04"),
        ("Jan Lindqvist", "So do I.", "00:00:06"),
        ("Mira Kovach", "Thank you.", "00:00:06"),
    ]


def test_a_label_holds_until_the_next_sign(tmp_path: Path) -> None:
    text = vtt(
        "MIRA KOVACH: The port is open.",
        "It stays open.",
        ">> JAN LINDQVIST: Until when?",
        ">> Until spring.",
        "&gt;&gt; MIRA KOVACH: Longer.",
    )
    assert said(record_of(tmp_path, text)) == [
        ("MIRA KOVACH", "The port is open. It stays open.", "00:00:00"),
        ("JAN LINDQVIST", "Until when?", "00:00:04"),
        (None, "Until spring.", "00:00:06"),
        ("MIRA KOVACH", "Longer.", "00:00:08"),
    ]


def test_two_who_speak_in_one_cue_are_nobody_unless_named(tmp_path: Path) -> None:
    text = vtt("JANE ROE: We begin.", "- Can we?\n- We can.", "- JANE ROE: Then let us.\n- Yes.")
    assert [(who, words) for who, words, _ in said(record_of(tmp_path, text))] == [
        ("JANE ROE", "We begin."),
        (None, "Can we?"),
        (None, "We can."),
        ("JANE ROE", "Then let us."),
        (None, "Yes."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Note: this is new.",
        "It is 10:30 now.",
        "Remember: never give up.",
        "See https://example.org now.",
        "So: we go.",
    ],
)
def test_a_colon_alone_names_nobody(tmp_path: Path, line: str) -> None:
    record = record_of(tmp_path, vtt("JANE ROE: Hello.", line))
    assert said(record) == [("JANE ROE", f"Hello. {line}", "00:00:00")]


def test_a_word_that_recurs_as_a_label_beside_another_is_a_speaker(tmp_path: Path) -> None:
    record = record_of(tmp_path, vtt("ANNA: Yes?", "BEN: No.", "ANNA: Why?", "BEN: Because."))
    assert [who for who, _, _ in said(record)] == ["ANNA", "BEN", "ANNA", "BEN"]


def test_a_label_in_capitals_that_may_be_a_name_ends_what_another_says(tmp_path: Path) -> None:
    record = record_of(tmp_path, vtt("JANE ROE: Hello.", "JL: No."))
    assert said(record) == [("JANE ROE", "Hello.", "00:00:00"), (None, "JL: No.", "00:00:02")]
    assert [record.text[one.start : one.end] for one in record.doubts] == ["JL: No."]


def test_people_on_a_call_are_called_anything(tmp_path: Path) -> None:
    talk = ["Jane Roe: Hello.", "jsmith: Hi.", "iPhone (2): Me too.", "jsmith: So.", "Jane Roe: Yes.", "jsmith: Bye."]
    record = record_of(tmp_path, vtt(*talk))
    assert [(who, words) for who, words, _ in said(record)] == [
        ("Jane Roe", "Hello."),
        ("jsmith", "Hi."),
        ("iPhone (2)", "Me too."),
        ("jsmith", "So."),
        ("Jane Roe", "Yes."),
        ("jsmith", "Bye."),
    ]


def test_japanese_is_joined_without_blanks_and_named_by_its_labels(tmp_path: Path) -> None:
    text = vtt("司会：それでは、\n会議を", "始めます。", "（拍手）", "佐々木議員：はい、", "北の桟橋です。")
    record = record_of(tmp_path, text)
    assert said(record) == [
        ("司会", "それでは、会議を始めます。", "00:00:00"),
        ("佐々木", "はい、北の桟橋です。", "00:00:06"),
    ]
    assert [record.text[one.start : one.end] for one in record.asides] == ["（拍手）"]
    assert record.turns[1].role == "議員"


def test_sounds_are_set_aside_and_marks_are_taken_off(tmp_path: Path) -> None:
    text = vtt(
        "[Applause]",
        "♪ la la ♪",
        "(music playing\nsoftly)",
        "{\\an8}<i>The <c.yellow>port</c></i> <00:00:07.500>is <font color='red'>open</font> &amp; free.",
        "<ruby>港<rt>みなと</rt></ruby>です。",
    )
    record = record_of(tmp_path, text)
    assert [words for _, words, _ in said(record)] == ["The port is open & free. 港です。"]
    assert [" ".join(record.text[one.start : one.end].split()) for one in record.asides] == [
        "[Applause]",
        "♪ la la ♪",
        "(music playing softly)",
    ]


def test_notes_styles_settings_and_names_of_cues_are_no_words(tmp_path: Path) -> None:
    text = (
        "WEBVTT - harbour\nKind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n"
        "NOTE a note\nover two lines\n\nfirst\n00:01.000 --> 00:02.000 align:start position:10%\nThe port\n\n"
        "NOTE another\n\n00:02.000 --> 00:03.000 line:0\nis open.\n\nwhat is this\n"
    )
    record = record_of(tmp_path, text)
    assert said(record) == [(None, "The port is open.", "00:00:01")]
    assert record.language == "en"
    assert [record.text[one.start : one.end] for one in record.asides] == ["what is this"]


SRT = (
    "1\n00:00:01,000 --> 00:00:02,000\nThe port\n\n2\n00:00:02.000-->00:00:03.500  X1:40 X2:600\nis\n\nopen.\n\n"
    "00:00:04,000 --> 00:00:05,000\nIt has\n4\n100:00:01,0 --> 100:00:02,5\nno number.\n\n"
    "5\n100:00:03 --> 100:00:04\n\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_sub_rip_as_it_comes(tmp_path: Path, newline: str, encoding: str) -> None:
    record = record_of(tmp_path, SRT.replace("\n", newline).encode(encoding), "TALK.SRT")
    assert said(record) == [
        (None, "The port is open. It has", "00:00:01"),
        (None, "no number.", "100:00:01"),
    ]


def test_cues_are_put_in_the_order_of_time(tmp_path: Path) -> None:
    text = (
        "1\n00:00:09,000 --> 00:00:10,000\nthird.\n\n2\n00:00:01,000 --> 00:00:06,000\nFirst,\n\n"
        "3\n00:00:05,000 --> 00:00:08,000\nsecond,\n"
    )
    assert said(record_of(tmp_path, text, "a.srt")) == [(None, "First, second, third.", "00:00:01")]


def test_captions_that_roll_up_are_said_once(tmp_path: Path) -> None:
    text = vtt("so the port", "so the port\nis open", "is open\nand it stays", "and it stays\nopen")
    assert said(record_of(tmp_path, text)) == [(None, "so the port is open and it stays open", "00:00:00")]


def test_paragraphs_end_with_sentences_and_pauses(tmp_path: Path) -> None:
    cues = [f"This is sentence number {number}, and it goes on for a while." for number in range(40)]
    record = record_of(tmp_path, vtt(*cues))
    words = [text for _, text, _ in said(record)]
    assert " ".join(words) == " ".join(cues)
    assert all(300 < len(text) < 600 and text.endswith(".") for text in words[:-1])
    paused = vtt("One.") + vtt("Two.", first=5).removeprefix("WEBVTT\n")
    assert [text for _, text, _ in said(record_of(tmp_path, paused))] == ["One.", "Two."]


def test_a_sidecar_says_who_a_voice_is(tmp_path: Path) -> None:
    (tmp_path / "talk.toml").write_text('[[speakers]]\nname = "Mira Kovach"\naliases = ["MK"]\nrole = "Minister"\n')
    record = record_of(tmp_path, vtt("<v MK>Open.", "MK: Yes."))
    assert said(record) == [("Mira Kovach", "Open.", "00:00:00"), ("Mira Kovach", "Yes.", "00:00:02")]
    assert {turn.role for turn in record.turns} == {"Minister"}


@pytest.mark.parametrize(
    "text",
    ["WEBVTT\n", "WEBVTT\n\nNOTE nothing\n", "just words\n", "1\n00:00:01,000 --> 00:00:02,000\n\n", vtt("[Music]")],
)
def test_a_file_without_words_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RecordError, match=r"talk\.vtt holds no"):
        record_of(tmp_path, text)


PIECES = st.sampled_from(
    (
        *("WEBVTT", "\n", "\n\n", "00:00:01.000 --> 00:00:02.000", "00:09,1 --> 00:10,2", "1", "NOTE x", "-->", " "),
        *(
            "<v Ann Lee>",
            "</v>",
            "ANN LEE: ",
            "Ann: ",
            ">> ",
            "- ",
            "[Music]",
            "♪",
            "（拍手）",
            "港は",
            "open. ",
            "<i>",
        ),
    )
)


@settings(max_examples=80)
@given(st.lists(PIECES | st.text(max_size=5), max_size=40), st.sampled_from([".srt", ".vtt"]))
def test_anything_is_read_as_slices_in_order_or_refused(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_text("".join(pieces), encoding="utf-8", errors="ignore", newline="")
    try:
        records = list(read_records(path))
    except RecordError:
        return
    for record in records:
        spans = [(passage.start, passage.end) for passage in record.passages]
        assert all(0 <= start < end <= len(record.text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert all(record.text[start:end].strip() for start, end in spans)
        assert record.passages


@given(st.integers(0, 10**6))
def test_time_codes(seconds: int) -> None:
    hours, minutes, left = map(int, time_code(seconds + 0.9).split(":"))
    assert hours * 3600 + minutes * 60 + left == seconds


@pytest.mark.parametrize("piece", [">>", "<v ", "[", "- a\n", "♪", "{\\", "AB: c\n", "(a\n"])
def test_a_cue_of_nothing_but_marks_is_read_or_refused(tmp_path: Path, piece: str) -> None:
    with suppress(RecordError):
        assert record_of(tmp_path, vtt(f"Yes.\n{piece * (60_000 // len(piece))}")).passages


def test_many_cues_and_absurd_times_are_read() -> None:
    assert len(parse_cues(vtt(*["word"] * 20_000)).cues) == 20_000
    assert parse_cues(f"{'9' * 5000}:00:00 --> {'9' * 5000}:00:01\nword\n").cues == []
