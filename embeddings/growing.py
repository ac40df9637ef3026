"""A .npy file that grows at its end, while others go on reading what was there before."""

import os
import threading
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import DTypeLike, NDArray

_HEADER_BYTES = 128
_ONE_HEADER_AT_A_TIME = threading.Lock()  # numpy parses it; Python 3.11 counts one depth for all threads that parse
_COUNT_WIDTH = 19  # the most digits that a count can have; the header differs nowhere else when it is written again


class GrowingArray:
    """Rows of one dtype and shape in a .npy file, whose header has a fixed size and is written again when it grew.

    A reader maps as many rows as its manifest counts. Rows beyond, of a writer that was stopped, are
    for nobody: the next writer cuts them off.
    """

    def __init__(self, path: Path, dtype: DTypeLike, row_shape: tuple[int, ...], rows: int | None = None) -> None:
        """Go on after the first `rows` rows of the file at `path`; None: start a new one in its place."""
        self._dtype = np.dtype(dtype)
        self._row_shape = row_shape
        self._rows = rows or 0
        if rows is None:
            path.unlink(missing_ok=True)  # another generation may share the file that was there
        self._file: BinaryIO = path.open("xb" if rows is None else "r+b")
        self._write_header()  # before the file is cut: who opens it meanwhile finds all that the header tells of
        self._file.truncate(_HEADER_BYTES + self._rows * self._row_bytes)
        self._file.seek(0, 2)

    @property
    def rows(self) -> int:
        """How many there are."""
        return self._rows

    @property
    def _row_bytes(self) -> int:
        return self._dtype.itemsize * int(np.prod(self._row_shape, dtype=np.int64))

    def append(self, rows: NDArray[Any]) -> None:
        """Add rows after those already there."""
        self._file.write(np.ascontiguousarray(rows, self._dtype).data)
        self._rows += len(rows)

    def flush(self) -> None:
        """Have what was appended on disk, and tell of it in the header."""
        self._write_header()
        self._file.seek(0, 2)
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """As `flush`, and give the file back."""
        self.flush()
        self._file.close()

    def _write_header(self) -> None:
        shape = ", ".join([f"{self._rows:{_COUNT_WIDTH}}", *map(str, self._row_shape), ""])
        fields = f"{{'descr': {self._dtype.str!r}, 'fortran_order': False, 'shape': ({shape}), }}"
        body = fields.encode().ljust(_HEADER_BYTES - 11) + b"\n"
        self._file.seek(0)
        self._file.write(b"\x93NUMPY\x01\x00" + len(body).to_bytes(2, "little") + body)


def mapped(path: Path, rows: int) -> NDArray[Any]:
    """The first `rows` rows of the array at `path`, memory-mapped. Raises OSError or ValueError where it lacks them.

    The count in its header is not looked at: a writer may be changing it.
    """
    with path.open("rb") as file:
        with _ONE_HEADER_AT_A_TIME:
            np.lib.format.read_magic(file)
            shape, _, dtype = np.lib.format.read_array_header_1_0(file)
        wanted = (rows, *shape[1:])
        return np.memmap(file, dtype, "r", file.tell(), wanted) if rows else np.empty(wanted, dtype)


def loaded(path: Path) -> NDArray[Any]:
    """The whole array at `path`, in memory. Raises OSError or ValueError where there is none."""
    with _ONE_HEADER_AT_A_TIME:
        array: NDArray[Any] = np.load(path)
    return array
