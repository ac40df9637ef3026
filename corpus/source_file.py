"""A file that is being read as records."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import IO

from corpus.errors import RecordError
from corpus.sidecar import Sidecar

BLOCK = 1 << 20  # bytes
LARGEST_WHOLE = 128_000_000  # bytes of a file in a format that has to be held whole


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, what its sidecar says, and the id that its record gets.

    `encoding` is the one that the user asked for; None: to be recognised.
    """

    path: Path
    sidecar: Sidecar
    id: str
    encoding: str | None = None

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The file, open to be read in blocks. Raises RecordError, also for what fails while it is read."""
        try:
            if not S_ISREG(self.path.stat().st_mode):  # to open a pipe is to wait for somebody who writes into it
                raise RecordError(f"{self.path} is not a file but a pipe, a socket or a device: give a file")
            with self.path.open("rb") as file:
                yield file
        except OSError as error:
            raise RecordError(f"{self.path} cannot be read: {error.strerror or error}") from error

    def blocks(self) -> Iterator[bytes]:
        """The bytes of the file, a block at a time. Raises RecordError."""
        with self.opened() as file:
            while block := file.read(BLOCK):
                yield block

    def whole(self) -> bytes:
        """All bytes of a file of a format that cannot be read in parts.

        Raises RecordError where it cannot be read, is empty, or has more than LARGEST_WHOLE bytes.
        """
        with self.opened() as file:
            data = file.read(LARGEST_WHOLE + 1)
        if len(data) > LARGEST_WHOLE:
            size = f"{LARGEST_WHOLE // 1_000_000} MB"
            raise RecordError(f"{self.path} is larger than {size}: split it, or give plain text, CSV or JSON lines")
        if not data:
            raise RecordError(f"{self.path} is empty: there is nothing to read in it")
        return data
