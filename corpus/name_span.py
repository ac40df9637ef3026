"""The whole of a name around its surname: given names, initials, particles; or somebody else's given name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.common_words import is_common_word
from corpus.given_after import is_given_after, without_other_names
from corpus.given_names import is_given_name
from corpus.name_index import Bearer
from corpus.name_match import Token, agrees, begins_with, is_asked_with
from corpus.name_parts import KANA, PATRONYMIC, script_of
from corpus.ordinary_words import is_ordinary
from corpus.pattern import Pattern
from corpus.people import PARTICLES
from corpus.roles import is_role_word
from corpus.wordlist import wordlist

COURTESY = wordlist(
    """
    pres pm sec min fm cllr col capt lt maj adm
    mr mrs ms miss mx dr prof sir dame lord lady baroness hon honourable honorable right herr frau señor signor senor
    monsieur madame excellency г-н г-жа господин господина господину господином госпожа госпожи госпоже товарищ
    """
)
_JOINT = re.compile(r"(?:[・=＝･ \u3000\u00a0]|\.\s?|-|, )$")
_KANA_JOINT = ("・", "=", "＝", "･")
_PATRONYMIC = re.compile(r"(?i)(?:вич|вна|чна|vich|vna|ヴィチ|ビッチ|ヴナ)$")
_SMALL_WORD = 3  # letters
_SEVERAL = Pattern(
    r"(?:[・=＝･][ァ-ヺー]+)*の?(?:両|各|三|四|五)(?:氏|名|人|者|大臣|首相|外相|大統領|長官|知事|大使|議員|委員|代表|閣僚)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end], and who still may be meant once given names are compared."""

    start: int
    end: int
    bearers: tuple[Bearer, ...]


@dataclass(frozen=True, slots=True)
class Surname:
    """The surname `tokens[place]` of `text`, with the given names of every speaker.

    `is_surname` tells of a token whether a known speaker bears it, as each of ケラー・オルロフ両氏.
    """

    tokens: Sequence[Token]
    place: int
    text: str
    given: Sequence[Sequence[str]]
    is_surname: Callable[[Token], bool]


def whole_name(surname: Surname, bearers: tuple[Bearer, ...]) -> Span:
    """The name around a surname; nobody bears it where another given name stands beside it."""
    span = _leftwards(surname, bearers)
    if not span.bearers or span.start < surname.tokens[surname.place].start:
        return span
    return _rightwards(surname, bearers)


def _leftwards(surname: Surname, bearers: tuple[Bearer, ...]) -> Span:
    tokens, place, text, given = surname.tokens, surname.place, surname.text, surname.given
    start, end = tokens[place].start, tokens[place].end
    skipped = start  # where the name begins if the words passed over prove to be middle names
    for before in range(place - 1, max(-1, place - 6), -1):
        token = tokens[before]
        if not _joined(text, token.end, skipped) or "," in text[token.end : skipped]:
            break
        if _only_asks(token, bearers, given) or _is_small_word(token, tokens[place]):
            break
        if agreeing := _agreeing(token, bearers, given):
            bearers, start, skipped = agreeing, token.start, token.start
        elif _is_initial(token, text, tokens[place]) or token.text.casefold() in PARTICLES:
            start = skipped = token.start
            bearers = _of_initial(tokens, before, text, bearers, given)
        elif PATRONYMIC.match(token.text):
            skipped = token.start
        elif _is_other_given(tokens, before, text, skipped) and not _is_listed(token, tokens[place], surname):
            if start < tokens[place].start or _names_before(tokens, before, text, bearers, given) is None:
                return Span(start, end, bearers if start < tokens[place].start else ())
            bearers = _of_no_other_middle_name(tokens[before - 1], token, bearers, given)
            skipped = token.start
        else:
            break
    return Span(start, end, bearers)


def _is_listed(token: Token, last: Token, surname: Surname) -> bool:
    """Whether `token` is one of several, up to `last`, whose surnames a dot joins: ケラー・オルロフ両氏."""
    return bool(_SEVERAL.match(surname.text, last.end)) and surname.is_surname(token)


def _of_initial(
    tokens: Sequence[Token], before: int, text: str, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]
) -> tuple[Bearer, ...]:
    """Those who may have the initial tokens[before], unless it is of a middle name, as the R of "J. R. Smith" is."""
    token = tokens[before]
    if not _is_dotted(token, text):
        return bearers
    first = tokens[before - 1] if before and _joined(text, tokens[before - 1].end, token.start) else None
    if first and (first.text.isupper() if len(first.text) == 1 else _agreeing(first, bearers, given)):
        return bearers
    return _with_initial(token, bearers, given)


def _is_dotted(token: Token, text: str) -> bool:
    return len(token.text) == 1 and token.text.isupper() and text[token.end : token.end + 1] in (".", "・")


def _with_initial(token: Token, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]) -> tuple[Bearer, ...]:
    """Those who may have this initial, as far as their given names are known: P. Orlov is not Ivan."""
    return tuple(one for one in bearers if _may_have_initial(token, one, given))


def _may_have_initial(token: Token, one: Bearer, given: Sequence[Sequence[str]]) -> bool:
    words = [word for word in given[one.speaker] if word != one.word and not _PATRONYMIC.search(word)]
    known = [word for word in words if len(word) > 1] or words
    return not known or any(begins_with(word, token.text) for word in known)


def _only_asks(token: Token, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]) -> bool:
    """Whether a word before a surname belongs to the question and is no given name: "When Keller", not "Will Young"."""
    if len(token.text) == 1 or not is_asked_with(token.text) or is_given_name(token.text):
        return False
    return all(token.text.casefold() != name.casefold() for one in bearers for name in given[one.speaker])


def _is_small_word(token: Token, surname: Token) -> bool:
    """Whether a short word in small letters stands before a surname with a capital: "in Orlov's view" is not Ivan's."""
    short = token.script != KANA and token.text.islower() and 1 < len(token.text) <= _SMALL_WORD
    return short and surname.text[0].isupper() and token.text not in PARTICLES


def _names_before(
    tokens: Sequence[Token], before: int, text: str, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]
) -> Token | None:
    """The given name before a middle name: John, in "John Fitzgerald Smith"."""
    if before == 0 or not _joined(text, tokens[before - 1].end, tokens[before].start):
        return None
    first = tokens[before - 1]
    return first if len(first.text) > 1 and _agreeing(first, bearers, given) else None


def _of_no_other_middle_name(
    first: Token, middle: Token, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]
) -> tuple[Bearer, ...]:
    """Those who may have `middle`, which is none of their names: Juan Manuel Pérez is not Juan Carlos."""
    return tuple(one for one in bearers if not _others([first], middle, one, given))


def _others(matched: Sequence[Token], token: Token, bearer: Bearer, given: Sequence[Sequence[str]]) -> list[str]:
    """The given names that a bearer has, in the script of `token`, beside those that are `matched`."""
    words = (word for word in given[bearer.speaker] if word != bearer.word and script_of(word) == token.script)
    return [word for word in words if not any(agrees(one, word) for one in matched)]


def _rightwards(surname: Surname, bearers: tuple[Bearer, ...]) -> Span:
    tokens, place, text, given = surname.tokens, surname.place, surname.text, surname.given
    start, end = tokens[place].start, tokens[place].end
    for token in tokens[place + 1 : place + 4]:
        if not _joined(text, end, token.start):
            break
        agreeing = _agreeing(token, bearers, given)
        if not agreeing and end == tokens[place].end and _is_dotted(token, text):
            return Span(start, end, _with_initial(token, bearers, given))
        further = PATRONYMIC.match(token.text) or _is_dotted(token, text)
        if not agreeing and not (end > tokens[place].end and further):
            if is_given_name(token.text) and token.text[0].isupper() and "," not in text[end : token.start]:
                return Span(start, end, () if end == tokens[place].end else bearers)
            if end == tokens[place].end and _is_listed(token, token, surname):
                break
            if end == tokens[place].end and is_given_after(tokens, place, text):
                return Span(start, end, without_other_names(token, bearers, given))
            matched = [one for one in tokens[place + 1 : place + 4] if one.end <= end]
            if matched and is_name_word(token) and "," not in text[end : token.start]:  # Kim Jong Il is not Kim Jong Un
                bearers = tuple(one for one in bearers if not _others(matched, token, one, given))
            break
        bearers, end = agreeing or bearers, token.end
        if text[end : end + 1] == "." and len(token.text) == 1:
            end += 1
    return Span(start, end, bearers)


def _agreeing(token: Token, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]) -> tuple[Bearer, ...]:
    return tuple(one for one in bearers if any(agrees(token, word) for word in _beside_surname(one, given)))


def _beside_surname(one: Bearer, given: Sequence[Sequence[str]]) -> list[str]:
    """The given names of a bearer, but for spellings of the word that is taken for the surname: セルゲイ and Sergey."""
    words = [word for word in given[one.speaker] if word != one.word]
    if not one.perhaps:
        return words
    first = Token(0, len(one.word), one.word, script_of(one.word))
    return [word for word in words if not agrees(first, word)]


def is_name_word(token: Token) -> bool:
    """Whether a word beside a name may be a further name: neither a title nor a particle nor an ordinary word."""
    word = token.text
    if token.script != KANA and not word[0].isupper():
        return False
    known = is_role_word(word) or is_common_word(word) or is_asked_with(word) or is_ordinary(word)
    return not known and word.casefold() not in COURTESY and word.casefold() not in PARTICLES


def _is_initial(token: Token, text: str, surname: Token) -> bool:
    if len(token.text) > 1 or not token.text.isupper():
        return False
    return surname.text[0].isupper() or text[token.end : token.end + 1] in (".", "・")  # "Can I park here?"


def _joined(text: str, end: int, start: int) -> bool:
    return 0 < start - end <= 2 and bool(_JOINT.match(text[end:start]))


def _is_other_given(tokens: Sequence[Token], before: int, text: str, start: int) -> bool:
    """Whether the word before a surname is somebody else's given name."""
    token = tokens[before]
    if token.script == KANA:
        return text[token.end : start] in _KANA_JOINT
    if is_given_name(token.text) and (token.text[0].isupper() or not is_ordinary(token.text)):
        return not is_asked_with(token.text)
    opens = before == 0 or bool(re.search(r"[.!?。！？:：]\s*$", text[: token.start]))
    if opens or not token.text[0].isupper() or (token.text.isupper() and len(token.text) > 1):
        return False
    known = is_role_word(token.text) or is_common_word(token.text) or is_asked_with(token.text)
    return not known and token.text.casefold() not in COURTESY
