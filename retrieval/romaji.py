"""Japanese typed in Latin letters, put back into Japanese script.

Hepburn, Kunrei and typed spellings are read alike, long vowels long or short, spaces where they may be. What is no
known word becomes katakana, which is right for loanwords and foreign names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from embeddings.kana import hepburn, is_romaji, katakana_of, sound_letters
from embeddings.terms import stem
from embeddings.vocabulary import Vocabulary
from retrieval.conversion import Converter, Sound, Word

_LATIN = re.compile(r"[A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô][A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô'’-]*")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff]")
_KATAKANA = re.compile("[ァ-ヺー]+")
_HIRAGANA = re.compile("[ぁ-ん]+")
_LONG_VOWEL = re.compile("[āūēōâûêô]|ou|oo|uu")
_NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
_LONG, _SHORT = 6.0, 0.5  # what a word costs whose vowels are not as typed, where long ones are typed, and where not
_TOGETHER, _WITHOUT_SPACES = 3.0, 0.5  # what it costs that two words are typed without a space, where few are
_TELLING = 4  # letters of a word that no other language has by chance
_LONG_WORD = 9  # letters typed together, which must be Japanese if they can be read
_NAME = 4.0  # what it is worth that the record has what is no known word
_AFTER_NAMES = ("は", "が", "の", "も", "さん")


@dataclass(frozen=True, slots=True)
class RomajiReader:
    """What tells Japanese in Latin letters from other languages, and its words."""

    converter: Converter
    vocabulary: Vocabulary

    def as_japanese(self, text: str, kept: Sequence[tuple[int, int]] = ()) -> str | None:
        """`text` in Japanese script where it is Japanese in Latin letters; None where it is not.

        The slices `kept`, which are known names, stay as they are, as do words in capitals.
        """
        words = [found for found in _LATIN.finditer(text) if not _is_kept(found, kept)]
        if not words or _OTHER_SCRIPT.search(text) or not all(is_romaji(hepburn(found[0])) for found in words):
            return None
        unlike = _LONG if _LONG_VOWEL.search(text.lower()) else _SHORT
        stretches = [_Stretch(one, self.converter, unlike) for one in _together(words, text)]
        if not self._is_japanese([word for stretch in stretches for word in stretch.typed_words()]):
            return None
        return _joined(text, stretches)

    def _is_japanese(self, words: Sequence[tuple[str, Word | None]]) -> bool:
        """Whether words that only Japanese has outweigh those of other languages and of the record.

        Each of `words` is given as it is typed, and as the longest word that it was read as.
        """
        long = [(typed, read) for typed, read in words if len(typed) >= _TELLING]
        elsewhere = self._used_elsewhere([typed for typed, _ in long])
        here = [self._used_here(read, alone=len(words) == 1 and len(typed) < _LONG_WORD) for typed, read in long]
        told = [
            (used > other) - (used < other)
            for (_, read), used, other in zip(long, here, elsewhere, strict=True)
            if not (read and _HIRAGANA.fullmatch(read.written) and used > other > 0)
        ]
        ours, theirs = told.count(1), told.count(-1)
        return ours > 0 and ours >= theirs

    def _used_here(self, word: Word | None, *, alone: bool) -> float:
        """How often Japanese uses `word`; a loanword, or a short word alone, is none unless the record has it."""
        if word is None or word.used is None or word.end - word.start < _TELLING:
            return 0.0
        if (alone or _KATAKANA.fullmatch(word.written)) and not self.converter.holds(word.written):
            return 0.0
        return word.used + 1.0

    def _used_elsewhere(self, words: Sequence[str]) -> list[float]:
        """How often other languages use each of `words`; without end where the record has it in Latin letters."""
        small = [word.lower() for word in words]
        held = self.converter.terms.held({stem(word) for word in small}) if small else ()
        used = self.vocabulary.of_words(small).tolist()
        return [float("inf") if stem(word) in held else often for word, often in zip(small, used, strict=True)]


class _Stretch:
    """Words with nothing but blanks between them, and what they were read as."""

    def __init__(self, found: Sequence["re.Match[str]"], converter: Converter, unlike: float) -> None:
        self._typed = [one[0] for one in found]
        self.span = found[0].start(), found[-1].end()
        spelt = [sound_letters(hepburn(word)) for word in self._typed]
        letters = "".join(spelt)
        self._bounds = [0, *accumulate(map(len, spelt))]
        cuts = [at for at in range(len(letters) + 1) if at in self._bounds or letters[at - 1] in "aiueon"]
        together = _WITHOUT_SPACES if len(letters) > _LONG_WORD * len(spelt) else _TOGETHER
        sound = Sound(
            letters,
            cuts,
            self._bounds,
            lambda start, end: katakana_of(letters[start:end]),
            unlike,
            together,
            _NAME,
            after_number=_NUMBER_BEFORE.search(found[0].string[: self.span[0]]) is not None,
        )
        self._read = converter.words(sound)

    @property
    def written(self) -> str:
        """In Japanese script, a surname and a given name that are no known words with a dot between them."""
        written = "".join(word.written for word in self._read)
        surname, given, after = ("".join(word.written for word in words) for words in self._by_word(3))
        is_name = self._read[0].used is None and _KATAKANA.fullmatch(surname + given) and after in _AFTER_NAMES
        return f"{surname}・{written[len(surname) :]}" if is_name and given else written

    def typed_words(self) -> Iterator[tuple[str, Word | None]]:
        """Each word as it is typed, and the longest one that it was read as; None where a part of it is none."""
        for typed, read in zip(self._typed, self._by_word(len(self._typed)), strict=True):
            known = all(word.used is not None for word in read)
            yield typed, max(read, key=lambda word: word.end - word.start) if known and read else None

    def _by_word(self, count: int) -> list[list[Word]]:
        """What each of the first `count` words was read as, [] where there is none."""
        spans = [*pairwise(self._bounds), *[(0, 0)] * count][:count]
        return [[word for word in self._read if word.start < end and start < word.end] for start, end in spans]


def may_be_romaji(text: str) -> bool:
    """Whether `text` is in Latin letters, and at least half of its words could be read as Japanese syllables."""
    words = _LATIN.findall(text)
    if not words or _OTHER_SCRIPT.search(text):
        return False
    return 2 * sum(is_romaji(hepburn(word)) for word in words) >= len(words)


def _is_kept(word: "re.Match[str]", kept: Sequence[tuple[int, int]]) -> bool:
    inside = any(start < word.end() and word.start() < end for start, end in kept)
    return inside or (word[0].isupper() and len(word[0]) > 1)


def _together(words: Sequence["re.Match[str]"], text: str) -> list[list["re.Match[str]"]]:
    """`words`, those together between which there are only blanks."""
    found: list[list[re.Match[str]]] = []
    for word in words:
        if found and text[found[-1][-1].end() : word.start()].isspace():
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _joined(text: str, stretches: Sequence[_Stretch]) -> str:
    for stretch in reversed(stretches):
        start, end = stretch.span
        text = text[:start] + stretch.written + text[end:]
    return re.sub(r"(?<=[\d\u3040-\u30ff\u3400-\u9fff])\s+(?=[\u3040-\u30ff\u3400-\u9fff])", "", text)
