"""Japanese typed in hiragana alone, with the kanji that the record probably has."""

import re
from collections.abc import Iterator, Sequence

from embeddings.kana import letters_of
from retrieval.conversion import Converter, Sound
from retrieval.typed_manner import HIRAGANA_RUN, KANJI

_SMALL = frozenset("ぁぃぅぇぉゃゅょゎー")
_QUOTED = re.compile('「[ぁ-ー]+」|『[ぁ-ー]+』|“[ぁ-ー]+”|"[ぁ-ー]+"')
_UNLIKE = 10.0  # what a word costs that has other vowels
# In the frame of a question, in hiragana or not: they alone are nothing to ask about.
_FRAME = frozenset("誰何話言述思他今時人方事物所前後続教詳次外彼私僕皆君貴有無見聞答")


def in_kanji(text: str, kept: Sequence[tuple[int, int]], converter: Converter) -> str | None:
    """`text` with the words in kanji that its hiragana stands for; None where it asks about none of those.

    The slices `kept`, which are known names, stay as they are, and so does what the record has as it is quoted.
    """
    runs = list(_runs(text, [*kept, *_quoted(text, converter)]))
    read = [_as_the_record_has(converter, _sound(run)) for run in runs]
    if not any(_is_asked_about(written) for words in read for written in words):
        return None
    for run, words in reversed(list(zip(runs, read, strict=True))):
        text = text[: run.start()] + "".join(words) + text[run.end() :]
    return text


def _quoted(text: str, converter: Converter) -> Iterator[tuple[int, int]]:
    """What is quoted as the record has it, and not as it may be read: a title, 『はつゆきさくら』."""
    for one in _QUOTED.finditer(text):
        words = one[0][1:-1]
        if converter.says(words) and not converter.says(in_kanji(words, (), converter) or ""):
            yield one.span()


def _runs(text: str, kept: Sequence[tuple[int, int]]) -> Iterator["re.Match[str]"]:
    """The runs of hiragana outside the slices `kept`."""
    ends = [0, *(end for _, end in sorted(kept))]
    starts = [*(start for start, _ in sorted(kept)), len(text)]
    for end, start in zip(ends, starts, strict=True):
        yield from (run for run in HIRAGANA_RUN.finditer(text, end, start) if letters_of(run[0]).text)


def _as_the_record_has(converter: Converter, sound: Sound) -> list[str]:
    """The words of `sound`, those as they were typed that the record has so, and nothing of what they may mean."""
    read = ((word.written, sound.typed(word.start, word.end)) for word in converter.words(sound))
    return [typed if _only_as_typed(converter, written, typed) else written for written, typed in read]


def _only_as_typed(converter: Converter, written: str, typed: str) -> bool:
    return KANJI.search(written) is not None and not converter.touches(written) and converter.says(typed)


def _sound(found: "re.Match[str]") -> Sound:
    run = found[0]
    letters, places = letters_of(run)
    bounds = [0, *(at for at in range(1, len(letters)) if _begins(run, places, at)), len(letters)]
    source = dict(zip(bounds, [0, *(places[at] for at in bounds[1:-1]), len(run)], strict=True))
    return Sound(
        letters,
        bounds,
        (0, len(letters)),
        lambda start, end: run[source[start] : source[end]],
        _UNLIKE,
        after_number=found.string[: found.start()][-1:].isdigit(),
    )


def _begins(run: str, places: Sequence[int], at: int) -> bool:
    """Whether a word may begin with the letter `at`, `places` being where each letter's kana is in `run`."""
    place = places[at]
    return place != places[at - 1] and run[place] not in _SMALL and run[places[at - 1]] != "っ"


def _is_asked_about(written: str) -> bool:
    return not _FRAME.issuperset(KANJI.findall(written))
