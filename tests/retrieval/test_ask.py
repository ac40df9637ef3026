"""`onrecord ask`, as users and scripts call it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.retrieval.conftest import Onrecord

QUESTION = "CSTOの憲章はいつ、どこで調印されましたか？"
UNANSWERED = "カレーの作り方を教えて"
AWKWARD = [
    "",
    "   ",
    "\t",
    "？！…",
    "🙂🙃🙂",
    "ا" * 300,
    "مرحبا بالعالم",
    "\u202eabc\u202c",
    "\x00\x01\x1b[31mCSTO\x7f",
    "憲章" * 5000,
    "a" * 10_000,
    "\udcff",
    "'; DROP TABLE records; --",
    'AND OR NOT ( ) : * " ~ ^',
    "e\u0301" * 200,
]


def asked(completed: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(completed.stdout)
    return found


def test_a_question_is_answered_with_a_quote_and_its_speaker(onrecord: Onrecord) -> None:
    done = onrecord("ask", QUESTION)
    assert done.returncode == 0
    assert "2002年、憲章と法的地位協定というCSTOの基礎となる文書に加盟各国はキシニョフで調印しました。" in done.stdout
    assert "アレクサンドル・パンキン  ロシア連邦外務副大臣" in done.stdout
    assert done.stderr == ""


def test_json_holds_every_field_and_true_offsets(onrecord: Onrecord, source: str) -> None:
    answer = asked(onrecord("ask", QUESTION, "--json"))
    assert list(answer)[:5] == ["question", "answered", "reason", "speaker_filter", "quotes"]
    assert set(answer) - set(list(answer)[:5]) == {"form", "who", "silent", "unheard", "others", "near", "narrowed"}
    assert (answer["question"], answer["answered"], answer["reason"]) == (QUESTION, True, None)
    for quote in answer["quotes"]:
        assert set(quote) == {
            *("id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end", "highlights", "score"),
            "matches",
        }
        assert source[quote["start"] : quote["end"]] == quote["text"]
        assert all(0 <= start < end <= len(quote["text"]) for start, end in quote["highlights"])
        assert 0 <= quote["score"] <= 1


def test_silence_is_an_exit_status_and_a_civil_word(onrecord: Onrecord) -> None:
    done = onrecord("ask", UNANSWERED)
    assert (done.returncode, done.stderr) == (1, "")
    assert "見つかりませんでした" in done.stdout
    answer = asked(onrecord("ask", UNANSWERED, "--json"))
    assert (answer["answered"], answer["quotes"]) == (False, [])
    assert answer["reason"]


@pytest.mark.parametrize("name", ["Lavrov", "Лавров", "ラヴロフ", "セルゲイ・ラヴロフ", "Sergey Lavrov"])
def test_a_speaker_is_understood_in_any_script(onrecord: Onrecord, name: str) -> None:
    answer = asked(onrecord("ask", "国連憲章", "--speaker", name, "--json"))
    assert answer["speaker_filter"] == "セルゲイ・ラヴロフ"
    assert {quote["speaker"] for quote in answer["quotes"]} == {"セルゲイ・ラヴロフ"}


@pytest.mark.parametrize(
    "question",
    [
        "What did Lavrov say about the UN Charter?",
        "Что Лавров сказал об Уставе ООН?",
        "ラヴロフ外相は国連憲章について何と言いましたか",
    ],
)
def test_a_speaker_named_in_the_question_is_the_only_one_quoted(onrecord: Onrecord, question: str) -> None:
    answer = asked(onrecord("ask", question, "--json"))
    assert answer["speaker_filter"] == "セルゲイ・ラヴロフ"
    assert {quote["speaker"] for quote in answer["quotes"]} <= {"セルゲイ・ラヴロフ"}


@pytest.mark.parametrize("question", ["What did Pankin say?", "パンキンの発言", "Что сказал Панкин?"])
def test_asked_only_what_somebody_said_it_quotes_their_words(onrecord: Onrecord, question: str) -> None:
    answer = asked(onrecord("ask", question, "--json"))
    assert answer["answered"]
    assert {quote["speaker"] for quote in answer["quotes"]} == {"アレクサンドル・パンキン"}


def test_hundreds_of_questions_give_as_many_lines_in_order(onrecord: Onrecord, source: str) -> None:
    questions = [
        AWKWARD[number // 10 % len(AWKWARD)] if number % 10 == 0 else f"{QUESTION} {number}" for number in range(300)
    ]
    questions = [question.encode("utf-8", "replace").decode() for question in questions]
    done = onrecord("ask", "-", "--json", said="\n".join(questions) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    assert [answer["question"] for answer in answers] == questions
    for answer in answers:
        assert answer["answered"] == bool(answer["quotes"])
        for quote in answer["quotes"]:
            assert source[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize("question", [text for text in AWKWARD if "\x00" not in text])
def test_an_awkward_question_gets_a_civil_answer(onrecord: Onrecord, question: str) -> None:
    done = onrecord("ask", "--", question)
    assert done.returncode in (0, 1)
    assert done.stdout.strip()
    assert done.stderr == ""


def test_input_that_is_not_utf8_is_still_one_question_a_line(onrecord: Onrecord) -> None:
    done = onrecord("ask", "-", "--json", said=b"\xff\xfe\n\n" + QUESTION.encode() + b"\r\n")
    assert [json.loads(line)["answered"] for line in done.stdout.splitlines()] == [False, False, True]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "x", "--speaker", "Nobody Atall"], "Nobody Atall"),
        (["ask", "x", "--record", "no-such"], "no-such"),
        (["ask", "x", "--since", "yesterday"], "yesterday"),
        (["ask", "x", "--until", "2020-13"], "2020-13"),
        (["ask", "x", "--top", "0"], "--top"),
        (["ask"], "QUESTION"),
        (["show", "csto-2020-10-07/999"], "csto-2020-10-07/999"),
        (["remove", "no-such"], "no-such"),
        (["add", "no-such-file.txt"], "no-such-file.txt"),
        (["eval", "no-such-folder"], "no-such-folder"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_use_is_one_line_that_names_the_value(onrecord: Onrecord, arguments: list[str], told: str) -> None:
    done = onrecord(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_dates_narrow_the_search(onrecord: Onrecord) -> None:
    assert asked(onrecord("ask", QUESTION, "--json", "--since", "2020-10", "--until", "2020"))["answered"]
    late = asked(onrecord("ask", QUESTION, "--json", "--since", "2021"))
    assert (late["answered"], late["quotes"]) == (False, [])


def test_top_limits_the_quotes(onrecord: Onrecord) -> None:
    assert len(asked(onrecord("ask", QUESTION, "--json", "--top", "1"))["quotes"]) == 1
    assert 1 < len(asked(onrecord("ask", "ナゴルノカラバフ", "--json", "--top", "5"))["quotes"]) <= 5


def test_a_new_library_is_filled_with_the_bundled_record(onrecord: Onrecord, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    done = onrecord("ask", QUESTION, "--json", at=fresh)
    assert done.returncode == 0
    assert "bundled record" in done.stderr
    assert asked(done)["quotes"][0]["speaker"] == "アレクサンドル・パンキン"
    assert onrecord("ask", QUESTION, at=fresh).stderr == ""


def test_nothing_that_answers_imports_torch(onrecord: Onrecord, library: Path) -> None:
    import subprocess
    import sys

    look = (
        "import sys; from pathlib import Path\n"
        "from retrieval.search import Searcher; from retrieval.answer import answer\n"
        f"given = answer(Searcher.open(Path({str(library)!r})), {QUESTION!r})\n"
        "assert given.quotes\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'telegram', 'tokenizers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
