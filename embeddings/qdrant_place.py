"""Where on a Qdrant server a library has its index, as `current.json` keeps it. The API key is never part of it."""

import re
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from corpus.errors import SettingsError
from embeddings.pointer import read_pointer, write_pointer

BACKEND = "qdrant"


class Quantisation(StrEnum):
    """In how many bits the server keeps a number of a vector in memory: 32, 8 or 1."""

    NONE = "none"
    SCALAR = "scalar"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class QdrantPlace:
    """A server's address, the alias under which the index is found there, and how a new collection is laid out."""

    url: str
    alias: str
    quantisation: str = Quantisation.SCALAR
    shards: int = 1
    replicas: int = 1

    @classmethod
    def of(cls, library: Path) -> Self | None:
        """Where the index of `library` is; None where it is not on a Qdrant server."""
        known = read_pointer(library)
        if known.get("backend") != BACKEND or not {"url", "alias"} <= known.keys():
            return None
        return cls(**{field.name: known[field.name] for field in fields(cls) if field.name in known})

    def keep(self, library: Path) -> None:
        """Have the index of `library` be here. Raises OSError."""
        kept: dict[str, Any] = {"backend": BACKEND, **asdict(self)}
        write_pointer(library, kept)


def checked_url(url: str) -> str:
    """`url`, where it is the address of a server, or of a folder (`file:///DIR`); else raises SettingsError."""
    try:
        parts = urlsplit(url)
        secret = parts.username or parts.password or parts.query
        known = (parts.scheme in ("http", "https") and parts.hostname) or (parts.scheme == "file" and parts.path)
    except ValueError as error:
        raise SettingsError(f"{url!r} is no address of a Qdrant server: give one as http://HOST:6333") from error
    if secret:
        raise SettingsError(
            f"the address of {parts.hostname} holds more than a place: it would be kept on disk; "
            "give the key as ONRECORD_QDRANT_API_KEY"
        )
    if not known:
        raise SettingsError(f"{url!r} is no address of a Qdrant server: give one as http://HOST:6333")
    return url.rstrip("/")


def checked_alias(alias: str) -> str:
    """`alias`, where a server can have it; else raises SettingsError."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,200}", alias):
        raise SettingsError(f"{alias!r} cannot be an alias: give letters, digits, - and _")
    return alias


def own_alias(library: Path) -> str:
    """An alias that no other library on this machine has."""
    return f"onrecord-{blake2b(str(library.resolve()).encode(), digest_size=4).hexdigest()}"
