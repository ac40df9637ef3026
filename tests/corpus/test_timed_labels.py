"""Chats, calls and automatic transcripts: labels beside a time, and lines beside a time that are no known label."""

from collections.abc import Callable

import pytest

from tests.corpus.documents import docx, record_of, said, w_paragraph

Said = list[tuple[str | None, str]]
Reads = Callable[[str], Said]

GREETING = "Good morning. Who has the budget?"
ANSWER = "I have it. We are four million short."


@pytest.fixture
def spoken(tmp_path) -> Reads:
    return lambda text: said(record_of(tmp_path, "call.txt", text))


@pytest.mark.parametrize("between", ["   ", "\t", " - "])
def test_a_surname_before_a_comma_is_as_good_a_label_as_the_others(spoken: Reads, between: str) -> None:
    """ "Kowalski, Piotr" is how many a firm names its people in calls."""
    turns = [
        ("Jane Roe", GREETING),
        ("Kowalski, Piotr", ANSWER),
        ("Roe, Jane", "Since when?"),
        ("Okafor, Ngozi", "May."),
    ]
    text = "".join(f"{name}{between}0:{15 + number}\n{words}\n\n" for number, (name, words) in enumerate(turns))
    names = ["Jane Roe", "Piotr Kowalski", "Jane Roe", "Ngozi Okafor"]
    assert spoken(text) == [(name, words) for name, (_, words) in zip(names, turns, strict=True)]


def test_a_call_in_word_with_surnames_first(tmp_path) -> None:
    def turn(name: str, time: str, words: str) -> str:
        return w_paragraph((name, "<w:b/>"), f"   {time}").replace(
            "</w:p>", f"<w:r><w:br/><w:t>{words}</w:t></w:r></w:p>"
        )

    body = (
        turn("Jane Roe", "0:03", GREETING) + turn("Kowalski, Piotr", "0:15", ANSWER) + turn("Jane Roe", "0:21", "Oh.")
    )
    record = record_of(tmp_path, "call.docx", docx(body))
    assert said(record) == [("Jane Roe", GREETING), ("Piotr Kowalski", ANSWER), ("Jane Roe", "Oh.")]


def test_surnames_first_before_a_colon_only_where_they_recur(spoken: Reads) -> None:
    assert spoken(
        f"Roe, Jane: {GREETING}\n\nKowalski, Piotr: {ANSWER}\n\nRoe, Jane: Oh.\n\nKowalski, Piotr: Yes.\n"
    ) == [
        ("Jane Roe", GREETING),
        ("Piotr Kowalski", ANSWER),
        ("Jane Roe", "Oh."),
        ("Piotr Kowalski", "Yes."),
    ]
    words = "Listen, Tom: the roads are bad."
    assert ("Jane Roe", words) in spoken(
        f"Jane Roe: {GREETING}\n\n{words}\n\nJohn Low: No.\n\nJane Roe: Yes.\n\nJohn Low: No.\n"
    )


def test_marks_of_direction_hide_no_label(spoken: Reads) -> None:
    """WhatsApp on a phone by Apple writes one before each message with something enclosed."""
    assert spoken(
        "[12/03/2024, 10:02:11] Jane Roe: Good morning.\n[12/03/2024, 10:02:40] John Low: Hello.\n"
        "\u200e[12/03/2024, 10:03:02] Jane Roe: Who has the budget?\n[12/03/2024, 10:03:30] John Low: I have.\n"
    ) == [
        ("Jane Roe", "Good morning."),
        ("John Low", "Hello."),
        ("Jane Roe", "Who has the budget?"),
        ("John Low", "I have."),
    ]
    plain = spoken(
        "\u200eJane Roe\u200e: Good.\n\n\u200fJohn Low\u200f: Bad.\n\n\u200bJane Roe: Why?\n\nJohn Low: So.\n"
    )
    assert [name for name, _ in plain] == ["Jane Roe", "John Low", "Jane Roe", "John Low"]


def test_a_message_of_somebody_unknown_is_not_the_one_befores(spoken: Reads) -> None:
    stranger = "12/03/24, 10:05\u202fAM - +44 7700 900123: Who is this?\nTell me."
    told = "12/03/24, 10:06\u202fAM - John Low left"
    read = spoken(
        "12/03/24, 10:02\u202fAM - Jane Roe: Good morning.\n"
        f"12/03/24, 10:03\u202fAM - John Low: Hello.\n{stranger}\n{told}\n"
    )
    assert read[:2] == [("Jane Roe", "Good morning."), ("John Low", "Hello.")]
    assert {name for name, _ in read[2:]} == {None}
    read = spoken("[Jane Roe] 10:02:11\nHello.\n\n[John Low] 10:02:15\nHi.\n\n[+1 555 0100] 10:02:29\nWho speaks?\n")
    assert read[-1] == (None, "Who speaks?")


def test_a_talk_of_line_with_tabs(spoken: Reads) -> None:
    read = spoken(
        "[LINE] 田中とのトーク履歴\n保存日時：2024/03/12 10:00\n\n2024/03/12(火)\n10:02\t田中\tこんにちは。\n"
        "10:03\t鈴木\tはい、来年度は減ります。\n10:04\t田中\t[スタンプ]\n10:05\t鈴木\t税収が減るので。\n"
    )
    assert [name for name, _ in read] == [None, None, None, "田中", "鈴木", "田中", "鈴木"]
    assert read[-1] == ("鈴木", "税収が減るので。")


def test_a_time_with_its_line_to_itself_is_said_by_nobody_and_sets_the_name_below_it_apart(spoken: Reads) -> None:
    turns = [
        ("00:00:03", "Jane Roe", GREETING),
        ("0:0:9.0 --> 0:0:12.0", "Piotr Low", ANSWER),
        ("[01:02]", "Jane Roe", "Oh."),
    ]
    text = "".join(f"{time}\n{name}\n{words}\n" for time, name, words in turns)
    assert spoken(text) == [(name, words) for _, name, words in turns]
    assert ("Jane Roe", "10:30") in spoken(
        "Jane Roe: We meet at\n10:30\nas ever.\n\nJohn Low: So be it.\n\nJane Roe: Good.\n"
    )


def test_a_time_at_every_paragraph_ends_no_speech(spoken: Reads) -> None:
    turns = [("Jane Roe: Good morning, and welcome.", "Jane Roe"), ("And so I said that roads are bad.", "Jane Roe")]
    turns += [("Then I left: it was late.", "Jane Roe"), ("John Low: Thanks for this.", "John Low")]
    turns += [("We all agree with you.", "John Low"), ("Jane Roe: Good.", "Jane Roe"), ("John Low: Yes.", "John Low")]
    text = "\n\n".join(f"[00:0{number}:30] {words}" for number, (words, _) in enumerate(turns))
    assert [name for name, _ in spoken(text)] == [name for _, name in turns]


def test_messages_in_a_call_to_everyone_and_to_one(spoken: Reads) -> None:
    read = spoken(
        "10:02:11 From Jane Roe to Everyone:\n\tGood morning.\n10:03:11 From John Low to Everyone:\n\tHello.\n"
        "10:04:11 From iPhone to Everyone:\n\tWho is it?\n10:05:11 From Jane Roe to John Low(Direct Message):\n\tMe.\n"
    )
    assert [name for name, words in read if not words.endswith(":")] == ["Jane Roe", "John Low", None, "Jane Roe"]


def test_a_time_within_what_is_said_makes_it_nobodys_only_where_it_is_set_as_beside_the_labels(spoken: Reads) -> None:
    turns = [("Jane Roe", "See you tomorrow, not before 10:15"), ("John Low", "Well, at 9:30 AM")]
    turns += [("Jane Roe", "Fine."), ("John Low", "Goodbye.")]
    text = "\n\n".join(f"{name}  10:0{number} AM\n{words}" for number, (name, words) in enumerate(turns))
    assert spoken(text) == turns
    chat = [(("Jane Roe", "John Low")[number % 2], f"This is message {number}.") for number in range(20)]
    lines = [f"12:{number + 10} - {name}: {words}" for number, (name, words) in enumerate(chat)]
    lines.insert(3, "10:00 the breakfast is served in the hall")
    read = spoken("\n".join(lines))
    assert ("Jane Roe", lines[3]) in read
    assert [one for one in read if one[1] != lines[3]] == chat


@pytest.mark.parametrize("opening", ["Note", "Firstly"])
def test_a_word_before_a_colon_below_a_time_is_no_writer_where_all_have_whole_names(
    spoken: Reads, opening: str
) -> None:
    turns = [("Jane Roe: We begin.", "Jane Roe"), ("John Low: We do.", "John Low")]
    turns += [(f"{opening}: the port is open.", "John Low"), ("We go on.", "John Low"), ("Jane Roe: Yes.", "Jane Roe")]
    text = "\n\n".join(f"[00:0{number}:30] {words}" for number, (words, _) in enumerate(turns))
    assert [name for name, _ in spoken(text)] == [name for _, name in turns]


def test_a_time_that_is_all_that_somebody_says_is_said(spoken: Reads) -> None:
    turns = [("Jane Roe", "When?"), ("John Low", "10:30"), ("Jane Roe", "How did the game end?"), ("John Low", "3:2")]
    for between in (" ", "\n", "\n\n"):
        assert spoken("\n\n".join(f"{name}:{between}{words}" for name, words in turns)) == turns


def test_what_a_short_chat_tells_of_itself_is_no_message(spoken: Reads) -> None:
    chat = (
        "12/05/2023, 10:02 - Anna Keller: Who has the key?\n12/05/2023, 10:05 - Cara Roe: I gave it to Tom\n"
        "12/05/2023, 10:06 - Messages are end-to-end encrypted.\n12/05/2023, 10:07 - Anna Keller: Thanks\n"
    )
    found = spoken(chat)
    assert [words for speaker, words in found if speaker == "Cara Roe"] == ["I gave it to Tom"]
    assert [speaker for speaker, words in found if "encrypted" in words] == [None]
