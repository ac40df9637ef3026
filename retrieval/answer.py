"""Quote or be silent: from a question to an answer."""

from collections.abc import Iterator
from dataclasses import replace
from unicodedata import normalize

from corpus.model import Speaker
from corpus.offices import is_spoken_of
from embeddings.within import Within, common
from retrieval.by_speaker import LOOKED_AT, NOT_FAR, Round, each_begins, each_says, others_who_say, who_names, who_says
from retrieval.model import Answer, Form, OtherSpeaker, Quote, Reason, Scope
from retrieval.question import Understood, understand
from retrieval.quoting import SPARE, Judged, best_quotes, candidates, first_words, judged, quotes_of, wanted_of
from retrieval.replies import asks_who_replied, is_of_what_was_asked, replies_of, who_replied, with_replies
from retrieval.search import Ranking, Searcher
from retrieval.unknown_person import Unknown

DEFAULT_QUOTES = 5
MOST_NEAR = 2
ROWS_READ = 20_000  # passages of a scope in which its speakers are looked for


def answer(searcher: Searcher, question: str, scope: Scope | None = None, limit: int = DEFAULT_QUOTES) -> Answer:
    """The best passages of `searcher`'s library that answer `question`, at most `limit`; or none, and why.

    A speaker named in the question, or in `scope`, limits the answer to that speaker's own words. Where
    each speaker is asked for, `limit` does not count. Raises UnknownRecord for a record in `scope` that
    the library does not hold.
    """
    scope = scope or Scope()
    understood = understand(searcher.as_asked(question), searcher.roster, scope, records=lambda: searcher.records)
    return answer_understood(searcher, question, understood, scope, limit)


def answer_understood(
    searcher: Searcher, question: str, understood: Understood, scope: Scope, limit: int = DEFAULT_QUOTES
) -> Answer:
    """As `answer`, of a question that has been taken apart already. Raises UnknownRecord.

    An occasion that the question names narrows the search, unless nothing is found there, or the date
    turns out to be what is asked about: the best passage of the whole speaks of it.
    """
    if understood.reason:
        return Answer(question, reason=understood.reason, candidates=tuple(one.label for one in understood.candidates))
    understood = replace(understood, text=searcher.respelt(understood.text))
    narrowed = _Search(searcher, question, understood, scope, limit)
    if understood.occasion is None or understood.only_there:
        return narrowed.answer()
    whole = _Search(searcher, question, understood.widened(), scope, limit)
    if understood.year is None:
        found = narrowed.answer()
        return found if found.quotes else whole.answer()
    anywhere = whole.answer()
    if anywhere.quotes and understood.year in normalize("NFKC", anywhere.quotes[0].excerpt.text):
        return anywhere
    found = narrowed.answer()
    return found if found.quotes else anywhere


def scope_of(searcher: Searcher, understood: Understood, scope: Scope) -> Within | None:
    """The passages that `understood` and `scope` allow; None for all."""
    ids = None if understood.speakers is None else [speaker.id for speaker in understood.speakers]
    if ids is None and understood.but:
        ids = [one.speaker.id for one in searcher.roster.summaries if one.speaker not in understood.but]
    asked = searcher.within(ids, scope.record or understood.record, scope.since, scope.until)
    return common(asked, _of_occasion(searcher, understood))


def _of_occasion(searcher: Searcher, understood: Understood) -> Within | None:
    occasion = understood.occasion
    if occasion is None:
        return None
    if not occasion.records:
        return searcher.within(since=occasion.since, until=occasion.until)
    found = [
        searcher.library.record_keys(record=record, since=occasion.since, until=occasion.until)
        for record in occasion.records
    ]
    return searcher.index.within(None, [key for keys in found for key in keys])


class _Search:
    """One search for what was asked, in one scope."""

    def __init__(self, searcher: Searcher, question: str, understood: Understood, scope: Scope, limit: int) -> None:
        self._searcher = searcher
        self._asked = understood
        self._scope = scope
        self._limit = limit
        self._within = scope_of(searcher, understood, scope)
        self._ranked: Ranking | None = None
        speaker = "、".join(speaker.name for speaker in understood.speakers or ()) or None
        self._blank = Answer(question, speaker=speaker, form=understood.form, narrowed=understood.occasion)

    def answer(self) -> Answer:
        """Quotes in the form that was asked for; or why there are none."""
        if not candidates(self._searcher, self._within):
            return replace(self._blank, reason=Reason.EMPTY_LIBRARY)
        if reason := self._of_nobody():
            return replace(self._blank, reason=reason)
        if self._asked.form is Form.EACH:
            found = self._of_each()
            given = replace(self._blank, quotes=found.quotes, silent=found.silent, unheard=found.unheard)
        else:
            given = replace(self._blank, quotes=self._quotes())
        if not given.quotes:
            return self._replied() or self._unanswered(self._others())
        others = self._others() if self._is_faint(given) else ()
        outdone = others and NOT_FAR * others[0].score > given.quotes[0].score
        return self._replied() or self._unanswered(others) if outdone else given

    @property
    def _ranking(self) -> Ranking:
        # Ranked once. Not a cached_property, whose lock in Python 3.11 all searches of all threads would share.
        if self._ranked is None:
            self._ranked = self._searcher.rank(self._asked.text, self._within)
        return self._ranked

    def _of_nobody(self) -> Reason | None:
        """Why nobody is heard where somebody is asked to speak who never does, and whom no passage names.

        One of the best passages that names them may tell what they said.
        """
        office, person = self._asked.unheld, self._asked.unknown
        if office and not any(is_spoken_of(office, text) for text in self._best_texts()):
            return Reason.UNKNOWN_OFFICE
        if person and not any(map(Unknown(person, self._searcher.roster).is_named_in, self._best_texts())):
            return Reason.UNKNOWN_SPEAKER
        return None

    def _best_texts(self) -> list[str]:
        keys = self._searcher.index.keys(self._ranking.rows[:LOOKED_AT])
        return [one.text for one in self._searcher.readable.excerpts(keys.tolist()) if one is not None]

    def _is_faint(self, given: Answer) -> bool:
        """Whether what the speaker says would not do as an answer, were it not looked for among so few passages."""
        whole = self._searcher.calibration.needed(len(self._searcher.index))
        return self._asked.speakers is not None and given.form is Form.QUOTES and given.quotes[0].score < whole

    def _quotes(self) -> tuple[Quote, ...]:
        searcher, text, within = self._searcher, self._asked.text, self._within
        if not text and within is not None:
            return first_words(searcher, within, self._limit)
        if self._asked.naming:
            people, only = self._asked.naming, self._asked.only_named
            once = self._asked.form is Form.WHO
            return who_names(searcher, text, within, people, self._limit, only=only, once=once)
        known = self._known()
        if self._asked.form is Form.WHO:
            return known or self._who_replied() or who_says(searcher, text, within, self._limit)
        return known or best_quotes(searcher, text, self._found(), wanted_of(searcher, within), self._limit)

    def _found(self) -> Iterator[Judged]:
        """The best passages; where anybody may be quoted, what was replied before the question that it replies to."""
        text = self._asked.text
        found = judged(self._searcher, text, self._ranking, self._limit + SPARE)
        if self._asked.speakers is not None or self._asked.but or is_of_what_was_asked(self._blank.question):
            return found
        return with_replies(self._searcher, text, found)

    def _who_replied(self) -> tuple[Quote, ...]:
        if not asks_who_replied(self._blank.question):
            return ()
        wanted = wanted_of(self._searcher, self._within)
        return who_replied(self._searcher, self._asked.text, self._ranking, self._limit, wanted)

    def _replied(self) -> Answer | None:
        """What the one asked about replied, where somebody else asked it in the record; None where nobody did."""
        asked, searcher = self._asked, self._searcher
        if (
            not (asked.text and asked.speakers)
            or asked.form is not Form.QUOTES
            or is_of_what_was_asked(self._blank.question)
        ):
            return None
        within = scope_of(searcher, replace(asked, speakers=None), self._scope)
        replies = replies_of(searcher, asked.text, searcher.rank(asked.text, within), asked.speakers)
        quotes = best_quotes(searcher, asked.text, replies, wanted_of(searcher, within), self._limit)
        return replace(self._blank, quotes=quotes) if quotes else None

    def _known(self) -> tuple[Quote, ...]:
        """As `_recalled`; in a large library the ranking, which most such questions need, is made at the same time."""
        if not (self._asked.recalled and self._searcher.is_large and self._asked.form is Form.QUOTES):
            return self._recalled()
        known = self._searcher.beside(self._recalled)
        _ = self._ranking
        return known()

    def _recalled(self) -> tuple[Quote, ...]:
        """The passages that hold half-remembered words; for a who-question, those that somebody said."""
        if not self._asked.recalled:
            return ()
        from retrieval.recalled import recalled  # few questions recall words, and none should wait for its imports

        known = recalled(self._searcher, self._asked.recalled, self._within)[: self._limit]
        return known if self._asked.form is not Form.WHO else tuple(one for one in known if one.excerpt.speaker)

    def _of_each(self) -> Round:
        speakers = self._asked.speakers or self._speakers()
        if not self._asked.text:
            return each_begins(self._searcher, self._within, speakers)
        return each_says(self._searcher, self._asked.text, self._within, speakers)

    def _speakers(self) -> tuple[Speaker, ...]:
        """Who speaks in this scope, those who speak most first."""
        summaries = sorted(self._searcher.roster.summaries, key=lambda one: -one.passages)
        if self._within is not None:
            keys = self._searcher.index.keys(self._searcher.index.first(self._within, ROWS_READ)).tolist()
            ids = set(self._searcher.readable.speaker_ids(keys))
            summaries = [one for one in summaries if one.speaker.id in ids]
        return tuple(one.speaker for one in summaries if one.passages)

    def _unanswered(self, others: tuple[OtherSpeaker, ...]) -> Answer:
        """Why there is no answer: said by somebody else, touched on, or not spoken of at all."""
        if self._asked.speakers is None:
            near = self._near()
            said = Reason.NOT_BY_OTHERS if self._asked.but else Reason.OFF_TOPIC
            return replace(self._blank, reason=Reason.NOT_ANSWERED if near else said, near=near)
        return replace(self._blank, reason=Reason.NOT_BY_SPEAKER, others=others, near=() if others else self._near())

    def _others(self) -> tuple[OtherSpeaker, ...]:
        if not self._asked.text or self._asked.speakers is None:
            return ()
        within = scope_of(self._searcher, replace(self._asked, speakers=None), self._scope)
        but = [speaker.id for speaker in self._asked.speakers]
        return others_who_say(self._searcher, self._asked.text, within, but)

    def _near(self) -> tuple[Quote, ...]:
        """The best passages, where they touch on what is asked at all."""
        searcher, text = self._searcher, self._asked.text
        if not text:
            return ()
        least = searcher.calibration.touched(candidates(searcher, self._within))
        close = [one for one in judged(searcher, text, self._ranking, 2 * MOST_NEAR) if one.sure >= least]
        if self._asked.form is not Form.QUOTES:
            close = [one for one in close if one.excerpt.speaker is not None]
        return tuple(quotes_of(searcher, text, close[:MOST_NEAR]))
