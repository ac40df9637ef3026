"""A conversation over the shipped record: what is offered is taken up, another time asked about, more wanted."""

import json

import pytest

from retrieval.chat import Chat
from retrieval.search import Searcher
from tests.retrieval.conftest import Onrecord

LAVROV, ZAS, PANKIN = "セルゲイ・ラヴロフ", "スタニスラフ・ザス", "アレクサンドル・パンキン"
ABOUT_AI = "ラヴロフ外相は人工知能について何と述べましたか"


@pytest.fixture
def chat(searcher: Searcher) -> Chat:
    return Chat(searcher, None)


def said(chat: Chat, words: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    chat.say(words)
    return capsys.readouterr().out


@pytest.mark.parametrize("yes", ["はい", "yes", "Да", "見せてください", "1", "１", "ザス", "Zas"])
def test_an_offer_is_taken_up(chat: Chat, yes: str, capsys: pytest.CaptureFixture[str]) -> None:
    offered = said(chat, ABOUT_AI, capsys)
    assert ZAS in offered
    assert "  │ " not in offered
    shown = said(chat, yes, capsys)
    assert f"{ZAS}  CSTO事務総長\n  │ また、人工知能や5G" in shown


@pytest.mark.parametrize("other", ["Second World War?", "Who spoke first?", "первая помощь", "Zas on the coronavirus?"])
def test_an_offer_is_not_taken_up_by_another_question(
    chat: Chat, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ZAS in said(chat, ABOUT_AI, capsys)
    assert "人工知能や5G" not in said(chat, other, capsys)


@pytest.mark.parametrize(
    "question",
    [
        "What was Lavrov saying about artificial intelligence?",
        "Who, according to Lavrov, speaks of artificial intelligence?",
    ],
)
def test_others_are_only_offered_where_one_is_asked(
    chat: Chat, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "人工知能や5G" not in said(chat, question, capsys)


def test_an_offer_is_gone_after_another_question(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    said(chat, ABOUT_AI, capsys)
    said(chat, "ワクチン開発について何と言っていますか？", capsys)
    assert "人工知能や5G" not in said(chat, "はい", capsys)


def test_more_of_the_same_and_another_time(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    first = said(chat, "What did Zas say about terrorism?", capsys)
    assert ZAS in first
    for more in ("What else did he say?", "anything else?", "more"):
        shown = said(chat, more, capsys)
        assert "has no more on this" in shown or ZAS in shown
        assert first.splitlines()[1] not in shown
    assert ZAS in said(chat, "And in 2020?", capsys)
    assert "no passage lies within these limits" in said(chat, "And in 1999?", capsys)
    assert PANKIN in said(chat, "And Pankin?", capsys)


@pytest.mark.parametrize(
    ("first", "then", "who"),
    [
        ("Что Зась сказал о терроризме?", "А Поспелов?", "セルゲイ・ポスペロフ"),
        ("ザス事務総長はテロについて何と述べましたか", "では議会は？", "セルゲイ・ポスペロフ"),
        ("テロについて話したのは誰ですか", "ワクチンについては？", PANKIN),
        ("Who spoke about terrorism?", "And about vaccines?", PANKIN),
    ],
)
def test_a_follow_up_inherits(chat: Chat, first: str, then: str, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    said(chat, first, capsys)
    assert said(chat, then, capsys).startswith(who)


def test_each_goes_on_to_another_topic(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    said(chat, "各発言者はテロについて何と述べましたか", capsys)
    assert LAVROV in said(chat, "ワクチンについては？", capsys).splitlines()[-1]


def test_json_tells_who_else_speaks_to_it(onrecord: Onrecord) -> None:
    done = onrecord("ask", ABOUT_AI, "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert (answer["answered"], answer["quotes"], answer["speaker_filter"]) == (False, [], LAVROV)
    assert answer["others"][0]["speaker"] == ZAS
    told = onrecord("ask", ABOUT_AI)
    command = next(line for line in told.stdout.splitlines() if "--speaker" in line)
    assert command.endswith(f"--speaker '{ZAS}'")
    assert onrecord("ask", ABOUT_AI, "--speaker", ZAS).returncode == 0


def test_json_tells_who_and_who_is_silent(onrecord: Onrecord) -> None:
    who = json.loads(onrecord("ask", "生物学的安全について話したのは誰ですか", "--json").stdout)
    assert (who["form"], who["who"]) == ("who", [ZAS])
    each = json.loads(onrecord("ask", "各発言者はテロについて何と述べましたか", "--json").stdout)
    assert each["form"] == "each"
    assert LAVROV in each["silent"]
    assert len({quote["speaker"] for quote in each["quotes"]}) == len(each["quotes"]) >= 3


def test_json_marks_what_only_comes_near(onrecord: Onrecord, source: str) -> None:
    done = onrecord("ask", "csto charter", "--json")
    answer = json.loads(done.stdout)
    if answer["answered"]:
        pytest.skip("the model answers this now")
    assert (done.returncode, answer["quotes"]) == (1, [])
    for quote in answer["near"]:
        assert source[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize("nothing", ["yes", "2", "はい", "да", "ok"])
def test_what_takes_up_an_offer_asks_nothing_where_there_is_none(
    chat: Chat, nothing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "  │ " not in said(chat, nothing, capsys)
    assert "  │ " in said(chat, "ワクチン開発について何と言っていますか？", capsys)
    assert "  │ " not in said(chat, nothing, capsys)


def test_a_number_that_is_not_offered_leaves_the_offer(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    said(chat, ABOUT_AI, capsys)
    assert "  │ " not in said(chat, "7", capsys)
    assert "人工知能や5G" in said(chat, "1", capsys)
