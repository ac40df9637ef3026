"""The training pairs: read, weighed by where they come from, and cut into batches."""

import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Sources of sentences that people say or write; all others are strings and manuals of software and games.
_QUESTIONS = frozenset(("JaQuAD-train", "QMSum-train"))
_NEWS = frozenset(("1tv", "1tv_MT", "jarunc", "wmt22", "wmt_newstest"))
_TALK = frozenset(("ami", "coursera", "jsick", "manythings", "tanaka_odashi", "tatoeba"))
NATURAL = _QUESTIONS | _NEWS | _TALK
DICTIONARY = "jmdict"  # words with what they mean: among sentences each would find its partner at once
LONGEST = 256
_SHARES = {"software": 0.3, DICTIONARY: 0.6}
_READ_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean the same, or a question and its answer."""

    a: str
    b: str
    a_lang: str
    b_lang: str
    source: str


@dataclass(frozen=True, slots=True)
class Texts:
    """The pieces of many texts in one row: text `i` is ids[starts[i]:starts[i + 1]]."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __getitem__(self, text: int) -> NDArray[np.int32]:
        return self.ids[self.starts[text] : self.starts[text + 1]]

    def chosen(self, numbers: NDArray[np.int64]) -> "Texts":
        """The texts of these numbers, in this order."""
        parts = [self[number] for number in numbers]
        return Texts(np.concatenate(parts), np.cumsum([0, *map(len, parts)]))

    def keys(self) -> NDArray[np.int64]:
        """int64 [texts]: equal for equal texts (by their hash)."""
        count = len(self.starts) - 1
        return np.fromiter((hash(self[text].tobytes()) for text in range(count)), dtype=np.int64, count=count)


def joined(parts: list[Texts]) -> Texts:
    """The texts of all parts, in their order."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    return Texts(np.concatenate([part.ids for part in parts]), np.cumsum([0, *lengths]))


def read_pairs(folder: Path) -> list[Pair]:
    """Every pair of the `*.jsonl.gz` files in `folder`, in the order of their names.

    Raises `ModelError` when there is none.
    """
    pairs = [pair for path in sorted(folder.glob("*.jsonl.gz")) for pair in _read(path)]
    if not pairs:
        raise ModelError(f"no *.jsonl.gz with pairs in {folder}: name the folder with --pairs")
    return pairs


def translated_titles(pairs: list[Pair]) -> list[Pair]:
    """Titles and bodies across languages: where a title with a body has a translation, that one with the body."""
    translations = {pair.a: pair for pair in pairs if pair.a_lang != pair.b_lang}
    found = [(pair, translations[pair.a]) for pair in pairs if pair.source == "1tv" and pair.a in translations]
    return [replace(pair, a=translation.b, a_lang=translation.b_lang) for pair, translation in found]


def _read(path: Path) -> Iterator[Pair]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield Pair(**json.loads(line))
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} holds a line that is no pair of a, b, a_lang, b_lang and source: {error}") from error


def segmented(texts: list[str], tokenizer: "Tokenizer") -> Texts:
    """The first 256 pieces of each text."""
    parts = []
    for start in range(0, len(texts), _READ_AT_ONCE):
        encodings = tokenizer.encode_batch_fast(texts[start : start + _READ_AT_ONCE])
        parts += [np.array(encoding.ids[:LONGEST], dtype=np.int32) for encoding in encodings]
    return Texts(np.concatenate(parts), np.cumsum([0, *map(len, parts)]))


def groups(pairs: list[Pair]) -> dict[str, NDArray[np.int64]]:
    """Pairs that are in one batch together, so that languages and styles do not tell them apart: numbers by name."""
    members: dict[str, list[int]] = {}
    for number, pair in enumerate(pairs):
        members.setdefault(f"{pair.a_lang}-{pair.b_lang} {_kind(pair)}", []).append(number)
    return {name: np.array(numbers) for name, numbers in members.items()}


def _kind(pair: Pair) -> str:
    if pair.source == DICTIONARY:
        return DICTIONARY
    if pair.source not in NATURAL:
        return "software"
    return pair.source if _apart(pair) else "natural"


def _apart(pair: Pair) -> bool:
    return pair.a_lang == pair.b_lang or pair.source in ("1tv", "1tv_MT", "coursera", "wmt_newstest")


def share(group: str) -> float:
    """How often an epoch goes through a group: strings of software and a dictionary seldom, questions often."""
    kind = group.split(" ")[1]
    return _SHARES.get(kind, 4.0 if kind in _QUESTIONS else 1.0)


def schedule(
    grouped: dict[str, NDArray[np.int64]], size: int, epochs: float, random: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Batches of `size` pairs for so many epochs; each epoch goes through a group as often as its share."""
    whole = [batch for _ in range(math.ceil(epochs)) for batch in _epoch(grouped, size, random)]
    return whole[: round(len(whole) * epochs / math.ceil(epochs))]


def _epoch(grouped: dict[str, NDArray[np.int64]], size: int, random: np.random.Generator) -> list[NDArray[np.int64]]:
    batches = []
    for name, numbers in grouped.items():
        rounds = [random.permutation(numbers) for _ in range(math.ceil(share(name)))]
        chosen = np.concatenate(rounds)[: int(len(numbers) * share(name))]
        batches += in_batches(chosen, size)
    return [batches[place] for place in random.permutation(len(batches))]


def in_batches(numbers: NDArray[np.int64], size: int) -> list[NDArray[np.int64]]:
    """The numbers in their order, `size` in a batch; a rest of a quarter or less of a batch is left out."""
    return [numbers[start : start + size] for start in range(0, len(numbers) - size // 4, size)]
