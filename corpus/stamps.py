"""Clock times beside a name, as chats, calls and automatic transcripts print them."""

import re

from corpus.lines import UNSEEN

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+)?"
_STAMP = rf"[\[(（［<]?{_DAY}{_CLOCK}(?:\s?(?:-->|[-–—])\s?{_CLOCK})?[\])）］>]?"
_LEADING = re.compile(rf"[{UNSEEN}]*(?P<mark>\*\*|__)?{_STAMP}(?P=mark)?(?:\s?[-–—|•]\s|[\s\u3000]+)(?:From\s+)?(?=\S)")
_TRAILING = re.compile(rf"(?:[,，]?\s*[-–—|•・]?\s*|\s){_STAMP}$")
_RECIPIENT = re.compile(
    r"\s+to\s+(?:(?:Everyone|all panelists|hosts?(?: and panelists)?)(?:\s?\([^()]{1,40}\))?"
    r"|[^()]{1,60}\((?:Direct Message|Privately)\))$",
    re.IGNORECASE,
)
_LONGEST = 90
_DIGIT = re.compile(r"\d:\d\d")


def leading_stamp(text: str) -> int:
    """How many code points of `text` are a time that stands before a label; 0 where it opens with none."""
    first = text.lstrip(UNSEEN)[:1]
    match = _LEADING.match(text) if first in "[(（［<*_" or first.isdigit() else None
    return match.end() if match else 0


def without_stamp(text: str) -> str | None:
    """What stands beside a time in a line that ends, or begins, with one: "Anna Roe 10:02" → "Anna Roe"; else None."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    core = text.strip("*_# ").rstrip("：:").rstrip()
    bare = _TRAILING.sub("", core)[leading_stamp(core) :].strip("*_ ")
    return bare if bare and bare != core and not bare.endswith((":", "：")) else None  # "Saved: 12/03/2024 10:00"


def without_recipient(label: str) -> str:
    """ "Anna Roe to Everyone" → "Anna Roe"."""
    return _RECIPIENT.sub("", label)
