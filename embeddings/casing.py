"""A question's words in the letters in which the table of pieces knows them."""

import re

from embeddings.static import StaticEncoder

_NO_CAPITALS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # kana, Han, Hangul
_WORD = re.compile(rf"[^\W\d_{_NO_CAPITALS}]+")


def in_known_letters(encoder: StaticEncoder, question: str) -> str:
    """`question` with small letters in each word that is one piece so, and several as it stands.

    The word that begins a question, and those of a title, are often cut up by their capital, and what is cut up is like
    little in another language. A name is known with its capital, and keeps it.
    """
    words = [word for word in _WORD.findall(question) if word != word.lower()]
    if not words:
        return question
    pieces = encoder.piece_ids_of_words([*words, *(word.lower() for word in words)])
    cut, whole = pieces[: len(words)], pieces[len(words) :]
    known = {
        word: word.lower() for word, one, other in zip(words, cut, whole, strict=True) if len(other) == 1 < len(one)
    }
    return _WORD.sub(lambda word: known.get(word[0], word[0]), question)
