"""How the bot is connected to Telegram, such that a bad line or a restart loses no question and answers none twice."""

import asyncio
from contextlib import suppress
from socket import gethostname
from typing import Any

from httpx import Limits
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ApplicationHandlerStop, TypeHandler
from telegram.request import HTTPXRequest

from bot.inbox import Inbox, Reception
from bot.jobs import Whose
from bot.retries import OutcomeUnknown, Patience
from bot.service import SERVICE, Context, Service, service
from bot.settings import Settings
from bot.state import State
from corpus.errors import LibraryError

CONNECTIONS = 32  # to Telegram, which takes thirty messages a second
KEPT = 8  # of these while nobody uses them: each request looks whether each of the unused has been closed
KEPT_SECONDS = 50.0  # a new one costs several round trips; Telegram closes one after a minute or so
FREE_CONNECTION = 60.0  # seconds to wait for one
REPLY = 15.0  # seconds that Telegram has to reply; whether it did what it was asked is unknown from there on
_WATCH = "watch"  # its key in the application's bot_data
_FIRST = -100  # the group of the handler that sees an update before all others


def connected(settings: Settings, state: State) -> Any:
    """An application's builder: which server it speaks to and how, where it keeps updates until they are answered."""
    inbox = Inbox(state, settings.bot_id, worker_name(settings))
    builder = ApplicationBuilder().token(settings.token).rate_limiter(Patience(inbox))
    reached = builder.base_url(f"{settings.api_url}/bot").base_file_url(f"{settings.api_url}/file/bot")
    return reached.request(_requests()).update_queue(inbox).concurrent_updates(Reception(inbox))


def _requests() -> HTTPXRequest:
    limits = Limits(max_connections=CONNECTIONS, max_keepalive_connections=KEPT, keepalive_expiry=KEPT_SECONDS)
    return HTTPXRequest(pool_timeout=FREE_CONNECTION, read_timeout=REPLY, httpx_kwargs={"limits": limits})


def worker_name(settings: Settings) -> str:
    """What no other worker is called that runs now: an address has one listener, and a token one poller."""
    return f"{gethostname()} {settings.webhook.listen}" if settings.webhook else "polling"


async def take_up(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Answer what an earlier run left; whoever it died over is told in words. To be called before the bot listens."""
    application.add_handler(TypeHandler(Update, _told), _FIRST)
    inbox = inbox_of(application)
    await inbox.take_up(application.bot)
    if inbox.claims.is_shared:
        serving: Service = application.bot_data[SERVICE]
        application.bot_data[_WATCH] = asyncio.create_task(inbox.watch(application.bot, serving.jobs.cancel))


async def hand_on(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Leave what is not answered to the other workers. To be called when this one takes nothing more."""
    watch: asyncio.Task[None] | None = application.bot_data.pop(_WATCH, None)
    if watch is None:
        return
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)
    with suppress(LibraryError):  # then they will notice
        await inbox_of(application).leave()


async def cancel(context: Context, whose: Whose) -> bool:
    """Give up what this user asked in this chat, here or at another worker; whether there was anything."""
    return service(context).jobs.cancel(whose) or await inbox_of(context.application).cancels_elsewhere(whose)


async def _told(update: Update, context: Context) -> None:
    if inbox_of(context.application).was_interrupted(update):
        await context.application.process_error(update, OutcomeUnknown("an earlier run died over it"))
        raise ApplicationHandlerStop


def inbox_of(application: Application[Any, Any, Any, Any, Any, Any]) -> Inbox:
    """Where its updates are kept until they are answered."""
    inbox = application.update_queue
    assert isinstance(inbox, Inbox)
    return inbox
