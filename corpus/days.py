"""Dates as markup gives them."""

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def iso_date(text: str | None) -> str | None:
    """The day at the beginning of `text` ("2020-10-07T10:00:00+09:00"), or the month or year that it is; else None."""
    text = (text or "").strip()
    if _MONTH.fullmatch(text):
        return text
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def clock(text: str | None) -> str | None:
    """The hour and minute in "2014-07-24T10:30:00+03:00" or "9:05:00"; what else is given, as it is."""
    text = (text or "").strip()
    match = re.search(r"(?:^|T)0*(\d{1,2}):(\d\d)(?!\d)", text)
    return f"{int(match[1]):02}:{match[2]}" if match else text or None
