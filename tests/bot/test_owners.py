"""Owners' files, through a Bot API server that others wrote, to the library and back."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from shutil import copytree
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden

from bot import additions, app, sending
from bot.additions import Outcome, formats
from bot.desk import Desk
from bot.inbox import Inbox
from bot.notices import NOTICES
from bot.owners import READ_AT_ONCE, Intake
from bot.settings import Settings
from bot.state import INCOMING, Addition, State
from retrieval.search import Searcher
from tests.bot.test_running import QUESTION, RECORD
from tests.bot.test_telegram import PATIENCE, Chat, Json, closing, covered, listening

TOKEN = "123456789:another-token-of-nobody-at-all-0123456"  # of a hook of its own
READER = "123456789 polling"
OWNER = 70
_chats = count(OWNER)
_files = count(1)


@pytest.fixture
def folder(library_folder: Path, tmp_path: Path) -> Path:
    """A library of this test's own."""
    return Path(copytree(library_folder, tmp_path / "library", ignore=lambda *_: ["state.db"]))


@pytest.fixture
def owner(bot_api: str, folder: Path) -> Iterator[Chat]:
    """An owner's chat with the bot; every request that it makes is one that the Bot API knows."""
    user = next(_chats)
    with httpx.Client(base_url=bot_api, timeout=PATIENCE, headers={"Authorization": "Bearer x"}) as http:
        http.get("/checked")
        with serving(app.build(Settings(TOKEN, bot_api, frozenset({user})), Searcher.open(folder))):
            yield Chat(http, user, TOKEN)
        seen = http.get("/checked").json()
        assert seen["violations"] == []
        assert {"getMe", "setMyCommands", "setWebhook"} <= set(seen["requests"])


@contextmanager
def serving(application: app.App) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def finished(work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result(PATIENCE)

    finished(listening(application))
    try:
        yield
    finally:
        finished(closing(application))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def send(owner: Chat, name: str, content: bytes, **more: object) -> None:
    """A file, uploaded to the server and sent to the bot."""
    uploaded = owner.http.post(
        "/api/v1/test/upload_media", params={"session_id": str(owner.id)}, files={"file": (name, content)}
    ).raise_for_status()
    file_id = uploaded.json()["file_id"]
    document = {"file_id": file_id, "file_unique_id": file_id[:16], "file_name": name, "file_size": len(content)}
    happens(owner, document=document, **more)


def happens(owner: Chat, **more: object) -> None:
    """A message of the owner's that the server has no words for."""
    sender = {"id": owner.id, "is_bot": False, "first_name": "Olga"}
    chat = {"id": owner.id, "type": "private"}
    owner.happens("message", {"message_id": next(_files), "date": 1, "chat": chat, "from": sender, **more})


def shown(owner: Chat, number: int = 1) -> Json:
    """What the bot shows of a file that it has read, the number of edits so far being `number`."""
    return until(lambda: owner.seen("editMessageText")[number - 1 :])[0]


def until(found: Callable[[], list[Json]], seconds: float = 60.0) -> list[Json]:
    """What `found` gives once it is something: a process reads the file, and that takes a while."""
    end = monotonic() + seconds
    while not (some := found()):
        assert monotonic() < end
        sleep(0.05)
    return some


def press(owner: Chat, under: Json, number: int) -> None:
    data = under["raw"]["reply_markup"]["inline_keyboard"][0][number]["callback_data"]
    sender = {"id": owner.id, "is_bot": False, "first_name": "Olga"}
    message = {"message_id": under["message_id"], "date": 1, "chat": {"id": owner.id, "type": "private"}}
    query = {"id": f"q{next(_files)}", "from": sender, "chat_instance": "1", "data": data, "message": message}
    owner.happens("callback_query", query)


def test_an_owner_sends_a_file_sees_what_was_read_and_confirms_it(owner: Chat, folder: Path) -> None:
    send(owner, "water.txt", RECORD.encode(), caption='title = "Water"\ndate = "2024-06-01"')
    read = shown(owner)
    assert "KELLER, Director of the Lake Office" in read["text"]
    assert read["text"].endswith(NOTICES["en"].ask)
    press(owner, read, 0)
    until(lambda: [one for one in owner.seen("editMessageText") if one["text"] == NOTICES["en"].added])
    owner.say(QUESTION)
    (answered,) = until(lambda: [one for one in owner.seen("sendMessage") if "4,127" in one["text"]])
    assert "4,127" in covered(answered, "blockquote")[0]
    assert "Water · 1 June 2024" in answered["text"]
    assert not list((folder / INCOMING).iterdir())


def test_an_owner_discards_what_was_read(owner: Chat, folder: Path) -> None:
    send(owner, "water.txt", RECORD.encode())
    press(owner, shown(owner), 1)
    assert shown(owner, 2)["text"] == NOTICES["en"].discarded
    assert not list((folder / INCOMING).iterdir())


def test_a_file_that_the_server_no_longer_has_is_said_to_have_failed(owner: Chat, folder: Path) -> None:
    document = {"file_id": "gone", "file_unique_id": "gone", "file_name": "a.txt", "file_size": 9}
    happens(owner, document=document)
    assert len(owner.wait_for("sendMessage", 2)) == 2  # that it is being read, and that this failed
    assert not list((folder / INCOMING).iterdir())


def test_of_many_files_few_are_read_at_once(owner: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    ended: list[str] = []
    at_once: list[int] = []

    async def read(path: Path, _: asyncio.Event) -> Outcome:
        begun.append(path.name)
        at_once.append(len(begun) - len(ended))
        await asyncio.sleep(0.3)
        ended.append(path.name)
        return Outcome((), "nothing is in it")

    monkeypatch.setattr(additions, "read", read)
    names = [f"{number}.txt" for number in range(5)]
    for name in names:
        send(owner, name, b"x")
    shown(owner, len(names))
    assert sorted(ended) == names
    assert max(at_once) == READ_AT_ONCE


def test_while_a_file_is_read_it_is_known_who_is_to_be_told(
    owner: Chat, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[Addition] = []

    async def read(path: Path, _: asyncio.Event) -> Outcome:
        with State.open(folder) as state:
            found.extend(state.being_read(READER))
        return Outcome(({"record": "a", "title": "A", "speakers": [], "turns": 0, "passages": 0} | NOTHING,), "")

    monkeypatch.setattr(additions, "read", read)
    send(owner, "a.txt", b"x")
    under = shown(owner)
    (addition,) = found
    assert (addition.chat, addition.name, addition.message) == (owner.id, "a.txt", under["message_id"])
    with State.open(folder) as state:
        until(lambda: [{}] * (not state.being_read(READER)))
        assert state.addition(addition.token)


def test_an_owner_who_cannot_be_told_keeps_no_other_from_being_told(
    folder: Path, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    async def rewrite(_: object, chat: int, *__: object) -> None:
        if chat == OWNER:
            raise Forbidden("bot was blocked by the user")
        told.append(chat)

    monkeypatch.setattr(sending, "rewrite", rewrite)
    left = [Addition(f"0{number}", OWNER + number, OWNER + number, "a.txt", 1, "en", READER) for number in (0, 1)]
    with State.open(folder) as state:
        for addition in left:
            state.save_addition(addition)
        intake = Intake(Desk(searcher), state, Settings(TOKEN), Inbox(state, 123456789, "polling"))
        asyncio.run(intake.tell_unread(Bot(TOKEN), asyncio.run(intake.left_unread())))
        assert told == [OWNER + 1]
        assert state.being_read(READER) == []  # who has blocked the bot is not told at the next start either


NOTHING: Json = {key: {"count": 0, "examples": {}} for key in ("set_aside", "not_sure_of")}


def test_what_cannot_be_read_is_not_fetched(owner: Chat) -> None:
    send(owner, "a.exe", b"MZ")
    assert owner.wait_for("sendMessage")[0]["text"] == NOTICES["en"].no_format.format(formats=", ".join(formats()))
