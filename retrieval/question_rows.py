"""A question as rows of the table of pieces; a word that is cut up has the row of its stem. Pure, but for the index.

Pieces of an inflected word mean little in another language: «мир·отвор·ческие» is no peacekeeping. In the record's own
language they are what the record is cut into too, so a word whose stem the record holds stays cut up.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence, Set

import numpy as np

from embeddings.casing import in_known_letters
from embeddings.encoder import Vectors
from embeddings.static import StaticEncoder
from embeddings.stem_rows import StemRows, may_have_row
from embeddings.terms import folded, stem

_WORD = re.compile(r"[^\W\d_]+")


class QuestionRows:
    """What gives the rows of questions that are asked of one record; `held` tells which of some stems it has."""

    def __init__(self, pieces: StaticEncoder, stems: StemRows, held: Callable[[Collection[str]], Set[str]]) -> None:
        self._pieces = pieces
        self._stems = stems
        self._held = held

    def of(self, question: str) -> Vectors:
        """float32 [m, d]: the rows of the question's m pieces and whole words, in their order."""
        question = self.in_known_letters(question)
        whole = self._whole(_WORD.findall(question))
        if not whole:
            return self._pieces.rows_of(question)
        parts, read = [], 0
        for word in _WORD.finditer(question):
            if word[0] in whole:
                parts += [self._pieces.rows_of(question[read : word.start()]), whole[word[0]][None]]
                read = word.end()
        return np.concatenate([*parts, self._pieces.rows_of(question[read:])])

    def in_known_letters(self, question: str) -> str:
        """`question` in the letters in which its words have rows: the first, too, may have one as a whole."""
        question = in_known_letters(self._pieces, question)
        first = _WORD.search(question)
        if first is None or not self._is_cut_by_its_capital(first[0]):
            return question
        return question[: first.start()] + first[0].lower() + question[first.end() :]

    def _is_cut_by_its_capital(self, word: str) -> bool:
        cut = word.istitle() and len(self._pieces.piece_ids_of_words([word])[0]) > 1
        return cut and bool(self._whole([word.lower()]))

    def of_words(self, words: Sequence[str]) -> Vectors:
        """float32 [n, d]: the row of each of these words of a question, or the sum of its pieces' rows."""
        whole = self._whole(words)
        sums = [self._pieces.rows(ids).sum(axis=0) for ids in self._pieces.piece_ids_of_words(words)]
        rows = [whole.get(word, parts) for word, parts in zip(words, sums, strict=True)]
        return np.array(rows, np.float32).reshape(len(words), self._pieces.dimensions)

    def _whole(self, words: Sequence[str]) -> Mapping[str, Vectors]:
        """The row, float32 [d], of each of `words` that is cut up but has one as a whole."""
        small = [word for word in dict.fromkeys(words) if may_have_row(word)]
        cut = [word for word, ids in zip(small, self._pieces.piece_ids_of_words(small), strict=True) if len(ids) > 1]
        stems = {word: stem(folded(word)) for word in cut}
        rows = self._stems.of(list(stems.values()))
        held = self._held(rows.keys()) if rows else ()
        return {word: rows[found] for word, found in stems.items() if found in rows and found not in held}
