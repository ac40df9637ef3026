"""The bot kept running: new records under it, owners' files, a webhook, its health page, an end in peace."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copytree
from socket import create_server
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest

from bot.additions import STOPPED
from bot.app import opened
from bot.notices import NOTICES
from bot.state import Addition, State
from bot.wording import WORDS
from corpus.library import Library
from corpus.read import read_record
from retrieval.answer import answer
from retrieval.language import Language
from tests.bot.test_polling import CHAT, PATIENCE, USER, BotApi, Method, environment
from tests.forked import Forked, Started

Running = Callable[..., AbstractContextManager[Started]]
OWNER = {"id": 70, "is_bot": False, "first_name": "Ольга", "language_code": "ru"}
RECORD = """ROUND TABLE ON WATER

ANNA KELLER, Director of the Lake Office: The marmot census of 2024 counted 4,127 marmots on the northern slope.
We count them every spring, before the snow melts, and we publish the figures in June.

BEN ORTIZ, Minister of Rivers: Dredging the old canal will cost eleven million francs and take three years.
"""
QUESTION = "How many marmots did the census count on the northern slope?"


class OwnersApi(BotApi):
    """The same, with files to fetch, messages that can be edited, and a webhook that can be called."""

    def __init__(self) -> None:
        super().__init__(OwnersMethod)
        self.files: dict[str, bytes] = {}
        self.no_edit = ""  # why nothing can be edited

    def send_file(self, name: str, content: bytes, by: dict[str, Any] = OWNER, **more: Any) -> None:
        file_id = f"file-{len(self.files)}"
        self.files[file_id] = content
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
        chat = {"id": by["id"], "type": "private"}
        message = {"message_id": 5, "date": 1, "chat": chat, "from": by, "document": document | more.pop("size", {})}
        self.happens("message", message | more)

    def command(self, text: str, by: dict[str, Any]) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        chat = {"id": by["id"], "type": "private"}
        self.happens(
            "message", {"message_id": 6, "date": 1, "chat": chat, "from": by, "text": text, "entities": entities}
        )

    def press_under(self, edited: dict[str, str], number: int, by: dict[str, Any] = OWNER) -> None:
        """Press the button `number` of an edited message."""
        data = json.loads(edited["reply_markup"])["inline_keyboard"][0][number]["callback_data"]
        message = {"message_id": 100, "date": 1, "chat": {"id": by["id"], "type": "private"}}
        query = {"id": "1", "from": by, "chat_instance": "1", "data": data, "message": message}
        self.happens("callback_query", query)


class OwnersMethod(Method):
    server: OwnersApi

    def do_GET(self) -> None:  # noqa: N802  # the base class calls it so
        content = self.server.files[self.path.rpartition("/")[2]]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def answer(self, method: str, fields: dict[str, str]) -> Any:
        if method == "getFile":
            name = fields["file_id"]
            return {"file_id": name, "file_unique_id": name, "file_path": f"documents/{name}"}
        if method == "sendDocument":
            return {"message_id": 100, "date": 1, "chat": CHAT}
        if method == "editMessageText" and self.server.no_edit:
            return self.server.no_edit
        if method == "editMessageText":
            return {"message_id": 100, "date": 1, "chat": CHAT, "text": fields["text"]}
        return super().answer(method, fields)


@pytest.fixture
def server() -> Iterator[OwnersApi]:
    with OwnersApi() as api:
        threading.Thread(target=api.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield api
        api.shutdown()
        assert api.wrong == []


@pytest.fixture
def folder(library_folder: Path, tmp_path: Path) -> Path:
    """A library of this test's own."""
    return Path(copytree(library_folder, tmp_path / "library", ignore=lambda *_: ["state.db"]))


@pytest.fixture
def running(program: Forked, server: OwnersApi, folder: Path, tmp_path: Path) -> Running:
    """Starts the bot; killed at the end of the block where it has not stopped by then."""

    @contextmanager
    def run(**more: str) -> Iterator[Started]:
        given = environment(server.url, folder) | {"ONRECORD_BOT_HEALTH": "off", "ONRECORD_BOT_OWNERS": "70"} | more
        with TemporaryDirectory() as streams:
            bot = program.start((), cwd=tmp_path, environment=given, streams=Path(streams))
            try:
                yield bot
            finally:
                bot.kill()

    return run


def ended(bot: Started) -> str:
    """What the bot has logged, after it was asked to stop."""
    bot.send_signal(signal.SIGTERM)
    status, said = bot.wait(PATIENCE), bot.said("err").decode()
    assert status == 0, said
    return said


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def texts(api: BotApi) -> list[str]:
    return [sent["text"] for sent in api.wait_for("sendMessage")]


def answers(api: BotApi, number: int) -> str:
    return api.wait_for("sendMessage", number)[number - 1]["text"]


def test_what_another_process_adds_can_be_asked_without_a_restart(
    running: Running, server: OwnersApi, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "water.txt").write_text(RECORD)
    with running() as bot:
        server.say(QUESTION)
        assert "4,127" not in answers(server, 1)
        subprocess.run(
            [sys.executable, "-m", "retrieval", "add", str(tmp_path / "water.txt"), "--library", str(folder)],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        asked = 1
        end = time.monotonic() + PATIENCE
        while "4,127" not in answers(server, asked):
            assert time.monotonic() < end
            time.sleep(0.5)
            server.say(QUESTION)
            asked += 1
        said = ended(bot)
    assert "a new index was taken up" in said
    assert " failed: " not in said


def test_an_owner_adds_a_record_by_sending_it(running: Running, server: OwnersApi, folder: Path) -> None:
    with running() as bot:
        server.send_file("../../Вода ‮.TXT", RECORD.encode(), caption='title = "Вода"\ndate = "2024-06-01"')
        (shown,) = server.wait_for("editMessageText")
        assert "Вода · вода" in shown["text"]
        assert "ораторов: 2, выступлений: 2" in shown["text"]
        assert "KELLER, Director of the Lake Office" in shown["text"]
        assert shown["text"].endswith(NOTICES["ru"].ask)
        server.press_under(shown, 0, by=USER)  # somebody else, had the message been forwarded
        told = server.wait_for("answerCallbackQuery")[0]
        assert told["text"] == NOTICES["ru"].owners_only
        server.say(QUESTION)
        assert "4,127" not in answers(server, 2)
        server.press_under(shown, 0)
        edited = server.wait_for("editMessageText", 3)
        assert [one["text"] for one in edited[1:]] == [NOTICES["ru"].adding, NOTICES["ru"].added]
        server.say(QUESTION)
        assert "4,127" in answers(server, 3)
        server.press_under(shown, 0)
        assert server.wait_for("answerCallbackQuery", 3)[2]["text"] == NOTICES["ru"].not_waiting
        said = ended(bot)
    with Library.open(folder) as library:
        assert [(record.title, record.date) for record in library.records()][1:] == [("Вода", "2024-06-01")]
    assert not list((folder / "incoming").iterdir())
    assert sorted(file.name for file in folder.parent.iterdir()) == ["library"]  # nothing was written elsewhere
    assert " failed: " not in said


def test_a_library_whose_index_was_never_finished_is_indexed_at_the_start(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "water.txt").write_text(RECORD)
    with Library.open(folder) as library:
        library.add(read_record(tmp_path / "water.txt"))
    searcher = opened(folder)
    assert answer(searcher, QUESTION).quotes
    searcher.library.close()


def test_an_owner_discards_and_adds_again_what_is_there(running: Running, server: OwnersApi, folder: Path) -> None:
    with running() as bot:
        server.send_file("a.txt", RECORD.encode())
        server.press_under(server.wait_for("editMessageText")[0], 1)
        assert server.wait_for("editMessageText", 2)[1]["text"] == NOTICES["ru"].discarded
        assert not list((folder / "incoming").iterdir())
        for first in (3, 6):
            server.send_file("a.txt", RECORD.encode())
            shown = server.wait_for("editMessageText", first)[first - 1]
            server.press_under(shown, 0)
            server.wait_for("editMessageText", first + 2)
        edited = [one["text"] for one in server.wait_for("editMessageText", 8)]
        assert (edited[4], edited[7]) == (NOTICES["ru"].added, NOTICES["ru"].unchanged)
        assert NOTICES["ru"].replaces in edited[5]
        ended(bot)


@pytest.mark.parametrize("why", ["message to edit not found", "message can't be edited"])
def test_adding_goes_on_where_what_was_shown_can_no_longer_be_edited(
    running: Running, server: OwnersApi, folder: Path, why: str
) -> None:
    with running() as bot:
        server.send_file("a.txt", RECORD.encode())
        shown = server.wait_for("editMessageText")[0]
        server.no_edit = f"Bad Request: {why}"
        server.press_under(shown, 0)
        assert [answers(server, number) for number in (2, 3)] == [NOTICES["ru"].adding, NOTICES["ru"].added]
        assert " failed: " not in ended(bot)
    assert not list((folder / "incoming").iterdir())


def test_files_that_cannot_be_taken_are_refused_in_words(running: Running, server: OwnersApi, folder: Path) -> None:
    with running() as bot:
        server.send_file("a.exe", b"MZ")
        assert ".docx" in answers(server, 1)
        server.send_file("a.txt", b"", size={"file_size": 20_000_001})
        assert "21 МБ" in answers(server, 2)
        server.send_file("scan.pdf", b"%PDF-1.4 broken")
        (told,) = server.wait_for("editMessageText")
        assert told["text"].startswith("Не удалось прочитать scan.pdf.")
        assert str(folder) not in told["text"]
        server.send_file("a.txt", RECORD.encode(), caption='date = "yesterday"')
        assert "date is 'yesterday'" in server.wait_for("editMessageText", 2)[1]["text"]
        server.send_file("a.txt", RECORD.encode(), by=USER)
        server.wait_for("sendMessage", 5)
        assert [method for method, _ in server.called].count("getFile") == 2  # none for whoever is no owner
        ended(bot)
    assert not list((folder / "incoming").iterdir())


def test_a_file_over_which_the_bot_was_killed_is_said_to_be_unread(
    running: Running, server: OwnersApi, folder: Path
) -> None:
    with State.open(folder) as state:
        state.save_addition(Addition("00", 70, 70, "minutes.txt", 100, "ru", "123456789 polling"))
        state.save_addition(Addition("01", 70, 70, "others.txt", 101, "ru", "987654321 polling"))
        with running() as bot:
            (told,) = server.wait_for("editMessageText")
            assert (told["chat_id"], told["message_id"]) == ("70", "100")
            assert told["text"] == NOTICES["ru"].unreadable.format(name="minutes.txt", why=STOPPED)
            end = time.monotonic() + PATIENCE
            while state.addition("00"):
                assert time.monotonic() < end
                time.sleep(0.05)
            ended(bot)
        assert state.addition("01")
    assert [one.name for one in (folder / "incoming").iterdir()] == ["01"]


def test_owners_and_nobody_else_read_what_people_think(running: Running, server: OwnersApi, folder: Path) -> None:
    with State.open(folder) as state, running() as bot:
        server.command("/feedback", OWNER)
        assert answers(server, 1) == NOTICES["ru"].no_opinions
        state.save_feedback(7, 1, 7, good=True, question="Кто & что?", passages=["r/1"])
        server.command("/feedback", USER)
        server.command("/feedback", OWNER)
        (sent,) = server.wait_for("sendDocument")
        line = re.search(r"^\{.*\}\r?$", sent["body"], re.MULTILINE)
        assert line
        opinion = json.loads(line[0])
        assert (opinion["good"], opinion["question"], opinion["passages"]) == (True, "Кто & что?", ["r/1"])
        assert "7" not in {str(value) for value in opinion.values()}
        ended(bot)
    assert [method for method, _ in server.called].count("sendDocument") == 1


def test_a_private_collection_and_a_limit_are_kept(running: Running, server: OwnersApi, folder: Path) -> None:
    with running(ONRECORD_BOT_PRIVATE="1") as bot:
        server.say("Что сказал Лавров?")
        closed = NOTICES["ru"].closed.format(user=USER["id"])
        assert answers(server, 1) == closed
        ended(bot)
    with running(ONRECORD_BOT_ALLOWED="7", ONRECORD_BOT_PRIVATE="1", ONRECORD_BOT_LONGEST_QUESTION="30") as bot:
        server.say("ы" * 31)
        server.say("/start")  # answered after what was said before it
        too_long, start = NOTICES["ru"].too_long.format(longest=30), WORDS["ru"].start
        while not (told := texts(server))[-1].startswith(start):
            server.wait_for("sendMessage", len(told) + 1)
        assert too_long in told
        assert told.count(closed) == 1
        ended(bot)


def test_what_was_asked_before_the_end_is_answered_once(
    running: Running, server: OwnersApi, folder: Path, questions: dict[Language, str]
) -> None:
    for _ in range(30):
        server.say("Where can I buy the best pizza in Naples?")
    with running(ONRECORD_BOT_QUESTIONS_PER_MINUTE="1000") as bot:
        server.wait_for("sendMessage")
        ended(bot)
    polls = len(server.wait_for("getUpdates"))
    # what it had not taken yet Telegram keeps, and gives again with what was answered
    with running(ONRECORD_BOT_QUESTIONS_PER_MINUTE="1000") as bot:
        server.wait_for("sendMessage", 30)
        server.wait_for("getUpdates", polls + 2)
        ended(bot)
        assert len(server.wait_for("sendMessage")) == 30


def test_a_webhook_takes_what_comes_with_its_secret(
    running: Running, server: OwnersApi, folder: Path, questions: dict[Language, str]
) -> None:
    port = free_port()
    settings = {
        "ONRECORD_BOT_WEBHOOK_URL": "https://bot.example.org/hook",
        "ONRECORD_BOT_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "ONRECORD_BOT_WEBHOOK_SECRET": "hush_hush",
    }
    with running(**settings) as bot:
        (hook,) = server.wait_for("setWebhook")
        assert (hook["url"], hook["secret_token"]) == ("https://bot.example.org/hook", "hush_hush")
        chat = {"id": 9, "type": "private"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": USER, "text": questions["ru"]}
        for number, secret in enumerate(("wrong", "hush_hush"), start=1):
            update = {"update_id": number, "message": message}
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            posted = httpx.post(f"http://127.0.0.1:{port}/hook", json=update, headers=headers)
            assert posted.status_code == (403 if secret == "wrong" else 200)
        assert server.wait_for("sendMessage")[0]["chat_id"] == "9"
        said = ended(bot)
    assert "hush" not in said
    assert "getUpdates" not in [method for method, _ in server.called]


def test_health_and_metrics(running: Running, server: OwnersApi, folder: Path, questions: dict[Language, str]) -> None:
    address = f"127.0.0.1:{free_port()}"
    with running(ONRECORD_BOT_HEALTH=address, ONRECORD_BOT_LOG_FORMAT="json") as bot:
        server.say("Where can I buy the best pizza in Naples?")
        server.wait_for("sendMessage")
        server.say(questions["ru"])
        server.wait_for("sendMessage", 2)
        health = httpx.get(f"http://{address}/health")
        assert (health.status_code, health.json()["ok"], health.json()["passages"]) == (200, True, 79)
        counted = httpx.get(f"http://{address}/metrics")
        assert counted.headers["Content-Type"].startswith("text/plain")
        assert value(counted.text, 'onrecord_answers_total{outcome="quoted"}') == 1
        assert value(counted.text, 'onrecord_answers_total{outcome="silent"}') == 1
        assert value(counted.text, "onrecord_work_seconds_count") >= 2
        assert value(counted.text, "onrecord_errors_total") == 0
        assert value(counted.text, "process_resident_memory_bytes") > 0
        assert httpx.get(f"http://{address}/").status_code == 404
        lines = [json.loads(line) for line in ended(bot).splitlines()]
    assert lines[-1]["message"] == "stopped"
    assert not [line for line in lines if "pizza" in line["message"] or "Анна" in line["message"]]
    assert not [line for line in lines if line["level"] in ("warning", "error")]


def value(page: str, name: str) -> float:
    match = re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE)
    assert match, name
    return float(match[1])
