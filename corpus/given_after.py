"""A given name after a surname, as in Japanese: ヤマダ・タロウ, "yamada taro wa", «Ямада Таро». It is some given name,
and whoever is not called so is not meant.
"""

from collections.abc import Sequence

from corpus.common_words import is_common_word
from corpus.given_names import FAMILY_FIRST
from corpus.japanese_sounds import japanese_key, may_be_japanese
from corpus.name_index import Bearer
from corpus.name_match import Token, is_asked_with
from corpus.name_parts import KANA, KANJI, script_of
from corpus.ordinary_words import is_ordinary
from corpus.pattern import Pattern
from corpus.roles import JA_TITLE_FOLLOWS, is_role_word
from corpus.wordlist import wordlist

_DOTS = ("・", "=", "＝", "･")
_PARTICLES = wordlist("wa ga no mo ni o wo to kara e he yori san shi si sama kun")
_TITLE = Pattern(
    r".*(?:tyo|tizi|daizin|syusyo|gaisyo|sori|sensei|daihyo|tyokan|kanbo|daitoryo|sosai|zikan)$"
    r"|(?:to|ken|si|ku)?(?:gin|in)$|(?:san|si|sama|kun|taisi|kyozyu|ga|wa|no|mo|ni|o|to|de|e)$"
)  # as `japanese_key` writes them


def is_given_after(tokens: Sequence[Token], place: int, text: str) -> bool:
    """Whether what stands right after the surname tokens[place], and is no given name of its bearers, is some other."""
    surname, token = tokens[place], tokens[place + 1]
    between = text[surname.end : token.start]
    if _is_word(token):
        return False
    if token.script == KANA:
        return between in _DOTS and not JA_TITLE_FOLLOWS.match(text, token.start)
    if between.strip() or not may_be_japanese(token.text):
        return False
    if token.text[0].isupper():
        return surname.text[0].isupper()
    after = tokens[place + 2].text if place + 2 < len(tokens) else ""
    return surname.text[0].islower() and (after in _PARTICLES or is_asked_with(after))


def _is_word(token: Token) -> bool:
    if _TITLE.match(japanese_key(token.text)):
        return True
    return any(known(token.text) for known in (is_common_word, is_asked_with, is_ordinary, is_role_word))


def without_other_names(
    token: Token, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]
) -> tuple[Bearer, ...]:
    """Those of `bearers` who may have the given name `token` after their surname, as none is known of them.

    In letters only a Japanese name is written so: beside another, a word with a capital may be somebody else.
    """
    return tuple(one for one in bearers if not any(_is_known(word, one, token) for word in given[one.speaker]))


def _is_known(word: str, one: Bearer, token: Token) -> bool:
    if word == one.word or len(word) == 1:
        return False
    return token.script == KANA or script_of(word) == KANJI or one.word.casefold() in FAMILY_FIRST
