"""Short names for passages: in buttons, and in links that anybody may keep."""

import re
from base64 import urlsafe_b64encode
from hashlib import blake2b

from corpus.library import Library

PAYLOAD_LIMIT = 64  # characters A-Z a-z 0-9 _ - that t.me/BOT?start= may carry
_SHORTENED = "#"
_WHOLE = re.compile(r"p_([A-Za-z0-9_-]+)-([0-9]+)")
_HASHED = re.compile(r"h_([0-9a-f]{16})-([0-9]+)")


def token(text: str) -> str:
    """Four letters, digits, - or _ that stand for `text`."""
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=3).digest()).decode()


def shortened(passage_id: str) -> str:
    """A form of a long passage id that fits a button: its record's id hashed."""
    record, _, number = passage_id.rpartition("/")
    return f"{_SHORTENED}{_hashed(record)}/{number}"


def full_id(library: Library, passage: str) -> str:
    """The passage id that `passage` stands for; itself where no record fits."""
    if not passage.startswith(_SHORTENED):
        return passage
    hashed, _, number = passage.removeprefix(_SHORTENED).rpartition("/")
    ids = (record.id for record in library.records())
    return next((f"{record}/{number}" for record in ids if _hashed(record) == hashed), passage)


def payload(passage_id: str) -> str | None:
    """What a link to the passage carries; None for an id without a number.

    It holds the record's id and the passage's number, which no other words of the record ever get: a link goes on
    leading to the same words, or to none.
    """
    record, _, number = passage_id.rpartition("/")
    if not (number.isascii() and number.isdecimal()):
        return None
    for written in (f"p_{record}-{number}", f"h_{_hashed(record)}-{number}"):
        if len(written) <= PAYLOAD_LIMIT and passage_of(written) is not None:
            return written
    return None


def passage_of(written: str) -> str | None:
    """The passage id, or its short form, that a link carries; None where it is none of ours."""
    if match := _WHOLE.fullmatch(written):
        return f"{match[1]}/{match[2]}"
    if match := _HASHED.fullmatch(written):
        return f"{_SHORTENED}{match[1]}/{match[2]}"
    return None


def speaker_mark(speaker_id: str) -> str:
    """Sixteen hexadecimal digits for a speaker's id of any length."""
    return _hashed(speaker_id)


def deep_link(bot: str, passage_id: str) -> str | None:
    """The address at which the bot of this user name shows the passage; None where the id cannot be linked to."""
    carried = payload(passage_id)
    return f"https://t.me/{bot}?start={carried}" if carried else None


def linked_passage(bot: str, url: str) -> str | None:
    """The passage that a `deep_link` of this bot leads to; None for any other address."""
    head = f"https://t.me/{bot}?start="
    return passage_of(url.removeprefix(head)) if url.startswith(head) else None


def _hashed(name: str) -> str:
    return blake2b(name.encode(), digest_size=8).hexdigest()
