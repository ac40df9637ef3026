"""What is being worked on, one question of a user in a chat, so that it can be cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
Whose = tuple[int, int]  # a user, and the chat in which something was asked


class GivenUp(Exception):
    """The user no longer wants the answer, or it takes too long."""

    def __init__(self, *, by_user: bool) -> None:
        super().__init__("cancelled" if by_user else "too slow")
        self.by_user = by_user


class Jobs:
    """The questions in flight, by who asked them where."""

    def __init__(self) -> None:
        self._tasks: dict[Whose, asyncio.Task[Any]] = {}

    async def run(self, whose: Whose, work: Coroutine[Any, Any, T], patience: float) -> T:
        """The outcome of `work`. Raises GivenUp where the user cancels it or it takes `patience` seconds."""
        task = asyncio.ensure_future(work)
        self._tasks[whose] = task
        try:
            done, _ = await asyncio.wait({task}, timeout=patience)
            if not done:
                raise GivenUp(by_user=False)
            if task.cancelled():
                raise GivenUp(by_user=True)
            return task.result()
        finally:
            task.cancel()
            if self._tasks.get(whose) is task:
                del self._tasks[whose]

    def cancel(self, whose: Whose) -> bool:
        """Give up what this user asked in this chat; whether there was anything."""
        task = self._tasks.get(whose)
        return task is not None and task.cancel()
