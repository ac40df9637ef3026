"""`onrecord bot --check`: what the bot needs, looked at one by one, with the way out."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot import memory
from bot.settings import API_URL, Settings, others_can_read, read_settings, token_file, unknown_variables
from corpus.database_url import FILE, library_database
from corpus.errors import OnrecordError, SettingsError
from embeddings.command import default_library
from retrieval.findings import Finding
from retrieval.search import Searcher

SECONDS_TO_REACH = 5.0


def check(folder: Path | None, config: Path | None = None) -> Iterator[Finding]:
    """Look at the settings, the token's file, who may ask, the library, the memory, and at Telegram where it answers.

    `folder` is the library's; None: that of the settings.
    """
    settings: Settings | None = None
    try:
        settings = read_settings(config=config)
        yield from _settings(settings)
    except SettingsError as error:
        yield Finding(False, f"settings: {error}")
    for name in unknown_variables():
        yield Finding(False, f"settings: {name} is no setting: bot.toml names them all", f"unset {name}")
    yield from _token_file(config)
    folder = folder or (settings.library if settings else None) or default_library()
    yield _library(folder)
    yield from _database_file(folder)
    yield _memory(folder, settings.database if settings else None)
    if settings:
        yield from telegram(settings)


def doctor() -> Iterator[Finding]:
    """What `onrecord doctor` looks at where a token is set: whether it can be used, and what groups hand over."""
    try:
        settings = read_settings()
    except SettingsError as error:
        yield Finding(False, f"bot: {error}", "onrecord bot --check")
    else:
        yield from _token_file(None)
        yield from telegram(settings)


def telegram(settings: Settings) -> Iterator[Finding]:
    """The token tried at the Bot API server, and what the bot is allowed in groups."""
    try:
        me, hook = asyncio.run(_told(settings))
    except InvalidToken:
        yield Finding(False, f"telegram: {settings.api_url} refuses the token: copy it again from @BotFather")
    except (TelegramError, TimeoutError):
        yield Finding(
            True, f"telegram: {settings.api_url} cannot be reached from here, so the token was not tried ({API_URL})"
        )
    else:
        yield Finding(True, f"telegram: {settings.api_url} knows the token as @{me.username}")
        yield groups(me)
        yield inline(me)
        yield from webhook(settings, hook)


def groups(me: User) -> Finding:
    """Whether the bot sees only what is said to it in a group."""
    if not me.can_join_groups:
        return Finding(True, "groups: the bot cannot be added to any (@BotFather, /setjoingroups)")
    if me.can_read_all_group_messages:
        return Finding(
            True,
            "groups: privacy mode is off, Telegram hands over every message of a group; the bot reads only those"
            " that mention it or reply to it. To be handed over only these: @BotFather, /setprivacy, Enable",
        )
    return Finding(True, "groups: privacy mode is on, only what is said to the bot reaches it")


def inline(me: User) -> Finding:
    """Whether the bot can be asked in any chat."""
    if me.supports_inline_queries:
        return Finding(True, "inline mode: on")
    return Finding(True, "inline mode: off; to let people ask in any chat: @BotFather, /setinline")


def webhook(settings: Settings, hook: WebhookInfo) -> Iterator[Finding]:
    """Whether what Telegram knows of a webhook is what the settings say, and how it fares."""
    wanted = settings.webhook.url if settings.webhook else ""
    if hook.url and hook.url != wanted:
        yield Finding(True, f"webhook: Telegram calls {hook.url} now; the bot changes that when it starts")
    elif hook.url and hook.last_error_message:
        yield Finding(
            False,
            f"webhook: Telegram could not call {hook.url}: {hook.last_error_message};"
            f" {hook.pending_update_count} updates wait",
        )


async def _told(settings: Settings) -> tuple[User, WebhookInfo]:
    bot = Bot(settings.token, base_url=f"{settings.api_url}/bot")
    async with asyncio.timeout(SECONDS_TO_REACH), bot:
        return bot.bot, await bot.get_webhook_info()


def _settings(settings: Settings) -> Iterator[Finding]:
    way = f"webhook {settings.webhook.url}" if settings.webhook else "long polling"
    yield Finding(True, f"settings: a bot token is set; Bot API server {settings.api_url}, {way}")
    if settings.webhook and not settings.webhook.secret:
        yield Finding(True, "webhook: no secret is set, it is made from the token")
    yield _access(settings)
    if settings.health and not settings.health.is_loopback:
        yield Finding(
            False,
            f"health: {settings.health} can be reached from other machines",
            'health = "127.0.0.1:8790", or a firewall and ONRECORD_BOT_HEALTH=off',
        )


def _access(settings: Settings) -> Finding:
    owners = f"{len(settings.owners)} owners can add records"
    if not settings.private:
        ignored = "; `allowed` is set but `private` is not, so everybody may ask" if settings.allowed else ""
        return Finding(
            not ignored, f"access: open to everybody, {owners}{ignored}", "private = true" if ignored else None
        )
    if not settings.allowed:
        return Finding(True, f"access: private, and nobody is allowed but the owners; {owners}")
    return Finding(True, f"access: private, {len(settings.allowed)} users and chats are allowed; {owners}")


def _token_file(config: Path | None) -> Iterator[Finding]:
    """Whether others can read the file that the token is in."""
    if os.name != "posix":
        return
    try:
        file = token_file(config=config)
        if file is None or not file.is_file():
            return
        if others_can_read(file):
            yield Finding(False, f"token file: everybody on this machine can read {file}", f"chmod 600 {file}")
        else:
            yield Finding(True, f"token file: {file} is closed to others")
    except (OSError, SettingsError):
        return  # the settings have told of it


def _library(folder: Path) -> Finding:
    try:
        searcher = Searcher.open(folder)
    except OnrecordError as error:
        return Finding(False, f"library: {error}")
    with searcher.library as library:
        return Finding(True, f"library: {folder}, {len(library)} passages, indexed and up to date")


def _database_file(folder: Path) -> Iterator[Finding]:
    """Whether others can read a password in the file that names the library's database."""
    file = folder / FILE
    with suppress(OnrecordError):  # which the library tells of
        url = library_database(folder)
        if url and url.password and file.is_file() and os.name == "posix" and others_can_read(file):
            yield Finding(False, f"password: everybody on this machine can read {file}", f"chmod 600 {file}")


def _memory(folder: Path, database: str | None) -> Finding:
    try:
        url = memory.server_of(folder, database)
        if url is not None:
            return Finding(True, f"memory: {memory.reached(url)} can be reached")
    except OnrecordError as error:
        return Finding(False, f"memory: {error}")
    return _memory_file(folder)


def _memory_file(folder: Path) -> Finding:
    file = folder / memory.FILE
    if not file.exists():
        well = not folder.exists() or os.access(folder, os.W_OK)
        return Finding(well, f"memory: {file} {'will be made' if well else 'cannot be made: give access'}")
    try:
        memory.looked_at(folder)
    except OnrecordError as error:
        return Finding(False, f"memory: {error}")
    return Finding(True, f"memory: {file} can be written")
