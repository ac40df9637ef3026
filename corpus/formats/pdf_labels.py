"""Lines of a PDF that name a speaker: alone, or before what is said."""

import re

from corpus.formats.blocks import LONGEST_LABEL
from corpus.labels import Shape, parse_label

_OPENS = re.compile(r"[○〇◯◎◆◇●■□▲△]\s*\S|[QA]\d{0,3}[.:]\s|(?P<label>[^:：。!?]{2,60})[:：]\s*\S")


def opens_speech(text: str, *, certain: bool) -> bool:
    """Whether a line begins with what gives the floor; with a full name or a mark, where that must be `certain`."""
    match = _OPENS.match(text)
    if not match or not certain:
        return bool(match)
    label = parse_label(re.split("[:：]", text, maxsplit=1)[0]) if match["label"] else None
    return match["label"] is None or bool(label and (label.shape >= Shape.FULL_NAME or text[:3].isupper()))


def is_label(text: str) -> bool:
    """Whether `text` is a speaker's name or office, and nothing else."""
    return len(text) <= LONGEST_LABEL and parse_label(text) is not None
