import asyncio
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import httpx
import pytest
from sqlalchemy import Connection, Engine

from bot import housekeeping
from bot.desk import Desk
from bot.health import HealthServer
from bot.housekeeping import Housekeeping, Polling, every
from bot.metrics import ErrorCounter, Metrics
from bot.settings import Address, Settings, Webhook
from bot.state import State
from bot.threads import QUESTIONS
from corpus.errors import LibraryError
from retrieval.search import Searcher

TOKEN = "1:x"


def test_a_bot_that_telegram_is_silent_to_is_not_well(library_folder: Path, tmp_path: Path) -> None:
    desk, state, polling = Desk(Searcher.open(library_folder)), State.open(tmp_path), Polling()
    house = Housekeeping(Settings(TOKEN), desk, state, polling)
    assert house.health()["ok"]
    house._began -= housekeeping.SILENCE
    assert not house.health()["ok"]
    polling.heard = monotonic()
    assert house.health()["ok"]
    hooked = Housekeeping(Settings(TOKEN, webhook=Webhook("https://example.org")), desk, state, Polling())
    hooked._began -= housekeeping.SILENCE
    assert hooked.health()["ok"]
    state.close()
    desk.close()


def test_a_bot_whose_memory_is_away_is_not_well_until_it_is_back(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    @contextmanager
    def away(_: Engine) -> Iterator[Connection]:
        raise LibraryError("the server refuses")
        yield

    with State.open(tmp_path) as state:
        house = Housekeeping(Settings(TOKEN), Desk(searcher), state, Polling())
        with monkeypatch.context() as patch:
            patch.setattr("bot.state.reading", away)
            for _ in range(3):
                house._look_at_memory()
            assert (house.health()["ok"], house.health()["memory"]) == (False, False)
        house._look_at_memory()
        assert (house.health()["ok"], house.health()["memory"]) == (True, True)
    assert caplog.text.count("the memory is away: the server refuses") == 1


def test_a_bot_beside_its_answering_sees_its_memory_go(
    library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "NOTICED_AFTER", 0.01)

    async def until_noticed() -> None:
        await house.begin()
        monkeypatch.setattr(state, "look", gone)
        async with asyncio.timeout(30):
            while house.health()["ok"]:
                await asyncio.sleep(0.01)
        await house.end()

    def gone() -> None:
        raise LibraryError("gone")

    desk, state = Desk(Searcher.open(library_folder)), State.open(tmp_path)
    house = Housekeeping(Settings(TOKEN, health=None), desk, state, Polling())
    asyncio.run(until_noticed())
    state.close()
    desk.close()


def test_the_page_says_so_with_its_status() -> None:
    async def status(*, ok: bool) -> int:
        server = HealthServer(Address("127.0.0.1", 0), Metrics(), lambda: {"ok": ok})
        async with httpx.AsyncClient() as http:
            found = await http.get(f"http://{server.address}/health")
        await server.close()
        assert found.json() == {"ok": ok}
        return found.status_code

    assert [asyncio.run(status(ok=ok)) for ok in (True, False)] == [200, 503]


def test_an_address_that_is_taken_costs_the_page_and_nothing_else(
    library_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def both() -> tuple[str | None, str | None]:
        taken = HealthServer(Address("127.0.0.1", 0), Metrics(), dict)
        house = Housekeeping(Settings(TOKEN, health=taken.address), desk, state, Polling())
        await house.begin()
        found = house.address
        await house.end()
        await taken.close()
        return str(taken.address), found

    desk, state = Desk(Searcher.open(library_folder)), State.open(tmp_path)
    address, found = asyncio.run(both())
    assert found is None
    assert f"no health page: {address}" in caplog.text
    state.close()
    desk.close()


def test_what_fails_is_logged_and_done_again(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    def work() -> None:
        done.append(len(done))
        if len(done) < 3:
            raise LibraryError("busy") if len(done) == 1 else RuntimeError("odd")

    async def some_time() -> None:
        task = asyncio.create_task(every(0.001, work))
        while len(done) < 4:
            await asyncio.sleep(0.005)
        task.cancel()

    asyncio.run(some_time())
    assert "put off: busy" in caplog.text
    assert "odd" in caplog.text


def test_what_fails_for_long_is_logged_once_in_a_row(caplog: pytest.LogCaptureFixture) -> None:
    failures: list[Exception | None] = [LibraryError("away")] * 3 + [None, LibraryError("away")] + [OSError("full")] * 2

    def work() -> None:
        failure = failures.pop(0) if failures else None
        if failure:
            raise failure

    async def some_time() -> None:
        task = asyncio.create_task(every(0.001, work))
        while failures:
            await asyncio.sleep(0.005)
        task.cancel()

    asyncio.run(some_time())
    assert [record.getMessage() for record in caplog.records] == [*["put off: away"] * 2, "housekeeping failed"]


def test_errors_are_counted_warnings_are_not() -> None:
    metrics = Metrics()
    logger = logging.getLogger("some.library")
    logger.addHandler(counter := ErrorCounter(metrics))
    logger.warning("hm")
    logger.error("oh")
    logger.removeHandler(counter)
    assert metrics.registry.get_sample_value("onrecord_errors_total") == 1


def test_a_bot_that_stuck_questions_have_filled_is_not_well_and_ends(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.SLOW_SECONDS", 0.0)
    ended: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))

    async def all_of_it() -> None:
        desk, stuck = Desk(searcher), threading.Event()
        with State.open(tmp_path) as state:
            house = Housekeeping(Settings(TOKEN), desk, state, Polling())
            waiting = [asyncio.ensure_future(desk.read(lambda _: stuck.wait())) for _ in range(QUESTIONS)]
            while not desk.threads.are_full:
                await asyncio.sleep(0.01)
            assert (house.health()["ok"], house.health()["stuck"]) == (False, 0)
            house._end_if_lost()
            assert not ended  # they may end yet
            monkeypatch.setattr("bot.threads.STUCK_SECONDS", 0.0)
            assert house.health()["stuck"] == QUESTIONS
            house._end_if_lost()
        stuck.set()
        await asyncio.gather(*waiting)

    try:
        asyncio.run(all_of_it())
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended == [signal.SIGTERM]
