"""What a JSON file holds: which of its lists are the speeches, or the meetings at which they were made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import RecordError
from corpus.formats.columns import Columns, columns_of, folded, no_speech, titles_are_roles
from corpus.formats.json_export import looks_exported
from corpus.formats.json_nested import check_one, inner_keys, is_of_speeches, is_word_by_word, meeting_speeches
from corpus.formats.json_stream import Item
from corpus.formats.json_values import flat
from corpus.formats.rows import meeting_of
from corpus.formats.speeches import are_several
from corpus.roles import is_role

_KEYS = 500  # distinct keys of a list's objects by which it is judged
_ABOUT = 200  # values beside a list
_LONGEST_ABOUT = 2_000  # code points of such a value
_SAMPLE = 200
_LONGEST_TITLE = 200


@dataclass(slots=True)
class _List:
    """What was seen of a list of objects."""

    count: int = 0
    keys: dict[str, None] = field(default_factory=dict)
    sample: list[dict[str, str]] = field(default_factory=list)
    inner: dict[str, None] = field(default_factory=dict)  # keys in the lists within, where none holds speeches
    meetings: int = 0
    by_word: bool = False  # whether its objects are words, or hold them
    flat: bool = False  # whether its objects are speeches themselves

    def see(self, value: dict[str, Any], where: str) -> None:
        self.count += 1
        self.by_word |= self.count <= _SAMPLE and is_word_by_word(value)
        pairs = dict(flat(value))
        if len(self.keys) < _KEYS and not pairs.keys() <= self.keys.keys():
            self.keys.update(dict.fromkeys(pairs))
            self.flat = columns_of(self.keys).hold_speech
        if len(self.sample) < _SAMPLE:
            self.sample.append({key: text[:_LONGEST_TITLE] for key, text in pairs.items()})
        if self.flat or self.by_word or not any(isinstance(inner, dict | list) for inner in value.values()):
            return
        self.meetings += bool(meeting_speeches(value, where))
        if not self.meetings and len(self.inner) < _KEYS:
            self.inner.update(dict.fromkeys(inner_keys(value)))

    @property
    def lists_words(self) -> bool:
        """Whether its objects are words one by one, and no speeches."""
        return self.by_word and not self.flat

    @property
    def columns(self) -> Columns:
        of = columns_of(self.keys).of
        titled = folded(of.get("meeting", "")) == "title" and not {"office", "role"} & of.keys()
        rows = [(value.get(of.get("speaker", ""), ""), value.get(of.get("meeting", ""), "")) for value in self.sample]
        if titled and titles_are_roles(rows, is_role):
            of = {"role" if kind == "meeting" else kind: name for kind, name in of.items()}
        return Columns(of)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is to be read: the lists at `paths` hold speeches, or meetings; or the file is an export.

    `paths` gives for each the values that stand beside it.
    """

    paths: dict[str, dict[str, str]]
    columns: Columns
    holds_meetings: bool = False
    exported: bool = False


def shape_of(items: Iterable[Item], name: str) -> Shape:
    """The shape of a file. Raises RecordError, which calls it `name`, where it holds nothing known as speeches."""
    lists: dict[str, _List] = {}
    about: dict[str, str] = {}
    for item in items:
        if item.listed:
            if not lists and looks_exported(item.value):
                return Shape({}, Columns({}), exported=True)
            if item.path in lists or len(lists) < _KEYS:
                lists.setdefault(item.path, _List()).see(item.value, item.where)
        elif len(about) < _ABOUT and isinstance(item.value, str) and len(item.value) <= _LONGEST_ABOUT:
            about[item.path] = item.value
    return _best(lists, about, name)


def _best(lists: dict[str, _List], about: dict[str, str], name: str) -> Shape:
    candidates = {path: seen for path, seen in lists.items() if is_of_speeches(_last(path)) and not seen.lists_words}
    flat_ones = [path for path, seen in candidates.items() if seen.columns.hold_speech]
    deep_ones = [path for path, seen in candidates.items() if seen.meetings and path not in flat_ones]
    found = flat_ones + deep_ones
    if not found:
        raise _unknown(lists, about, name)
    check_one({_last(path) for path in found}, name)
    check_one({path for path in found if flat_ones and deep_ones}, name)
    keys = dict.fromkeys(key for path in found for key in lists[path].keys)
    sample = [value for path in found for value in lists[path].sample]
    columns = _List(keys=keys, sample=sample).columns
    return Shape({path: _beside(about, path) for path in found}, columns, holds_meetings=bool(deep_ones))


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _unknown(lists: dict[str, _List], about: dict[str, str], name: str) -> RecordError:
    if not lists:
        found = ", ".join(key[:40] for key in list(about)[:8] if key) or "a single value"
        return RecordError(f"{name} holds no list of speeches ({' '.join(found.split())}): give one object a speech")
    if any(seen.lists_words for seen in lists.values()):
        return RecordError(
            f"{name} lists words one by one, not speeches: get it by utterance or segment, with speakers, or as .srt"
        )
    path, seen = max(lists.items(), key=lambda one: one[1].count)
    keys = seen.inner or seen.keys
    return no_speech(f"{name}, {path}" if path else name, keys, columns_of(keys))


def _beside(about: dict[str, str], path: str) -> dict[str, str]:
    """The values in the objects that hold the list at `path`, by their own keys, the nearest last."""
    around = [path.rsplit(".", cut)[0] + "." if "." in path and cut else "" for cut in (9, 1)] if path else [""]
    near = [(key, value) for key, value in about.items() if any(_inside(key, prefix) for prefix in around)]
    return {key.rpartition(".")[2]: value for key, value in sorted(near, key=lambda one: one[0].count("."))}


def _inside(key: str, prefix: str) -> bool:
    return key.startswith(prefix) and "." not in key[len(prefix) :]


def about_several(shape: Shape, items: Iterable[Item]) -> bool:
    """Whether the items of the lists of `shape` are of more than one meeting."""
    of_list = (item for item in items if item.listed and item.path in shape.paths)
    if shape.holds_meetings:
        return sum(1 for item in of_list if meeting_speeches(item.value, item.where)) > 1
    if shape.columns.name_meetings:
        return are_several(meeting_of(Values(item.value, shape.columns)) for item in of_list)
    return len(shape.paths) > 1


class Values:
    """The values of an object by what their keys hold."""

    def __init__(self, value: dict[str, Any], columns: Columns) -> None:
        self._flat = dict(flat(value))
        self._of = columns.of

    def __call__(self, kind: str) -> str | None:
        """The value under the key of a kind, trimmed; None: none given."""
        value = self._flat.get(self._of.get(kind, ""), "").strip()
        return (value.replace("\n", ", ") if kind == "speaker" else value) or None  # a list of speakers: at once
