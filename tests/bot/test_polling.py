"""`python -m bot` as people start it, against a thin server that hands out updates on being asked."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import create_server
from typing import Any
from urllib.parse import parse_qsl

import pytest

from bot.app import introduced
from bot.replies import REPLIES
from bot.settings import Settings
from bot.wording import WORDS
from corpus.errors import SettingsError
from retrieval.language import Language
from tests.bot.wire_check import violations

TOKEN = "123456789:AAH-secret_secret_secret_secret_sec"
BOT = {"id": 123456789, "is_bot": True, "first_name": "On record", "username": "onrecord_bot", "can_join_groups": True}
CHAT = {"id": 7, "type": "private", "first_name": "Анна"}
USER = {"id": 7, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
PATIENCE = 60.0


class BotApi(ThreadingHTTPServer):
    """Just enough of the Bot API for a bot that polls."""

    daemon_threads = True

    def __init__(self, method: "type[Method] | None" = None) -> None:
        super().__init__(("127.0.0.1", 0), method or Method)
        self.updates: list[dict[str, Any]] = []
        self.called: list[tuple[str, dict[str, str]]] = []
        self.wrong: list[str] = []
        self.refused: dict[str, tuple[int, str]] = {}  # by method, status and why

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def say(self, text: str) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        message = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": text, "entities": entities}
        self.happens("message", message)

    def press(self, data: str, *, date: int) -> str:
        """Press a button under a message of `date`, of which 0 says that it is out of reach. The press's id."""
        message = {"message_id": 100, "date": date, "chat": CHAT}
        press = str(len(self.updates))
        query = {"id": press, "from": USER, "chat_instance": "1", "data": data, "message": message}
        self.happens("callback_query", query)
        return press

    def told(self, press: str) -> str | None:
        """What the user is told for a press; a call whose reply is lost on a busy machine is repeated."""
        end = time.monotonic() + PATIENCE
        while press not in (told := {one["callback_query_id"]: one for one in self.calls("answerCallbackQuery")}):
            assert time.monotonic() < end, f"{press} is not among {list(told)}"
            time.sleep(0.02)
        return told[press].get("text")

    def happens(self, kind: str, what: dict[str, Any]) -> None:
        self.updates.append({"update_id": len(self.updates) + 1, kind: what})

    def wait_for(self, method: str, number: int = 1) -> list[dict[str, str]]:
        """The calls of a method, once there are so many; what is only said because the machine is slow is left out."""
        end = time.monotonic() + PATIENCE
        while len(found := self.calls(method)) < number:
            assert time.monotonic() < end, f"{len(found)} of {number} {method}"
            time.sleep(0.02)
        return found

    def calls(self, method: str) -> list[dict[str, str]]:
        notices = {replies.still_searching for replies in REPLIES.values()}
        return [fields for name, fields in self.called if name == method and fields.get("text") not in notices]

    def updates_from(self, offset: int) -> list[dict[str, Any]]:
        end = time.monotonic() + 0.2
        while not (fresh := [update for update in self.updates if update["update_id"] >= offset]):
            if time.monotonic() > end:
                break
            time.sleep(0.01)
        return fresh


class Method(BaseHTTPRequestHandler):
    """One call of a method."""

    server: BotApi

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fields = dict(parse_qsl(body.decode())) if b"Content-Disposition" not in body else {"body": body.decode()}
        _, token, method = self.path.split("/")
        self.server.called.append((method, fields))
        self.server.wrong += violations(method, body, self.headers.get("Content-Type", ""))
        if token != f"bot{TOKEN}":
            self.reply(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
        elif method in self.server.refused:
            status, why = self.server.refused[method]
            self.reply(status, {"ok": False, "error_code": status, "description": why})
        elif isinstance(result := self.answer(method, fields), str):
            self.reply(400, {"ok": False, "error_code": 400, "description": result})
        else:
            self.reply(200, {"ok": True, "result": result})

    def answer(self, method: str, fields: dict[str, str]) -> Any:
        """The result; why not, where it is a text."""
        if method == "getMe":
            return BOT
        if method == "getWebhookInfo":
            return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        if method == "getUpdates":
            return self.server.updates_from(int(fields.get("offset", 0)))
        if method == "sendMessage":
            return {"message_id": 100, "date": 1, "chat": CHAT, "from": BOT, "text": fields["text"]}
        if method == "editMessageText":
            return "Bad Request: message is not modified: specified new message content is exactly the same"
        return True

    def reply(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        with suppress(BrokenPipeError):  # a bot that stops no longer listens
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[BotApi]:
    """The server, running."""
    with BotApi() as api:
        threading.Thread(target=api.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield api
        api.shutdown()
        assert api.wrong == []


@pytest.fixture
def server() -> Iterator[BotApi]:
    with serving() as api:
        yield api


def environment(url: str, library: Path, token: str = TOKEN) -> dict[str, str]:
    proxies = {name for name in os.environ if name.lower().endswith("_proxy")}
    kept = {name: value for name, value in os.environ.items() if name not in proxies}
    return kept | {"TELEGRAM_BOT_TOKEN": token, "TELEGRAM_API_URL": url, "ONRECORD_LIBRARY": str(library)}


@contextmanager
def started(url: str, library: Path, token: str = TOKEN) -> Iterator["subprocess.Popen[str]"]:
    """`python -m bot`; killed at the end where it has not stopped by then."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot"],
        env=environment(url, library, token),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as bot:
        try:
            yield bot
        finally:
            bot.kill()


def test_starts_answers_and_stops_without_showing_its_token(
    server: BotApi, library_folder: Path, monkeypatch: pytest.MonkeyPatch, questions: dict[Language, str]
) -> None:
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    with started(server.url, library_folder) as bot:
        server.wait_for("getUpdates")
        server.say("/start")
        assert server.wait_for("sendMessage")[0]["text"].startswith(WORDS["ru"].start)
        server.say(questions["ja"])
        answered = server.wait_for("sendMessage", 2)[1]
        _, on = json.loads(answered["reply_markup"])["inline_keyboard"][0]
        turned = server.told(server.press(on["callback_data"], date=1))
        server.wait_for("editMessageText")
        out_of_reach = server.told(server.press(on["callback_data"], date=0))
        bot.send_signal(signal.SIGTERM)
        out, said = bot.communicate(timeout=PATIENCE)
    assert "blockquote" in answered["entities"]
    assert (turned, out_of_reach) == (None, WORDS["ja"].gone)
    assert " failed: " not in said
    assert questions["ja"] in said  # at debug only, and
    assert "Анна" not in said  # never with a name
    assert bot.returncode == 0, said
    assert said.splitlines()[-1].endswith("stopped")
    assert "secret" not in out + said
    menus = server.wait_for("setMyCommands", 12)
    assert {menu.get("language_code") for menu in menus} == {None, "ja", "en", "ru"}
    assert {json.loads(menu["scope"])["type"] for menu in menus} == {"default", "all_private_chats", "all_group_chats"}


def test_a_refused_token_is_one_line(server: BotApi, library_folder: Path) -> None:
    with started(server.url, library_folder, TOKEN + "x") as bot:
        out, err = bot.communicate(timeout=PATIENCE)
    assert (bot.returncode, out, len(err.splitlines())) == (2, "", 1)
    assert "refuses the token in TELEGRAM_BOT_TOKEN" in err
    assert "secret" not in err


@pytest.mark.parametrize(
    ("method", "more", "told"),
    [
        ("deleteWebhook", {}, "cannot be reached: check the network"),
        ("setWebhook", {"ONRECORD_BOT_WEBHOOK_URL": "https://nowhere.example"}, "refuses what is set (Bad webhook: "),
    ],
)
def test_what_telegram_refuses_when_the_bot_begins_to_listen_is_told_without_a_traceback(
    server: BotApi,
    library_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    more: dict[str, str],
    told: str,
) -> None:
    server.refused = {"deleteWebhook": (500, "Internal Server Error"), "setWebhook": (400, "Bad webhook: no address")}
    for name, value in (more | {"ONRECORD_BOT_WEBHOOK_LISTEN": "127.0.0.1:0"} if more else {}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("ONRECORD_BOT_HEALTH", "off")
    with started(server.url, library_folder) as bot:
        _, err = bot.communicate(timeout=PATIENCE)
    assert server.calls(method)
    assert (bot.returncode, told in err.splitlines()[-1]) == (2, True), err
    assert "Traceback" not in err


def test_an_address_that_is_taken_is_named(
    server: BotApi, library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("ONRECORD_BOT_WEBHOOK_URL", "https://bot.example.org/hook")
        monkeypatch.setenv("ONRECORD_BOT_WEBHOOK_LISTEN", address)
        monkeypatch.setenv("ONRECORD_BOT_HEALTH", "off")
        with started(server.url, library_folder) as bot:
            _, err = bot.communicate(timeout=PATIENCE)
    assert (bot.returncode, f"webhook.listen: {address} is not to be had" in err.splitlines()[-1]) == (2, True), err


def test_no_network_is_one_line() -> None:
    nobody = "http://127.0.0.1:9"
    with pytest.raises(SettingsError, match=f"{nobody} cannot be reached") as caught:
        asyncio.run(introduced(Settings(TOKEN, nobody)))
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
