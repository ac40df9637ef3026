"""The bot as a program: built, run, stopped."""

import asyncio
import logging
import os
from pathlib import Path
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, NetworkError
from telegram.ext import (
    Application,
)

from bot import logs
from bot.connection import connected, take_up
from bot.desk import Desk
from bot.listening import ALLOWED_UPDATES, add_handlers, publish_menus
from bot.service import SERVICE, Service
from bot.settings import API_URL, TOKEN, TOKEN_FILE, Settings, read_settings
from bot.state import State
from corpus.errors import OnrecordError, SettingsError
from retrieval.findings import Finding
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher

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
    application: App = connected(settings, state).post_init(_open).post_shutdown(_close).build()
    application.bot_data[SERVICE] = Service(Desk(searcher), state)
    add_handlers(application)
    return application


async def _open(application: App) -> None:
    await take_up(application)
    await publish_menus(application.bot)


async def _close(application: App) -> None:
    service: Service = application.bot_data[SERVICE]
    await asyncio.to_thread(service.desk.close)
    await asyncio.to_thread(service.state.close)


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
