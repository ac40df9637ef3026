"""Counts which words sound alike: `python -m embeddings.train_homophones --pairs DIR --dictionary FILE --out DIR`.

The words and names are those of JMdict and JMnedict, in the database jamdict.db of jamdict-data 1.5; how often each is
used, the Japanese texts tell of the pairs that the model is trained on.
"""

import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from math import log
from pathlib import Path
from unicodedata import normalize

import click
import numpy as np
from numpy.typing import NDArray

from corpus.errors import OnrecordError
from embeddings.homophones import DIGIT, HOMOPHONES, fits, tensors_of
from embeddings.segmentation import BatchSegmenter
from embeddings.train_entries import Entry, entries, sound_of
from embeddings.train_export import write_readable
from embeddings.train_pairs import Pair, read_pairs
from embeddings.unigram import substring_hashes

ROUNDS = 3
FEWEST = 0.9  # uses of a word that no list has; of its readings each has a share
FEWEST_RUNS = 150  # uses of some hiragana that no dictionary has
LONGEST_RUN = 7
_UNKNOWN_SCORE = -25.0
_UNSEEN = 0.01  # uses of a word that no text has
_HIRAGANA = re.compile("[ぁ-ん]+")
_NUMBER = re.compile("[0-9]+")
_OTHER = re.compile(f"[^ぁ-んァ-ヺー々〇㐀-鿿{DIGIT}]+")

Readings = Mapping[str, Mapping[str, float]]
"""By how a word is written, the letters of each of its readings and how often it may be expected so."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How often each word is used, and each pair of the last character of a word and the first one of the next."""

    words: dict[str, int]
    pairs: dict[str, int]


class Inventory:
    """Words to segment texts into, as `BatchSegmenter` takes them, with the logarithm of how likely each is."""

    def __init__(self, words: Sequence[str], likely: Mapping[str, float]) -> None:
        """`likely` has how often each of `words` may be expected."""
        self.longest = max(map(len, words))
        self.unknown_score = _UNKNOWN_SCORE
        self.replacements: dict[int, str] = {}
        hashes = np.array([substring_hashes(word, len(word))[-1, 0] for word in words], np.uint64)
        total = log(sum(likely.values()))
        scores = np.array([log(max(likely.get(word, 0.0), _UNSEEN)) - total for word in words])
        self.pieces = (hashes, scores, np.arange(1, len(words) + 1, dtype=np.int32))


def usage(texts: Sequence[str], likely: Mapping[str, float]) -> Usage:
    """How `texts` use the words of `likely`, which says what may be expected: hard EM over unigrams (Kudo 2018)."""
    words = [DIGIT, *likely]
    for _ in range(ROUNDS):
        segmenter = BatchSegmenter(Inventory(words, likely))  # type: ignore[arg-type]  # all that it reads is there
        found = segmenter.segment(texts)
        ids = np.concatenate([one.ids for one in found if one is not None])
        counts = dict(zip(words, np.bincount(ids, minlength=len(words) + 1)[1:].tolist(), strict=True))
        likely = {word: count + _UNSEEN for word, count in counts.items()}
    return Usage(counts, _pairs(texts, [None if one is None else one.starts for one in found]))


def _pairs(texts: Sequence[str], starts: Sequence[NDArray[np.int64] | None]) -> dict[str, int]:
    found = Counter[str]()
    for text, begins in zip(texts, starts, strict=True):
        places = () if begins is None else begins[begins > 0].tolist()
        found.update(text[place - 1 : place + 1] for place in places)
    return {pair: count for pair, count in found.items() if " " not in pair}


def japanese_texts(pairs: Iterable[Pair]) -> list[str]:
    """The Japanese of the pairs, each text once, DIGIT for a number, a blank for all that is not Japanese."""
    sides = chain.from_iterable(((pair.a, pair.a_lang), (pair.b, pair.b_lang)) for pair in pairs)
    texts = dict.fromkeys(text for text, language in sides if language == "ja")
    return [_OTHER.sub(" ", _NUMBER.sub(DIGIT, normalize("NFKC", text))).strip() for text in texts]


def frequent_runs(texts: Iterable[str]) -> dict[str, int]:
    """Hiragana that begins or ends a run of hiragana often, and how often: particles and endings."""
    runs = Counter(chain.from_iterable(map(_HIRAGANA.findall, texts)))
    found = Counter[str]()
    for run, count in runs.items():
        lengths = range(1, LONGEST_RUN + 1)
        for end in {run[:length] for length in lengths} | {run[-length:] for length in lengths}:
            found[end] += count
    return {run: count for run, count in found.items() if count >= FEWEST_RUNS}


def readings_of(found: Iterable[Entry], runs: Mapping[str, int]) -> Readings:
    """The readings of the words of a dictionary, and of other hiragana that is used often."""
    readings: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for entry in found:
        sound = sound_of(entry.reading)
        readings[entry.written][sound] = max(entry.common, readings[entry.written].get(sound, 0))
    for run, count in runs.items():
        readings[run].setdefault(sound_of(run), count / 10)
    return readings


def sounding(
    readings: Readings, counts: Mapping[str, int], listed: Collection[tuple[str, str]] = ()
) -> dict[tuple[str, str], float]:
    """How often each word is used in each of its readings: (as it is written, the letters of its sound).

    Those that are `listed` are kept even if they are not used.
    """
    used: dict[tuple[str, str], float] = {("へ", "e"): float(counts.get("へ", 0))}
    for word, expected in readings.items():
        shares = {sound: common**0.5 for sound, common in expected.items()}
        total = sum(shares.values())
        for sound, share in shares.items():
            often = counts.get(word, 0) * share / total
            if fits(sound) and (often >= FEWEST or (word, sound) in listed):
                used[word, sound] = often
                if word.endswith("は") and _HIRAGANA.fullmatch(word):
                    used[word, sound.removesuffix("ha") + "wa"] = often
    return used


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of *.jsonl.gz.")
@click.option("--dictionary", type=click.Path(path_type=Path, exists=True), required=True, help="JMdict: jamdict.db.")
@click.option("--out", type=click.Path(path_type=Path, exists=True), required=True, help=f"Folder of {HOMOPHONES}.")
def main(pairs: Path, dictionary: Path, out: Path) -> None:
    """Reads, counts, writes."""
    try:
        texts = japanese_texts(read_pairs(pairs))
        with closing(sqlite3.connect(f"file:{dictionary}?mode=ro", uri=True)) as opened:
            known = list(entries(opened))
    except (OnrecordError, sqlite3.Error) as error:
        no_dictionary = f"{dictionary} is no database of JMdict: take jamdict.db of jamdict-data 1.5"
        click.echo(no_dictionary if isinstance(error, sqlite3.Error) else str(error), err=True)
        sys.exit(2)
    readings = readings_of(known, frequent_runs(texts))
    used = usage(texts, {word: sum(expected.values()) for word, expected in readings.items()})
    listed = {(entry.written, sound_of(entry.reading)) for entry in known if entry.listed}
    _write(sounding(readings, used.words, listed), used.pairs, out / HOMOPHONES)


def _write(words: Mapping[tuple[str, str], float], pairs: Mapping[str, int], path: Path) -> None:
    tensors = tensors_of(words, pairs)
    write_readable(tensors, path)
    click.echo(f"{path}: {len(words)} words, {len(tensors['sounds'])} sounds")


if __name__ == "__main__":
    main()
