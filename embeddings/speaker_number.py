"""A number for each speaker's identity, by which an index knows them."""

from functools import lru_cache
from hashlib import blake2b

NOBODY = 0


@lru_cache(maxsize=100_000)
def speaker_number(speaker_id: str | None) -> int:
    """The number of an identity, the same in every library: 64 bits of its digest; NOBODY for narration."""
    if speaker_id is None:
        return NOBODY
    return int.from_bytes(blake2b(speaker_id.encode(), digest_size=8).digest(), "little") or 1
