"""One row, whatever it was read from, as a speech: its values by what their columns hold."""

import re
from collections.abc import Callable

from corpus.formats.speeches import Meeting, Speech

Value = Callable[[str], str | None]  # the value in the column of a kind, trimmed; None: none given

_SECONDS = re.compile(r"\d{1,6}\.\d+$")


def speech_of(value: Value, meeting: Meeting | None = None) -> Speech:
    """The speech in a row; `meeting` where the source says it for all rows at once."""
    return Speech(
        speaker=value("speaker"),
        text=value("text") or "",
        role=value("office") or value("role"),
        identity=value("identity"),
        alias=value("yomi"),
        url=value("url"),
        locator=locator_of(value("time"), value("page")),
        meeting=meeting or meeting_of(value),
    )


def meeting_of(value: Value, number: int | None = None) -> Meeting:
    """What a row, or an object that holds a meeting, says of it."""
    return Meeting(
        id=value("meeting_id"),
        title=_title(value),
        date=value("date"),
        url=value("meeting_url"),
        place=value("place"),
        publisher=value("publisher"),
        language=value("language"),
        number=number,
    )


def _title(value: Value) -> str | None:
    """The meeting's name; of a committee of the Diet, with session, house and issue: its name alone comes up daily."""
    name, house = value("meeting"), value("house")
    if not name or not house:
        return name
    session = value("diet_session")
    return " ".join(filter(None, (session and f"第{session}回国会", house, name, value("issue"))))


def locator_of(time: str | None, page: str | None = None) -> str | None:
    """Where a speech is found: a time code, made of seconds where they are a fraction, or else a page."""
    if time and _SECONDS.match(time):
        seconds = int(float(time))
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if time:
        return time[:40]
    return f"p. {page[:20]}" if page and page != "0" else None
