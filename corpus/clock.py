"""Times of day as markup gives them."""

import re


def clock(text: str | None) -> str | None:
    """The hour and minute in "2014-07-24T10:30:00+03:00" or "9:05:00"; what else is given, as it is."""
    text = (text or "").strip()
    match = re.search(r"(?:^|T)0*(\d{1,2}):(\d\d)(?!\d)", text)
    return f"{int(match[1]):02}:{match[2]}" if match else text or None
