"""Tensors of a safetensors file, memory-mapped by numpy alone."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

_DTYPES = {"I8": "<i1", "U8": "|u1", "I32": "<i4", "U32": "<u4", "U64": "<u8", "F32": "<f4"}


def map_tensors(path: Path) -> dict[str, NDArray[Any]]:
    """The tensors of a safetensors file by name, as read-only views of the mapped file.

    Nothing is read but the header; a page comes from disk when it is first touched. Raises
    `ModelError` when the file is missing, cut short or no safetensors file.
    """
    try:
        # A plain array: a memmap makes a new object of every slice, which takes longer than reading a short one.
        data = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
        length = int(data[:8].view("<u8")[0])
        header = json.loads(data[8 : 8 + length].tobytes())
        return {name: _view(data[8 + length :], entry) for name, entry in header.items() if name != "__metadata__"}
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise ModelError(
            f"{path} is not a whole model file: install onrecord again, or train the model anew"
        ) from error


def _view(data: NDArray[np.uint8], entry: dict[str, Any]) -> NDArray[Any]:
    start, end = entry["data_offsets"]
    return data[start:end].view(_DTYPES[entry["dtype"]]).reshape(entry["shape"])
