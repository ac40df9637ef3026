"""The database of the bot's memory: opened, brought to this version, and cleared of what was deleted.

A file of SQLite's, `state.db`, or tables on a PostgreSQL server that several bots work with.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event

from bot import tables
from corpus import postgresql
from corpus.database import on_server, reading, writing
from corpus.database_url import library_database, place, server_url
from corpus.errors import LibraryError
from corpus.in_file import PATIENCE
from corpus.schema import engine_at

FILE = "state.db"
CACHE_KILOBYTES = 256  # of the file's pages, for each connection: rows are read one at a time
SCHEMA = "onrecord_bot"  # the tables' own, on a server


def server_of(folder: Path, database: str | None) -> URL | None:
    """The server's database that holds the memory, by what is set; None where a file in `folder` does.

    `database` is a URL or "sqlite"; None: where the rows of the library in `folder` are. Raises LibraryError.
    """
    return library_database(folder) if database is None else server_url(database, "the bot's database")


def opened(folder: Path, url: URL | None) -> Engine:
    """The memory on the server at `url`, or in `folder`, at this version; a new one where there is none.

    Raises LibraryError where it cannot be opened, or was written by a newer onrecord.
    """
    engine = _in_file(folder) if url is None else postgresql.engine_on(url, SCHEMA, patience=PATIENCE, in_turn=False)
    try:
        _migrate(engine, tables.STEPS)
    except BaseException:
        engine.dispose()
        raise
    return engine


def reached(url: URL) -> str:
    """The database at `url` in words, once it has let us in; nothing is changed. Raises LibraryError."""
    engine = postgresql.engine_on(url, SCHEMA, patience=PATIENCE, in_turn=False)
    try:
        with reading(engine) as connection:
            connection.exec_driver_sql("SELECT 1")
    finally:
        engine.dispose()
    return place(url)


def looked_at(folder: Path) -> None:
    """Raises LibraryError where the file in `folder` cannot be written, or is none of ours; it is left as it is."""
    engine = _in_file(folder)
    try:
        with writing(engine) as connection:
            _refuse_newer(engine, _version(connection), tables.STEPS)
    finally:
        engine.dispose()


def erase(engine: Engine) -> None:
    """Rewrite what holds the tables, so that its free space does not hold what was deleted. Raises LibraryError."""
    if on_server(engine):
        names = ", ".join(table.name for table in tables.metadata.sorted_tables)
        with reading(engine.execution_options(isolation_level="AUTOCOMMIT")) as connection:  # in no transaction
            connection.exec_driver_sql(f"VACUUM (FULL) {names}")
    else:
        _erase_file(engine)


def _in_file(folder: Path) -> Engine:
    engine = engine_at(folder / FILE)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")


def _erase_file(engine: Engine) -> None:
    busy = f"{engine.url.database} is in use by another process: try again in a moment"
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM")
        if connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LibraryError(busy)
    except sqlite3.OperationalError as error:
        raise LibraryError(busy) from error
    finally:
        connection.close()


def _migrate(engine: Engine, steps: Sequence[tables.Step]) -> None:
    """Take each of `steps` that the database has not taken, all in one transaction."""
    with writing(engine) as connection:
        if on_server(engine):
            postgresql.wait_for_turn(connection, SCHEMA)
        version = _version(connection)
        _refuse_newer(engine, version, steps)
        for statement in (statement for step in steps[version:] for statement in step):
            connection.exec_driver_sql(statement)
        if version < len(steps):
            _set_version(connection, len(steps))


def _refuse_newer(engine: Engine, version: int, steps: Sequence[tables.Step]) -> None:
    if version > len(steps):
        raise LibraryError(
            f"{place(engine.url)} was written by a newer onrecord (state version {version}, this one reads"
            f" {len(steps)}): upgrade onrecord"
        )


def _version(connection: Connection) -> int:
    if not on_server(connection.engine):
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    postgresql.make_schema(connection, SCHEMA)
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS version (number INTEGER NOT NULL)")
    return int(connection.exec_driver_sql("SELECT max(number) FROM version").scalar() or 0)


def _set_version(connection: Connection, version: int) -> None:
    if on_server(connection.engine):
        connection.exec_driver_sql("DELETE FROM version")
        connection.exec_driver_sql(f"INSERT INTO version VALUES ({version})")
    else:
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
