"""Lines that stand where the labels of a file do and name nobody known for a speaker: nobody says what follows."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from corpus.asides import TIME
from corpus.floor import Heading
from corpus.headings import Form
from corpus.lines import Line
from corpus.stamps import leading_stamp, without_stamp

_FEWEST = 2  # labels beside a time that show how a file sets them
_MANY = 5  # of them make a chat, where so large a share of what opens with a time has one
_IN_A_CHAT = 0.9
_WRITER = re.compile(
    r"(?:[+(~]?\d[\d\s()+.\u2010-\u2015-]{5,24}|~\s?[^:：]{1,40}|[^\s:：]{1,30}(?: to \w+)?)[:：](?=\s|$)"
)
_LONGEST = 60  # characters of a line that is nothing but a label and a time


def below_times(lines: list[Line], reasons: Mapping[int, str]) -> list[Line]:
    """`lines`, those right below a time that has its line to itself set apart by it, as by a blank line."""
    return [replace(line, apart=True) if reasons.get(index - 1) == TIME else line for index, line in enumerate(lines)]


def unlabelled(lines: Sequence[Line], headings: Mapping[int, Heading]) -> set[int]:
    """The lines that stand where a file's labels with a time do, and are none: whoever spoke before does not say them.

    "10:05 - +44 7700 900123: Who is this?", or what the program itself tells: "10:06 - Jane Roe left". In a
    transcript that tells the time at every paragraph, one without a label is still of whoever has the floor.
    """
    before = {index: stamp for index, line in enumerate(lines) if (stamp := leading_stamp(line.text))}
    beside = {index for index, line in enumerate(lines) if _is_beside_time(line.text)}
    labels = {index for index in headings if headings[index].form is not Form.TIMED} & before.keys()
    alone = {index for index in headings if headings[index].form is Form.TIMED} & beside
    found = beside - headings.keys() if len(alone) >= max(_FEWEST, len(beside) / 2) else set()
    if len(labels) >= max(_MANY, len(before) * _IN_A_CHAT):
        return found | (before.keys() - headings.keys())
    named = {index for index in before.keys() - headings.keys() if _WRITER.match(lines[index].text, before[index])}
    return found | named if len(labels) >= _FEWEST else found


def not_accepted(lines: Sequence[Line], headings: Mapping[int, Heading], labels: Collection[int]) -> set[int]:
    """The lines that a document sets as its labels, at the offsets `labels`, and that are none to the reader.

    None of them where two thirds and more are none: then the document sets terms so, or a list of something else.
    """
    set_so = {index for index, line in enumerate(lines) if line.start in labels} if labels else set()
    accepted = set_so & headings.keys()
    return set_so - accepted if len(accepted) >= _FEWEST and len(accepted) * 3 >= len(set_so) else set()


def _is_beside_time(text: str) -> bool:
    return len(text) <= _LONGEST and without_stamp(text) is not None
