"""Questions and passages across languages, made of translations: there are too few real ones.

A sentence with pieces dropped stands for the question, its translation among other sentences of that
language for the passage. The former asks for the words that matter, the latter for a mean
vector in which one sentence of several can still be found.
"""

import numpy as np
from numpy.typing import NDArray

from embeddings.train_pairs import LONGEST, Texts

Numbers = NDArray[np.int64]

_FEWEST_PIECES = 8
_KEPT = (0.4, 0.8)
_SENTENCES = (2, 6)
_LANGUAGES = ("ja-en", "ru-en", "ja-ru")


def asked_across(group: str) -> bool:
    """Whether passages are made of the pairs of this group: translations between the languages that matter most."""
    return group.split(" ")[0] in _LANGUAGES


def passages_group(group: str, way: str) -> str:
    """The group of the passages made of `group`, one for each two languages and `way` of asking, software apart."""
    languages, kind = group.split(" ")
    return f"{languages} {way}-passages-of-{'software' if kind == 'software' else 'others'}"


def made(sentences: Texts, translations: Texts, numbers: Numbers, random: np.random.Generator) -> tuple[Texts, Texts]:
    """A question and a passage for each of `numbers` that is long enough to be asked about."""
    asked = numbers[np.diff(sentences.starts)[numbers] >= _FEWEST_PIECES]
    questions = [shortened(sentences[number], random) for number in asked]
    counts = random.integers(*_SENTENCES, size=len(asked))
    passages = [
        passage(translations, number, random.choice(numbers, count - 1), random)
        for number, count in zip(asked, counts, strict=True)
    ]
    return _texts(questions), _texts(passages)


def shortened(pieces: NDArray[np.int32], random: np.random.Generator) -> NDArray[np.int32]:
    """Some of the pieces, in their order: between two and four fifths."""
    kept: NDArray[np.int32] = pieces[random.random(len(pieces)) < random.uniform(*_KEPT)]
    return kept if len(kept) else pieces


def passage(texts: Texts, number: int, others: Numbers, random: np.random.Generator) -> NDArray[np.int32]:
    """The text of `number` among `others`, in any order."""
    order = random.permutation(np.append(others, number))
    return np.concatenate([texts[one] for one in order])[:LONGEST]


def _texts(parts: list[NDArray[np.int32]]) -> Texts:
    return Texts(np.concatenate([np.empty(0, np.int32), *parts]), np.cumsum([0, *map(len, parts)], dtype=np.int64))
