"""What stuck work takes, and what it leaves to others."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from bot import threads
from bot.desk import Desk
from bot.replies import REPLIES
from bot.threads import OF_ONE_USER, QUESTIONS, Threads, asked_by
from retrieval.search import Searcher
from tests.bot.test_telegram import STUCK, Chat, bot, chat, loop, released, server

__all__ = ["bot", "chat", "loop", "released", "server"]  # fixtures


@pytest.fixture
def stuck() -> Iterator[threading.Event]:
    """What stuck work waits for."""
    event = threading.Event()
    yield event
    event.set()


def test_it_is_known_whose_work_is_being_done_also_when_nobody_waits_for_it(stuck: threading.Event) -> None:
    async def all_of_it() -> None:
        pool = Threads()
        with asked_by(7):
            given_up = [pool.begin(stuck.wait) for _ in range(2)]
        other = pool.begin(stuck.wait)
        for one in given_up:
            one.cancel()
        await asyncio.sleep(0.01)
        assert (pool.taken_by(7), pool.taken_by(8)) == (2, 0)
        stuck.set()
        assert await other
        await asyncio.to_thread(pool.close)
        assert pool.taken_by(7) == 0

    asyncio.run(all_of_it())


def test_work_given_up_before_it_began_takes_nothing(stuck: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "THREADS", 1)

    async def all_of_it() -> None:
        pool = Threads()
        first = pool.begin(stuck.wait)
        with asked_by(7):
            pool.begin(stuck.wait).cancel()
        await asyncio.sleep(0.01)
        assert pool.taken_by(7) == 0
        stuck.set()
        assert await first

    asyncio.run(all_of_it())


def test_the_desk_is_closed_to_questions_before_all_threads_are_taken(
    searcher: Searcher, stuck: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.SLOW_SECONDS", 0.0)

    async def all_of_it() -> None:
        desk = Desk(searcher)
        waiting = [asyncio.ensure_future(desk.read(lambda _: stuck.wait())) for _ in range(QUESTIONS - 1)]
        while len(desk.threads._taken) < QUESTIONS - 1:
            await asyncio.sleep(0.01)
        assert not desk.is_too_busy_for(7)
        waiting.append(asyncio.ensure_future(desk.read(lambda _: stuck.wait())))
        while not desk.is_too_busy_for(7):
            await asyncio.sleep(0.01)
        assert (desk.threads.stuck, desk.threads.are_lost) == (0, False)
        monkeypatch.setattr(threads, "STUCK_SECONDS", 0.0)
        assert (desk.threads.stuck, desk.threads.are_lost) == (QUESTIONS, True)
        assert f"onrecord_stuck {QUESTIONS}.0" in desk.metrics.page().decode()
        assert await desk.read(lambda held: len(held.library))  # what is done in a moment still is
        await asyncio.to_thread(desk.threads.close)  # which waits for nothing that is stuck
        stuck.set()
        await asyncio.gather(*waiting)

    asyncio.run(all_of_it())


def test_a_user_whose_questions_are_stuck_is_told_to_wait(chat: Chat, released: threading.Event) -> None:
    for number in range(1, OF_ONE_USER + 1):
        chat.say(f"{STUCK} question number {number} about security")
        chat.wait_for("sendChatAction", number)  # it is being worked on
        chat.say(command="/cancel")
        chat.wait_for("sendMessage", number)
    chat.say("What did Zas say about peacekeeping?")
    said = [one["text"] for one in chat.wait_for("sendMessage", OF_ONE_USER + 1)]
    assert said == [REPLIES["en"].cancelled] * OF_ONE_USER + [REPLIES["en"].too_busy]
