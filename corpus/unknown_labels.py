"""Lines that stand where the labels of a file do and name nobody known for a speaker: nobody says what follows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from corpus.asides import TIME
from corpus.floor import Heading
from corpus.headings import Form
from corpus.lines import Line
from corpus.stamps import leading_stamp, without_stamp

_FEWEST = 2  # labels beside a time that show how a file sets them
_LONGEST = 60  # characters of a line that is nothing but a label and a time


def below_times(lines: list[Line], reasons: Mapping[int, str]) -> list[Line]:
    """`lines`, those right below a time that has its line to itself set apart by it, as by a blank line."""
    return [replace(line, apart=True) if reasons.get(index - 1) == TIME else line for index, line in enumerate(lines)]


def unlabelled(lines: Sequence[Line], headings: Mapping[int, Heading]) -> set[int]:
    """The lines that stand where a file's labels with a time do, and are none: whoever spoke before does not say them.

    "10:05 - +44 7700 900123: Who is this?", or what the program itself tells: "10:06 - Jane Roe left".
    """
    found: set[int] = set()
    for stands, whole in ((_opens_with_time, False), (_is_beside_time, True)):
        timed = {index for index, line in enumerate(lines) if stands(line.text)}
        labels = {index for index in timed & headings.keys() if (headings[index].form is Form.TIMED) is whole}
        if len(labels) >= _FEWEST and len(labels) * 2 >= len(timed):
            found |= timed - headings.keys()
    return found


def not_accepted(lines: Sequence[Line], headings: Mapping[int, Heading], labels: Collection[int]) -> set[int]:
    """The lines that a document sets as its labels, at the offsets `labels`, and that are none to the reader.

    None of them where two thirds and more are none: then the document sets terms so, or a list of something else.
    """
    set_so = {index for index, line in enumerate(lines) if line.start in labels} if labels else set()
    accepted = set_so & headings.keys()
    return set_so - accepted if len(accepted) >= _FEWEST and len(accepted) * 3 >= len(set_so) else set()


def _opens_with_time(text: str) -> bool:
    return leading_stamp(text) > 0


def _is_beside_time(text: str) -> bool:
    return len(text) <= _LONGEST and without_stamp(text) is not None
