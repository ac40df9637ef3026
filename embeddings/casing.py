"""A question's words in the letters in which the table of pieces knows them."""

import re
from collections.abc import Sequence

from embeddings.static import StaticEncoder

_NO_CAPITALS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # kana, Han, Hangul
_WORD = re.compile(rf"[^\W\d_{_NO_CAPITALS}]+")
_FEWEST = 3  # words of a title
_SMALL = 3  # letters of a word that may have none in a title


def in_known_letters(encoder: StaticEncoder, question: str) -> str:
    """`question` with small letters in each word that is one piece so, and several as it stands.

    The word that begins a question is often cut up by its capital, and what is cut up is like little in another
    language. A name is known with its capital, and keeps it. In a title, where capitals tell nothing, small letters
    are taken for each word that has fewer pieces so.
    """
    every = _WORD.findall(question)
    words = [word for word in every if word != word.lower()]
    if not words:
        return question
    pieces = encoder.piece_ids_of_words([*words, *(word.lower() for word in words)])
    cut, whole, title = pieces[: len(words)], pieces[len(words) :], _is_title(every)
    known = {
        word: word.lower()
        for word, one, other in zip(words, cut, whole, strict=True)
        if len(other) < len(one) and (title or len(other) == 1)
    }
    return _WORD.sub(lambda word: known.get(word[0], word[0]), question)


def _is_title(words: Sequence[str]) -> bool:
    return len(words) >= _FEWEST and all(word[0].isupper() for word in words if len(word) > _SMALL)
