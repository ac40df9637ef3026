"""Counts which words sound alike: `python -m embeddings.train_homophones --pairs DIR --dictionary jamdict.db --out DIR`.

The words and names are those of JMdict and JMnedict, in the database jamdict.db of jamdict-data 1.5; how often each is
used, the Japanese texts of the pairs tell that the model is trained on.
"""

import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from math import exp, log
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click
import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError, OnrecordError
from embeddings.homophones import HOMOPHONES, fits, tensors_of
from embeddings.kana import letters_of, sound_letters
from embeddings.segmentation import BatchSegmenter
from embeddings.train_pairs import Pair, read_pairs
from embeddings.unigram import substring_hashes

ROUNDS = 3
LONGEST_WORD = 12  # signs
FEWEST = 0.9  # uses of a word that no list of common words has
COMMON = 50.0  # of a word on such a list
FEWEST_RUNS = 150  # uses of some hiragana that no dictionary has
LONGEST_RUN = 7
_HIRAGANA = re.compile("[ぁ-ん]+")
_KANA = re.compile("[ぁ-んァ-ヺー]+")
_KANJI = re.compile("[々〇㐀-鿿]")
_JAPANESE = re.compile("[ぁ-んァ-ヺー々〇㐀-鿿]+")
_NF = re.compile(r"nf(\d\d)")
_SELDOM = frozenset(("archaism", "obsolete term", "obscure term", "rare", "poetical term"))
_PLACES = frozenset(("place", "surname", "person", "station", "organization", "company", "unclass"))
_ROWS = {
    "u": "わいうえおったって", "ku": "かきくけこいたいて", "gu": "がぎぐげごいだいで", "su": "さしすせそしたして", "tsu": "たちつてとったって",
    "nu": "なにぬねのんだんで", "bu": "ばびぶべぼんだんで", "mu": "まみむめもんだんで", "ru": "らりるれろったって",
}  # fmt: skip
_GODAN = {f"Godan verb with '{row}' ending": tuple(kana[:5]) + (kana[5:7], kana[7:]) for row, kana in _ROWS.items()}
_GODAN["Godan verb with 'ru' ending (irregular verb)"] = _GODAN["Godan verb with 'ru' ending"]
_GODAN["Godan verb with 'u' ending (special class)"] = _GODAN["Godan verb with 'u' ending"]
_GODAN["Godan verb - -aru special class"] = _GODAN["Godan verb with 'ru' ending"]
_GODAN["Godan verb - Iku/Yuku special class"] = ("か", "き", "く", "け", "こ", "った", "って")
_ENDINGS = _GODAN | {
    "Ichidan verb": ("",),
    "Ichidan verb - kureru special class": ("",),
    "adjective (keiyoushi)": ("い", "く", "かった", "くて", "ければ", "さ"),
    "adjective (keiyoushi) - yoi/ii class": ("い", "く", "かった", "くて", "ければ", "さ"),
}
_SURU = "suru verb - special class"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the dictionary: one way to write it, one reading (both as they are used), and how common that is."""

    written: str
    reading: str
    common: float


class Inventory:
    """Words to segment texts into, as `BatchSegmenter` takes them, with the logarithm of how likely each is."""

    def __init__(self, words: Sequence[str], likely: Mapping[str, float]) -> None:
        self.longest = max(map(len, words))
        self.unknown_score = -25.0
        self.replacements: dict[int, str] = {}
        hashes = np.array([substring_hashes(word, len(word))[-1, 0] for word in words], np.uint64)
        total = log(sum(likely.values()))
        scores = np.array([log(max(likely.get(word, 0.0), 0.01)) - total for word in words])
        self.pieces = (hashes, scores, np.arange(1, len(words) + 1, dtype=np.int32))


@dataclass(frozen=True, slots=True)
class Usage:
    """How often each word is used, and each pair of the last character of a word and the first one of the next."""

    words: dict[str, int]
    pairs: dict[str, int]


def usage(texts: Sequence[str], likely: Mapping[str, float]) -> Usage:
    """How `texts` use the words of `likely`, which says what may be expected: hard EM over unigrams (Kudo 2018)."""
    words = list(likely)
    for _ in range(ROUNDS):
        segmenter = BatchSegmenter(Inventory(words, likely))  # type: ignore[arg-type]  # all that it reads is there
        found = segmenter.segment(texts)
        ids = np.concatenate([one.ids for one in found if one is not None])
        counts = dict(zip(words, np.bincount(ids, minlength=len(words) + 1)[1:].tolist(), strict=True))
        likely = {word: count + 0.01 for word, count in counts.items()}
        click.echo(f"{sum(counts.values())} words")
    return Usage(counts, _pairs(texts, [None if one is None else one.starts for one in found]))


def _pairs(texts: Sequence[str], starts: Sequence[NDArray[np.int64] | None]) -> dict[str, int]:
    found = Counter[str]()
    for text, begins in zip(texts, starts, strict=True):
        places = () if begins is None else begins[begins > 0].tolist()
        found.update(text[place - 1 : place + 1] for place in places)
    return {pair: count for pair, count in found.items() if " " not in pair}


def japanese_texts(pairs: Iterable[Pair]) -> list[str]:
    """The Japanese of the pairs, each text once, a blank for all that is neither kana nor kanji."""
    sides = chain.from_iterable(((pair.a, pair.a_lang), (pair.b, pair.b_lang)) for pair in pairs)
    texts = dict.fromkeys(text for text, language in sides if language == "ja")
    return [" ".join(_JAPANESE.findall(normalize("NFKC", text))) for text in texts]


def frequent_runs(texts: Iterable[str]) -> dict[str, int]:
    """Hiragana that begins or ends a run of hiragana often, and how often: particles and endings."""
    runs = Counter(chain.from_iterable(map(_HIRAGANA.findall, texts)))
    found = Counter[str]()
    for run, count in runs.items():
        ends = {run[:length] for length in range(1, LONGEST_RUN + 1)} | {run[-length:] for length in range(1, LONGEST_RUN + 1)}
        for end in ends:
            found[end] += count
    return {run: count for run, count in found.items() if count >= FEWEST_RUNS}


def entries(database: sqlite3.Connection) -> Iterator[Entry]:
    """The words of JMdict, of those that are inflected the stems, and the names of JMnedict."""
    for entry in chain(_words(database), _names(database)):
        if len(entry.written) <= LONGEST_WORD and _JAPANESE.fullmatch(entry.written) and fits(sound_of(entry.reading)):
            yield entry


def sound_of(kana: str) -> str:
    """The letters of some kana by which their sound is looked up."""
    return sound_letters(letters_of(kana).text)


def _words(database: sqlite3.Connection) -> Iterator[Entry]:
    written, spoken = _by_entry(database, "Kanji"), _by_entry(database, "Kana")
    kanji_marks, kana_marks = _sets(database, "SELECT kid, text FROM KJP"), _sets(database, "SELECT kid, text FROM KNP")
    only = _sets(database, "SELECT kid, text FROM KNR")
    odd_kanji, odd_kana = (_sets(database, f"SELECT kid, text FROM {table}") for table in ("KJI", "KNI"))
    kinds = _sets(database, "SELECT s.idseq, p.text FROM pos p JOIN Sense s ON p.sid = s.ID")
    notes = _sets(database, "SELECT s.idseq, m.text FROM misc m JOIN Sense s ON m.sid = s.ID")
    bare = {row[0] for row in database.execute("SELECT ID FROM Kana WHERE nokanji")}
    for entry, readings in spoken.items():
        forms = [one for one in written[entry] if not any("out-dated" in odd or "irregular" in odd for odd in odd_kanji[one[0]])]
        readings = [one for one in readings if not any("out-dated" in odd or "irregular" in odd for odd in odd_kana[one[0]])]
        seldom = 0.1 if not _SELDOM.isdisjoint(notes[entry]) else 1.0
        in_kana = "word usually written using kana alone" in notes[entry]
        for place, (number, reading) in enumerate(readings):
            heard = kana_marks[number]
            if not forms or in_kana or number in bare:
                yield from _inflected(Entry(reading, reading, seldom * _commonness(heard, heard)), kinds[entry])
            for kanji, text in forms if number not in bare else ():
                if only[number] and text not in only[number]:
                    continue
                common = seldom * _commonness(kanji_marks[kanji], heard) * (0.2 if in_kana else 1.0) / (1 + place)
                yield from _inflected(Entry(text, reading, common), kinds[entry])


def _inflected(word: Entry, kinds: Iterable[str]) -> Iterator[Entry]:
    endings = dict.fromkeys(ending for kind in kinds for ending in _ENDINGS.get(kind, ()))
    if _SURU in kinds and word.written.endswith("する"):
        endings |= dict.fromkeys(("す", "し", "する", "さ"))
        word = Entry(word.written[:-1], word.reading[:-1], word.common)
    if not endings:
        yield word
    for ending in endings:
        yield Entry(word.written[:-1] + ending, word.reading[:-1] + ending, word.common / len(endings))


def _commonness(written: frozenset[str], heard: frozenset[str]) -> float:
    """How often a word may be expected, by the lists that mark its kanji and its kana."""
    both = written & heard
    ranks = [int(found[1]) for mark in both if (found := _NF.fullmatch(mark))]
    if ranks:
        return 3000 * exp(-min(ranks) / 10)
    return COMMON if both else 5.0 if written or heard else 1.0


def _names(database: sqlite3.Connection) -> Iterator[Entry]:
    kinds = _sets(database, "SELECT s.idseq, t.text FROM NETransType t JOIN NETranslation s ON t.tid = s.ID")
    spoken = _by_entry(database, "NEKana")
    for entry, forms in _by_entry(database, "NEKanji").items():
        common = 0.1 if not _PLACES.isdisjoint(kinds[entry]) else 0.02
        for (_, text), (_, reading) in ((form, heard) for form in forms for heard in spoken[entry][:2]):
            if len(text) > 1 and _KANJI.search(text):
                yield Entry(text, reading, common)


def _by_entry(database: sqlite3.Connection, table: str) -> Mapping[int, list[tuple[int, str]]]:
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for entry, number, text in database.execute(f"SELECT idseq, ID, text FROM {table} ORDER BY ID"):
        found[entry].append((number, normalize("NFKC", text)))
    return found


def _sets(database: sqlite3.Connection, query: str) -> Mapping[int, frozenset[str]]:
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for number, text in database.execute(query):
        found[number] |= {text}
    return found


def readings_of(found: Iterable[Entry], runs: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """By how a word is written, the letters of each of its readings and how common that is."""
    readings: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for entry in found:
        sound = sound_of(entry.reading)
        readings[entry.written][sound] = max(entry.common, readings[entry.written].get(sound, 0))
    for run, count in runs.items():
        readings[run].setdefault(sound_of(run), count / 10)
    return readings


def sounding(readings: Mapping[str, Mapping[str, float]], counts: Mapping[str, int]) -> dict[tuple[str, str], float]:
    """How often each word is used in each of its readings: (as it is written, the letters of its sound)."""
    used: dict[tuple[str, str], float] = {("へ", "e"): float(counts.get("へ", 0))}
    for word, commons in readings.items():
        shares = {sound: common**0.5 for sound, common in commons.items()}
        total = sum(shares.values())
        for sound, share in shares.items():
            often = counts[word] * share / total
            if fits(sound) and (often >= FEWEST or (commons[sound] >= COMMON and _KANJI.search(word))):
                used[word, sound] = often
                if word.endswith("は") and _HIRAGANA.fullmatch(word):
                    used[word, sound[:-2] + "wa"] = often
    return used


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of *.jsonl.gz.")
@click.option("--dictionary", type=click.Path(path_type=Path, exists=True), required=True, help="jamdict.db.")
@click.option("--out", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of homophones.safetensors.")
def main(pairs: Path, dictionary: Path, out: Path) -> None:
    """Reads, counts, writes."""
    try:
        texts = japanese_texts(read_pairs(pairs))
        with closing(sqlite3.connect(f"file:{dictionary}?mode=ro", uri=True)) as opened:
            known = list(entries(opened))
    except sqlite3.Error:
        click.echo(f"{dictionary} is no database of JMdict: take jamdict.db of jamdict-data 1.5", err=True)
        sys.exit(2)
    except OnrecordError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    readings = readings_of(known, frequent_runs(texts))
    used = usage(texts, {word: sum(commons.values()) for word, commons in readings.items()})
    _write(sounding(readings, used.words), used.pairs, out / HOMOPHONES)


def _write(words: Mapping[tuple[str, str], float], pairs: Mapping[str, int], path: Path) -> None:
    from safetensors.numpy import save_file

    tensors = tensors_of(words, pairs)
    save_file(tensors, path)
    path.chmod(0o644)  # safetensors writes files that only their owner may read
    click.echo(f"{path}: {len(words)} words, {len(tensors['sounds'])} sounds, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
