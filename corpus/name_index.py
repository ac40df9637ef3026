"""The words of all known names, by the keys under which a question may use them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import combining, normalize

from corpus.declension import name_stem
from corpus.model import Speaker
from corpus.scripts import fold_kana, skeletons

KANA, LATIN, CYRILLIC, KANJI = "kana", "latin", "cyrillic", "kanji"

_SPLIT = re.compile(r"[.・=＝･,\s\u3000]+")
_INITIAL_LAST = re.compile(r"[\s.](?:[^\W\d_]\.\s?)+$")
_KANA = re.compile(r"[ァ-ヺ]")
_KANJI_OR_HIRAGANA = re.compile(r"[一-龥々ぁ-ん]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def script_of(word: str) -> str:
    """The script that a word of a name is written in."""
    if _KANJI_OR_HIRAGANA.search(word):
        return KANJI
    if _KANA.search(word):
        return KANA
    return CYRILLIC if _CYRILLIC.search(word) else LATIN


def word_key(word: str, script: str) -> str:
    """The key of a word in its own script: case, accents and lengthening aside, Russian without its ending."""
    if script == KANA:
        return fold_kana(word)
    if script == CYRILLIC:
        return name_stem(word)
    if word.isascii():
        return word.casefold()
    return "".join(letter for letter in normalize("NFKD", word).casefold() if not combining(letter))


@dataclass(frozen=True, slots=True)
class Bearer:
    """A speaker (by position in the roster) and the word of the name that was matched."""

    speaker: int
    word: str


@dataclass(slots=True)
class NameIndex:
    """Surnames by key and script, whole kanji names, and each speaker's other words."""

    surnames: dict[str, dict[str, list[Bearer]]] = field(default_factory=dict)
    kanji: dict[str, list[Bearer]] = field(default_factory=dict)
    kanji_surnames: dict[str, list[Bearer]] = field(default_factory=dict)
    given: list[list[str]] = field(default_factory=list)
    scripts: list[set[str]] = field(default_factory=list)
    by_sound: dict[str, dict[str, list[Bearer]]] = field(default_factory=dict)

    def sounding_like(self, skeleton: str, script: str) -> list[Bearer]:
        """Surnames that sound like this, of speakers of whom no spelling in `script` is known."""
        if script not in self.by_sound:
            self.by_sound[script] = self._sounds_without(script)
        return self.by_sound[script].get(skeleton, [])

    def _sounds_without(self, script: str) -> dict[str, list[Bearer]]:
        found: dict[str, list[Bearer]] = defaultdict(list)
        for words in self.surnames.values():
            for bearers in words.values():
                for bearer in bearers:
                    if script not in self.scripts[bearer.speaker]:
                        for skeleton in skeletons(bearer.word):
                            found[skeleton].append(bearer)
        return dict(found)


def build_index(speakers: Sequence[Speaker]) -> NameIndex:
    """The index of all names and aliases of `speakers`, in time linear in their number."""
    index = NameIndex(surnames={script: defaultdict(list) for script in (KANA, LATIN, CYRILLIC)})
    kanji: dict[str, list[Bearer]] = defaultdict(list)
    kanji_surnames: dict[str, list[Bearer]] = defaultdict(list)
    for number, speaker in enumerate(speakers):
        index.given.append([])
        index.scripts.append(set())
        for spelling in dict.fromkeys((speaker.name, *speaker.aliases)):
            name = normalize("NFKC", spelling).strip()
            script = script_of(name)
            index.scripts[number].add(script)
            if script == KANJI:
                _add_kanji(name, number, kanji, kanji_surnames)
            else:
                _add_words(name, number, script, index)
    index.kanji, index.kanji_surnames = dict(kanji), dict(kanji_surnames)
    return index


def _add_words(name: str, number: int, script: str, index: NameIndex) -> None:
    words = [word for word in _SPLIT.split(name) if word]
    if not words:
        return
    last = 0 if len(words) > 1 and _INITIAL_LAST.search(name) else len(words) - 1
    bearer = Bearer(number, words[last])
    bearers = index.surnames[script][word_key(words[last], script)]
    if bearer not in bearers[-1:]:
        bearers.append(bearer)
    index.given[number] += [word for place, word in enumerate(words) if place != last]


def _add_kanji(name: str, number: int, kanji: dict[str, list[Bearer]], surnames: dict[str, list[Bearer]]) -> None:
    """A name with a space gives its surname away; one without may begin with a surname of two or three signs."""
    parts = re.split(r"[\s\u3000]+", name)
    joined = "".join(parts)
    kanji[joined].append(Bearer(number, joined))
    if len(parts) > 1:
        kanji[" ".join(parts)].append(Bearer(number, joined))
        surnames[parts[0]].append(Bearer(number, parts[0]))
        return
    for length in (1, 2, 3):
        if length < len(joined) <= length + 4 and not (length == 3 and len(joined) < 5):
            surnames[joined[:length]].append(Bearer(number, joined[:length]))
