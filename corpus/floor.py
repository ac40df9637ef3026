"""Who holds the floor: the evidence of the whole file decides which possible headings are real."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from corpus.headings import Candidate, Form, titled_person
from corpus.identities import Identities, fold
from corpus.labels import Label, Shape, parse_label
from corpus.lines import LIST_ITEM, Line
from corpus.people import is_full_name
from corpus.roles import has_cjk
from corpus.signatures import addresses

_SAID_ENDS = ("。", ".", "!", "?", "！", "？", "…", "」", "”", '"', "»", ":", "：", ",", "、", ";", "；")
_LONGEST_ENTRY = 60  # characters of a line in a list of people
_BETWEEN_ENTRIES = re.compile(r"[;；]\s*|(?<=[)）])[、,]\s*")
_MANNER = 3  # sure headings of one form that set the manner of a file
_OFTEN = 3  # times that any label must recur, beside another, to be taken for a speaker's
_TITLE_LINES = 5  # a title stands among these


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken for real: lines first..last (both inclusive), of the last only `length` code points."""

    first: int
    last: int
    length: int
    label: Label
    form: Form


@dataclass(slots=True)
class Evidence:
    """What the file says about who speaks in it.

    `roles` are by folded name; `named_parts` say who takes a part ("moderator" → Jane Roe).
    """

    people: Identities
    roles: dict[str, str] = field(default_factory=dict)
    named_parts: dict[str, str] = field(default_factory=dict)

    def note(self, label: Label) -> None:
        """Remembers a name, and the role with it."""
        if label.name:
            speaker = self.people.admit(label.name)
            if label.role:
                self.roles.setdefault(speaker.id, label.role)

    def knows(self, label: Label) -> bool:
        """Whether the file names this person elsewhere, beyond doubt."""
        return bool(label.name and self.people.find(label.name))


def accepted_headings(
    lines: list[Line], candidates: list[Candidate], evidence: Evidence, reasons: Collection[int]
) -> list[Heading]:
    """The candidates that give someone the floor, in order; `reasons` holds the lines that are set aside.

    What lists of participants say is noted in `evidence`.
    """
    for line in lines[:_TITLE_LINES]:
        person = titled_person(line.text)
        if person:
            evidence.note(person)
    candidates = [one for one in candidates if not _names_a_part(lines, one, evidence)]
    headings = _in_two_lines(lines, candidates)
    roster = _roster(lines, headings, reasons)
    for heading in headings:
        if heading.first in roster or (_is_sure(heading) and _is_whole(heading.candidate.label)):
            evidence.note(heading.candidate.label)
    headings = [heading for heading in headings if not _runs_on(lines, heading)]
    open_ones = [heading for heading in headings if heading.first not in roster and _stands_alone(lines, heading)]
    likely = [one.label for one in _weigh(lines, open_ones, evidence) if one.label.shape is not Shape.PRINTED]
    for label in sorted(likely, key=_is_whole, reverse=True):  # a surname alone may stand for one of these
        evidence.note(label)
    accepted = _weigh(lines, open_ones, evidence)
    return _without_titles(accepted, evidence)


@dataclass(frozen=True, slots=True)
class _Possible:
    first: int
    last: int
    candidate: Candidate

    def heading(self) -> Heading:
        return Heading(self.first, self.last, self.candidate.length, self.candidate.label, self.candidate.form)


def _is_sure(possible: _Possible) -> bool:
    return possible.candidate.weight >= 3 and possible.candidate.label.name is not None


def _is_whole(label: Label) -> bool:
    """Whether the name in `label` is more than a surname."""
    return bool(label.name and is_full_name(label.name))


def _names_a_part(lines: list[Line], one: Candidate, evidence: Evidence) -> bool:
    """ "Moderator: Jane Roe", "Speakers: Jane Roe, Mayor; …" in a list of participants, which is no speech."""
    if one.form is not Form.COLON or one.label.name or not one.label.role:
        return False
    rest = lines[one.line].text[one.length :].strip()
    labels = [parse_label(entry) for entry in _BETWEEN_ENTRIES.split(rest)] if rest else []
    if len(labels) > 1 and all(label and label.name and label.role for label in labels) and not rest.endswith("."):
        for entry in labels:
            if entry:
                evidence.note(entry)
        return True
    label = parse_label(rest) if rest else None
    if not label or not label.name or label.shape is Shape.ONE_WORD or rest.endswith("."):
        return False
    evidence.note(label)
    evidence.named_parts[fold(one.label.role)] = label.name
    return True


def _in_two_lines(lines: list[Line], candidates: list[Candidate]) -> list[_Possible]:
    """Joins a name and the office right below (or above) it into one heading."""
    found: list[_Possible] = []
    for one in candidates:
        above = found[-1] if found else None
        joined = above and above.last == one.line - 1 and not lines[one.line].apart and _join(above.candidate, one)
        if above and joined:
            found[-1] = _Possible(above.first, one.line, joined)
        else:
            found.append(_Possible(one.line, one.line, one))
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


def _roster(lines: list[Line], possible: list[_Possible], reasons: Collection[int]) -> set[int]:
    """The first lines of those headings that stand in a list: what is right above or below them is no speech."""
    whole = [
        one for one in possible if one.candidate.form is Form.WHOLE and one.candidate.label.shape is not Shape.PRINTED
    ]
    firsts = {one.first for one in whole}
    times = Counter(lines[one.first].text for one in whole)
    found: set[int] = set()
    reached = -1  # the last line of a list
    for one in whole:
        above, below = one.first - 1, one.last + 1
        after_entry = (
            above >= 0 and not lines[one.first].apart and above not in reasons and _is_unfinished(lines[above])
        )
        before_entry = (
            below < len(lines) and not lines[below].apart and below not in reasons and _is_entry(lines[below])
        )
        goes_on = reached == above >= 0 and not lines[one.first].apart
        names_below = below in firsts and not lines[below].apart
        if after_entry or goes_on or names_below or (before_entry and times[lines[one.first].text] == 1):
            found.add(one.first)
            reached = one.last
    return found


def _is_entry(line: Line) -> bool:
    """Whether a line reads like one of a list of people, not like something said."""
    return len(line.text) <= _LONGEST_ENTRY and _is_unfinished(line)


def _is_unfinished(line: Line) -> bool:
    """Whether a line neither ends like something said, nor greets, nor is of a list of things."""
    return not (LIST_ITEM.match(line.text) or line.text.endswith(_SAID_ENDS) or addresses(line.text))


def _runs_on(lines: list[Line], one: _Possible) -> bool:
    """Whether what looks like a heading is a piece of a sentence that goes on around it."""
    below = one.last + 1
    goes_on = below < len(lines) and not lines[below].apart and lines[below].text[0].islower()
    return one.candidate.whole and (goes_on or (not lines[one.first].apart and lines[one.first].text[0].islower()))


def _stands_alone(lines: list[Line], one: _Possible) -> bool:
    """Whether a label without a name in it is set off by a blank line, as one that has its line to itself must be."""
    return one.candidate.label.shape is not Shape.PRINTED or not one.candidate.whole or lines[one.first].apart


def _key(candidate: Candidate, evidence: Evidence) -> str:
    label = candidate.label
    if label.name:
        speaker = evidence.people.find(label.name)
        return speaker.id if speaker else fold(label.name)
    return fold(label.role or candidate.form)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How often each person is a candidate in one form; how many persons recur, how many often, how many are likely."""

    counts: Counter[str]
    recurring: int
    often: int
    likely: int


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is weighed: tallies and sure headings by form, how many questions and answers there are, and how
    many lines hold nothing but a name and an affiliation."""

    evidence: Evidence
    tallies: dict[Form, _Tally]
    sure: Counter[Form]
    parts: int
    affiliated: int


def _weigh(lines: list[Line], possible: list[_Possible], evidence: Evidence) -> list[Heading]:
    case = _case(possible, evidence)
    return [one.heading() for one in possible if _gives_floor(one.candidate, case, apart=lines[one.first].apart)]


def _case(possible: list[_Possible], evidence: Evidence) -> _Case:
    counts: dict[Form, Counter[str]] = defaultdict(Counter)
    likely: dict[Form, set[str]] = defaultdict(set)
    for one in possible:
        key = _key(one.candidate, evidence)
        counts[one.candidate.form][key] += 1
        if one.candidate.weight >= 2:
            likely[one.candidate.form].add(key)
    tallies = {
        form: _Tally(
            by_key,
            recurring=sum(times > 1 for times in by_key.values()),
            often=sum(times >= _OFTEN for times in by_key.values()),
            likely=len(likely[form]),
        )
        for form, by_key in counts.items()
    }
    parts = sum(one.candidate.form in (Form.QUESTION, Form.ANSWER) for one in possible)
    sure = Counter(one.candidate.form for one in possible if one.candidate.weight >= 3)
    affiliated = sum(one.candidate.whole and one.candidate.label.shape is Shape.NAME_AND_MORE for one in possible)
    return _Case(evidence, tallies, sure, parts, affiliated)


def _gives_floor(one: Candidate, case: _Case, *, apart: bool) -> bool:
    if one.form in (Form.QUESTION, Form.ANSWER):
        return case.parts > 1 or case.sure.total() > 0
    if _stands_like_others(one, case, apart=apart):
        return True
    if _against_manner(one, case.sure):
        known = one.weight >= 2 or case.evidence.knows(one.label)
        if not known or (one.form is Form.WHOLE and not apart):
            return False
    if one.form is Form.DASH:  # "Lavrov — a diplomat of …" is a sentence
        tally = case.tallies[Form.DASH]
        again = tally.counts[_key(one, case.evidence)] > 1
        return len(tally.counts) > 1 and tally.recurring > 0 and (again or case.evidence.knows(one.label))
    return one.weight >= 3 or _recurs(one, case)


def _against_manner(one: Candidate, sure: Counter[Form]) -> bool:
    """Whether the file's headings are set in another form than this one."""
    usual = max(sure.values(), default=0)
    return usual >= _MANNER and sure[one.form] * 3 < usual


def _stands_like_others(one: Candidate, case: _Case, *, apart: bool) -> bool:
    """Whether a name with an affiliation is set just like headings that are sure."""
    if one.form is Form.MARK:
        return case.sure[Form.MARK] > 0
    if one.form is Form.BRACKETS:  # in minutes with marks, "（提出者）" is of a document
        return case.sure[Form.BRACKETS] > case.sure[Form.MARK]
    if not apart or one.form is not Form.WHOLE or one.label.shape is not Shape.NAME_AND_MORE:
        return False
    after_event = case.sure[Form.EVENT] > 0 and has_cjk(one.label.name or "")
    return case.sure[Form.WHOLE] > 0 or case.affiliated > 1 or after_event


def _recurs(one: Candidate, case: _Case) -> bool:
    """Whether the file says often enough, or elsewhere beyond doubt, that this is one who speaks in it."""
    tally, shape = case.tallies[one.form], one.label.shape
    times = tally.counts[_key(one, case.evidence)]
    if times >= _OFTEN and tally.often > 1:
        return True
    if shape is Shape.PRINTED:
        return one.form is Form.COLON and times > 1 and tally.recurring > 1 and tally.likely > 0
    if shape is Shape.OFFICE and one.form in (Form.WHOLE, Form.COLON, Form.SPACE):
        return max(case.sure[one.form], tally.recurring) >= _MANNER and (times > 1 or one.form is not Form.WHOLE)
    known = case.evidence.knows(one.label)
    if shape is Shape.ONE_WORD and one.form is Form.WHOLE:
        return known and times > 1
    if known:
        return True
    if one.weight == 2:
        others = tally.likely > 1 or (case.sure[Form.EVENT] > 0 and _is_set_apart(one))
        return times > 1 or others or case.parts > 1
    others = tally.recurring > 1 or case.parts > 1 or (case.sure.total() > 0 and one.weight == 1)
    return times > 1 and others


def _is_set_apart(one: Candidate) -> bool:
    """Whether a line holds a name beside a role, not joined to it as one who is addressed: "ザス事務総長閣下"."""
    return one.form is Form.WHOLE and one.length > len(one.label.name or "") + len(one.label.role or "")


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
    return evidence.people.admit(one.name) == evidence.people.admit(other.name)
