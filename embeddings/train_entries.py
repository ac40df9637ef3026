"""The words of JMdict (Breen, 2004) and the names of JMnedict with their readings, in `jamdict-data`'s database."""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from math import exp
from unicodedata import normalize

from embeddings.homophones import fits
from embeddings.kana import letters_of, sound_letters

LONGEST_WORD = 12  # signs
COMMON = 50.0  # uses that are expected of a word on any list of common ones
FEWEST_NAMES = 4  # longer names that begin with one which is kept though no text uses it
_JAPANESE = re.compile("[ぁ-んァ-ヺー々〇㐀-鿿]+")
_KANJI = re.compile("[々〇㐀-鿿]")
_RANK = re.compile(r"nf(\d\d)")  # its five hundred of the words of a newspaper
_SELDOM = frozenset(("archaism", "obsolete term", "obscure term", "rare", "poetical term"))
_IN_KANA = "word usually written using kana alone"
_NAMES = frozenset(("place", "surname", "person", "station", "organization", "company", "unclass"))
_SURU = "suru verb - special class"
_GODAN = {
    "u": "わ い う え お った って",
    "ku": "か き く け こ いた いて",
    "gu": "が ぎ ぐ げ ご いだ いで",
    "su": "さ し す せ そ した して",
    "tsu": "た ち つ て と った って",
    "nu": "な に ぬ ね の んだ んで",
    "bu": "ば び ぶ べ ぼ んだ んで",
    "mu": "ま み む め も んだ んで",
    "ru": "ら り る れ ろ った って",
}
_ENDINGS = {f"Godan verb with '{row}' ending": endings for row, endings in _GODAN.items()} | {
    "Godan verb with 'ru' ending (irregular verb)": _GODAN["ru"],
    "Godan verb with 'u' ending (special class)": _GODAN["u"],
    "Godan verb - -aru special class": _GODAN["ru"],
    "Godan verb - Iku/Yuku special class": "か き く け こ った って",
    "adjective (keiyoushi)": "い く かった くて ければ さ",
    "adjective (keiyoushi) - yoi/ii class": "い く かった くて ければ さ",
}
_BARE = frozenset(("Ichidan verb", "Ichidan verb - kureru special class"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A word: one way to write it, one reading (both as they are used), and how often it may be expected.

    One that is `listed` is kept even if no text uses it.
    """

    written: str
    reading: str
    common: float
    listed: bool = False


def entries(database: sqlite3.Connection) -> Iterator[Entry]:
    """The words of JMdict, those that are inflected with the first kana of their endings, and names of JMnedict.

    Raises sqlite3.Error where it is no such database.
    """
    for entry in chain(_words(database), _names(database)):
        if len(entry.written) <= LONGEST_WORD and _JAPANESE.fullmatch(entry.written) and fits(sound_of(entry.reading)):
            yield entry


def sound_of(kana: str) -> str:
    """The letters of some kana by which their sound is looked up."""
    return sound_letters(letters_of(kana).text)


def _words(database: sqlite3.Connection) -> Iterator[Entry]:
    written, spoken = _forms(database, "Kanji", "KJI"), _forms(database, "Kana", "KNI")
    kanji_marks, kana_marks, only = (_by_number(database, f"SELECT kid, text FROM {t}") for t in ("KJP", "KNP", "KNR"))
    kinds = _by_number(database, "SELECT s.idseq, p.text FROM pos p JOIN Sense s ON p.sid = s.ID")
    notes = _by_number(database, "SELECT s.idseq, m.text FROM misc m JOIN Sense s ON m.sid = s.ID")
    bare = {number for (number,) in database.execute("SELECT ID FROM Kana WHERE nokanji")}
    for entry, readings in spoken.items():
        seldom = 1.0 if _SELDOM.isdisjoint(notes[entry]) else 0.1
        in_kana = _IN_KANA in notes[entry]
        for place, (number, reading) in enumerate(readings):
            heard = kana_marks[number]
            if not written[entry] or in_kana or number in bare:
                yield from _inflected(Entry(reading, reading, seldom * _commonness(heard, heard)), kinds[entry])
            for kanji, text in () if number in bare else written[entry]:
                if text in (only[number] or (text,)):
                    marks = kanji_marks[kanji]
                    common = seldom * _commonness(marks, heard) * (0.2 if in_kana else 1.0) / (1 + place)
                    listed = bool(marks & heard) and common >= COMMON / 2
                    yield from _inflected(Entry(text, reading, common, listed), kinds[entry])


def _forms(database: sqlite3.Connection, table: str, remarks: str) -> Mapping[int, list[tuple[int, str]]]:
    """By entry the numbers and texts of its forms that are neither irregular nor out of date."""
    remarked = _by_number(database, f"SELECT kid, text FROM {remarks}")
    found = _by_entry(database, table)
    return defaultdict(
        list,
        {
            entry: [form for form in forms if not re.search("out-dated|irregular", " ".join(remarked[form[0]]))]
            for entry, forms in found.items()
        },
    )


def _inflected(word: Entry, kinds: Iterable[str]) -> Iterator[Entry]:
    """`word`, or its stem with the first kana of each ending."""
    endings = dict.fromkeys(ending for kind in kinds for ending in _ENDINGS.get(kind, "").split())
    if not _BARE.isdisjoint(kinds):
        endings[""] = None
    if _SURU in kinds and word.written.endswith("する"):
        endings |= dict.fromkeys(("す", "し", "する", "さ"))
        word = replace(word, written=word.written[:-1], reading=word.reading[:-1])
    if not endings:
        yield word
    for ending in endings:
        written, reading = word.written[:-1] + ending, word.reading[:-1] + ending
        yield replace(word, written=written, reading=reading, common=word.common / len(endings))


def _commonness(written: frozenset[str], heard: frozenset[str]) -> float:
    """How often a word may be expected, by the lists that mark its kanji and its kana."""
    ranks = [int(found[1]) for mark in written & heard if (found := _RANK.fullmatch(mark))]
    if ranks:
        return 3000 * exp(-min(ranks) / 10)
    return COMMON if written & heard else COMMON / 10 if written or heard else COMMON / 50


def _names(database: sqlite3.Connection) -> Iterator[Entry]:
    """Names of two kanji or more; the more others begin with one, read so, the more common its reading is."""
    kinds = _by_number(database, "SELECT s.idseq, t.text FROM NETransType t JOIN NETranslation s ON t.tid = s.ID")
    spoken = _by_entry(database, "NEKana")
    found: dict[tuple[str, str], frozenset[str]] = {}
    for entry, forms in _by_entry(database, "NEKanji").items():
        for (_, text), (_, reading) in ((form, heard) for form in forms for heard in spoken[entry][:2]):
            if len(text) > 1 and _KANJI.search(text):
                found[text, reading] = found.get((text, reading), frozenset()) | kinds[entry]
    longer = _longer_names(found)
    for name, kind in found.items():
        common = (0.02 if _NAMES.isdisjoint(kind) else 0.1) * (1 + longer[name])
        yield Entry(*name, common, "station" in kind or longer[name] >= FEWEST_NAMES)


def _longer_names(names: Collection[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How many of `names` begin with each of them: a surname is that of people, a town has a station."""
    readings: defaultdict[str, list[str]] = defaultdict(list)
    for text, reading in names:
        readings[text].append(reading)
    return Counter(
        (text[:length], first)
        for text, reading in names
        for length in range(2, len(text))
        for first in readings.get(text[:length], ())
        if reading.startswith(first) and reading != first
    )


def _by_entry(database: sqlite3.Connection, table: str) -> Mapping[int, list[tuple[int, str]]]:
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for entry, number, text in database.execute(f"SELECT idseq, ID, text FROM {table} ORDER BY ID"):
        found[entry].append((number, normalize("NFKC", text)))
    return found


def _by_number(database: sqlite3.Connection, query: str) -> Mapping[int, frozenset[str]]:
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for number, text in database.execute(query):
        found[number] |= {text}
    return found
