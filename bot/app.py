"""The bot as a program: built, run, stopped."""

import asyncio
import hmac
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import filelock
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError
from telegram.ext import Application

from bot import limits, logs, memory, owners
from bot.connection import connected, hand_on, inbox_of, take_up
from bot.desk import Desk
from bot.garbage import settle
from bot.housekeeping import Housekeeping, Polling
from bot.listening import ALLOWED_UPDATES, add_handlers, publish_menus
from bot.privacy import Kept
from bot.service import SERVICE, Service
from bot.settings import API_URL, TOKEN, TOKEN_FILE, Settings, read_settings, unknown_variables
from bot.state import State
from bot.waiting_room import waiting_room
from corpus.errors import SearchIndexError, SettingsError
from corpus.library import Library
from embeddings.command import default_library
from embeddings.generation import is_building
from retrieval.prepare import ensure_ready, index
from retrieval.search import Searcher

LOCK = "bot-{bot}.lock"
LOOKED_EVERY = 1.0  # seconds, while another process builds the index
HANDED_OVER_WITHIN = 10.0  # seconds that the former process has to end
FIRST = -1  # the group of handlers that goes before the others
HOUSEKEEPING, INTAKE = "housekeeping", "intake"  # their keys in the application's bot_data

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
    for unknown in unknown_variables():
        log.warning("%s is no setting, and changes nothing: is another meant?", unknown)
    name = asyncio.run(introduced(settings))
    folder = folder or settings.library or default_library()
    with alone(folder, settings):
        with waiting_room(settings):
            searcher = opened(folder)
        log.info("@%s answers from %s (%d passages)", name, folder, len(searcher.library))
        asyncio.set_event_loop(asyncio.new_event_loop())  # asyncio.run has left none for the application to take
        application = build(settings, searcher)
        with reached(settings):
            listen(application, settings)
    log.info("stopped")
    service: Service = application.bot_data[SERVICE]
    if service.desk.threads.stuck:
        leave(failed=service.desk.threads.are_lost)


@contextmanager
def alone(folder: Path, settings: Settings) -> Iterator[None]:
    """Be the only process that is this bot in `folder`: a second would take what the first is at for left behind.

    Waits for one that is stopping. Raises SettingsError where it stays. On a server's memory there may be several.
    """
    if memory.server_of(folder, settings.database) is not None:
        yield
        return
    lock = filelock.FileLock(folder / LOCK.format(bot=settings.bot_id))
    try:
        lock.acquire(timeout=HANDED_OVER_WITHIN)
    except filelock.Timeout as error:
        raise SettingsError(
            f"another process is this bot already, with the same token and the memory in {folder}: stop it first,"
            " or keep the memory on a PostgreSQL server, for several workers behind one webhook"
        ) from error
    except OSError as error:
        way_out = "give access, or choose another with --library"
        raise SettingsError(f"{folder} cannot be written ({error.strerror}): {way_out}") from error
    try:
        yield
    finally:
        lock.release()


def leave(*, failed: bool) -> None:
    """End the process at once: Python itself would wait for the threads that are stuck."""
    logging.shutdown()
    os._exit(int(failed))


def opened(folder: Path) -> Searcher:
    """The library in `folder`, made ready where it is new, indexed where whoever changed it last was stopped before.

    Where another process is at that, it is waited for.
    """
    ensure_ready(folder, log.info)
    try:
        return Searcher.open(folder)
    except SearchIndexError as error:
        if is_building(folder):
            return opened_when_built(folder)
        log.warning("%s; doing so now", error)
    with Library.open(folder, create=False) as library:
        index(library)
    return Searcher.open(folder)


def opened_when_built(folder: Path) -> Searcher:
    """The library in `folder`, the index of which another process is building, once that has ended."""
    log.warning("another process is building the index of %s: it is waited for", folder)
    while is_building(folder):
        sleep(LOOKED_EVERY)
    return opened(folder)


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
        secret_token=hook.secret or made_secret(settings.token),
    )


def made_secret(token: str) -> str:
    """A webhook's secret that all workers of a bot come to by themselves, and nobody who lacks the token."""
    return hmac.digest(token.encode(), b"onrecord webhook", "sha256").hex()


def build(settings: Settings, searcher: Searcher) -> App:
    """The application that answers from `searcher`, ready to be run; it closes `searcher` when it ends."""
    polling = Polling()
    seconds = 60.0 * settings.context_minutes
    state = State.open(searcher.library.folder, database=settings.database, context_seconds=seconds)
    builder = connected(settings, state).get_updates_request(polling)
    application: App = builder.post_init(open_doors).post_shutdown(_close).build()
    desk = Desk(searcher)
    is_logged = settings.log_level == "debug"
    kept = Kept(settings.context_minutes, settings.feedback, is_logged, counted=state.is_shared)
    application.bot_data[SERVICE] = Service(desk, state, kept, settings.private, settings.owners, settings.allowed)
    application.bot_data[HOUSEKEEPING] = Housekeeping(settings, desk, state, polling)
    gate = limits.Gate(settings, tally=state.tally() if state.is_shared else None)
    application.add_handler(limits.handler(gate, settings, desk.metrics), group=FIRST)
    intake = owners.Intake(desk, state, settings, inbox_of(application))
    application.bot_data[INTAKE] = intake
    application.add_handlers(owners.handlers(intake, settings.owners))
    add_handlers(application)
    return application


async def open_doors(application: App) -> None:
    """Begin what goes on beside the answering, and tell Telegram of the commands."""
    housekeeping: Housekeeping = application.bot_data[HOUSEKEEPING]
    await housekeeping.begin()
    service: Service = application.bot_data[SERVICE]
    await take_up(application)
    intake: owners.Intake = application.bot_data[INTAKE]
    housekeeping.beside(intake.tell_unread(application.bot, await intake.left_unread()))
    await publish_menus(application.bot, service.owners)
    settle()


async def _close(application: App) -> None:
    housekeeping: Housekeeping = application.bot_data[HOUSEKEEPING]
    await housekeeping.end()
    await hand_on(application)
    service: Service = application.bot_data[SERVICE]
    await asyncio.to_thread(service.desk.close)
    await asyncio.to_thread(service.state.close)


async def introduced(settings: Settings) -> str:
    """The bot's user name, from Telegram. Raises SettingsError where it does not answer or refuses the token."""
    bot = Bot(settings.token, base_url=f"{settings.api_url}/bot")
    with reached(settings):
        async with bot:
            return bot.username


@contextmanager
def reached(settings: Settings) -> Iterator[None]:
    """Raises SettingsError where Telegram does not answer, refuses the token or what is set, or cannot be heard."""
    try:
        yield
    except InvalidToken as error:
        raise SettingsError(
            f"{settings.api_url} refuses the token in {TOKEN} or {TOKEN_FILE}: copy it again from @BotFather"
        ) from error
    except OSError as error:
        if settings.webhook is None or error.errno not in (EADDRINUSE, EADDRNOTAVAIL, EACCES):
            raise
        where, why = settings.webhook.listen, error.strerror
        raise SettingsError(f"webhook.listen: {where} is not to be had ({why}): set another address") from error
    except BadRequest as error:
        raise SettingsError(
            f"{settings.api_url} refuses what is set ({error}): mend it, and start the bot again"
        ) from error
    except NetworkError as error:
        raise SettingsError(
            f"{settings.api_url} cannot be reached: check the network, the proxy, and {API_URL} if it is set"
        ) from error
