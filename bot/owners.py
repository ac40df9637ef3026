"""Owners add records by sending files: what was read is shown, then confirmed or discarded by a button."""

import asyncio
import logging
import re
import secrets
from contextlib import suppress
from typing import Any

from telegram import CallbackQuery, Document, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackContext, CallbackQueryHandler, MessageHandler, filters

from bot import additions
from bot.additions import LARGEST, Outcome
from bot.desk import Desk
from bot.notices import NOTICES, Notices
from bot.reading import reading_text
from bot.render import one_line
from bot.settings import Settings
from bot.state import Addition, State
from bot.wording import interface_language
from retrieval.language import Language

MEGABYTE = 1_000_000
SHOWN_OF_AN_ERROR = 1000
_PRESSED = re.compile(r"(add|drop):([0-9a-f]{16})")
Context = CallbackContext[Any, Any, Any, Any]
log = logging.getLogger(__name__)


def handlers(desk: Desk, state: State, settings: Settings) -> list[BaseHandler[Update, Context, None]]:
    """What listens to owners. Put it before what listens to everybody."""
    intake = Intake(desk, state, settings)
    sent = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.Document.ALL
    from_owners = filters.User(settings.owners, allow_empty=True)
    return [MessageHandler(sent & from_owners, intake.sent), CallbackQueryHandler(intake.pressed, _PRESSED)]


class Intake:
    """Takes files in, one at a time into the library."""

    def __init__(self, desk: Desk, state: State, settings: Settings) -> None:
        self._desk = desk
        self._state = state
        self._settings = settings
        self._one_at_a_time = asyncio.Lock()
        self._in_hand: set[str] = set()

    async def sent(self, update: Update, context: Context) -> None:
        """A file: it is fetched and read in the background, and the owner goes on asking."""
        message = update.message
        if message is None or message.document is None:
            return
        language = language_of(update)
        if refused := refusal(message.document, NOTICES[language]):
            await message.reply_text(refused)
            return
        context.application.create_task(self._take_in(message, message.document, language), update)

    async def pressed(self, update: Update, context: Context) -> None:
        """The button that confirms or discards."""
        query = update.callback_query
        match = _PRESSED.fullmatch((query and query.data) or "")
        if query is None or match is None:
            return
        words = NOTICES[language_of(update)]
        waiting = await asyncio.to_thread(self._state.addition, match[2])
        if query.from_user.id not in self._settings.owners:
            await tell(query, words.owners_only)
        elif waiting is None or match[2] in self._in_hand:
            await tell(query, words.not_waiting if waiting is None else None)
        elif match[1] == "drop":
            await asyncio.to_thread(self._state.drop_addition, match[2])
            await tell(query)
            await query.edit_message_text(words.discarded)
        else:
            await tell(query)
            context.application.create_task(self._add(query, match[2], words), update)

    async def _take_in(self, message: Message, document: Document, language: Language) -> None:
        words, name = NOTICES[language], additions.safe_name(document.file_name or "")
        shown = one_line(document.file_name or name)
        answer = await message.reply_text(words.reading.format(name=shown))
        token = secrets.token_hex(8)
        who = message.from_user.id if message.from_user else message.chat_id
        folder = await asyncio.to_thread(self._state.save_addition, Addition(token, who, message.chat_id, name))
        kept = False
        try:
            file = await document.get_file()
            await file.download_to_drive(folder / name)
            if message.caption and "=" in message.caption:
                (folder / f"{name}.toml").write_text(message.caption, encoding="utf-8")
            found = await additions.read(folder / name)
            kept = bool(found.reports)
            await self._show(answer, found, token, shown, language)
        finally:
            if not kept:
                await asyncio.to_thread(self._state.drop_addition, token)

    async def _show(self, answer: Message, found: Outcome, token: str, name: str, language: Language) -> None:
        """What was read, with the buttons; or why nothing was."""
        words = NOTICES[language]
        if not found.reports:
            await answer.edit_text(words.unreadable.format(name=name, why=one_line(found.why, SHOWN_OF_AN_ERROR)))
            return
        held = await asyncio.to_thread(self._desk.current().library.records)
        text = reading_text(found.reports, [record.id for record in held], language)
        await answer.edit_text(f"{text}\n\n{words.ask}", reply_markup=buttons(token, words))

    async def _add(self, query: CallbackQuery, token: str, words: Notices) -> None:
        self._in_hand.add(token)
        try:
            await query.edit_message_text(words.adding)
            async with self._one_at_a_time:
                waiting = await asyncio.to_thread(self._state.addition, token)
                if waiting is None:  # forgotten meanwhile
                    await query.edit_message_text(words.not_waiting)
                    return
                addition, folder = waiting
                outcome = await additions.add(folder / addition.name, self._desk.current().library.folder)
                await asyncio.to_thread(self._desk.refresh)
            log.info("a file of an owner was added: %s", outcome.why or [one["record"] for one in outcome.reports])
            if not outcome.why:
                await asyncio.to_thread(self._state.drop_addition, token)
            again = buttons(token, words) if outcome.why else None
            await query.edit_message_text(outcome_text(outcome, words), reply_markup=again)
        finally:
            self._in_hand.discard(token)


def buttons(token: str, words: Notices) -> InlineKeyboardMarkup:
    """What confirms or discards the addition of this token."""
    add = InlineKeyboardButton(words.add, callback_data=f"add:{token}")
    return InlineKeyboardMarkup([[add, InlineKeyboardButton(words.discard, callback_data=f"drop:{token}")]])


def refusal(document: Document, words: Notices) -> str | None:
    """Why the file is not even fetched; None where it is."""
    if not additions.can_be_read(additions.safe_name(document.file_name or "")):
        return words.no_format.format(formats=", ".join(additions.formats()))
    if document.file_size is not None and document.file_size > LARGEST:
        return words.too_large.format(size=-(-document.file_size // MEGABYTE), limit=LARGEST // MEGABYTE)
    return None


def outcome_text(outcome: Outcome, words: Notices) -> str:
    """What came of adding."""
    if outcome.why:
        return words.not_added.format(why=one_line(outcome.why, SHOWN_OF_AN_ERROR))
    return words.added if outcome.changed else words.unchanged


def language_of(update: Update) -> Language:
    """The language of the owner's Telegram."""
    user = update.effective_user
    return interface_language(user.language_code if user else None)


async def tell(query: CallbackQuery, text: str | None = None) -> None:
    """Answer the pressed button; one that waited too long is let be."""
    with suppress(BadRequest):
        await query.answer(text)
