"""A Telegram chat exported as HTML: who wrote what, message by message."""

import re
from typing import TYPE_CHECKING

from corpus.formats.iso_date import iso_date
from corpus.formats.speeches import Meeting, Speech

if TYPE_CHECKING:
    from lxml.etree import _Element

_STAMP = re.compile(r"\s+\d{2}\.\d{2}\.\d{4}(?: \d{2}:\d{2}:\d{2})?$")  # beside the name of who is forwarded
_SENT = re.compile(r"(?P<day>\d{2}\.\d{2}\.\d{4}) (?P<time>\d{2}:\d{2})")


def chat_of(root: "_Element") -> list[Speech]:
    """The messages of an export, in order, each of whoever wrote it, or from whom it was forwarded; none: no export.

    There a message that goes on, "joined", has no name of its own.
    """
    messages = [one for one in root.iter("div") if {"message", "default"} <= _classes(one)]
    if not any(_parts(one, "from_name") for one in messages):
        return []
    meeting = Meeting(title=_title(root), date=_day(messages))
    written_by = None
    found: list[Speech] = []
    for message in messages:
        names = _parts(message, "from_name")
        own: list[str | None] = [_name(name) for name in names if not _is_forwarded(name)]
        forwarded: list[str | None] = [_name(name) for name in names if _is_forwarded(name)]
        written_by = own[0] if own else written_by
        text = "\n\n".join(map(_text, _parts(message, "text")))
        found.append(Speech((forwarded or [written_by])[0], text, locator=_sent(message), meeting=meeting))
    return found


def _classes(element: "_Element") -> set[str]:
    return set((element.get("class") or "").split())


def _parts(element: "_Element", name: str) -> list["_Element"]:
    return [part for part in element.iter("div") if name in _classes(part)]


def _is_forwarded(name: "_Element") -> bool:
    return any("forwarded" in _classes(above) for above in name.iterancestors("div"))


def _name(element: "_Element") -> str:
    return _STAMP.sub("", " ".join("".join(element.itertext()).split()))


def _text(element: "_Element") -> str:
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    lines = (" ".join(line.split()) for line in "".join(element.itertext()).split("\n"))
    return "\n".join(lines).strip()


def _title(root: "_Element") -> str | None:
    header = next((part for part in root.iter("div") if "page_header" in _classes(part)), None)
    return " ".join("".join(header.itertext()).split()) or None if header is not None else None


def _sent(message: "_Element") -> str | None:
    """When a message was sent: "2024-03-12 10:02"."""
    given = (_SENT.match(part.get("title") or "") for part in _parts(message, "date"))
    sent = next(filter(None, given), None)
    return f"{iso_date(sent['day']) or sent['day']} {sent['time']}" if sent else None


def _day(messages: list["_Element"]) -> str | None:
    """The day on which all was written, where it was one."""
    days = {(_sent(message) or "")[:10] for message in messages}
    return days.pop() or None if len(days) == 1 else None
