"""A dictionary's words and what they mean, as pairs: the translations seldom speak of charters and ratification.

JMdict (Breen, 2004), in the database that `jamdict-data` has of it: Japanese with English glosses, and by way of
those with Russian ones. `pip install jamdict-data==1.5`.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from corpus.errors import ModelError
from embeddings.terms import stem
from embeddings.train_lexicon import Lexicon
from embeddings.train_pairs import DICTIONARY, Pair

_SENSES = 3  # of a word, the first
_GLOSSES = 2  # of a sense, the first
_LONGEST_GLOSS = 5  # words
_LONGEST_ACROSS = 2  # words that are translated one by one
_SELDOM = frozenset(("archaism", "obsolete term", "obscure term", "rare", "poetical term"))
_IN_KANA = "word usually written using kana alone"
_ASIDE = re.compile(r"\([^)]*\)")
_PARTICLE = re.compile(r"^(?:to be|to|an?|the) ")
_WORD = re.compile("[a-z']+")
_SMALL = frozenset(_WORD.findall("of the a an in on to for with at by from or and as be is being into one s ones"))


def dictionary_pairs(database: Path) -> list[Pair]:
    """Each word of JMdict with each of its first English glosses. Raises `ModelError` where that cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
            found = dict.fromkeys(_words_with_glosses(opened))
    except sqlite3.Error as error:
        raise ModelError(f"{database} is no database of JMdict: take jamdict.db of jamdict-data 1.5") from error
    return [Pair(word, gloss, "ja", "en", DICTIONARY) for word, gloss in found]


def into_russian(pairs: list[Pair], russian: Lexicon) -> list[Pair]:
    """`pairs` of a word and a short English gloss, with the Russian of that gloss, where each of its words has one."""
    found = (replace(pair, b=words, b_lang="ru") for pair in pairs for words in _translated(pair.b, russian))
    return list(dict.fromkeys(found))


def _translated(gloss: str, russian: Lexicon) -> Iterator[str]:
    words = [stem(word) for word in _WORD.findall(gloss.casefold()) if word not in _SMALL]
    if not words or len(words) > _LONGEST_ACROSS or any(map(str.isdigit, gloss)):
        return
    choices = [russian.get(word, ()) for word in words]
    if len(words) > 1:
        choices = [choice[:1] for choice in choices]
    yield from map(" ".join, product(*choices))


def _words_with_glosses(database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    written, spoken = _forms(database, "Kanji"), _forms(database, "Kana")
    marks = _by_number(database, "SELECT sid, text FROM misc")
    glosses = _by_number(database, "SELECT sid, text FROM SenseGloss WHERE lang = 'eng' ORDER BY rowid")
    senses: Mapping[int, list[int]] = _by_number(database, "SELECT idseq, ID FROM Sense ORDER BY ID")
    for entry, numbers in senses.items():
        in_kana = any(_IN_KANA in marks[number] for number in numbers)
        first = [*written[entry][:1], *spoken[entry][:1]]
        words = first if in_kana else first[:1]
        used = (number for number in numbers[:_SENSES] if _SELDOM.isdisjoint(marks[number]))
        meanings = [plain for number in used for gloss in glosses[number][:_GLOSSES] if (plain := _plain(gloss))]
        yield from product(words, meanings)


def _forms(database: sqlite3.Connection, table: str) -> Mapping[int, list[str]]:
    return _by_number(database, f"SELECT idseq, text FROM {table} ORDER BY ID")


def _by_number(database: sqlite3.Connection, query: str) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for number, text in database.execute(query):
        found[number].append(text)
    return found


def _plain(gloss: str) -> str:
    """The gloss without what stands in brackets and a first particle; nothing where it is a whole explanation."""
    bare = _PARTICLE.sub("", _ASIDE.sub("", gloss).strip())
    return bare if len(bare.split()) <= _LONGEST_GLOSS else ""
