"""What the bot does by itself while it runs: it notices new indexes, throws away what has expired, says how it is."""

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any

from telegram import Update
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from bot.desk import Desk
from bot.health import HealthServer
from bot.metrics import ErrorCounter
from bot.settings import Settings
from bot.state import State
from corpus.errors import LibraryError, OnrecordError

NOTICED_AFTER = 2.0  # seconds
TIDIED_EVERY = 3600.0
REFUSING = (401, 404)  # what the Bot API says to a token that it does not know
SILENCE = 120.0  # seconds without a word from Telegram after which the bot is not well
log = logging.getLogger(__name__)


class Polling(HTTPXRequest):
    """The line on which updates come; it remembers when Telegram was last heard."""

    heard = float("-inf")

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The reply to one request. Raises NetworkError, after which the next is made, where the token is refused.

        python-telegram-bot would never ask for an update again, and the bot would go on deaf. It was good at the
        start: Telegram's servers, or what stands before them, err at times.
        """
        status, payload = await super().do_request(*args, **kwargs)
        if status in REFUSING:
            raise NetworkError(f"the token is refused ({status})")
        if status != 200:
            return status, payload
        self.heard = monotonic()
        return status, understood(payload)


def understood(payload: bytes) -> bytes:
    """The reply `payload`, of each update that python-telegram-bot cannot read its number alone.

    It would ask for that update again at once, for ever, and come to none behind it.
    """
    try:
        updates = json.loads(payload)["result"]
        unread = [place for place, update in enumerate(updates) if not _can_be_read(update)]
    except (ValueError, KeyError, TypeError):
        return payload
    if not unread:
        return payload
    reply = json.loads(payload)
    for place in unread:
        reply["result"][place] = {"update_id": updates[place]["update_id"]}
    return json.dumps(reply).encode()


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception as error:  # noqa: BLE001  # whatever Telegram has changed
        said = "update %s is passed over, python-telegram-bot cannot read it (%s): upgrade it"
        log.error(said, update["update_id"], type(error).__qualname__)  # noqa: TRY400  # a traceback may hold the update
        return False
    return True


class Housekeeping:
    """Begun when the bot starts to listen, ended when it has stopped."""

    def __init__(self, settings: Settings, desk: Desk, state: State, polling: Polling) -> None:
        self._settings = settings
        self._desk = desk
        self._state = state
        self._polling = polling
        self._errors = ErrorCounter(desk.metrics)
        self._tasks: list[asyncio.Task[None]] = []
        self._server: HealthServer | None = None
        self._began = monotonic()
        self._has_memory = True

    async def begin(self) -> None:
        """Watch the library, tidy up, and open the health page. A bot without that page still answers."""
        logging.getLogger().addHandler(self._errors)
        self._tasks = [
            asyncio.create_task(every(NOTICED_AFTER, self._desk.refresh)),
            asyncio.create_task(every(TIDIED_EVERY, self._state.tidy)),
            asyncio.create_task(every(NOTICED_AFTER, self._end_if_lost)),
            asyncio.create_task(every(NOTICED_AFTER, self._look_at_memory)),
        ]
        if self._settings.health is None:
            return
        try:
            self._server = HealthServer(self._settings.health, self._desk.metrics, self.health)
        except OSError as error:
            log.warning("no health page: %s cannot be listened at: %s", self._settings.health, error.strerror)
        else:
            log.info("http://%s/health and /metrics say how the bot is", self._server.address)

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Have `work` done beside the answering, once, until the end."""
        self._tasks.append(asyncio.create_task(work))

    async def end(self) -> None:
        """Leave all that alone."""
        logging.getLogger().removeHandler(self._errors)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server:
            await self._server.close()

    def _end_if_lost(self) -> None:
        """Have the bot end where stuck questions have taken all threads: what was asked waits for the next start."""
        if self._desk.threads.are_lost:
            log.critical("stuck questions hold every thread: the bot ends, to be started again")
            os.kill(os.getpid(), signal.SIGTERM)

    def _look_at_memory(self) -> None:
        """See whether what the bot remembers can be read: without it no question is answered."""
        try:
            self._state.look()
        except LibraryError as error:
            if self._has_memory:
                log.warning("the memory is away: %s", error)
            self._has_memory = False
        else:
            self._has_memory = True

    def health(self) -> dict[str, Any]:
        """How the bot is: "ok", seconds since Telegram was heard (None for a webhook), and so on.

        "memory" says whether what it remembers could be read a moment ago, "stuck" counts questions that may never
        end, "passages" what can be quoted, "seconds_running" since the start.
        """
        now = monotonic()
        silent = None if self._settings.webhook else now - max(self._polling.heard, self._began)
        hears = silent is None or silent < SILENCE
        return {
            "ok": hears and self._has_memory and not self._desk.threads.are_full,
            "memory": self._has_memory,
            "stuck": self._desk.threads.stuck,
            "seconds_since_telegram": silent and round(silent, 1),
            "passages": len(self._desk.current().index),
            "seconds_running": round(now - self._began, 1),
        }

    @property
    def address(self) -> str | None:
        """Where the health page is; None where there is none."""
        return str(self._server.address) if self._server else None


async def every(seconds: float, work: Callable[[], object]) -> None:
    """Do `work` in a thread, now and every so many seconds. What fails is logged, once in a row, and tried again."""
    told = ""
    while True:
        (outcome,) = await asyncio.gather(asyncio.to_thread(work), return_exceptions=True)
        said = repr(outcome) if isinstance(outcome, Exception) else ""
        if said != told and isinstance(outcome, OnrecordError):
            log.warning("put off: %s", outcome)
        elif said != told and isinstance(outcome, Exception):
            log.error("housekeeping failed", exc_info=outcome)
        told = said
        await asyncio.sleep(seconds)
