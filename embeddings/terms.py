"""Text as the terms of a lexical index: character bigrams where a script has no spaces, else stemmed words."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # kana and Han
    "\uac00-\ud7af"  # Hangul: spaced, but its particles cling to the word
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<word>[^\W_{_UNSPACED}]+)")
_PAIR = re.compile(rf"[{_UNSPACED}]{{2}}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUSSIAN = Stemmer.Stemmer("russian", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)
LONGEST_TERM = 64


def terms(text: str) -> list[str]:
    """The terms of `text` in order, repeats kept.

    NFKC and case folded. A run of kana, Han or another unspaced script gives its overlapping
    character bigrams (a lone character gives itself); a Latin or Cyrillic word gives its Snowball
    stem (Porter, 2001); digits stay as they are. Nothing is dropped as a stop word: its idf says
    how little it matters.
    """
    found: list[str] = []
    for run in _RUN.finditer(folded(text)):
        if unspaced := run["unspaced"]:
            found.extend(_bigrams(unspaced))
        else:
            found.append(stem(run["word"][:LONGEST_TERM]))
    return found


def folded(text: str) -> str:
    """`text` as its terms are taken from it: NFKC, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def is_bigram(term: str) -> bool:
    """Whether `term` is two characters of an unspaced script: a text has it wherever they stand side by side."""
    return len(term) == 2 and _PAIR.fullmatch(term) is not None


def _bigrams(run: str) -> list[str]:
    if len(run) == 1:
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball stem of a case-folded Cyrillic word, or of one in any other spaced script."""
    if _CYRILLIC.search(word):
        return str(_RUSSIAN.stemWord(word.replace("ё", "е")))
    return str(_ENGLISH.stemWord(word))
