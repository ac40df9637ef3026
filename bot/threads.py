"""Threads for work that blocks: how many are taken, by whom, and by what never ends.

A thread cannot be stopped. Work that sticks keeps its own, so it is counted, for each user and in all, before it can
take the threads of everybody else.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, sleep
from typing import TypeVar

THREADS = 64
QUESTIONS = 48  # threads that questions may take; the others are for what is done in a moment
OF_ONE_USER = 2  # that one user's questions may take, those given up among them
STUCK_SECONDS = 90.0  # after which work is taken to stick; the user was told long before
LOOKED_AFTER = 0.05
T = TypeVar("T")
_asker: ContextVar[int | None] = ContextVar("asker", default=None)


@contextmanager
def asked_by(user: int) -> Iterator[None]:
    """What is done within is done for `user`."""
    before = _asker.set(user)
    try:
        yield
    finally:
        _asker.reset(before)


class Threads:
    """A pool that knows what is being done in it."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")
        self._taken: dict[object, tuple[int | None, float]] = {}  # by piece of work: for whom, monotonic seconds

    def begin(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """Do `work` in a thread; cancelling what this returns leaves the thread at it."""
        piece = object()
        self._taken[piece] = _asker.get(), monotonic()
        doing = self._pool.submit(work)
        doing.add_done_callback(lambda _: self._taken.pop(piece))
        return asyncio.wrap_future(doing)

    def taken_by(self, user: int) -> int:
        """Pieces of work that are being done for `user`, those given up among them."""
        return sum(whose == user for whose, _ in list(self._taken.values()))

    @property
    def are_full(self) -> bool:
        """Whether there is no thread left for another question."""
        return len(self._taken) >= QUESTIONS

    @property
    def stuck(self) -> int:
        """Pieces of work that take so long that they may never end."""
        now = monotonic()
        return sum(now - began > STUCK_SECONDS for _, began in list(self._taken.values()))

    @property
    def are_lost(self) -> bool:
        """Whether questions will never be answered again: all their threads are stuck."""
        return self.stuck >= QUESTIONS

    def close(self) -> None:
        """Finish what is being worked on, but for what sticks, and drop what is waiting. Blocks."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        while len(self._taken) > self.stuck:
            sleep(LOOKED_AFTER)
