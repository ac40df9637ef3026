"""What the bot does when spoken to. Thin: `desk` does the work, `render` the looks, `wording` the words."""

import asyncio
import logging
import re
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import CallbackContext, ExtBot

from bot.desk import Desk
from bot.paging import Notice, PageTurn
from bot.render import Page
from bot.retries import OutcomeUnknown
from bot.wording import WORDS, greeting, interface_language, reply_language
from retrieval.language import Language

APOLOGIES = 3  # times that an apology is sent where nobody knows whether it arrived
TYPING_AFTER = 0.3  # seconds; an answer that is there sooner needs no announcement
TYPING_SECONDS = 4.0  # Telegram shows "typing" for five
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_COMMAND = re.compile(r"\s*/\w+(?:@\w+)?")
DESK = "desk"  # the key of the desk in the application's bot_data

Context = CallbackContext[ExtBot[Any], dict[object, object], dict[object, object], dict[str, Desk]]
log = logging.getLogger(__name__)


async def start(update: Update, context: Context) -> None:
    """/start: what the bot does, and what it holds."""
    if message := update.effective_message:
        titles = await context.bot_data[DESK].titles()
        await message.reply_text(greeting(titles, users_language(update)), link_preview_options=NO_PREVIEW)


async def show_help(update: Update, context: Context) -> None:
    """/help: how to ask."""
    if message := update.effective_message:
        await message.reply_text(WORDS[users_language(update)].help)


async def unknown_command(update: Update, context: Context) -> None:
    """Any other command."""
    if message := update.effective_message:
        await message.reply_text(WORDS[users_language(update)].unknown_command)


async def not_text(update: Update, context: Context) -> None:
    """A picture, a voice message, a sticker…: a friendly word on what is understood."""
    if message := update.effective_message:
        language = reply_language(message.caption or "", _language_code(update))
        await message.reply_text(WORDS[language].only_text)


async def question(update: Update, context: Context) -> None:
    """A question: the passages that answer, each a message that can be read on from."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    language = reply_language(message.text, _language_code(update))
    async with typing(context.bot, message.chat_id):
        pages = await context.bot_data[DESK].answer(message.text, language)
    for number, page in enumerate(pages):
        await _send(message, page, language, is_first=not number)


async def verify(update: Update, context: Context) -> None:
    """/verify TEXT, or /verify in reply to a message: whether the quotation is on record, and whose it is."""
    message = update.effective_message
    if message is None:
        return
    text = quotation_of(message)
    language = reply_language(text, _language_code(update))
    if not text:
        await message.reply_text(WORDS[language].verify_how)
        return
    async with typing(context.bot, message.chat_id):
        pages = await context.bot_data[DESK].verify(text, language)
    for number, page in enumerate(pages):
        await _send(message, page, language, is_first=not number)


def quotation_of(message: Message) -> str:
    """What /verify is asked about: the text behind it, else what is marked in the message replied to."""
    own = _COMMAND.sub("", message.text or "", count=1).strip()
    other = message.reply_to_message
    marked = message.quote.text if message.quote else ""
    return own or marked or ((other.text or other.caption or "") if other else "")


async def page_turn(update: Update, context: Context) -> None:
    """A "read on" button: the passage beside takes the place of the one shown."""
    query = update.callback_query
    if query is None:
        return
    turn = PageTurn.read(query.data or "")
    language = turn.language if turn else users_language(update)
    found = await context.bot_data[DESK].turn(turn) if turn else Notice.GONE
    if query.message is None or not query.message.is_accessible:
        found = Notice.GONE  # too old for Telegram to let it be edited
    await tell(query, notice_text(found, language) if isinstance(found, Notice) else None)
    if isinstance(found, Page):
        await _replace(query, found, language)


async def on_error(update: object, context: Context) -> None:
    """Log what failed, without what was asked, and tell the user something human."""
    error = context.error
    if error is None:
        return
    what = f"update {update.update_id}" if isinstance(update, Update) else "asking for updates"
    if isinstance(error, Forbidden):
        log.info("%s: the user has blocked the bot", what)
        return
    said = f": {error}" if isinstance(error, TelegramError) else ""  # others may quote the question
    frames = "" if isinstance(error, NetworkError) else "\n" + "".join(traceback.format_tb(error.__traceback__))
    log.error("%s failed: %s%s%s", what, type(error).__qualname__, said, frames.rstrip())
    log.debug("%s failed", what, exc_info=error)
    if isinstance(update, Update):
        await _apologise(update, context.bot, is_unsure=isinstance(error, OutcomeUnknown))


def notice_text(notice: Notice, language: Language) -> str:
    """What a user is told when a page cannot be turned."""
    words = WORDS[language]
    return {Notice.FIRST: words.first_passage, Notice.LAST: words.last_passage, Notice.GONE: words.gone}[notice]


def keyboard(page: Page, language: Language) -> InlineKeyboardMarkup | None:
    """The "read on" buttons under a passage; None where the page shows none."""
    back = PageTurn.of(page, language, forward=False)
    on = PageTurn.of(page, language, forward=True)
    if back is None or on is None:
        return None
    words = WORDS[language]
    buttons = [InlineKeyboardButton(words.previous, callback_data=back.data)]
    return InlineKeyboardMarkup([[*buttons, InlineKeyboardButton(words.next, callback_data=on.data)]])


def users_language(update: Update) -> Language:
    """The language of the user's Telegram, as far as it is one of ours."""
    return interface_language(_language_code(update))


@asynccontextmanager
async def typing(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show "typing" in the chat while the work goes on; the work never waits for it."""
    again = asyncio.create_task(_keep_typing(bot, chat_id))
    try:
        yield
    finally:
        again.cancel()
        with suppress(asyncio.CancelledError):
            await again


async def tell(query: CallbackQuery, text: str | None) -> None:
    """Answer the pressed button, so that it stops waiting; one that waited too long is let be."""
    try:
        await query.answer(text)
    except BadRequest as error:
        log.debug("a button could not be answered: %s", error)


async def _send(message: Message, page: Page, language: Language, *, is_first: bool) -> None:
    """Send one page; the first as a reply, the others silently."""
    reply = ReplyParameters(message.message_id, allow_sending_without_reply=True) if is_first else None
    await message.get_bot().send_message(
        message.chat_id,
        page.text,
        entities=page.entities or None,
        link_preview_options=NO_PREVIEW,
        reply_parameters=reply,
        disable_notification=None if is_first else True,
        reply_markup=keyboard(page, language) if page.is_last_part else None,
    )


async def _replace(query: CallbackQuery, page: Page, language: Language) -> None:
    """Show `page` in place of what the button stands under."""
    try:
        await query.edit_message_text(
            page.text,
            entities=page.entities,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(page, language),
        )
    except BadRequest as error:
        if "not modified" not in str(error).lower():  # the button was pressed twice
            raise


async def _show_typing(bot: Bot, chat_id: int) -> None:
    try:
        await bot.send_chat_action(chat_id, ChatAction.TYPING)
    except TelegramError as error:
        log.debug("typing could not be shown: %s", error)


async def _keep_typing(bot: Bot, chat_id: int) -> None:
    await asyncio.sleep(TYPING_AFTER)
    while True:
        await _show_typing(bot, chat_id)
        await asyncio.sleep(TYPING_SECONDS)


async def _apologise(update: Update, bot: ExtBot[Any], *, is_unsure: bool) -> None:
    """Tell the user that it failed, or may have; where even that fails, let it be."""
    try:
        if query := update.callback_query:
            words = WORDS[_query_language(query)]
            await tell(query, words.unsure if is_unsure else words.failed)
        elif message := update.effective_message:
            words = WORDS[reply_language(message.text or message.caption or "", _language_code(update))]
            await bot.send_message(
                message.chat_id,
                words.unsure if is_unsure else words.failed,
                reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
                rate_limit_args=APOLOGIES,
            )
    except TelegramError as error:
        log.warning("the user could not be told: %s", error)


def _query_language(query: CallbackQuery) -> Language:
    turn = PageTurn.read(query.data or "")
    return turn.language if turn else interface_language(query.from_user.language_code)


def _language_code(update: Update) -> str | None:
    return update.effective_user.language_code if update.effective_user else None
