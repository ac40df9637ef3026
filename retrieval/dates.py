"""Dates as users write them on the command line."""

import re
from datetime import date

from corpus.errors import SettingsError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def check_dates(since: str | None, until: str | None) -> None:
    """Raise SettingsError, naming the value, unless both are None or ISO dates (year, month or day)."""
    for name, value in (("--since", since), ("--until", until)):
        if value is not None and not is_date(value):
            raise SettingsError(f"{name} {value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")


def is_date(value: str) -> bool:
    """Whether `value` is an ISO 8601 year, month or day that exists."""
    match = _DATE.fullmatch(value)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
