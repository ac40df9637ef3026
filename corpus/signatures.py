"""The foot of a letter: who signed it, where and when."""

import re
from dataclasses import dataclass

from corpus.labels import Label, Shape, parse_label
from corpus.lines import Line, ends_sentence

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
    r"|январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]"
    r"|декабр[яь])"
)
_YEAR_NUMBER = r"\d{4}"
_DATE = (
    r"(?:(?:\d{4}|(?:令和|平成|昭和)(?:\d{1,2}|元))年\s?\d{1,2}月(?:\s?\d{1,2}日)?"
    r"|(?:[〇一二三四五六七八九]{4}|(?:令和|平成"
    r"|昭和)[一二三四五六七八九十元]{1,3})年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
    rf"|«?\d{{1,2}}»?(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+{_YEAR_NUMBER}(?:\s?(?:г\.|года|г))?"
    rf"|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR_NUMBER}|{_MONTH}\s+{_YEAR_NUMBER}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
_PLACE = r"[^\d。!?！？:：]{1,40}?"
DATE_LINE = re.compile(rf"(?:{_PLACE}[\s,、，]+)?{_DATE}(?:[\s,、，]+{_PLACE})?[.]?$", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:敬具|敬白|草々|かしこ|謹白"
    r"|(?:yours\s+)?(?:very\s+)?(?:sincerely|faithfully|truly|respectfully|cordially)(?:\s+yours)?"
    r"|(?:with\s+)?(?:kind|best|warm|warmest)?\s*(?:regards|wishes)|with\s+(?:deep(?:est)?\s+)?(?:respect|appreciation)"
    r"|с\s+(?:глубоким\s+|искренним\s+)?уважением|искренне\s+ваша?|с\s+наилучшими\s+пожеланиями)\s*[,.，、]?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[（(\[]?(?:署名|signed|подпись|подписано)[)）\]]?\s*[:：]?\s*$", re.IGNORECASE)


_LONGEST_FOOT = 8  # lines


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines first..last (indexes, both inclusive) under a letter; `dated` tells whether a date or a closing is"
    " among them."""

    first: int
    last: int
    label: Label
    dated: bool


def signature_at(lines: list[Line], index: int) -> Signature | None:
    """The signature that begins at line `index`, or None.

    It is of a few short lines, which hold a name and nothing else but a closing, a role, a place and a date.
    """
    signers: list[Label] = []
    role: str | None = None
    dated, last = False, index - 1
    for place in range(index, min(index + _LONGEST_FOOT, len(lines))):
        text = lines[place].text.strip("*_ ")
        is_date = len(text) < 60 and bool(DATE_LINE.match(text))
        if len(text) > 90 or (place > index and lines[place].apart and not (is_date or (dated and not signers))):
            break
        if is_date or _CLOSING.match(text) or _SIGNED.match(text):
            dated = True
        else:
            label = _signer(text)
            if label is None or (signers and label.name and not dated) or (role and label.role and not label.name):
                break
            signers += [label] if label.name else []
            role = None if label.name and len(signers) > 1 else label.role or role
        last = place
    if not signers:
        return None
    first = signers[0]
    if len(signers) == 1:
        return Signature(index, last, Label(first.name, first.role or role, first.shape), dated)
    names = " / ".join(label.name or "" for label in signers)  # who sign together speak together
    return Signature(index, last, Label(names, None, Shape.NAME_AND_MORE), dated)


def _signer(text: str) -> Label | None:
    if text.endswith((":", "：")):
        return None
    label = parse_label(text)
    if label and label.name == text and label.role:  # 青葉市長, which may be an office alone
        return Label(None, text, Shape.OFFICE)
    return label if label and label.shape not in (Shape.FLOOR, Shape.ONE_WORD, Shape.PRINTED) else None


_ADDRESS = re.compile(
    r"皆さま|皆さん|皆様|諸君|各位|閣下|こんにちは|ありがとう|\b(?:dear|colleagues|friends|ladies|excellenc(?:y"
    r"|ies)|thank|hello|welcome|good (?:morning|afternoon|evening))\b"
    r"|коллег|друзья|дамы|уважаем|дорог|спасибо|здравствуй|добр(?:ый|ое)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dear\b|excellenc|to the participants|participants of|уважаем|дорог|участникам|拝啓|前略|謹啓"
    r"|.{0,30}(?:の皆様|の皆さん|各位|殿|御中)[、,]?$)",
    re.IGNORECASE,
)


def addresses(text: str) -> bool:
    """Whether `text` greets those who are spoken to: "Dear colleagues", "同僚の皆さん", "Друзья"."""
    return bool(_ADDRESS.search(text))


def opens_letter(line: Line) -> bool:
    """Whether `line` addresses someone, as a letter's first line does."""
    return bool(_SALUTATION.match(line.text)) or (len(line.text) < 60 and line.text.endswith((",", "!", "！", "、")))


def is_of_letter(line: Line) -> bool:
    """Whether `line` may be of a letter, and not of a title page: it addresses someone, or ends like a sentence."""
    return opens_letter(line) or addresses(line.text) or ends_sentence(line)
