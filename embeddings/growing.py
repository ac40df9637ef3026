"""A .npy file that grows at its end, while others go on reading what was there before."""

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import DTypeLike, NDArray

_HEADER_BYTES = 128


class GrowingArray:
    """Rows of one dtype and shape in a .npy file, whose header has a fixed size and is written again when it grew.

    A reader maps as many rows as its manifest counts. Rows beyond, of a writer that was stopped, are
    for nobody: the next writer cuts them off.
    """

    def __init__(self, path: Path, dtype: DTypeLike, row_shape: tuple[int, ...], rows: int = 0) -> None:
        """Go on after `rows` rows of the file at `path`; a new file where that is none."""
        self._dtype = np.dtype(dtype)
        self._row_shape = row_shape
        self._rows = rows
        self._file: BinaryIO = path.open("r+b" if rows else "wb")
        self._write_header()  # before the file is cut: who opens it meanwhile finds all that the header tells of
        self._file.truncate(_HEADER_BYTES + rows * self._row_bytes)
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
        """Give what was appended to the system, and tell of it in the header."""
        self._write_header()
        self._file.seek(0, 2)
        self._file.flush()

    def close(self) -> None:
        """As `flush`, and give the file back."""
        self.flush()
        self._file.close()

    def _write_header(self) -> None:
        fields = {"descr": self._dtype.str, "fortran_order": False, "shape": (self._rows, *self._row_shape)}
        body = repr(fields).encode().ljust(_HEADER_BYTES - 11) + b"\n"
        self._file.seek(0)
        self._file.write(b"\x93NUMPY\x01\x00" + len(body).to_bytes(2, "little") + body)


def mapped(path: Path, rows: int) -> NDArray[Any]:
    """The first `rows` rows of the array at `path`, memory-mapped. Raises OSError or ValueError where it lacks them."""
    # As a plain array: a memmap makes a new object of every slice, which takes longer than reading a short one.
    array: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r"))
    if len(array) < rows:
        raise ValueError(f"{path} has {len(array)} rows of {rows}")
    return array[:rows]
