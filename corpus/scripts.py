"""One key for a name in several scripts: what is left of its sound when each script has taken its toll."""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from itertools import starmap
from operator import methodcaller
from unicodedata import combining, normalize

from corpus.declension import sexes
from corpus.latin_spelling import without_article
from corpus.pattern import Pattern

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

_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў", "abbgdeezziikrnnoprstubhscss_i_euaiiegu", strict=True))
_LATIN_GROUPS = (
    ("tsch", "c"), ("tch", "c"), ("shch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"),
    ("th", "s"), ("ph", "b"), ("gh", "g"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("cz", "c"), ("sz", "s"),
    ("qu", "k"), ("x", "ks"),
)  # fmt: skip
_LATIN = dict(zip("abcdefghijklmnopqrstuvwyz", "abkdebghizkrnnopkrstub_iz", strict=True))
_REPEATED = re.compile(r"(.)\1+")
_VOWEL_OR_H = re.compile(r"[aeiouh]")
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
    return _REPEATED.sub(r"\1", first + _VOWEL_OR_H.sub("", sounds[1:]))


def without_r(word: str) -> str:
    """A word as a Japanese ear takes it, an r after a vowel gone: "Carter" → "Cate"."""
    return _R_AFTER_VOWEL.sub("", word.casefold())


_LAST_A = {"latin": "a", "cyrillic": "а"}
_LAST_ER = re.compile(r"er$|ер$")
_R_AFTER_VOWEL = re.compile(r"(?<=[aeiouyаеёиоуыэюя])[rр](?:(?=e$)|(?![aeiouyаеёиоуыэюяь]))")
_ALSO = {
    "latin": (
        ("th", "t"), ("w", "v"), ("j", "y"), (r"^h", "g"), ("ch", "k"), ("ch", "h"), ("g(?=[eiy])", "z"), (r"^x", "s"),
        ("ll(?=[aeiou])", "z"), ("z", "s"), ("ts?ch", "ch"), ("ei", "ai"), ("^wh", "w"), ("ng", "n"),
        ("u(?=[^aeiou])", "a"), ("eaux?$|ault$|aud$", "o"),
        ("(?<=n)t$", ""), ("ğ", ""), ("au", "o"), ("e$", ""), ("ö", "e"), ("ch", "sh"), ("ey", "ai"), ("oo", "u"),
        ("dz", "z"), ("dt", "t"), ("ee", "i"), ("^park$", "pak"), ("mpb", "mb"),
        ("ois$|oix$|oit$", "ua"), ("(?<=[oe])t$", ""), ("oore?$", "ua"), ("^j(.*)z$", r"h\1s"),
        ("^h(?=.*[iy]an$)", ""), ("^hakob(?=[iy]an$)", "akop"),
        ("^ngu", "gu"), ("a([bdfgklmnpstv])e", r"ei\1"), (r"g(an|lu)$", r"\1"),
    ),
    "cyrillic": ((r"^г", "х"), ("^в(?=[аеио])", "у"), ("т$", "с"), ("цз", "з"), ("^т", "с"),
        ("дз", "з"), ("дт", "т"), ("^нг", "г"), ("^чж?", "ж"), ("^тэ", "са"),
        (r"(?<=[аеиоуыэюя])г(ан|лу)", r"\1")),
    "kana": (("ワ", "バ"), ("チ", "テ"), ("ウ(?=[ァ-ォ])", "ヴ"), ("^ヤ", "ジャ"), ("ジェ", "デ"),
        ("^フ(?=[ラリルレロ])", "ハ"), ("(?<!^)フ(?=[マミムメモダデド])", "ハ")),
}  # fmt: skip


@lru_cache(maxsize=65_536)
def skeletons(word: str, *, japanese: bool = True) -> frozenset[str]:
    """Every skeleton under which `word` should be found: what one ear hears as ti another takes for chi.

    Only a `japanese` ear drops an r.
    """
    return frozenset(map(skeleton, _forms(word, japanese=japanese))) - {""}


@lru_cache(maxsize=65_536)
def sounds(word: str, *, japanese: bool = True) -> frozenset[str]:
    """Every way in which `word` may sound, in Latin letters."""
    heard = set(map(sound, _forms(word, japanese=japanese)))
    if _KATAKANA.search(word):  # vowels that only the syllables need
        heard |= {_EPENTHETIC.sub("", one) for one in heard}
    return frozenset(_REPEATED.sub(r"\1", one) for one in heard)


@lru_cache(maxsize=65_536)
def consonants(word: str, *, japanese: bool = True) -> frozenset[str]:
    """Every skeleton of `word` in which a consonant that comes again after a vowel is kept: "Annan" is not "Anna"."""
    heard = sounds(word, japanese=japanese) - {""}
    return frozenset(("a" if one[0] in "aeiou" else one[0]) + _VOWEL_OR_H.sub("", one[1:]) for one in heard)


_NASALS = (
    Pattern(r"ン(?=[マミムメモ])|м(?=м)|m(?=m)|н(?=н)|n(?=n)|ン(?=[ナニヌネノ])"),  # the first of two
    Pattern(r"ン(?=[バビブベボパピプペポ])|[мm](?=[бпbp]|$)|[нn](?=[бпbp])"),  # either
    Pattern(r"[マミムメモмm]"),
    Pattern(r"[ナニヌネノンнn]"),
)


def differ_in_mute_e(word: str, other: str) -> bool:
    """Whether one ends in an e that is not heard, where the other ends in an i that is: Moore, モリ."""
    return any(_MUTE_E.search(one) and _HEARD_I.search(two) for one, two in ((word, other), (other, word)))


_MUTE_E = re.compile(r"[rlnmbp]e$")
_HEARD_I = re.compile(r"[リニミビピ]$")
_NASAL = re.compile(r"[01?]")


def differ_in_nasals(word: str, other: str) -> bool:
    """Whether one has an m where the other has an n, which no script confounds but before b and p: オバマ, Orbán."""
    one, two = _nasals(word), _nasals(other)
    return len(one) == len(two) and any(a != b and "?" not in (a, b) for a, b in zip(one, two, strict=True))


@lru_cache(maxsize=65_536)
def _nasals(word: str) -> str:
    doubled, either, m, n = _NASALS
    once = doubled.sub("", word.casefold())
    return "".join(_NASAL.findall(n.sub("1", m.sub("0", either.sub("?", once)))))


_EPENTHETIC = re.compile(r"(?<=[sz])iu(?=[^aeiou])|(?<=[^aeiou])u|(?<=[td])o")


@cache
def _changes(script: str) -> tuple[Callable[[str], str], ...]:
    """What `_ALSO` says of `script`, each a function; compiled when asked for, and only what is more than letters."""
    return tuple(starmap(_change, _ALSO[script]))


def _change(old: str, new: str) -> Callable[[str], str]:
    return methodcaller("replace", old, new) if old.isalpha() else partial(re.compile(old).sub, new)


def _forms(word: str, *, japanese: bool) -> tuple[str, ...]:
    script = "kana" if _KATAKANA.search(word) else "cyrillic" if _CYRILLIC_LETTER.search(word.casefold()) else "latin"
    folded = word if script == "kana" else without_article(word.casefold())
    forms = [folded, *(changed for change in _changes(script) if (changed := change(folded)) != folded)]
    if script == "latin" and "w" in folded and "z" in folded:  # as a German writes it: Woronzow
        forms.append(folded.replace("w", "v").replace("z", "ts"))
    if japanese and script != "kana":
        forms += [heard for form in forms for heard in (without_r(form), _LAST_ER.sub(_LAST_A[script], form))]
    return tuple(dict.fromkeys(forms))


_MANS = re.compile(r"(?:[oe](?:v|w|ff?)|in|yn|sk(?:y+|iy?|ii|ij)|フ|スキイ?|ー?ン)$")
_WOMANS = re.compile(
    r"(?:[oe]va|ina|yna|ska(?:ya|ia|ja)?|[オコゴソゾトドノホボモヨロヲエケゲセゼテデネヘベメレ][ワバ]|[キギシジニチミリ]ナ|スカヤ|スカイヤ)$"
)


def sexes_by_ending(word: str) -> str:
    """Whose a Slavic surname is by its ending, in any script: "m", "f", "mf", or "" where the ending does not tell."""
    folded = word.casefold()
    if _CYRILLIC_LETTER.search(folded):
        return sexes(folded)
    folded = fold_kana(folded) if _KATAKANA.search(folded) else folded
    return "f" if _WOMANS.search(folded) else "m" if _MANS.search(folded) else ""


def differ_in_sex(word: str, other: str) -> bool:
    """Whether `word` and the known name `other` are a man's and a woman's, hence two people's: Лавровой, Lavrov."""
    one, two = sexes_by_ending(word), sexes_by_ending(other)
    two = two if two != "mf" else "m" if other.casefold().endswith("ой") else "f"  # a known name is in the nominative
    return bool(one and two) and not set(one) & set(two)


# シチョ is щё, ジェ no more than zhe: the i that only the spelling needs
_ONE_SOUND = re.compile(r"(?<=シ)チ(?=[ャュョェ])")


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A word in Latin letters, by sound and with its vowels: "ザス" → "zasu"."""
    folded = normalize("NFKC", word).casefold()
    if _KATAKANA.search(folded):
        return "".join(map(_kana_sound, _ONE_SOUND.sub("", folded)))
    if _CYRILLIC_LETTER.search(folded):
        folded = folded.replace("дж", "ж").replace("тч", "ч")
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


_KANA_SPELLINGS = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("ー", ""), ("ッ", ""),
    ("ティ", "チ"), ("ディ", "ジ"), ("トゥ", "ツ"), ("ドゥ", "ズ"), ("イバ", "イワ"),
)  # fmt: skip
_LARGE_KANA = str.maketrans("ァィゥェォャュョヮヂヅヲ", "アイウエオヤユヨワジズオ")


def fold_kana(text: str) -> str:
    """Katakana with what writers differ in taken away: ヴ is ブ, lengthening and small kana are gone."""
    for pair, plain in _KANA_SPELLINGS:
        text = text.replace(pair, plain)
    text = text.translate(_LARGE_KANA)
    return re.sub(r"(?<=[オコゴソゾトドノホボモヨロエケゲセゼテデネヘベメレ])バ$", "ワ", text)
