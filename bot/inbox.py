"""The way of an update from Telegram to its answer, such that a killed bot loses none and answers none twice.

Telegram hands an update over once: asking for the next confirms it, long before it is answered. So an
update is written down before it is confirmed, and crossed out when it is done with. One that was being
answered when the bot died may have been answered: it is not answered again, its sender is told in words.

Where several workers share a memory, each has its own inbox, and what a dead one left comes to another.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import partial
from itertools import count
from time import monotonic
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import NetworkError

from bot.attempts import persistently
from bot.claims import SAID_EVERY, Claims, Unfinished
from bot.jobs import Whose
from bot.order import InOrder, user_and_chat
from bot.state import EVERYBODY, State
from corpus.errors import LibraryError

CANCELLED_WITHIN = 1.0  # seconds, where another worker is told so
LOOKED_EVERY = 0.1  # seconds, while another worker is at what the same user asked before
FINISHED_AT_LAST = 30  # attempts, one a second, after which a bot that stops leaves unnoted that an update is done
TURN_PATIENCE = 90.0  # seconds, longer than any question may take
T = TypeVar("T")
log = logging.getLogger(__name__)
_current: ContextVar[int | None] = ContextVar("update", default=None)


class Inbox(asyncio.Queue[Any]):
    """The queue between Telegram and the handlers. Each update goes through it once.

    It sees the bot stop, too: `stopping` is set, and whoever waits for better times gives up.
    """

    def __init__(self, state: State, bot: int, name: str = "") -> None:
        """Keep the updates of the bot with this id in `state`; `name` is this worker's among several."""
        super().__init__()
        self.stopping = asyncio.Event()
        self.name = name
        self.claims: Claims = state.claims(bot, name)
        self._state = state
        self._bot = bot
        self._kept: set[int] = set()  # updates that are written down
        self._begun: set[int] = set()  # updates of which a part of the answer may be out
        self._interrupted: set[int] = set()
        self._clerk = ThreadPoolExecutor(1, thread_name_prefix="inbox")

    async def put(self, item: object) -> None:
        """Write an update down and queue it, unless it has been here before. Anything else means: stop.

        Raises NetworkError where several workers share a memory that cannot be reached: python-telegram-bot then
        fetches the update again, and a webhook's caller comes again, perhaps to another worker.
        """
        if not isinstance(item, Update):
            self.stopping.set()
        elif not await self._write_down(item):
            log.debug("update %d has been here before", item.update_id)
            return
        await super().put(item)

    async def take_up(self, bot: Bot) -> None:
        """Queue what an earlier run of the bot left behind. It is tried once more, not for ever."""
        await self._write(self.claims.say_alive)
        await self._line_up(await self._write(self.claims.left_by_former_runs), bot)

    async def watch(self, bot: Bot, cancel: Callable[[Whose], object]) -> None:
        """Say that this worker lives, take up what dead ones left, `cancel` for who says so elsewhere; for ever."""
        said = monotonic()
        while True:
            await asyncio.sleep(CANCELLED_WITHIN)
            try:
                if self._kept:
                    for whose in await self._write(self.claims.cancelled):
                        cancel(whose)
                if monotonic() - said >= SAID_EVERY:
                    said = monotonic()
                    await self._write(self.claims.say_alive)
                    await self._take_up_from_the_dead(bot)
                    await self._take_up_unheard(bot)
            except LibraryError as error:
                log.warning("out of touch with the other workers: %s", error)

    async def cancels_elsewhere(self, whose: Whose) -> bool:
        """Whether another worker is at what this user asked in this chat; it is told that nobody waits for it."""
        return await self._write(partial(self.claims.cancels_elsewhere, whose))

    async def leave(self) -> None:
        """Leave what is unfinished to the other workers."""
        await self._write(self.claims.leave)

    async def turn(self, update: Update) -> None:
        """Return when no other worker has anything left of what the same user sent before `update` in the same chat.

        Raises CancelledError where `update` has become another worker's.
        """
        if not self.claims.is_shared or update.update_id not in self._kept:
            return
        give_up_at = monotonic() + TURN_PATIENCE
        while (has_it := await self._takes_turn(update.update_id)) is not True:
            if has_it is None:
                raise asyncio.CancelledError
            if monotonic() > give_up_at:
                log.warning("update %d no longer waits for those before it", update.update_id)
                return
            await asyncio.sleep(LOOKED_EVERY)

    async def _takes_turn(self, number: int) -> bool | None:
        try:
            return await self._write(partial(self.claims.takes_turn, number))
        except LibraryError as error:
            log.warning("update %d waits: %s", number, error)
            return False

    async def _take_up_from_the_dead(self, bot: Bot) -> None:
        if not self.stopping.is_set():
            await self._line_up(await self._write(self.claims.left_by_the_dead), bot)

    async def _line_up(self, left: list[Unfinished], bot: Bot) -> None:
        for update in left:
            self._begun.add(update.number)
            await self._enqueue(update, bot)
        if left:
            halves = sum(update.answering for update in left)
            log.info("%d updates left by an earlier run, %d of them half answered", len(left), halves)

    async def _take_up_unheard(self, bot: Bot) -> None:
        """Queue what was written down although the database broke off before it could say so."""
        for update in await self._write(self.claims.held):
            if update.number not in self._kept and not self.stopping.is_set():
                await self._enqueue(update, bot)

    async def _enqueue(self, update: Unfinished, bot: Bot) -> None:
        try:
            left = Update.de_json(json.loads(update.content), bot)
        except Exception as error:  # noqa: BLE001  # another version of python-telegram-bot may have written it
            why = type(error).__qualname__  # the error itself may quote the update
            log.error("update %d, left by an earlier run, cannot be read (%s)", update.number, why)  # noqa: TRY400  # as above
            await self._write(partial(self._state.finish, self._bot, update.number))
            return
        if update.answering:
            self._interrupted.add(update.number)
        self._kept.add(update.number)
        await super().put(left)

    def was_interrupted(self, update: Update) -> bool:
        """Whether an earlier run died over `update`."""
        return update.update_id in self._interrupted

    async def answering(self) -> bool:
        """An answer to the current update is about to be sent; whether it is the first part of it.

        Raises CancelledError where the update has become another worker's.
        """
        number = _current.get()
        if number is None or number in self._begun:
            return False
        if not await self._begins_to_answer(number) and number in self._kept:
            log.warning("update %d is another worker's by now", number)
            raise asyncio.CancelledError
        self._begun.add(number)
        return True

    async def _begins_to_answer(self, number: int) -> bool:
        """Whether `number` is still this worker's, and noted as half answered. A shared memory is waited for.

        Raises CancelledError where the bot stops before it is back. Where nobody else can have the update, it is
        answered even if that cannot be noted: a full disk is no reason to be silent.
        """
        while True:
            try:
                return await self._write(partial(self.claims.begins_to_answer, number))
            except LibraryError as error:
                if not self.claims.is_shared:
                    log.error("an answer is sent, which cannot be noted: %s", error)  # noqa: TRY400  # the reason is in the line
                    return True
                log.warning("update %d waits to be answered: %s", number, error)
                if self.stopping.is_set():
                    raise asyncio.CancelledError from error
                await asyncio.sleep(1.0)

    async def not_answering(self) -> None:
        """That first part was not sent after all."""
        if (number := _current.get()) is not None:
            self._begun.discard(number)
            try:
                await self._write(partial(self.claims.has_not_begun, number))
            except LibraryError as error:
                log.warning("update %d counts as half answered: %s", number, error)

    async def done(self, update: Update) -> None:
        """Nothing is left to do for `update`."""
        if update.update_id in self._kept:
            await self._finish(update.update_id)
        for known in (self._begun, self._interrupted, self._kept):  # not before: what is kept is not taken for unheard
            known.discard(update.update_id)

    async def _finish(self, number: int) -> None:
        for attempt in count(1):
            try:
                await self._write(partial(self._state.finish, self._bot, number))
            except LibraryError as error:
                if self.stopping.is_set() and attempt >= FINISHED_AT_LAST:
                    log.warning("update %d is dealt with, which cannot be noted: %s", number, error)
                    return
                await asyncio.sleep(1.0)
            else:
                return

    async def _write_down(self, update: Update) -> bool:
        """Whether it is new. What is worth nothing by the time a dead bot is back is not kept."""
        if update.effective_message is None and update.callback_query is None:
            return True
        who, chat = user_and_chat(update) or (EVERYBODY, EVERYBODY)
        receive = partial(self._state.receive, chat=chat, worker=self.claims.worker)
        try:
            is_new = await self._write(partial(receive, self._bot, update.update_id, who, update.to_json()))
        except Exception as error:  # any other would end python-telegram-bot's asking for updates, for good
            why = str(error) if isinstance(error, LibraryError) else type(error).__qualname__  # others hold the update
            if self.claims.is_shared:
                raise NetworkError(f"an update cannot be kept: {why}") from error  # Telegram hands it over again
            log.error("an update cannot be kept, and is lost if the bot dies now: %s", why)  # noqa: TRY400  # the reason is in the line, and a traceback would hold the update
            return True
        if is_new:
            self._kept.add(update.update_id)
        return is_new

    async def _write(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._clerk, persistently, work)


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

    async def work(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on `update` when no other worker is at what its user sent before."""
        if isinstance(update, Update):
            await self._inbox.turn(update)
        await coroutine
