"""The bot through python-telegram-bot's own network stack, against a Bot API server that others wrote."""

import asyncio
import json
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from socket import create_server
from typing import Any

import httpx
import numpy as np
import pytest
from numpy.typing import NDArray
from telegram import MessageEntity

from bot import app, sending
from bot.buttons import Action
from bot.paging import PageTurn
from bot.render import excerpt_pages
from bot.replies import REPLIES
from bot.settings import Settings
from bot.wording import LANGUAGES, WORDS, attribution
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.model import Reason
from retrieval.search import Ranking, Searcher
from retrieval.wording import reason_text

TOKEN = "123456789:a-token-of-nobody-at-all-0123456789"
PATIENCE = 10.0
FAILING, SLOW, STUCK = "failing", "slow", "stuck"
_released = threading.Event()
_chat_ids = count(1000)
_update_ids = count(10_000_000)

Json = dict[str, Any]


class Fragile(Searcher):
    """The real searcher, which fails on one kind of question, takes its time over another, and sticks at a third."""

    def rank(self, question: str, within: NDArray[np.int64] | None = None) -> Ranking:
        if FAILING in question:
            raise RuntimeError(question)
        if SLOW in question:
            time.sleep(0.6)
        if STUCK in question:
            _released.wait(PATIENCE)
        return super().rank(question, within)


@dataclass
class Chat:
    """A user's private chat with the bot, seen from the server."""

    http: httpx.Client
    id: int
    token: str = TOKEN

    def say(self, text: str = "", **more: object) -> None:
        body = {"chat_id": self.id, "text": text, **more}
        parameters = {"bot_token": self.token, "session_id": str(self.id)}
        self.http.post("/api/v1/test/send_update", params=parameters, json=body).raise_for_status()

    def press(self, data: str, message_id: int) -> None:
        self.say(callback_data=data, callback_message_id=message_id)

    def happens(self, kind: str, what: Json) -> None:
        """Something that the server has no words for, brought straight to where the bot listens for it.

        In a chat of which the server knows nothing, it keeps what the bot does under "default".
        """
        hook = self.http.post(f"/bot{self.token}/getWebhookInfo").json()["result"]["url"]
        self.http.post(hook, json={"update_id": next(_update_ids), kind: what}).raise_for_status()

    def seen(self, method: str) -> list[Json]:
        """What the bot has done here so far, by one method."""
        done = self.done_in(str(self.id)) + [one for one in self.done_in("default") if one.get("chat_id") == self.id]
        return [one for one in done if one["method"] == method]

    def done_in(self, session: str) -> list[Json]:
        answer = self.http.get("/api/v1/test/responses", params={"session_id": session})
        return list(answer.raise_for_status().json()["responses"])

    def wait_for(self, method: str, number: int = 1) -> list[Json]:
        """The same, once there are so many."""
        end = time.monotonic() + PATIENCE
        while len(found := self.seen(method)) < number:
            assert time.monotonic() < end, f"{len(found)} of {number} {method} in {PATIENCE} s"
            time.sleep(0.02)
        return found


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    running = asyncio.new_event_loop()
    thread = threading.Thread(target=running.run_forever)
    thread.start()
    yield running
    running.call_soon_threadsafe(running.stop)
    thread.join()
    running.close()


@pytest.fixture(scope="module")
def bot(bot_api: str, library_folder: Path, loop: asyncio.AbstractEventLoop) -> Iterator[app.App]:
    """The bot, listening."""

    def finished(work: Coroutine[Any, Any, None]) -> None:
        future: Future[None] = asyncio.run_coroutine_threadsafe(work, loop)
        future.result(PATIENCE)

    application = app.build(Settings(TOKEN, bot_api), Fragile.open(library_folder))
    finished(listening(application))
    yield application
    finished(closing(application))


async def listening(application: app.App) -> None:
    await application.initialize()
    assert application.post_init
    assert application.updater
    await application.post_init(application)
    await application.start()
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    hook = f"http://127.0.0.1:{port}/hook"
    await application.updater.start_webhook(
        "127.0.0.1", port, "hook", webhook_url=hook, allowed_updates=app.ALLOWED_UPDATES
    )


async def closing(application: app.App) -> None:
    assert application.post_shutdown
    assert application.updater
    await application.updater.stop()
    await application.stop()
    await application.shutdown()
    await application.post_shutdown(application)


@pytest.fixture
def server(bot_api: str) -> Iterator[httpx.Client]:
    """The server; every request that the bot makes is one that the Bot API knows."""
    with httpx.Client(base_url=bot_api, timeout=PATIENCE, headers={"Authorization": "Bearer x"}) as http:
        yield http
        assert http.get("/checked").json()["violations"] == []


@pytest.fixture
def chat(bot: app.App, server: httpx.Client) -> Chat:
    return Chat(server, next(_chat_ids))


@pytest.fixture
def released() -> Iterator[threading.Event]:
    """Stuck questions go on once this is set."""
    _released.clear()
    yield _released
    _released.set()


def covered(sent: Json, *kinds: str) -> list[str]:
    """What the server sees marked as one of `kinds`, by its own counting."""
    units = sent["text"].encode("utf-16-le")
    return [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in sent["raw"].get("entities", ())
        if entity["type"] in kinds
    ]


def buttons(sent: Json) -> tuple[str, str]:
    back, on = sent["raw"]["reply_markup"]["inline_keyboard"][0]
    return back["callback_data"], on["callback_data"]


def carried(sent: Json, action: Action) -> list[str]:
    """What the buttons of one kind under a message carry."""
    rows = (sent["raw"].get("reply_markup") or {}).get("inline_keyboard", [])
    found = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
    return [data for data in found if data.startswith(action)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_in_the_exact_words_and_says_who_said_them(
    chat: Chat, searcher: Searcher, questions: dict[Language, str], language: Language
) -> None:
    question = questions[language]
    expected = answer(searcher, question).quotes
    chat.say(question)
    sent = chat.wait_for("sendMessage", len(expected))
    for message, quote in zip(sent, expected, strict=True):
        assert covered(message, "blockquote", "expandable_blockquote") == [quote.excerpt.text]
        decisive = [quote.excerpt.text[start:end] for start, end in quote.highlights]
        assert covered(message, "bold") == [attribution(quote.excerpt, language), *decisive]
        assert message["text"].endswith(quote.excerpt.id)
        assert "parse_mode" not in message["raw"]


def test_turns_pages_by_button_in_place(chat: Chat, searcher: Searcher, questions: dict[Language, str]) -> None:
    chat.say(questions["ja"])
    first = chat.wait_for("sendMessage")[0]
    shown = answer(searcher, questions["ja"]).quotes[0].excerpt
    _, after = searcher.library.around(shown.id, 0, 1)
    chat.press(buttons(first)[1], first["message_id"])
    turned = chat.wait_for("editMessageText")[0]
    assert turned["message_id"] == first["message_id"]
    assert covered(turned, "blockquote", "expandable_blockquote") == [after.text]
    assert covered(turned, "bold") == [attribution(after, "ja")]
    chat.press(buttons(turned)[0], first["message_id"])
    back = chat.wait_for("editMessageText", 2)[1]
    assert covered(back, "blockquote", "expandable_blockquote") == [shown.text]
    assert len(chat.wait_for("answerCallbackQuery", 2)) == 2


@pytest.mark.parametrize("data", ["<j0:00000000:csto-2020-10-07/1", ">r0:00000000:nobody/7", "}{", ">j99:x:y"])
def test_unknown_and_stale_buttons_get_a_civil_answer(chat: Chat, data: str) -> None:
    chat.press(data, 1)
    told = chat.wait_for("answerCallbackQuery")[0]["text"]
    assert told in {words.gone for words in WORDS.values()}
    assert not chat.seen("editMessageText")


def test_the_ends_of_the_record_say_so(chat: Chat, searcher: Searcher) -> None:
    edges = [("csto-2020-10-07/1", False), (f"csto-2020-10-07/{len(searcher.library)}", True)]
    for number, (passage, forward) in enumerate(edges, start=1):
        turn = PageTurn.of(excerpt_pages(searcher.library.excerpt(passage), "ru")[0], "ru", forward=forward)
        assert turn
        chat.press(turn.data, 1)
        chat.wait_for("answerCallbackQuery", number)
    told = [done["text"] for done in chat.seen("answerCallbackQuery")]
    assert told == [WORDS["ru"].first_passage, WORDS["ru"].last_passage]


def test_survives_a_question_that_fails(
    chat: Chat, caplog: pytest.LogCaptureFixture, questions: dict[Language, str]
) -> None:
    caplog.set_level(logging.INFO)
    question = f"Почему {FAILING} вопрос?"
    chat.say(question)
    assert chat.wait_for("sendMessage")[0]["text"] == WORDS["ru"].failed
    assert "RuntimeError" in caplog.text
    assert "Почему" not in caplog.text
    chat.say(questions["ja"])
    assert covered(chat.wait_for("sendMessage", 2)[1], "blockquote")


def test_says_so_when_the_record_does_not_answer(chat: Chat, searcher: Searcher) -> None:
    question = "Where can I buy the best pizza in Naples?"
    unanswered = answer(searcher, question)
    assert unanswered.reason is Reason.OFF_TOPIC
    chat.say(question)
    assert chat.wait_for("sendMessage")[0]["text"] == reason_text(unanswered, "en")


@pytest.mark.parametrize("text", ["🙂", "?!", "\u202e", "مرحبا", "あ" * 4096, "\x01\x02", "<b>&</b>", "123", "null"])
def test_strange_questions_get_a_civil_answer(chat: Chat, text: str) -> None:
    chat.say(text)
    said = chat.wait_for("sendMessage")[0]["text"]
    assert said
    assert said not in {words.failed for words in WORDS.values()}


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ({"text": ""}, WORDS["en"].only_text),
        ({"photo_file_id": "x" * 20}, WORDS["en"].only_text),
        ({"photo_file_id": "x" * 20, "photo_caption": "これは何ですか"}, WORDS["ja"].only_text),
        ({"command": "/help"}, f"{WORDS['en'].help}\n{REPLIES['en'].group_help.format(bot='telemelya_bot')}"),
        ({"command": "/frobnicate"}, WORDS["en"].unknown_command),
    ],
)
def test_what_is_no_question_gets_a_friendly_word(chat: Chat, update: Json, said: str) -> None:
    chat.say(**update)
    assert chat.wait_for("sendMessage")[0]["text"] == said


def test_start_says_what_it_does_and_what_it_holds(chat: Chat, searcher: Searcher) -> None:
    chat.say(command="/start")
    text = chat.wait_for("sendMessage")[0]["text"]
    assert text.startswith(WORDS["en"].start)
    assert searcher.library.records()[0].title in text


def test_a_stuck_question_shows_typing_and_holds_nobody_up(
    chat: Chat,
    server: httpx.Client,
    released: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
    questions: dict[Language, str],
) -> None:
    monkeypatch.setattr(sending, "TYPING_AFTER", 0.1)
    monkeypatch.setattr(sending, "TYPING_SECONDS", 0.1)
    monkeypatch.setattr(sending, "SLOW_SECONDS", PATIENCE)
    other = Chat(server, next(_chat_ids))
    chat.say(f"{STUCK} question about security")
    other.say(questions["en"])
    other.wait_for("sendMessage")
    chat.wait_for("sendChatAction", 3)
    assert not chat.seen("sendMessage")
    released.set()
    chat.wait_for("sendMessage")


def test_the_checker_sees_a_wrong_request(bot_api: str) -> None:
    entities = json.dumps([MessageEntity("bold", 0, 1).to_dict() | {"colour": "red"}])
    wrong: dict[str, Callable[[], Json]] = {
        "unknown field colour": lambda: {"chat_id": 1, "text": "x", "entities": entities},
        "unknown field txt": lambda: {"chat_id": 1, "text": "x", "txt": "y"},
        "text": lambda: {"chat_id": 1},
        "disable_notification": lambda: {"chat_id": 1, "text": "x", "disable_notification": "7"},
    }
    with httpx.Client(base_url=bot_api) as http:
        http.get("/checked")
        for what, fields in wrong.items():
            http.post("/bot1:x/sendMessage", data=fields())
            (found,) = http.get("/checked").json()["violations"]
            assert what.removeprefix("unknown field ") in found
