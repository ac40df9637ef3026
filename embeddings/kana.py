"""Kana and what people type for them, in Latin letters in which every spelling of one sound is alike."""

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.pattern import Pattern

_ROWS = {
    "": "ア イ ウ エ オ", "k": "カ キ ク ケ コ", "s": "サ シ ス セ ソ", "t": "タ チ ツ テ ト",
    "n": "ナ ニ ヌ ネ ノ", "h": "ハ ヒ フ ヘ ホ", "m": "マ ミ ム メ モ", "y": "ヤ . ユ . ヨ", "r": "ラ リ ル レ ロ",
    "w": "ワ ウィ . ウェ ヲ", "g": "ガ ギ グ ゲ ゴ", "z": "ザ ジ ズ ゼ ゾ", "d": "ダ . . デ ド",
    "b": "バ ビ ブ ベ ボ", "p": "パ ピ プ ペ ポ", "sh": "シャ シ シュ シェ ショ", "ch": "チャ チ チュ チェ チョ",
    "ts": "ツァ ツィ ツ ツェ ツォ", "f": "ファ フィ フ フェ フォ",
    "j": "ジャ ジ ジュ ジェ ジョ", "v": "ヴァ ヴィ ヴ ヴェ ヴォ",
    "ky": "キャ . キュ . キョ", "gy": "ギャ . ギュ . ギョ", "ny": "ニャ . ニュ . ニョ", "hy": "ヒャ . ヒュ . ヒョ",
    "my": "ミャ . ミュ . ミョ", "ry": "リャ . リュ . リョ", "by": "ビャ . ビュ . ビョ", "py": "ピャ . ピュ . ピョ",
    "fy": ". . フュ . .",
}  # fmt: skip
MORAE = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row.split(), strict=True)
    if kana != "."
}
_ALIKE = {
    "ヂ": "ji", "ヅ": "zu", "ヂャ": "ja", "ヂュ": "ju", "ヂョ": "jo", "ヲ": "o", "ティ": "chi", "ディ": "ji",
    "トゥ": "tsu", "ドゥ": "zu", "テュ": "chu", "デュ": "ju", "ウォ": "o", "ヴュ": "vyu", "イェ": "ie", "ヰ": "i",
    "ヱ": "e", "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ズ": "zu", "ヴ": "vu", "ン": "n",
    "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa",
}  # fmt: skip
_LETTERS = {kana: letters for letters, kana in MORAE.items()} | _ALIKE
_SMALL = frozenset("ァィゥェォャュョヮ")
_VOWELS = frozenset("aiueo")
_LONG_VOWELS = frozenset(("aa", "ee", "oo", "ou", "uu"))
_GEMINATE, _LONG = "ッ", "ー"
_HIRAGANA = {point: point + 0x60 for point in range(0x3041, 0x3097)}
_MORA = "|".join(sorted((*MORAE, "wo"), key=len, reverse=True))
_TYPED = Pattern(rf"(?:(?:([kstpcgdbjzf])(?=\1|ch))?(?:{_MORA})|n(?![aiueoy])|n['’]|-)+")
_PIECE = Pattern(rf"([kstpcgdbjzf])(?=\1|ch)|({_MORA})|(n)['’]?|(-)")
_DOUBLED = Pattern(r"([aiueo])\1")
_MACRONS = str.maketrans(
    {"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "oo", "â": "aa", "î": "ii", "û": "uu", "ê": "ee", "ô": "oo"}
)
_KUNREI = (
    ("tya", "cha"), ("tyu", "chu"), ("tyo", "cho"), ("sya", "sha"), ("syu", "shu"), ("syo", "sho"), ("zya", "ja"),
    ("zyu", "ju"), ("zyo", "jo"), ("jya", "ja"), ("jyu", "ju"), ("jyo", "jo"), ("tch", "cch"), ("dyu", "ju"),
)  # fmt: skip
_KUNREI_MORA = Pattern(r"(?<![ts])(?:si)|(?<!t)ti|tu|(?<![scg])hu|zi|di|du")
_AS_HEPBURN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu"}


class Letters(NamedTuple):
    """What is typed for some kana: its letters, and where each begins in that text."""

    text: str
    places: list[int]


def letters_of(kana: str) -> Letters:
    """Hiragana and katakana in Hepburn's letters; signs that are neither are left out."""
    katakana = kana.translate(_HIRAGANA)
    text, at, doubled = "", 0, -1
    places: list[int] = []
    while at < len(katakana):
        wide = katakana[at : at + 2] in _LETTERS
        sound = _LETTERS.get(katakana[at : at + 1 + wide], "")
        if katakana[at] == _LONG and text and text[-1] in _VOWELS:
            sound = text[-1]
        elif katakana[at] == _GEMINATE:
            doubled = at
        if sound:
            if doubled >= 0 and sound[0] not in _VOWELS:
                text, places = text + sound[0], [*places, doubled]
            text, places, doubled = text + sound, [*places, *[at] * len(sound)], -1
        at += 1 + wide
    return Letters(text, places)


@lru_cache(maxsize=4096)
def hepburn(word: str) -> str:
    """A typed word in small letters, macrons written out, in Hepburn's consonants."""
    spelt = word.lower().translate(_MACRONS)
    for other, known in _KUNREI:
        spelt = spelt.replace(other, known)
    spelt = re.sub(r"m(?=[bmp])", "n", spelt)
    return _KUNREI_MORA.sub(lambda found: _AS_HEPBURN[found[0]], spelt)


def is_romaji(spelt: str) -> bool:
    """Whether a word as `hepburn` has it is made of Japanese syllables."""
    return _TYPED.fullmatch(spelt) is not None


def katakana_of(spelt: str) -> str:
    """A word as `hepburn` has it in katakana."""

    def kana(found: "re.Match[str]") -> str:
        if found[2]:
            return MORAE[found[2]]
        return "ッ" if found[1] else "ン" if found[3] else "ー"

    return _PIECE.sub(kana, _DOUBLED.sub(r"\1-", spelt))


def sound_letters(spelt: str) -> str:
    """The letters of a word as `hepburn` has it by which its sound is looked up."""
    plain = re.sub(r"['’-]", "", spelt).replace("wo", "o")
    return re.sub(r"nn(?![aiueoy])", "n", plain)


def goes_on(before: str, letter: str) -> bool:
    """Whether `letter` only makes the vowel `before` it longer; nobody types a long i short."""
    return before + letter in _LONG_VOWELS
