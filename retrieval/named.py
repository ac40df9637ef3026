"""What a question names, in letters that tell names by a capital, and in figures. Pure functions."""

import re
from unicodedata import normalize

_NO_CAPITALS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # kana, Han, Hangul
_WORD = re.compile(rf"[^\W\d_{_NO_CAPITALS}](?:[^\W_{_NO_CAPITALS}]|[’'-])*")
_OPENS = re.compile(r"(?:^|[.!?…:;]\s|[\"“«(])\W*$")
_FIGURE = re.compile(r"\d{2,}")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[,. \u00a0\u202f](?=\d{3}(?!\d))")
MOST_CAPITALS = 0.6  # of the words; in a title, or where all is in capitals, they tell nothing


def names(question: str) -> tuple[str, ...]:
    """The words of `question` with a capital that no sentence begins with, or with two, each once, in order."""
    words = [(found.start(), found.group()) for found in _WORD.finditer(question)]
    named = [word for start, word in words if _is_name(word, question[:start])]
    capitals = sum(word[0].isupper() for _, word in words)
    return tuple(dict.fromkeys(named)) if capitals <= max(1, MOST_CAPITALS * len(words)) else ()


def _is_name(word: str, before: str) -> bool:
    if len(word) < 2 or not word[0].isupper():
        return False
    return word[1:] != word[1:].lower() or not _OPENS.search(before)


def figures(text: str) -> frozenset[str]:
    """The numbers of two digits or more in `text`, written without what parts thousands."""
    return frozenset(_FIGURE.findall(_BETWEEN_DIGITS.sub("", normalize("NFKC", text))))
