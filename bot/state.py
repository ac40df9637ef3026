"""What the bot remembers: settings, contexts, feedback, updates, what owners want to add.

In SQL, never a pickle: in `state.db`, or on a PostgreSQL server. Every method blocks for a moment and
may be called from any thread; several processes may have the same memory open. What is deleted is
overwritten.
"""

import json
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, Insert, Select, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot import memory, tables
from bot.claims import Claims
from bot.context import Context
from bot.tally import Tally
from corpus.database import on_server, reading, writing
from corpus.names import Roster
from retrieval.language import Language

EVERYBODY = 0  # in place of a user's id: a setting of the whole chat
CONTEXT_SECONDS = 3600.0
SHOWN_SECONDS = 30 * 86_400.0  # how long the buttons under an answer know what was asked
UPDATE_SECONDS = 3 * 86_400.0  # Telegram gives up an update after one day
ASKED_SECONDS = 3600.0  # that somebody asked; longer than any limit looks back
ADDITION_SECONDS = 2 * 86_400.0
INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """What a user chose, or a chat: the language of the interface, the id of a speaker or a record to keep to."""

    language: Language | None = None
    speaker: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """One opinion on an answer. `at` is in seconds since 1970."""

    good: bool
    question: str
    passages: tuple[str, ...]
    at: float


@dataclass(frozen=True, slots=True)
class Addition:
    """A file that an owner sent and has not yet confirmed. `name` is what the file was called, made harmless.

    `worker` is the worker that reads it, `message` the bot's that says so, in `language`.
    """

    token: str
    who: int
    chat: int
    name: str
    message: int | None = None
    language: Language = "en"
    worker: str = ""


class State:
    """The bot's memory. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, folder: Path, context_seconds: float, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._folder = folder
        self._context_seconds = context_seconds
        self._clock = clock
        self._erasing, self._counting = threading.Lock(), threading.Lock()
        self._deleted = self._erased = 0  # how often something was, and how often of these it was overwritten too

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        database: str | None = None,
        context_seconds: float = CONTEXT_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """The memory of the bot that answers from the library in `folder`, at this version; a new one where none is.

        `database` is the URL of a server's database, or "sqlite" for a file in `folder`; None: where the
        library's rows are. Contexts are forgotten after `context_seconds`; `clock` gives seconds since
        1970. Raises LibraryError where it cannot be opened, or was written by a newer onrecord.
        """
        return cls(memory.opened(folder, memory.server_of(folder, database)), folder, context_seconds, clock)

    @property
    def is_shared(self) -> bool:
        """Whether several bots on several machines may work with this memory."""
        return on_server(self._engine)

    def claims(self, bot: int, name: str) -> Claims:
        """Which updates of `bot` are those of the worker `name`."""
        return Claims(self._engine, bot, name)

    def tally(self) -> Tally:
        """How often everybody has asked of late."""
        return Tally(self._engine)

    def look(self) -> None:
        """Read something, for nothing but to see that it can be done. Raises LibraryError."""
        self.settings(EVERYBODY, EVERYBODY)

    def close(self) -> None:
        """Give the database back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def settings(self, chat: int, who: int) -> ChatSettings:
        """What `who` (a user, or EVERYBODY) has chosen in `chat`."""
        row = self._row(tables.settings, chat=chat, who=who)
        return ChatSettings(row.language, row.speaker, row.record) if row else ChatSettings()

    def save_settings(self, chat: int, who: int, chosen: ChatSettings) -> None:
        """Keep what `who` has chosen in `chat`."""
        values = {"language": chosen.language, "speaker": chosen.speaker, "record": chosen.record}
        self._put(tables.settings, {"chat": chat, "who": who, **values})

    def context(self, chat: int, who: int, roster: Roster) -> Context | None:
        """What `who` last asked in `chat`; None where nothing is known any more."""
        row = self._row(tables.contexts, chat=chat, who=who)
        return Context.loads(row.context, roster) if row and row.expires > self._clock() else None

    def save_context(self, chat: int, who: int, context: Context) -> None:
        """Keep what `who` asked in `chat`, until it expires."""
        expires = self._clock() + self._context_seconds
        self._put(tables.contexts, {"chat": chat, "who": who, "context": context.dumps(), "expires": expires})

    def drop_context(self, chat: int, who: int) -> None:
        """Begin a new conversation with `who` in `chat`."""
        with writing(self._engine) as connection:
            connection.execute(delete(tables.contexts).where(*_equal(tables.contexts, chat=chat, who=who)))

    def shown(self, chat: int, message: int, roster: Roster) -> Context | None:
        """What the bot's `message` in `chat` answers and shows; None where that is not known any more."""
        row = self._row(tables.shown, chat=chat, message=message)
        return Context.loads(row.context, roster) if row and row.expires > self._clock() else None

    def save_shown(self, chat: int, messages: Sequence[int], who: int, context: Context) -> None:
        """Keep what the bot's `messages` answer to `who`, so that a reply or a button is understood later."""
        values = {"chat": chat, "who": who, "context": context.dumps(), "expires": self._clock() + SHOWN_SECONDS}
        self._put(tables.shown, *({**values, "message": message} for message in messages))

    def move(self, chat: int, to: int) -> None:
        """What was chosen and last said in `chat` is of the chat `to` from now on, unless something is known there.

        The messages of the old chat have other ids in the new one, under which what they show is not known.
        """
        with writing(self._engine) as connection:
            for table in (tables.settings, tables.contexts):
                rows = connection.execute(select(table).where(table.c.chat == chat)).mappings().all()
                moved = [{**row, "chat": to} for row in rows]
                if moved:
                    connection.execute(_insert(table, self._engine.dialect.name).on_conflict_do_nothing(), moved)
                    connection.execute(delete(table).where(table.c.chat == chat))

    def save_feedback(
        self, chat: int, message: int, who: int, *, good: bool, question: str, passages: Sequence[str]
    ) -> None:
        """Keep an opinion on the answer in `message`, in place of a former one by the same user."""
        key = {"chat": chat, "message": message, "who": who}
        said = {"good": good, "question": question, "passages": json.dumps(list(passages)), "at": self._clock()}
        self._put(tables.feedback, {**key, **said})

    def feedback(self) -> list[Feedback]:
        """All opinions, the oldest first, without whose they are."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(tables.feedback).order_by(tables.feedback.c.at)).all()
        return [Feedback(row.good, row.question, tuple(json.loads(row.passages)), row.at) for row in rows]

    def receive(
        self, bot: int, number: int, who: int, content: str, *, chat: int = EVERYBODY, worker: str | None = None
    ) -> bool:
        """Keep the update `number` of `bot` for `worker` until it is finished. False where it was received before."""
        values = {"bot": bot, "number": number, "at": self._clock(), "who": who, "content": content, "answering": False}
        values |= {"chat": chat, "worker": worker, "working": False, "cancelled": False}
        with writing(self._engine) as connection:
            added = connection.execute(_new_update(self._engine.dialect.name), values)
            return added.rowcount == 1

    def finish(self, bot: int, number: int) -> None:
        """The update has been dealt with: only its number is kept."""
        self._change_update(bot, number, content=None, who=EVERYBODY, chat=EVERYBODY)

    def save_addition(self, addition: Addition) -> Path:
        """Keep a file that waits to be confirmed; the empty folder that is its own."""
        self._put(tables.additions, {**asdict(addition), "at": self._clock()})
        folder = self._incoming(addition.token)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def addition(self, token: str) -> tuple[Addition, Path] | None:
        """The addition of this token, and its folder; None where it was confirmed, discarded or forgotten."""
        row = self._row(tables.additions, token=token)
        return (_addition(row), self._incoming(token)) if row else None

    def being_read(self, worker: str) -> list[Addition]:
        """The additions that `worker` has not read yet."""
        query = select(tables.additions).where(tables.additions.c.worker == worker)
        with reading(self._engine) as connection:
            return [_addition(row) for row in connection.execute(query)]

    def was_read(self, token: str) -> None:
        """The addition of this token is read, and waits to be confirmed."""
        this = tables.additions.c.token == token
        with writing(self._engine) as connection:
            connection.execute(update(tables.additions).where(this).values(message=None, worker=None))

    def drop_addition(self, token: str) -> bool:
        """Forget an addition and delete its file; False where there was none."""
        with writing(self._engine) as connection:
            gone = connection.execute(delete(tables.additions).where(tables.additions.c.token == token))
        if gone.rowcount:
            shutil.rmtree(self._incoming(token), ignore_errors=True)
        return bool(gone.rowcount)

    def forget(self, who: int) -> None:
        """Forget all that is known of a user, in every chat, and overwrite it on the disk.

        Of a chat in whose name somebody writes, what was asked in its name alone.

        The numbers of updates stay: they say nothing of anybody. Raises LibraryError where another
        process keeps the file busy; the rows are deleted even then.
        """
        found = [self.drop_addition(token) for token in self._tokens(tables.additions.c.who == who)]
        with writing(self._engine) as connection:
            for table in (tables.settings, tables.contexts, tables.shown, tables.feedback):
                private = (table.c.chat == who) & (who > 0)
                found.append(connection.execute(delete(table).where((table.c.who == who) | private)).rowcount > 0)
            connection.execute(delete(tables.asked).where(tables.asked.c.who == who))
            known = tables.updates.c.who == who
            gone = {"content": None, "who": EVERYBODY, "chat": EVERYBODY}
            connection.execute(update(tables.updates).where(known).values(gone))
        with self._counting:
            self._deleted += any(found)
        self._erase()

    def _erase(self) -> None:
        """Overwrite what was deleted: once for all who wait for it, and not at all where nothing was.

        Everybody else waits meanwhile, and one user may ask to be forgotten again and again.
        """
        wanted = self._deleted
        with self._erasing:
            if self._erased < wanted:
                so_far = self._deleted
                memory.erase(self._engine)
                self._erased = so_far

    def tidy(self) -> None:
        """Delete what has expired, and files that wait for nobody."""
        now = self._clock()
        for token in self._tokens(tables.additions.c.at < now - ADDITION_SECONDS):
            self.drop_addition(token)
        with writing(self._engine) as connection:
            for table in (tables.contexts, tables.shown):
                connection.execute(delete(table).where(table.c.expires <= now))
            connection.execute(delete(tables.updates).where(tables.updates.c.at < now - UPDATE_SECONDS))
            connection.execute(delete(tables.asked).where(tables.asked.c.at < now - ASKED_SECONDS))
        incoming = self._folder / INCOMING
        present = [folder.name for folder in incoming.iterdir()] if incoming.is_dir() else []
        for token in set(present) - set(self._tokens(tables.additions.c.at >= 0)):
            shutil.rmtree(self._incoming(token), ignore_errors=True)

    def _incoming(self, token: str) -> Path:
        return self._folder / INCOMING / token

    def _tokens(self, condition: Any) -> list[str]:
        with reading(self._engine) as connection:
            return list(connection.scalars(select(tables.additions.c.token).where(condition)))

    def _row(self, table: Table, **key: object) -> Any:
        with reading(self._engine) as connection:
            return connection.execute(_query(table, *key), key).one_or_none()

    def _put(self, table: Table, *rows: dict[str, Any]) -> None:
        with writing(self._engine) as connection:
            connection.execute(_upsert(table, self._engine.dialect.name), rows)

    def _change_update(self, bot: int, number: int, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(_CHANGE, {"this_bot": bot, "this_number": number, **values})


def _addition(row: Any) -> Addition:
    read_by = {"message": row.message, "language": row.language or "en", "worker": row.worker or ""}
    return Addition(row.token, row.who, row.chat, row.name, **read_by)


# Statements are kept: making one takes as long as executing it.
_CHANGE = update(tables.updates).where(
    tables.updates.c.bot == bindparam("this_bot"), tables.updates.c.number == bindparam("this_number")
)


@cache
def _query(table: Table, *names: str) -> Select[Any]:
    return select(table).where(*(table.c[name] == bindparam(name) for name in names))


def _insert(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _new_update(dialect: str) -> Insert:
    new = _insert(tables.updates, dialect).on_conflict_do_nothing()
    return new.execution_options(preserve_rowcount=True)


@cache
def _upsert(table: Table, dialect: str) -> Insert:
    key, new = [column.name for column in table.primary_key], _insert(table, dialect)
    rest = {column.name: new.excluded[column.name] for column in table.columns if column.name not in key}
    return new.on_conflict_do_update(index_elements=key, set_=rest)


def _equal(table: Table, **key: object) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]
