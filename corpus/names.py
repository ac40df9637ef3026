"""Known speakers in a question, in any script: full names and surnames, inflected, transliterated, misspelt."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from unicodedata import normalize

from corpus.given_alone import called, given_names, is_called
from corpus.given_names import sex_of_given_name
from corpus.kanji_names import kanji_spans
from corpus.latin_spelling import without_article
from corpus.literal_names import literal_names, literal_spans
from corpus.model import Speaker, SpeakerSummary
from corpus.name_bearers import Found, Likeness, bearers_of
from corpus.name_context import (
    headline_slots,
    is_called_san,
    is_her_act,
    is_of_whom,
    is_surely_of,
    likely_slots,
    masked,
    speaker_slots,
    with_titles,
)
from corpus.name_index import Bearer, build_index
from corpus.name_match import Token, agrees, double_names, same_length_nfkc, tokens_of
from corpus.name_parts import CYRILLIC, KANA, PATRONYMIC
from corpus.name_span import Span, Surname, is_name_word, whole_name
from corpus.narrowing import told_apart
from corpus.offices import Offices
from corpus.ordinary_words import is_ordinary
from corpus.people import sex_of
from corpus.roles import has_cjk, is_role_word
from corpus.scripts import sexes_by_ending
from corpus.surname_readings import with_readings

_DETERMINER = re.compile(r"(?i)\b(?:the|an?|this|that|our|their|its|your|my)\s+$")
_CAPITALISED = re.compile(r" ([A-ZА-ЯЁ][a-zа-яё]+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """text[start:end] of a question, and every speaker whom it may name (more than one: ambiguous)."""

    start: int
    end: int
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name that may stand at `span`; with `titles`, the span that its titles reach over."""

    span: tuple[int, int]
    titles: tuple[int, int]
    bearers: tuple[Bearer, ...]
    sure: bool  # its words alone make it a name
    doubtful: bool  # only where a speaker must stand
    faint: bool = False  # only there, or at the head


class Roster:
    """Finds `speakers` by name. Building it is linear in their number, a question linear in its length."""

    def __init__(self, speakers: Sequence[Speaker] | Sequence[SpeakerSummary]) -> None:
        """Find these; of summaries, also by the roles that they held."""
        given = [one if isinstance(one, SpeakerSummary) else SpeakerSummary(one, (), (), 0, 0) for one in speakers]
        self._summaries = tuple(given)
        self._speakers = tuple(one.speaker for one in given)
        self._places = {speaker.id: place for place, speaker in enumerate(self._speakers)}
        self._index = build_index(list(map(with_readings, self._speakers)), [one.roles for one in given])
        self._literals = literal_names([(speaker.name, *speaker.aliases) for speaker in self._speakers])
        self._given = given_names(self._index.given)
        self._offices = Offices(self._summaries)

    @cached_property
    def _exact(self) -> dict[str, list[int]]:
        """The places of those who go by a whole name, by its plain form: few questions need it."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, speaker in enumerate(self._speakers):
            for spelling in dict.fromkeys(map(_plain, (speaker.id, speaker.name, *speaker.aliases))):
                found[spelling].append(place)
        return dict(found)

    @property
    def summaries(self) -> tuple[SpeakerSummary, ...]:
        """What is known of every speaker."""
        return self._summaries

    def summary(self, speaker: Speaker) -> SpeakerSummary:
        """What is known of `speaker`: the roles held, the records spoken in."""
        return self._summaries[self._places[speaker.id]]

    def mentions(self, question: str) -> list[Mention]:
        """The names of known speakers in `question`, in order and disjoint.

        A name counts as a whole: not within a longer word, nor after another given name. Where a
        surname may be an ordinary word, only with a title, a given name or a possessive.
        """
        text = same_length_nfkc(question)
        candidates = list(self._candidates(text))
        return _disjoint(self._mention(text, one) for one in _placed(text, candidates))

    def office_mentions(self, question: str, mentions: Collection[Mention]) -> list[Mention]:
        """Offices named where a speaker must stand ("What did the governor say"), and who held them.

        `mentions` are the names in the question: an office beside a name is that name's title.
        """
        text = same_length_nfkc(question)
        taken = [with_titles(text, one.start, one.end)[:2] for one in mentions]
        found = self._offices.holders(text, taken)
        return [Mention(start, end, tuple(self._speakers[place] for place in who)) for start, end, who in found]

    def unheld_office(self, question: str, mentions: Collection[Mention]) -> str | None:
        """The office that `question` asks to speak, and that none of the speakers held; None where it asks no such."""
        text = same_length_nfkc(question)
        found = self._offices.unheld(text, [with_titles(text, one.start, one.end)[:2] for one in mentions])
        return text[slice(*found[0])] if found else None

    def speaker_of(self, label: str) -> Speaker | None:
        """The one speaker in whose role `label`, of two letters or more, stands as a word; else None."""
        folded = label.strip().casefold()
        if len(folded) < 2:
            return None
        edge = "" if has_cjk(folded) else r"\b"
        words = re.compile(f"{edge}{re.escape(folded)}{edge}", re.IGNORECASE)
        held = [one.speaker for one in self._summaries if any(map(words.search, one.roles))]
        return held[0] if len(held) == 1 else None

    def deputy_of(self, speaker: Speaker) -> Speaker | None:
        """The one speaker who was deputy to an office that `speaker` held; None where none or several were."""
        places = self._offices.deputies(self._places[speaker.id])
        return self._speakers[places[0]] if len(places) == 1 else None

    def resolve(self, name: str) -> tuple[Speaker, ...]:
        """Every speaker whom `name` (a full name, surname or id, in any script, with or without title) may mean."""
        wanted = _plain(name)
        exact = [self._speakers[place] for place in self._exact.get(wanted, ())]
        if len(exact) == 1:
            return tuple(exact)
        if same := [one for one in exact if name in (one.id, one.name)]:
            return tuple(same) if len(same) == 1 else tuple(exact)
        text = same_length_nfkc(name)
        fitting = (self._without_others(text, one) for one in self._candidates(text))
        found = [self._mention(text, one).speakers for one in fitting if one.bearers]
        common = [one for one in found[0] if all(one in some for some in found)] if found else []
        named = common or exact or list(dict.fromkeys(one for some in found for one in some))
        return tuple(named) or self._by_given_name(name) or self._by_office(text)

    def _without_others(self, text: str, one: _Candidate) -> _Candidate:
        """`one` without those who have given names of which a further name beside it is none: Li Qiang, Li Keqiang."""
        beside = _names_beside(text, one)
        if not beside:
            return one
        fitting = (bearer for bearer in one.bearers if all(self._may_have(bearer, token) for token in beside))
        return replace(one, bearers=tuple(fitting))

    def _may_have(self, bearer: Bearer, token: Token) -> bool:
        given = [word for word in self._index.given[bearer.speaker] if word != bearer.word]
        speaker = self._speakers[bearer.speaker]
        names = (word.text for name in (speaker.name, *speaker.aliases) for word in tokens_of(name))
        return not given or any(agrees(token, word) for word in (*given, *names))

    def _by_office(self, text: str) -> tuple[Speaker, ...]:
        held = [who for start, end, who in self._offices.holders(text, ()) if end - start >= len(text.strip()) - 5]
        return tuple(self._speakers[place] for place in held[0]) if held else ()

    def _by_given_name(self, name: str) -> tuple[Speaker, ...]:
        tokens = tokens_of(name)
        if len(tokens) != 1:
            return ()
        given = ((speaker, self._index.given[number]) for number, speaker in enumerate(self._speakers))
        return tuple(
            speaker for speaker, words in given if any(is_called(tokens[0], word) for word in words if len(word) > 2)
        )

    def _mention(self, text: str, one: _Candidate) -> Mention:
        numbers = sorted({bearer.speaker for bearer in one.bearers})
        if len(numbers) > 1:
            numbers = self._exactly(text, one, numbers)
        if len(numbers) > 1:
            numbers = told_apart(text, one.span, [(place, self._summaries[place].roles) for place in numbers])
        return Mention(*one.span, tuple(self._speakers[number] for number in numbers))

    def _exactly(self, text: str, one: _Candidate, numbers: list[int]) -> list[int]:
        """Of speakers who share a name, those of whom it is the whole name as printed."""
        words = {_plain(text[slice(*one.span)]), *(_plain(bearer.word) for bearer in one.bearers)}
        whole = {place for word in words for place in self._exact.get(word, ())}
        return [place for place in numbers if place in whole] or numbers

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        tokens = tokens_of(text)
        capitals = any(token.text[0].isupper() for token in tokens)
        borne: list[tuple[int, int]] = []
        yield from self._kanji_candidates(text)
        if self._index.doubled:
            yield from self._double_names(text, tokens)
        for place, token in enumerate(tokens):
            found = bearers_of(token, self._index)
            if not found.bearers or text[: token.start][-1:].isdigit():  # 3000km
                continue
            span = whole_name(Surname(tokens, place, text, self._index.given, self._is_surname), found.bearers)
            if found.likeness == Likeness.FAINT and _names_another(token, text, span):
                continue
            if span.bearers:
                borne.append((span.start, span.end))
                yield _candidate(text, token, span, found, self._index.given, capitals=capitals)
        for one in called(text, tokens, self._given, self._index.given):
            if not any(start < one.end and one.start < end for start, end in borne):
                first, last, _ = with_titles(text, one.start, one.end)
                yield _Candidate((one.start, one.end), (first, last), one.bearers, one.sure, not one.sure)

    def _is_surname(self, token: Token) -> bool:
        return bool(bearers_of(token, self._index).bearers)

    def _double_names(self, text: str, tokens: list[Token]) -> Iterator[_Candidate]:
        """Double surnames of which the hyphen is left out: "García Margallo"."""
        for place, pair in double_names(tokens, text):
            bearers = tuple(one for one in bearers_of(pair, self._index).bearers if "-" in one.word)
            around = [*tokens[:place], pair, *tokens[place + 2 :]]
            span = whole_name(Surname(around, place, text, self._index.given, self._is_surname), bearers)
            if span.bearers:
                first, last, _ = with_titles(text, span.start, span.end)
                yield _Candidate((span.start, span.end), (first, last), span.bearers, True, False)

    def _kanji_candidates(self, text: str) -> Iterator[_Candidate]:
        for start, end, bearers in chain(literal_spans(text, self._literals), kanji_spans(text, self._index)):
            first, last, _ = with_titles(text, start, end)
            yield _Candidate((start, end), (first, last), bearers, True, False)


def _names_beside(text: str, one: _Candidate) -> list[Token]:
    """The further names right before and after a name, which is given by itself, with nothing but a blank between."""
    start, end = one.span
    if one.titles[0] < start:
        start = 0
    near = [token for token in tokens_of(text) if token.end in (start - 1, start - 2) or token.start == end + 1]
    return [token for token in near if is_name_word(token) and _is_blank(text, token, start, end)]


def _is_blank(text: str, token: Token, start: int, end: int) -> bool:
    between = text[token.end : start] if token.end <= start else text[end : token.start]
    return bool(between) and not between.strip(" -・")


def _names_another(token: Token, text: str, span: Span) -> bool:
    """Whether a surname alone stands before another capitalised word: "Ли Кэцян", "Johnson Space Center"."""
    if span.end > token.end or token.script == KANA or text.isupper() or not token.text[0].isupper():
        return False
    after = _CAPITALISED.match(text, span.end)
    return after is not None and not PATRONYMIC.match(after[1])


def _candidate(
    text: str, token: Token, span: Span, found: Found, given: Sequence[Sequence[str]], *, capitals: bool
) -> _Candidate:
    first, last, titled = with_titles(text, span.start, span.end)
    bearers = _of_sex(text[first : span.start], span.bearers, given) if span.start == token.start else span.bearers
    if token.script == CYRILLIC:
        bearers = _of_right_sex(text, token, span, bearers)
    alone = span.start == token.start and span.end == token.end
    lower = token.script != KANA and without_article(token.text)[0].islower()
    word = is_ordinary(token.text) or is_role_word(token.text)
    word = word and not (token.script == CYRILLIC and not lower and first > 0)
    if word and lower and _DETERMINER.search(text[: span.start]):  # "the hall" is not Grace
        bearers = ()
    within = alone and _names_another(token, text, span)  # "Johnson Space Center"
    small = lower and capitals and found.likeness > Likeness.WRITTEN  # "schools" is hardly Scholz
    doubtful = alone and not titled and (word or within or small)
    faint = alone and not titled and found.likeness == Likeness.FAINT
    weak = found.likeness > Likeness.SPELT or len(token.text) < 3 or lower
    if found.likeness == Likeness.FAINT and (small or is_called_san(text, span.end)):  # "mura san" is not 村上
        bearers = ()
    if alone and all(one.perhaps for one in bearers) and (not titled or is_called_san(text, span.end)):
        doubtful, bearers = True, ()
    return _Candidate((span.start, span.end), (first, last), bearers, titled or not alone or not weak, doubtful, faint)


def _of_sex(titles: str, bearers: tuple[Bearer, ...], given: Sequence[Sequence[str]]) -> tuple[Bearer, ...]:
    """Nobody, where a courtesy before a surname is due to none of its bearers: Mrs. Clinton is not Bill.

    Where it is due to one of several, all stay: a courtesy is a slip more often than a name, and is asked back about.
    """
    other = {"m": "f", "f": "m"}.get(sex_of(titles.strip().rpartition(" ")[2]) or "")
    if not other:
        return bearers
    due = any({*map(_sex, given[one.speaker])} - {None} != {other} for one in bearers)
    return bearers if due else ()


def _sex(word: str) -> str | None:
    """Whose a given name is, or a courtesy that stands for one in a name: "Ms. Brown"."""
    return sex_of_given_name(word) or (sex_of(word) if len(word) > 1 else None)


def _of_right_sex(text: str, token: Token, span: Span, bearers: tuple[Bearer, ...]) -> tuple[Bearer, ...]:
    """Of a man and a woman who share a name's form ("Иванова"), the one whom the grammar leaves.

    "Иванова" is Ivanov's genitive and Ivanova's nominative. What a woman did is never put down to
    a man of that name; after "мнение" or "от" the genitive, his, goes before; else the nominative.
    """
    if sexes_by_ending(token.text) != "mf" or not token.text.casefold().endswith("а"):
        return bearers
    men = tuple(one for one in bearers if "f" not in sexes_by_ending(one.word))
    women = tuple(one for one in bearers if one not in men)
    first = with_titles(text, span.start, span.end)[0]
    if is_her_act(text, span.start, span.end) and not is_surely_of(text, first):
        return women
    return men if is_of_whom(text, first) else (women or men)


def _placed(text: str, candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """The candidates that stand where they are names: sure ones, and others where a speaker is expected."""
    asking = [one for one in candidates if one.bearers and (one.doubtful or one.faint or not one.sure)]
    sure = [one for one in candidates if one.bearers and one not in asking]
    yield from sure
    if not asking:
        return
    hidden = masked(text, [one.titles for one in candidates])
    musts = speaker_slots(hidden)
    heads = musts + headline_slots(hidden)
    likely = heads + likely_slots(hidden)
    for one in asking:
        if _inside(one, musts if one.doubtful else heads if one.faint else likely):
            yield one


def _inside(one: _Candidate, slots: Iterable[tuple[int, int]]) -> bool:
    return any(start <= one.span[0] and one.span[1] <= end for start, end in slots)


def _plain(name: str) -> str:
    return re.sub(r"[\s.・=＝･,]+", "", normalize("NFKC", name).casefold().replace("’", "'").replace("ё", "е"))


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap the one that begins first, or else the longer."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return kept
