"""What every handler works with."""

from dataclasses import dataclass, field
from typing import Any

from telegram.ext import CallbackContext, ExtBot

from bot.addressed import Me
from bot.albums import Albums
from bot.desk import Desk
from bot.jobs import Jobs
from bot.privacy import Kept
from bot.state import State

SERVICE = "service"  # its key in the application's bot_data

Context = CallbackContext[ExtBot[int], dict[object, object], dict[object, object], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Service:
    """The desk that reads, the memory, what is kept there, the questions in flight, albums; whether all is private.

    `owners` are users' ids, `allowed` those of users and chats that may ask where all is private.
    """

    desk: Desk
    state: State
    kept: Kept
    private: bool = False
    owners: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    jobs: Jobs = field(default_factory=Jobs)
    albums: Albums = field(default_factory=Albums)


def service(context: Context) -> Service:
    """The one that this application was built with."""
    found: Service = context.bot_data[SERVICE]
    return found


def me(context: Context) -> Me:
    """The bot itself."""
    return Me(context.bot.id, context.bot.username)
