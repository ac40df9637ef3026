"""Lines that may give someone the floor, each with how much it says by itself.

Whether they do is weighed over the whole file, in `corpus.floor`.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.common_words import is_common_word
from corpus.events import event_label, titled_person
from corpus.korean_labels import korean_label
from corpus.labels import Label, Shape, bare, parse_label, printed_label
from corpus.lines import UNSEEN, Line
from corpus.people import is_full_name, plain_name
from corpus.roles import has_cjk, is_role
from corpus.stamps import leading_stamp, without_recipient, without_stamp
from corpus.turned_names import is_turned, turned_label

_LONGEST_PRINTED = 30
_LONGEST = 160  # characters of a line that is nothing but a heading
_LONGEST_SURNAME = 6
_KANA = re.compile(r"[ぁ-ん]")
_LONGEST_ACRONYM = 5
_ENDS_IN_INITIAL = re.compile(r"[\s.][^\W\d_]$")
_LONGEST_NAME = 8
_LONGEST_OFFICE = 5  # words in an office all in lower case
_DASHES = 4  # labels before a dash that show how a file sets them


class Form(StrEnum):
    """How a heading is set."""

    WHOLE = "whole line"  # Sergey Lavrov, Minister of Foreign Affairs
    EVENT = "event"  # Remarks by Minister Sergey Lavrov at …
    COLON = "colon"  # Lavrov: …
    MARK = "mark"  # ○国務大臣（岸田文雄君）　…
    BRACKETS = "brackets"  # （岸田総理）
    BOLD = "bold"  # **Lavrov** …
    DASH = "dash"  # Lavrov — …
    STOP = "stop"  # Mr. LAVROV. …
    SPACE = "space"  # ラヴロフ　…
    QUESTION = "question"  # Q: …, Вопрос: …, ――…
    ANSWER = "answer"  # A: …
    TIMED = "timed"  # Anna Roe 10:02


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible heading: `length` code points of its line, which speech may follow; `weight` 0 (a guess) to 3"
    " (sure)."""

    line: int
    label: Label
    form: Form
    length: int
    weight: int

    @property
    def whole(self) -> bool:
        """Whether the heading has its line to itself."""
        return self.form in (Form.WHOLE, Form.EVENT)


_COLON = re.compile(r"(?P<label>[^:：]{1,90})(?:\*\*|__)?\s?[:：](?!//|\d\d\b)(?:\*\*|__)?\s*")
_TAB = re.compile(r"(?P<label>[^\t]{1,40})\t(?=\S)")
_MARK = re.compile(
    r"[○〇◯◎◆◇●■□▲△]\s*(?P<label>[^\s（(。、]{1,40}(?:[（(][^）)\n]{1,30}[)）][^\s（(。、]{0,20}"
    r"|[ \u3000][（(][^）)\n]{1,28}(?:君|氏|さん)[)）])?)(?:[\s\u3000]+|$)"
)
_BRACKETED_LINE = re.compile(r"[（(](?P<label>[^（）()。、]{1,30})[)）]$")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<label>[^*_]{1,90})(?P=mark)\s*(?:\.\s(?=[—–-]\s))?[:：.—–-]?\s*")
_DASH = re.compile(
    r"(?P<label>(?:[^—–―─.。!?！？、，「]|(?<=[A-ZА-ЯЁ])\.){1,80}?)(?:\s+[—–―]\s+|\s?(?:——|――|──)\s?)(?=\S)"
)
_STOP = re.compile(
    r"(?P<label>(?:Голоса?|Реплик[аи]|Выкрик)\s(?:из|с)\s[а-яё]+|(?:The\s+)?(?:(?:Mr|Ms|Mrs|Dr|Sen|Rep|Г-н"
    r"|Г-жа)\.?\s+)?(?:[^\W\d_]\.\s?){0,3}[^\W\d_a-zа-яё][^\W\d_a-zа-яё’'-]{2,}"
    r"(?:\s[^\W\d_a-zа-яё][^\W\d_a-zа-яё’'-]+)?(?:\s(?:[^\W\d_]\.\s?)?[^\W\d_]|\s\([^()]{2,60}\))?)\.\s+(?=\S)"
)
_HEARING = re.compile(  # Mr. Low. …, Mr. Low of Ohio. …, Chairwoman Roe [presiding]. …, as the hearings of the Congress
    r"(?P<label>(?:(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gen|Adm|Gov|Amb)\.|Miss|(?:Vice )?Chair(?:man|woman|person)?"
    r"|Ranking Member|Senator|Representative|Congress(?:man|woman)|(?:(?:Under|Assistant|Deputy) )?Secretary"
    r"|(?:Attorney|Inspector) General|Governor|Director|Ambassador|Commissioner|Administrator|Judge|Justice"
    r"|(?:(?:Lieutenant|Major|Brigadier) )?General|Admiral|Colonel|Captain|Sheriff|Chief Justice|Mayor|Delegate"
    r"|Professor|Reverend|President)\s(?:[A-Z]\.\s)?(?P<name>(?:(?:de|del|della|di|da|du|van|von|der|den|la|le)\s){0,2}"
    r"[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+){0,2})(?P<state>\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?"
    r"|The (?:(?:Vice |Acting )?Chair(?:man|woman|person)?|Clerk|Witness|Reporter|Presiding Officer|PRESIDING OFFICER"
    r"|(?:Speaker|SPEAKER)(?: pro tempore)?|(?:ACTING )?CHAIR(?:MAN)?|Vice President|VICE PRESIDENT)|(?:A )?Voice)"
    r"(?:\s\[[^\[\]]{3,30}\])?\.\s+(?=[\"“A-Z\[(\d])"
)
_SPACE = re.compile(r"(?P<label>[^\s。、，「」！？!?:：]{1,24})\u3000(?=[^\s])")
_QUESTION = re.compile(
    r"(?:(?:Q(?:uestion)?\s?\d{0,3}(?:\s\([^()]{1,60}\))?|Вопрос(?:\s?№?\s?\d{1,3})?(?:\s\([^()]{1,60}\))?"
    r"|質問(?:者[A-ZＡ-Ｚ]?)?\d{0,2}|問\d{0,2}|Ｑ\d{0,2})\s?[:：.．]|В\.?\s?[:：]|問\u3000|[—―─]{2,}(?=\S))\s*",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:(?:A(?:nswer)?\s?\d{0,3}|Ответ|回答|答え?|Ａ\d{0,2})\s?[:：.．]|О\.?\s?[:：]|答\u3000)\s*", re.IGNORECASE
)
_TWO_INITIALS = re.compile(r"[^\W\d_]\.\s?[^\W\d_]\.$")
_WHOLE_QUESTION = re.compile(r"\*\*(?!\s)[^*]{8,}[?？]\s?\*\*$")

_RU_STOP = re.compile(  # Председательствующий. …, Из зала. (Не слышно.), Орлов С. И. Спасибо…
    r"(?:(?P<part>Председательству(?:ющий|ющая)|Из зала|С мест[а]?)\.\s+(?=\S)"
    r"|(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.)\s+(?=[\"«„А-ЯЁ\d]))"
)
_RU_MEMBER = re.compile(  # Орлов С. И., фракция "ЕДИНСТВО".
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ]\.),\s(?P<role>[^.!?]{4,200})\.?$"
)
_RU_BELONGS = re.compile(r"(?:фракци|комитет|комисси|групп|депутатск|от\s)", re.IGNORECASE)
_OFFICER = re.compile(r"(?P<label>[A-Z][^.:;!?()\[\]]{2,50}\s[A-Z][\w’'-]+)\.\s+(?=[\"“A-Z\[(\d])")
_BEFORE_WORDS = (Form.COLON, Form.TIMED, Form.BOLD, Form.DASH)
_ABBREVIATED = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|Jr|Sr|Esq|Inc|Ltd|Corp|Co)\.$")


def find_candidates(lines: list[Line]) -> list[Candidate]:
    """At most one candidate a line, in order."""
    found = [one for index, line in enumerate(lines) if (one := candidate(index, line.text))]
    found = _without_sentences(_without_books(found, lines), lines)
    dashed = {one.label for one in found if one.form is Form.DASH}
    if not dashed:
        return found
    again = [_with_dash(one, lines[one.line].text) for one in found]
    usual = len(dashed) > 1 and sum(one.form is Form.DASH for one in again) >= _DASHES
    return [
        new if usual or new.label in dashed or _is_clause(old) else old for old, new in zip(found, again, strict=True)
    ]


def _without_books(found: list[Candidate], lines: list[Line]) -> list[Candidate]:
    """`found`, with "Орлов С. И. …" only in a stenogram: elsewhere a list of books has its authors so."""
    if any(one.form is Form.STOP and one.label.shape is Shape.FLOOR for one in found):
        return found
    if any(_RU_MEMBER.match(lines[one.line].text) for one in found if one.whole):
        return found
    return [one for one in found if one.form is not Form.STOP or not _RU_STOP.match(lines[one.line].text)]


def _without_sentences(found: list[Candidate], lines: list[Line]) -> list[Candidate]:
    """`found`, with "Mr. Low. …" neither where the file has more labels of another kind, nor within a sentence."""
    stopped = {one.line: lines[one.line].text for one in found if one.form is Form.STOP}
    of_hearing = {index for index, text in stopped.items() if _HEARING.match(text)}
    others_known = of_hearing | {index for index, text in stopped.items() if _STOP.match(text)}
    officers = {index for index, text in stopped.items() if index not in others_known and _OFFICER.match(text)}
    surnames = {index for index in of_hearing if _is_as_written(stopped[index])}
    others = sum(one.form in _BEFORE_WORDS and one.weight > 1 for one in found)
    if of_hearing and len(surnames) >= others:
        left = {index for index in surnames | officers if _goes_on(lines, index)}
    else:
        left = surnames | officers
    return [one for one in found if one.line not in left]


def _is_as_written(text: str) -> bool:
    """Whether a surname, or an office, before a point is set as in a sentence, and not in capitals."""
    match = _HEARING.match(text)
    return match is not None and not any(word.isupper() and len(word) > 1 for word in match["label"].split())


def _goes_on(lines: list[Line], index: int) -> bool:
    """Whether a line goes on with the sentence of the one right above: "I want to thank / Mr. Low. He came first."."""
    if index == 0 or lines[index].apart or lines[index].indent > lines[index - 1].indent:
        return False
    last = lines[index - 1].text.split()[-1]
    return last.endswith(",") or (last[0].islower() and last[-1].isalpha())


def _is_clause(one: Candidate) -> bool:
    """Whether what stands before a colon is no name and office: "Mira Kovac — Two points:"."""
    return one.form is Form.COLON and one.label.shape is not Shape.NAME_AND_ROLE


def _with_dash(one: Candidate, text: str) -> Candidate:
    """ "NAME — …", where a file sets its labels so, is no line with a name and an affiliation."""
    return (_dash(one.line, text) or one) if one.form in (Form.WHOLE, Form.COLON) else one


def candidate(index: int, text: str) -> Candidate | None:
    """The heading that `text`, line number `index`, may be or open with."""
    plain = text.lstrip(UNSEEN)
    if plain != text:
        one = candidate(index, plain)
        return replace(one, length=one.length + len(text) - len(plain)) if one else None
    if titled_person(text):
        return None
    stamp = leading_stamp(text)
    timed = (_tabbed(index, text, stamp) if stamp else None) or _timed(index, text)
    if timed:
        return timed
    if stamp:
        one = candidate(index, text[stamp:])
        return replace(one, length=one.length + stamp) if one and one.form is not Form.WHOLE else None
    marked = _mark(index, text)
    rest = text[marked.length :] if marked else ""
    if marked and (len(rest) > _LONGEST_NAME or _KANA.search(rest)):  # what is said may end like an office, too
        return marked
    for reading in (
        *(_spoken_part, _event, _in_brackets, _member, _ru_stop, _hearing, _whole, _colon, _mark, _bold, _stop, _dash),
        *(_space, _any_line, _officer),
    ):
        one = reading(index, text)
        if one:
            return one
    return None


def _tabbed(index: int, text: str, stamp: int) -> Candidate | None:
    """ "10:02[tab]田中[tab]こんにちは", as LINE writes its talks."""
    match = _TAB.match(text, stamp)
    label = _label(match["label"]) if match else None
    return Candidate(index, label, Form.COLON, match.end(), 1) if match and label else None


def _timed(index: int, text: str) -> Candidate | None:
    """A name beside a clock time, with what is said below."""
    core = without_stamp(text)
    label = parse_label(without_recipient(core)) or turned_label(core) or printed_label(core) if core else None
    if not core or not label or (label.shape is Shape.OFFICE and not core[-1].isdigit()):
        return None
    return Candidate(index, label, Form.TIMED, len(text), 1 if label.shape is Shape.PRINTED else 3)


def _any_line(index: int, text: str) -> Candidate | None:
    """A short line that is a heading only if it recurs as one."""
    label = printed_label(text) if len(text) <= _LONGEST_PRINTED and not text.endswith((":", "：")) else None
    return Candidate(index, label, Form.WHOLE, len(text), 0) if label else None


def _spoken_part(index: int, text: str) -> Candidate | None:
    for form, pattern in ((Form.QUESTION, _QUESTION), (Form.ANSWER, _ANSWER)):
        match = pattern.match(text.lstrip("*_"))
        if match:
            length = match.end() + len(text) - len(text.lstrip("*_"))
            return Candidate(index, Label(None, bare(match[0]) or None, Shape.FLOOR), form, length, 2)
    if _WHOLE_QUESTION.match(text):
        return Candidate(index, Label(None, None, Shape.FLOOR), Form.QUESTION, 0, 1)
    return None


def _event(index: int, text: str) -> Candidate | None:
    label = event_label(text)
    return Candidate(index, label, Form.EVENT, len(text), 3) if label else None


def _whole(index: int, text: str) -> Candidate | None:
    if len(text) > _LONGEST or text.endswith(("。", "、", ",", ";", "；", "!", "！", "?", "？", "…", "閣下", "殿")):
        return None
    label = parse_label(text) or turned_label(text)
    if not label or text.endswith((":", "：")) or (text.endswith(".") and not _ends_in_name(text, label)):
        return None
    weights = {Shape.NAME_AND_ROLE: 3, Shape.NAME_AND_MORE: 1, Shape.FULL_NAME: 1, Shape.FLOOR: 1}
    weight = weights.get(label.shape, 0)
    if (
        label.shape is Shape.NAME_AND_ROLE
        and not is_full_name(label.name or "")
        and not text.startswith(("○", "◆", "●"))
    ):
        weight = 2  # "ザス事務総長" may also be an address
    if label.shape is Shape.NAME_AND_MORE and re.search(r"\([^()\d]+\)$", text):
        weight = 2  # "Mr. Smith (Canada)"
    if text.startswith(("#", "**")):
        weight = min(3, weight + 1)
    return Candidate(index, label, Form.WHOLE, len(text), weight)


def _ends_in_name(text: str, label: Label) -> bool:
    """Whether the point that ends a line belongs to a name or a company, and not to a sentence."""
    if not _ABBREVIATED.search(text):
        return False
    name = label.name or ""
    if text.startswith(name) and not text.endswith(name):
        return not _ENDS_IN_INITIAL.search(text.rstrip("."))
    return text == name or (len((label.role or "").split()) <= _LONGEST_OFFICE and bool(_TWO_INITIALS.search(text)))


def _colon(index: int, text: str) -> Candidate | None:
    match = _COLON.match(text)
    label = _label(without_recipient(match["label"])) if match else None
    if not match or not label or _is_phrase(label):
        return None
    weights = {Shape.NAME_AND_ROLE: 3, Shape.NAME_AND_MORE: 2, Shape.FULL_NAME: 2, Shape.FLOOR: 3, Shape.OFFICE: 1}
    weight = 0 if label.shape is Shape.PRINTED else weights.get(label.shape, 1)
    if label.shape is Shape.NAME_AND_MORE and (_is_courteous(match["label"]) or "(" in match["label"]):
        weight = 3
    if label.shape is Shape.ONE_WORD and match["label"].isupper() and not has_cjk(text):
        weight = 2
    if is_turned(label.name or "", match["label"]):  # "Listen, Tom: …"
        weight = 1
    return Candidate(index, label, Form.COLON, match.end(), weight)


def _label(text: str) -> Label | None:
    return parse_label(text) or turned_label(bare(text)) or printed_label(text)


def _is_phrase(label: Label) -> bool:
    """Whether a label without a name is a clause that has an office in it: "Other artists of the time include"."""
    words = (label.role or "").split()
    return label.shape is Shape.OFFICE and len(words) > _LONGEST_OFFICE and all(word.islower() for word in words[1:])


def _is_courteous(text: str) -> bool:
    return plain_name(text) != text.strip()


def _mark(index: int, text: str) -> Candidate | None:
    if korean := korean_label(text):
        return Candidate(index, korean[0], Form.MARK, korean[1], 3)
    match = _MARK.match(text)
    label = parse_label(match["label"]) if match else None
    if not match or not label or _names_only(text[match.end() :]):
        return None
    sure = label.shape is Shape.NAME_AND_ROLE or (label.name and _is_courteous(bare(match["label"])))
    return Candidate(index, label, Form.MARK, match.end(), 3 if sure else 1)


def _names_only(rest: str) -> bool:
    """Whether nothing but a name follows, as in a list of appointments: ○選任　柳田裕文君."""
    label = parse_label(rest) if 0 < len(rest) < _LONGEST_PRINTED and rest.endswith(("君", "氏")) else None
    return bool(label and label.name)


def _in_brackets(index: int, text: str) -> Candidate | None:
    """ "（岸田総理）", with what is said below."""
    match = _BRACKETED_LINE.match(text)
    label = parse_label(match["label"]) if match and has_cjk(text) else None
    if not label or label.shape not in (Shape.NAME_AND_ROLE, Shape.FLOOR, Shape.OFFICE):
        return None
    return Candidate(index, label, Form.BRACKETS, len(text), 3 if label.shape is Shape.NAME_AND_ROLE else 1)


def _bold(index: int, text: str) -> Candidate | None:
    match = _BOLD.match(text)
    label = _label(match["label"]) if match else None
    if not match or not label:
        return None
    weights = {Shape.NAME_AND_ROLE: 3, Shape.NAME_AND_MORE: 2, Shape.FULL_NAME: 2, Shape.PRINTED: 0}
    if match[0].rstrip(" *_").endswith((":", "：")):  # **Реплика:** Верно!
        weights[Shape.FLOOR] = 3
    return Candidate(index, label, Form.BOLD, match.end(), weights.get(label.shape, 1))


def _stop(index: int, text: str) -> Candidate | None:
    match = _STOP.match(text)
    if not match:
        return None
    initial = "." if _ENDS_IN_INITIAL.search(match["label"]) else ""
    label = parse_label(match["label"] + initial)
    if not label or is_role(label.name or ""):
        return None
    sure = _is_courteous(match["label"]) or (match["label"].isupper() and len(match["label"]) > _LONGEST_ACRONYM)
    return Candidate(index, label, Form.STOP, match.end(), 2 if sure or label.shape is Shape.FLOOR else 1)


def _hearing(index: int, text: str) -> Candidate | None:
    match = _HEARING.match(text)
    label = parse_label(match["label"].removesuffix(match["state"] or "")) if match else None
    if not match or not label or is_common_word(match["name"] or ""):  # "Justice Department. …"
        return None
    if match["state"] and label.name:  # where two bear the name
        label = replace(label, name=f"{label.name}{match['state']}")
    return Candidate(index, label, Form.STOP, match.end(), 2)


def _officer(index: int, text: str) -> Candidate | None:
    """ "Treasurer Low. …", an office that hearings seldom have."""
    match = _OFFICER.match(text)
    label = parse_label(match["label"]) if match else None
    if match and label and label.shape is Shape.NAME_AND_ROLE and match["label"].endswith(label.name or ""):
        return Candidate(index, label, Form.STOP, match.end(), 2)
    return None


def _ru_stop(index: int, text: str) -> Candidate | None:
    """The labels of the State Duma's stenograms."""
    match = _RU_STOP.match(text)
    if not match:
        return None
    label = parse_label(match["part"] or match["name"])
    return Candidate(index, label, Form.STOP, match.end(), 3 if match["part"] else 2) if label else None


def _member(index: int, text: str) -> Candidate | None:
    """A name with initials and where its bearer belongs, with a point after it, and what is said below."""
    match = _RU_MEMBER.match(text)
    if not match or not (_RU_BELONGS.match(match["role"]) or is_role(match["role"])):
        return None
    label = Label(match["name"], match["role"], Shape.NAME_AND_ROLE)
    return Candidate(index, label, Form.WHOLE, len(text), 3)


def _dash(index: int, text: str) -> Candidate | None:
    match = _DASH.match(text)
    label = parse_label(match["label"]) if match else None
    if match and not label and has_cjk(match["label"]) and len(match["label"]) <= _LONGEST_SURNAME:
        label = printed_label(match["label"])  # いのつめ――…
    if not match or not label:
        return None
    return Candidate(index, label, Form.DASH, match.end(), 2 if label.shape is Shape.NAME_AND_ROLE else 1)


def _space(index: int, text: str) -> Candidate | None:
    match = _SPACE.match(text)
    label = parse_label(match["label"]) if match and has_cjk(match["label"]) else None
    rest = text[match.end() :] if match else ""
    said = rest.endswith(("。", "？", "！", "?", "!", "…", "」")) or (len(rest) > 24 and "\u3000" not in rest)
    if not match or not label or not said:
        return None
    return Candidate(index, label, Form.SPACE, match.end(), 2 if label.shape is Shape.NAME_AND_ROLE else 1)
