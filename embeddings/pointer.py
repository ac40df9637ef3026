"""`current.json` of a library: where its index is. Replaced in one rename, as the last step of a build."""

import json
import os
from pathlib import Path
from typing import Any

POINTER = "current.json"


def read_pointer(library: Path) -> dict[str, Any]:
    """What the pointer says; nothing where there is none that can be read."""
    try:
        known = json.loads((library / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write_pointer(library: Path, where: dict[str, Any]) -> None:
    """Have the pointer say `where`, whole or not at all. Raises OSError."""
    pointer = library / POINTER
    draft = pointer.with_suffix(".tmp")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(where, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(pointer)
