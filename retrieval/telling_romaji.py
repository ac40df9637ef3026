"""Whether words in Latin letters that can be read as Japanese are Japanese: each has a vote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from embeddings.terms import stem
from embeddings.vocabulary import Vocabulary
from retrieval.conversion import Converter, Word
from retrieval.typed_frames import FRAMES

_SHORTEST = 4  # letters of a word that no other language has by chance
_CERTAIN = 16  # letters typed together, that are Japanese if they can be read
_MORE = 1.0  # e-folds: Japanese is a smaller part of the texts that words are counted in
_ENOUGH = 3  # votes for Japanese, among words that cannot be read
_FEW = 4  # of so many words one may be such
_BY_CHANCE = 7  # less one for each letter, in e-folds: how often a word is used that any language may have so
_SHORT = 3  # kana of a word in hiragana that only joins others
_PARTICLES = frozenset(("wa", "ga", "no", "ni", "o", "wo", "de", "to", "mo", "ya", "ka", "e", "he", "na", "ne", "yo"))
_PARTICLES |= {"kara", "made", "dare", "nan", "you"}
_FRAMES = frozenset(FRAMES.values()) | {"です", "でした"}
_AFTER_NAMES = _PARTICLES | {"san"}
_KATAKANA = re.compile("[ァ-ヺー]+")
_HIRAGANA = re.compile("[ぁ-ん]+")


class Typed(NamedTuple):
    """A word as it is typed, and the words that it was read as."""

    letters: str
    read: Sequence[Word]

    @property
    def longest(self) -> Word | None:
        """The longest that it was read as; None where a part of it is no known word."""
        known = all(word.used is not None for word in self.read)
        return max(self.read, key=lambda word: word.end - word.start) if known and self.read else None


@dataclass(frozen=True, slots=True)
class Teller:
    """What tells words of Japanese from those of other languages."""

    converter: Converter
    vocabulary: Vocabulary

    def is_japanese(self, words: Sequence[Typed], unread: int) -> bool:
        """Whether words that only Japanese has outweigh those of other languages and of the record.

        Beside `words` there are so many `unread` that are not made of Japanese syllables.
        """
        votes = self._votes(words)
        ours, theirs = votes.count(1), votes.count(-1)
        if all(vote < 1 or _only_joins(word) for word, vote in zip(words, votes, strict=True)):
            return False
        if unread:
            return _FEW * unread <= len(words) + unread and ours >= _ENOUGH and not theirs
        return self._is_said(words[0]) if len(words) == 1 else ours > theirs + self._strangers(words, votes)

    def _strangers(self, words: Sequence[Typed], votes: Sequence[int]) -> int:
        """How many of `words` neither a language nor the record is known to have, and no particle marks as names."""
        found, is_marked = 0, False
        for word, vote in zip(reversed(words), reversed(votes), strict=True):
            if vote or len(word.letters) < _SHORTEST:
                is_marked = word.letters.lower() in _AFTER_NAMES
            elif word.longest is None and not is_marked:
                found += not self.converter.touches("".join(one.written for one in word.read))
        return found

    def _is_said(self, word: Typed) -> bool:
        """Whether a word typed alone is in the record as it was read; a capital makes it a name, typed with care."""
        if len(word.letters) >= _CERTAIN:
            return True
        written = "".join(one.written for one in word.read)
        careful = word.letters.islower() or all(one.exact for one in word.read)
        one_word = len(word.read) == 1 or not _HIRAGANA.search(written)
        return (
            careful and one_word and (self.converter.says(written) if written[1:] else self.converter.touches(written))
        )

    def _votes(self, words: Sequence[Typed]) -> list[int]:
        here = map(self._used_here, words)
        elsewhere = self._used_elsewhere([word.letters.lower() for word in words])
        return [_vote(*each) for each in zip(words, here, elsewhere, strict=True)]

    def _used_here(self, word: Typed) -> float:
        """How often Japanese uses the longest word that it was read as, a loanword only if the record has it."""
        longest = word.longest
        if longest is None or longest.used is None:
            return 0.0
        short = longest.end - longest.start < min(_SHORTEST, len(word.letters))
        if short or (_KATAKANA.fullmatch(longest.written) and not self.converter.holds(longest.written)):
            return 0.0
        return longest.used + _MORE

    def _used_elsewhere(self, words: Sequence[str]) -> list[float]:
        """How often other languages use each of `words`; without end where the record has it in Latin letters."""
        stems = [stem(word) for word in words]
        held = self.converter.terms.held({one for one in stems if len(one) >= _SHORTEST})
        used = np.maximum(self.vocabulary.of_words(words), self.vocabulary.of_stems(stems)).tolist()
        return [float("inf") if one in held else often for one, often in zip(stems, used, strict=True)]


def _only_joins(word: Typed) -> bool:
    """Whether all that it was read as are short words in hiragana that are in no question's frame: など, なら."""
    return all(
        len(one.written) <= _SHORT and _HIRAGANA.fullmatch(one.written) and one.written not in _FRAMES
        for one in word.read
    )


def _vote(word: Typed, here: float, elsewhere: float) -> int:
    """1 for Japanese, -1 for another language, 0 where it may be either."""
    if len(word.letters) < _SHORTEST or word.letters.lower() in _PARTICLES:
        return -1 if elsewhere > here + _MORE and word.letters.lower() not in _PARTICLES else 0
    both_use_it = here > elsewhere > 0
    if both_use_it and word.longest and _HIRAGANA.fullmatch(word.longest.written):
        return 0
    if here > elsewhere and here <= _BY_CHANCE - len(word.letters):
        return 0
    return (here > elsewhere) - (here < elsewhere)
