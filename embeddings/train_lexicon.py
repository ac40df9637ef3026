"""Which words of one language translate which of another, by how often they stand in both texts of a pair."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.terms import stem
from embeddings.train_pairs import Pair

Lexicon = Mapping[str, tuple[str, ...]]
"""For the stem of a word its translations, the best first."""
Numbers = NDArray[np.int64]
Coefficients = NDArray[np.float64]

_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 80  # words; of longer texts too many stand together
_FEWEST = 3  # pairs
_LEAST = 0.3  # of 1
_NEAR_BEST = 0.7  # of what the best translation of either word has
_KEPT = 2


def lexicon(pairs: Iterable[Pair], source: str, target: str) -> Lexicon:
    """What words of the language `source` mean in `target`, at most two each, learnt from these pairs.

    Two words belong together by the Dice coefficient of the pairs that hold them (Smadja, McKeown and
    Hatzivassiloglou, 1996). Words are stems; a translation is given in the form which its language has most often.
    """
    texts = [sides for pair in pairs if (sides := _sides(pair, source, target))]
    forms = _commonest_forms(text for _, text in texts)
    words, other_words, left, right, dice = _associated([(_stems(one), _stems(other)) for one, other in texts])
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in np.argsort(-dice, kind="stable").tolist():
        found[words[left[place]]].append(forms[other_words[right[place]]])
    return {word: tuple(translations[:_KEPT]) for word, translations in found.items()}


def _sides(pair: Pair, source: str, target: str) -> tuple[str, str] | None:
    languages = (pair.a_lang, pair.b_lang)
    if languages == (source, target):
        return pair.a, pair.b
    return (pair.b, pair.a) if languages == (target, source) else None


def _stems(text: str) -> list[str]:
    return list(dict.fromkeys(stem(word) for word in _WORD.findall(text.casefold())))


def _commonest_forms(texts: Iterable[str]) -> dict[str, str]:
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in _WORD.findall(text.casefold()):
            forms[stem(word)][word] += 1
    return {one: counts.most_common(1)[0][0] for one, counts in forms.items()}


def _associated(
    texts: Sequence[tuple[list[str], list[str]]],
) -> tuple[list[str], list[str], Numbers, Numbers, Coefficients]:
    """The words of either side; int64 [n] each: which of them belong together, and float64 [n] how closely (0..1)."""
    some = [(one, other) for one, other in texts if max(len(one), len(other)) <= _LONGEST]
    words, counts, ids = _numbered([one for one, _ in some])
    other_words, other_counts, other_ids = _numbered([other for _, other in some])
    both = [np.add.outer(one * len(other_words), other).ravel() for one, other in zip(ids, other_ids, strict=True)]
    cells, together = np.unique(np.concatenate([np.empty(0, np.int64), *both]), return_counts=True)
    left, right = np.divmod(cells, max(1, len(other_words)))
    dice = 2 * together / (counts[left] + other_counts[right])
    best, other_best = np.zeros(len(words)), np.zeros(len(other_words))
    np.maximum.at(best, left, dice)
    np.maximum.at(other_best, right, dice)
    kept = (together >= _FEWEST) & (dice >= np.maximum(_LEAST, _NEAR_BEST * np.maximum(best[left], other_best[right])))
    return words, other_words, left[kept], right[kept], dice[kept]


def _numbered(texts: Sequence[list[str]]) -> tuple[list[str], Numbers, list[Numbers]]:
    """The different words, in how many texts each is, and the texts as their numbers."""
    counts = Counter(word for text in texts for word in text)
    numbers = {word: number for number, word in enumerate(counts)}
    ids = [np.array([numbers[word] for word in text], np.int64) for text in texts]
    return list(counts), np.array(list(counts.values()), np.int64), ids
