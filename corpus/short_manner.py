"""The labels of a file too short to have a manner: those that alternate, or with which nearly every line opens."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from corpus.headings import Form
from corpus.label_shapes import Shape
from corpus.lines import Line
from corpus.manner import Possible
from corpus.people import is_full_name

_LONGEST = 400  # lines of a file that is read so
_UNLIKE = (Form.EVENT, Form.MARK, Form.BRACKETS, Form.QUESTION, Form.ANSWER)


def alternating(lines: Sequence[Line], found: Sequence[Possible], key_of: Callable[[Possible], str]) -> set[int]:
    """The first lines of those candidates that a short file shows, together, to be its labels."""
    if len(lines) > _LONGEST:
        return set()
    by_style: dict[str, list[Possible]] = defaultdict(list)
    for one in found:
        if one.candidate.form not in _UNLIKE and not one.runs_on and _may_head(lines, one):
            by_style[one.style].append(one)
    return {
        one.first
        for group in by_style.values()
        if _is_talk(lines, group, keys := [key_of(one) for one in group])
        for one, key in zip(group, keys, strict=True)
        if one.candidate.label.shape is not Shape.PRINTED or keys.count(key) > 1 or one.candidate.form is Form.TIMED
    }


def _may_head(lines: Sequence[Line], one: Possible) -> bool:
    """Whether a candidate that has its line to itself is a whole name, set apart above something said."""
    if one.candidate.form not in (Form.WHOLE, Form.TIMED):
        return True
    below = one.last + 1
    if one.candidate.form is Form.TIMED:
        return below < len(lines)
    name = one.candidate.label.name
    return bool(name and is_full_name(name)) and lines[one.first].apart and _is_said(lines, below)


def _is_said(lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and lines[index].text.endswith((".", "!", "?", "…", "。", "！", "？", ")", "）"))


def _is_talk(lines: Sequence[Line], group: list[Possible], keys: list[str]) -> bool:
    """Whether labels set alike are those of a talk: of several people, of whom one speaks again after another did."""
    again = Counter(keys)
    if len(again) < 2 or max(again.values()) < 2:
        return False
    turns = sum(one != other for one, other in pairwise(keys))
    alternate = turns * 3 >= 2 * (len(keys) - 1)
    often = len(group) * 2 >= len(lines) - group[0].first
    recurring = sum(times > 1 for times in again.values())
    return alternate and (often or recurring > 1 or group[0].candidate.form in (Form.WHOLE, Form.TIMED))
