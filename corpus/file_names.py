"""Files that are written: named after any id, and whole or not at all."""

import os
import re
import tempfile
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

_LONGEST = 180  # bytes of a name; file systems end at 255
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)


def file_names(ids: Iterable[str], ending: str) -> dict[str, str]:
    """A file name for each of `ids`: the id itself where any file system takes it, else with a digest of it.

    No two are equal, also where a file system makes no difference between small and capital letters.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        name = _safe(id_)
        if name != id_ or name.casefold() in taken:
            name = f"{name}-{blake2b(id_.encode(errors='surrogatepass'), digest_size=6).hexdigest()}"
        taken.add(name.casefold())
        names[id_] = name + ending
    return names


def _safe(id_: str) -> str:
    plain = re.sub(r"[^\w.-]+", "_", normalize("NFC", id_)).strip(".")
    short = plain.encode(errors="ignore")[:_LONGEST].decode(errors="ignore")
    return f"_{short}" if _RESERVED.match(short) or not short or short.startswith("-") else short


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Writes `lines` as UTF-8 into a new file at `path`, in place of the one that is there: all of it or nothing.

    Makes the folder where there is none. Raises OSError, and whatever iterating over `lines` raises.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(handle)
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
