"""What an answer reads of a library that is a file, by sqlite3 alone.

To import SQLAlchemy takes a fifth of the time that a whole process of `onrecord ask` has, and to read ten passages
through it twice as long as to read them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from corpus.database_url import library_database
from corpus.errors import LibraryError
from corpus.faithful import faithful_or_none
from corpus.in_file import BLOCK, FILE, MAPPED, PATIENCE, VERSION, cause
from corpus.kept_summaries import kept_records, kept_speakers
from corpus.model import Excerpt, RecordSummary, SpeakerSummary, digest

if TYPE_CHECKING:
    from corpus.library import Library

_KEYS_AT_ONCE = 500
_EXCERPTS = f"""
SELECT p.key, p.digest, p.id, substr(b.text, p.start % {BLOCK} + 1, p."end" - p.start), s.name, t.role, p.record,
    r.title, r.date, r.place, r.publisher, coalesce(t.url, r.url), p.turn, p.start, p."end", p.locator
FROM passages p
JOIN turns t ON t.record = p.record AND t.number = p.turn
JOIN records r ON r.id = p.record
LEFT JOIN speakers s ON s.record = t.record AND s.id = t.speaker
LEFT JOIN blocks b ON b.record = p.record AND b.block = p.start / {BLOCK}
WHERE p.key IN
"""
_TURNS = "SELECT key, record, turn FROM passages WHERE key IN"
_SPEAKERS = """
SELECT p.key, t.speaker FROM passages p JOIN turns t ON t.record = p.record AND t.number = p.turn WHERE p.key IN
"""
_BLOCKS = "SELECT text FROM blocks WHERE record = ? AND block BETWEEN ? AND ? ORDER BY block"
_RECORDS = "SELECT id, reading, first_key FROM records ORDER BY first_key, id"
_VERSION = "SELECT value FROM settings WHERE name = 'version'"


class Readable(Protocol):
    """What an answer reads of a library; the methods are those of `Library`."""

    folder: Path

    @property
    def whole(self) -> "Library":
        """The library with all that can be read of it, and written."""

    def fingerprint(self) -> str:
        """Changes exactly when what can be searched or shown changes."""

    def excerpts(self, keys: Sequence[int]) -> list[Excerpt | None]:
        """The passages of `keys`, in that order; None where one is gone or no longer equals its slice."""

    def turns(self, keys: Sequence[int]) -> list[tuple[str, int] | None]:
        """The record and the turn of each of the passages `keys`, in that order; None where one is gone."""

    def speaker_ids(self, keys: Sequence[int]) -> list[str | None]:
        """Who speaks in each of the passages `keys`, in that order; None for narration, and where one is gone."""

    def speakers(self) -> list[SpeakerSummary]:
        """Every identity that is named in any record, by name."""

    def records(self) -> list[RecordSummary]:
        """Every record without its text, in the order of adding."""

    def close(self) -> None:
        """Give the database back."""


def open_readable(folder: Path) -> Readable:
    """The library in `folder`, as quickly as it can be read; raises as `Library.open` does."""
    if quick := QuickLibrary.open(folder):
        return quick
    from corpus.library import Library

    return Library.open(folder, create=False)


class QuickLibrary:
    """A library that is a file of the present version. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Read the file in `folder`; see `open`."""
        self.folder = folder
        self._free: list[sqlite3.Connection] = []
        self._closed = False

    @classmethod
    def open(cls, folder: Path) -> Self | None:
        """The library in `folder`; None where it is no such file, and `Library.open` has something to do or to say."""
        if library_database(folder) is not None or not (folder / FILE).is_file():
            return None
        library = cls(folder)
        with suppress(LibraryError), library._reading() as connection:
            if connection.execute(_VERSION).fetchone() == (VERSION,):
                return library
        library.close()
        return None

    @cached_property
    def whole(self) -> "Library":
        """The library with all that can be read of it, and written. Raises LibraryError."""
        from corpus.library import Library

        return Library.open(self.folder, create=False)

    def close(self) -> None:
        """Give the file back; connections in use are closed when they are done with."""
        self._closed = True
        with suppress(IndexError):  # other threads may take and give back meanwhile
            while True:
                self._free.pop().close()
        if "whole" in self.__dict__:
            self.whole.close()

    def fingerprint(self) -> str:
        """As `Library.fingerprint`."""
        with self._reading() as connection:
            return fingerprint_of(connection.execute(_RECORDS).fetchall())

    def speakers(self) -> list[SpeakerSummary]:
        """As `Library.speakers`."""
        kept = kept_speakers(self.folder, self._is_now)
        return self.whole.speakers() if kept is None else kept

    def records(self) -> list[RecordSummary]:
        """As `Library.records`."""
        kept = kept_records(self.folder, self._is_now)
        return self.whole.records() if kept is None else kept

    def _is_now(self, fingerprint: str) -> bool:
        return fingerprint == self.fingerprint()

    def turns(self, keys: Sequence[int]) -> list[tuple[str, int] | None]:
        """As `Library.turns`."""
        with self._reading() as connection:
            found = {key: (record, turn) for key, record, turn in _rows_of(connection, _TURNS, keys)}
        return [found.get(key) for key in keys]

    def speaker_ids(self, keys: Sequence[int]) -> list[str | None]:
        """As `Library.speaker_ids`."""
        with self._reading() as connection:
            found = dict(_rows_of(connection, _SPEAKERS, keys))
        return [found.get(key) for key in keys]

    def excerpts(self, keys: Sequence[int]) -> list[Excerpt | None]:
        """As `Library.excerpts`."""
        with self._reading() as connection:
            found = {row[0]: _excerpt(connection, *row[1:]) for row in _rows_of(connection, _EXCERPTS, keys)}
        return [found.get(key) for key in keys]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library from its first query to its last."""
        try:
            connection = self._taken()
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.rollback()
                self._give_back(connection)
        except sqlite3.Error as error:
            raise LibraryError(f"{self.folder / FILE} {cause(str(error))}") from error

    def _taken(self) -> sqlite3.Connection:
        try:
            return self._free.pop()
        except IndexError:
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.folder / FILE, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        self._free.append(connection)
        if self._closed:
            self.close()


def fingerprint_of(records: Sequence[tuple[str, bytes, int]]) -> str:
    """32 hexadecimal digits of a library with these records: id, reading and first key of each, in that order."""
    return blake2b(repr(list(records)).encode(), digest_size=16).hexdigest()


def _rows_of(connection: sqlite3.Connection, query: str, keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for first in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[first : first + _KEYS_AT_ONCE]
        yield from connection.execute(f"{query} ({', '.join('?' * len(some))})", some)


def _excerpt(connection: sqlite3.Connection, words: bytes, id_: str, cut: str | None, *rest: Any) -> Excerpt | None:
    """What the database cut out may be wrong: where the words go on in the next block, or a NUL stands before them."""
    found = Excerpt(id_, cut or "", *rest)
    if digest(found.text) != words:
        found = replace(found, text=_slice(connection, found))
    return faithful_or_none(found, words)


def _slice(connection: sqlite3.Connection, where: Excerpt) -> str:
    first, last = where.start // BLOCK, (max(where.end, where.start + 1) - 1) // BLOCK
    text = "".join(text for (text,) in connection.execute(_BLOCKS, (where.record, first, last)))
    return text[where.start - first * BLOCK : where.end - first * BLOCK]
