"""Who bears a word as a surname: as it is written, in another transliteration, by its sound, or with a slip."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from corpus.common_words import is_common_word
from corpus.declension import fold_cyrillic, is_case_of, name_stem, word_stems
from corpus.frequent_surnames import is_frequent_surname
from corpus.japanese_sounds import japanese_key, may_be_japanese
from corpus.latin_spelling import as_french, loose, plain
from corpus.name_index import SHORTEST_MISSPELT, Bearer, NameIndex, word_keys
from corpus.name_match import CLOSE_SOUND, SURE_SOUND, Token, alike, is_asked_with, is_one_slip
from corpus.name_parts import CYRILLIC, KANA, LATIN, PATRONYMIC, script_of
from corpus.ordinary_words import is_ordinary
from corpus.roles import is_role_word
from corpus.scripts import consonants, differ_in_mute_e, differ_in_nasals, differ_in_sex, skeletons
from corpus.surname_readings import is_reading, surname_readings

_SWAPPED = {"Х": "Г", "Г": "Х", "х": "г", "г": "х"}


SURE_OF_SHORT = 90.0  # of names with one consonant, Xi and Си
SURE_OF_FREQUENT = 95.0  # of Schmitt and Schmidt; Schulz and Scholz are two
SHORT_SKELETON = 2  # consonants
SHORTEST_READ = 4  # letters


class Likeness(IntEnum):
    """How sure it is that the word is the name, surest first."""

    WRITTEN = 0
    SPELT = 1
    MISSPELT = 2
    FAINT = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant by a word, and how sure that is."""

    bearers: tuple[Bearer, ...] = ()
    likeness: Likeness = Likeness.WRITTEN


def bearers_of(token: Token, index: NameIndex) -> Found:
    """Who bears `token` as a surname, by the surest likeness that finds anybody.

    A patronymic is nobody's surname but of those who have one like it: Петровна is not Петров, Петрович may be.
    """
    found = _found(token, index)
    if not PATRONYMIC.match(token.text):
        return found
    return replace(found, bearers=tuple(one for one in found.bearers if PATRONYMIC.match(one.word)))


def _found(token: Token, index: NameIndex) -> Found:
    if written := _written(token, index):
        return Found(written)
    if _is_no_name(token):
        return Found()
    if spelt := _spelt(token, index) or _read(token, index):
        return Found(spelt, Likeness.SPELT)
    if (sounded := _sounded(token, index)).bearers:
        return sounded
    return Found(_misspelt(token, index), Likeness.MISSPELT)


def _is_no_name(token: Token) -> bool:
    if is_common_word(token.text) or is_asked_with(token.text):
        return True
    return token.script != KANA and is_role_word(token.text)


def _distinct(bearers: Iterable[Bearer]) -> tuple[Bearer, ...]:
    """Each once; those whose surname it may only perhaps be, where there are no others."""
    once = list(dict.fromkeys(bearers))
    return tuple([one for one in once if not one.perhaps] or once)


def _written(token: Token, index: NameIndex) -> tuple[Bearer, ...]:
    words = index.surnames[token.script]
    if token.script == CYRILLIC:
        stems = {name_stem(stem) for stem in word_stems(token.text)} | set(word_stems(token.text))
        bearers = [bearer for stem in stems for bearer in words.get(stem, ())]
        exact = [one for one in bearers if fold_cyrillic(one.word) == fold_cyrillic(token.text)]
        return _distinct(exact + [one for one in bearers if is_case_of(token.text, one.word)])
    keys = {plain(token.text)} if token.script == LATIN else word_keys(token.text, token.script)
    found = _distinct(bearer for key in keys for bearer in words.get(key, ()))
    if found or token.script == KANA:
        return found
    keys = word_keys(token.text, token.script) | {plain(token.text.replace("-", ""))}
    return _distinct(bearer for key in keys for bearer in words.get(key, ()))


def _spelt(token: Token, index: NameIndex) -> tuple[Bearer, ...]:
    if token.script == CYRILLIC and (swapped := _SWAPPED.get(token.text[0])):  # Хоффман, Гоффман
        return _written(replace(token, text=swapped + token.text[1:]), index)
    if token.script != LATIN or len(token.text) < 4:
        return ()
    keys = dict.fromkeys((loose(token.text), loose(as_french(token.text))))
    found = (one for key in keys for one in index.loose.get(key, ()))
    return _distinct(one for one in found if not differ_in_sex(token.text, one.word))


def _read(token: Token, index: NameIndex) -> tuple[Bearer, ...]:
    """Who has a surname in kanji that is read so; a short one, or a word, may be anything: "Abe", "Date"."""
    key = "" if token.script == KANA or is_ordinary(token.text) else japanese_key(token.text)
    return _distinct(index.read_as(key)) if len(key) >= SHORTEST_READ else ()


def _sounded(token: Token, index: NameIndex) -> Found:
    likes: dict[Bearer, float] = {}
    shortest = 9
    for form in dict.fromkeys((token.text, *word_stems(token.text)) if token.script == CYRILLIC else [token.text]):
        for key, one in _under_its_keys(form, token.script, index):
            if _is_read_otherwise(form, one, index):
                continue
            like = alike(form, one.word)
            if _may_sound(form, key, one.word, like) and not differ_in_sex(token.text, one.word):
                likes[one], shortest = max(likes.get(one, 0.0), like), min(shortest, len(key))
    best = max(likes.values(), default=0.0)
    found = _distinct(one for one, like in likes.items() if like >= max(CLOSE_SOUND, best - 10))
    return Found(found, Likeness.SPELT if best >= SURE_SOUND and shortest > 2 else Likeness.FAINT)


def _is_read_otherwise(form: str, one: Bearer, index: NameIndex) -> bool:
    """Whether a bearer's surname in kanji, of which it is known how it is read, is not `form`: 高橋 is no Takeshi.

    A word of Japanese syllables is it, or one slip away; but not where that is how another surname is read.
    """
    if script_of(one.word) != KANA or not may_be_japanese(form):
        return False
    if not surname_readings(index.kanji_of.get(one.speaker, "")):
        return False
    asked, known = japanese_key(form), japanese_key(one.word)
    return asked != known and (len(asked) < SHORTEST_READ or is_reading(asked) or not is_one_slip(asked, known))


def _may_sound(form: str, key: str, word: str, like: float) -> bool:
    """Whether `word`, of the same skeleton `key`, may be heard as `form`: the less there is of it, the surer."""
    if differ_in_nasals(form, word):
        return False
    heard = len(key.removeprefix("a"))
    if heard > SHORT_SKELETON:
        return True
    japanese = KANA in (script_of(form), script_of(word))
    same = bool(consonants(form, japanese=japanese) & consonants(word, japanese=japanese))
    same = same and not differ_in_mute_e(form, word)
    return same and (len(key) > 1 or like >= SURE_OF_SHORT)


def _under_its_keys(form: str, script: str, index: NameIndex) -> Iterator[tuple[str, Bearer]]:
    """Who sounds like `form`; an r that only a Japanese ear drops is dropped only beside kana."""
    as_spoken = skeletons(form, japanese=script == KANA)
    for key in skeletons(form):
        for one in index.sounding_like(key, script):
            if key in as_spoken or script_of(one.word) == KANA:
                yield key, one


def _misspelt(token: Token, index: NameIndex) -> tuple[Bearer, ...]:
    """Who bears a name of five letters or more (four kana) that `token`, no name of its own, misses by one letter."""
    if len(token.text) < SHORTEST_MISSPELT[token.script]:
        return ()
    own = word_stems(token.text) if token.script == CYRILLIC else word_keys(token.text, token.script)
    forms = {name_stem(form) for form in own} | set(own) if token.script == CYRILLIC else set(own)
    found: list[Bearer] = []
    for form in forms:
        for other in index.one_slip_from(form, token.script):
            if other not in forms and is_one_slip(form, other):
                found += index.surnames[token.script][other]
    return _distinct(one for one in found if not one.perhaps and _may_be_slip(token, one.word))


def _may_be_slip(token: Token, word: str) -> bool:
    if is_frequent_surname(token.text) and alike(token.text, word) < SURE_OF_FREQUENT:
        return False
    return len(word) >= SHORTEST_MISSPELT[token.script] + (token.script == CYRILLIC) and not differ_in_sex(
        token.text, word
    )
