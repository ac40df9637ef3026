"""The manner in which a file sets its labels: learnt from those that recur, it tells the others from look-alikes."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.frequent_surnames import is_frequent_surname
from corpus.given_names import is_given_name
from corpus.headings import Candidate, Form
from corpus.labels import Label, Shape
from corpus.lines import UNSEEN, Line
from corpus.ordinary_words import is_ordinary
from corpus.people import HONORIFIC, INITIALS, PARTICLES, is_full_name
from corpus.roles import JA_ROLE_END, has_cjk, is_office_alone
from corpus.stamps import leading_stamp
from corpus.turned_names import turnings

_FEW = 6  # labels in one style that set the manner of a file
_TELLING = 4  # labels that suffice where the style is one of names only: "Lavrov S.V.:", but not "Safety:"
_KANA = re.compile(r"[ぁ-ん]{2,8}[一-龥々]{0,2}$")
_PLAIN = re.compile(r" (?:a|N|P)[:： —–―─]*$")
_OFTEN = 3
_SURE = 4  # of which so many are beyond doubt, or
_RECUR = 2  # so many people speak again
_RARE = 10  # a style that is so many times rarer than those of the manner is another thing
_QUOTES = tuple("\"'“‘«„「『”»")
_OF_STATE = re.compile(r" of [A-Z]\w+(?: [A-Z]\w+)?(?=\.|$)")
_SEEN = dict.fromkeys(map(ord, UNSEEN))
_SPACES = re.compile(r"[ \u3000]+")
_UNNAMED = {Form.EVENT, Form.QUESTION, Form.ANSWER, Form.MARK, Form.BRACKETS, Form.TIMED}


@dataclass(frozen=True, slots=True)
class Possible:
    """A candidate on lines first..last (both inclusive): its style, and the first letter of what is said after it.

    `stamped`: a clock time stands before it.
    """

    first: int
    last: int
    candidate: Candidate
    style: str
    opening: str
    stamped: bool = False

    @property
    def quotes(self) -> bool:
        """Whether what follows stands in quotation marks: "Putin said: “…”" is a quotation, not a turn."""
        return self.opening.startswith(_QUOTES)

    @property
    def runs_on(self) -> bool:
        """Whether what follows goes on like the same sentence: "Firstly: cranes"; but not "Maria: ok"."""
        return self.opening.islower() and not any(map(_is_of_name, (self.candidate.label.name or "").split()))


def _is_of_name(word: str) -> bool:
    """Whether `word` is a frequent name, and nothing else."""
    return (is_given_name(word) or is_frequent_surname(word)) and not is_ordinary(word)


def possible(lines: Sequence[Line], first: int, last: int, candidate: Candidate) -> Possible:
    """`candidate` as it is set on its lines."""
    text = lines[last].text
    printed = " / ".join([*(line.text for line in lines[first:last]), text[: candidate.length]])
    opening = text[candidate.length :].lstrip()[:1]
    if not opening and candidate.form is Form.COLON and last + 1 < len(lines):
        opening = lines[last + 1].text[:1]
    stamped = candidate.form is Form.COLON and leading_stamp(text) > 0
    return Possible(first, last, candidate, style_of(printed, candidate.label, candidate.form), opening, stamped)


def style_of(printed: str, label: Label, form: Form) -> str:
    """How a label is set, whoever is named: "Mr. SMITH (Canada): " → "colon H A (R): "."""
    if form in _UNNAMED:
        return form.value
    styled = _SPACES.sub(" ", printed[:200].translate(_SEEN))
    if has_cjk(styled) and label.shape in (
        Shape.NAME_AND_ROLE,
        Shape.OFFICE,
        Shape.ONE_WORD,
        Shape.FULL_NAME,
        Shape.PRINTED,
    ):
        joined = _joined_style(styled, label)
        if joined:
            return f"{form.value} {joined}"
    if has_cjk(styled) and label.name and label.role and _SPACES.sub(" ", label.role) not in styled:
        return f"{form.value} of a place N R{styled[len(styled.rstrip(':： —–')) :]}"  # 東京都 小池知事
    if label.name is None:
        return f"{form.value} {'F' if label.shape is Shape.FLOOR else 'O'}{styled[len(styled.rstrip(':： —–')) :]}"
    name = _SPACES.sub(" ", label.name)
    if form is Form.STOP:  # Mr. Low of Ohio. …
        name, styled = _OF_STATE.sub("", name), _OF_STATE.sub("", styled)
    styled = styled.replace(name, _name_style(name), 1)
    styled = next((styled.replace(one, "T", 1) for one in turnings(name) if one in styled), styled)
    if label.role:
        styled = styled.replace(_SPACES.sub(" ", label.role), "R", 1)
    return f"{form.value} {HONORIFIC.sub('H ', styled)}"


def _joined_style(styled: str, label: Label) -> str | None:
    """The style of a Japanese label in which name and role are not told apart by anything: 岸田外相, いのつめ委員."""
    parts = "".join(part for part in (label.name, label.role) if part)
    turned = "".join(part for part in (label.role, label.name) if part)
    core = styled.rstrip(":： —–―─*/").lstrip("*")
    if core in (parts, turned, label.name) and " " not in core:
        plain = "NR" if JA_ROLE_END.search(core) else "P" if label.shape is Shape.PRINTED and styled == core else "N"
        return styled.replace(core, plain, 1)
    return None


def _name_style(name: str) -> str:
    """ "SMITH" → A, "John Smith" → aa, "Lavrov S.V." → ai, 岸田文雄 → N."""
    if has_cjk(name):
        return "N"
    words = re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split()
    marks = [_mark_of(word) for word in words if word.casefold() not in PARTICLES]
    long = "".join(mark for mark in marks if mark != "i")
    core = long[:2] if len(set(long)) == 1 else "".join(sorted(set(long))) or "a"
    if len(long) > 1:
        return core
    return ("i" if marks[:1] == ["i"] else "") + core + ("i" if marks[-1:] == ["i"] and len(marks) > 1 else "")


def _mark_of(word: str) -> str:
    if INITIALS.match(word):
        return "i"
    return "A" if word.isupper() else "a" if word[:1].isupper() else "w"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each person is a candidate; how many persons recur, how many often, how many are likely."""

    counts: Counter[str] = field(default_factory=Counter)
    recurring: int = 0
    often: int = 0
    likely: int = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """The styles that a file sets its labels in; `labels` are all that are set so, `people` those named in them.

    `full` are the styles in which whole names are usual; `plainly` are the people who are named in one of them
    without a quotation mark after the label.
    """

    styles: frozenset[str]
    forms: frozenset[Form]
    labels: int
    people: frozenset[str]
    plainly: frozenset[str]
    counts: dict[str, Counter[str]]
    full: frozenset[str] = frozenset()

    @property
    def marked(self) -> bool:
        """Whether all labels open with a mark, as in ○議長, so that nothing else is a label."""
        return self.forms == {Form.MARK}

    def times(self, one: Possible, key: str) -> int:
        """How often `key` is named in the style of `one`."""
        return self.counts[one.style][key]

    def is_rare(self, one: Possible) -> bool:
        """Whether the style of `one` is an exception among the labels of this file."""
        return self.counts[one.style].total() * _RARE < self.labels


def learn(candidates: Sequence[Possible], key_of: Callable[[Possible], str]) -> Manner:
    """The manner of the file that holds `candidates`; without any styles where it is too short to have one."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sure: Counter[str] = Counter()
    named: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    keys = [key_of(one) for one in candidates]
    for one, key in zip(candidates, keys, strict=True):
        counts[one.style][key] += 1
        sure[one.style] += one.candidate.weight >= 3
        whole[one.style] += is_full_name(one.candidate.label.name or "")
        named[one.style] += _is_telling(one.candidate.label)
        lower[one.style] += one.runs_on
    styles = frozenset(
        style
        for style, by_key in counts.items()
        if _is_manner(by_key, sure[style], plain=bool(_PLAIN.search(style)))
        and named[style] * 2 > by_key.total() > lower[style] * 4
    )
    if any(_recurs(counts[style]) for style in styles):  # a roll, in which nobody recurs, sets no manner beside talk
        styles = frozenset(style for style in styles if _recurs(counts[style]))
    set_so = [(one, key) for one, key in zip(candidates, keys, strict=True) if one.style in styles]
    plain = frozenset(key for one, key in set_so if not one.quotes)
    return Manner(
        styles=styles,
        forms=frozenset(one.candidate.form for one, _ in set_so),
        labels=len(set_so),
        people=frozenset(key for _, key in set_so),
        plainly=plain if len(plain) * 2 > len({key for _, key in set_so}) else frozenset(key for _, key in set_so),
        counts=dict(counts),
        full=frozenset(style for style in styles if whole[style] * 2 > counts[style].total()),
    )


def _is_telling(label: Label) -> bool:
    """Whether a label looks like a person's: a name, or what may be a surname in kana, or a surname and an office."""
    if label.shape is Shape.OFFICE:
        return has_cjk(label.role or "") and not is_office_alone(label.role or "")
    return label.shape is not Shape.PRINTED or bool(_KANA.match(label.name or ""))


def _is_manner(by_key: Counter[str], sure: int, *, plain: bool) -> bool:
    if by_key.total() >= _FEW and (_recurs(by_key) or sure >= _SURE):
        return True
    again = any(times > 1 for times in by_key.values())
    often = max(by_key.values()) >= _OFTEN
    return by_key.total() >= _TELLING and len(by_key) > 1 and (often if plain else again)


def _recurs(by_key: Counter[str]) -> bool:
    return sum(times > 1 for times in by_key.values()) >= _RECUR
