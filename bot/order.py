"""In which order updates are worked on: one user's one after another, different users' at once."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.buttons import Action, Press

AT_ONCE = 4096  # updates, waiting ones among them


class InOrder(BaseUpdateProcessor):
    """Keeps each user's updates in order; what cancels and what is typed inline goes before its turn."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self._last: dict[int, asyncio.Event] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process `update` after those that its user sent before it."""
        user = update.effective_user if isinstance(update, Update) else None
        if user is None or overtakes(update):
            await coroutine
            return
        before = self._last.get(user.id)
        done = self._last[user.id] = asyncio.Event()
        try:
            if before is not None:
                await before.wait()
            await coroutine
        finally:
            done.set()
            if self._last.get(user.id) is done:
                del self._last[user.id]

    async def initialize(self) -> None:
        """Nothing is held."""

    async def shutdown(self) -> None:
        """Nothing is held."""


def overtakes(update: object) -> bool:
    """Whether `update` must not wait for what its user asked before."""
    if not isinstance(update, Update):
        return False
    if update.inline_query:
        return True
    if query := update.callback_query:
        press = Press.read(query.data or "")
        return press is not None and press.action is Action.CANCEL
    text = update.message.text if update.message else None
    return (text or "").split("@")[0].strip() == "/cancel"
