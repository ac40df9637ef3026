"""One key for a Japanese name in kana, Latin or Cyrillic letters: ヒロシ, "Hiroshi" and "Хироси" are "hirosi".

Long vowels are short in it, and double consonants single: "Tarō", "Taro", タロウ and "Таро" are one.
"""

from functools import lru_cache
from unicodedata import combining, normalize

from corpus.pattern import Pattern

_ROWS = {
    "": "ア イ ウ エ オ", "k": "カ キ ク ケ コ", "s": "サ シ ス セ ソ", "t": "タ チ ツ テ ト", "n": "ナ ニ ヌ ネ ノ",
    "h": "ハ ヒ フ ヘ ホ", "m": "マ ミ ム メ モ", "y": "ヤ . ユ . ヨ", "r": "ラ リ ル レ ロ", "w": "ワ . . . .",
    "g": "ガ ギ グ ゲ ゴ", "z": "ザ ジ ズ ゼ ゾ", "d": "ダ . . デ ド", "b": "バ ビ ブ ベ ボ", "p": "パ ピ プ ペ ポ",
}  # fmt: skip
_KANA = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row.split(), strict=True)
    if kana != "."
}
_KANA |= {"ヂ": "zi", "ヅ": "zu", "ン": "n", "ッ": "", "ー": "", "ヴ": "bu", "ヰ": "i", "ヱ": "e", "ヲ": "o"}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_HEPBURN = (
    ("tch", "ch"), ("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("sh", "sy"), ("ch", "ty"), ("ji", "zi"), ("di", "zi"),
    ("jy", "zy"), ("j", "zy"), ("f", "h"), ("du", "zu"), ("wo", "o"),
)  # fmt: skip
_POLIVANOV = (
    ("дз", "z"), ("дж", "zy"), ("ш", "sy"), ("ч", "ty"), ("ц", "t"), ("ё", "yo"), ("ю", "yu"), ("я", "ya"),
    ("йо", "yo"), ("ф", "h"),
)  # fmt: skip
_CYRILLIC = dict(zip("абвгдезийклмнопрстухэ", "abwgdeziiklmnoprstuhe", strict=True)) | {"ъ": "", "ь": ""}
_NASAL = Pattern(r"m(?=[bmp])")
_LONG = Pattern(r"ou|(?<=[aeiou])h(?![aeiou])")
_AFTER_Y = Pattern(r"y(?=[ie])")
_AGAIN = Pattern(r"(.)\1+")
_SYLLABLES = Pattern(r"(?:(?:[kgsztdnhbpmr]y?|y|w)?[aeiou]n?)+$")
_MOST = 12  # letters; no given name is longer


@lru_cache(maxsize=4096)
def japanese_key(word: str) -> str:
    """How `word` sounds as a Japanese name, whatever it is."""
    folded = normalize("NFKC", word).casefold()
    kana = "".join(chr(ord(sign) + 96) if "ぁ" <= sign <= "ゖ" else sign for sign in folded)
    if any("ァ" <= sign <= "ー" for sign in kana):
        return _short(_of_kana(kana))
    if any("а" <= letter <= "я" or letter == "ё" for letter in folded):
        for letters, key in _POLIVANOV:
            folded = folded.replace(letters, key)
        return _short("".join(_CYRILLIC.get(letter, letter) for letter in folded))
    plain = "".join(letter for letter in normalize("NFKD", folded) if not combining(letter) and letter not in "'’-")
    for letters, key in _HEPBURN:
        plain = plain.replace(letters, key)
    return _short(plain)


def may_be_japanese(word: str) -> bool:
    """Whether `word` is of Japanese syllables, and no longer than names are."""
    key = japanese_key(word)
    return 1 < len(key) <= _MOST and bool(_SYLLABLES.match(key))


def _of_kana(kana: str) -> str:
    key = ""
    for sign in kana:
        key = key[:-1] + _SMALL[sign] if sign in _SMALL else key + _KANA.get(sign, sign)
    return key


def _short(key: str) -> str:
    vowels = _LONG.sub(lambda found: found[0].strip("uh"), _NASAL.sub("n", _AFTER_Y.sub("", key)))
    return _AGAIN.sub(r"\1", vowels)
