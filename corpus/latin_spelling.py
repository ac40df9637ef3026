"""Latin spellings of one name under one key: accents, umlauts, long vowels, and the systems of transliteration."""

import re
from functools import lru_cache
from itertools import product
from unicodedata import combining, normalize

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "'": None, "ʹ": None}
)
_UMLAUTS = {"ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "å": ("a", "aa"), "ø": ("o", "oe")}
_LONG = {"ō": ("o", "ou", "oo", "oh"), "ū": ("u", "uu"), "ô": ("o", "ou")}
_MARKED = _UMLAUTS | _LONG
_SAME = (
    (r"tsch|tch|tsj|č|ć", "ch"), (r"shch|sch|sz|š|ş", "sh"), (r"cz", "ch"), (r"zh|ž|ż|^j(?=[^aeiouy])", "z"),
    (r"kh", "h"),
    (r"ph|ff|f$", "v"), (r"w", "v"), (r"ck|q", "k"), (r"x", "ks"), (r"[yj]", "i"), (r"(?<=[aeou])i(?=e)", ""),
    (r"^ie", "e"), (r"o[uh](?=[^aeiou]|$)", "o"), (r"([aou])e(?=[^aeiou]|$)", r"\1"), (r"z", "s"),
    (r"c(?=[^h]|$)", "k"), (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""), (r"(?<=[^aeiou])ie(?=v$)", "e"), (r"(.)\1+", r"\1"),
)  # fmt: skip
_SPELLINGS = tuple((re.compile(pattern), plain) for pattern, plain in _SAME)


def plain(word: str) -> str:
    """`word` in small letters without accents and apostrophes: "O’Brien" → "obrien"."""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(letter for letter in normalize("NFKD", folded.translate(_LETTERS)) if not combining(letter))
    return re.sub(r"[’'‘ʼ`]", "", folded)


def spellings(word: str) -> set[str]:
    """`plain` spellings of `word`, its umlauts and long vowels written out in every way: Müller → muller, mueller."""
    folded = normalize("NFC", word).casefold()
    marked = [letter for letter in folded if letter in _MARKED]
    if not marked or len(marked) > 3:
        return {plain(word)}
    choices = (_MARKED.get(letter, (letter,)) for letter in folded)
    return {plain("".join(letters)) for letters in product(*choices)}


_ARTICLE = re.compile(r"^(?:a[ldnrtsz]|ash|el|es|esh|а[лдрстнз]ь?|аш|э[лс]ь?)-(?=\w{3})", re.IGNORECASE)


def without_article(word: str) -> str:
    """`word` without the Arabic article that is spelt in many ways: el-Sisi, as-Sisi, ас-Сиси."""
    return _ARTICLE.sub("", word)


def as_french(word: str) -> str:
    """`word`, taken for a French transliteration, in an English one: Zourabichvili → zurabishvili."""
    return re.sub(r"(?<![st])ch", "sh", plain(word).replace("ou", "u"))


@lru_cache(maxsize=65_536)
def loose(word: str) -> str:
    """A key under which the spellings of all systems meet: Zelensky, Zelenskyy, Zelenskiy; Chernov, Tschernow."""
    folded = without_article(plain(word))
    for pattern, same in _SPELLINGS:
        folded = pattern.sub(same, folded)
    return folded
