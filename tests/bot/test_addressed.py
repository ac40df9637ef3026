"""Groups: who is spoken to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, MessageEntity

from bot.addressed import Me, is_addressed, said_to, thread_of

ME = Me(9, "onrecord_bot")
GROUP = {"id": -5, "type": "supergroup", "title": "Group"}
BOT = {"id": 9, "is_bot": True, "first_name": "On record", "username": "onrecord_bot"}
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}


def message(text: str, *entities: dict[str, Any], **more: Any) -> Message:
    told = {"message_id": 1, "date": 1, "chat": GROUP, "from": ANNA, "text": text, "entities": list(entities), **more}
    found = Message.de_json(told, None)
    assert found
    return found


def mention(text: str, name: str) -> dict[str, Any]:
    at = text.index(name)
    return {"type": "mention", "offset": len(text[:at].encode("utf-16-le")) // 2, "length": len(name)}


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("@onrecord_bot what did Zas say?", "@onrecord_bot", "what did Zas say?"),
        ("🙂👩‍🚀 @OnRecord_Bot, ラヴロフは?", "@OnRecord_Bot", "🙂👩‍🚀  , ラヴロフは?"),
        ("Что сказал Зась? @onrecord_bot", "@onrecord_bot", "Что сказал Зась?"),
        ("@onrecord_bot", "@onrecord_bot", ""),
    ],
)
def test_a_mention_speaks_to_the_bot(text: str, name: str, said: str) -> None:
    told = message(text, mention(text, name))
    assert is_addressed(told, ME)
    assert said_to(told, ME) == said


def test_what_is_said_is_the_same_in_bold() -> None:
    text = "What did Zas say, and when:"
    assert said_to(message(text, {"type": "bold", "offset": 0, "length": 4}), ME) == said_to(message(text), ME) == text


def test_a_mention_by_link_speaks_to_the_bot() -> None:
    told = message("Bot, who?", {"type": "text_mention", "offset": 0, "length": 3, "user": BOT})
    assert is_addressed(told, ME)
    assert said_to(told, ME) == "who?"
    other = message("Anna, who?", {"type": "text_mention", "offset": 0, "length": 4, "user": ANNA})
    assert not is_addressed(other, ME)


def test_a_reply_speaks_to_the_bot() -> None:
    head = {"message_id": 2, "date": 1, "chat": GROUP, "text": "x"}
    assert is_addressed(message("and Zas?", reply_to_message={**head, "from": BOT}), ME)
    assert not is_addressed(message("and Zas?", reply_to_message={**head, "from": ANNA}), ME)


def test_nothing_else_in_a_group_does() -> None:
    text = "@onrecord_bot2 and onrecord_bot"
    assert not is_addressed(message(text, mention(text, "@onrecord_bot2")), ME)
    assert not is_addressed(message("@onrecord_bot"), ME)  # in code, say: Telegram marks what is a mention


@given(st.text(max_size=40))
def test_in_private_everything_does_and_is_taken_as_it_is(text: str) -> None:
    told = message(text, chat={"id": 7, "type": "private", "first_name": "Anna"})
    assert is_addressed(told, ME)
    assert said_to(told, ME) == text.strip()


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_letter_beside_the_mention_is_lost(before: str, after: str) -> None:
    text = f"{before}@onrecord_bot{after}"
    entity = MessageEntity("mention", len(before.encode("utf-16-le")) // 2, 13).to_dict()
    said = said_to(message(text, entity), ME)
    assert "".join(said.split()) == "".join(f"{before} {after}".strip().strip(",:、，").split())


@pytest.mark.parametrize(("in_topic", "thread"), [(True, 77), (False, None)])
def test_a_topic_is_a_thread_and_a_thread_of_replies_is_none(in_topic: bool, thread: int | None) -> None:
    assert thread_of(message("x", message_thread_id=77, is_topic_message=in_topic)) == thread
