"""Known speakers in a question, in any script: full names and surnames, inflected, transliterated, misspelt."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from corpus.common_words import is_common_word
from corpus.declension import fold_cyrillic, is_case_of, name_stem, word_stems
from corpus.model import Speaker
from corpus.name_index import CYRILLIC, KANA, LATIN, Bearer, build_index, word_key
from corpus.roles import JA_TITLE_FOLLOWS, is_office_alone, is_role_word
from corpus.scripts import skeletons, sound
from corpus.wordlist import wordlist

_TOKEN = re.compile(
    r"(?P<kana>[ァ-ヺ][ァ-ヺー]*)|(?P<cyrillic>[\u0400-\u04ff]+(?:-[\u0400-\u04ff]+)*)"
    r"|(?P<latin>[A-Za-zÀ-ÖØ-öø-ɏ]+(?:[’'-][A-Za-zÀ-ÖØ-öø-ɏ]{2,})*)"
)
_JOINT = re.compile(r"(?:[・=＝･ \u3000\u00a0]|\.\s?|-)$")
_KANJI = re.compile(r"[一-龥々]")
_KANJI_OR_HIRAGANA = re.compile(r"[一-龥々ぁ-ん]")
_PATRONYMIC = re.compile(r"[А-ЯЁ][а-яё]+(?:вич|вна|чна|вича|вны|чны|вичу|вне|вичем|вной|виче)$")
_COURTESY = wordlist(
    """
    mr mrs ms miss dr prof sir dame lord lady г-н г-жа господин господина господину господином госпожа
    """
)
_QUESTION_WORDS = wordlist(
    """
    did does do is are was were has had have can could would should will tell show find quote give list
    according about what что как где когда кто кого кому чем почему зачем по о об про ли сказал сказала говорил
    говорила процитируй
    """
)
_LONGEST_KANJI = 10
_CLOSE_SOUND = 60.0  # rapidfuzz's ratio, 0..100, of two names with the same skeleton
_CLOSE_SOUND_SHORT = 80.0  # where the skeleton is of two consonants only
_TYPO_LENGTH = 6  # letters of a name that may be misspelt


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] of a question, and every speaker whom it may name (more than one: ambiguous)."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    script: str


class Roster:
    """Finds `speakers` by name. Building it is linear in their number, a question linear in its length."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = tuple(speakers)
        self._index = build_index(self._speakers)
        self._keys: dict[tuple[str, str], list[str]] = {}
        for script, words in self._index.surnames.items():
            for key in words:
                self._keys.setdefault((script, key[:1]), []).append(key)

    def mentions(self, question: str) -> list[Mention]:
        """The names of known speakers in `question`, in order and disjoint.

        A name counts as a whole: not within a longer word, nor after another given name. Where a
        surname may be an ordinary word, only with a title, a given name or a possessive.
        """
        return self._mentions(question, sure=False)

    def resolve(self, name: str) -> tuple[Speaker, ...]:
        """Every speaker whom `name` (a full name, surname or id, in any script, with or without title) may mean."""
        wanted = _plain(name)
        exact = [one for one in self._speakers if wanted in map(_plain, (one.id, one.name, *one.aliases))]
        if len(exact) == 1:
            return tuple(exact)
        found = [mention.speakers for mention in self._mentions(name, sure=True)]
        common = [one for one in found[0] if all(one in some for some in found)] if found else []
        named = common or exact or list(dict.fromkeys(one for some in found for one in some))
        return tuple(named) or self._by_given_name(name)

    def _by_given_name(self, name: str) -> tuple[Speaker, ...]:
        tokens = _tokens(name)
        if len(tokens) != 1:
            return ()
        given = ((speaker, self._index.given[number]) for number, speaker in enumerate(self._speakers))
        return tuple(
            speaker for speaker, words in given if any(_agrees(tokens[0], word) for word in words if len(word) > 2)
        )

    def _mentions(self, text: str, *, sure: bool) -> list[Mention]:
        text = _same_length_nfkc(text)
        tokens = _tokens(text)
        capitals = any(token.text[0].isupper() for token in tokens) and not sure
        found = self._kanji_mentions(text, sure=sure)
        for place, token in enumerate(tokens):
            bearers = self._bearers(token, text, capitals=capitals, sure=sure)
            start, end, named = self._with_given(tokens, place, text, bearers)
            if named and (sure or not _may_be_ordinary(tokens, place, text, start)):
                found.append(self._mention(start, end, named))
        return _disjoint(found)

    def _mention(self, start: int, end: int, bearers: Iterable[Bearer]) -> Mention:
        numbers = sorted({bearer.speaker for bearer in bearers})
        return Mention(start, end, tuple(self._speakers[number] for number in numbers))

    def _bearers(self, token: _Token, text: str, *, capitals: bool, sure: bool) -> list[Bearer]:
        """Who bears `token` as a surname: as written, by sound from another script, or misspelt."""
        if token.script != KANA and capitals and not token.text[0].isupper():
            return []
        if token.script != KANA and not (capitals or sure) and len(token.text) < 3:
            return []
        own = self._own_script(token)
        if own:
            return own
        if (
            is_common_word(token.text)
            or _is_asked_with(token.text)
            or (token.script != KANA and is_role_word(token.text))
        ):
            return []
        return self._by_sound(token, text, sure=sure) or self._misspelt(token)

    def _own_script(self, token: _Token) -> list[Bearer]:
        words = self._index.surnames[token.script]
        if token.script != CYRILLIC:
            return words.get(word_key(token.text, token.script), [])
        stems = {stem for form in word_stems(token.text) for stem in (form, name_stem(form))}
        bearers = [bearer for stem in stems for bearer in words.get(stem, ())]
        exact = [one for one in bearers if fold_cyrillic(one.word) == fold_cyrillic(token.text)]
        return list(dict.fromkeys(exact + [one for one in bearers if is_case_of(token.text, one.word)]))

    def _by_sound(self, token: _Token, text: str, *, sure: bool) -> list[Bearer]:
        titled = sure or bool(JA_TITLE_FOLLOWS.match(text, token.end))
        found: list[Bearer] = []
        for form in word_stems(token.text) if token.script == CYRILLIC else [token.text]:
            for skeleton in skeletons(form):
                short = len(skeleton) < 3 and not titled
                if len(skeleton) < 2 or (short and token.script == KANA):
                    continue
                enough = _CLOSE_SOUND_SHORT if len(skeleton) < 3 else _CLOSE_SOUND
                alike = self._index.sounding_like(skeleton, token.script)
                found += [one for one in alike if _alike(form, one.word) >= enough]
        return list(dict.fromkeys(found))

    def _misspelt(self, token: _Token) -> list[Bearer]:
        """Who bears a surname of six letters or more that `token` misses by one letter; from ten on, by two."""
        if len(token.text) < _TYPO_LENGTH - 1:
            return []
        key = word_key(token.text, token.script)
        found: list[Bearer] = []
        for other in self._keys.get((token.script, key[:1]), ()):
            slips = 2 if len(other) >= 10 else 1
            if len(other) < _TYPO_LENGTH - (token.script == CYRILLIC) or key == other or _differ_in_gender(key, other):
                continue
            if abs(len(key) - len(other)) <= slips and _slips(key, other) <= slips:
                found += self._index.surnames[token.script][other]
        return found

    def _with_given(
        self, tokens: list[_Token], place: int, text: str, bearers: list[Bearer]
    ) -> tuple[int, int, list[Bearer]]:
        """The span of the whole name around the surname at `place`, and who still may be meant."""
        start, end = tokens[place].start, tokens[place].end
        before = place - 1
        while bearers and before >= max(0, place - 3) and _joined(text, tokens[before].end, start):
            token = tokens[before]
            agreeing = [one for one in bearers if any(_agrees(token, word) for word in self._index.given[one.speaker])]
            if agreeing:
                bearers, start, before = agreeing, token.start, before - 1
                continue
            if (len(token.text) == 1 and token.text.isupper()) or _PATRONYMIC.match(token.text):
                start, before = token.start, before - 1
                continue
            if start in (tokens[place].start, tokens[before + 1].start) and _is_other_given(
                tokens, before, text, start
            ):
                bearers = []
            break
        after = place + 1
        while (
            bearers and start == tokens[place].start and after < len(tokens) and _joined(text, end, tokens[after].start)
        ):
            token = tokens[after]
            agreeing = [one for one in bearers if any(_agrees(token, word) for word in self._index.given[one.speaker])]
            if not agreeing or after > place + 2:
                break
            bearers, end, after = agreeing, token.end, after + 1
        return start, end, bearers

    def _kanji_mentions(self, text: str, *, sure: bool) -> list[Mention]:
        found: list[Mention] = []
        reached = 0
        for match in _KANJI_OR_HIRAGANA.finditer(text):
            if match.start() < reached:
                continue
            mention = self._kanji_at(text, match.start(), sure=sure)
            if mention:
                found.append(mention)
                reached = mention.end
        return found

    def _kanji_at(self, text: str, start: int, *, sure: bool) -> Mention | None:
        for length in range(min(_LONGEST_KANJI, len(text) - start), 0, -1):
            words = re.sub(r"\s+", " ", text[start : start + length])
            end = start + length
            if words in self._index.kanji and (length > 2 or sure or _stands_alone(text, start, end)):
                return self._mention(start, end, self._index.kanji[words])
            titled = sure or bool(JA_TITLE_FOLLOWS.match(text, end))
            alone = sure or _stands_alone(text, start, end)
            if words in self._index.kanji_surnames and alone and (titled or length > 1):
                return self._mention(start, end, self._index.kanji_surnames[words])
        return None


def _plain(name: str) -> str:
    return re.sub(r"[\s.・=＝･]+", "", normalize("NFKC", name).casefold())


def _same_length_nfkc(text: str) -> str:
    """NFKC where it leaves every offset in place, so that half a width does not hide a name."""
    return "".join(wide if len(wide := normalize("NFKC", char)) == 1 else char for char in text)


def _tokens(text: str) -> list[_Token]:
    return [_Token(one.start(), one.end(), one[0], one.lastgroup or LATIN) for one in _TOKEN.finditer(text)]


def _is_asked_with(word: str) -> bool:
    return word.casefold() in _QUESTION_WORDS


def _joined(text: str, end: int, start: int) -> bool:
    return 0 < start - end <= 2 and bool(_JOINT.match(text[end:start]))


def _alike(word: str, other: str) -> float:
    """How alike two words sound, 0 to 100."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(sound(word), sound(other)))


def _slips(word: str, other: str) -> int:
    """How many letters are changed, left out, added or swapped between two words."""
    from rapidfuzz.distance import OSA

    return int(OSA.distance(word, other))


def _agrees(token: _Token, word: str) -> bool:
    """Whether `token` can be the given name `word`: the same, its initial, a case or another spelling of it."""
    first, other = token.text.casefold(), word.casefold()
    if len(first) == 1 and token.text.islower():  # "с Лавровым" is no initial
        return False
    if first == other or (1 in (len(first), len(other)) and first[0] == other[0] and token.text[0].isupper()):
        return True
    if token.script == CYRILLIC and name_stem(token.text)[:4] == name_stem(word)[:4] and len(first) > 3:
        return abs(len(first) - len(other)) <= 3
    return bool(skeletons(token.text) & skeletons(word)) and _alike(token.text, word) >= _CLOSE_SOUND


def _is_other_given(tokens: list[_Token], before: int, text: str, start: int) -> bool:
    """Whether the token before a surname is somebody else's given name."""
    token = tokens[before]
    between = text[token.end : start]
    if token.script == KANA:
        return between in ("・", "=", "＝", "･")
    opens = before == 0 or bool(re.search(r"[.!?。！？]\s*$", text[: token.start]))
    if opens or not token.text[0].isupper() or (token.text.isupper() and len(token.text) > 1):
        return False
    known = is_role_word(token.text) or is_common_word(token.text) or _is_asked_with(token.text)
    return not known and token.text.casefold() not in _COURTESY and token.script != KANA


def _may_be_ordinary(tokens: list[_Token], place: int, text: str, start: int) -> bool:
    """Whether the surname at `place` may as well be an ordinary word: May, Page, Law."""
    token = tokens[place]
    if token.script == KANA or start < token.start or not (is_common_word(token.text) or is_role_word(token.text)):
        return False
    before = tokens[place - 1].text.casefold() if place else ""
    titled = before in _COURTESY or is_role_word(before)
    return not (titled or re.match(r"[’']s\b", text[token.end :]))


def _differ_in_gender(one: str, other: str) -> bool:
    """Lavrov and Lavrova, イワノフ and イワノワ, are two names, not one misspelt."""
    short, long = sorted((one, other), key=len)
    return long == short + "a" or (one[:-1] == other[:-1] and {one[-1], other[-1]} == {"フ", "ワ"})


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], in kanji, is a word of its own or stands before a title."""
    if start and _KANJI.match(text[start - 1]):
        return False
    word = text[start:end]
    if is_common_word(word) and not JA_TITLE_FOLLOWS.match(text, end):
        return False
    if end < len(text) and _KANJI.match(text[end]):
        return bool(JA_TITLE_FOLLOWS.match(text, end)) and not is_office_alone(word)
    return True


def _disjoint(mentions: Collection[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap the one that begins first, or else the longer."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept
