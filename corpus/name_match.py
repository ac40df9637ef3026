"""Whether a word of a question can be a word of a name: tokens, given names, likeness."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from corpus.declension import name_stem
from corpus.given_names import is_given_name, is_same_given_name, other_forms
from corpus.given_readings import may_be_read
from corpus.latin_spelling import loose, plain
from corpus.name_parts import CYRILLIC, KANA, KANJI, LATIN, script_of
from corpus.scripts import fold_kana, skeletons, sounds
from corpus.wordlist import wordlist

_TOKEN = re.compile(
    r"(?P<kana>[ァ-ヺ][ァ-ヺー]*)|(?P<cyrillic>[\u0400-\u04ff]+(?:[-’'][\u0400-\u04ff]+)*)"
    r"|(?P<latin>[A-Za-zÀ-ÖØ-öø-ɏ]+(?:[’'-](?!(?:san|sama|kun|sensei)\b)[A-Za-zÀ-ÖØ-öø-ɏ]{2,})*)"
)
_QUESTION_WORDS = wordlist(
    """
    did does do is are was were has had have can could would should will tell show find quote give list me us
    according about what say said says think and or but against between mention mentions did words summarise summarize
    when where why how who whom whose which while after before because if since
    что как где когда кто кого кому чем почему зачем по о об обо про ли сказал сказала сказали говорил говорила и а но
    процитируй цитата позиция мнение слова ответ речь найди покажи какой какая какие каково
    """
)
_HERS = re.compile(r"(?P<base>.{3,})(?:ия|ии|ию|ией)$")  # Виктория
_KANA_A = "アカガサザタダナハバパマヤラワ"
CLOSE_SOUND = 64.0  # rapidfuzz's ratio, 0..100, of two names with the same skeleton
CLOSE_GIVEN = 40.0  # of a given name, beside a surname that fits
SURE_SOUND = 85.0  # from here on, and with three consonants, as good as written


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question, text[start:end], in the script that names of its kind are indexed by."""

    start: int
    end: int
    text: str
    script: str


def tokens_of(text: str) -> list[Token]:
    """The words of `text` that may be of a name in kana, Latin or Cyrillic letters."""
    return [Token(one.start(), one.end(), one[0], one.lastgroup or LATIN) for one in _TOKEN.finditer(text)]


def double_names(tokens: Sequence[Token], text: str) -> Iterator[tuple[int, Token]]:
    """Each two tokens that may be a double name with its hyphen left out, as one, and the place of the first."""
    for place, (one, two) in enumerate(pairwise(tokens)):
        apart = text[one.end : two.start]
        if one.script == two.script and apart in (" ", "・", "=", "＝") and not (one.text + two.text).islower():
            yield place, Token(one.start, two.end, f"{one.text}-{two.text}", one.script)


def same_length_nfkc(text: str) -> str:
    """NFKC and one apostrophe where that leaves every offset in place, so that half a width does not hide a name."""
    if text.isascii():
        return text
    return "".join(wide if len(wide := normalize("NFKC", char)) == 1 else char for char in text).replace("’", "'")


def is_asked_with(word: str) -> bool:
    """Whether `word` belongs to the manner of asking: "Did", "Quote", "Что"."""
    return word.casefold() in _QUESTION_WORDS


def alike(word: str, other: str) -> float:
    """How alike two words sound, 0 to 100."""
    from rapidfuzz.fuzz import ratio

    japanese = KANA in (script_of(word), script_of(other))
    heard = sounds(other, japanese=japanese)
    return float(max(ratio(one, two) for one in sounds(word, japanese=japanese) for two in heard))


def is_one_slip(word: str, other: str) -> bool:
    """Whether one letter is changed, left out, added, or swapped with the next, between two words; the first stands."""
    from rapidfuzz.distance import OSA

    swapped = len(word) > 1 and word[:2] == other[1::-1]
    return (word[0] == other[0] or swapped) and OSA.distance(word, other, score_cutoff=1) == 1


def _undivided(word: str) -> str:
    return plain(word).replace("-", "")


def agrees(token: Token, word: str) -> bool:
    """Whether `token` can be the given name `word`: the same, its initial, a case, a reading or another spelling."""
    if script_of(word) == KANJI:
        return len(token.text) > 1 and may_be_read(word, token.text)
    fold = _undivided if token.script == LATIN else str.casefold
    first, other = fold(token.text), fold(word)
    if not first or not other or (len(first) == 1 and token.text.islower()):  # "с Лавровым" is no initial
        return False
    if first == other or (1 in (len(first), len(other)) and first[0] == other[0] and token.text[0].isupper()):
        return True
    if 1 in (len(first), len(other)):
        return False
    if _differ_in_sex(first, other):
        return False
    if script_of(word) == token.script:
        return _is_spelling(first, other, token.script)
    forms = [token.text, name_stem(token.text)] if token.script == CYRILLIC else [token.text]
    japanese = KANA in (token.script, script_of(word))
    known = skeletons(word, japanese=japanese)
    return any(skeletons(form, japanese=japanese) & known and alike(form, word) >= CLOSE_GIVEN for form in forms)


def begins_with(word: str, initial: str) -> bool:
    """Whether a given name may have this initial, in whatever script: Ivan and И, or William, called Bill, and B."""
    if script_of(word) == KANJI:
        return True
    if script_of(word) == script_of(initial):
        return any(form[0] == initial.casefold() for form in other_forms(word))
    return bool(_first_sounds(word) & _first_sounds(initial))


def _first_sounds(word: str) -> set[str]:
    """The sounds that a word may begin with; a vowel, or what glides into one, is any vowel: Елена is Yelena."""
    return {"a" if one[0] in "aeiou" else one[0] for one in sounds(word) if one}


def _differ_in_sex(asked: str, known: str) -> bool:
    """Whether a given name in a question and a known one are a man's and a woman's, however alike they are.

    Francesca and Francesco, Paula and Paul, Виктории and Виктор; but Александра is Александр's genitive too.
    """
    return any(_is_hers(one, two) for one, two in ((asked, known), (known, asked))) or bool(
        known[-1] in "ая" and asked in (known[:-1], f"{known[:-1]}й")
    )


def _is_hers(one: str, his: str) -> bool:
    if one[-1] == "a":
        return one[:-1] == his or (one[:-1] == his[:-1] and his[-1] in "oe")
    if hers := _HERS.match(one):
        return his[-1] == "r" or his in (f"{hers['base']}{ending}" for ending in ("", "а", "у", "ом", "е"))
    return (one.endswith("リア") and his[-1] in "rр") or (one[-1] in _KANA_A and his[-1] == "o")


def _is_spelling(first: str, other: str, script: str) -> bool:
    if script == CYRILLIC:
        one, two = name_stem(first), name_stem(other)
        same = len(min(one, two, key=len)) > 1 and (one.startswith(two) or two.startswith(one))
        return (same and abs(len(one) - len(two)) <= 2) or (len(two) > 4 and is_one_slip(one, two))
    if script == LATIN:
        if is_same_given_name(first, other) or loose(first) == loose(other):
            return True
        return len(other) > 3 and is_one_slip(first, other) and not (is_given_name(first) and is_given_name(other))
    one, two = fold_kana(first), fold_kana(other)
    return one == two or (len(two) > 3 and is_one_slip(one, two))
