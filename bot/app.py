"""The bot as a program: built, run, stopped."""

import asyncio
import logging
import os
from pathlib import Path
from typing import Any

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

from bot import handlers, logs
from bot.desk import Desk
from bot.inbox import Inbox, Reception
from bot.retries import OutcomeUnknown, Patience
from bot.settings import API_URL, TOKEN, TOKEN_FILE, Settings, read_settings
from bot.state import State
from bot.wording import LANGUAGES, WORDS
from corpus.errors import OnrecordError, SettingsError
from retrieval.findings import Finding
from retrieval.language import Language
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher

AT_ONCE = 1000  # updates worked on at the same time: most of them wait for Telegram, and hold nobody up
ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
FREE_CONNECTION = 60.0  # seconds to wait for one
REPLY = 15.0  # seconds that Telegram has to reply; what it did is unknown from there on

App = Application[Any, Any, Any, Any, Any, Any]
log = logging.getLogger(__name__)


def run(folder: Path) -> None:
    """Serve the library in `folder` on Telegram until SIGINT or SIGTERM; a new library is prepared first.

    Raises SettingsError where the token is missing or refused or Telegram cannot be reached, and
    whatever keeps the library from being opened.
    """
    settings = read_settings()
    logs.configure(settings.token, debug=bool(os.environ.get("ONRECORD_DEBUG")))
    name = asyncio.run(introduced(settings))
    ensure_ready(folder, log.info)
    searcher = Searcher.open(folder)
    log.info("@%s answers from %s (%d passages)", name, folder, len(searcher.library))
    asyncio.set_event_loop(asyncio.new_event_loop())  # asyncio.run has left none for run_polling to take
    build(settings, searcher).run_polling(allowed_updates=ALLOWED_UPDATES)
    log.info("stopped")


def check(folder: Path) -> list[Finding]:
    """What the bot needs, looked at without any network: the settings and the library in `folder`."""
    return [_settings_finding(), _library_finding(folder)]


def build(settings: Settings, searcher: Searcher) -> App:
    """The application that answers from `searcher`, ready to be run; it closes `searcher` when it ends."""
    state = State.open(searcher.library.folder)
    inbox = Inbox(state, int(settings.token.partition(":")[0]))
    reception = Reception(inbox, AT_ONCE, lambda update: interrupted(application, update))
    limited = ApplicationBuilder().token(settings.token).rate_limiter(Patience(inbox)).pool_timeout(FREE_CONNECTION)
    reached = limited.base_url(f"{settings.api_url}/bot").base_file_url(f"{settings.api_url}/file/bot")
    served = reached.read_timeout(REPLY).update_queue(inbox).concurrent_updates(reception)
    application: App = served.post_init(open_doors).post_shutdown(_close).build()
    application.bot_data[handlers.DESK] = Desk(searcher)
    application.bot_data["state"] = state
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
    """Take up what an earlier run left unanswered, and tell Telegram of the commands."""
    if isinstance(inbox := application.update_queue, Inbox):
        await inbox.take_up(application.bot)
    await publish_commands(application)


async def interrupted(application: App, update: Update) -> None:
    """Tell the user that an earlier run died while it answered `update`."""
    await application.process_error(update, OutcomeUnknown("an earlier run died over it"))


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
    desk: Desk = application.bot_data[handlers.DESK]
    await asyncio.to_thread(desk.close)
    state: State = application.bot_data["state"]
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


def _settings_finding() -> Finding:
    try:
        settings = read_settings()
    except SettingsError as error:
        return Finding(False, f"settings: {error}")
    return Finding(True, f"settings: a bot token is set; Bot API server {settings.api_url}")


def _library_finding(folder: Path) -> Finding:
    try:
        searcher = Searcher.open(folder)
    except OnrecordError as error:
        return Finding(False, f"library: {error}")
    with searcher.library as library:
        return Finding(True, f"library: {folder}, {len(library)} passages, indexed and up to date")
