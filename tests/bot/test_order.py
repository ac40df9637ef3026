"""Who waits for whom."""

import asyncio
from collections.abc import Awaitable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.buttons import Action, Press
from bot.desk import AT_ONCE, Desk
from bot.jobs import GivenUp, Jobs
from bot.order import MOST_IN_A_CHAT, MOST_OF_ONE, InOrder, overtakes
from retrieval.search import Searcher

ANNA, ANNA_ELSEWHERE, BEN = (1, 1), (1, -100), (2, 1)  # a user and a chat


def update(user: int, text: str = "?", number: int = 1) -> Update:
    sender = {"id": user, "is_bot": False, "first_name": "x"}
    message = {"message_id": number, "date": 1, "chat": {"id": 1, "type": "group"}, "from": sender, "text": text}
    found = Update.de_json({"update_id": number, "message": message}, None)
    assert found
    return found


def press(data: str) -> Update:
    sender = {"id": 1, "is_bot": False, "first_name": "x"}
    query = {"id": "1", "from": sender, "chat_instance": "1", "data": data}
    found = Update.de_json({"update_id": 1, "callback_query": query}, None)
    assert found
    return found


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3)), max_size=12))
def test_each_users_updates_are_worked_on_in_order_and_one_at_a_time(sent: list[tuple[int, int]]) -> None:
    began: list[tuple[int, int]] = []
    busy: set[int] = set()

    async def work(user: int, number: int, turns: int) -> None:
        assert user not in busy
        busy.add(user)
        began.append((user, number))
        for _ in range(turns):
            await asyncio.sleep(0)
        busy.discard(user)

    async def all_of_it() -> None:
        order = InOrder()
        done = (
            order.process_update(update(user, number=number), work(user, number, turns))
            for number, (user, turns) in enumerate(sent)
        )
        await asyncio.gather(*done)
        assert not order._last  # nothing is left of anybody

    asyncio.run(all_of_it())
    for user in (1, 2, 3):
        assert [number for who, number in began if who == user] == [
            number for number, (who, _) in enumerate(sent) if who == user
        ]


def test_a_stuck_update_holds_up_nobody_else_and_what_fails_frees_the_next() -> None:
    async def all_of_it() -> list[str]:
        order, stuck, done = InOrder(), asyncio.Event(), list[str]()

        async def waits() -> None:
            await stuck.wait()
            done.append("stuck")
            raise RuntimeError

        async def says(word: str) -> None:
            done.append(word)

        def process(user: int, work: Awaitable[None], text: str = "?") -> "asyncio.Task[None]":
            return asyncio.ensure_future(order.process_update(update(user, text), work))

        first, behind = process(1, waits()), process(1, says("behind"))
        await asyncio.gather(process(2, says("other")), process(1, says("cancel"), "/cancel"))
        stuck.set()
        with pytest.raises(RuntimeError):
            await first
        await behind
        return done

    assert asyncio.run(all_of_it()) == ["other", "cancel", "stuck", "behind"]


def test_one_user_cannot_take_all_the_room() -> None:
    async def all_of_it() -> tuple[int, list[int]]:
        order, stuck, done = InOrder(at_once=MOST_OF_ONE + 1), asyncio.Event(), list[int]()

        async def work(number: int) -> None:
            await stuck.wait()
            done.append(number)

        async def says() -> None:
            done.append(-1)

        flood = [order.process_update(update(1, number=number), work(number)) for number in range(3 * MOST_OF_ONE)]
        waiting = [asyncio.ensure_future(one) for one in flood]
        await asyncio.wait_for(order.process_update(update(2), says()), 10)
        stuck.set()
        await asyncio.gather(*waiting)
        await order.process_update(update(1), says())
        return len(order._number) + len(order._number_in), done

    left, done = asyncio.run(all_of_it())
    assert done == [-1, *range(MOST_OF_ONE), -1]
    assert not left


def test_one_chat_cannot_take_all_the_room() -> None:
    async def all_of_it() -> int:
        order, stuck, done = InOrder(), asyncio.Event(), list[int]()

        async def work(user: int) -> None:
            await stuck.wait()
            done.append(user)

        users = range(1, 2 * MOST_IN_A_CHAT)
        waiting = [asyncio.ensure_future(order.process_update(update(user), work(user))) for user in users]
        await asyncio.sleep(0)
        stuck.set()
        await asyncio.gather(*waiting)
        return len(done)

    assert asyncio.run(all_of_it()) == MOST_IN_A_CHAT


def test_only_what_cancels_overtakes() -> None:
    assert overtakes(update(1, "/cancel@onrecord_bot"))
    assert not overtakes(update(1, "/cancelled"))
    assert overtakes(press(Press(Action.CANCEL, "en").data))
    assert not overtakes(press(Press(Action.MORE, "en").data))
    assert not overtakes(press("x"))


def test_a_job_ends_with_its_outcome_its_user_or_its_time() -> None:
    async def all_of_it() -> None:
        jobs = Jobs()

        async def work(seconds: float) -> int:
            await asyncio.sleep(seconds)
            return 7

        assert await jobs.run(ANNA, work(0), 5) == 7
        assert not jobs.cancel(ANNA)
        with pytest.raises(GivenUp) as slow:
            await jobs.run(ANNA, work(60), 0.01)
        assert not slow.value.by_user
        running = asyncio.ensure_future(jobs.run(ANNA, work(60), 60))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not jobs.cancel(BEN)
        assert not jobs.cancel(ANNA_ELSEWHERE)
        assert jobs.cancel(ANNA)
        with pytest.raises(GivenUp) as cancelled:
            await running
        assert cancelled.value.by_user

    asyncio.run(all_of_it())


def test_stuck_work_leaves_the_desk_to_others(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.SLOW_SECONDS", 0.01)

    async def all_of_it() -> int:
        import threading

        desk, stuck = Desk(searcher), threading.Event()
        waiting = [asyncio.ensure_future(desk.read(lambda _: stuck.wait(30))) for _ in range(2 * AT_ONCE)]
        found = await asyncio.wait_for(desk.read(lambda held: len(held.library)), 10)
        stuck.set()
        assert all(await asyncio.gather(*waiting))
        return found

    assert asyncio.run(all_of_it()) == len(searcher.library)
