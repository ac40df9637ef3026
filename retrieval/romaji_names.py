"""Which words in Latin letters are names of speakers by their sound: "koike chiji wa", where 小池百合子 speaks."""

import re
from collections.abc import Callable, Sequence

from corpus.roles import JA_ROLE_END
from embeddings.kana import hepburn, katakana_of, sound_letters
from retrieval.telling_romaji import Typed

Names = Callable[[str], Sequence[tuple[int, int]]]
"""The slices of a text in which there are known names."""

PARTICLES = {"wa": "は", "ga": "が", "no": "の", "mo": "も", "ni": "に", "to": "と", "wo": "を", "san": "さん"}
_OFTEN = 4.0  # e-folds of uses of a word that is hardly a name
_SPEAK = frozenset(("wa", "ga", "mo", "san"))  # before these, what may be a speaker's name is one


def names_by_sound(words: Sequence["re.Match[str]"], typed: Sequence[Typed], names: Names) -> list["re.Match[str]"]:
    """Those of `words` that are names, with the given names behind them.

    A word that was read as a whole word of the same sound (沿道, not 遠藤) is none, unless it seems to speak or has a
    title.
    """
    sounding = _sounding(words, names)
    found: list[re.Match[str]] = []
    for at, word in enumerate(words):
        is_surname = sounding[at] and (not _is_whole(typed[at]) or _stands_as_a_name(typed, at))
        is_given = bool(found) and found[-1] is words[at - 1] and _may_be_given(typed[at])
        if is_surname or is_given:
            found.append(word)
    return found


def _stands_as_a_name(typed: Sequence[Typed], at: int) -> bool:
    """Whether the word `at`, or a given name behind it, is before a particle or a title."""
    after = at + 1 + (at + 1 < len(typed) and _may_be_given(typed[at + 1]))
    return after < len(typed) and (typed[after].letters.lower() in _SPEAK or _is_title(typed[after]))


def _may_be_given(one: Typed) -> bool:
    seldom = any(part.used is None or part.used < _OFTEN for part in one.read)
    return one.letters.lower() not in PARTICLES and not _is_title(one) and (seldom or not _is_whole(one))


def _is_title(one: Typed) -> bool:
    return JA_ROLE_END.search("".join(part.written for part in one.read)) is not None


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


def _is_whole(one: Typed) -> bool:
    """Whether it was read as one known word, and that as nothing else."""
    if len(one.read) != 1 or one.read[0].used is None:
        return False
    return one.read[0].end - one.read[0].start == len(sound_letters(hepburn(one.letters)))
