"""Where a library's rows are: in its own folder (SQLite), or on the PostgreSQL server that a setting names."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import LibraryError
from corpus.in_file import FILE as ROWS

if TYPE_CHECKING:
    from sqlalchemy import URL

VARIABLE = "ONRECORD_DATABASE"
FILE = "database.toml"  # in the library's folder
IN_FOLDER = "sqlite"  # in place of a URL
EXAMPLE = "postgresql://onrecord@db.example.org/onrecord"
_DRIVER = "postgresql+psycopg"
_SERVERS = ("postgresql", "postgres", _DRIVER)


def library_database(folder: Path, environment: Mapping[str, str] | None = None) -> "URL | None":
    """The server's database that holds the rows of the library in `folder`; None where `folder` itself does.

    The folder's own `database.toml` (`url = "…"`) speaks first, then ONRECORD_DATABASE. Raises
    LibraryError where either cannot be understood, never telling a password, and where the variable
    would hide a library that is in the folder already.
    """
    file = folder / FILE
    if file.is_file():
        return server_url(_told_by(file), f"url in {file}")
    url = server_url((os.environ if environment is None else environment).get(VARIABLE, "").strip(), VARIABLE)
    if url is not None and (folder / ROWS).exists():
        raise LibraryError(
            f'{folder} holds a library of its own, and {VARIABLE} names {place(url)}: put `url = "{IN_FOLDER}"` into'
            f" {file} to keep to the folder, or move {ROWS} away"
        )
    return url


def keep_in_folder(folder: Path) -> None:
    """Say in `folder`, once and for all, that the library's rows are there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(f'url = "{IN_FOLDER}"\n', encoding="utf-8")


def server_url(said: str, where: str) -> "URL | None":
    """The URL `said` in the setting `where`; None where it says "sqlite", or nothing. Raises LibraryError."""
    if said.lower() in ("", IN_FOLDER):
        return None
    from sqlalchemy import make_url  # few libraries are on a server
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(said)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _SERVERS or not url.database:
        raise LibraryError(f'{where} is not understood: give it as {EXAMPLE}, or as "{IN_FOLDER}"')
    return url.set(drivername=_DRIVER)


def place(url: "URL") -> str:
    """The database in words, without user or password."""
    if url.get_backend_name() != "postgresql":
        return str(url.database)
    server = url.host or url.query.get("host") or "this machine"
    return f"the database {url.database} on {server}{f':{url.port}' if url.port else ''}"


def _told_by(file: Path) -> str:
    import tomllib

    try:
        url = tomllib.loads(file.read_text(encoding="utf-8-sig")).get("url", "")
    except (OSError, ValueError):
        url = None
    if not isinstance(url, str):
        raise LibraryError(f'{file} cannot be read: write url = "{EXAMPLE}" into it, or url = "{IN_FOLDER}"')
    return url.strip()
