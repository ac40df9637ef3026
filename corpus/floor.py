"""Who holds the floor: the evidence of the whole file decides which possible headings are real."""

from collections.abc import Collection

from corpus.events import titled_people
from corpus.evidence import Evidence, Heading, is_whole
from corpus.headings import Candidate, Form
from corpus.identities import fold
from corpus.introduced import introduced
from corpus.labels import Label, Shape
from corpus.lines import Line
from corpus.manner import Possible, learn, possible
from corpus.roster import Parts, roster, without_parts
from corpus.verdicts import heads_speech, key_of, weigh

__all__ = ["Evidence", "Heading", "accepted_headings"]

_SHORT = 2000  # lines of a file whose introduction is read for names
_TITLE_LINES = 5  # a title stands among these


def accepted_headings(
    lines: list[Line], candidates: list[Candidate], evidence: Evidence, reasons: Collection[int]
) -> list[Heading]:
    """The candidates that give someone the floor, in order; `reasons` holds the lines that are set aside.

    What lists of participants say is noted in `evidence`, and what is doubtful.
    """
    parts = Parts(takers=evidence.named_parts)
    parts.labels += [person for line in lines[:_TITLE_LINES] for person in titled_people(line.text)]
    spoken = (one.line for one in candidates if not one.whole)
    parts.labels += introduced(lines, next(spoken, len(lines)) if len(lines) < _SHORT else 0)
    candidates = without_parts(lines, candidates, parts)
    found = _in_two_lines(lines, candidates)
    listed = roster(lines, found, reasons)
    listed -= _in_manner(lines, found, listed, evidence)
    parts.labels += [one.candidate.label for one in found if one.first in listed]
    evidence.listed = frozenset(fold(label.name) for label in parts.labels if label.name)
    sure = [one.candidate.label for one in found if _is_sure(one) and is_whole(one.candidate.label)]
    evidence.start_again([*parts.labels, *sure])
    found = [one for one in found if one.first not in listed and not _runs_on(lines, one) and _stands_alone(lines, one)]
    likely = [one.label for one in weigh(lines, found, evidence) if one.label.shape is not Shape.PRINTED]
    evidence.start_again([*parts.labels, *likely])
    accepted = weigh(lines, found, evidence)
    evidence.start_again([*parts.labels, *(one.label for one in accepted if one.sure)])
    return _without_titles(accepted, evidence)


def _in_manner(lines: list[Line], found: list[Possible], listed: Collection[int], evidence: Evidence) -> set[int]:
    """Those of a list that head speech just as the file's labels do: the first below the roll and the agenda."""
    manner = learn([one for one in found if one.first not in listed], lambda one: key_of(one.candidate, evidence))
    below = (one for one in found if one.first in listed and one.style in manner.styles and not _runs_on(lines, one))
    return {one.first for one in below if heads_speech(lines, one)}


def _is_sure(one: Possible) -> bool:
    return one.candidate.weight >= 3 and one.candidate.label.name is not None


def _in_two_lines(lines: list[Line], candidates: list[Candidate]) -> list[Possible]:
    """Joins a name and the office right below (or above) it into one heading."""
    found: list[Possible] = []
    for one in candidates:
        above = found[-1] if found else None
        joined = above and above.last == one.line - 1 and not lines[one.line].apart and _join(above.candidate, one)
        if above and joined:
            found[-1] = possible(lines, above.first, one.line, joined)
        else:
            found.append(possible(lines, one.line, one.line, one))
    return found


def _join(above: Candidate, below: Candidate) -> Candidate | None:
    if above.form is not Form.WHOLE or below.form is not Form.WHOLE:
        return None
    names = [one.label.name for one in (above, below)]
    roles = [one.label.role for one in (above, below)]
    named = next((one for one in (above, below) if one.label.name), None)
    if not named or named.label.shape is Shape.ONE_WORD or all(names) or all(roles) or not any(roles):
        return None
    label = Label(named.label.name, roles[0] or roles[1], Shape.NAME_AND_ROLE)
    return Candidate(above.line, label, Form.WHOLE, below.length, 3)


def _runs_on(lines: list[Line], one: Possible) -> bool:
    """Whether what looks like a heading is a piece of a sentence that goes on around it."""
    below = one.last + 1
    goes_on = below < len(lines) and not lines[below].apart and lines[below].text[0].islower()
    first = lines[one.first]
    hangs = not first.apart and one.first > 0 and lines[one.first - 1].text.endswith((",", "、", "，", ";", "-"))
    return one.candidate.whole and (goes_on or hangs or (not first.apart and first.text[0].islower()))


def _stands_alone(lines: list[Line], one: Possible) -> bool:
    """Whether a label without a name in it is set off by a blank line, as one that has its line to itself must be."""
    return one.candidate.label.shape is not Shape.PRINTED or not one.candidate.whole or lines[one.first].apart


def _without_titles(headings: list[Heading], evidence: Evidence) -> list[Heading]:
    """Leaves out a title that names the speaker whose labelled turns follow."""
    if len(headings) > 1 and headings[0].first == 0 and headings[0].form in (Form.WHOLE, Form.EVENT):
        title, after = headings[0], headings[1]
        if after.form not in (Form.WHOLE, Form.EVENT) and _same(title.label, after.label, evidence):
            evidence.note(title.label)
            return headings[1:]
    return headings


def _same(one: Label, other: Label, evidence: Evidence) -> bool:
    if not one.name or not other.name:
        return False
    admit = evidence.people.admit
    return admit(one.name, one.role, one.courtesy) == admit(other.name, other.role, other.courtesy)
