"""How Japanese is typed: in Latin letters, in hiragana alone, or as it is written. Every question is looked at here."""

import re

LONGEST = 1000  # characters
LATIN_WORD = re.compile(r"[A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô][A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô'’-]*")
HIRAGANA_RUN = re.compile("[ぁ-ん][ぁ-んー]*")
KANJI = re.compile("[々〇㐀-鿿]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zĀāĪīŪūĒēŌōÂâÎîÛûÊêÔô]")
_ENOUGH = 3  # kana of a run that may hold a word of which something is asked


def may_be_romaji(text: str) -> bool:
    """Whether `text` is in Latin letters, and most of its words could be read as Japanese syllables."""
    words = () if _OTHER_LETTER.search(text) else LATIN_WORD.findall(text)
    if not words:
        return False
    from embeddings.kana import hepburn, is_romaji  # tables that few questions need

    return 2 * sum(is_romaji(hepburn(word)) for word in words) >= len(words)


def may_be_hiragana(text: str) -> bool:
    """Whether `text` is Japanese without any kanji, with hiragana enough for a word to ask about."""
    return not KANJI.search(text) and any(len(run) >= _ENOUGH for run in HIRAGANA_RUN.findall(text))


def may_be_typed(text: str) -> bool:
    """Whether `text` may be Japanese in Latin letters or in hiragana alone, and is short enough for a question."""
    return len(text) <= LONGEST and (may_be_hiragana(text) or may_be_romaji(text))
