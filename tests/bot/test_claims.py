"""Several workers with one memory on a PostgreSQL server: whose an update is, whose turn it is, who asks too often."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, make_url

from bot import claims as claims_module
from bot.claims import Claims, Unfinished
from bot.state import State
from tests.postgresql_server import Server

BOT, ANNA, BEN, GROUP = 1, 7, 8, -100


@pytest.fixture
def url(postgresql: Server) -> str:
    return postgresql.new_database()


@pytest.fixture
def state(tmp_path: Path, url: str) -> Iterator[State]:
    with State.open(tmp_path, database=url) as opened:
        yield opened


class Time:
    """The workers' clocks and the server's, which all go when `passes` says so."""

    def __init__(self, server: Server, url: str) -> None:
        self.now = 1000.0
        self._server, self._database = server, make_url(url).database or ""

    def __call__(self) -> float:
        return self.now

    def passes(self, *living: Claims) -> None:
        """Let as much of it pass as makes a worker dead, in which only the `living` say that they live."""
        for _ in range(5):
            self.now += 5.0
            self._server.execute("UPDATE onrecord_bot.workers SET seen = seen - 5", self._database)
            for one in living:
                one.say_alive()


@pytest.fixture
def time(postgresql: Server, url: str, monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time(postgresql, url)
    monkeypatch.setattr(claims_module, "monotonic", found)
    return found


def received(state: State, claims: Claims, *numbers: int, who: int = ANNA, chat: int = ANNA) -> None:
    for number in numbers:
        assert state.receive(BOT, number, who, str(number), chat=chat, worker=claims.worker)


def alive(state: State, name: str) -> Claims:
    claims = state.claims(BOT, name)
    claims.say_alive()
    return claims


def test_what_the_dead_left_comes_to_one_of_the_living(state: State, time: Time) -> None:
    one, other, third = (alive(state, name) for name in ("one", "other", "third"))
    received(state, one, 1, 2, 3)
    received(state, other, 4)
    assert one.begins_to_answer(2)
    state.finish(BOT, 3)
    assert other.left_by_the_dead() == []
    time.passes(other, third)
    assert other.left_by_the_dead() == [Unfinished(1, "1", False), Unfinished(2, "2", True)]
    assert third.left_by_the_dead() == other.left_by_the_dead() == []
    assert not one.begins_to_answer(1)
    assert one.takes_turn(1) is None
    assert other.takes_turn(1)


def test_who_has_been_out_of_touch_takes_nothing(state: State, time: Time) -> None:
    one, other = alive(state, "one"), alive(state, "other")
    received(state, one, 1)
    time.passes()  # as where the server was away
    other.say_alive()
    assert other.left_by_the_dead() == []
    one.say_alive()
    time.passes(one, other)
    assert other.left_by_the_dead() == []
    time.passes(other)
    assert [left.number for left in other.left_by_the_dead()] == [1]


def test_a_worker_that_begins_again_has_its_own_at_once(state: State) -> None:
    one, other = alive(state, "one 127.0.0.1:8443"), alive(state, "other 127.0.0.1:8443")
    received(state, one, 1)
    received(state, other, 2)
    state.receive(BOT, 3, ANNA, "3")  # by a bot of the first version
    again = alive(state, "one 127.0.0.1:8443")
    assert [left.number for left in again.left_by_former_runs()] == [1, 3]
    assert again.left_by_former_runs() == []


def test_a_worker_that_leaves_leaves_all_to_the_others(state: State, time: Time) -> None:
    one, other = alive(state, "one"), alive(state, "other")
    received(state, one, 1)
    time.passes(one, other)
    assert other.left_by_the_dead() == []
    one.leave()
    assert [left.number for left in other.left_by_the_dead()] == [1]


def test_one_users_updates_have_their_turns_in_order(state: State) -> None:
    one, other = alive(state, "one"), alive(state, "other")
    received(state, one, 1, 3)
    received(state, other, 2)
    received(state, other, 4, who=BEN)
    received(state, other, 5, chat=GROUP)
    assert (other.takes_turn(2), one.takes_turn(3)) == (False, False)
    assert (other.takes_turn(4), other.takes_turn(5), one.takes_turn(1)) == (True, True, True)
    state.finish(BOT, 1)
    assert (one.takes_turn(3), other.takes_turn(2)) == (False, True)
    received(state, one, 0)  # it was sent before, and comes while a later one is being worked on
    assert one.takes_turn(0) is False
    state.finish(BOT, 2)
    assert one.takes_turn(3) is False
    assert one.takes_turn(0)


def test_one_of_many_has_the_turn(state: State) -> None:
    workers = [alive(state, str(number)) for number in range(8)]
    for number in range(20):
        for place, worker in enumerate(workers):
            received(state, worker, number * 8 + place, who=number, chat=number)
        with ThreadPoolExecutor(8) as threads:
            turns = list(threads.map(lambda worker, number=number: at_first(worker, number, workers), workers))
        assert turns.count(True) == 1
        assert turns[0]


def at_first(worker: Claims, number: int, workers: list[Claims]) -> bool | None:
    return worker.takes_turn(number * 8 + workers.index(worker))


def test_a_question_is_cancelled_where_it_is_worked_on(state: State) -> None:
    one, other = alive(state, "one"), alive(state, "other")
    received(state, one, 1)
    assert not other.cancels_elsewhere((ANNA, ANNA))
    assert one.takes_turn(1)
    assert not other.cancels_elsewhere((BEN, ANNA))
    assert not other.cancels_elsewhere((ANNA, GROUP))
    assert not one.cancels_elsewhere((ANNA, ANNA))
    assert other.cancels_elsewhere((ANNA, ANNA))
    assert other.cancelled() == []
    assert one.cancelled() == [(ANNA, ANNA)]
    assert one.cancelled() == []


def test_who_cancels_while_another_is_heard_is_heard_too(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = alive(state, "one"), alive(state, "other")
    received(state, one, 1)
    received(state, one, 2, who=BEN, chat=BEN)
    assert one.takes_turn(1)
    assert one.takes_turn(2)
    assert other.cancels_elsewhere((ANNA, ANNA))
    later, reading = [(BEN, BEN)], claims_module.reading

    @contextmanager
    def and_then(engine: Engine) -> Iterator[Connection]:
        with reading(engine) as connection:
            yield connection
        if later:
            assert other.cancels_elsewhere(later.pop())

    monkeypatch.setattr(claims_module, "reading", and_then)
    assert {*one.cancelled(), *one.cancelled()} == {(ANNA, ANNA), (BEN, BEN)}


def test_what_was_forgotten_is_taken_by_nobody(state: State, time: Time) -> None:
    one, other = alive(state, "one"), alive(state, "other")
    received(state, one, 1)
    state.forget(ANNA)
    one.leave()
    time.passes(other)
    assert other.left_by_the_dead() == []


def test_all_workers_count_together(state: State, url: str, tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        counts = processes.starmap(counted_of_thirty, [(tmp_path, url)] * 2)
    assert sum(counts) == 20
    tally = state.tally()
    assert not tally.counted(ANNA, is_light=False, most=20, seconds=60)
    assert tally.counted(ANNA, is_light=True, most=20, seconds=60)
    assert tally.counted(BEN, is_light=False, most=20, seconds=60)
    assert tally.counted(ANNA, is_light=False, most=20, seconds=0)


def counted_of_thirty(folder: Path, url: str) -> int:
    with State.open(folder, database=url) as state, ThreadPoolExecutor(4) as threads:
        tally = state.tally()
        return sum(threads.map(lambda _: tally.counted(ANNA, is_light=False, most=20, seconds=60), range(30)))
