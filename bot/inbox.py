"""What Telegram has handed over and nobody has answered yet, kept on disk: a killed bot takes it up again.

Telegram hands an update over once: asking for the next confirms it, long before it is answered. So an
update is written down before it is confirmed, and crossed out when it is done with. One that was being
answered when the bot died may have been answered: it is not answered again, its sender is told in words.
"""

import asyncio
import json
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from telegram import Bot, Update
from telegram.ext import SimpleUpdateProcessor

REMEMBERED = 3 * 86_400  # seconds; Telegram hands nothing over that is older than a day
STARTS = 3  # an update that so many starts of the bot did not survive is not tried again
_WAITING, _ANSWERING, _DONE = range(3)
_TABLE = """
create table if not exists updates (
    id integer primary key, received real not null, stage integer not null, starts integer not null, body text
)
"""
log = logging.getLogger(__name__)
_current: ContextVar[int | None] = ContextVar("update", default=None)


class Inbox(asyncio.Queue[Any]):
    """The queue of updates between Telegram and the handlers. Each update goes through it once.

    It sees the bot stop, too: `stopping` is set, and whoever waits for better times gives up.
    """

    def __init__(self, file: Path) -> None:
        """Keep the updates in `file`, which is made where there is none."""
        super().__init__()
        self.stopping = asyncio.Event()
        self._interrupted: set[int] = set()
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = wal", "synchronous = normal", "secure_delete = on"):
            self._database.execute(f"pragma {pragma}")
        self._database.execute(_TABLE)
        long_ago = time.time() - REMEMBERED
        self._database.execute("delete from updates where stage = ? and received < ?", (_DONE, long_ago))

    async def put(self, item: object) -> None:
        """Write down an update and queue it, unless it has been here before. Anything else means: stop."""
        if not isinstance(item, Update):
            self.stopping.set()
        elif not self._write_down(item):
            log.debug("update %d has been here before", item.update_id)
            return
        await super().put(item)

    async def take_up(self, bot: Bot) -> None:
        """Queue what an earlier run of the bot left behind."""
        left = self._database.execute(
            "update updates set starts = starts + 1 where stage != ? returning id, stage, starts, body", (_DONE,)
        ).fetchall()
        for number, stage, starts, body in sorted(left):
            if stage == _ANSWERING or starts > STARTS:
                self._interrupted.add(number)
            await super().put(Update.de_json(json.loads(body), bot))
        if left:
            log.info("%d updates left by an earlier run, %d of them half answered", len(left), len(self._interrupted))

    def was_interrupted(self, update: Update) -> bool:
        """Whether an earlier run died over `update`."""
        return update.update_id in self._interrupted

    def answering(self) -> bool:
        """The answer to the current update is about to be sent; whether this is the first of it."""
        return self._set_stage(_ANSWERING, _WAITING)

    def not_answered(self) -> None:
        """Nothing of it was sent after all."""
        self._set_stage(_WAITING, _ANSWERING)

    def done(self, update: Update) -> None:
        """Nothing is left to do for `update`: its words are wiped, its number is remembered for a while."""
        self._interrupted.discard(update.update_id)
        self._database.execute("update updates set stage = ?, body = null where id = ?", (_DONE, update.update_id))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _write_down(self, update: Update) -> bool:
        """Whether it is new."""
        if update.message is None and update.callback_query is None:
            return True  # worth nothing by the time the bot is back
        row = (update.update_id, time.time(), _WAITING, 0, update.to_json())
        return self._database.execute("insert or ignore into updates values (?, ?, ?, ?, ?)", row).rowcount == 1

    def _set_stage(self, stage: int, before: int) -> bool:
        change = (stage, _current.get(), before)
        return self._database.execute("update updates set stage = ? where id = ? and stage = ?", change).rowcount == 1


class Reception(SimpleUpdateProcessor):
    """Sees each update through the handlers, and crosses it out in the inbox."""

    __slots__ = ("_inbox", "_on_interrupted")

    def __init__(self, inbox: Inbox, at_once: int, on_interrupted: Callable[[Update], Awaitable[object]]) -> None:
        """Work on `at_once` updates at the same time; give one that an earlier run died over to `on_interrupted`."""
        super().__init__(at_once)
        self._inbox = inbox
        self._on_interrupted = on_interrupted

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work on `update`; it is left in the inbox where the bot stops before it is done."""
        if not isinstance(update, Update):
            await coroutine
            return
        _current.set(update.update_id)  # each update is worked on in a task of its own
        if self._inbox.was_interrupted(update):
            if isinstance(coroutine, Coroutine):
                coroutine.close()
            await self._on_interrupted(update)
        else:
            await coroutine
        self._inbox.done(update)
