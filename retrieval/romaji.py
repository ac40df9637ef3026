"""Japanese typed in Latin letters, put back into Japanese script.

Hepburn, Kunrei and typed spellings are read alike, long vowels long or short, spaces where they may be. What is no
known word becomes katakana, which is right for loanwords and foreign names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from embeddings.kana import hepburn, is_romaji, katakana_of, sound_letters
from retrieval.conversion import Converter, Sound, Word
from retrieval.romaji_names import PARTICLES, Names, names_by_sound
from retrieval.telling_romaji import Teller, Typed
from retrieval.typed_manner import LATIN_WORD, may_be_romaji

_KATAKANA = re.compile("[ァ-ヺー]+")
_LONG_VOWEL = re.compile("[āūēōâûêô]|ou|oo|uu")
_NUMBER_BEFORE = re.compile(r"[0-9]\s*$")
_LONG, _SHORT = 6.0, 0.5  # what a word costs whose vowels are not as typed, where long ones are typed, and where not
_TOGETHER, _WITHOUT_SPACES = 3.0, 0.5  # what it costs that two words are typed without a space, where few are
_LONG_WORD = 9  # letters of a word, on average, where spaces are left out
_NAME = 4.0  # what it is worth that the record has what is no known word
_AFTER_NAMES = ("は", "が", "の", "も", "さん")


@dataclass(frozen=True, slots=True)
class RomajiReader:
    """Reads Japanese in Latin letters."""

    converter: Converter
    teller: Teller

    def as_japanese(self, text: str, names: Names) -> str | None:
        """`text` in Japanese script where it is Japanese in Latin letters; None where it is not.

        Known names in Latin letters stay as they are, as do words in capitals, and a few that are not made of
        Japanese syllables; names that are known by their sound become katakana.
        """
        if not may_be_romaji(text):
            return None
        kept = [span for span in names(text) if not _begins_with_a_particle(text[slice(*span)])]
        words = [found for found in LATIN_WORD.finditer(text) if not _is_kept(found, kept)]
        syllabic = [found for found in words if is_romaji(hepburn(found[0]))]
        if not syllabic:
            return None
        stretches = self._stretches(syllabic, text)
        typed = [word for stretch in stretches for word in stretch.typed()]
        if not self.teller.is_japanese(typed, len(words) - len(syllabic)):
            return None
        named = names_by_sound(syllabic, typed, names)
        if named:
            stretches = self._stretches([word for word in syllabic if word not in named], text)
        return _joined(text, [*((stretch.span, stretch.written) for stretch in stretches), *_in_katakana(named, text)])

    def _stretches(self, words: Sequence["re.Match[str]"], text: str) -> list["_Stretch"]:
        unlike = _LONG if _LONG_VOWEL.search(text.lower()) else _SHORT
        return [_Stretch(one, self.converter, unlike) for one in _together(words, text)]


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

    def typed(self) -> Iterator[Typed]:
        """Each word as it is typed, with what it was read as."""
        return map(Typed, self._typed, self._by_word(len(self._typed)))

    def _by_word(self, count: int) -> list[list[Word]]:
        """What each of the first `count` words was read as, [] where there is none."""
        spans = [*pairwise(self._bounds), *[(0, 0)] * count][:count]
        return [[word for word in self._read if word.start < end and start < word.end] for start, end in spans]


def _begins_with_a_particle(name: str) -> bool:
    """Whether a "name" in small letters is a word after a particle: "de kyouin", as Charles de Gaulle."""
    return name.islower() and name.split()[0] in ("de", *PARTICLES)


def _is_kept(word: "re.Match[str]", kept: Sequence[tuple[int, int]]) -> bool:
    inside = any(start < word.end() and word.start() < end for start, end in kept)
    return inside or (word[0].isupper() and len(word[0]) > 1 and word[0].lower() not in PARTICLES)


def _together(words: Sequence["re.Match[str]"], text: str) -> list[list["re.Match[str]"]]:
    """`words`, those together between which there are only blanks."""
    found: list[list[re.Match[str]]] = []
    for word in words:
        if found and text[found[-1][-1].end() : word.start()].isspace():
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _in_katakana(named: Sequence["re.Match[str]"], text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What is written for each of several names, a dot between two that follow one another."""
    for found in _together(named, text):
        written = "・".join(katakana_of(hepburn(word[0])) for word in found)
        yield (found[0].start(), found[-1].end()), written


def _joined(text: str, changed: Sequence[tuple[tuple[int, int], str]]) -> str:
    for (start, end), written in sorted(changed, reverse=True):
        text = text[:start] + written + text[end:]
    return re.sub(r"(?<=[\d\u3040-\u30ff\u3400-\u9fff])\s+(?=[\u3040-\u30ff\u3400-\u9fff])", "", text)
