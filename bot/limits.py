"""Who may ask, how often and how much: looked at before any work is done."""

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from time import monotonic
from typing import Any

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop, CallbackContext, TypeHandler

from bot.addressed import Me, is_addressed
from bot.metrics import Metrics
from bot.notices import NOTICES
from bot.settings import Settings
from bot.wording import reply_language
from retrieval.language import Language

MINUTE = 60.0
LIGHT = 5  # presses of a button and inline queries that are worth one question
Context = CallbackContext[Any, Any, Any, Any]
log = logging.getLogger(__name__)


class Refusal(Enum):
    """Why nothing is done."""

    CLOSED = "closed"
    TOO_OFTEN = "too often"
    TOO_LONG = "too long"


class Gate:
    """Lets through what may be asked now."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._settings = settings
        self._clock = clock
        self._questions: dict[int, deque[float]] = {}
        self._light: dict[int, deque[float]] = {}

    def refusal(self, user: int, chat: int, text: str = "", *, is_light: bool = False) -> Refusal | None:
        """Why `text` by `user` in `chat` is refused; None where it is let through, and counted.

        A command is as long as it likes: it knows its own limits.
        """
        if not self._settings.admits(user, chat):
            return Refusal.CLOSED
        if len(text) > self._settings.longest_question and not text.startswith("/"):
            return Refusal.TOO_LONG
        each_minute = self._settings.questions_per_minute * (LIGHT if is_light else 1)
        if not self._counted(self._light if is_light else self._questions, user, each_minute):
            return Refusal.TOO_OFTEN
        return None

    def _counted(self, seen: dict[int, deque[float]], user: int, each_minute: int) -> bool:
        """Whether there is room for one more in the last minute; if so it is counted."""
        now = self._clock()
        if user not in seen and len(seen) >= 10_000:
            self._drop_old(seen, now)
        times = seen.setdefault(user, deque())
        while times and times[0] <= now - MINUTE:
            times.popleft()
        if len(times) >= each_minute:
            return False
        times.append(now)
        return True

    def _drop_old(self, seen: dict[int, deque[float]], now: float) -> None:
        for user in [user for user, times in seen.items() if not times or times[-1] <= now - MINUTE]:
            del seen[user]


def handler(gate: Gate, settings: Settings, metrics: Metrics) -> TypeHandler[Update, Context, None]:
    """What stands before all other handlers: put it into a group of its own, before theirs."""

    async def look(update: Update, context: Context) -> None:
        refused = refusal_of(gate, update, Me(context.bot.id, context.bot.username))
        if refused is None:
            return
        metrics.refusals.labels(refused.value).inc()
        log.info("update %d is refused: %s", update.update_id, refused.value)
        await _say(refused, update, settings)
        raise ApplicationHandlerStop

    return TypeHandler(Update, look)


def refusal_of(gate: Gate, update: Update, me: Me) -> Refusal | None:
    """Why `update` is refused; None where it is let through, or is no request to the bot."""
    user, chat = update.effective_user, update.effective_chat
    if user is None:
        return None
    if update.callback_query or update.inline_query:
        return gate.refusal(user.id, chat.id if chat else user.id, is_light=True)
    message = update.message
    if message is None or chat is None or not is_addressed(message, me):
        return None
    text = message.text or message.caption or ""
    log.debug("update %d: %s", update.update_id, text)
    return gate.refusal(user.id, chat.id, text)


def refusal_text(refused: Refusal, language: Language, *, longest: int, user: int) -> str:
    """What the user is told."""
    words = NOTICES[language]
    said = {Refusal.CLOSED: words.closed, Refusal.TOO_OFTEN: words.too_often, Refusal.TOO_LONG: words.too_long}
    return said[refused].format(longest=longest, user=user)


async def _say(refused: Refusal, update: Update, settings: Settings) -> None:
    user, message = update.effective_user, update.message
    if user is None:
        return
    language = reply_language((message and message.text) or "", user.language_code)
    text = refusal_text(refused, language, longest=settings.longest_question, user=user.id)
    if update.inline_query:
        await update.inline_query.answer([], cache_time=0, is_personal=True)
    elif update.callback_query:
        with suppress(BadRequest):  # it waited too long
            await update.callback_query.answer(text)
    elif message:
        await message.reply_text(text)
