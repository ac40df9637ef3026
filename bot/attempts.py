"""Asking a database again whose server broke off: it may have been started anew, or have cut a line."""

import asyncio
from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from corpus.errors import ConnectionLost

PAUSES = (0.0, 0.2, 0.5, 1.0, 2.0)  # seconds before each further attempt
PATIENCE = 5.0  # seconds after which none is begun: a server that cannot be reached takes longer to say so
T = TypeVar("T")


def persistently(work: Callable[[], T]) -> T:
    """What `work` comes to, which is done again where the line to the database breaks: twice must be as good as once.

    Blocks. Raises ConnectionLost where the server stays away.
    """
    give_up_at = monotonic() + PATIENCE
    for pause in PAUSES:
        try:
            return work()
        except ConnectionLost:
            if monotonic() + pause > give_up_at:
                raise
            sleep(pause)
    return work()


async def in_thread(work: Callable[[], T]) -> T:
    """What `work` comes to, done in a thread, persistently."""
    return await asyncio.to_thread(persistently, work)
