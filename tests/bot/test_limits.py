from collections import defaultdict
from dataclasses import replace
from string import Formatter
from typing import Any

import pytest
from telegram import Update

from bot.addressed import Me
from bot.limits import Gate, Refusal, refusal_of, refusal_text
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


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ({"message": message("hello", BEN, "private")}, True),
        ({"message": message("hello", GROUP, "supergroup")}, False),  # not spoken to, it says nothing
        (
            {
                "message": message(
                    "@onrecord_bot hello",
                    GROUP,
                    "supergroup",
                    entities=[{"type": "mention", "offset": 0, "length": 13}],
                )
            },
            True,
        ),
        ({"edited_message": message("hello", BEN, "private")}, False),
        (
            {
                "inline_query": {
                    "id": "1",
                    "from": {"id": BEN, "is_bot": False, "first_name": "B"},
                    "query": "x",
                    "offset": "",
                }
            },
            True,
        ),
        (
            {
                "callback_query": {
                    "id": "1",
                    "from": {"id": BEN, "is_bot": False, "first_name": "B"},
                    "chat_instance": "1",
                    "data": "x",
                }
            },
            True,
        ),
        ({"my_chat_member": None}, False),
    ],
)
def test_who_is_not_listed_is_refused_where_the_bot_is_spoken_to(content: dict[str, Any], refused: bool) -> None:
    gate = Gate(replace(SETTINGS, private=True))
    assert (refusal_of(gate, update(**content), ME) is Refusal.CLOSED) is refused


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
