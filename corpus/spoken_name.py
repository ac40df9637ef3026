"""The name by which somebody is spoken of, in what is printed of a speaker."""

from functools import lru_cache

from corpus.people import POSTNOMINALS, is_full_name, plain_name
from corpus.roles import has_cjk, holds_floor, is_office_alone

_NAMES = 16_384  # that are remembered: a roster asks of each name more than once


@lru_cache(maxsize=_NAMES)
def is_office(name: str) -> bool:
    """Whether the name of a speaker is only the office held: "The Chair", "議長"."""
    return holds_floor(name) or is_office_alone(name)


def spoken_name(printed: str) -> str:
    """A name in words without what stands behind it: "Jane Roe MP (Leeds, Lab.)" is Jane Roe.

    Where an office has its holder in brackets, the holder: "The Chair (Mr. John Low (Leeds, Lab.))" is Mr. John Low.
    Names in Japanese stay as they are: their brackets tell namesakes apart.
    """
    if has_cjk(printed):
        return printed
    holder = _holder(printed)
    return holder or POSTNOMINALS.sub("", _before_brackets(printed)) or printed


def printed_office(printed: str) -> str | None:
    """The office that is printed as a speaker's name, with or without its holder in brackets; None where none is."""
    if is_office(printed):
        return printed
    return _before_brackets(printed) if not has_cjk(printed) and _holder(printed) else None


def _holder(printed: str) -> str | None:
    inside = printed.partition("(")[2]
    holder = inside.partition("(")[0].partition(",")[0].strip(" )")
    return holder if holder and is_office(_before_brackets(printed)) and is_full_name(plain_name(holder)) else None


def _before_brackets(printed: str) -> str:
    return printed.partition("(")[0].strip()
