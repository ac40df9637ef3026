"""Speeches in the lists within an object: those of a meeting, and the replies within a speech."""

from collections.abc import Iterator, Sequence
from typing import Any

from corpus.errors import RecordError
from corpus.formats.columns import Columns, columns_of, folded
from corpus.formats.json_values import flat

Spoken = tuple[dict[str, Any], Columns]  # an object that is a speech, and what its keys hold

_DEEPEST = 4
_SAMPLE = 2_000  # objects by which a list is judged
_WORD_TYPES = {"word", "pronunciation", "punctuation", "punct"}
_PARTS = {"words", "word", "tokens", "wordsegments"}  # of speeches, word by word, with their speakers once more


def is_of_speeches(key: str) -> bool:
    """Whether a list under `key` may hold speeches, not the words that they are made of."""
    return folded(key) not in _PARTS


def is_word_by_word(value: dict[str, Any]) -> bool:
    """Whether an object is a word of a recogniser's answer, or holds such words and nothing said as a whole."""
    parts = [inner for key in ("alternatives", "elements") for inner in _objects(value.get(key))]
    if value.get("type") in _WORD_TYPES and (parts or not value.get("speaker")):
        return True
    return any(_objects(part.get("words")) or part.get("type") in _WORD_TYPES for part in parts) or any(
        "value" in part and "type" in part for part in parts
    )


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def meeting_speeches(value: dict[str, Any], where: str) -> list[Spoken]:
    """The speeches of a meeting, in order; none where the object holds no list of any.

    Raises RecordError, which says `where`, where lists of several names hold some: which are the
    meeting's, or whether all are, cannot be told.
    """
    found = list(_spoken_within(value, _DEEPEST))
    check_one({key for key, _ in found}, where)
    return [speech for _, speech in found]


def check_one(keys: set[str], where: str) -> None:
    """Raises RecordError where `keys` name several lists of speeches."""
    if len(keys) > 1:
        names = " ".join(", ".join(key[:40] or "(the list itself)" for key in sorted(keys)[:6]).split())
        raise RecordError(
            f"{where} holds several lists of speeches ({names}): keep one, or give each a file of its own"
        )


def replies(value: dict[str, Any]) -> Iterator[Spoken]:
    """The speeches within a speech."""
    if any(isinstance(inner, dict | list) for inner in value.values()):
        for _, speech in _spoken_within(value, _DEEPEST):
            yield speech


def inner_keys(value: dict[str, Any]) -> Iterator[str]:
    """The keys of the first object of each list in an object: what was found where speeches should be."""
    for inner in value.values():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield from (key for key, _ in flat(inner[0]))


def _spoken_within(value: dict[str, Any], depth: int) -> Iterator[tuple[str, Spoken]]:
    for key, inner in value.items():
        if isinstance(inner, dict) and depth:
            yield from _spoken_within(inner, depth - 1)
        elif isinstance(inner, list) and is_of_speeches(key):
            objects = [one for one in inner if isinstance(one, dict)]
            yield from _spoken_in(key, objects, depth)


def _spoken_in(key: str, objects: Sequence[dict[str, Any]], depth: int) -> Iterator[tuple[str, Spoken]]:
    columns = columns_of(dict.fromkeys(name for one in objects[:_SAMPLE] for name, _ in flat(one)))
    for one in objects:
        if columns.hold_speech:
            yield key, (one, columns)
        if depth:
            for inner, speech in _spoken_within(one, depth - 1):
                yield (key if columns.hold_speech else inner), speech
