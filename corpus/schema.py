"""The tables of `records.db`, and the engine that opens it.

Only what every SQL database has: the queries run on PostgreSQL too. What is SQLite's own (its
pragmas, its BEGIN IMMEDIATE) is set by events, for SQLite alone.
"""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)

VERSION = 1
PATIENCE = 10.0  # seconds that a process waits for another's write
BLOCK = 65_536  # code points of source text in a row, so that a slice costs the same in a long record as in a short one

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("date", String),
    Column("event", String),
    Column("place", String),
    Column("publisher", String),
    Column("language", String),
    Column("url", String),
    Column("sha256", String(64), nullable=False),
    Column("reading", LargeBinary(16), nullable=False),
    Column("length", Integer, nullable=False),
    Column("first_key", Integer, nullable=False),
    Column("next_number", Integer, nullable=False),  # no passage of the record ever had this number, or a higher one
)


def _record() -> Column[Any]:
    return Column("record", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)


blocks = Table(
    "blocks",
    metadata,
    _record(),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

speakers = Table(
    "speakers",
    metadata,
    _record(),
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Index("speakers_by_id", "id"),
)

aliases = Table(
    "aliases",
    metadata,
    _record(),
    Column("speaker", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("alias", String, nullable=False),
    ForeignKeyConstraint(["record", "speaker"], ["speakers.record", "speakers.id"], ondelete="CASCADE"),
)

turns = Table(
    "turns",
    metadata,
    _record(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("speaker", String),
    Column("role", String),
    Column("heading", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("url", String),
    ForeignKeyConstraint(["record", "speaker"], ["speakers.record", "speakers.id"], ondelete="CASCADE"),
    Index("turns_by_speaker", "speaker"),
)

passages = Table(
    "passages",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("record", ForeignKey("records.id", ondelete="CASCADE"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("locator", String),
    ForeignKeyConstraint(["record", "turn"], ["turns.record", "turns.number"], ondelete="CASCADE"),
    Index("passages_by_turn", "record", "turn"),
)

asides = Table(
    "asides",
    metadata,
    _record(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("reason", String, nullable=False),
)


def engine_at(path: Path) -> Engine:
    """An engine on the SQLite file at `path`: WAL, foreign keys on, PATIENCE with other writers."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3 would begin late, and after a read never as a writer: _begin does it
    _enter_wal(connection)
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _enter_wal(connection: sqlite3.Connection) -> None:
    # SQLite does not wait, whatever its timeout, where two processes turn a new file to WAL at once
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
