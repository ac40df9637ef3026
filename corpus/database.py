"""Connections to a library's database, and what it says when it fails, told in one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, exc

from corpus import postgresql, schema
from corpus.database_url import library_database, place
from corpus.errors import ConnectionLost, LibraryError
from corpus.in_file import FILE, PATIENCE, VERSION, cause
from corpus.layout import bring_up_to_date, stored_version


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the library from its first query to its last."""
    with _told(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction of its own: committed whole at the end, or rolled back whole."""
    with _told(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turns a database error into a LibraryError whose line says the way out."""
    try:
        yield
    except exc.TimeoutError as error:
        raise LibraryError(f"{place(engine.url)} is asked too much at once: try again in a moment") from error
    except exc.DBAPIError as error:
        raise _error(engine, error) from error


def _error(engine: Engine, error: exc.DBAPIError) -> LibraryError:
    if not on_server(engine):
        return LibraryError(f"{place(engine.url)} {cause(str(error.orig))}")
    kind = ConnectionLost if postgresql.is_lost(error) else LibraryError
    return kind(f"{place(engine.url)} {postgresql.cause(error)}")


def on_server(engine: Engine) -> bool:
    """Whether the rows are on a PostgreSQL server, and not in a file."""
    return engine.dialect.name == "postgresql"


def prepare(folder: Path, *, create: bool) -> Engine:
    """The engine of the library in `folder`, with its tables made where there are none.

    Raises LibraryError where `folder` cannot hold a library, holds something else, holds none and
    `create` is false, or was written by a newer onrecord; where a server holds its rows, all of that of
    the database, and where that cannot be reached or refuses.
    """
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{folder} is a file, not a folder: choose a folder with --library")
    url = library_database(folder)
    if url is None and not (folder / FILE).exists() and not create:
        raise _no_library(str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be created ({error.strerror}): choose another with --library") from error
    if url is None:
        engine = schema.engine_at(folder / FILE)
    else:
        engine = postgresql.engine_on(url, schema.SCHEMA, patience=PATIENCE, in_turn=True)
    try:
        _check_version(engine, create=create)
    except LibraryError:
        engine.dispose()
        raise
    return engine


def _no_library(where: str) -> LibraryError:
    return LibraryError(f"{where} holds no library: run `onrecord add PATH` first, or choose another with --library")


def _check_version(engine: Engine, *, create: bool) -> None:
    where = place(engine.url)
    with reading(engine) as connection:
        present = engine.dialect.has_table(connection, schema.settings.name)
    if not present and on_server(engine) and not create:
        raise _no_library(where)
    if not present:
        _create_tables(engine)
    with reading(engine) as connection:
        stored = stored_version(connection)
    if stored is None:
        raise _not_a_library(where)
    if stored < VERSION:
        with writing(engine) as connection:
            bring_up_to_date(connection)
    if stored > VERSION:
        raise LibraryError(
            f"{where} was written by a newer onrecord (library version {stored}, this one reads {VERSION}):"
            " upgrade onrecord, or choose another folder with --library"
        )


def _not_a_library(where: str) -> LibraryError:
    return LibraryError(f"{where} is not a library: choose another folder with --library, or move the file away")


def _create_tables(engine: Engine) -> None:
    with writing(engine) as connection:
        if on_server(engine):
            postgresql.make_schema(connection, schema.SCHEMA)
        if engine.dialect.has_table(connection, schema.settings.name):
            return  # another process was faster
        if engine.dialect.get_table_names(connection):  # type: ignore[no-untyped-call, unused-ignore]  # untyped dialect
            raise _not_a_library(place(engine.url))
        schema.metadata.create_all(connection, checkfirst=False)
        rows = [{"name": "version", "value": VERSION}, {"name": "next_key", "value": 1}]
        connection.execute(schema.settings.insert(), rows)
