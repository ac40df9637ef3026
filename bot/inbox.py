"""The way of an update from Telegram to its answer, such that a killed bot loses none and answers none twice.

Telegram hands an update over once: asking for the next confirms it, long before it is answered. So an
update is written down before it is confirmed, and crossed out when it is done with. One that was being
answered when the bot died may have been answered: it is not answered again, its sender is told in words.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from typing import Any, TypeVar

from telegram import Bot, Update

from bot.order import InOrder
from bot.state import EVERYBODY, State
from corpus.errors import LibraryError

T = TypeVar("T")
log = logging.getLogger(__name__)
_current: ContextVar[int | None] = ContextVar("update", default=None)


class Inbox(asyncio.Queue[Any]):
    """The queue between Telegram and the handlers. Each update goes through it once.

    It sees the bot stop, too: `stopping` is set, and whoever waits for better times gives up.
    """

    def __init__(self, state: State, bot: int) -> None:
        """Keep the updates of the bot with this id in `state`."""
        super().__init__()
        self.stopping = asyncio.Event()
        self._state = state
        self._bot = bot
        self._begun: set[int] = set()  # updates of which a part of the answer may be out
        self._interrupted: set[int] = set()
        self._clerk = ThreadPoolExecutor(1, thread_name_prefix="inbox")

    async def put(self, item: object) -> None:
        """Write an update down and queue it, unless it has been here before. Anything else means: stop."""
        if not isinstance(item, Update):
            self.stopping.set()
        elif not await self._write_down(item):
            log.debug("update %d has been here before", item.update_id)
            return
        await super().put(item)

    async def take_up(self, bot: Bot) -> None:
        """Queue what an earlier run of the bot left behind. It is tried once more, not for ever."""
        left = await self._write(partial(self._state.unfinished, self._bot))
        for update in left:
            if update.answering:
                self._interrupted.add(update.number)
            await self._write(partial(self._state.answering, self._bot, update.number))
            self._begun.add(update.number)
            await super().put(Update.de_json(json.loads(update.content), bot))
        if left:
            log.info("%d updates left by an earlier run, %d of them half answered", len(left), len(self._interrupted))

    def was_interrupted(self, update: Update) -> bool:
        """Whether an earlier run died over `update`."""
        return update.update_id in self._interrupted

    async def answering(self) -> bool:
        """An answer to the current update is about to be sent; whether it is the first part of it."""
        number = _current.get()
        if number is None or number in self._begun:
            return False
        self._begun.add(number)
        await self._write(partial(self._state.answering, self._bot, number))
        return True

    async def not_answering(self) -> None:
        """That first part was not sent after all."""
        if (number := _current.get()) is not None:
            self._begun.discard(number)
            await self._write(partial(self._state.not_answering, self._bot, number))

    async def done(self, update: Update) -> None:
        """Nothing is left to do for `update`."""
        self._begun.discard(update.update_id)
        self._interrupted.discard(update.update_id)
        await self._write(partial(self._state.finish, self._bot, update.update_id))

    async def _write_down(self, update: Update) -> bool:
        """Whether it is new. What is worth nothing by the time a dead bot is back is not kept."""
        if update.effective_message is None and update.callback_query is None:
            return True
        who = update.effective_user.id if update.effective_user else EVERYBODY
        try:
            return await self._write(partial(self._state.receive, self._bot, update.update_id, who, update.to_json()))
        except LibraryError as error:
            log.error("an update cannot be kept, and is lost if the bot dies now: %s", error)  # noqa: TRY400  # the reason is in the line, and a traceback would hold the update
            return True

    async def _write(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._clerk, work)


class Reception(InOrder):
    """Sees each update through the handlers, in its order, and crosses it out in the inbox."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on `update`; it is left in the inbox where the bot stops before it is done."""
        if isinstance(update, Update):
            _current.set(update.update_id)  # each update is worked on in a task of its own
        await super().do_process_update(update, coroutine)
        if isinstance(update, Update):
            await self._inbox.done(update)
