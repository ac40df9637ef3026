"""Asking a database again whose server broke off: it may have been started anew, or have cut a line."""

import asyncio
from collections.abc import Callable
from time import sleep
from typing import TypeVar

from corpus.errors import ConnectionLost

PAUSES = (0.0, 0.2, 0.5, 1.0, 2.0)  # seconds before each further attempt
T = TypeVar("T")


def persistently(work: Callable[[], T]) -> T:
    """What `work` comes to, which is done again where the line to the database breaks: twice must be as good as once.

    Blocks. Raises ConnectionLost where the server stays away.
    """
    for pause in PAUSES:
        try:
            return work()
        except ConnectionLost:
            sleep(pause)
    return work()


async def in_thread(work: Callable[[], T]) -> T:
    """What `work` comes to, done in a thread, persistently."""
    return await asyncio.to_thread(persistently, work)
