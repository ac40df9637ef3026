"""Unigram segmentation (Kudo 2018) for a few short texts, without the `tokenizers` library.

Reading `tokenizer.json` takes a third of a second, most of the time that a question has. Here the
pieces lie in a memory-mapped file as sorted hashes, and the Viterbi search runs over the few
substrings whose hash is known. The ids are those of the `tokenizers` library, or none are given.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import numpy as np
from numpy.typing import NDArray

from embeddings.tensors import map_tensors

UNKNOWN = 0
SPACE = "▁"
_REMEMBERED = 8192  # texts, the last ones used; and words: a question looks at those of each passage that it quotes
_LONGEST_REMEMBERED = 128  # characters
_UNKNOWN_PENALTY = 10.0
_SCORE_UNIT = 1e4
BASE = 0x9E3779B97F4A7C15
_INVERSE_BASE = pow(BASE, -1, 2**64)

# White_Space of Unicode, which is what Rust trims; Python's own strip() would also take U+001C to U+001F.
WHITESPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACES = re.compile(" {2,}")

# What may join its neighbour in one grapheme cluster: marks, format characters, and what this Python does not know.
_JOINING_CATEGORIES = frozenset(("Mn", "Mc", "Me", "Cf", "Cn"))
# Letters that extend a cluster all the same (Grapheme_Cluster_Break of Unicode 16).
_JOINING_LETTERS = frozenset("\u0e33\u0eb3\u0d4e\uff9e\uff9f")
# The normalizer looks up a whole cluster only when it is shorter than this.
_LONG_CLUSTER_BYTES = 6


def substring_hashes(text: str, longest: int) -> NDArray[np.uint64]:
    """uint64 [longest, len(text)]: in row k, column i the hash of `text[i:i + k + 1]`, cut at the end of the text.

    The hash is the polynomial of the code points plus one in a fixed odd base, modulo 2**64.
    """
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64) + np.uint64(1)
    size = len(points)
    sums = np.zeros(size + longest + 1, dtype=np.uint64)
    np.cumsum(points * powers(BASE, size), out=sums[1 : size + 1])
    sums[size + 1 :] = sums[size]
    ends = np.arange(1, longest + 1)[:, None] + np.arange(size)
    hashes: NDArray[np.uint64] = (sums[ends] - sums[:size]) * powers(_INVERSE_BASE, size)
    return hashes


def powers(base: int, count: int) -> NDArray[np.uint64]:
    """uint64 [count]: the powers of `base` from the 0th on, modulo 2**64."""
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


def joins(character: str) -> bool:
    """Whether `character` may belong to one grapheme cluster with its neighbour."""
    return character in _JOINING_LETTERS or category(character) in _JOINING_CATEGORIES


def certain(text: str) -> bool:
    """Whether normalizing `text` character by character gives what normalizing it by grapheme cluster gives.

    The `Precompiled` normalizer of `tokenizers` looks up clusters of fewer than six bytes as a whole.
    """
    if "\r\n" in text:
        return False
    joining = set(filter(joins, set(text)))
    return not joining or not any(
        (a in joining or b in joining) and len((a + b).encode()) < _LONG_CLUSTER_BYTES for a, b in pairwise(text)
    )


class UnigramTokenizer:
    """The pieces of the bundled model and the best way to write a text with them."""

    def __init__(self, folder: Path) -> None:
        pieces = map_tensors(folder / "pieces.safetensors")
        self._folder = folder
        self._hashes: NDArray[np.uint64] = pieces["hashes"]
        self._scores: NDArray[np.int32] = pieces["scores"]
        self._ids: NDArray[np.int32] = pieces["ids"]
        self.longest, lowest = (int(limit) for limit in pieces["limits"])
        self.unknown_score = lowest / _SCORE_UNIT - _UNKNOWN_PENALTY
        self._remembered = lru_cache(_REMEMBERED)(self._ids_of)
        self._words: dict[str, NDArray[np.int32] | None] = {}

    @property
    def pieces(self) -> tuple[NDArray[np.uint64], NDArray[np.float64], NDArray[np.int32]]:
        """uint64 hashes (sorted), float64 scores and int32 ids, each [pieces]."""
        return self._hashes, self._scores / _SCORE_UNIT, self._ids

    @cached_property
    def replacements(self) -> dict[int, str]:
        """By code point what the normalizer puts in its place."""
        return str.maketrans(json.loads((self._folder / "replacements.json").read_text(encoding="utf-8")))

    def normalize(self, text: str) -> str:
        """`text` as it is segmented: characters replaced as by nmt_nfkc, trimmed, runs of spaces collapsed."""
        return _SPACES.sub(" ", text.translate(self.replacements).strip(WHITESPACE))

    def ids(self, text: str) -> NDArray[np.int32] | None:
        """int32 [pieces]: the ids `tokenizers` gives, or None for a text whose normalization needs that library.

        Time and memory grow with the length: meant for texts of up to some ten thousand characters. The
        array is not to be written to.
        """
        return self._remembered(text) if len(text) <= _LONGEST_REMEMBERED else self._ids_of(text)

    def ids_of_words(self, words: Sequence[str]) -> list[NDArray[np.int32] | None]:
        """As `ids` of each of `words`; many at the cost of one text."""
        known = self._words
        known.update(self._met([word for word in dict.fromkeys(words) if word not in known]))
        if len(known) > _REMEMBERED:
            self._words = {}
        return [known[word] for word in words]

    def _met(self, words: Sequence[str]) -> dict[str, NDArray[np.int32] | None]:
        """The ids of each of `words`: segmented as one text, for no piece reaches over a space."""
        written = {word: self._written(word) for word in words}
        whole = {word: one for word, one in written.items() if one and SPACE not in one[1:]}
        ids, starts = self._segment("".join(whole.values()))
        ends = np.cumsum([len(one) for one in whole.values()], dtype=np.int64)
        parts = np.split(ids, np.searchsorted(starts, ends[:-1]))
        return {word: self._ids_of(word) for word in words if word not in whole} | dict(zip(whole, parts, strict=False))

    def _ids_of(self, text: str) -> NDArray[np.int32] | None:
        written = self._written(text)
        return None if written is None else self._segment(written)[0]

    def _written(self, text: str) -> str | None:
        """`text` as it is segmented, a space before it; empty where nothing is left, None where that is uncertain."""
        if not certain(text):
            return None
        words = self.normalize(text).replace(" ", SPACE)
        return words if not words or words.startswith(SPACE) else SPACE + words

    def _segment(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """int32 and int64 [pieces]: the pieces of `text`, and where each starts."""
        size = len(text)
        best = [-float("inf")] * (size + 1)
        best[0] = 0.0
        back = [(0, UNKNOWN)] * (size + 1)
        for start, end, score, piece in self._edges(text) if text else ():
            total = best[start] + score
            if total > best[end]:
                best[end] = total
                back[end] = (start, piece)
        return _path(back)

    def _edges(self, text: str) -> Iterator[tuple[int, int, float, int]]:
        """(start, end, score, id) of every piece in `text`, by start; an unknown character is an edge of its own."""
        size = len(text)
        hashes = substring_hashes(text, min(self.longest, size)).T
        places = np.searchsorted(self._hashes, hashes)
        known = self._hashes.take(places, mode="clip") == hashes
        known &= np.arange(1, hashes.shape[1] + 1) <= np.arange(size, 0, -1)[:, None]
        alone = np.flatnonzero(~known[:, 0])
        known[alone, 0] = True
        starts, lengths = np.nonzero(known)
        found = places.take(np.flatnonzero(known), mode="clip").clip(max=len(self._ids) - 1)
        scores = self._scores[found] / _SCORE_UNIT
        pieces = self._ids[found]
        unknown = (lengths == 0) & np.isin(starts, alone)
        scores[unknown] = self.unknown_score
        pieces[unknown] = UNKNOWN
        return zip(starts.tolist(), (starts + lengths + 1).tolist(), scores.tolist(), pieces.tolist(), strict=True)


def _path(back: list[tuple[int, int]]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The pieces on the best path, runs of unknown characters fused into one, and where each starts."""
    pieces: list[int] = []
    starts: list[int] = []
    place = len(back) - 1
    while place > 0:
        place, piece = back[place]
        if piece == UNKNOWN and pieces and pieces[-1] == UNKNOWN:
            starts[-1] = place
        else:
            pieces.append(piece)
            starts.append(place)
    return np.array(pieces[::-1], dtype=np.int32), np.array(starts[::-1], dtype=np.int64)
