"""Who is named in the title or the introduction of a conversation, to whom initials and answers can be given."""

import re
from collections.abc import Sequence

from corpus.events import titled_people
from corpus.labels import Label, Shape
from corpus.lines import Line
from corpus.people import is_full_name

_HEAD = 8  # lines in which people are introduced
_NAME = r"[^\W\d_a-zа-яё][\w’'-]+(?:\s(?:[^\W\d_]\.|[a-z]{2,3}|[^\W\d_a-zа-яё][\w’'-]+)){1,3}"
_ABBREVIATED = re.compile(rf"(?P<name>{_NAME})\s?[(（](?P<short>[^\W\d_]{{2,4}})[)）]")
_OPENS = re.compile(rf"(?P<name>{_NAME})(?:,\s(?=[^\W\d_])|\s(?:is|was|has|spoke|speaks|talks|joins|[—–])\s)")
_GUEST = re.compile(
    rf"(?:\b(?:guest|interviewee|interview with|spoke (?:to|with)|talked (?:to|with)|speaks (?:to|with)"
    rf"|talks (?:to|with)|met)\s?:?\s|(?:гость|собеседник)[а-я]*\s?[:—–-]\s)(?P<name>{_NAME})",
    re.IGNORECASE,
)


def introduced(lines: Sequence[Line], first: int) -> list[Label]:
    """The people whom the lines above `first`, where the conversation begins, name as its own."""
    found: dict[str, Label] = {}
    for line in lines[: min(first, _HEAD)]:
        named = titled_people(line.text)
        for match in (*_ABBREVIATED.finditer(line.text), *_opening(line.text)):
            if is_full_name(match["name"]) and not match["name"].isupper():
                named.append(Label(match["name"], None, Shape.FULL_NAME))
        for label in named:
            found.setdefault(label.name or "", label)
    return list(found.values())


def _opening(text: str) -> list[re.Match[str]]:
    return [match for match in (_OPENS.match(text), _GUEST.search(text)) if match]
