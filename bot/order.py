"""In which order updates are worked on: one user's in one chat one after another, all others at once."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.buttons import Action, Press

AT_ONCE = 4096  # updates, waiting ones among them


class InOrder(BaseUpdateProcessor):
    """Keeps each user's updates in a chat in order; what cancels and what is typed inline goes before its turn."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self._last: dict[tuple[int, int], asyncio.Event] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process `update` after those that its user sent before it."""
        whose = user_and_chat(update)
        if whose is None or overtakes(update):
            await coroutine
            return
        before = self._last.get(whose)
        done = self._last[whose] = asyncio.Event()
        try:
            if before is not None:
                await before.wait()
            await coroutine
        finally:
            done.set()
            if self._last.get(whose) is done:
                del self._last[whose]

    async def initialize(self) -> None:
        """Nothing is held."""

    async def shutdown(self) -> None:
        """Nothing is held."""


def user_and_chat(update: object) -> tuple[int, int] | None:
    """Who sent `update`, and where; None where nobody did. A limit that Telegram sets is for one chat."""
    if not isinstance(update, Update) or update.effective_user is None:
        return None
    return update.effective_user.id, update.effective_chat.id if update.effective_chat else 0


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
