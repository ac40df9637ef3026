"""Clock times beside a name, as chats, calls and automatic transcripts print them."""

import re

_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+)?"
_STAMP = rf"[\[(（［<]?{_DAY}{_CLOCK}(?:\s?(?:-->|[-–—])\s?{_CLOCK})?[\])）］>]?"
_LEADING = re.compile(rf"(?P<mark>\*\*|__)?{_STAMP}(?P=mark)?(?:\s?[-–—|•]\s|[\s\u3000]+)(?:From\s+)?(?=\S)")
_TRAILING = re.compile(rf"(?:[,，]?\s*[-–—|•・]?\s*|\s){_STAMP}$")
_RECIPIENT = re.compile(
    r"\s+to\s+(?:Everyone|all panelists|hosts?(?: and panelists)?)(?:\s?\([^()]{1,40}\))?$", re.IGNORECASE
)
_LONGEST = 90
_DIGIT = re.compile(r"\d:\d\d")


def leading_stamp(text: str) -> int:
    """How many code points of `text` are a time that stands before a label; 0 where it opens with none."""
    match = _LEADING.match(text) if text[:1] in "[(（［<*_" or text[:1].isdigit() else None
    return match.end() if match else 0


def without_stamp(text: str) -> str | None:
    """What stands beside a time in a line that ends, or begins, with one: "Anna Roe 10:02" → "Anna Roe"; else None."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    core = text.strip("*_# ").rstrip("：:").rstrip()
    bare = _TRAILING.sub("", core)[leading_stamp(core) :].strip("*_ ")
    return bare if bare and bare != core else None


def without_recipient(label: str) -> str:
    """ "Anna Roe to Everyone" → "Anna Roe"."""
    return _RECIPIENT.sub("", label)
