"""The words of all known names, by the keys under which a question may use them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from corpus.declension import name_stem
from corpus.japanese_sounds import japanese_key
from corpus.latin_spelling import as_french, loose, plain, spellings
from corpus.model import Speaker
from corpus.name_parts import CYRILLIC, KANA, KANJI, LATIN, kanji_surnames, normal, parts_of, read_surnames, script_of
from corpus.roles import has_cjk
from corpus.scripts import fold_kana, skeletons
from corpus.spoken_name import is_office, spoken_name
from corpus.surname_readings import kanji_given

_HIRAGANA = re.compile(r"[ぁ-んー]{3,}")
_KATAKANA = re.compile(r"[ァ-ヺー]{3,}")
_BRACKETS_FIRST = re.compile(r"^(?:\(.*?\)|\s)+")
_AS_KATAKANA = {place: place + 96 for place in range(ord("ぁ"), ord("ゖ") + 1)}
_AS_HIRAGANA = {place + 96: place for place in range(ord("ぁ"), ord("ゖ") + 1)}
_word = attrgetter("word")
_LONGEST = 60  # signs of a name with its title that are looked for
_LONGEST_SYLLABLE = 5
SHORTEST_MISSPELT = {KANA: 4, LATIN: 5, CYRILLIC: 4}  # signs of a key; a Russian one has lost its ending


def word_keys(word: str, script: str) -> set[str]:
    """The keys of a word in its own script: case, accents and lengthening aside, Russian without its ending."""
    if script == KANA:
        return {fold_kana(word)}
    return {name_stem(word)} if script == CYRILLIC else spellings(word)


def with_one_left_out(key: str) -> Iterator[str]:
    """`key`, and `key` without each of its signs: two keys one slip apart have one of these in common."""
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


class Bearer(NamedTuple):
    """A speaker (by position in the roster) and the word of the name that was matched.

    `perhaps`: the word may be a given name too; only a title before it tells.
    """

    speaker: int
    word: str
    perhaps: bool = False


Words = dict[str, list[Bearer]]


class KanjiNames(NamedTuple):
    """Names in kanji or hiragana that begin with one sign: whole ones, surnames, and how long the longest is."""

    whole: Words
    surnames: Words
    longest: int


_NO_NAMES = KanjiNames({}, {}, 0)


@dataclass(slots=True)
class NameIndex:
    """Surnames by key and script, names in kanji, and each speaker's other words.

    `spelled` holds, by each sign that they or their surnames may begin with, the names in kanji or hiragana, with the
    kanji of one that is a reading. Of thousands few are ever asked for: they are indexed when a question has the sign.
    """

    surnames: dict[str, Words] = field(default_factory=dict)
    loose: Words = field(default_factory=dict)
    slips: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    spelled: dict[str, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    roles: Sequence[Sequence[str]] = ()
    by_sign: dict[str, KanjiNames] = field(default_factory=dict)
    kanji_of: dict[int, str] = field(default_factory=lambda: defaultdict(str))
    given: list[list[str]] = field(default_factory=list)
    scripts: list[set[str]] = field(default_factory=list)
    doubled: bool = False  # whether any surname is a double one
    by_sound: dict[str, Words] = field(default_factory=dict)
    by_reading: Words | None = None
    by_hiragana: dict[str, list[tuple[str, tuple[Bearer, ...]]]] | None = None

    def sounding_like(self, skeleton: str, script: str) -> list[Bearer]:
        """Surnames that sound like this, of speakers of whom no spelling in `script` is known."""
        if script not in self.by_sound:
            self.by_sound[script] = self._sounds_without(script)
        return self.by_sound[script].get(skeleton, [])

    def read_as(self, key: str) -> list[Bearer]:
        """Those whose surname in kanji is read so, by the key of Japanese sounds."""
        if self.by_reading is None:
            self.by_reading = defaultdict(list)
            for bearer in self._read_surnames():
                self.by_reading[japanese_key(bearer.word)].append(bearer)
        return self.by_reading.get(key, [])

    def read_in_hiragana(self, sign: str) -> list[tuple[str, tuple[Bearer, ...]]]:
        """The surnames in kanji that are read in hiragana from `sign` on, longest first, and who bears them."""
        if self.by_hiragana is None:
            self.by_hiragana = defaultdict(list)
            for word, some in groupby(sorted(self._read_surnames(), key=_word), _word):
                read = word.translate(_AS_HIRAGANA)
                self.by_hiragana[read[0]].append((read, tuple(some)))
            for found in self.by_hiragana.values():
                found.sort(key=lambda one: -len(one[0]))
        return self.by_hiragana.get(sign, [])

    def _read_surnames(self) -> list[Bearer]:
        """The surnames in kana of those who have one in kanji."""
        kana = dict.fromkeys(one for some in self.surnames[KANA].values() for one in some)
        return [one for one in kana if one.speaker in self.kanji_of and not one.perhaps]

    def kanji_names(self, sign: str) -> KanjiNames:
        """The names in kanji or hiragana that begin with `sign`."""
        if sign not in self.spelled:
            return _NO_NAMES
        if sign not in self.by_sign:
            self.by_sign[sign] = _kanji_names(sign, self.spelled[sign], self.roles)
        return self.by_sign[sign]

    def one_slip_from(self, key: str, script: str) -> set[str]:
        """Keys of surnames that may be one slip away from `key`: all that are, and some that are not."""
        slips = self.slips.get(script, {})
        return {other for form in with_one_left_out(key) for other in slips.get(form, ())}

    def _sounds_without(self, script: str) -> Words:
        found: Words = defaultdict(list)
        for words in self.surnames.values():
            for bearer in dict.fromkeys(bearer for bearers in words.values() for bearer in bearers):
                if script not in self.scripts[bearer.speaker]:
                    for skeleton in skeletons(bearer.word, japanese=KANA in (script, script_of(bearer.word))):
                        found[skeleton].append(bearer)
        return dict(found)


def build_index(speakers: Sequence[Speaker], roles: Sequence[Sequence[str]] = ()) -> NameIndex:
    """The index of all names and aliases of `speakers`, in time linear in their number.

    A speaker whose name is an office ("The Chair") bears no name, and is not in it. `roles` are those
    of each speaker: 中嶋 may be called 中嶋招致本部参事.
    """
    index = NameIndex(surnames={script: defaultdict(list) for script in (KANA, LATIN, CYRILLIC)}, roles=roles)
    index.loose = defaultdict(list)
    for number, speaker in enumerate(speakers):
        index.given.append([])
        index.scripts.append(set())
        spellings = dict.fromkeys(spoken_name(normal(one)) for one in (speaker.name, *speaker.aliases))
        for spelling in spellings:
            script = script_of(spelling)
            # whether a name in kanji that has no other beside it is an office is asked when it is looked for
            if (script == KANJI and len(spellings) == 1) or not is_office(spelling):
                _add(spelling, script, number, index)
    index.loose, index.spelled = dict(index.loose), dict(index.spelled)
    index.slips = {script: _slips(words, SHORTEST_MISSPELT[script]) for script, words in index.surnames.items()}
    return index


def _add(name: str, script: str, number: int, index: NameIndex) -> None:
    index.scripts[number].add(script)
    if script == KANJI:
        _add_kanji(name, number, index)
    elif script == KANA and _KATAKANA.fullmatch(name) and (kanji := index.kanji_of[number]):
        for word in (name, *read_surnames(name, kanji)):
            _add_word(Bearer(number, word, word != name), script, index)
    elif parts := parts_of(name):
        sure = (parts.surname, parts.joined) if parts.joined else (parts.surname,)
        for word, perhaps in (*((word, False) for word in sure), *((word, True) for word in parts.perhaps)):
            _add_word(Bearer(number, word, perhaps), script, index)
        index.given[number] += with_parts(parts.given)
        index.doubled = index.doubled or "-" in parts.surname


def with_parts(given: Sequence[str]) -> Iterator[str]:
    """Given names, the parts of double ones, and what syllables apart are together: Yo Jong is Yo-jong and Yojong."""
    yield from given
    if any(script_of(word) == KANA for word in given):
        return
    for word in given:
        if "-" in word:
            yield from (part for part in word.split("-") if part)
    if len(given) == 2 and all(len(word) <= _LONGEST_SYLLABLE for word in given):
        yield "".join(given)


def _add_word(bearer: Bearer, script: str, index: NameIndex) -> None:
    for key in word_keys(bearer.word, script):
        bearers = index.surnames[script][key]
        if bearer not in bearers[-1:]:
            bearers.append(bearer)
    if script == LATIN and not bearer.perhaps and len(plain(bearer.word)) > 3:
        for key in {loose(bearer.word), loose(as_french(bearer.word))}:
            index.loose[key].append(bearer)


def _add_kanji(name: str, number: int, index: NameIndex) -> None:
    kanji = index.kanji_of.get(number, "")
    for sign in dict.fromkeys((name[:1], _BRACKETS_FIRST.sub("", name)[:1])):
        index.spelled[sign].append((number, name, kanji))
    if not kanji:
        index.kanji_of[number] = name
        if given := kanji_given(name):
            index.given[number].append(given)
    elif _is_reading(name, kanji) and len(words := name.split()) == 2:
        _add_word(Bearer(number, words[0].translate(_AS_KATAKANA)), KANA, index)


def _is_reading(name: str, kanji: str) -> bool:
    return bool(kanji and _HIRAGANA.fullmatch("".join(name.split())))


def _kanji_names(sign: str, spelled: Sequence[tuple[int, str, str]], roles: Sequence[Sequence[str]]) -> KanjiNames:
    whole: Words = defaultdict(list)
    named: Words = defaultdict(list)
    titled: list[tuple[str, Bearer]] = []
    for number, name, kanji in spelled:
        if is_office(name):
            continue
        joined = "".join(name.split())
        for words in dict.fromkeys((joined, " ".join(name.split()))):
            whole[words].append(Bearer(number, joined))
        surnames, perhaps = kanji_surnames(name)
        if " " not in name and len(surnames) == 1 and not perhaps and (given := joined.removeprefix(surnames[0])):
            whole[f"{surnames[0]} {given}"].append(Bearer(number, joined))
        if _is_reading(name, kanji):
            surnames, perhaps = [], list(read_surnames(joined, kanji))
        for surname, weak in (*((word, False) for word in surnames), *((word, True) for word in perhaps)):
            named[surname].append(Bearer(number, surname, weak))
        held = roles[number] if roles else ()
        titled += [(surname + role, Bearer(number, surname)) for surname in surnames for role in filter(has_cjk, held)]
    for words, bearer in titled:
        whole[words].append(bearer)
    here = [{words: found for words, found in some.items() if words.startswith(sign)} for some in (whole, named)]
    return KanjiNames(here[0], here[1], min(_LONGEST, max((len(words) for some in here for words in some), default=0)))


def _slips(words: Words, shortest: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, bearers in words.items():
        if len(key) >= shortest and not all(bearer.perhaps for bearer in bearers):
            for form in with_one_left_out(key):
                found[form].append(key)
    return dict(found)
