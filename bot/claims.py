"""Which worker answers which update, where several workers share one memory.

An update belongs to the worker that received it. A worker says every few seconds that it lives; one
that has not said so for a while is dead, and what it had is divided among the others. Each part of an
answer's beginning asks first whether the update still is this worker's.

A memory in a file has one worker: what it finds left behind is its own.
"""

import secrets
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import ColumnElement, Connection, Engine, and_, bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot import tables
from bot.jobs import Whose
from bot.server_clock import now
from corpus import postgresql
from corpus.database import on_server, reading, writing

SAID_EVERY = 5.0  # seconds
DEAD_AFTER = 20.0  # seconds of silence
_update, _worker = tables.updates.c, tables.workers.c


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An update that was received and not dealt with; `answering` says that part of an answer may be out."""

    number: int
    content: str
    answering: bool


class Claims:
    """What is one worker's. Every method blocks, and raises LibraryError where the database fails."""

    def __init__(self, engine: Engine, bot: int, name: str) -> None:
        """`name` is that of no other worker of `bot` that runs; the next run of this one has it again."""
        self._engine = engine
        self._bot = bot
        self._name = name
        self.worker = f"{name}/{secrets.token_hex(4)}"
        self.is_shared = on_server(engine)
        self._said = float("-inf")
        self._said_without_gap_since = float("-inf")

    def say_alive(self) -> None:
        """Tell the other workers that this one lives."""
        if not self.is_shared:
            return
        row = insert(tables.workers).values(bot=self._bot, worker=self.worker, seen=now())
        row = row.on_conflict_do_update(index_elements=["bot", "worker"], set_={"seen": row.excluded.seen})
        before = monotonic()
        with writing(self._engine) as connection:
            connection.execute(row)
        if before - self._said > DEAD_AFTER / 2:
            self._said_without_gap_since = before
        self._said = before

    def leave(self) -> None:
        """Leave what is unfinished to the others: this worker ends."""
        if self.is_shared:
            this = (_worker.bot == self._bot, _worker.worker == self.worker)
            with writing(self._engine) as connection:
                connection.execute(delete(tables.workers).where(*this))

    def left_by_former_runs(self) -> list[Unfinished]:
        """What earlier runs of this worker left, in order; from now on it is this run's, and half answered."""
        if self.is_shared:
            mine = _update.worker.startswith(f"{self._name}/", autoescape=True)
            return self._take(or_(_update.worker.is_(None), and_(mine, _update.worker != self.worker)))
        return self._take(_update.content.is_not(None))

    def left_by_the_dead(self) -> list[Unfinished]:
        """What dead workers left, in order; from now on it is this worker's, and half answered.

        Nothing as long as this worker itself has been out of touch: then the others may have been so too.
        """
        if not self.is_shared or monotonic() - self._said_without_gap_since < DEAD_AFTER:
            return []
        with writing(self._engine) as connection:
            connection.execute(
                delete(tables.workers).where(_worker.bot == self._bot, _worker.seen < now() - DEAD_AFTER)
            )
        living = exists().where(_worker.bot == _update.bot, _worker.worker == _update.worker)
        return self._take(~living)

    def held(self) -> list[Unfinished]:
        """What is this worker's and not dealt with, in order."""
        mine = (_update.bot == self._bot, _update.worker == self.worker, _update.content.is_not(None))
        query = select(_update.number, _update.content, _update.answering).where(*mine).order_by(_update.number)
        with reading(self._engine) as connection:
            return [Unfinished(*row) for row in connection.execute(query)]

    def begins_to_answer(self, number: int) -> bool:
        """Note that from now on a part of the answer may be out. False where the update is another worker's by now."""
        return self._change(number, answering=True)

    def has_not_begun(self, number: int) -> None:
        """Note that no part of the answer was sent after all."""
        self._change(number, answering=False)

    def takes_turn(self, number: int) -> bool | None:
        """Whether the update is to be worked on now; None where it is another worker's by now.

        False where one by the same user in the same chat came before it, or is being worked on.
        """
        with writing(self._engine) as connection:
            whose = connection.execute(_WHOSE, self._params(number)).one_or_none()
            if whose is None:
                return None
            postgresql.wait_for_turn(connection, f"turn {self._bot} {whose.who} {whose.chat}")
            if self._waits(connection, number, whose.who, whose.chat):
                return False
            return True if connection.execute(_CHANGE, self._params(number) | {"working": True}).rowcount else None

    def cancels_elsewhere(self, whose: Whose) -> bool:
        """Whether another worker is at what this user asked in this chat; it is told that nobody waits for it."""
        if not self.is_shared:
            return False
        user, chat = whose
        asked = (_update.bot == self._bot, _update.who == user, _update.chat == chat, _update.content.is_not(None))
        theirs = (*asked, _update.working, _update.worker != self.worker)
        other = update(tables.updates).where(*theirs).values(cancelled=True)
        with writing(self._engine) as connection:
            return bool(connection.execute(other).rowcount)

    def cancelled(self) -> list[Whose]:
        """The users who no longer wait for what this worker is at, each with the chat, since the last call."""
        if not self.is_shared:
            return []
        asked = (_update.bot == self._bot, _update.worker == self.worker, _update.content.is_not(None))
        with reading(self._engine) as connection:  # most often nobody has
            if connection.scalar(select(_update.number).where(*asked, _update.cancelled).limit(1)) is None:
                return []
        heard = update(tables.updates).where(*asked, _update.cancelled).values(cancelled=False)
        with writing(self._engine) as connection:
            rows = connection.execute(heard.returning(_update.who, _update.chat)).all()
        return [(row.who, row.chat) for row in rows]

    def _waits(self, connection: Connection, number: int, who: int, chat: int) -> bool:
        same = (_update.bot == self._bot, _update.who == who, _update.chat == chat, _update.content.is_not(None))
        before = or_(_update.number < number, _update.working)
        query = select(_update.number).where(*same, _update.number != number, before).limit(1)
        return connection.scalar(query) is not None

    def _take(self, left: ColumnElement[bool]) -> list[Unfinished]:
        wanted = (_update.bot == self._bot, _update.content.is_not(None), left)
        query = select(_update.number, _update.content, _update.answering).where(*wanted).order_by(_update.number)
        with writing(self._engine) as connection:
            found = [Unfinished(*row) for row in connection.execute(query.with_for_update(skip_locked=True))]
            numbers = [one.number for one in found]
            taken = update(tables.updates).where(_update.bot == self._bot, _update.number.in_(numbers))
            if numbers:
                connection.execute(taken.values(worker=self.worker, answering=True, working=False, cancelled=False))
        return found

    def _change(self, number: int, **values: object) -> bool:
        with writing(self._engine) as connection:
            return bool(connection.execute(_CHANGE, self._params(number) | values).rowcount)

    def _params(self, number: int) -> dict[str, object]:
        return {"this_bot": self._bot, "this_number": number, "this_worker": self.worker}


_MINE = (
    _update.bot == bindparam("this_bot"),
    _update.number == bindparam("this_number"),
    _update.worker == bindparam("this_worker"),
)
_CHANGE = update(tables.updates).where(*_MINE)  # kept: making a statement takes as long as executing it
_WHOSE = select(_update.who, _update.chat).where(*_MINE)
