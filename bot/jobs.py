"""What is being worked on, one question a user, so that it can be cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class GivenUp(Exception):
    """The user no longer wants the answer, or it takes too long."""

    def __init__(self, *, by_user: bool) -> None:
        super().__init__("cancelled" if by_user else "too slow")
        self.by_user = by_user


class Jobs:
    """The questions in flight, by user."""

    def __init__(self) -> None:
        self._tasks: dict[int, asyncio.Task[Any]] = {}

    async def run(self, user: int, work: Coroutine[Any, Any, T], patience: float) -> T:
        """The outcome of `work`. Raises GivenUp where the user cancels it or it takes `patience` seconds."""
        task = asyncio.ensure_future(work)
        self._tasks[user] = task
        try:
            done, _ = await asyncio.wait({task}, timeout=patience)
            if not done:
                raise GivenUp(by_user=False)
            if task.cancelled():
                raise GivenUp(by_user=True)
            return task.result()
        finally:
            task.cancel()
            if self._tasks.get(user) is task:
                del self._tasks[user]

    def cancel(self, user: int) -> bool:
        """Give up what is being worked on for `user`; whether there was anything."""
        task = self._tasks.get(user)
        return task is not None and task.cancel()
