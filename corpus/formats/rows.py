"""One row, whatever it was read from, as a speech: its values by what their columns hold."""

import re
from collections.abc import Callable

from corpus.formats.speeches import Meeting, Speech

Value = Callable[[str], str | None]  # the value in the column of a kind, trimmed; None: none given

_FRACTION = re.compile(r"\d{1,6}\.\d+s?$")
_NUMBER = re.compile(r"\d{1,10}(?:\.\d+)?s?$")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d+))?$")
_ORDER = re.compile(r"[1-9]\d{0,8}$|0$")


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
        begins=value("time"),
        ends=value("end"),
        order=_order(value("order"), value("paragraph")),
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


def _order(number: str | None, paragraph: str | None) -> tuple[int, ...]:
    """The speech's number, and the paragraph's within it; () where either is none."""
    numbers = [one for one in (number, paragraph) if one is not None]
    if number is None or not all(map(_ORDER.match, numbers)):
        return ()
    return tuple(map(int, numbers))


def locator_of(time: str | None, page: str | None = None) -> str | None:
    """Where a speech is found: a time code, made of seconds where they are a fraction, or else a page."""
    if time and _FRACTION.match(time):
        return as_clock(float(time.removesuffix("s")))
    if time:
        return (time.replace(",", ".").partition(".")[0] if _CLOCK.match(time) else time)[:40]
    return f"p. {page[:20]}" if page and page != "0" else None


def seconds_in(time: str | None) -> float | None:
    """The number in a time as printed: "3.4", "0.400s", "0:01:15,5"; None where it is something else."""
    if not time:
        return None
    if _NUMBER.match(time):
        return float(time.removesuffix("s"))
    clock = _CLOCK.match(time)
    if clock is None:
        return None
    hours, minutes, seconds, part = clock.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{part or 0}")


def as_clock(seconds: float) -> str:
    """ "1:02:05"."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
