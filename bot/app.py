"""The bot as a program: built, run, stopped."""

import asyncio
import logging
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, BotCommand, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from bot import handlers, limits, logs, owners
from bot.desk import Desk
from bot.housekeeping import Housekeeping, Polling
from bot.settings import API_URL, TOKEN, TOKEN_FILE, Settings, read_settings
from bot.state import State
from bot.wording import LANGUAGES, WORDS
from corpus.errors import SearchIndexError, SettingsError
from corpus.library import Library
from embeddings.command import default_library
from retrieval.language import Language
from retrieval.prepare import ensure_ready, index
from retrieval.search import Searcher

AT_ONCE = 32  # updates worked on at the same time
FIRST = -1  # the group of handlers that goes before the others
STATE, HOUSEKEEPING = "state", "housekeeping"  # their keys in the application's bot_data
ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]

App = Application[Any, Any, Any, Any, Any, Any]
log = logging.getLogger(__name__)


def run(folder: Path | None = None, config: Path | None = None) -> None:
    """Serve on Telegram until SIGINT or SIGTERM, and answer what was asked by then. A new library is prepared first.

    `folder` is the library's, None that of the settings; `config` a TOML file. Raises SettingsError
    where a setting is missing or wrong, the token is refused or Telegram cannot be reached, and whatever
    keeps the library from being opened.
    """
    settings = read_settings(config=config)
    logs.configure(settings.token, level=settings.log_level, as_json=settings.log_format == "json")
    name = asyncio.run(introduced(settings))
    folder = folder or settings.library or default_library()
    searcher = opened(folder)
    log.info("@%s answers from %s (%d passages)", name, folder, len(searcher.library))
    asyncio.set_event_loop(asyncio.new_event_loop())  # asyncio.run has left none for the application to take
    listen(build(settings, searcher), settings)
    log.info("stopped")


def opened(folder: Path) -> Searcher:
    """The library in `folder`, made ready where it is new, indexed where whoever changed it last was stopped before."""
    ensure_ready(folder, log.info)
    try:
        return Searcher.open(folder)
    except SearchIndexError as error:
        log.warning("%s; doing so now", error)
    with Library.open(folder, create=False) as library:
        index(library)
    return Searcher.open(folder)


def listen(application: App, settings: Settings) -> None:
    """Take updates, by long polling or on a webhook, until SIGINT or SIGTERM."""
    if settings.webhook is None:
        application.run_polling(allowed_updates=ALLOWED_UPDATES)
        return
    hook = settings.webhook
    application.run_webhook(
        hook.listen.host,
        hook.listen.port,
        urlsplit(hook.url).path,
        webhook_url=hook.url,
        allowed_updates=ALLOWED_UPDATES,
        secret_token=hook.secret or secrets.token_urlsafe(48),
    )


def build(settings: Settings, searcher: Searcher) -> App:
    """The application that answers from `searcher`, ready to be run; it closes `searcher` when it ends."""
    polling = Polling()
    builder = ApplicationBuilder().token(settings.token).get_updates_request(polling)
    builder = builder.base_url(f"{settings.api_url}/bot").base_file_url(f"{settings.api_url}/file/bot")
    builder = builder.concurrent_updates(AT_ONCE).post_init(open_doors).post_shutdown(_close)
    application: App = builder.build()
    state = State.open(searcher.library.folder, context_seconds=60.0 * settings.context_minutes)
    desk = Desk(searcher)
    application.bot_data[handlers.DESK] = desk
    application.bot_data[STATE] = state
    application.bot_data[HOUSEKEEPING] = Housekeeping(settings, desk, state, polling)
    application.add_handler(limits.handler(limits.Gate(settings), settings, desk.metrics), group=FIRST)
    application.add_handlers(owners.handlers(desk, state, settings))
    add_handlers(application)
    return application


def add_handlers(application: App) -> None:
    """What is listened to: new messages in private chats, and the buttons under answers."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(CommandHandler("start", handlers.start, private))
    application.add_handler(CommandHandler("help", handlers.show_help, private))
    application.add_handler(CommandHandler("verify", handlers.verify, private))
    application.add_handler(MessageHandler(private & filters.COMMAND, handlers.unknown_command))
    application.add_handler(MessageHandler(private & filters.TEXT, handlers.question))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, handlers.not_text))
    application.add_handler(CallbackQueryHandler(handlers.page_turn))
    application.add_error_handler(handlers.on_error)


async def open_doors(application: App) -> None:
    """Begin what goes on beside the answering, and tell Telegram of the commands."""
    housekeeping: Housekeeping = application.bot_data[HOUSEKEEPING]
    await housekeeping.begin()
    await publish_commands(application)


async def publish_commands(application: App) -> None:
    """Put the commands into Telegram's menu, in each language. A bot without a menu still answers."""
    bot: ExtBot[Any] = application.bot
    try:
        await bot.set_my_commands(commands("en"))
        for language in LANGUAGES:
            await bot.set_my_commands(commands(language), language_code=language)
    except TelegramError as error:
        log.warning("the command menu could not be set: %s", error)


def commands(language: Language) -> list[BotCommand]:
    """The commands and what they do, in this language."""
    words = WORDS[language]
    said = {"start": words.start_command, "help": words.help_command, "verify": words.verify_command}
    return [BotCommand(name, what) for name, what in said.items()]


async def _close(application: App) -> None:
    housekeeping: Housekeeping = application.bot_data[HOUSEKEEPING]
    await housekeeping.end()
    desk: Desk = application.bot_data[handlers.DESK]
    await asyncio.to_thread(desk.close)
    state: State = application.bot_data[STATE]
    state.close()


async def introduced(settings: Settings) -> str:
    """The bot's user name, from Telegram. Raises SettingsError where it does not answer or refuses the token."""
    bot = Bot(settings.token, base_url=f"{settings.api_url}/bot")
    try:
        async with bot:
            return bot.username
    except InvalidToken as error:
        raise SettingsError(
            f"{settings.api_url} refuses the token in {TOKEN} or {TOKEN_FILE}: copy it again from @BotFather"
        ) from error
    except NetworkError as error:
        raise SettingsError(
            f"{settings.api_url} cannot be reached: check the network, the proxy, and {API_URL} if it is set"
        ) from error
