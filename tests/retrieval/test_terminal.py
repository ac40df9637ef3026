"""How an answer looks, to the letter."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from corpus.model import Excerpt
from retrieval.language import Language, language_of
from retrieval.model import Answer, Form, OtherSpeaker, Quote, Reason
from retrieval.terminal import answer_lines, offer_lines, show
from retrieval.wording import offer_text, reason_text

TEXT = "The pier was built in 1931. It cost four million, which the town paid back in thirty years. It stands."
EXCERPT = Excerpt(
    id="harbour/2",
    text=TEXT,
    speaker="Anna Keller",
    role="Mayor",
    record="harbour",
    title="Harbour board",
    date="2024-05-17",
    place="Old Town",
    publisher=None,
    url=None,
    turn=2,
    start=10,
    end=10 + len(TEXT),
)
QUOTE = Quote(EXCERPT, ((28, 91),), 0.9)

ON_A_TERMINAL = (
    "\x1b[1mAnna Keller\x1b[0m  Mayor\n"
    "\x1b[36m  │ \x1b[0mThe pier was built in 1931. \x1b[1;33mIt cost\x1b[0m\n"
    "\x1b[36m  │ \x1b[0m\x1b[1;33mfour million, which the town paid\x1b[0m\n"
    "\x1b[36m  │ \x1b[0m\x1b[1;33mback in thirty years.\x1b[0m It stands.\n"
    "\x1b[2m  Harbour board · 2024-05-17 · Old Town · harbour/2\x1b[0m\n"
    "\x1b[2m  read on: onrecord show harbour/2 --context 2\x1b[0m\n"
    "\n"
)
IN_A_FILE = (
    "Anna Keller  Mayor\n"
    f"  │ {TEXT}\n"
    "  Harbour board · 2024-05-17 · Old Town · harbour/2\n"
    "  read on: onrecord show harbour/2 --context 2\n"
    "\n"
)


def plain(answer: Answer, capsys: pytest.CaptureFixture[str]) -> str:
    show(answer_lines(answer), None)
    return capsys.readouterr().out


def test_on_a_terminal_lines_are_wrapped_and_the_decisive_sentence_is_marked() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=40, color_system="standard", highlight=False)
    show(answer_lines(Answer("How much was it?", (QUOTE,))), console)
    assert file.getvalue() == ON_A_TERMINAL


def test_in_a_file_a_quote_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert plain(Answer("How much was it?", (QUOTE,)), capsys) == IN_A_FILE


def test_narration_is_nobodys(capsys: pytest.CaptureFixture[str]) -> None:
    narrated = Quote(replace(EXCERPT, speaker=None, role=None), (), 0.9)
    assert plain(Answer("いくらでしたか", (narrated,)), capsys).startswith("地の文（発言者なし）\n")


def test_markup_in_a_quote_is_left_alone() -> None:
    odd = "[bold]x[/bold] :smile: \\[red] <b>&amp;"
    quote = Quote(replace(EXCERPT, text=odd), ((0, len(odd)),), 0.9)
    file = io.StringIO()
    show(answer_lines(Answer("x?", (quote,))), Console(file=file, width=80, color_system=None))
    assert f"  │ {odd}\n" in file.getvalue()


def test_a_highlight_over_several_lines_is_marked_on_each() -> None:
    quote = Quote(replace(EXCERPT, text="one\ntwo\nthree"), ((1, 6),), 0.9)
    quoted = [line for line in answer_lines(Answer("x?", (quote,))) if line.quoted]
    assert [line.styles for line in quoted] == [(("bold yellow", 1, 3),), (("bold yellow", 0, 2),), ()]


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_every_reason_is_said_in_every_language(reason: Reason, language: Language) -> None:
    answer = Answer("?", reason=reason, speaker="Anna Keller", candidates=("John Baker", "Mary Baker"))
    said = reason_text(answer, language)
    assert "{" not in said
    assert language_of(said.replace("Anna Keller", "").replace("John Baker", "").replace("Mary Baker", "")) == language


def test_an_answer_with_quotes_needs_no_reason() -> None:
    with pytest.raises(ValueError, match="needs no reason"):
        reason_text(Answer("How much?", (QUOTE,)), "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("CSTOの憲章はいつ？", "ja"),
        ("What did ラヴロフ say about it?", "en"),
        ("Что сказал Lavrov?", "ru"),
        ("", "en"),
        ("42", "en"),
    ],
)
def test_the_language_is_that_of_the_script_that_leads(text: str, language: Language) -> None:
    assert language_of(text) == language


def test_a_record_does_not_command_the_terminal() -> None:
    quote = Quote(replace(EXCERPT, text="one \x1b]0;title\x07 two"), (), 0.9)
    file = io.StringIO()
    show(answer_lines(Answer("x?", (quote,))), Console(file=file, width=80, color_system=None))
    assert "one \ufffd]0;title\ufffd two" in file.getvalue()


OTHER = Quote(replace(EXCERPT, id="harbour/3", speaker="Ivan Orlov", role=None), (), 0.8)
WHERE = "Harbour board · 2024-05-17 · Old Town"


def test_who_said_it_leads_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    shown = plain(Answer("Who spoke of it?", (QUOTE, OTHER), form=Form.WHO), capsys)
    assert shown.startswith("Anna Keller · Ivan Orlov\n\nAnna Keller  Mayor\n  │ ")
    assert plain(Answer("Who spoke of it?", (QUOTE,), form=Form.WHO), capsys) == IN_A_FILE


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What did each say?", "Ivan Orlov and Mary Baker do not speak to this."),
        ("それぞれ何と述べましたか", "Ivan Orlov、Mary Bakerはこの点に触れていません。"),
        ("Что сказал каждый?", "Ivan Orlov и Mary Baker об этом не говорят."),
    ],
)
def test_who_is_silent_is_said(question: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(question, (QUOTE,), form=Form.EACH, silent=("Ivan Orlov", "Mary Baker"))
    assert plain(answer, capsys).endswith(f"\n\n{line}\n")


def test_of_many_silent_the_first_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    names = tuple(f"Speaker {number}" for number in range(30))
    shown = plain(Answer("What did each say?", (QUOTE,), form=Form.EACH, silent=names, unheard=4000), capsys)
    assert "Speaker 9 and 20 more do not speak to this. 4000 further speakers were not" in shown
    assert "Speaker 10" not in shown


def test_close_passages_are_marked_as_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    shown = plain(Answer("What colour is it?", reason=Reason.NOT_ANSWERED, near=(QUOTE, OTHER)), capsys)
    assert shown == (
        "The record touches on this, but does not answer it.\n"
        "Close passages, but not an answer:\n\n"
        f"(not an answer)\n{IN_A_FILE}"
        f"(not an answer)\nIvan Orlov\n  │ {TEXT}\n  {WHERE} · harbour/3\n"
        "  read on: onrecord show harbour/3 --context 2\n\n"
    )


@pytest.mark.parametrize(
    ("question", "told", "see"),
    [
        ("What does Ann say?", "Anna Keller does not speak to this in the record; Ivan Orlov does.", "to see"),
        ("ケラーは？", "記録の中で、Anna Kellerはこの点に触れていません。触れているのはIvan Orlovです。", "読むには"),
        ("А Келлер?", "Anna Keller в записи об этом не говорит; говорит Ivan Orlov.", "прочесть"),
    ],
)
def test_who_else_speaks_to_it_is_told_with_the_command(
    question: str, told: str, see: str, capsys: pytest.CaptureFixture[str]
) -> None:
    others = (OtherSpeaker("orlov", "Ivan Orlov", None, 0.8),)
    answer = Answer(question, reason=Reason.NOT_BY_SPEAKER, speaker="Anna Keller", others=others)
    show((*answer_lines(answer), *offer_lines(answer)), None)
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == told
    assert shown[1].startswith(f"  {see}: onrecord ask ")
    assert shown[1].endswith(" --speaker 'Ivan Orlov'")


def test_several_who_speak_to_it_are_told() -> None:
    others = tuple(OtherSpeaker(name, name, None, 0.5) for name in ("A", "B", "C"))
    answer = Answer("x?", reason=Reason.NOT_BY_SPEAKER, speaker="D", others=others)
    assert reason_text(answer, "en") == "D does not speak to this in the record; A, B and C do."
    assert reason_text(answer, "ru") == "D в записи об этом не говорит; говорят A, B и C."
    offered = offer_text(answer, "ja")
    assert offered is not None
    assert offered.splitlines()[1:] == ["1. A", "2. B", "3. C"]
