"""One key for a name in several scripts: what is left of its sound when each script has taken its toll."""

import re
from functools import lru_cache
from unicodedata import combining, normalize

_KANA_ROWS = {
    "a": "アイウエオァィゥェォヤユヨャュョワヲヮ",
    "k": "カキクケコヵヶ",
    "g": "ガギグゲゴ",
    "s": "サシスセソツ",
    "z": "ザジズゼゾヂヅ",
    "t": "タテト",
    "c": "チ",
    "d": "ダデド",
    "n": "ナニヌネノンマミムメモ",
    "h": "ハヒヘホ",
    "b": "バビブベボフヴヷヸヹヺ",
    "p": "パピプペポ",
    "r": "ラリルレロ",
}
_KANA = {kana: sound for sound, row in _KANA_ROWS.items() for kana in row}
_VOWELS = dict(zip("アカガサザタダナハバパマヤラワァャ", "a" * 17, strict=True))
_VOWELS |= dict(zip("イキギシジチヂニヒビピミリィ", "i" * 14, strict=True))
_VOWELS |= dict(zip("ウクグスズツヅヌフブプムユルヴゥュ", "u" * 17, strict=True))
_VOWELS |= dict(zip("エケゲセゼテデネヘベペメレェ", "e" * 14, strict=True))
_VOWELS |= dict(zip("オコゴソゾトドノホボポモヨロヲォョ", "o" * 17, strict=True))

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        [
            "a",
            "b",
            "b",
            "g",
            "d",
            "e",
            "e",
            "z",
            "z",
            "i",
            "i",
            "k",
            "r",
            "n",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "b",
            "h",
            "s",
            "c",
            "s",
            "s",
            "_",
            "i",
            "_",
            "e",
            "u",
            "a",
            "i",
            "i",
            "e",
            "g",
            "u",
        ],
        strict=True,
    )
)
_LATIN_GROUPS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("shch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"),
    ("th", "s"), ("ph", "b"), ("gh", "g"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("cz", "c"), ("sz", "s"),
    ("qu", "k"), ("x", "ks"),
)  # fmt: skip
_LATIN = dict(zip("abcdefghijklmnopqrstuvwyz", "abkdebghizkrnnopkrstub_iz", strict=True))
_KATAKANA = re.compile(r"[ァ-ヺー]")
_CYRILLIC_LETTER = re.compile(r"[а-яёіїєґў]")


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word by sound: "ラヴロフ", "Lavrov" and "Лавров" all give "rbrb".

    l and r, b and v and f, m and n, s and ts are one; vowels, h within a word, and lengthening fall
    away, but a first vowel is kept as "a". A kanji gives nothing. Transliteration follows no one
    standard: it must meet the spellings of all.
    """
    sounds = sound(word)
    if not sounds:
        return ""
    first = "a" if sounds[0] in "aeiou" else sounds[0]
    rest = re.sub(r"[aeiouh]", "", sounds[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def without_r(word: str) -> str:
    """A Latin word as a Japanese ear takes it, an r after a vowel gone: "Carter" → "Cate"."""
    return re.sub(r"(?<=[aeiouy])r(?![aeiouy])", "", word.casefold())


def skeletons(word: str) -> frozenset[str]:
    """Every skeleton under which `word` should be found: チ may stand for ti or chi, and a Japanese ear drops an r."""
    forms = {word, without_r(word)} if word.isascii() else {word}
    found = {skeleton(form) for form in forms}
    return frozenset(found | {one.replace("c", "t") for one in found if "チ" in word} - {""})


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A word in Latin letters, by sound and with its vowels: "ザス" → "zasu"."""
    folded = normalize("NFKC", word).casefold()
    if _KATAKANA.search(folded):
        return "".join(map(_kana_sound, folded))
    if _CYRILLIC_LETTER.search(folded):
        return "".join(_CYRILLIC.get(letter, "") for letter in folded).replace("_", "")
    plain = "".join(letter for letter in normalize("NFKD", folded) if not combining(letter))
    for group, one in _LATIN_GROUPS:
        plain = plain.replace(group, one.upper())
    plain = re.sub(r"w$", "v", re.sub(r"c(?=[eiy])", "s", plain))
    return "".join(letter.lower() if letter.isupper() else _LATIN.get(letter, "") for letter in plain).replace("_", "")


def _kana_sound(kana: str) -> str:
    consonant = _KANA.get(kana, "")
    vowel = _VOWELS.get(kana, "")
    return vowel if consonant == "a" else consonant + vowel


def fold_kana(text: str) -> str:
    """Katakana with what writers differ in taken away: ヴ is ブ, lengthening and small kana are gone."""
    for pair, plain in (
        ("ヴァ", "バ"),
        ("ヴィ", "ビ"),
        ("ヴェ", "ベ"),
        ("ヴォ", "ボ"),
        ("ヴ", "ブ"),
        ("ー", ""),
        ("ッ", ""),
    ):
        text = text.replace(pair, plain)
    return text.translate(str.maketrans("ァィゥェォャュョヮヂヅヲ", "アイウエオヤユヨワジズオ"))
