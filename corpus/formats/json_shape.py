"""What a JSON file holds: which of its lists are the speeches, or the meetings at which they were made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import RecordError
from corpus.formats.columns import Columns, columns_of, folded, no_speech, titles_are_roles
from corpus.formats.json_export import is_exported
from corpus.formats.json_stream import Item
from corpus.formats.json_values import flat
from corpus.formats.rows import meeting_of
from corpus.formats.speeches import are_several
from corpus.roles import is_role

_KEYS = 500  # distinct keys of a list's objects by which it is judged
_ABOUT = 200  # values beside a list
_LONGEST_ABOUT = 2_000  # code points of such a value
_SAMPLE = 200
_DEEPEST = 4  # objects between a meeting and the list of its speeches


@dataclass(slots=True)
class _List:
    """What was seen of a list of objects."""

    count: int = 0
    keys: dict[str, None] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    inner: dict[str, None] = field(default_factory=dict)  # keys in the lists within, where none holds speeches
    meetings: int = 0

    def see(self, value: dict[str, Any]) -> None:
        self.count += 1
        pairs = dict(flat(value))
        if len(self.keys) < _KEYS:
            self.keys.update(dict.fromkeys(pairs))
        if len(self.titles) < _SAMPLE:
            self.titles += [text for key, text in pairs.items() if folded(key) == "title"]
        self.meetings += bool(speech_list(value)[0])
        if not self.meetings and len(self.inner) < _KEYS:
            self.inner.update({key: None for one in _lists(value, _DEEPEST) for key, _ in flat(one[0])})

    @property
    def columns(self) -> Columns:
        of = columns_of(self.keys).of
        titled = folded(of.get("meeting", "")) == "title" and not {"office", "role"} & of.keys()
        if titled and titles_are_roles(self.titles, is_role):
            of = {"role" if kind == "meeting" else kind: name for kind, name in of.items()}
        return Columns(of)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is to be read: the list at `path` holds speeches, or meetings; or the file is an export.

    `about` are the values that stand beside the list.
    """

    path: str
    columns: Columns
    about: dict[str, str]
    holds_meetings: bool = False
    exported: bool = False


def shape_of(items: Iterable[Item], name: str) -> Shape:
    """The shape of a file. Raises RecordError, which calls it `name`, where it holds nothing known as speeches."""
    lists: dict[str, _List] = {}
    about: dict[str, str] = {}
    for item in items:
        if item.listed:
            if not lists and is_exported(item.value):
                return Shape(item.path, Columns({}), {}, exported=True)
            if item.path in lists or len(lists) < _KEYS:
                lists.setdefault(item.path, _List()).see(item.value)
        elif len(about) < _ABOUT and isinstance(item.value, str) and len(item.value) <= _LONGEST_ABOUT:
            about[item.path] = item.value
    return _best(lists, about, name)


def _best(lists: dict[str, _List], about: dict[str, str], name: str) -> Shape:
    ranked = sorted(lists.items(), key=lambda one: one[1].count, reverse=True)
    for path, seen in ranked:
        if seen.columns.hold_speech:
            return Shape(path, seen.columns, _beside(about, path))
    for path, seen in ranked:
        if seen.meetings:
            return Shape(path, seen.columns, _beside(about, path), holds_meetings=True)
    if not ranked:
        found = ", ".join(key[:40] for key in list(about)[:8] if key) or "a single value"
        raise RecordError(f"{name} holds no list of speeches ({' '.join(found.split())}): give one object a speech")
    path, seen = ranked[0]
    where = f"{name}, {path}" if path else name
    raise (
        no_speech(where, seen.inner, columns_of(seen.inner))
        if seen.inner
        else no_speech(where, seen.keys, seen.columns)
    )


def _beside(about: dict[str, str], path: str) -> dict[str, str]:
    """The values in the objects that hold the list at `path`, by their own keys, the nearest last."""
    around = [path.rsplit(".", cut)[0] + "." if "." in path and cut else "" for cut in (9, 1)] if path else [""]
    near = [(key, value) for key, value in about.items() if any(_inside(key, prefix) for prefix in around)]
    return {key.rpartition(".")[2]: value for key, value in sorted(near, key=lambda one: one[0].count("."))}


def _inside(key: str, prefix: str) -> bool:
    return key.startswith(prefix) and "." not in key[len(prefix) :]


def speech_list(meeting: dict[str, Any]) -> tuple[list[dict[str, Any]], Columns]:
    """The longest list of speeches in an object, and what their keys hold; an empty one where there is none."""
    found: list[dict[str, Any]] = []
    columns = Columns({})
    for candidate in _lists(meeting, _DEEPEST):
        if len(candidate) > len(found):
            keys = {key for value in candidate[:_SAMPLE] for key, _ in flat(value)}
            if (of := columns_of(sorted(keys))).hold_speech:
                found, columns = candidate, of
    return found, columns


def _lists(value: dict[str, Any], depth: int) -> Iterator[list[dict[str, Any]]]:
    for inner in value.values():
        if isinstance(inner, dict) and depth:
            yield from _lists(inner, depth - 1)
        elif isinstance(inner, list):
            objects = [one for one in inner if isinstance(one, dict)]
            if objects:
                yield objects


def about_several(shape: Shape, items: Iterable[Item]) -> bool:
    """Whether the items of a list of `shape` are of more than one meeting."""
    of_list = (item for item in items if item.path == shape.path and item.listed)
    if shape.holds_meetings:
        return sum(1 for item in of_list if speech_list(item.value)[0]) > 1
    if not shape.columns.name_meetings:
        return False
    return are_several(meeting_of(Values(item.value, shape.columns)) for item in of_list)


class Values:
    """The values of an object by what their keys hold."""

    def __init__(self, value: dict[str, Any], columns: Columns) -> None:
        self._flat = dict(flat(value))
        self._of = columns.of

    def __call__(self, kind: str) -> str | None:
        """The value under the key of a kind, trimmed; None: none given."""
        return self._flat.get(self._of.get(kind, ""), "").strip() or None
