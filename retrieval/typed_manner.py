"""How Japanese is typed: in Latin letters, in hiragana alone, or as it is written. Every question is looked at here."""

import re
from string import ascii_letters

from corpus.pattern import Pattern

LONGEST = 1000  # characters
LATIN_WORD = Pattern(r"[A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô][A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô'’-]*")
HIRAGANA_RUN = re.compile("[ぁ-ん][ぁ-んー]*")
KANJI = Pattern("[々〇㐀-鿿]")
_LETTERS = frozenset(ascii_letters + "ĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô")
_LAST_LETTERS = frozenset("aiueonāīūēōâîûêô'’-")
_NO_LETTERS = frozenset("lqx")
_ENOUGH = 3  # kana of a run that may hold a word of which something is asked


def may_be_romaji(text: str) -> bool:
    """Whether `text` is in Latin letters, and most of its words could be read as Japanese syllables."""
    if not text.isascii() and any(char.isalpha() and char not in _LETTERS for char in text):
        return False
    words = LATIN_WORD.findall(text)
    may_be = [word for word in words if _may_be_syllables(word.lower())]
    if not words or 2 * len(may_be) < len(words):
        return False
    from embeddings.kana import hepburn, is_romaji  # tables that few questions need

    return 2 * sum(is_romaji(hepburn(word)) for word in may_be) >= len(words)


def _may_be_syllables(word: str) -> bool:
    """Whether a word in small letters ends as Japanese syllables do, and has only their letters."""
    return word[-1] in _LAST_LETTERS and _NO_LETTERS.isdisjoint(word)


def may_be_hiragana(text: str) -> bool:
    """Whether `text` is Japanese without any kanji, with hiragana enough for a word to ask about."""
    return not KANJI.search(text) and any(len(run) >= _ENOUGH for run in HIRAGANA_RUN.findall(text))


def may_be_typed(text: str) -> bool:
    """Whether `text` may be Japanese in Latin letters or in hiragana alone, and is short enough for a question."""
    return len(text) <= LONGEST and (may_be_hiragana(text) or may_be_romaji(text))
