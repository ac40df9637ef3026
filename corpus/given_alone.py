"""Who is called by no surname: "Мария Петровна", and Lula or Sánchez, of "Pedro Sánchez Pérez"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.declension import name_stem, word_stems
from corpus.given_names import is_given_name, is_same_given_name
from corpus.latin_spelling import loose, plain
from corpus.name_context import with_titles
from corpus.name_index import Bearer
from corpus.name_match import SURE_SOUND, Token, agrees, alike, is_asked_with
from corpus.name_parts import CYRILLIC, KANA, KANJI, LATIN, PATRONYMIC, script_of
from corpus.name_span import COURTESY
from corpus.ordinary_words import is_ordinary
from corpus.roles import is_role_word
from corpus.scripts import consonants, differ_in_nasals, fold_kana

_SHORTEST = 3
_JOINTS = (" ", "\u00a0", "・", "=", "＝", "-", ". ")

GivenNames = dict[str, dict[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Called:
    """text[start:end], and who is called so; `sure`: anywhere, else only where a speaker must stand."""

    start: int
    end: int
    bearers: tuple[Bearer, ...]
    sure: bool


def given_names(given: Sequence[Sequence[str]]) -> GivenNames:
    """The places of those who bear each given name, by script and key; `given` are each speaker's in their order."""
    found: GivenNames = {script: defaultdict(list) for script in (LATIN, CYRILLIC, KANA)}
    for place, words in enumerate(given):
        for word in dict.fromkeys(words):
            if len(word) >= _SHORTEST and (script := script_of(word)) in found:
                found[script][_key(word, script)].append(place)
    return found


def called(text: str, tokens: Sequence[Token], names: GivenNames, given: Sequence[Sequence[str]]) -> Iterator[Called]:
    """Where speakers are named in `text` without their surname, as far as that tells who it is.

    By given name and patronymic; or by one of several words after the first of a name, which some
    are called by. A frequent given name alone ("George") is nobody's.
    """
    for place, token in enumerate(tokens):
        if not (who := _bearers(token, names)) or _is_word(token):
            continue
        before, after = _beside(text, tokens, place)
        if after and PATRONYMIC.match(after.text) and (both := who & _bearers(after, names)):
            yield Called(token.start, after.end, _as_bearers(both, token), sure=True)
        elif not before and not after and (who := {one for one in who if _is_called(token, given[one])}):
            titled = with_titles(text, token.start, token.end)[2]
            yield Called(token.start, token.end, _as_bearers(who, token), sure=titled)


def is_called(token: Token, word: str) -> bool:
    """Whether the given name `word` is surely `token`: in its own script as it is written, in another by its sound."""
    script = script_of(word)
    if len(token.text) < _SHORTEST:
        return False
    if script != token.script:
        if not consonants(token.text) & consonants(word) or differ_in_nasals(token.text, word):
            return False
        return agrees(token, word) and alike(token.text, word) >= SURE_SOUND
    if _key(word, script) in _keys(token):
        return True
    return script == LATIN and (is_same_given_name(token.text, word) or loose(token.text) == loose(word))


def _is_called(token: Token, given: Sequence[str]) -> bool:
    words = [word for word in given if "-" not in word and script_of(word) != KANJI]
    if len(words) < 2 or is_given_name(token.text) or PATRONYMIC.match(token.text):
        return False
    key = _key(token.text, token.script)
    return any(_key(word, token.script) == key for word in words[1:])


def _key(word: str, script: str) -> str:
    if script == KANA:
        return fold_kana(word)
    return name_stem(word) if script == CYRILLIC else plain(word)


def _keys(token: Token) -> set[str]:
    keys = {_key(token.text, token.script)}
    if token.script == CYRILLIC:
        keys |= {name_stem(stem) for stem in word_stems(token.text)}
    return keys


def _bearers(token: Token, names: GivenNames) -> set[int]:
    if len(token.text) < _SHORTEST or token.text[0].islower():
        return set()
    return {place for key in _keys(token) for place in names[token.script].get(key, ())}


def _is_word(token: Token) -> bool:
    return is_ordinary(token.text) or is_asked_with(token.text) or is_role_word(token.text)


def _beside(text: str, tokens: Sequence[Token], place: int) -> tuple[Token | None, Token | None]:
    """The other names right before and right after a token, if there are any."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before and (text[before.end : token.start] not in _JOINTS or not _may_be_name(before)):
        before = None
    if after and (text[token.end : after.start] not in _JOINTS or not _may_be_name(after)):
        after = None
    return before, after


def _may_be_name(token: Token) -> bool:
    if token.text[0].islower() or token.text.casefold() in COURTESY:
        return False
    return not (is_asked_with(token.text) or is_role_word(token.text))


def _as_bearers(places: set[int], token: Token) -> tuple[Bearer, ...]:
    return tuple(Bearer(place, token.text) for place in sorted(places))
