"""The bot through python-telegram-bot's own network stack, when everything goes wrong."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from telegram.error import InvalidToken, NetworkError

from bot import app, connection, retries, sending
from bot.replies import REPLIES
from bot.settings import Settings
from bot.wording import WORDS
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.search import Searcher
from tests.bot.rough_api import TOKEN, Json, Kind, RoughApi, Trouble, serving
from tests.bot.shown import quotes, texts
from tests.bot.wire_check import violations

_chats = count(5000)
LOST: list[Kind] = ["drop", "drop after", "gateway", "gateway after"]  # what nobody knows the outcome of


class Talk:
    """A bot that listens, and the server that it talks to, on one loop."""

    def __init__(self, api: RoughApi, runner: asyncio.Runner) -> None:
        self.api, self.runner = api, runner

    def until(self, *conditions: Callable[[], object]) -> None:
        """Let them talk until all this holds."""
        self.runner.run(self.api.until(*conditions))

    def while_(self, seconds: float) -> None:
        """Let them talk for a while."""
        self.runner.run(asyncio.sleep(seconds))


@pytest.fixture(scope="module")
def patient(library_folder: Path) -> Iterator[Talk]:
    """A bot that takes no busy server for one that hangs."""
    with talking(library_folder) as found:
        yield found


@pytest.fixture(scope="module")
def impatient(library_folder: Path) -> Iterator[Talk]:
    """A bot that soon takes a server for one that hangs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "REPLY", 1.0)
        with talking(library_folder) as found:
            yield found


@contextmanager
def talking(folder: Path, **more: Any) -> Iterator[Talk]:
    """A bot that answers from the library in `folder`, until the end of the block; `more` are settings."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        api = runner.run(stack.enter_async_context(serving(RoughApi())))
        bot = app.build(Settings(TOKEN, api.url, **more), Searcher.open(folder))
        runner.run(listening(bot))
        yield Talk(api, runner)
        runner.run(closing(bot))
        runner.run(stack.aclose())


@pytest.fixture
def talk(request: pytest.FixtureRequest) -> Iterator[Talk]:
    """The bot listening; every request that it makes is one that the Bot API knows."""
    hangs = "kind" in request.fixturenames and request.getfixturevalue("kind").startswith("hang")
    found: Talk = request.getfixturevalue("impatient" if hangs else "patient")
    yield found
    found.until(lambda: not found.api.updates)
    assert found.api.wrong == []
    assert [trouble for trouble in found.api.troubles if trouble.times] == []


async def listening(bot: app.App) -> None:
    await bot.initialize()
    assert bot.post_init
    assert bot.updater
    await bot.post_init(bot)
    await bot.updater.start_polling(allowed_updates=app.ALLOWED_UPDATES)
    await bot.start()


async def closing(bot: app.App) -> None:
    assert bot.post_shutdown
    assert bot.updater
    await bot.updater.stop()
    await bot.stop()
    await bot.shutdown()
    await bot.post_shutdown(bot)


@pytest.fixture
def chat() -> int:
    return next(_chats)


@pytest.fixture
def other() -> int:
    return next(_chats)


def quoted(searcher: Searcher, question: str) -> list[str]:
    return [quote.excerpt.text for quote in answer(searcher, question).quotes]


def test_a_limit_on_one_chat_holds_up_no_other(
    talk: Talk, chat: int, other: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    api, question, expected = talk.api, questions["ja"], quoted(searcher, questions["ja"])
    before = api.too_early
    api.troubles += [Trouble("limit", chat=chat, times=1), Trouble("limit", chat=chat, times=1)]
    api.say(chat, question)
    api.say(other, question)
    talk.until(lambda: len(api.said(other)) == len(expected))
    assert api.said(chat) == []
    talk.until(lambda: len(api.said(chat)) == len(expected))
    assert quotes(api.said(chat)) == quotes(api.said(other)) == expected
    assert api.too_early == before


def test_an_answer_whose_second_half_is_limited_comes_whole(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    question = max(questions.values(), key=lambda question: len(quoted(searcher, question)))
    expected = quoted(searcher, question)
    assert len(expected) > 1
    talk.api.troubles.append(Trouble("limit", chat=chat, spared=1))
    talk.api.say(chat, question)
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    assert quotes(talk.api.said(chat)) == expected


@pytest.mark.parametrize("kind", ["refuse", "unauthorised"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_telegram_refused_to_do_is_asked_for_again(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str], kind: Kind, times: int
) -> None:
    expected = quoted(searcher, questions["en"])
    talk.api.troubles.append(Trouble(kind, chat=chat, times=times))
    talk.api.say(chat, questions["en"])
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    assert quotes(talk.api.said(chat)) == expected


@pytest.mark.parametrize("kind", [*LOST, "garble", "refuse late", "bad gateway", "hang", "hang after"])
def test_what_telegram_may_have_done_is_not_done_again_but_told(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str], kind: Kind
) -> None:
    first, *_ = quoted(searcher, questions["ja"])
    talk.api.troubles.append(Trouble(kind, chat=chat))
    asked = talk.api.say(chat, questions["ja"])
    talk.until(lambda: WORDS["ja"].unsure in texts(talk.api.replies(chat, asked)))
    arrived = kind.endswith("after")
    assert quotes(talk.api.said(chat)) == [first] * arrived
    assert texts(talk.api.said(chat))[arrived:] == [WORDS["ja"].unsure]


def test_a_token_that_stays_refused_holds_up_nothing_for_good() -> None:
    refused, lost = InvalidToken("Not Found"), NetworkError("the line is gone")
    assert retries.wait_after(refused, 0.5) == 0.5
    assert [retries.patience_with(refused, in_chat=in_chat) for in_chat in (True, False)] == [retries.REFUSED, 0.0]
    assert retries.patience_with(lost, in_chat=True) > retries.REFUSED > retries.patience_with(lost, in_chat=False)


@pytest.mark.parametrize("kind", ["drop", "gateway"])
def test_even_the_apology_may_be_lost_and_comes_again(
    talk: Talk, chat: int, questions: dict[Language, str], monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    monkeypatch.setattr(retries, "FIRST_PAUSE", 0.01)
    talk.api.troubles.append(Trouble(kind, chat=chat, times=8))
    asked = talk.api.say(chat, questions["ru"])
    talk.until(lambda: texts(talk.api.replies(chat, asked)) == [WORDS["ru"].unsure])


@pytest.mark.parametrize("kind", ["refuse", *LOST, "limit", "hang"])
def test_typing_that_cannot_be_shown_holds_up_no_answer(
    talk: Talk,
    chat: int,
    searcher: Searcher,
    questions: dict[Language, str],
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
) -> None:
    monkeypatch.setattr(sending, "TYPING_AFTER", 0.0)
    expected = quoted(searcher, questions["ja"])
    talk.api.troubles.append(Trouble(kind, "sendChatAction", chat))
    talk.api.say(chat, questions["ja"])
    talk.until(lambda: quotes(talk.api.said(chat)) == expected)


@pytest.mark.parametrize("kind", ["refuse", *LOST, "hang after"])
def test_a_page_is_turned_however_often_the_line_breaks(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str], kind: Kind
) -> None:
    talk.api.say(chat, questions["ja"])
    expected = answer(searcher, questions["ja"]).quotes
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    shown = talk.api.said(chat)[0]
    _, after = searcher.library.around(expected[0].excerpt.id, 0, 1)
    talk.api.troubles += [Trouble(kind, "editMessageText", chat), Trouble(kind, "answerCallbackQuery")]
    talk.api.press(chat, on(shown), shown["message_id"])
    talk.until(lambda: quotes([shown]) == [after.text])
    assert len(talk.api.said(chat)) == len(expected)


def test_a_page_that_can_no_longer_be_edited_comes_as_a_message_of_its_own(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    talk.api.say(chat, questions["ja"])
    expected = answer(searcher, questions["ja"]).quotes
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    shown = talk.api.said(chat)[-1]
    after = searcher.library.around(expected[-1].excerpt.id, 0, 1)[-1]
    talk.api.troubles.append(Trouble("no edit", "editMessageText", chat))
    talk.api.press(chat, on(shown), shown["message_id"])
    talk.until(lambda: len(talk.api.said(chat)) == len(expected) + 1)
    turned = talk.api.said(chat)[-1]
    assert quotes([turned]) == [after.text]
    good = next(button for row in turned["reply_markup"]["inline_keyboard"] for button in row if button["text"] == "👍")
    pressed = talk.api.press(chat, good["callback_data"], turned["message_id"])
    talk.until(lambda: told(talk.api, pressed) == [REPLIES["ja"].thanks])  # it is known what it answers


def test_an_answer_that_breaks_off_can_be_gone_on_from(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    question = max(questions.values(), key=lambda question: len(quoted(searcher, question)))
    expected = quoted(searcher, question)
    talk.api.troubles.append(Trouble("drop", chat=chat, spared=1))
    talk.api.say(chat, question)
    talk.until(lambda: len(talk.api.said(chat)) == 2)
    first, unsure = talk.api.said(chat)
    assert unsure["text"] in {words.unsure for words in WORDS.values()}
    talk.api.say(chat, "/more")
    talk.until(lambda: len(talk.api.said(chat)) > 2)
    assert quotes(talk.api.said(chat))[:2] == expected[:2]
    only = first["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
    pressed = talk.api.press(chat, only, first["message_id"])
    talk.until(lambda: pressed in [call.fields["callback_query_id"] for call in talk.api.called("answerCallbackQuery")])
    assert told(talk.api, pressed) == []  # it is known what the message answers


def on(shown: Json) -> str:
    """What the button "next" carries."""
    return next(
        str(button["callback_data"])
        for row in shown["reply_markup"]["inline_keyboard"]
        for button in row
        if button.get("callback_data", "").startswith(">")
    )


def test_an_update_twice_and_out_of_order_is_answered_once(
    talk: Talk, chat: int, other: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    talk.api.say(chat, questions["ja"])
    talk.api.say(other, questions["ja"])
    first, second = talk.api.updates[-2:]
    talk.api.updates[-2:] = []
    talk.api.hand_over(second, first, second)
    expected = quoted(searcher, questions["ja"])
    talk.until(lambda: len(talk.api.said(chat)) == len(talk.api.said(other)) == len(expected))
    talk.api.hand_over(first, second)
    talk.until(lambda: not talk.api.updates)
    talk.while_(0.2)
    assert quotes(talk.api.said(chat)) == quotes(talk.api.said(other)) == expected


def test_an_edited_question_is_not_answered_again(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    asked = talk.api.say(chat, questions["ja"])
    expected = quoted(searcher, questions["ja"])
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    talk.api.happens("edited_message", talk.api.shown[chat][asked] | {"edit_date": 2, "text": questions["en"]})
    talk.until(lambda: not talk.api.updates)
    talk.while_(0.2)
    assert len(talk.api.said(chat)) == len(expected)


def test_a_question_deleted_meanwhile_is_answered_all_the_same(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    expected = quoted(searcher, questions["ja"])
    asked = talk.api.say(chat, questions["ja"])
    del talk.api.shown[chat][asked]
    talk.until(lambda: quotes(talk.api.said(chat)) == expected)


def test_a_button_under_a_deleted_answer_gets_a_word(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str], caplog: pytest.LogCaptureFixture
) -> None:
    expected = quoted(searcher, questions["ja"])
    talk.api.say(chat, questions["ja"])
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    shown = talk.api.said(chat)[0]
    pressed = talk.api.press(chat, on(shown), shown["message_id"])
    del talk.api.shown[chat][shown["message_id"]]
    talk.until(lambda: pressed in [call.fields["callback_query_id"] for call in talk.api.called("answerCallbackQuery")])
    talk.until(lambda: (chat, shown["message_id"]) in edited(talk.api))
    before = len(talk.api.said(chat))
    talk.api.say(chat, "🙂")  # answered when the press is done with: one user's updates are taken in order
    talk.until(lambda: len(talk.api.said(chat)) > before)
    assert len(talk.api.said(chat)) == before + 1
    assert " failed: " not in caplog.text


def edited(api: RoughApi) -> list[tuple[int, int]]:
    """Chats and ids of the messages that the bot tried to change."""
    return [(call.fields["chat_id"], call.fields["message_id"]) for call in api.called("editMessageText")]


def test_another_users_press_and_an_old_index_are_civil(
    talk: Talk, chat: int, other: int, searcher: Searcher, questions: dict[Language, str]
) -> None:
    talk.api.say(chat, questions["ja"])
    expected = quoted(searcher, questions["ja"])
    talk.until(lambda: len(talk.api.said(chat)) == len(expected))
    shown = talk.api.said(chat)[0]
    stale = re.sub("[0-9a-f]{8}", "0" * 8, on(shown), count=1)
    for data in (on(shown), stale, ">j0:00000000:csto-2020-10-07/1", "}{", "more:9:9"):
        pressed = talk.api.press(chat, data, shown["message_id"], by=other)
        talk.until(lambda pressed=pressed: told(talk.api, pressed))
        assert told(talk.api, pressed)[0]
    assert quotes(talk.api.said(chat)) == expected


def told(api: RoughApi, pressed: str) -> list[str]:
    """What the bot said to a press of a button."""
    answers = [call.fields for call in api.called("answerCallbackQuery")]
    return [fields["text"] for fields in answers if fields["callback_query_id"] == pressed and "text" in fields]


@pytest.mark.parametrize("kind", ["forbid", "read only"])
def test_who_does_not_let_the_bot_write_is_left_in_peace(
    talk: Talk,
    chat: int,
    other: int,
    searcher: Searcher,
    questions: dict[Language, str],
    caplog: pytest.LogCaptureFixture,
    kind: Kind,
) -> None:
    expected = quoted(searcher, questions["ja"])
    talk.api.troubles.append(Trouble(kind, chat=chat))
    talk.api.say(chat, questions["ja"])
    talk.api.say(other, questions["ja"])
    talk.until(lambda: len(talk.api.said(other)) == len(expected))
    talk.while_(0.2)
    assert len([call for call in talk.api.called("sendMessage") if call.fields["chat_id"] == chat]) == 1
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("kind", ["refuse", "unauthorised", *LOST, "garble", "limit"])
def test_updates_that_could_not_be_fetched_are_fetched_later(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str], kind: Kind
) -> None:
    expected = quoted(searcher, questions["ja"])
    talk.api.troubles.append(trouble := Trouble(kind, "getUpdates"))
    talk.until(lambda: not trouble.times)
    talk.api.say(chat, questions["ja"])
    talk.until(lambda: quotes(talk.api.said(chat)) == expected)


def test_an_update_that_cannot_be_read_is_passed_over(
    talk: Talk, chat: int, searcher: Searcher, questions: dict[Language, str], caplog: pytest.LogCaptureFixture
) -> None:
    expected = quoted(searcher, questions["ja"])
    talk.api.happens("message", {"message_id": 1, "text": "without a chat"})
    talk.api.say(chat, questions["ja"])
    talk.until(lambda: quotes(talk.api.said(chat)) == expected)
    assert "is passed over" in caplog.text
    assert "without a chat" not in caplog.text


AWKWARD = ["🙂" * 4096, "👨‍👩‍👧‍👦" * 372, "\u202e\u2067?", "e\u0301" * 2048, "*_`[]()~>#+-=|{}.!\\<&\"'"]


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_questions_get_one_civil_answer(talk: Talk, chat: int, text: str) -> None:
    asked = talk.api.say(chat, text)
    talk.until(lambda: talk.api.replies(chat, asked))
    said = texts(talk.api.replies(chat, asked))
    assert len(said) == 1
    assert said[0] not in {words.failed for words in WORDS.values()}


def test_the_checker_sees_every_unknown_and_ill_typed_field(
    talk: Talk, chat: int, questions: dict[Language, str]
) -> None:
    """Of each kind of request that the bot makes, one is spoilt in every place that a field may be wrong in."""
    talk.api.say(chat, questions["ja"])
    talk.api.say(chat, "/speakers")
    talk.until(lambda: len(talk.api.said(chat)) > 1)
    requests = {call.method: call.fields for call in talk.api.calls if call.fields}
    assert {"sendMessage", "getUpdates", "setMyCommands"} <= requests.keys()
    for method, fields in requests.items():
        assert violations(method, encoded(fields)) == []
        for spoilt in with_unknown_field(fields):
            assert violations(method, encoded(spoilt)), spoilt
        for name, value in fields.items():
            if not isinstance(value, str):
                assert violations(method, encoded(fields | {name: {"an": "object"}})), name


def encoded(fields: Json) -> bytes:
    """A request's body, in form encoding."""
    return urlencode(
        {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
    ).encode()


def with_unknown_field(value: Any) -> Iterator[Any]:
    """Copies of `value`, each with one field too many, in every object within it."""
    if isinstance(value, dict):
        yield value | {"colour": "red"}
        for name, inner in value.items():
            yield from (value | {name: spoilt} for spoilt in with_unknown_field(inner))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from ([*value[:place], spoilt, *value[place + 1 :]] for spoilt in with_unknown_field(inner))
