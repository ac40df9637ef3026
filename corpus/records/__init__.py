"""The records that ship with onrecord."""

from pathlib import Path


def bundled_records() -> list[Path]:
    """The files of the records that ship with onrecord; their sidecars lie beside them."""
    return sorted(Path(__file__).parent.glob("*.txt"))
