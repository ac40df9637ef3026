"""Japanese typed in hiragana alone, with the kanji that the record probably has."""

import re
from collections.abc import Sequence

from embeddings.kana import letters_of
from retrieval.conversion import Converter, Sound, Word

_RUN = re.compile("[ぁ-ん][ぁ-んー]*")
_KANJI = re.compile("[々〇㐀-鿿]")
_ENOUGH = 3  # kana of a run that may hold a word of which something is asked
_SMALL = frozenset("ぁぃぅぇぉゃゅょゎー")
_UNLIKE = 10.0  # what a word costs that has other vowels
# In the frame of a question, in hiragana or not: they alone are nothing to ask about.
_FRAME = frozenset("誰何話言述思他今時人方事物所前後続教詳次外彼私僕皆君貴有無見聞答")


def may_be_read(text: str) -> bool:
    """Whether `text` is Japanese without any kanji, with hiragana enough for a word to ask about."""
    return not _KANJI.search(text) and any(len(run) >= _ENOUGH for run in _RUN.findall(text))


def in_kanji(text: str, kept: Sequence[tuple[int, int]], converter: Converter) -> str | None:
    """`text` with the words in kanji that its hiragana stands for; None where it asks about none of those.

    The slices `kept`, which are known names, stay as they are.
    """
    runs = [run for run in _RUN.finditer(text) if not _is_kept(run, kept) and letters_of(run[0]).text]
    read = [converter.words(_sound(run[0])) for run in runs]
    if not any(_is_asked_about(word) for words in read for word in words):
        return None
    for run, words in reversed(list(zip(runs, read, strict=True))):
        text = text[: run.start()] + "".join(word.written for word in words) + text[run.end() :]
    return text


def _is_kept(run: "re.Match[str]", kept: Sequence[tuple[int, int]]) -> bool:
    return any(start < run.end() and run.start() < end for start, end in kept)


def _sound(run: str) -> Sound:
    letters, places = letters_of(run)
    bounds = [0, *(at for at in range(1, len(letters)) if _begins(run, places, at)), len(letters)]
    source = dict(zip(bounds, [0, *(places[at] for at in bounds[1:-1]), len(run)], strict=True))
    return Sound(letters, bounds, {0, len(letters)}, lambda start, end: run[source[start] : source[end]], _UNLIKE)


def _begins(run: str, places: Sequence[int], at: int) -> bool:
    """Whether a word may begin with the letter `at`, `places` being where each letter's kana is in `run`."""
    place = places[at]
    return place != places[at - 1] and run[place] not in _SMALL and run[places[at - 1]] != "っ"


def _is_asked_about(word: Word) -> bool:
    return not _FRAME.issuperset(_KANJI.findall(word.written))
