"""In which order updates are worked on: one user's in one chat one after another, all others at once."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Coroutine
from typing import Any, TypeVar

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.addressed import sender_of
from bot.buttons import Action, Press

AT_ONCE = 4096  # updates, waiting ones among them
MOST_OF_ONE = 64  # updates of one user in one chat; were there no end to them they would be all that there is room for
MOST_IN_A_CHAT = 256  # of a whole group, to which Telegram lets a bot say some twenty things a minute
T = TypeVar("T")
log = logging.getLogger(__name__)


class InOrder(BaseUpdateProcessor):
    """Keeps each user's updates in a chat in order; what cancels and what is typed inline goes before its turn."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self._last: dict[tuple[int, int], asyncio.Event] = {}
        self._number: Counter[tuple[int, int]] = Counter()
        self._number_in: Counter[int] = Counter()  # by chat

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process `update` after those that its user sent before it; not at all where too many of them wait."""
        whose = user_and_chat(update)
        if whose is None or overtakes(update):
            await coroutine
        elif self._has_room_for(*whose):
            await self._after_those_before(whose, update, coroutine)
        else:
            log.info("an update is dropped: %d of its user wait", self._number[whose])
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # else Python complains that nobody awaited it

    def _has_room_for(self, user: int, chat: int) -> bool:
        return self._number[user, chat] < MOST_OF_ONE and (not chat or self._number_in[chat] < MOST_IN_A_CHAT)

    async def work(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on `update`, whose turn it is."""
        await coroutine

    async def _after_those_before(self, whose: tuple[int, int], update: object, coroutine: Awaitable[Any]) -> None:
        before = self._last.get(whose)
        done = self._last[whose] = asyncio.Event()
        self._number[whose] += 1
        self._number_in[whose[1]] += 1
        try:
            if before is not None:
                await before.wait()
            await self.work(update, coroutine)
        finally:
            done.set()
            _one_less(self._number, whose)
            _one_less(self._number_in, whose[1])
            if self._last.get(whose) is done:
                del self._last[whose]

    async def initialize(self) -> None:
        """Nothing is held."""

    async def shutdown(self) -> None:
        """Nothing is held."""


def _one_less(counter: "Counter[T]", key: T) -> None:
    counter[key] -= 1
    if not counter[key]:
        del counter[key]


def user_and_chat(update: object) -> tuple[int, int] | None:
    """Who sent `update`, and where; None where nobody did. A limit that Telegram sets is for one chat."""
    sender = sender_of(update) if isinstance(update, Update) else None
    if not isinstance(update, Update) or sender is None:
        return None
    return sender, update.effective_chat.id if update.effective_chat else 0


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
