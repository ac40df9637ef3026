"""The tables of a library, and the engine that opens them where they are a file of SQLite's, `records.db`.

Only what every SQL database has: the queries run on PostgreSQL too (see `postgresql`). What is
SQLite's own (its pragmas, its BEGIN IMMEDIATE) is set by events, for SQLite alone.
"""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
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
    create_engine,
    event,
)

from corpus.in_file import MAPPED, PATIENCE
from corpus.verbatim import Verbatim

SCHEMA = "onrecord"  # the tables' own, on a server

_Key = Integer().with_variant(
    BigInteger(), "postgresql"
)  # SQLite's INTEGER is that wide, and then the row's own number

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("name", Verbatim, primary_key=True),
    Column("value", _Key, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("id", Verbatim, primary_key=True),
    Column("title", Verbatim, nullable=False),
    Column("date", Verbatim),
    Column("event", Verbatim),
    Column("place", Verbatim),
    Column("publisher", Verbatim),
    Column("language", Verbatim),
    Column("url", Verbatim),
    Column("sha256", String(64), nullable=False),
    Column("reading", LargeBinary(16), nullable=False),
    Column("length", Integer, nullable=False),
    Column("first_key", _Key, nullable=False),
    Column("next_number", Integer, nullable=False),  # no passage of the record ever had this number, or a higher one
)


def _record() -> Column[Any]:
    return Column("record", ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)


blocks = Table(
    "blocks",
    metadata,
    _record(),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("text", Verbatim, nullable=False),
)

speakers = Table(
    "speakers",
    metadata,
    _record(),
    Column("id", Verbatim, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Verbatim, nullable=False),
    Index("speakers_by_id", "id"),
)

aliases = Table(
    "aliases",
    metadata,
    _record(),
    Column("speaker", Verbatim, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("alias", Verbatim, nullable=False),
    ForeignKeyConstraint(["record", "speaker"], ["speakers.record", "speakers.id"], ondelete="CASCADE"),
)

turns = Table(
    "turns",
    metadata,
    _record(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("speaker", Verbatim),
    Column("role", Verbatim),
    Column("heading", Verbatim),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("url", Verbatim),
    ForeignKeyConstraint(["record", "speaker"], ["speakers.record", "speakers.id"], ondelete="CASCADE"),
    Index("turns_by_speaker", "speaker"),
)

passages = Table(
    "passages",
    metadata,
    Column("key", _Key, primary_key=True, autoincrement=False),
    Column("id", Verbatim, nullable=False, unique=True),
    Column("record", ForeignKey("records.id", ondelete="CASCADE"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("locator", Verbatim),
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
    Column("reason", Verbatim, nullable=False),
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
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"mmap_size = {MAPPED}"):
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
