"""Who asks while the index is built."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from bot import app, waiting_room
from bot.notices import NOTICES
from bot.settings import Settings, Webhook
from corpus.errors import StaleIndex
from embeddings.generation import sole_builder
from retrieval.language import Language
from retrieval.search import Searcher
from tests.bot.rough_api import BOT, TOKEN, RoughApi, Trouble, serving, user
from tests.bot.shown import quotes, texts
from tests.bot.test_stress import closing, listening, quoted

_chats = count(8200)


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[RoughApi, asyncio.Runner]]:
    monkeypatch.setattr(waiting_room, "TOLD_AFTER", 0.0)
    monkeypatch.setattr(waiting_room, "LOOKED_EVERY", 0.05)
    with asyncio.Runner() as runner:
        server = serving(RoughApi())
        found = runner.run(server.__aenter__())
        yield found, runner
        runner.run(server.__aexit__(None, None, None))
    assert found.wrong == []


def test_who_asks_is_told_once_and_answered_when_the_bot_listens(
    api: tuple[RoughApi, asyncio.Runner],
    library_folder: Path,
    searcher: Searcher,
    questions: dict[Language, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    server, runner = api
    anna, ben = next(_chats), next(_chats)
    settings = Settings(TOKEN, server.url)
    server.troubles.append(Trouble("refuse", "getUpdates", times=3))
    server.say(anna, questions["ja"])
    with waiting_room.waiting_room(settings):
        runner.run(server.until(lambda: server.said(anna)))
        server.say(ben, questions["ru"])
        runner.run(server.until(lambda: server.said(ben)))
        server.say(anna, questions["en"])
        looked = len(server.called("getUpdates"))
        runner.run(server.until(lambda: len(server.called("getUpdates")) > looked + 2))
    assert texts(server.said(anna)) == [NOTICES["ja"].not_ready]
    assert texts(server.said(ben)) == [NOTICES["ru"].not_ready]
    assert caplog.text.count("who asks is not told") == 1  # not once for each time that Telegram erred
    bot = app.build(settings, Searcher.open(library_folder))
    runner.run(listening(bot))
    expected = quoted(searcher, questions["ja"]) + quoted(searcher, questions["en"])
    runner.run(server.until(lambda: len(quotes(server.said(anna))) == len(expected)))
    assert quotes(server.said(anna)) == expected
    runner.run(closing(bot))


def test_nobody_is_told_who_may_not_ask_or_asks_nothing(
    api: tuple[RoughApi, asyncio.Runner], questions: dict[Language, str]
) -> None:
    server, runner = api
    stranger, friend, group = next(_chats), next(_chats), -next(_chats)
    server.say(stranger, questions["ja"])
    mention = {"type": "mention", "offset": 0, "length": 13}
    for text, entities in (("Nothing is asked of the bot.", []), (f"@{BOT['username']} ?", [mention])):
        said = {"message_id": 1, "date": 1, "chat": {"id": group, "type": "group", "title": "Group"}}
        server.happens("message", said | {"from": user(friend), "text": text, "entities": entities})
    server.say(friend, "?")
    with waiting_room.waiting_room(Settings(TOKEN, server.url, private=True, allowed=frozenset({friend}))):
        runner.run(server.until(lambda: server.said(friend)))
    assert (len(server.said(stranger)), len(server.said(group)), len(server.said(friend))) == (0, 1, 1)


@pytest.mark.parametrize("webhook", [None, Webhook("https://bot.example.org/hook")])
def test_telegram_is_left_alone_where_it_is_soon_over_or_calls_itself(
    api: tuple[RoughApi, asyncio.Runner], monkeypatch: pytest.MonkeyPatch, webhook: Webhook | None
) -> None:
    server, runner = api
    if webhook is None:
        monkeypatch.setattr(waiting_room, "TOLD_AFTER", 60.0)
    with waiting_room.waiting_room(Settings(TOKEN, server.url, webhook=webhook)):
        runner.run(asyncio.sleep(0.3))
    assert not server.calls
    assert not [thread for thread in threading.enumerate() if thread.name == "waiting room"]


def test_the_bot_opens_its_library_in_the_waiting_room(monkeypatch: pytest.MonkeyPatch, library_folder: Path) -> None:
    class Left(Exception):
        pass

    def opened(_: Path) -> Searcher:
        assert within == [True]
        raise Left

    @contextmanager
    def room(_: Settings) -> Iterator[None]:
        within.append(True)
        yield

    async def introduced(_: Settings) -> str:
        return "onrecord_bot"

    within: list[bool] = []
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    replaced: dict[str, Callable[..., object]] = {"opened": opened, "introduced": introduced, "waiting_room": room}
    for name, other in replaced.items():
        monkeypatch.setattr(app, name, other)
    with pytest.raises(Left):
        app.run(library_folder)


def test_an_index_that_another_process_builds_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, library_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    built = threading.Event()

    def build() -> None:
        with sole_builder(library_folder):
            building.set()
            built.wait(30)

    building = threading.Event()
    other = threading.Thread(target=build)
    other.start()
    building.wait(30)
    monkeypatch.setattr(app, "Searcher", Stale(built))
    threading.Timer(1.0, built.set).start()
    app.opened(library_folder).close()
    other.join()
    assert "another process" in caplog.text


class Stale:
    """Opens a library once its index is built."""

    def __init__(self, built: threading.Event) -> None:
        self._built = built

    def open(self, folder: Path) -> Searcher:
        if not self._built.is_set():
            raise StaleIndex("the records changed")
        return Searcher.open(folder)
