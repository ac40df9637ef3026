from collections import defaultdict
from dataclasses import replace
from string import Formatter
from typing import Any

import pytest
from telegram import Update

from bot.addressed import Me
from bot.limits import Gate, Refusal, is_request, refusal_of, refusal_text
from bot.notices import NOTICES
from bot.settings import Settings
from bot.wording import LANGUAGES
from retrieval.language import Language, language_of

ANNA, BEN, GROUP = 7, 8, -100
SETTINGS = Settings("1:x", questions_per_minute=3, longest_question=20)
ME = Me(1, "onrecord_bot")


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_questions_a_minute_and_each_user_for_oneself() -> None:
    clock = Clock()
    gate = Gate(SETTINGS, clock)
    assert [gate.refusal(ANNA, ANNA) for _ in range(5)] == [None, None, None, Refusal.TOO_OFTEN, Refusal.TOO_OFTEN]
    assert gate.refusal(BEN, BEN) is None
    clock.now += 59.9
    assert gate.refusal(ANNA, GROUP) is Refusal.TOO_OFTEN
    clock.now += 0.1
    assert gate.refusal(ANNA, GROUP) is None


def test_buttons_are_counted_apart_and_weigh_less() -> None:
    gate = Gate(SETTINGS, Clock())
    assert [gate.refusal(ANNA, ANNA, is_light=True) for _ in range(16)] == [None] * 15 + [Refusal.TOO_OFTEN]
    assert gate.refusal(ANNA, ANNA) is None


def test_what_is_refused_is_not_counted() -> None:
    gate = Gate(SETTINGS, Clock())
    assert {gate.refusal(ANNA, ANNA, "x" * 21) for _ in range(10)} == {Refusal.TOO_LONG}
    assert gate.refusal(ANNA, ANNA, "x" * 20) is None


def test_a_command_may_be_long() -> None:
    assert Gate(SETTINGS).refusal(ANNA, ANNA, "/verify " + "x" * 4000) is None


def test_memory_is_bounded() -> None:
    clock = Clock()
    gate = Gate(SETTINGS, clock)
    for user in range(25_000):
        gate.refusal(user, user)
        clock.now += 0.01
    assert len(gate._questions) <= 10_001


def test_a_private_collection_is_closed_to_those_not_listed() -> None:
    gate = Gate(replace(SETTINGS, private=True, allowed=frozenset({ANNA})))
    assert gate.refusal(ANNA, GROUP) is None
    assert gate.refusal(BEN, GROUP) is Refusal.CLOSED
    assert gate.refusal(BEN, BEN, is_light=True) is Refusal.CLOSED


def update(**content: Any) -> Update:
    found = Update.de_json({"update_id": 1, **content}, None)
    assert found
    return found


def message(text: str, chat: int, kind: str, **more: Any) -> dict[str, Any]:
    user = {"id": BEN, "is_bot": False, "first_name": "Ben"}
    return {"message_id": 1, "date": 1, "chat": {"id": chat, "type": kind}, "from": user, "text": text, **more}


USER = {"id": BEN, "is_bot": False, "first_name": "Ben"}
BOT = {"id": 1, "is_bot": True, "first_name": "On record", "username": "onrecord_bot"}
FORWARDED = {"forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}
FILE = {"document": {"file_id": "f", "file_unique_id": "u", "file_name": "a.txt"}}
MENTION = {"entities": [{"type": "mention", "offset": 0, "length": 13}]}
REQUESTS: list[dict[str, Any]] = [
    {"message": message("hello", BEN, "private")},
    {"edited_message": message("hello", BEN, "private")},
    {"message": message("@onrecord_bot hello", GROUP, "supergroup", **MENTION)},
    {"message": message("/more", GROUP, "supergroup")},
    {"message": message("/verify@Onrecord_Bot words", GROUP, "supergroup")},
    {"message": message("hello", BEN, "private", **FORWARDED, via_bot=BOT)},
    {"message": message("/more", BEN, "private", via_bot=BOT)},
    {"message": message("/frobnicate", BEN, "private")},
    {"message": message("/frobnicate@onrecord_bot", GROUP, "supergroup")},
    {"inline_query": {"id": "1", "from": USER, "query": "x", "offset": ""}},
    {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "x"}},
]
NO_REQUESTS: list[dict[str, Any]] = [
    {"message": message("hello", GROUP, "supergroup")},
    {"message": message("/more@another_bot", GROUP, "supergroup")},
    {"message": message("/", GROUP, "supergroup")},
    {"message": message("/frobnicate", GROUP, "supergroup")},  # another bot's, as far as we know
    {"message": message("hello", BEN, "private", via_bot=BOT)},
    {"message": message("@onrecord_bot hello", GROUP, "supergroup", **MENTION, **FORWARDED, via_bot=BOT)},
    {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "hello"}},
    {},
]


@pytest.mark.parametrize("content", REQUESTS + NO_REQUESTS)
def test_nothing_by_those_who_are_not_listed_goes_through(content: dict[str, Any]) -> None:
    gate = Gate(replace(SETTINGS, private=True, owners=frozenset({ANNA})))
    assert refusal_of(gate, update(**content), ME) is Refusal.CLOSED


@pytest.mark.parametrize("content", REQUESTS + NO_REQUESTS)
def test_only_what_is_asked_of_the_bot_is_answered_and_counted(content: dict[str, Any]) -> None:
    gate = Gate(replace(SETTINGS, questions_per_minute=1))
    found = [refusal_of(gate, update(**content), ME) for _ in range(6)]
    assert (found[-1] is Refusal.TOO_OFTEN) is is_request(update(**content), ME) is (content in REQUESTS)
    assert found[0] is None


def test_who_has_asked_too_often_may_still_give_up() -> None:
    gate = Gate(replace(SETTINGS, questions_per_minute=1))
    asked, cancel = (update(message=message(text, BEN, "private")) for text in ("?", "/cancel"))
    assert [refusal_of(gate, asked, ME) for _ in range(2)] == [None, Refusal.TOO_OFTEN]
    assert [refusal_of(gate, cancel, ME) for _ in range(6)] == [None] * 5 + [Refusal.TOO_OFTEN]


LONG = "@onrecord_bot and more words than a question may have"


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (message(LONG, BEN, "private"), Refusal.TOO_LONG),
        (message(LONG, BEN, "private", **FORWARDED), None),
        (message(LONG, BEN, "private", **FORWARDED, via_bot=BOT), None),
        (message(LONG, BEN, "private", via_bot=BOT), None),
        (message("", BEN, "private", caption=LONG, **FILE), None),
        (message(LONG, GROUP, "supergroup", **MENTION), Refusal.TOO_LONG),
        (message(LONG, GROUP, "supergroup", **MENTION, **FORWARDED), Refusal.TOO_LONG),
    ],
)
def test_only_questions_can_be_too_long(content: dict[str, Any], refused: Refusal | None) -> None:
    assert refusal_of(Gate(SETTINGS), update(message=content), ME) is refused


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refused", Refusal)
def test_it_is_said_in_words(refused: Refusal, language: Language) -> None:
    said = refusal_text(refused, language, longest=20, user=BEN)
    assert language_of(said) == language
    assert "{" not in said


@pytest.mark.parametrize("name", NOTICES["en"]._fields)
def test_every_notice_is_in_its_own_language_with_the_same_blanks(name: str) -> None:
    blanks = set()
    for language in LANGUAGES:
        text = getattr(NOTICES[language], name)
        assert language_of(text.format_map(defaultdict(int))) == language
        blanks.add(tuple(sorted(field for _, field, _, _ in Formatter().parse(text) if field)))
    assert len(blanks) == 1
