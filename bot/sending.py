"""What goes out: messages, edits, the word that work goes on. Nothing here knows what is asked."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.addressed import thread_of
from bot.references import deep_link
from bot.render import Page, linked

APOLOGIES = 8  # times that an apology is sent where nobody knows whether it arrived: within a minute
TYPING_AFTER = 0.3  # seconds; an answer that is there sooner needs no announcement
TYPING_SECONDS = 4.0  # Telegram shows "typing" for five
SLOW_SECONDS = 6.0  # after which it is said that the work goes on, and how to end it
# What Telegram says to an edit: a button was pressed twice; the message was deleted meanwhile; it is too old.
_UNCHANGED, _GONE, _NOT_TO_BE_EDITED = "not modified", "message to edit not found", "can't be edited"
# And to a message where the bot may not write: a group that lets it read alone, a topic that is closed or deleted.
_SHUT_OUT = (
    "not enough rights",
    "have no rights",
    "write_forbidden",
    "topic_closed",
    "thread not found",
    "chat not found",
)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_showing: set["asyncio.Task[None]"] = set()  # a task that nothing holds may vanish
log = logging.getLogger(__name__)


async def send_pages(
    to: Message,
    pages: Sequence[Page],
    keyboards: Sequence[InlineKeyboardMarkup | None],
    sent: list[int] | None = None,
) -> None:
    """Send `pages` where the message `to` stands, the first in reply to it, the others silently.

    The id of each is added to `sent`, also where a later one fails.
    """
    for number, (page, keyboard) in enumerate(zip(pages, keyboards, strict=True)):
        found = await send_page(to, page, keyboard, reply=not number, quietly=number > 0)
        if sent is not None:
            sent.append(found)


async def send_page(
    to: Message, page: Page, keyboard: InlineKeyboardMarkup | None, *, reply: bool = True, quietly: bool = False
) -> int:
    """Send one page where the message `to` stands, in its topic, perhaps in reply to it; the new message's id."""
    sent = await to.get_bot().send_message(
        to.chat_id,
        page.text,
        entities=_with_link(page, to.get_bot()).entities or None,
        link_preview_options=NO_PREVIEW,
        reply_parameters=ReplyParameters(to.message_id, allow_sending_without_reply=True) if reply else None,
        message_thread_id=thread_of(to),
        disable_notification=True if quietly else None,
        reply_markup=keyboard,
    )
    return sent.message_id


async def say(to: Message, text: str, keyboard: InlineKeyboardMarkup | None = None) -> int:
    """Send words of the bot's own in reply to the message `to`."""
    return await send_page(to, Page(text), keyboard)


def is_unwelcome(error: Exception) -> bool:
    """Whether a user, or a group, does not let the bot write: nobody waits for a word, and nothing is wrong with it."""
    refused = str(error).lower()
    return isinstance(error, Forbidden) or (
        isinstance(error, BadRequest) and any(reason in refused for reason in _SHUT_OUT)
    )


async def apologise(bot: ExtBot[int], to: Message, text: str) -> None:
    """Send words that had better come twice than not at all."""
    reply = ReplyParameters(to.message_id, allow_sending_without_reply=True)
    thread = thread_of(to)
    await bot.send_message(
        to.chat_id, text, reply_parameters=reply, message_thread_id=thread, rate_limit_args=APOLOGIES
    )


async def replace_page(query: CallbackQuery, page: Page, keyboard: InlineKeyboardMarkup | None) -> int | None:
    """Show `page` in place of what the pressed button stands under, if that still stands there.

    Where Telegram no longer lets that be edited, the page comes as a message of its own, whose id is returned.
    """
    try:
        await query.edit_message_text(
            page.text,
            entities=_with_link(page, query.get_bot()).entities,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard,
        )
    except BadRequest as error:
        refused = str(error).lower()
        if _NOT_TO_BE_EDITED in refused and isinstance(query.message, Message):
            return await send_page(query.message, page, keyboard)
        if not any(reason in refused for reason in (_UNCHANGED, _GONE)):
            raise
        log.debug("a page could not be turned: %s", error)
    return None


async def rewrite(bot: Bot, chat: int, message: int, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Put other words in place of those in the bot's own `message`; send them where Telegram lets none be put there."""
    try:
        await bot.edit_message_text(text, chat, message, reply_markup=keyboard)
    except BadRequest as error:
        refused = str(error).lower()
        if _UNCHANGED in refused:
            return
        if not any(reason in refused for reason in (_GONE, _NOT_TO_BE_EDITED)):
            raise
        await bot.send_message(chat, text, reply_markup=keyboard)


async def tell(query: CallbackQuery, text: str | None) -> None:
    """Answer the pressed button, so that it stops waiting; one that waited too long is let be."""
    try:
        await query.answer(text)
    except BadRequest as error:
        log.debug("a button could not be answered: %s", error)


@asynccontextmanager
async def typing(to: Message) -> AsyncIterator[None]:
    """Show "typing" where the message stands while the work goes on, which never waits for it."""
    over = asyncio.Event()
    showing = asyncio.create_task(_keep_typing(to, over))
    _showing.add(showing)  # a request that is under way is left to end: breaking it off costs a connection
    showing.add_done_callback(_showing.discard)
    try:
        yield
    finally:
        over.set()


@asynccontextmanager
async def said_when_slow(to: Message, text: str, keyboard: InlineKeyboardMarkup) -> AsyncIterator[None]:
    """Say `text` once the work has taken a while; it is taken back when the work ends."""
    sending = asyncio.Event()
    notice = asyncio.create_task(_say_later(to, text, keyboard, sending))
    try:
        yield
    finally:
        if sending.is_set():
            await _take_back(to, notice)
        else:
            notice.cancel()


async def _say_later(to: Message, text: str, keyboard: InlineKeyboardMarkup, sending: asyncio.Event) -> int:
    await asyncio.sleep(SLOW_SECONDS)
    sending.set()
    return await say(to, text, keyboard)


async def _take_back(to: Message, notice: "asyncio.Task[int]") -> None:
    try:
        await to.get_bot().delete_message(to.chat_id, await notice)
    except TelegramError as error:
        log.debug("a notice could not be sent or taken back: %s", error)


def _with_link(page: Page, bot: Bot) -> Page:
    return linked(page, lambda passage: deep_link(bot.username, passage))


async def _show_typing(to: Message) -> None:
    try:
        await to.get_bot().send_chat_action(to.chat_id, ChatAction.TYPING, message_thread_id=thread_of(to))
    except TelegramError as error:
        log.debug("typing could not be shown: %s", error)


async def _keep_typing(to: Message, over: asyncio.Event) -> None:
    pause = TYPING_AFTER
    while not await _came(over, pause):
        await _show_typing(to)
        pause = TYPING_SECONDS


async def _came(event: asyncio.Event, within: float) -> bool:
    try:
        async with asyncio.timeout(within):
            return await event.wait()
    except TimeoutError:
        return False
