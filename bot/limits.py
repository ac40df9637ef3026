"""Who may ask, how often and how much: looked at before any work is done."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from enum import Enum
from time import monotonic
from typing import Any, TypeVar

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext, TypeHandler

from bot import sending
from bot.addressed import Me, is_addressed, is_private, sender_of
from bot.listening import COMMANDS
from bot.metrics import Metrics
from bot.notices import NOTICES
from bot.order import overtakes
from bot.settings import Settings
from bot.tally import Tally
from bot.wording import reply_language
from corpus.errors import LibraryError
from retrieval.language import Language

MINUTE = 60.0
NOBODY = 0  # the sender of what nobody sent
LIGHT = 5  # presses of a button, inline queries and /cancel that are worth one question
REFUSALS_TOLD = 3  # a minute to one user in a chat: Telegram lets out about one message a second, and all wait for it
MOST_KNOWN = 10_000  # users of whom it is known how often they asked; beyond, whoever asked long ago is dropped
Context = CallbackContext[Any, Any, Any, Any]
Whom = TypeVar("Whom")
log = logging.getLogger(__name__)


class Refusal(Enum):
    """Why nothing is done."""

    CLOSED = "closed"
    TOO_OFTEN = "too often"
    TOO_LONG = "too long"


class Gate:
    """Lets through what may be asked now."""

    def __init__(
        self, settings: Settings, clock: Callable[[], float] = monotonic, *, tally: Tally | None = None
    ) -> None:
        """`clock` gives seconds; `tally` counts where several workers do so together."""
        self.tally = tally
        self._settings = settings
        self._clock = clock
        self._questions: dict[int, deque[float]] = {}
        self._light: dict[int, deque[float]] = {}
        self._told: dict[tuple[int, int], deque[float]] = {}

    def refusal(self, user: int, chat: int, text: str = "", *, is_light: bool = False) -> Refusal | None:
        """Why `text` by `user` in `chat` is refused; None where it is let through, and counted.

        A command is as long as it likes: it knows its own limits.
        """
        if not self.admits(user, chat):
            return Refusal.CLOSED
        if len(text) > self._settings.longest_question and not text.startswith("/"):
            return Refusal.TOO_LONG
        each_minute = self._settings.questions_per_minute * (LIGHT if is_light else 1)
        if self.tally is not None:
            has_room = self._counted_together(self.tally, user, each_minute, is_light=is_light)
        else:
            has_room = self._counted(self._light if is_light else self._questions, user, each_minute)
        return None if has_room else Refusal.TOO_OFTEN

    def admits(self, user: int, chat: int) -> bool:
        """Whether this user may ask in this chat at all."""
        return self._settings.admits(user, chat)

    def tells(self, user: int, chat: int) -> bool:
        """Whether a refusal is said; one who goes on all the same is refused without a word."""
        return self._counted(self._told, (user, chat), REFUSALS_TOLD)

    def _counted_together(self, tally: Tally, user: int, each_minute: int, *, is_light: bool) -> bool:
        try:
            return tally.counted(user, is_light=is_light, most=each_minute, seconds=MINUTE)
        except LibraryError as error:
            log.warning("who asks how often cannot be counted now: %s", error)
            return True

    def _counted(self, seen: dict[Whom, deque[float]], whom: Whom, each_minute: int) -> bool:
        """Whether there is room for one more in the last minute; if so it is counted."""
        now = self._clock()
        if whom not in seen and len(seen) >= MOST_KNOWN:
            self._drop_old(seen, now)
        times = seen.setdefault(whom, deque())
        while times and times[0] <= now - MINUTE:
            times.popleft()
        if len(times) >= each_minute:
            return False
        times.append(now)
        return True

    def _drop_old(self, seen: dict[Whom, deque[float]], now: float) -> None:
        for whom in [whom for whom, times in seen.items() if not times or times[-1] <= now - MINUTE]:
            del seen[whom]


def handler(gate: Gate, settings: Settings, metrics: Metrics) -> TypeHandler[Update, Context, None]:
    """What stands before all other handlers: put it into a group of its own, before theirs."""

    async def look(update: Update, context: Context) -> None:
        me = Me(context.bot.id, context.bot.username)
        refused = await _looked_at(gate, update, me)
        if refused is None:
            return
        metrics.refusals.labels(refused.value).inc()
        log.info("update %d is refused: %s", update.update_id, refused.value)
        try:
            if is_request(update, me):
                await _say(refused, update, settings, gate)
        except (TelegramError, LibraryError) as error:
            log.info("the refusal of update %d was not said: %s", update.update_id, error)
        raise ApplicationHandlerStop  # whatever became of the word: an error alone would let the update through

    return TypeHandler(Update, look)


async def _looked_at(gate: Gate, update: Update, me: Me) -> Refusal | None:
    if gate.tally is None:
        return refusal_of(gate, update, me)
    return await asyncio.to_thread(refusal_of, gate, update, me)  # it asks a server


def refusal_of(gate: Gate, update: Update, me: Me) -> Refusal | None:
    """Why `update` goes no further; None where it is let through. Only what is asked of the bot is counted."""
    chat, who = update.effective_chat, sender_of(update) or NOBODY
    where = chat.id if chat else who
    if not is_request(update, me):
        return None if gate.admits(who, where) else Refusal.CLOSED
    message = _message(update)
    log.debug("update %d: %s", update.update_id, (message.text or message.caption or "") if message else "")
    return gate.refusal(who, where, _question_in(message), is_light=message is None or overtakes(update))


def is_request(update: Update, me: Me) -> bool:
    """Whether somebody asks something of the bot, and waits for a word."""
    if update.effective_user is None:
        return False
    message = _message(update)
    if message is None:
        return bool(update.callback_query or update.inline_query)
    is_said = is_addressed(message, me) and not _was_chosen_inline(message)
    return is_said or is_command(message.text or "", me)


def is_command(text: str, me: Me) -> bool:
    """Whether `text` is a command for the bot: that names it, or that names nobody and that it knows."""
    name, _, bot = text.split(maxsplit=1)[0].partition("@") if text.startswith("/") else ("", "", "")
    return len(name) > 1 and bot.casefold() == me.name.casefold() if bot else name[1:].lower() in COMMANDS


def _question_in(message: Message | None) -> str:
    """What is asked: no caption, and nothing that is to be verified."""
    return (message.text or "") if message and not _is_to_be_verified(message) else ""


def _is_to_be_verified(message: Message) -> bool:
    """Whether it was forwarded to the bot."""
    return message.forward_origin is not None and is_private(message)


def _was_chosen_inline(message: Message) -> bool:
    """Whether it is what a bot offered, and nobody waits for a word on it."""
    return message.via_bot is not None and not _is_to_be_verified(message)


def _message(update: Update) -> Message | None:
    return update.message or update.edited_message


def refusal_text(refused: Refusal, language: Language, *, longest: int, user: int) -> str:
    """What the user is told."""
    words = NOTICES[language]
    said = {Refusal.CLOSED: words.closed, Refusal.TOO_OFTEN: words.too_often, Refusal.TOO_LONG: words.too_long}
    return said[refused].format(longest=longest, user=user)


async def _say(refused: Refusal, update: Update, settings: Settings, gate: Gate) -> None:
    user, chat, message = update.effective_user, update.effective_chat, _message(update)
    sender = sender_of(update)
    if user is None or sender is None:
        return
    language = reply_language((message and message.text) or "", user.language_code)
    text = refusal_text(refused, language, longest=settings.longest_question, user=sender)
    if update.inline_query:
        await update.inline_query.answer([], cache_time=0, is_personal=True)
    elif update.callback_query:
        await update.callback_query.answer(text)
    elif message and chat and gate.tells(sender, chat.id):
        await sending.say(message, text)
