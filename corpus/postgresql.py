"""An engine on a PostgreSQL server, and what such a server says when it fails, told with the way out."""

from hashlib import blake2b

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.schema import CreateSchema

from corpus.database_url import FILE, VARIABLE, place
from corpus.errors import LibraryError

SECONDS_TO_CONNECT = 10
_CHECK = f"check {VARIABLE} or {FILE}"
_LOST = "was lost, the server broke off: see that it runs, and try again"
_STARTING = "is on a server that is starting up: try again in a moment"
_STOPPING = "is on a server that is shutting down: start it again"
_CLOSED = "takes no connections at the moment: try again when it does"
_UNREACHED = f"cannot be reached: see that the server runs, and {_CHECK}"

_BY_STATE = {
    "25006": "is read-only (a standby server?): name the primary server",
    "42501": "does not let this user make or change tables: make the user the owner of the database",
    "40001": "was being changed by another process: try again",
    "40P01": "was being changed by another process: try again",
    "53100": "cannot be written, the server's disk is full: free some space and run the command again",
    "53300": "has no connection left: raise max_connections, or run fewer workers",
    "54000": "cannot hold a name or an id as long as this (PostgreSQL indexes about 2,700 bytes): shorten it",
    "55P03": "is being written by another process: wait for it to end and try again",
}
_BY_WORDS = (
    ("password", f"refuses the user or the password: {_CHECK}, or the file ~/.pgpass"),
    ("pg_hba.conf", f"refuses the user from this machine: {_CHECK}, and the server's pg_hba.conf"),
    ("not currently accepting connections", _CLOSED),
    ('database "', f"does not exist: create it (createdb), or {_CHECK}"),
    ('role "', f"knows no such user: create it (createuser), or {_CHECK}"),
    ("starting up", _STARTING),
    ("shutting down", _STOPPING),
    ("too many", _BY_STATE["53300"]),
    ("server closed the connection", _LOST),
    ("terminating connection", _LOST),
    ("connection failed", _UNREACHED),
    ("connection is bad", _UNREACHED),
    ("connection timeout", _UNREACHED),
    ("failed to resolve", _UNREACHED),
)


def engine_on(url: URL, schema: str, *, patience: float, in_turn: bool) -> Engine:
    """An engine on the tables in `schema` of the database at `url`.

    A read sees one state from its first query to its last. A write waits `patience` seconds for what
    another has locked, and, `in_turn`, for every other write in the same schema. Raises LibraryError
    where the driver is missing.
    """
    settings = {
        "search_path": schema,
        "lock_timeout": f"{round(patience * 1000)}",
        # the server notices within a minute that a machine has vanished with a lock
        "tcp_keepalives_idle": "30",
        "tcp_keepalives_interval": "10",
        "tcp_keepalives_count": "3",
    }
    options = " ".join([str(url.query.get("options", "")), *(f"-c {name}={value}" for name, value in settings.items())])
    try:
        engine = create_engine(
            url,
            connect_args={"options": options.strip(), "connect_timeout": SECONDS_TO_CONNECT},
            isolation_level="REPEATABLE READ",
            hide_parameters=True,  # they are what people asked, and what was said
            pool_pre_ping=True,
            max_overflow=10,
        )
    except (ImportError, NoSuchModuleError) as error:
        raise LibraryError(
            f"{place(url)} needs the driver psycopg: run python -m pip install 'onrecord[postgresql]'"
        ) from error

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            if in_turn:
                wait_for_turn(connection, schema)

    event.listen(engine, "begin", begin)
    return engine


def wait_for_turn(connection: Connection, what: str) -> None:
    """Wait until no other transaction of the database has its turn at `what`; it ends with this transaction."""
    number = int.from_bytes(blake2b(what.encode(), digest_size=7).digest())
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({number})")


def make_schema(connection: Connection, schema: str) -> None:
    """Make `schema` where there is none. Raises LibraryError where the database cannot hold every language."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise LibraryError(
            f"{place(connection.engine.url)} is encoded in {encoding}: create one in UTF8"
            " (createdb -E UTF8 -T template0)"
        )
    if not connection.dialect.has_schema(connection, schema):
        connection.execute(CreateSchema(schema))


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection is gone, or none could be made: another attempt may fare better."""
    return error.connection_invalidated or cause(error) in (_LOST, _STARTING, _STOPPING, _CLOSED, _UNREACHED)


def cause(error: DBAPIError) -> str:
    """What went wrong and the way out, to be read after the database's name; never with a password."""
    said = " ".join(str(error.orig).split())
    by_state = _BY_STATE.get(getattr(error.orig, "sqlstate", None) or "")
    if by_state:
        return by_state
    lower = said.lower()
    return next((cause for sign, cause in _BY_WORDS if sign in lower), f"cannot be used: {said}")
