"""Groups and their topics, over the Bot API."""

from dataclasses import replace
from itertools import count

import httpx
import pytest

from bot import app
from bot.buttons import Action
from bot.handlers import QUOTES_IN_A_GROUP
from bot.replies import REPLIES
from bot.service import SERVICE, Service
from bot.state import ChatSettings
from bot.wording import WORDS
from retrieval.language import Language
from tests.bot.test_talking import BOT, QUOTED
from tests.bot.test_telegram import STUCK, Chat, Json, bot, carried, covered, loop, released, server

__all__ = ["bot", "loop", "released", "server"]  # fixtures
ANNA, BEN = ({"id": number, "is_bot": False, "first_name": "x", "language_code": "en"} for number in (801, 802))
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}  # of every group
_ids = count(-900_000, -1)
_messages = count(7000)


@pytest.fixture
def group(bot: object, server: object) -> Chat:
    assert bot
    return Chat(server, next(_ids))  # type: ignore[arg-type]  # the fixture is the client


def said(group: Chat, text: str, by: Json = ANNA, **more: object) -> Json:
    place = {"id": group.id, "type": "supergroup", "title": "Group", "is_forum": True}
    message = {"message_id": next(_messages), "date": 2_000_000_000, "chat": place, "from": by, "text": text, **more}
    group.happens("message", message)
    return message


def mentioned(text: str) -> Json:
    return {"entities": [{"type": "mention", "offset": len(text), "length": len("@telemelya_bot")}]}


def asked(group: Chat, question: str, by: Json = ANNA, **more: object) -> Json:
    text = f"{question} @telemelya_bot"
    return said(group, text, by, **mentioned(f"{question} "), **more)


def pressed(group: Chat, data: str, sent: Json, by: Json) -> None:
    place = {"id": group.id, "type": "supergroup", "title": "Group"}
    under = {"message_id": sent["message_id"], "date": 2_000_000_000, "chat": place, "from": BOT, "text": sent["text"]}
    group.happens(
        "callback_query",
        {"id": f"{data}{by['id']}", "from": by, "chat_instance": "1", "data": data} | {"message": under},
    )


def told(group: Chat, data: str, by: Json) -> Json:
    end = 200
    while end := end - 1:
        found = [one for one in group.done_in("default") if one.get("callback_query_id") == f"{data}{by['id']}"]
        if found:
            return found[0]
        group.seen("sendMessage")
    raise AssertionError("the button was not answered")


def test_silent_until_mentioned_then_answers_in_the_topic(group: Chat, questions: dict[Language, str]) -> None:
    said(group, questions["en"])
    said(group, f"{questions['en']} @telemelya_bot2", **mentioned("?"))
    question = asked(group, questions["en"], message_thread_id=77, is_topic_message=True)
    first = group.wait_for("sendMessage")[0]
    assert covered(first, *QUOTED)
    assert first["raw"]["message_thread_id"] == 77
    assert first["raw"]["reply_parameters"]["message_id"] == question["message_id"]
    assert first["raw"]["reply_parameters"]["allow_sending_without_reply"] is True
    assert {one["raw"]["message_thread_id"] for one in group.seen("sendChatAction")} <= {77}
    assert len(group.seen("sendMessage")) <= QUOTES_IN_A_GROUP


def test_a_reply_to_the_bot_is_a_question(group: Chat, questions: dict[Language, str]) -> None:
    asked(group, questions["en"])
    first = group.wait_for("sendMessage", QUOTES_IN_A_GROUP)[0]
    place = {"id": group.id, "type": "supergroup", "title": "Group"}
    shown = {"message_id": first["message_id"], "date": 1, "chat": place, "from": BOT, "text": first["text"]}
    said(group, "What else about security?", reply_to_message=shown | {"entities": first["raw"]["entities"]})
    group.wait_for("sendMessage", QUOTES_IN_A_GROUP + 1)


def test_a_mention_in_reply_to_a_question_answers_that(group: Chat, questions: dict[Language, str]) -> None:
    place = {"id": group.id, "type": "supergroup", "title": "Group"}
    other = {"message_id": 5, "date": 1, "chat": place, "from": BEN, "text": questions["ja"]}
    said(group, "@telemelya_bot", entities=[{"type": "mention", "offset": 0, "length": 14}], reply_to_message=other)
    assert covered(group.wait_for("sendMessage")[0], *QUOTED)


def test_two_people_in_a_group_have_each_their_own_conversation(group: Chat) -> None:
    asked(group, "What did Zas say about peacekeeping?")
    number = len(group.wait_for("sendMessage"))
    asked(group, "And Pankin?", by=BEN)
    ben = group.wait_for("sendMessage", number + 1)
    assert ben


def test_nobody_presses_the_buttons_of_who_asked(group: Chat, questions: dict[Language, str]) -> None:
    asked(group, questions["en"])
    sent = group.wait_for("sendMessage", QUOTES_IN_A_GROUP)[-1]
    data = carried(sent, Action.MORE)[0]
    pressed(group, data, sent, BEN)
    assert told(group, data, BEN)["text"] == REPLIES["en"].not_yours
    pressed(group, carried(sent, Action.ON)[0], sent, BEN)
    assert told(group, carried(sent, Action.ON)[0], BEN)["text"] == REPLIES["en"].not_yours
    assert not group.seen("editMessageText")
    pressed(group, carried(sent, Action.ON)[0], sent, ANNA)
    assert group.wait_for("editMessageText")


def test_help_in_a_group_explains_privacy_mode(group: Chat) -> None:
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    said(group, "/help", entities=entities)
    assert "privacy mode" in group.wait_for("sendMessage")[0]["text"]


def test_who_asks_under_a_picture_is_told_that_only_text_is_read(group: Chat) -> None:
    photo = [{"file_id": "p" * 20, "file_unique_id": "p", "width": 1, "height": 1}]
    place = {"id": group.id, "type": "supergroup", "title": "Group"}
    for caption in ("What is this? ", "@telemelya_bot "):
        marks = {"caption_entities": [{"type": "mention", "offset": 0, "length": 14}]} if caption[0] == "@" else {}
        shown = {"message_id": next(_messages), "date": 1, "chat": place, "from": ANNA, "photo": photo} | marks
        group.happens("message", shown | {"caption": f"{caption}what is this?"})
    assert [one["text"] for one in group.wait_for("sendMessage")] == [WORDS["en"].only_text]


def test_others_commands_are_none_of_its_business(group: Chat) -> None:
    said(group, "/frobnicate", entities=[{"type": "bot_command", "offset": 0, "length": 11}])
    said(group, "/help@other_bot", entities=[{"type": "bot_command", "offset": 0, "length": 15}])
    said(group, "/cancel", entities=[{"type": "bot_command", "offset": 0, "length": 7}])
    assert [one["text"] for one in group.wait_for("sendMessage")] == [REPLIES["en"].nothing_to_cancel]


@pytest.mark.usefixtures("bot", "released")
def test_what_is_given_up_was_asked_in_that_chat(server: httpx.Client) -> None:
    one, other = Chat(server, next(_ids)), Chat(server, next(_ids))
    for group in (one, other):
        asked(group, f"{STUCK} question about security")
        group.wait_for("sendChatAction")
    said(one, "/cancel", entities=[{"type": "bot_command", "offset": 0, "length": 7}])
    assert [sent["text"] for sent in one.wait_for("sendMessage")] == [REPLIES["en"].cancelled]
    assert not other.seen("sendMessage")


def unnamed(group: Chat, text: str, **more: object) -> Json:
    """What an administrator says in the group's name."""
    return asked(group, text, ANONYMOUS, sender_chat={"id": group.id, "type": "supergroup", "title": "Group"}, **more)


@pytest.mark.usefixtures("bot", "released")
def test_anonymous_administrators_of_two_groups_are_two(server: httpx.Client) -> None:
    one, other = Chat(server, next(_ids)), Chat(server, next(_ids))
    for _ in range(2):
        unnamed(one, f"{STUCK} question about security")
        one.wait_for("sendChatAction")
        command = {"entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
        said(one, "/cancel", ANONYMOUS, sender_chat={"id": one.id, "type": "supergroup", "title": "Group"}, **command)
    assert [sent["text"] for sent in one.wait_for("sendMessage", 2)] == [REPLIES["en"].cancelled] * 2
    unnamed(other, "What did Zas say about peacekeeping?")  # nobody else's questions count as his
    assert covered(other.wait_for("sendMessage")[0], *QUOTED)


def test_who_asked_in_the_groups_name_presses_the_buttons_in_his_own(group: Chat) -> None:
    unnamed(group, "What did Zas say?")
    sent = group.wait_for("sendMessage", QUOTES_IN_A_GROUP)[-1]
    pressed(group, carried(sent, Action.MORE)[0], sent, ANNA)
    assert told(group, carried(sent, Action.MORE)[0], ANNA)["text"] is None
    group.wait_for("sendMessage", QUOTES_IN_A_GROUP + 1)


def test_a_group_that_becomes_a_supergroup_keeps_what_was_chosen(
    group: Chat, server: httpx.Client, bot: app.App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here: Service = bot.bot_data[SERVICE]
    private = replace(here, private=True, allowed=frozenset({group.id}))
    monkeypatch.setitem(bot.bot_data, SERVICE, private)
    here.state.save_settings(group.id, ANNA["id"], ChatSettings("ru"))
    new, place = Chat(server, next(_ids)), {"id": group.id, "type": "group", "title": "Group"}
    told = {"message_id": next(_messages), "date": 1, "chat": place, "from": BEN, "migrate_to_chat_id": new.id}
    group.happens("message", told)
    said(new, "/help", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
    assert REPLIES["ru"].group_help.format(bot="telemelya_bot") in new.wait_for("sendMessage")[0]["text"]
    assert f"the group {group.id}, which is allowed, is {new.id} now" in caplog.text
