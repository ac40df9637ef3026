"""Names in kanji and hiragana, which stand in a text without blanks around them."""

import re
from collections.abc import Iterator, Sequence

from corpus.common_words import is_common_word
from corpus.kanji_given import Given, end_of, given_behind, stands_behind_a_name
from corpus.name_index import Bearer, NameIndex
from corpus.ordinary_words import is_ordinary
from corpus.pattern import Pattern
from corpus.roles import JA_ROLE_END, JA_TITLE_FOLLOWS, is_office_alone
from corpus.surname_readings import kanji_given

_SIGN = re.compile(r"[一-龥々ぁ-んヶヵ]")
_KANJI = Pattern(r"[一-龥々]")
_ONE_WORD = Pattern(
    r"(?!委員|議員|役員|医師|記者|作家|教師|講師|技師|長官|次官|判事|検事)[一-龥](?:者|家|師|士|官|員|役)"
)  # 関係者
_HIRAGANA = Pattern(r"[ぁ-ん]+$")
_BLANKS = re.compile(r"\s+")
_BRACKETED = re.compile(r"[（(].*?[)）]")
_BEFORE_HIRAGANA = Pattern(r"[^一-龥々ぁ-ん]|[はがもとでやて]")
_ENDS_A_NAME = "郎朗子美雄男夫太介助輔江代彦也之"  # 小野純一郎 is not 小野純一


def kanji_spans(text: str, index: NameIndex) -> Iterator[tuple[int, int, tuple[Bearer, ...]]]:
    """Where names stand in `text`, in order and disjoint, and who bears them."""
    reached = 0
    for match in _SIGN.finditer(text):
        if match.start() < reached:
            continue
        if found := _at(text, match.start(), index) or _in_hiragana(text, match.start(), index):
            yield found
            reached = found[1]


def _at(text: str, start: int, index: NameIndex) -> tuple[int, int, tuple[Bearer, ...]] | None:
    names = index.kanji_names(text[start])
    longest = min(names.longest, len(text) - start)
    blanks = longest and _BLANKS.search(text, start, start + longest)
    for length in range(longest, 0, -1):
        words, end = text[start : start + length], start + length
        if blanks:
            if words[-1].isspace():
                continue
            words = _BLANKS.sub(" ", words)
        if words in names.whole and _is_whole_name(text, start, end):
            return _with_given_name(text, start, end, tuple(names.whole[words]), index, names.surnames.get(words, ()))
        if (bearers := names.surnames.get(words)) and _is_surname(text, start, end, bearers):
            sure = tuple([one for one in bearers if not one.perhaps] or bearers)
            return _with_given_name(text, start, end, sure, index, bearers)
        if bearers and length > 1 and _begins(text, start) and (typed := given_behind(text, end)):
            ends = _given_ends(text, typed, tuple(bearers), index)
            if ends:  # 福島たろう, who is no place
                return start, max(ends.values()), tuple(ends)
    return None


def _with_given_name(
    text: str, start: int, end: int, bearers: tuple[Bearer, ...], index: NameIndex, namesakes: Sequence[Bearer]
) -> tuple[int, int, tuple[Bearer, ...]] | None:
    """The name text[start:end] with the given name behind it, and who of its bearers and `namesakes` is called so.

    None where nobody may be: whoever bears it and has no given name that is known may.
    """
    typed = given_behind(text, end)
    if typed is None:
        return start, end, bearers
    called = {one: _given(one, index) for one in (*bearers, *namesakes)}
    if ends := {one: found for one, given in called.items() if given and (found := end_of(given, typed, text))}:
        return start, max(ends.values()), tuple(ends)
    if not typed.sure or any(one.word == index.kanji_of[one.speaker].replace(" ", "") for one in bearers):
        return start, end, bearers
    unknown = tuple(one for one in bearers if not called[one])
    return (start, end, unknown) if unknown else None


def _given(one: Bearer, index: NameIndex) -> str:
    name = index.kanji_of[one.speaker]
    return _BRACKETED.sub("", name.removeprefix(one.word)).strip() if name.startswith(one.word) else ""


def _in_hiragana(text: str, start: int, index: NameIndex) -> tuple[int, int, tuple[Bearer, ...]] | None:
    """A name in kanji typed as it is read, whole or with a title: やまだひろしは, こいけ知事は."""
    readings = index.read_in_hiragana(text[start]) if "ぁ" <= text[start] <= "ん" else ()
    if not readings or (start and not _BEFORE_HIRAGANA.match(text, start - 1)):
        return None
    for read, bearers in readings:
        end = start + len(read)
        if not text.startswith(read, start):
            continue
        if typed := given_behind(text, end):
            ends = _given_ends(text, typed, bearers, index)
            if ends:
                return start, max(ends.values()), tuple(ends)
        title = JA_TITLE_FOLLOWS.match(text, end) if len(read) > 2 else None
        if title and (titled := tuple(one for one in bearers if _may_be_called(one, title[0], index))):
            return start, end, titled
    return None


def _may_be_called(one: Bearer, title: str, index: NameIndex) -> bool:
    """Whether a courtesy, or an office that may be theirs, is the title: あさの理事 is not 淺野, who was never 理事."""
    roles = index.roles[one.speaker] if index.roles else ()
    return not JA_ROLE_END.search(title) or not roles or any(title in role or role in title for role in roles)


def _given_ends(text: str, typed: Given, bearers: tuple[Bearer, ...], index: NameIndex) -> dict[Bearer, int]:
    """Who of `bearers` has the given name that is typed, and where it ends."""
    called = {one: kanji_given(index.kanji_of[one.speaker]) or _given(one, index) for one in bearers}
    return {one: end for one, given in called.items() if given and (end := end_of(given, typed, text))}


def _is_whole_name(text: str, start: int, end: int) -> bool:
    if text.strip() == text[start:end]:
        return True
    if not _begins(text, start) or _goes_on_in_hiragana(text, end):
        return False
    word = text[start:end]
    if len(word) > 2 and not is_ordinary(word) and not _HIRAGANA.match(word):
        goes_on = end < len(text) and _KANJI.match(text[end]) and not JA_TITLE_FOLLOWS.match(text, end)
        return not goes_on or (len(word) > 3 and text[end] not in _ENDS_A_NAME)
    return _stands_alone(text, start, end)


def _goes_on_in_hiragana(text: str, end: int) -> bool:
    """Whether a name that ends in hiragana is the beginning of a longer one: 佐藤ゆりえは, 佐藤ゆりか委員."""
    if not _HIRAGANA.match(text[end - 1]) or not _HIRAGANA.match(text[end : end + 1]):
        return False
    return not stands_behind_a_name(text, end)


def _is_surname(text: str, start: int, end: int, bearers: list[Bearer]) -> bool:
    if text.strip() == text[start:end]:
        return True
    if end - start == 1 and JA_ROLE_END.search(text[max(0, start - 12) : end]):  # 社長さん
        return False
    titled = bool(JA_TITLE_FOLLOWS.match(text, end)) and not (end - start == 1 and _ONE_WORD.match(text, end))
    needs_title = end - start == 1 or all(one.perhaps for one in bearers)
    return _stands_alone(text, start, end) and (titled or not needs_title)


def _begins(text: str, start: int) -> bool:
    """Whether a word can begin at `start`: not within a run of kanji, but after an office or a party."""
    before = text[max(0, start - 12) : start]
    return not before or not _KANJI.match(before[-1]) or before[-1] in "党派社省庁" or bool(JA_ROLE_END.search(before))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a word of its own or stands before a title."""
    word = text[start:end]
    if not _begins(text, start):
        return False
    titled = bool(JA_TITLE_FOLLOWS.match(text, end))
    if (is_common_word(word) or is_ordinary(word) or _HIRAGANA.match(word)) and not titled:
        return False
    if end < len(text) and _KANJI.match(text[end]):
        return titled and not is_office_alone(word)
    return True
