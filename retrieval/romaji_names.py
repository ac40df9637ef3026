"""Which words in Latin letters are names of speakers by their sound: "koike chiji wa", where 小池百合子 speaks."""

import re
from collections.abc import Callable, Sequence

from embeddings.kana import hepburn, katakana_of, sound_letters
from retrieval.telling_romaji import Typed

Names = Callable[[str], Sequence[tuple[int, int]]]
"""The slices of a text in which there are known names."""

PARTICLES = {"wa": "は", "ga": "が", "no": "の", "mo": "も", "ni": "に", "to": "と", "wo": "を", "san": "さん"}
_SPEAK = frozenset(("wa", "ga", "mo", "san"))  # before these, what may be a speaker's name is one


def names_by_sound(words: Sequence["re.Match[str]"], typed: Sequence[Typed], names: Names) -> list["re.Match[str]"]:
    """Those of `words` that are names, with given names that are no known words.

    A word that was read as a whole word of the same sound (沿道, not 遠藤) is none, unless it seems to speak.
    """
    sounding = _sounding(words, names)
    found: list[re.Match[str]] = []
    for at, (word, one) in enumerate(zip(words, typed, strict=True)):
        speaks = at + 1 < len(words) and words[at + 1][0].lower() in _SPEAK
        is_surname = sounding[at] and (speaks or not _is_whole(one))
        is_given = bool(found) and found[-1] is words[at - 1] and all(part.used is None for part in one.read)
        if is_surname or is_given:
            found.append(word)
    return found


def _sounding(words: Sequence["re.Match[str]"], names: Names) -> list[bool]:
    """Whether each of `words` is in a name if it is written as it sounds."""
    text, ends = "", []
    for word in words:
        text += PARTICLES.get(word[0].lower()) or f" {katakana_of(hepburn(word[0]))}"
        ends.append(len(text))
    slices = names(text)
    return [
        word[0].lower() not in PARTICLES and any(start < end <= last for start, last in slices)
        for word, end in zip(words, ends, strict=True)
    ]


def _is_whole(typed: Typed) -> bool:
    letters = len(sound_letters(hepburn(typed.letters)))
    return (
        len(typed.read) == 1 and typed.read[0].used is not None and typed.read[0].end - typed.read[0].start == letters
    )
