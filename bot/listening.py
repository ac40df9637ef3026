"""What the bot listens to, and the menus of commands that it publishes."""

import logging
from collections.abc import Collection, Iterator
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    Update,
)
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import commands, handlers
from bot.inline_mode import inline_query
from bot.pressing import pressed
from bot.replies import REPLIES
from bot.service import SERVICE, Service
from bot.wording import LANGUAGES, WORDS
from retrieval.language import Language

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY]
IN_GROUPS = ("help", "verify", "more", "context", "speakers", "records", "speaker", "privacy", "forget", "cancel")
COMMANDS = {
    "start": commands.start,
    "help": commands.show_help,
    "verify": handlers.verify,
    "more": commands.more,
    "context": commands.surroundings,
    "speakers": commands.speakers,
    "records": commands.records,
    "speaker": commands.speaker,
    "language": commands.language,
    "privacy": commands.privacy,
    "forget": commands.forget,
    "cancel": commands.cancel,
}
_WORDS = filters.TEXT | filters.CAPTION
ADD, FEEDBACK = "add", "feedback"  # owners' commands; what /feedback does is in `owners`
log = logging.getLogger(__name__)


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Listen to messages, edits, buttons and inline queries; in groups only to what is said to the bot."""
    service: Service = application.bot_data[SERVICE]
    new, private = filters.UpdateType.MESSAGE, filters.ChatType.PRIVATE
    ours = filters.VIA_BOT  # what was chosen inline is no question
    chats = private | filters.ChatType.GROUPS
    application.add_handler(MessageHandler(new & private & filters.FORWARDED & _WORDS, handlers.verify))
    for name, does in COMMANDS.items():
        application.add_handler(CommandHandler(name, does, new & chats))
    owners = filters.User(service.owners, allow_empty=True)
    application.add_handler(CommandHandler(ADD, commands.how_to_add, new & private & owners))
    application.add_handler(MessageHandler(new & private & filters.COMMAND, commands.unknown_command))
    application.add_handler(MessageHandler(new & chats & filters.TEXT & ~filters.COMMAND & ~ours, handlers.question))
    application.add_handler(MessageHandler(new & private & ~filters.StatusUpdate.ALL & ~ours, handlers.not_text))
    captions = filters.CAPTION & ~filters.IS_AUTOMATIC_FORWARD  # what a channel says of the bot asks nothing
    application.add_handler(MessageHandler(new & filters.ChatType.GROUPS & captions & ~ours, handlers.not_text))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, commands.group_moved))
    edits = filters.UpdateType.EDITED_MESSAGE & chats & filters.TEXT
    application.add_handler(MessageHandler(edits, handlers.edited_question))
    application.add_handler(CallbackQueryHandler(pressed))
    application.add_handler(InlineQueryHandler(inline_query))
    application.add_error_handler(handlers.on_error)


async def publish_menus(bot: Bot, owners: Collection[int] = ()) -> None:
    """Put the commands into Telegram's menus, in each language: for private chats, for groups, for owners.

    A bot without a menu still answers; an owner who has never written to it cannot be given one.
    """
    try:
        for scope, language, menu in menus():
            await bot.set_my_commands(menu, scope=scope, language_code=language)
    except TelegramError as error:
        log.warning("the command menus could not be set: %s", error)
    for owner in owners:
        await _publish_to(bot, owner)


async def _publish_to(bot: Bot, owner: int) -> None:
    try:
        for scope, language, menu in menus_of(owner):
            await bot.set_my_commands(menu, scope=scope, language_code=language)
    except TelegramError as error:
        log.info("an owner's command menu could not be set: %s", error)


def menus() -> Iterator[tuple[BotCommandScope, Language | None, list[BotCommand]]]:
    """Everybody's menus with their scope and language; None is the language of those whose own there is none for."""
    for code in (None, *LANGUAGES):
        everything = descriptions(code or "en")
        yield BotCommandScopeDefault(), code, as_menu(everything)
        yield BotCommandScopeAllPrivateChats(), code, as_menu(everything)
        yield BotCommandScopeAllGroupChats(), code, as_menu({name: everything[name] for name in IN_GROUPS})


def menus_of(owner: int) -> Iterator[tuple[BotCommandScope, Language | None, list[BotCommand]]]:
    """An owner's menus: everybody's commands, how to add a record, and what people think of the answers."""
    for code in (None, *LANGUAGES):
        language: Language = code or "en"
        owners = {ADD: REPLIES[language].add_command, FEEDBACK: REPLIES[language].feedback_command}
        yield BotCommandScopeChat(owner), code, as_menu(descriptions(language) | owners)


def as_menu(said: dict[str, str]) -> list[BotCommand]:
    """Commands with what they do, as Telegram wants them."""
    return [BotCommand(name, what) for name, what in said.items()]


def descriptions(language: Language) -> dict[str, str]:
    """What each command does, in this language."""
    words, replies = WORDS[language], REPLIES[language]
    return {
        "help": words.help_command,
        "verify": words.verify_command,
        "more": replies.more_command,
        "context": replies.context_command,
        "speakers": replies.speakers_command,
        "records": replies.records_command,
        "speaker": replies.speaker_command,
        "language": replies.language_command,
        "privacy": replies.privacy_command,
        "forget": replies.forget_command,
        "cancel": replies.cancel_command,
        "start": words.start_command,
    }
