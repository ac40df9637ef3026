"""Which words of a sentence match the question: by meaning, also across languages, or by the sound of a name."""

import re
from dataclasses import dataclass
from itertools import chain

import numpy as np

from embeddings.encoder import Vectors
from embeddings.sounds import sounds_of_names, sounds_sought
from embeddings.static import StaticEncoder
from retrieval.question_rows import QuestionRows

Span = tuple[int, int]

ALIGNED = 0.53  # cosine
TELLING = 0.35  # of the weight of the question's weightiest word; the rest are such as "about" and "the"
_WORD = re.compile(r"[ァ-ヺー]+|[々\u3400-\u9fff]+|[^\W_ぁ-ヿ々\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """What words match a question: `vectors` float32 [n, d] of its words that say most, unit length; and `sounds`
    under which they may stand in another script."""

    vectors: Vectors
    sounds: frozenset[str]


def words_asked(rows: QuestionRows, question: str) -> WordsAsked:
    """What words match `question`.

    A word is a run of letters or digits; in Japanese a run of katakana or of kanji.
    """
    words = _WORD.findall(rows.in_known_letters(question))
    return WordsAsked(_telling(rows.of_words(words)), frozenset(chain(*sounds_sought(question))))


def matching_words(encoder: StaticEncoder, asked: WordsAsked, text: str, within: Span) -> tuple[Span, ...]:
    """The words of text[within] that match a word of the question, as slices of `text`, in order."""
    places = [found.span() for found in _WORD.finditer(text, *within)]
    words = [text[start:end] for start, end in places]
    if not len(asked.vectors) or not words:
        return ()
    alike = (encoder.vectors(encoder.piece_ids_of_words(words)) @ asked.vectors.T).max(axis=1) >= ALIGNED
    heard = [not asked.sounds.isdisjoint(sounds_of_names(word)) for word in words]
    return tuple(place for place, one, other in zip(places, alike.tolist(), heard, strict=True) if one or other)


def _telling(vectors: Vectors) -> Vectors:
    """Those of the words' vectors that say most, as unit vectors. float32 [n, d]."""
    weights = np.linalg.norm(vectors, axis=1)
    kept = (weights > 0) & (weights >= TELLING * weights.max(initial=0))
    telling: Vectors = vectors[kept] / weights[kept, None]
    return telling
