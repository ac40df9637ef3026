"""Inline mode, pure and over the Bot API."""

import threading
from dataclasses import replace
from time import sleep

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import app
from bot.desk import faithful
from bot.inline import QUOTES_OFFERED, REMEMBERED, Caching, caching, quotes_offered
from bot.inline_mode import EXAMPLES, HOW, TYPED_AT_ONCE
from bot.pieces import units
from bot.references import deep_link
from bot.replies import REPLIES
from bot.service import SERVICE, Service
from bot.wording import LANGUAGES, WORDS, attribution
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.model import Quote
from retrieval.search import Searcher
from tests.bot.test_render import QUOTED, quotes, utf_16
from tests.bot.test_telegram import SLOW, STUCK, TOKEN, Chat, Json, bot, chat, loop, released, server

__all__ = ["bot", "chat", "loop", "released", "server"]  # fixtures


@given(st.lists(quotes(), max_size=12), st.sampled_from(LANGUAGES))
def test_results_are_within_telegrams_limits_and_quote_exactly(found: list[Quote], language: Language) -> None:
    results = quotes_offered(found, language, "onrecord_bot")
    assert len(results) == min(len(found), QUOTES_OFFERED)
    for result, quote in zip(results, found, strict=False):
        assert 1 <= len(result.id.encode()) <= 64
        assert result.title
        content = result.input_message_content
        assert "parse_mode" not in content.to_dict()
        assert 1 <= units(content.message_text) <= 4096
        assert len(content.entities) <= 100
        (shown,) = (utf_16(content.message_text, one) for one in content.entities if one.type in QUOTED)
        assert shown in quote.excerpt.text


@pytest.mark.parametrize(
    ("private", "by_user", "expected"),
    [
        (False, False, Caching(REMEMBERED, personal=False)),
        (False, True, Caching(REMEMBERED, personal=True)),
        (True, False, Caching(0, personal=True)),
        (True, True, Caching(0, personal=True)),
    ],
)
def test_a_private_collection_is_never_cached(private: bool, by_user: bool, expected: Caching) -> None:
    assert caching(private=private, by_user=by_user) == expected


def type_in(chat: Chat, query: str) -> None:
    body = {"query": query, "chat_id": chat.id, "from_user": {"id": chat.id, "first_name": "Anna"}}
    parameters = {"bot_token": TOKEN, "session_id": str(chat.id)}
    chat.http.post("/api/v1/test/send_inline_query", params=parameters, json=body).raise_for_status()


def typed(chat: Chat, query: str) -> Json:
    """What the bot answers to an inline query."""
    before = len(chat.seen("answerInlineQuery"))
    type_in(chat, query)
    return chat.wait_for("answerInlineQuery", before + 1)[-1]


def test_what_was_typed_before_is_no_longer_answered(chat: Chat, questions: dict[Language, str]) -> None:
    type_in(chat, f"{SLOW} question about security")
    assert typed(chat, questions["en"])["results"]
    chat.say(f"{SLOW} question about the best pizza")  # by the time of its answer the other would have come
    chat.wait_for("sendMessage")
    assert len(chat.seen("answerInlineQuery")) == 1


def test_what_sticks_of_what_one_user_types_leaves_room_for_others(
    chat: Chat, server: httpx.Client, bot: app.App, released: threading.Event, questions: dict[Language, str]
) -> None:
    threads = bot.bot_data[SERVICE].desk.threads
    for number in range(2 * TYPED_AT_ONCE):
        type_in(chat, f"{STUCK} question about security {number}")
        sleep(0.05)
    assert threads.taken_by(-chat.id) == TYPED_AT_ONCE
    assert typed(Chat(server, chat.id + 500_000), questions["en"])["results"]
    released.set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_in_any_chat_gets_attributed_quotes(
    chat: Chat, searcher: Searcher, questions: dict[Language, str], language: Language
) -> None:
    given_answer = typed(chat, questions[language])
    found = faithful(searcher.library, answer(searcher, questions[language], limit=QUOTES_OFFERED)).quotes
    assert found
    for result, quote in zip(given_answer["results"], found, strict=True):
        assert result["title"] == attribution(quote.excerpt, language)
        assert quote.excerpt.text.startswith(result["description"].rstrip("…")[:20].split(" ")[0])
        content = result["input_message_content"]
        assert quote.excerpt.text in content["message_text"]
        assert deep_link("telemelya_bot", quote.excerpt.id) in {one.get("url") for one in content["entities"]}
        assert "parse_mode" not in content
    assert given_answer["raw"]["cache_time"] == REMEMBERED
    assert given_answer["raw"].get("is_personal") in (False, None)
    assert "button" not in given_answer["raw"]


def test_an_empty_query_teaches_by_example(chat: Chat, searcher: Searcher) -> None:
    taught = typed(chat, "  ")
    assert len(taught["results"]) == EXAMPLES
    names = {one.speaker.name for one in searcher.library.speakers()}
    for result in taught["results"]:
        speaker = next(name for name in names if name in result["title"])
        assert result["title"] == REPLIES["en"].inline_question.format(speaker=speaker)
        assert result["input_message_content"]["message_text"].startswith(speaker)
    assert taught["raw"]["is_personal"] is True
    assert taught["raw"]["button"] == {"text": REPLIES["en"].how_inline, "start_parameter": HOW}
    chat.say(command=f"/start {HOW}")
    assert chat.wait_for("sendMessage")[0]["text"].startswith(WORDS["en"].help)


def test_what_the_record_does_not_answer_gives_nothing_and_says_so(chat: Chat) -> None:
    nothing = typed(chat, "Where can I buy the best pizza in Naples?")
    assert nothing["results"] == []
    assert nothing["raw"]["button"]["text"] == REPLIES["en"].nothing_inline


def test_a_private_collections_answer_is_for_this_user_now(
    chat: Chat, bot: app.App, questions: dict[Language, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    public: Service = bot.bot_data[SERVICE]
    monkeypatch.setitem(bot.bot_data, SERVICE, replace(public, private=True))
    given_answer = typed(chat, questions["en"])
    assert (given_answer["raw"]["cache_time"], given_answer["raw"]["is_personal"]) == (0, True)


@pytest.mark.parametrize("query", ["🙂", "?!", "\u202e", "あ" * 256, "<b>&</b>", "ラヴロフ", "ラ"])
def test_whatever_is_typed_is_answered(chat: Chat, query: str) -> None:
    assert isinstance(typed(chat, query)["results"], list)
