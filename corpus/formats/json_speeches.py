"""Objects that hold speeches, or meetings with their speeches, as speeches."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from corpus.formats.columns import Columns, columns_of, folded
from corpus.formats.json_nested import meeting_speeches, replies
from corpus.formats.json_shape import Shape, Values
from corpus.formats.json_stream import Item
from corpus.formats.json_values import as_text, flat
from corpus.formats.rows import meeting_of, speech_of
from corpus.formats.speeches import Meeting, Speech

_OF_MEETINGS = {"meeting", "meeting_id", "date", "meeting_url", "place", "publisher", "language", "house", "issue"}


def speeches_in(shape: Shape, items: Iterable[Item]) -> Iterator[Speech]:
    """The speeches of the lists that `shape` names, in order; replies within a speech follow it."""
    number = 0
    around = _around(shape)
    for item in items:
        if not item.listed or item.path not in shape.paths:
            continue
        if shape.holds_meetings:
            speeches = meeting_speeches(item.value, item.where)
            number += bool(speeches)
            meeting = about_meeting(item.value, number)
            yield from (_speech(value, columns, meeting) for value, columns in speeches)
        else:
            first = _speech(item.value, shape.columns, around.get(item.path))
            yield first
            yield from (_speech(value, columns, first.meeting) for value, columns in replies(item.value))


def _around(shape: Shape) -> dict[str, Meeting]:
    """What is said beside each list of its meeting, where its speeches do not say so themselves."""
    if shape.holds_meetings or shape.columns.name_meetings:
        return {}
    several = len(shape.paths) > 1
    about = enumerate(shape.paths.items(), 1)
    return {path: about_meeting(values, number if several else None) for number, (path, values) in about}


def about_meeting(value: dict[str, Any], number: int | None = None) -> Meeting:
    """What an object that holds a list of speeches says of their meeting."""
    pairs = {key: text for key, text in flat(value, 1) if len(text) <= 1000}
    columns = columns_of(pairs)
    of = {kind: name for kind, name in columns.of.items() if kind in _OF_MEETINGS or kind == "diet_session"}
    for kind, names in (("meeting", ("name",)), ("meeting_url", ("url", "link")), ("meeting_id", ("id",))):
        found = next((key for key in pairs if folded(key) in names), None)
        if found and kind not in of:
            of[kind] = found
    return meeting_of(Values(pairs, Columns(of)), number)


def _speech(value: dict[str, Any], columns: Columns, meeting: Meeting | None) -> Speech:
    """The speech in an object; one whose words are no text keeps them nowhere and says so."""
    speech = speech_of(Values(value, columns), meeting)
    key = columns.of["text"]
    found = value.get(key)
    if found is not None and "." not in key and as_text(found) is None and found != []:
        return Speech(None, f"({key})", meeting=speech.meeting, trouble=f"{key!r} holds no text but {_kind(found)}")
    if columns.of["speaker"] == "from" and isinstance(value.get("forwarded_from"), str):
        return replace(speech, speaker=value["forwarded_from"], identity=None, role=None)
    who = value.get(columns.of["speaker"])
    if speech.speaker is None and who not in (None, "", [], {}):
        return replace(speech, doubt=f"{columns.of['speaker']!r} holds no name but {_kind(who)}")
    return speech


def _kind(value: Any) -> str:
    return {dict: "an object", list: "a list", bool: "true or false"}.get(type(value), "something else")
