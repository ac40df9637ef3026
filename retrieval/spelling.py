"""A question's misspelt words as they were probably meant. Pure, but for what the index is asked.

A noisy channel (Kernighan, Church and Gale 1990): of the words one slip away the one that is used most is taken, the
sooner if the record has it. The first letter is right, unless the record says otherwise. Names and all else with a
capital stay as they are typed, and so do words most of which are like no others: they are of another language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from corpus.wordlist import wordlist
from embeddings.index import Terms
from embeddings.static import StaticEncoder
from embeddings.terms import stem
from embeddings.vocabulary import Vocabulary

SHORTEST = 5  # letters of a word that is looked at; of fewer, too many others are one letter away
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_FRAME = wordlist(
    """
    about according concerning regarding mention mentioned mentions opinion position speak spoke spoken stated
    think thinks thought talked views words which where whose
    говорил говорила говорили думает думают заявил заявила заявили мнение объяснил отметил отметила позиция рассказал
    рассказала сказал сказала сказали считает считают упомянул упомянула упоминал
    """
)
_VOWELS = "aeiouyаеёиоуыэюя"
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile(f"[{ascii_lowercase}]+")
_CYRILLIC_WORD = re.compile(f"[{_CYRILLIC}]+")

_ENDING = 4  # letters; a stemmer that takes off more makes one word of two

# In e-folds of how often a word is used.
_IN_RECORD = 3.0
_ONE_PIECE = 2.0  # of several forms of a word the one that the table has a row for


@dataclass(frozen=True, slots=True)
class Speller:
    """What tells misspelt words: which ones there are, which the table of pieces has, which the record has."""

    vocabulary: Vocabulary
    pieces: StaticEncoder
    terms: Terms

    def respelt(self, question: str) -> str:
        """`question` with each misspelt word as it was probably meant, where that is one of its `edits`."""
        unknown = self._unknown(_WORD.findall(question))
        meant = {word: found for word in unknown if (found := self._meant(word)) is not None}
        if 2 * len(meant) < len(unknown):
            return question
        return _WORD.sub(lambda word: meant.get(word[0], word[0]), question)

    def with_frame(self, question: str) -> str:
        """`question` with only the misspelt words of its frame as they were meant: "What did Zas thnik of"."""
        near = [word for word in _WORD.findall(question) if len(word) >= SHORTEST and is_near_a_frame(word)]
        meant = {word: found for word in self._unknown(near) if (found := self._meant(word)) in _FRAME}
        return _WORD.sub(lambda word: meant.get(word[0]) or word[0], question) if meant else question

    def _unknown(self, words: Sequence[str]) -> list[str]:
        """Those of `words` that nothing has heard of."""
        small = [word for word in dict.fromkeys(words) if len(word) >= SHORTEST and _alphabet(word)]
        used = self.vocabulary.of_stems([stem(word) for word in small])
        unheard = [word for word, times in zip(small, used.tolist(), strict=True) if not times]
        cut = [word for word, whole in zip(unheard, self._are_one_piece(unheard), strict=True) if not whole]
        said = self._said(cut)
        return [word for word in cut if word not in said]

    def _meant(self, word: str) -> str | None:
        """The likeliest of the words one edit away from `word`; None where there is none."""
        near = [one for one in edits(word) if len(one) >= SHORTEST - 1 and not _differ_in_ending(word, one)]
        used = dict(zip(near, self.vocabulary.of_words(near).tolist(), strict=True))
        common = [other for other in near if used[other]]
        said = self._said(common or near)
        likely = [other for other in near if other in said or (used[other] and other[0] == word[0])]
        scores = [
            used[other] + _IN_RECORD * (other in said) + _ONE_PIECE * whole
            for other, whole in zip(likely, self._are_one_piece(likely), strict=True)
        ]
        return likely[scores.index(max(scores))] if scores else None

    def _said(self, words: Sequence[str]) -> set[str]:
        """Those of `words` that the record has, in any form with much of it in common."""
        stems = {word: found for word in words if len(found := stem(word)) >= len(word) - _ENDING}
        held = self.terms.held(set(stems.values())) if stems else ()
        return {word for word, found in stems.items() if found in held}

    def _are_one_piece(self, words: Sequence[str]) -> list[bool]:
        return [len(ids) == 1 for ids in self.pieces.piece_ids_of_words(words)]


def edits(word: str) -> list[str]:
    """Every other word that is one letter less, more or different, or two neighbours the other way round, each once."""
    letters = _alphabet(word)
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = dict.fromkeys(before + after[1:] for before, after in cuts if after)
    found |= dict.fromkeys(before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1)
    found |= dict.fromkeys(before + letter + after[1:] for before, after in cuts if after for letter in letters)
    found |= dict.fromkeys(before + letter + after for before, after in cuts for letter in letters)
    found.pop(word, None)
    return list(found)


def is_near_a_frame(word: str) -> bool:
    """Whether `word` is one slip from a word that a question about speech is framed in."""
    return word not in _FRAME and word in _slips_of_frames()


@lru_cache(maxsize=1)
def _slips_of_frames() -> frozenset[str]:
    return frozenset(slip for word in _FRAME for slip in edits(word))


def _differ_in_ending(word: str, other: str) -> bool:
    """Whether two words end in one vowel and another: another spelling of a name, Lukashenka, or case."""
    return word[:-1] == other[:-1] and word[-1] in _VOWELS and other[-1] in _VOWELS


def _alphabet(word: str) -> str:
    """The letters that `word` is of, if they are small Latin or Russian ones, and those that may have been meant."""
    if _LATIN_WORD.fullmatch(word):
        return ascii_lowercase
    return _CYRILLIC if _CYRILLIC_WORD.fullmatch(word) else ""
