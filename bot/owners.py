"""What owners do: they add records by sending files, shown and then confirmed by a button, and read opinions."""

import asyncio
import json
import logging
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Any

from telegram import Bot, CallbackQuery, Document, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackContext, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot import additions, sending
from bot.additions import LARGEST, Outcome
from bot.attempts import in_thread
from bot.desk import Desk
from bot.inbox import Inbox
from bot.notices import NOTICES, Notices
from bot.reading import reading_text
from bot.render import one_line
from bot.settings import Settings
from bot.state import Addition, Feedback, State
from bot.wording import interface_language
from corpus.errors import LibraryError, OnrecordError
from retrieval.language import Language

MEGABYTE = 1_000_000
READ_AT_ONCE = 2  # files, each by a process of its own
SHOWN_OF_AN_ERROR = 1000
_PRESSED = re.compile(r"(add|drop):([0-9a-f]{16})")
Context = CallbackContext[Any, Any, Any, Any]
log = logging.getLogger(__name__)


def handlers(intake: "Intake", owners: frozenset[int]) -> list[BaseHandler[Update, Context, None]]:
    """What listens to `owners`. Put it before what listens to everybody."""
    by_owner = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.User(owners, allow_empty=True)
    return [
        MessageHandler(by_owner & filters.Document.ALL, intake.sent),
        CallbackQueryHandler(intake.pressed, _PRESSED),
        CommandHandler("feedback", intake.opinions, by_owner),
    ]


class Intake:
    """Takes files in, a few at a time to be read and one at a time into the library."""

    def __init__(self, desk: Desk, state: State, settings: Settings, inbox: Inbox) -> None:
        self._desk = desk
        self._state = state
        self._settings = settings
        self._inbox = inbox
        self._worker = f"{settings.bot_id} {inbox.name}"  # several bots may share a memory
        self._one_at_a_time = asyncio.Lock()
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
        self._in_hand: set[str] = set()

    async def left_unread(self) -> list[Addition]:
        """The files over which an earlier run of this worker was stopped. To be asked before the bot listens."""
        return await in_thread(lambda: self._state.being_read(self._worker))

    async def tell_unread(self, bot: Bot, files: Sequence[Addition]) -> None:
        """Say of `files` that they were not read, and drop them."""
        for left in files:
            said = NOTICES[left.language].unreadable.format(name=left.name, why=additions.STOPPED)
            try:
                if left.message is not None:
                    await sending.rewrite(bot, left.chat, left.message, said)
            except TelegramError as error:
                log.warning("a file that was left unread was not told of: %s", error)
            try:
                await in_thread(partial(self._state.drop_addition, left.token))
            except LibraryError as error:
                log.warning("a file that was left unread is told of again at the next start: %s", error)

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
        waiting = await in_thread(lambda: self._state.addition(match[2]))
        if query.from_user.id not in self._settings.owners:
            await sending.tell(query, words.owners_only)
        elif waiting is None or match[2] in self._in_hand:
            await sending.tell(query, words.not_waiting if waiting is None else None)
        elif match[1] == "drop":
            await in_thread(lambda: self._state.drop_addition(match[2]))
            await sending.tell(query, None)
            await put(query, words.discarded)
        else:
            await sending.tell(query, None)
            context.application.create_task(self._add(query, match[2], words), update)

    async def opinions(self, update: Update, context: Context) -> None:
        """/feedback: what people think of the answers, as a file."""
        message = update.message
        if message is None:
            return
        words, found = NOTICES[language_of(update)], await in_thread(self._state.feedback)
        if not found:
            await message.reply_text(words.no_opinions)
            return
        good = sum(one.good for one in found)
        said = words.opinions.format(good=good, bad=len(found) - good)
        await message.reply_document(as_json_lines(found), filename="feedback.jsonl", caption=said)

    async def _take_in(self, message: Message, document: Document, language: Language) -> None:
        words, name = NOTICES[language], additions.safe_name(document.file_name or "")
        shown = one_line(document.file_name or name)
        answer = await message.reply_text(words.reading.format(name=shown))
        token = secrets.token_hex(8)
        who = message.from_user.id if message.from_user else message.chat_id
        addition = Addition(token, who, message.chat_id, name, answer.message_id, language, self._worker)
        folder = await in_thread(lambda: self._state.save_addition(addition))
        kept = False
        try:
            file = await document.get_file()
            await file.download_to_drive(folder / name)
            if message.caption and "=" in message.caption:
                (folder / f"{name}.toml").write_text(message.caption, encoding="utf-8")
            async with self._reading:
                found = await additions.read(folder / name, self._inbox.stopping)
            kept = bool(found.reports)
            await self._show(answer, found, token, shown, language)
            await in_thread(lambda: self._state.was_read(token))
        finally:
            if not kept:
                await in_thread(lambda: self._state.drop_addition(token))

    async def _show(self, answer: Message, found: Outcome, token: str, name: str, language: Language) -> None:
        """What was read, with the buttons; or why nothing was."""
        words, where = NOTICES[language], (answer.get_bot(), answer.chat_id, answer.message_id)
        if not found.reports:
            why = one_line(found.why, SHOWN_OF_AN_ERROR)
            await sending.rewrite(*where, words.unreadable.format(name=name, why=why))
            return
        held = await in_thread(self._desk.current().library.records)
        text = reading_text(found.reports, [record.id for record in held], language)
        await sending.rewrite(*where, f"{text}\n\n{words.ask}", buttons(token, words))

    async def _add(self, query: CallbackQuery, token: str, words: Notices) -> None:
        self._in_hand.add(token)
        try:
            await put(query, words.adding, buttons(token, words))  # should the bot be killed
            async with self._one_at_a_time:
                waiting = await in_thread(lambda: self._state.addition(token))
                if waiting is None:  # forgotten meanwhile
                    await put(query, words.not_waiting)
                    return
                addition, folder = waiting
                folder_of_library = self._desk.current().library.folder
                outcome = await additions.add(folder / addition.name, folder_of_library, self._inbox.stopping)
                with suppress(OnrecordError):  # it is added; housekeeping goes on trying, and tells
                    await asyncio.to_thread(self._desk.refresh)
            log.info("a file of an owner was added: %s", outcome.why or [one["record"] for one in outcome.reports])
            if not outcome.why:
                await in_thread(lambda: self._state.drop_addition(token))
            again = buttons(token, words) if outcome.why else None
            await put(query, outcome_text(outcome, words), again)
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


def as_json_lines(opinions: Sequence[Feedback]) -> bytes:
    """`opinions` as UTF-8, one JSON object a line."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in opinions).encode()


def outcome_text(outcome: Outcome, words: Notices) -> str:
    """What came of adding."""
    if outcome.why:
        return words.not_added.format(why=one_line(outcome.why, SHOWN_OF_AN_ERROR))
    return words.added if outcome.changed else words.unchanged


def language_of(update: Update) -> Language:
    """The language of the owner's Telegram."""
    user = update.effective_user
    return interface_language(user.language_code if user else None)


async def put(query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Put `text` in place of what the pressed button stands under, or send it."""
    if query.message:
        await sending.rewrite(query.get_bot(), query.message.chat.id, query.message.message_id, text, keyboard)
