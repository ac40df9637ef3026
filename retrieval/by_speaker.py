"""Answers that go by speaker: who says it, what each says, and who else does."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from corpus.model import Speaker
from corpus.roles import has_cjk
from embeddings.within import Within, common
from retrieval.calibration import nearly
from retrieval.model import OtherSpeaker, Quote
from retrieval.quoting import Judged, first_words, judged, quotes_of, wanted_of
from retrieval.search import RANKED, Searcher

LOOKED_AT = 30  # passages of a ranking in which speakers are looked for
HEARD = 24  # speakers whose own words are searched one by one; of more, those who come first in the ranking
MOST_OTHERS = 3
NEARLY = 0.15  # of the odds of the surest speaker, from which others are named beside
NOT_FAR = 0.25  # of the surest speaker's confidence, where each is asked for


@dataclass(frozen=True, slots=True)
class Round:
    """What each speaker says: one quote of each who speaks to it, the names of those who do not, how many were left."""

    quotes: tuple[Quote, ...] = ()
    silent: tuple[str, ...] = ()
    unheard: int = 0


def who_says(searcher: Searcher, question: str, within: Within | None, limit: int) -> tuple[Quote, ...]:
    """One quote of each speaker who says it, nearly as surely as the surest, at most `limit`; none of narration."""
    found = _surest(_best_of_each(searcher, question, within), wanted_of(searcher, within))
    return tuple(quotes_of(searcher, question, list(found.values())[:limit]))


def who_names(
    searcher: Searcher,
    question: str,
    within: Within | None,
    people: Sequence[Speaker],
    limit: int,
    *,
    only: bool,
    once: bool,
) -> tuple[Quote, ...]:
    """Quotes that name one of `people`, `once` each speaker; where more than that is asked (not `only`), surely say it.

    They are named by a name or by the office that they held. What they say of themselves does not count.
    """
    is_named = _naming(searcher, people)
    spoken = _spoken(searcher, question, within, RANKED)
    own = {one.id for one in people}
    said = [(speaker, one) for speaker, one in spoken if speaker not in own and is_named(one.excerpt.text)]
    found = list(_first_of_each(said if once else [(one.excerpt.text, one) for _, one in said]).values())
    if only:
        return tuple(quotes_of(searcher, question, [replace(one, sure=1.0) for one in found[:limit]]))
    wanted = wanted_of(searcher, within)
    sure = [one for one in found if one.sure >= wanted and nearly(one.sure, found[0].sure, NEARLY)]
    return tuple(quotes_of(searcher, question, sure[:limit]))


def _naming(searcher: Searcher, people: Sequence[Speaker]) -> Callable[[str], bool]:
    """Tells of a text whether it names one of `people`, in whatever case or spelling, or by an office that was held."""
    roles = {role for one in people for role in searcher.roster.summary(one).roles}
    names = {name for one in people for name in (one.name, *one.aliases)}
    words = re.compile("|".join([*map(_standing, names), *(rf"(?<![副前元]){_standing(role)}" for role in roles)]))

    def is_named(text: str) -> bool:
        if words.search(text):
            return True
        return any(speaker in people for mention in searcher.roster.mentions(text) for speaker in mention.speakers)

    return is_named


def _standing(name: str) -> str:
    """A pattern for `name` by itself: a word in letters, a run of katakana; kanji have no bounds."""
    if "\u30a0" < name[0] < "\u3100":
        return rf"(?<![ァ-ヺー]){re.escape(name)}(?![ァ-ヺー])"
    return re.escape(name) if has_cjk(name) else rf"(?<!\w){re.escape(name)}(?!\w)"


def others_who_say(
    searcher: Searcher, question: str, within: Within | None, but: Collection[str]
) -> tuple[OtherSpeaker, ...]:
    """Who else speaks to it, surest first, at most MOST_OTHERS; `but` are the ids of those who were asked about."""
    found = _surest(_best_of_each(searcher, question, within, but), wanted_of(searcher, within))
    spoken = [(id_, one.excerpt, one.sure) for id_, one in found.items()]
    return tuple(OtherSpeaker(id_, said.speaker or id_, said.role, sure) for id_, said, sure in spoken[:MOST_OTHERS])


def each_says(searcher: Searcher, question: str, within: Within | None, speakers: Sequence[Speaker]) -> Round:
    """One quote of each of `speakers` who speaks to it within these rows; nothing at all where nobody surely does.

    Of more than HEARD speakers only so many are searched one by one: those who come first in the ranking
    of all, then those who come first in `speakers`.
    """
    heard = speakers if len(speakers) <= HEARD else _likeliest(searcher, question, within, speakers)
    own = {speaker: _best_own(searcher, question, within, speaker) for speaker in heard}
    surest = max((one.sure for one in own.values() if one), default=0.0)
    if surest < wanted_of(searcher, within):
        return Round()
    speaking = {speaker: one for speaker, one in own.items() if one and one.sure >= NOT_FAR * surest}
    answering = sorted(speaking.values(), key=lambda one: -one.sure)
    silent = tuple(speaker.name for speaker in heard if speaker not in speaking)
    return Round(tuple(quotes_of(searcher, question, answering)), silent, len(speakers) - len(heard))


def each_begins(searcher: Searcher, within: Within | None, speakers: Sequence[Speaker]) -> Round:
    """How each of `speakers` begins, for a question that only asks what each said; at most HEARD of them."""
    own = [common(within, searcher.within([speaker.id])) for speaker in speakers[:HEARD]]
    begun = [first_words(searcher, said, 1) for said in own if said is not None]
    return Round(tuple(chain.from_iterable(begun)), (), max(0, len(speakers) - HEARD))


def _best_of_each(
    searcher: Searcher, question: str, within: Within | None, but: Collection[str] = (), depth: int = LOOKED_AT
) -> dict[str, Judged]:
    """The surest passage of each speaker, by id, surest first; never narration, none of `but`."""
    spoken = _spoken(searcher, question, within, depth)
    return _first_of_each([(speaker, one) for speaker, one in spoken if speaker not in but])


def _first_of_each(said: Sequence[tuple[str, Judged]]) -> dict[str, Judged]:
    """The first under each key."""
    best: dict[str, Judged] = {}
    for speaker, one in said:
        best.setdefault(speaker, one)
    return best


def _spoken(searcher: Searcher, question: str, within: Within | None, depth: int) -> Iterator[tuple[str, Judged]]:
    """The best passages, surest first, each with its speaker's id; never narration."""
    ranking = searcher.rank(question, within)
    found = sorted(judged(searcher, question, ranking, depth), key=lambda one: -one.sure)
    keys = searcher.index.keys(np.array([one.row for one in found], np.int64))
    ids = searcher.readable.speaker_ids(keys.tolist())
    return ((speaker, one) for speaker, one in zip(ids, found, strict=True) if speaker is not None)


def _surest(found: dict[str, Judged], wanted: float) -> dict[str, Judged]:
    """Those who are sure enough, and nearly as sure as the surest."""
    first = max((one.sure for one in found.values()), default=0.0)
    return {speaker: one for speaker, one in found.items() if one.sure >= wanted and nearly(one.sure, first, NEARLY)}


def _likeliest(searcher: Searcher, question: str, within: Within | None, speakers: Sequence[Speaker]) -> list[Speaker]:
    known = {speaker.id: speaker for speaker in speakers}
    first = [known[id_] for id_ in _best_of_each(searcher, question, within, depth=RANKED) if id_ in known]
    return list({one.id: one for one in [*first, *speakers]}.values())[:HEARD]


def _best_own(searcher: Searcher, question: str, within: Within | None, speaker: Speaker) -> Judged | None:
    """The speaker's surest passage within these rows; None where it does not answer."""
    own = common(within, searcher.within([speaker.id]))
    if own is None or not searcher.index.count(own):
        return None
    ranking = searcher.rank(question, own)
    best = max(judged(searcher, question, ranking, 2), key=lambda one: one.sure, default=None)
    return best if best and best.sure >= searcher.calibration.needed(searcher.index.count(own)) else None
