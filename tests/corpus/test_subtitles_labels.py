"""Subtitles: the manners in which captions name who speaks."""

from pathlib import Path

from tests.corpus.test_subtitles import record_of, said, vtt


def test_a_label_of_a_call_names_whoever_speaks_where_every_cue_has_one(tmp_path: Path) -> None:
    talk = ["Jane Roe: Hello.", "tom's iPad: Hi.", "And so on.", "Jane Roe: Yes.", "Jane Roe: Well.", "Jane Roe: Bye."]
    assert [who for who, _, _ in said(record_of(tmp_path, vtt(*talk)))][1] is None
    talk.remove("And so on.")
    assert [who for who, _, _ in said(record_of(tmp_path, vtt(*talk)))][1] == "tom's iPad"


def test_a_name_in_capitals_after_the_sign_of_a_change_is_a_label(tmp_path: Path) -> None:
    record = record_of(tmp_path, vtt(">> We meet tomorrow.", ">> OTIENO: When?", ">> Remember: at noon."))
    assert [(who, words) for who, words, _ in said(record)] == [
        (None, "We meet tomorrow."),
        ("OTIENO", "When?"),
        (None, "Remember: at noon."),
    ]


def test_captions_all_in_capitals_are_labelled_after_signs_only(tmp_path: Path) -> None:
    talk = [">> JANE ROE: GOOD EVENING.", "ON THE NEWS TONIGHT: TALKS.", ">> OTIENO: WHEN?", ">> REPORTER: SOON."]
    assert [(who, words) for who, words, _ in said(record_of(tmp_path, vtt(*talk)))] == [
        ("JANE ROE", "GOOD EVENING. ON THE NEWS TONIGHT: TALKS."),
        ("OTIENO", "WHEN?"),
        ("REPORTER", "SOON."),
    ]


def test_names_in_brackets_and_in_capitals_are_one_manner(tmp_path: Path) -> None:
    talk = ["[Anna] Then why?", "MARTIN: I had no coins.", "[laughs]", "ANNA: Never.", "[Music]"]
    record = record_of(tmp_path, vtt(*talk))
    assert [(who, words) for who, words, _ in said(record)] == [
        ("Anna", "Then why?"),
        ("MARTIN", "I had no coins."),
        ("Anna", "Never."),
    ]
    assert [record.text[one.start : one.end] for one in record.asides] == ["[laughs]", "[Music]"]


def test_initials_stand_for_whom_the_captions_have_named(tmp_path: Path) -> None:
    talk = ["Chris Anders: One question.", "Mia Holm: Please.", "CA: How fast?", "MH: Slowly.", "QX: No."]
    assert [who for who, _, _ in said(record_of(tmp_path, vtt(*talk[:4])))] == [*["Chris Anders", "Mia Holm"] * 2]
    assert said(record_of(tmp_path, vtt(*talk)))[-1][0] in (None, "QX")


def test_japanese_captions_name_in_brackets_whoever_is_not_seen(tmp_path: Path) -> None:
    talk = [
        "（佐々木(ささき)健太(けんた)）おはよう。",
        "（ドアの開く音）",
        "（大杉）\nなんだ　君か。",
        "≪（佐々木）はい",
        "（ノック）どうぞ。",
        "（ナレーション）二人は初めて会った。",
    ]
    record = record_of(tmp_path, vtt(*talk))
    assert [(who, words) for who, words, _ in said(record)] == [
        ("佐々木健太", "おはよう。"),
        ("大杉", "なんだ　君か。"),
        ("佐々木健太", "はい（ノック）どうぞ。"),
        ("ナレーション", "二人は初めて会った。"),
    ]


def test_the_first_line_of_captions_that_roll_up_is_not_lost(tmp_path: Path) -> None:
    record = record_of(tmp_path, vtt(" \ngood<00:00:00.480><c> evening</c>", "good evening\n ", "good evening\nto you"))
    assert [words for _, words, _ in said(record)] == ["good evening to you"]
    assert not record.asides
