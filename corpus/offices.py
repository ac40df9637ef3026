"""Speakers named by their office alone: "What did the governor say", 外務大臣は何と."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.countries import countries_in
from corpus.model import SpeakerSummary
from corpus.name_context import MASK, masked, speaker_slots
from corpus.office_likeness import is_bare, is_called, is_in_same_letters, may_be
from corpus.office_words import Office, is_over, offices_in
from corpus.organisations import organisations_in
from corpus.pattern import Pattern
from corpus.roles import has_cjk, is_role_word
from corpus.spoken_name import printed_office
from corpus.surname_readings import is_surname
from corpus.wordlist import wordlist

_JA_RUN = Pattern(r"[一-龥々ァ-ヺーA-Za-z・]+?(?=[はがもの、。？?\s]|によ|に聞|$)")
_WORD = Pattern(r"[\w'-]+")
_ARTICLE = Pattern(r"(?i)(?:\b(?:the|an|a|mr|madam|mme)\.?\s+)?$")
_OTHER = Pattern(r"\s+(?:of|for|from)\s+(?:the\s+)?(?P<of>[\w-]+)|\s+(?P<name>[A-ZА-ЯЁ][a-zа-яё][\w-]*)")
_HELD_WHEN = Pattern(r"[前元現新旧]|当時|次期|[ァ-ヺー・]+$")
_GOES_ON = Pattern(r"(?!代行|代理|兼)[一-龥々]")  # 知事本局参事 is no 知事
_BODY = Pattern(r"\s+(?P<of>[A-Z]{2,5}|[А-ЯЁ]{2,6})(?!\w)")  # генсек ООН
_JA_OF = Pattern(r"(?P<of>[一-龥々ァ-ヺーA-Z]{2,14})の$")
_RU_MINISTER = Pattern(r"(?i)министр")
_RU_OVER = Pattern(  # «министр магии»: no verb, no adverb
    r" (?:по (?:делам|вопросам) )?"
    r"(?P<over>(?!вчера|тогда|всегда|сегодня|иногда|снова|однажды|сейчас)[а-яё]{3,}(?<!л)(?<!л[аои])(?:[аыия]|ов|ей))(?![а-яё])"
)
_ADJECTIVE = Pattern(r"(?P<word>[^\W\d_]{3,}|\b[A-ZА-Я]{2})\s+$")
_OF_THE = Pattern(
    r"(?i)(?:\b(?:report|speech|role|office|letter|decree|order|powers?|duties|plan|bill|budget)s? of\s+(?:the\s+)?"
    r"|・)$"
)
_WHAT_OF_IT = Pattern(
    r"(?i)['’]s? (?:report|role|office|letter|decree|order|powers?|duties|plan|bill|budget)s?\b"
    r"|の[^はがも、。]{1,12}(?:について|に関して|に対して|を)[^。]*[はが]"
)
_ANY_OF = Pattern(  # "which governor" is none of them yet
    r"(?i)(?:which|what|whose|any|each|every|some|another|other|either|neither|both"
    r"|как(?:ой|ая|ого|ому)|котор[а-яё]{2,3}|кажд[а-яё]{2,3}|люб(?:ой|ая|ого|ому)|друго[йе]|другая)$"
)
_PLAIN_BEFORE = Pattern(
    r"(?i)(?:did|does|do|has|have|had|the|our|say|said|says|about|what|by|from|of|to|current|new|former|acting|and|or|а|и|что|как|бывш[а-яё]{2,3}|нынешн[а-яё]{2,3}|тогдашн[а-яё]{2,3}|нов[а-яё]{2,3}"
    r"|[а-яё]+(?:л|ла|ли|ет|ит|ют|ние|ния|нию|ова|иция|ции|цию|цией|там|тата|таты|чему|вам"
    r"|тся|лся|лась|лось|лись))$"
)
_GENERAL = Pattern(r"(?:[都道府県市区町村国当本同現両各全]|現職|当時)?$")
_GENERIC = Pattern(r"(?:[都道府県市区町村]?議員|委員|参加者|質問者|回答者|代表|国民|役員|者|番|職員|教員|専門家|記者)$")
_MOST_ASKED = 5  # offices of one question that are looked into
_MANY_HOLD = wordlist(
    "member delegate representative participant speaker panelist депутат член представитель участник делегат"
)
_JA_OFFICE_END = Pattern(
    r"(?:長|監|官|事|相|臣|使|領|総理|総裁|技監|監督|司会|司会者|モデレーター|代行|主席|首席|書記)$"
)


class Offices:
    """Who of a library's speakers held which office."""

    def __init__(self, speakers: Sequence[SpeakerSummary]) -> None:
        """Index the roles of `speakers`; a speaker known by an office alone ("The Chair") holds that."""
        self._roles = [(*one.roles, *filter(None, [printed_office(one.speaker.name)])) for one in speakers]
        self._by_head: dict[str, list[tuple[Office, int]]] = defaultdict(list)
        self._by_words: dict[str, list[int]] = defaultdict(list)
        self._ja: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._offices: dict[str, list[Office]] = {}
        self._like: dict[str, list[str]] = {}
        for place, roles in enumerate(self._roles):
            for role in roles:
                if role not in self._offices:
                    found = offices_in(role)
                    self._offices[role] = [office for _, end, office in found if not _GOES_ON.match(role, end)]
                self._add(role, place, self._offices[role])

    def _add(self, role: str, place: int, offices: Sequence[Office]) -> None:
        for office in offices:
            self._by_head[office.head].append((office, place))
        if has_cjk(role):
            self._ja[role[-2:]].append((role, place))
        else:
            self._by_words[_folded(role).removeprefix("the ")].append(place)

    def holders(self, text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, tuple[int, ...]]]:
        """Where `text` asks an office to speak, and the places of all who held it; `taken` are spans of names."""
        if not self._by_head and not self._by_words and not self._ja:
            return []
        return _asked_to_speak(text, [one for one in self._named(text) if one[2]], taken)

    def unheld(self, text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where `text` asks an office to speak that none of the speakers held."""
        spans = _asked_to_speak(text, [one for one in self._named(text) if not one[2]], taken)
        named = [(start, end) for start, end, _ in spans if not _ANY_OF.match(text[start:end].partition(" ")[0])]
        named = [span for span in named if not _is_of_another(text, *span)]
        asked = [(start, end) for start, end in named if not _may_name(text[start:end])]
        return [(start, end) for start, end in asked[:_MOST_ASKED] if not self._may_be_held(text[start:end])]

    def _may_be_held(self, words: str) -> bool:
        """Whether a speaker may have held the office that `words` name, for all that their roles tell."""
        asked = [(one, _sayings(words, start, end)) for start, end, one in offices_in(words)]
        return any(
            may_be(role, self._offices[role], office, sayings)
            for office, sayings in asked
            for role in self._roles_like(office.head)
        )

    def _roles_like(self, head: str) -> list[str]:
        """The roles that are this office, or may be it in other words."""
        if head not in self._like:
            held = {role for role, offices in self._offices.items() if any(one.head == head for one in offices)}
            self._like[head] = [role for role in self._offices if role in held or is_called(head, role)]
        return self._like[head]

    def deputies(self, place: int) -> list[int]:
        """The places of those who were deputy to an office that the speaker at `place` held."""
        held = {office for role in self._roles[place] for _, _, office in offices_in(role) if not office.deputy}
        wanted = {replace(office, deputy=True) for office in held}
        holders = (who for office in wanted for one, who in self._by_head.get(office.head, ()) if one == office)
        return list(dict.fromkeys(holders))

    def _named(self, text: str) -> list[tuple[int, int, tuple[int, ...]]]:
        found = [*self._in_words(text), *self._in_japanese(text), *self._by_concept(text)]
        kept: list[tuple[int, int, tuple[int, ...]]] = []
        for one in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if not any(_touches(one, (start, end)) for start, end, _ in kept):
                kept.append(one)
        return sorted(kept)

    def _in_words(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Roles as printed; of one word, only where it can be nothing but an office."""
        words = list(_WORD.finditer(text))
        for first in range(len(words)):
            for last in range(min(first + 8, len(words)) - 1, first - 1, -1):
                start, end = words[first].start(), words[last].end()
                role = _folded(text[start:end])
                if last == first and (role in _MANY_HOLD or not is_role_word(role)):
                    continue
                if (holders := self._by_words.get(role)) and not _is_of_a_name(text, end):
                    yield start, end, tuple(dict.fromkeys(holders))
                    break

    def _in_japanese(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        for run in _JA_RUN.finditer(text):
            words = run[0]
            if not _JA_OFFICE_END.search(words) or _GENERIC.search(words):
                continue
            roles = self._ja.get(words[-2:], []) if len(words) > 1 else []
            exact = [place for role, place in roles if role == words]
            ending = [place for role, place in roles if _ends_with(role, words)]
            if holders := exact or (ending if len(words) > 1 else []):
                yield run.start(), run.end(), tuple(dict.fromkeys(holders))

    def _by_concept(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        for start, end, asked in offices_in(text):
            holders = [place for office, place in self._by_head.get(asked.head, ()) if office.may_be(asked)]
            start_, end_, qualifiers = _qualified(text, start, end)
            if qualifiers is not None:
                fitting = [place for place in holders if all(self._holds(place, word) for word in qualifiers)]
                yield start_, end_, tuple(dict.fromkeys(fitting))

    def _holds(self, place: int, word: str) -> bool:
        folded = word.casefold()[:5]
        if any(folded in role.casefold() for role in self._roles[place]):
            return True
        if any(is_over(word, role) or (word.isupper() and is_bare(role)) for role in self._roles[place]):
            return True
        countries, bodies = countries_in(word), organisations_in(word)
        return any(
            (countries and countries <= countries_in(role)) or bodies & organisations_in(role)
            for role in self._roles[place]
        )


def _sayings(words: str, start: int, end: int) -> list[str]:
    """What words[start:end], an office, is said to be of; not a mere adjective: "the outgoing president"."""
    first, _, found = _qualified(words, start, end)
    adjective = words[first:start].strip()
    return [word for word in found or () if word != adjective or not _is_adjective(word)]


def _is_adjective(word: str) -> bool:
    return word.islower() and not has_cjk(word) and not countries_in(word) and not organisations_in(word)


def _is_of_another(text: str, start: int, end: int) -> bool:
    """Whether an office only says whose something is, "the governor's report", or ends a name, イワン・オルロフ大使."""
    return bool(_OF_THE.search(text[:start]) or _WHAT_OF_IT.match(text, end))


def is_spoken_of(office: str, text: str) -> bool:
    """Whether `text` names the office that the words `office` name: "minister of magic"."""
    for start, end, asked in offices_in(office):
        words = _sayings(office, start, end)
        named = any(one.may_be(asked) for _, _, one in offices_in(text)) or _is_translated(office, asked, text)
        return named and all(_has(text, word) for word in words)
    return office in text


def _is_translated(office: str, asked: Office, text: str) -> bool:
    """Whether `text`, in other letters than `office`, has a word that the office may be called: 会長, a president."""
    return not is_in_same_letters(office, text) and is_called(asked.head, text)


def _has(text: str, word: str) -> bool:
    """Whether `text` has a word, in any case, or its country in any language; in other letters it may have any word."""
    if countries := countries_in(word):
        return bool(countries & countries_in(text))
    if bodies := organisations_in(word):
        return bool(bodies & organisations_in(text))
    return word.casefold()[:5] in text.casefold() or has_cjk(text) != has_cjk(word)


def _asked_to_speak(
    text: str, spans: Sequence[tuple[int, int, tuple[int, ...]]], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, tuple[int, ...]]]:
    """Those of `spans`, beside none of `taken`, that stand where a speaker must."""
    spans = [one for one in spans if not any(_touches(one, span) for span in taken)]
    if not spans:
        return []
    hidden = masked(text, [(start, end) for start, end, _ in spans] + list(taken))
    slots = speaker_slots(_without_articles(hidden))
    return [one for one in spans if any(start <= one[0] and one[1] <= end for start, end in slots)]


def _qualified(text: str, start: int, end: int) -> tuple[int, int, list[str] | None]:
    """The span of an office with the words that say whose it is ("of Lisbon", ロシア); None: no office alone."""
    words: list[str] = []
    if has_cjk(text[start:end]):
        before = re.search(r"[一-龥々ァ-ヺーA-Za-z]+$", text[:start])
        of = _JA_OF.search(text[:start])
        if before:
            words, start = [] if _GENERAL.fullmatch(before[0]) else [before[0]], before.start()
        elif of and (countries_in(of["of"]) or organisations_in(of["of"])):
            words, start = [of["of"]], of.start()
        if end < len(text) and re.match(r"[一-龥々ァ-ヺー]", text[end]):
            return start, end, None
        return start, end, words
    if after := _OTHER.match(text, end):
        if _is_of_a_name(text, end):
            return start, end, None
        words, end = [after["of"] or after["name"]], after.end()
    elif body := _BODY.match(text, end):
        words, end = [body["of"]], body.end()
    elif (over := _RU_OVER.match(text, end)) and _RU_MINISTER.match(text, start):
        words, end = [over["over"]], over.end()
    before = _ADJECTIVE.search(text[:start])
    if before and not _PLAIN_BEFORE.match(before["word"]):
        words, start = [*words, before["word"]], before.start()
    return start, end, words


def _is_of_a_name(text: str, end: int) -> bool:
    """Whether a name stands behind an office that ends at `end`: «министр обороны Смирнов», not «России»."""
    after = _OTHER.match(text, end)
    return bool(after and after["name"] and not countries_in(after["name"]))


def _may_name(office: str) -> bool:
    """Whether what stands before a Japanese office may be a name, or says when it was held: 岸田総理, 前外務大臣."""
    found = next(offices_in(office), None)
    before = office[: found[0]] if found and has_cjk(office) else ""
    if not before or countries_in(before) or organisations_in(before):
        return False
    return found is None or found[2].head != "minister" or is_surname(before) or bool(_HELD_WHEN.match(before))


def _ends_with(role: str, words: str) -> bool:
    return len(role) > len(words) and role.endswith(words) and role[-len(words) - 1] not in "副前元"


def _without_articles(hidden: str) -> str:
    """Articles before what is masked, masked too."""
    return re.sub(rf"(?i)\b(?:the|our|mr|madam)\.? (?={MASK})", lambda found: MASK * len(found[0]), hidden)


def _folded(role: str) -> str:
    """A role under one key in every case: of a Russian word its beginning."""
    words = _WORD.findall(role.casefold().replace("ё", "е"))
    return " ".join(word[:5] if "а" <= word[0] <= "я" else word for word in words)


def _touches(one: tuple[int, int, tuple[int, ...]], span: tuple[int, int]) -> bool:
    return one[0] < span[1] + 1 and span[0] < one[1] + 1
