"""Which possible headings give the floor, weighed by the manner of the file and by how often each person is named."""

from bisect import bisect, bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus.corroboration import is_ordinary_word, words_of
from corpus.evidence import Evidence, Heading
from corpus.given_names import is_given_name
from corpus.headings import Candidate, Form
from corpus.identities import fold
from corpus.labels import Shape
from corpus.lines import Line, is_unfinished, is_wrapped
from corpus.manner import Manner, Possible, Tally, learn
from corpus.people import HONORIFIC
from corpus.roles import has_cjk
from corpus.roster import is_entry
from corpus.short_manner import alternating
from corpus.stamps import leading_stamp
from corpus.titles import closes_by_words

_MANNER = 3  # sure headings of one form that set the manner of a file
_SURE = 3
_LIKELY = 2
PERHAPS_NO_NAME = "used as a label once or twice, and perhaps no name: nobody is given these words"
_BROKEN_OFF = ("--", "—", "–")  # where somebody interrupts; a hyphen breaks a word
_OFTEN = 3  # times that any label must recur, beside another, to be taken for a speaker's


def key_of(candidate: Candidate, evidence: Evidence) -> str:
    """What is the same for every label of one person, as far as `evidence` knows."""
    label = candidate.label
    if label.name:
        speaker = evidence.people.find(label.name, label.role, label.courtesy)
        return speaker.id if speaker else fold(label.name)
    return fold(label.role or candidate.form)


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is weighed: the file's manner, tallies and sure headings by form, how many questions and answers
    there are, how many lines hold nothing but a name and an affiliation, the words that the file uses, the lines of
    the labels that a short file shows to be labels, and whether it is a chat, in which a label follows each time."""

    evidence: Evidence
    manner: Manner
    tallies: dict[Form, Tally]
    sure: Counter[Form]
    parts: int
    affiliated: int
    words: frozenset[str]
    alternating: frozenset[int]
    is_chat: bool

    def is_single(self, one: Possible) -> bool:
        """Whether this person is named but once in this form."""
        return self.tallies[one.candidate.form].counts[key_of(one.candidate, self.evidence)] == 1


def weigh(lines: list[Line], candidates: list[Possible], evidence: Evidence) -> list[Heading]:
    """The candidates that end a turn, in order; what is doubtful about them is noted in `evidence`, anew."""
    case = _case(lines, candidates, evidence)
    evidence.doubts.clear()
    found: list[Heading] = []
    perhaps: list[Possible] = []  # labels to which nobody goes, if there are others that somebody goes to
    closed = _closings(lines) if case.manner.styles else []
    spoke = -1  # where a label in the file's manner stood last
    wrapped = is_wrapped(lines)
    for one in candidates:
        if (
            wrapped
            and _within_paragraph(lines, one)
            and not (_is_usual(lines, one, case) or _interrupts(lines, one, case))
        ):
            continue
        if one.style in case.manner.styles:
            once = one.candidate.form is Form.WHOLE and case.manner.times(one, key_of(one.candidate, evidence)) == 1
            if once and _is_closed(closed, spoke, one.first):
                continue
            spoke = one.first
        elif case.manner.styles and (not heads_speech(lines, one) or _is_closed(closed, spoke, one.first)):
            continue
        verdict = _verdict(one, case, apart=lines[one.first].apart)
        if verdict and _may_be_title(one, case):
            evidence.doubts.append((one.first, PERHAPS_NO_NAME))
            verdict = False
        if verdict and one.candidate.weight <= 1 and case.is_single(one):
            evidence.doubts.append((one.first, "a label that is used once was taken for a speaker's"))
        if verdict is not None:
            found.append(_heading(one, sure=verdict))
        elif _may_be_label(one):
            perhaps.append(one)
    return _with_nobodys(found, perhaps, evidence)


def _with_nobodys(found: list[Heading], perhaps: list[Possible], evidence: Evidence) -> list[Heading]:
    """`found`, and `perhaps` as labels that nobody is known by, where others give somebody the floor."""
    if not any(one.sure for one in found):
        return found
    evidence.doubts += [(one.first, PERHAPS_NO_NAME) for one in perhaps]
    return sorted([*found, *(_heading(one, sure=False) for one in perhaps)], key=lambda heading: heading.first)


def _heading(one: Possible, *, sure: bool) -> Heading:
    label, length, form = one.candidate.label, one.candidate.length, one.candidate.form
    return Heading(one.first, one.last, length, label, form, sure)


def _may_be_label(one: Possible) -> bool:
    """Whether what stands before a colon, in letters without capitals, may as well be a name as a word."""
    label = one.candidate.label
    caseless = label.shape is Shape.PRINTED and not (label.name or "A")[0].isupper() and not has_cjk(label.name or "")
    return caseless and one.candidate.form is Form.COLON


def _closings(lines: list[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if closes_by_words(line.text)]


def _is_closed(closed: list[int], spoke: int, here: int) -> bool:
    """Whether the meeting was closed between two lines, so that what follows is a document and no talk."""
    return bisect(closed, here) > bisect_left(closed, spoke)


def _is_usual(lines: list[Line], one: Possible, case: _Case) -> bool:
    """Whether this label stands in the file again and again just so; "Mr. Low." may end a sentence, unless indented."""
    if one.candidate.form is Form.STOP and lines[one.first].indent <= lines[one.first - 1].indent:
        return False
    often = case.manner.times(one, key_of(one.candidate, case.evidence)) >= _OFTEN
    return one.style in case.manner.styles and often and not one.runs_on


def _within_paragraph(lines: list[Line], one: Possible) -> bool:
    """Whether, in a text that is wrapped, a line goes on with the sentence of the line above."""
    loose = one.candidate.form not in (Form.MARK, Form.QUESTION, Form.ANSWER, Form.BRACKETS)
    return loose and one.first > 0 and not lines[one.first].apart and is_unfinished(lines[one.first - 1])


def _interrupts(lines: list[Line], one: Possible, case: _Case) -> bool:
    """Whether the line above breaks off, and this label is a likely one: a dash may also stand within a sentence."""
    named = one.candidate.weight >= _LIKELY or case.evidence.knows(one.candidate.label)
    likely = named or case.manner.times(one, key_of(one.candidate, case.evidence)) > 1
    return likely and not one.runs_on and lines[one.first - 1].text.endswith(_BROKEN_OFF)


def heads_speech(lines: list[Line], one: Possible) -> bool:
    """Whether what stands below a line that is a heading at most can have been said."""
    below = one.last + 1
    return one.candidate.form is not Form.WHOLE or (below < len(lines) and not is_entry(lines[below]))


def _case(lines: list[Line], candidates: list[Possible], evidence: Evidence) -> _Case:
    counts: dict[Form, Counter[str]] = defaultdict(Counter)
    likely: dict[Form, set[str]] = defaultdict(set)
    for one in candidates:
        key = key_of(one.candidate, evidence)
        counts[one.candidate.form][key] += 1
        if one.candidate.weight >= 2:
            likely[one.candidate.form].add(key)
    tallies = {
        form: Tally(
            by_key,
            recurring=sum(times > 1 for times in by_key.values()),
            often=sum(times >= _OFTEN for times in by_key.values()),
            likely=len(likely[form]),
        )
        for form, by_key in counts.items()
    }
    manner = learn(candidates, lambda one: key_of(one.candidate, evidence))
    single = {fold(one.candidate.label.name or "") for one in candidates if _is_one_word(one)}
    single |= {word for one in candidates if _is_alone_and_whole(one) for word in _words(one)}
    return _Case(
        evidence,
        manner,
        tallies,
        sure=Counter(one.candidate.form for one in candidates if one.candidate.weight >= 3),
        parts=sum(one.candidate.form in (Form.QUESTION, Form.ANSWER) for one in candidates),
        affiliated=sum(one.candidate.whole and one.candidate.label.shape is Shape.NAME_AND_MORE for one in candidates),
        words=words_of(lines, single),
        alternating=frozenset(
            () if manner.styles else alternating(lines, candidates, lambda one: key_of(one.candidate, evidence))
        ),
        is_chat=_is_chat(lines, candidates),
    )


def _is_chat(lines: list[Line], candidates: list[Possible]) -> bool:
    """Whether nearly every line that opens with a clock time has a name after it."""
    labels = sum(one.stamped and one.candidate.weight > 0 for one in candidates)
    return labels >= _OFTEN and labels * 10 >= 9 * sum(leading_stamp(line.text) > 0 for line in lines)


def _is_one_word(one: Possible) -> bool:
    name = one.candidate.label.name
    return bool(name and one.candidate.label.shape in (Shape.ONE_WORD, Shape.PRINTED) and " " not in name)


def _is_alone_and_whole(one: Possible) -> bool:
    return one.candidate.form is Form.WHOLE and one.candidate.label.shape is Shape.FULL_NAME


def _words(one: Possible) -> list[str]:
    return fold(one.candidate.label.name or "").split()


def _may_be_title(one: Possible, case: _Case) -> bool:
    """Whether a line used once is of words that the file uses, too: "Climate Change"; none is a given name."""
    if not (_is_alone_and_whole(one) and case.is_single(one)) or _is_listed(one, case):
        return False
    words = _words(one)
    return len(words) > 1 and all(word in case.words for word in words) and not any(map(is_given_name, words))


def _verdict(one: Possible, case: _Case, *, apart: bool) -> bool | None:
    """True: `one` gives the floor; False: it ends the turn, but who speaks is not sure; None: it is no heading."""
    if one.candidate.form in (Form.QUESTION, Form.ANSWER):
        among = case.tallies.get(Form.COLON)
        return True if case.parts > 1 or case.sure.total() > 0 or (among and among.likely > 0) else None
    if one.stamped and case.is_chat:
        return _verdict_in_chat(one, case)
    key = key_of(one.candidate, case.evidence)
    manner = case.manner
    if not manner.styles:
        return _verdict_in_short_file(one, key, case, apart=apart)
    if one.style in manner.styles:
        return _verdict_in_manner(one, key, case)
    if _is_exception(one, key, case, apart=apart):
        if one.candidate.weight >= 2 and not one.candidate.whole:
            case.evidence.doubts.append((one.first, "set unlike the other labels, and not taken for one"))
        return None
    if _is_unproved(one, case) and has_cjk(one.candidate.label.name or ""):
        return None if case.is_single(one) else False
    return True if one.candidate.form is Form.EVENT or _gives_floor(one, case, apart=apart) else None


def _verdict_in_chat(one: Possible, case: _Case) -> bool:
    if one.candidate.weight > 0 or not case.is_single(one):
        return True
    case.evidence.doubts.append((one.first, PERHAPS_NO_NAME))
    return False


def _verdict_in_short_file(one: Possible, key: str, case: _Case, *, apart: bool) -> bool | None:
    once = case.tallies[one.candidate.form].counts[key] == 1
    if one.quotes and once and one.candidate.weight < _SURE:
        return None
    usual = one.candidate.weight >= _LIKELY or not _against_manner(one.candidate, case.sure)
    if one.first in case.alternating and usual:
        if once and _is_unproved(one, case):
            case.evidence.doubts.append((one.first, PERHAPS_NO_NAME))
            return False
        return True
    if _gives_floor(one, case, apart=apart):
        return True
    office = one.candidate.label.shape is Shape.OFFICE and not once
    if one.candidate.form is Form.COLON and (one.candidate.weight >= _LIKELY or office) and not one.opening.islower():
        case.evidence.doubts.append((one.first, PERHAPS_NO_NAME))
        return False
    return None


def _verdict_in_manner(one: Possible, key: str, case: _Case) -> bool | None:
    manner, times = case.manner, case.manner.times(one, key)
    if one.quotes and key not in manner.plainly:
        return None
    unproved = _is_unproved(one, case)
    if times > 1 and not (unproved and (times < _OFTEN or one.style in manner.full)):
        return True
    if one.runs_on and one.candidate.weight < _LIKELY:
        return None
    if one.runs_on or unproved:
        case.evidence.doubts.append((one.first, PERHAPS_NO_NAME))
        return False
    return True


def _is_unproved(one: Possible, case: _Case) -> bool:
    """Whether the label is one word that may as well be no name."""
    word = _is_one_word(one) and not _is_listed(one, case)
    return word and is_ordinary_word(one.candidate.label.name or "", case.words)


def _is_listed(one: Possible, case: _Case) -> bool:
    """Whether the label is a name that the file lists, or short for one."""
    if fold(one.candidate.label.name or "") in case.evidence.listed:
        return True
    speaker = case.evidence.people.find(one.candidate.label.name or "", one.candidate.label.role)
    return speaker is not None and speaker.name != one.candidate.label.name


def _is_exception(one: Possible, key: str, case: _Case, *, apart: bool) -> bool:
    """Whether a line is set otherwise than the labels of this file, so that it is none of them."""
    manner, form, label = case.manner, one.candidate.form, one.candidate.label
    if manner.marked:
        return True
    if form is Form.EVENT:
        return not apart
    if one.quotes or one.runs_on:
        return True
    if key in manner.people:
        return form not in manner.forms and not (form is Form.WHOLE and apart and one.candidate.weight >= 2)
    if label.shape is Shape.FLOOR and form in manner.forms:
        return False
    if label.shape is Shape.PRINTED:
        return True
    seldom = form is Form.WHOLE or manner.times(one, key) < _OFTEN
    return manner.is_rare(one) and (form not in manner.forms or seldom)


def _gives_floor(possible: Possible, case: _Case, *, apart: bool) -> bool:
    one = possible.candidate
    if _stands_like_others(one, case, apart=apart):
        return True
    if _against_manner(one, case.sure):
        known = one.weight >= 2 or case.evidence.knows(one.label)
        if not known or (one.form is Form.WHOLE and not apart):
            return False
    if one.form is Form.DASH:  # "Lavrov — a diplomat of …" is a sentence
        tally = case.tallies[Form.DASH]
        again = tally.counts[key_of(one, case.evidence)] > 1
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
    times = tally.counts[key_of(one, case.evidence)]
    if times >= _OFTEN and tally.often > 1:
        return True
    if shape is Shape.PRINTED:
        return one.form is Form.COLON and times > 1 and tally.recurring > 1 and tally.likely > 0
    if shape is Shape.OFFICE and one.form in (Form.WHOLE, Form.COLON, Form.SPACE):
        if one.form is Form.COLON and HONORIFIC.match(one.label.role or ""):  # Mme la maire : …
            return times > 1 and tally.recurring > 1
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
