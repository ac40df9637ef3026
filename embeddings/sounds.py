"""Names by their sound, so that a question in one script finds them in another: Karabakh, Карабах, カラバフ."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from corpus.scripts import skeletons
from embeddings.terms import LONGEST_TERM, stem

_WORD = re.compile(r"[ァ-ヺー]{2,}|[^\W\d_ぁ-ヿ\u3400-\u9fff\uac00-\ud7af]{3,}")
SCRIPTS = ("kana", "cyrillic", "latin")
SHORTEST = 3  # sounds; fewer are shared by too many words


def sounds_of_names(text: str) -> list[str]:
    """The sounds of what may be a name in `text`, each once: katakana, and words that start with a capital."""
    names = (word for word in _words(text) if _script(word) == "kana" or word[0].isupper())
    return sorted({f"{_script(name)}:{key}" for name in names for key in _keys(name)})


def sounds_sought(question: str) -> list[tuple[str, ...]]:
    """For each word of `question`, and each two in a row, under what sounds they may stand in another script.

    Any word may be a name there: whoever types a question often leaves capitals out. Two may be one:
    Nagorno-Karabakh is ナゴルノカラバフ.
    """
    words = _words(question)
    joined = [one + other for one, other in pairwise(words) if _script(one) == _script(other)]
    sought = dict.fromkeys(
        tuple(f"{script}:{key}" for script in SCRIPTS if script != _script(word) for key in sorted(_keys(word)))
        for word in [*words, *joined]
    )
    return [sounds for sounds in sought if sounds]


def _words(text: str) -> list[str]:
    return [word[:LONGEST_TERM] for word in _WORD.findall(unicodedata.normalize("NFKC", text))]


def _script(word: str) -> str:
    if "ァ" <= word[0] <= "ー":
        return "kana"
    return "cyrillic" if "\u0400" <= word[0] <= "\u04ff" else "latin"


@lru_cache(maxsize=100_000)
def _keys(word: str) -> frozenset[str]:
    """What is left of the word's sound, with and without its inflection."""
    forms = {word} if _script(word) == "kana" else {word.casefold(), stem(word.casefold())}
    return frozenset(key for form in forms for key in skeletons(form) if len(key) >= SHORTEST)
