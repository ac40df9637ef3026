"""Speaking to Telegram through limits and bad lines: what is said again, and what never is.

What Telegram surely did not do (a limit, an error reply, no connection) is asked for again. So is what
it may have done (no reply in time, the line gone before the reply) where twice is the same as once: an
edit, a button answered. A message is not: it is sent again only where it surely was not sent before,
and OutcomeUnknown is raised where nobody knows, so that the user is told in words.

A limit holds up the chat that it was set for and no other; python-telegram-bot's own AIORateLimiter
holds up every chat.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from time import monotonic
from typing import Any

import httpx
from telegram.error import BadRequest, ChatMigrated, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.inbox import Inbox

Result = bool | dict[str, Any] | list[dict[str, Any]]

PASSING = 10.0  # seconds after which what belongs to no chat (a button's answer, the menu) is given up
REFUSED = 600.0  # seconds after which a message is given up where Telegram does not know the token
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between two attempts, doubled each time
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_A_GATEWAYS = "bad gateway", "gateway time"  # 502, 504: what stands before the Bot API never had a reply from it
_NEW_MESSAGES = ("send", "forward", "copy")
_TYPING = "sendChatAction"
log = logging.getLogger(__name__)


class OutcomeUnknown(NetworkError):
    """A message may have arrived or not, and is not sent again."""


class Patience(BaseRateLimiter[int]):
    """Makes each request until it is done, or must not be repeated.

    `rate_limit_args` is how many times a message whose outcome stays unknown may be sent; once if nothing is said.
    """

    def __init__(self, inbox: Inbox) -> None:
        """Tell `inbox` of each answer that is sent, and give up when it is told to stop."""
        self._inbox = inbox
        self._closed_until: dict[object, float] = {}  # by chat, monotonic seconds

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """The reply to the request. Raises TelegramError where it is refused for good, or given up.

        Raises CancelledError where the bot stops before the request could be made.
        """
        if endpoint == _TYPING:
            return await self._now_or_never(callback, args, kwargs, data["chat_id"])
        attempt = self._once(callback) if is_new_message(endpoint) else callback
        attempts = rate_limit_args or 1
        began, pause = monotonic(), FIRST_PAUSE
        while True:
            await self._until_open(data.get("chat_id"))
            try:
                return await attempt(*args, **kwargs)
            except TelegramError as error:
                attempts -= isinstance(error, OutcomeUnknown)
                wait = wait_after(error, pause) if attempts else None
                if wait is None or monotonic() + wait > began + patience_with(error, in_chat="chat_id" in data):
                    raise
                log.warning("%s failed: %s; again in %g s", endpoint, error, wait)
                await self._wait(error, wait, data)
                pause = min(2 * pause, LONGEST_PAUSE)

    async def _now_or_never(
        self, callback: Callable[..., Coroutine[Any, Any, Result]], args: Any, kwargs: dict[str, Any], chat: object
    ) -> Result:
        if self._closed_for(chat) > 0:
            return True
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._close(chat, error)
            raise

    def _once(self, callback: Callable[..., Coroutine[Any, Any, Result]]) -> Callable[..., Coroutine[Any, Any, Result]]:
        """`callback`, kept in the inbox's books, which raises OutcomeUnknown where it may have been done."""

        async def attempt(*args: Any, **kwargs: Any) -> Result:
            is_first = await self._inbox.answering()
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                if not surely_undone(error):
                    raise OutcomeUnknown(str(error)) from error
                if is_first:
                    await self._inbox.not_answering()
                raise

        return attempt

    async def _wait(self, error: TelegramError, wait: float, data: dict[str, Any]) -> None:
        if isinstance(error, ChatMigrated):
            data["chat_id"] = error.new_chat_id
        elif isinstance(error, RetryAfter) and "chat_id" in data:
            self._close(data["chat_id"], error)
        else:
            await self._pause(wait)

    def _close(self, chat: object, error: RetryAfter) -> None:
        self._closed_until[chat] = monotonic() + seconds(error)

    def _closed_for(self, chat: object) -> float:
        """Seconds for which nothing may be sent to `chat`."""
        return self._closed_until.get(chat, 0.0) - monotonic()

    async def _until_open(self, chat: object) -> None:
        while (wait := self._closed_for(chat)) > 0:
            await self._pause(wait)
        self._closed_until.pop(chat, None)

    async def _pause(self, seconds: float) -> None:
        """Let time pass. Raises CancelledError where the bot is to stop."""
        try:
            async with asyncio.timeout(seconds):
                await self._inbox.stopping.wait()
        except TimeoutError:
            return
        raise asyncio.CancelledError


def is_new_message(endpoint: str) -> bool:
    """Whether doing this twice shows twice."""
    return endpoint.startswith(_NEW_MESSAGES)


def surely_undone(error: TelegramError) -> bool:
    """Whether what ended in `error` was not done: it never left this machine, or the Bot API itself said no."""
    if isinstance(error.__cause__, httpx.HTTPError):
        return isinstance(error.__cause__, _NEVER_SENT)
    if type(error) is NetworkError and isinstance(error.__cause__, TelegramError):
        return False  # a page of what stands before the Bot API, whose line to it broke off: it never said no
    of_a_gateway = any(reason in str(error).lower() for reason in _A_GATEWAYS)  # in JSON too
    return type(error) is not TelegramError and not of_a_gateway  # the former: a garbled reply


def wait_after(error: TelegramError, pause: float) -> float | None:
    """Seconds until what ended in `error` may be asked for again, `pause` where nobody says; None: never."""
    if isinstance(error, RetryAfter):
        return seconds(error)
    if isinstance(error, ChatMigrated):
        return 0.0
    if isinstance(error, InvalidToken):  # which was good when the bot started: Telegram's servers err at times
        return pause
    return pause if isinstance(error, NetworkError) and not isinstance(error, BadRequest) else None


def patience_with(error: TelegramError, *, in_chat: bool) -> float:
    """Seconds after which what ended in `error`, something in a chat or not, is given up."""
    if isinstance(error, InvalidToken):
        return REFUSED if in_chat else 0.0  # 404 is also what is said to a method that is not known
    return float("inf") if in_chat else PASSING


def seconds(limit: RetryAfter) -> float:
    """How long the limit lasts."""
    wait = limit.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
