"""Which of the interface's languages a text is in, by its script."""

import re
from functools import lru_cache
from typing import Literal

Language = Literal["ja", "en", "ru"]

_KANA_OR_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1000)
def language_of(text: str) -> Language:
    """The language to reply in: Japanese or Russian where their script leads, else English."""
    japanese, russian, latin = (sum(map(len, run.findall(text))) for run in (_KANA_OR_HAN, _CYRILLIC, _LATIN))
    japanese *= 3  # a kana or kanji stands for about three letters
    if japanese and japanese >= max(russian, latin):
        return "ja"
    return "ru" if russian and russian >= latin else "en"
