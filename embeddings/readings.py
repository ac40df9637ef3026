"""Whether an index is of this library: keys begin at 1 in every database, and one may have taken another's place.

What is kept are the readings of its records (`Library.readings`) by the keys of their first passages. In one
library such a key never stands for another reading.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

READINGS = "readings.json"

Readings = Mapping[str, str]
"""By the key of a record's first passage, in digits, what changes with the record."""


def agree(kept: Readings | None, now: Readings) -> bool:
    """Whether no key stands for two readings. An index that kept none is taken for this library's.

    One whose readings cannot be read (None) is not: its rows may stand for the words of another.
    """
    return kept is not None and all(kept.get(key, reading) == reading for key, reading in now.items())


def kept_readings(folder: Path) -> Readings | None:
    """Those kept in the `folder` of an index; none where it is of an earlier version, None where they are damaged."""
    try:
        known = json.loads((folder / READINGS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None
    return known if isinstance(known, dict) else None


def keep_readings(folder: Path, now: Readings) -> None:
    """Keep `now` too in `folder`, whole or not at all. Raises OSError."""
    draft = folder / f"{READINGS}.tmp"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({**(kept_readings(folder) or {}), **now}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / READINGS)
