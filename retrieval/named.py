"""What a question names, in letters that tell names by a capital, and in figures. Pure functions."""

import re
from collections.abc import Iterator
from unicodedata import normalize

_NO_CAPITALS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # kana, Han, Hangul
_WORD = re.compile(rf"[^\W\d_{_NO_CAPITALS}](?:[^\W_{_NO_CAPITALS}]|[’'-])*")
_ENDING = re.compile(r"[’'](?:s|d|m|ll|re|ve)?$")
_OPENS = re.compile(r"(?:[.!?…:;]\s|[\"“«(])\W*$")
_NEAR = 8  # characters before a word, which tell whether it opens anything
_GERMAN = re.compile(r"\b(?:der|das|dem|und|ist|sind|wird|wurde|nicht|eine[mnrs]?|für|über)\b")
_FIGURE = re.compile(r"\d{2,}")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[,. \u00a0\u202f]\d{3})+(?!\d)")
MOST_CAPITALS = 0.6  # of the words that open nothing; in a title, or where all is in capitals, they tell nothing


def names(question: str) -> tuple[str, ...]:
    """The words of `question` with a capital that no sentence begins with, or with two, each once, in order.

    In German, where every noun has a capital, only those with two.
    """
    words = list(_words(question))
    inner = [word for word, opens in words if not opens]
    if sum(word[0].isupper() for word in inner) > max(1, MOST_CAPITALS * len(inner)):
        return ()
    one_tells = not _GERMAN.search(question)
    named = (word for word, opens in words if _has_two_capitals(word) or (one_tells and not opens and _is_name(word)))
    return tuple(dict.fromkeys(named))


def _words(question: str) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it opens a sentence, a quotation or a bracket."""
    former = 0
    for found in _WORD.finditer(question):
        between = question[max(former, found.start() - _NEAR) : found.start()]
        opens = bool(_OPENS.search(between)) or not (former or re.search(r"\w", between))
        yield _ENDING.sub("", found.group()), opens
        former = found.end()


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def _has_two_capitals(word: str) -> bool:
    return _is_name(word) and word[1:] != word[1:].lower()


def figures(text: str) -> frozenset[str]:
    """The numbers of two digits or more in `text`, written without what parts thousands."""
    whole = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), normalize("NFKC", text))
    return frozenset(_FIGURE.findall(whole))
