"""What a conversation remembers: enough to understand a follow-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.model import Speaker
from corpus.names import Mention, Roster
from retrieval.choosing import choose
from retrieval.follow_ups import (
    CORRECTS,
    ELSE,
    FOLLOWS,
    HE_OR_SHE,
    IT_ALONE,
    JA_HE_OR_SHE,
    JA_SAYS_OF,
    JA_TOPIC,
    MORE,
    NOW,
    SAME_AGAIN,
    TOPIC,
    VERBAL,
    YES,
)
from retrieval.forms import form_of
from retrieval.frames import subject_of
from retrieval.left_out import is_everybody, the_others, without_left_out
from retrieval.model import Answer, Candidate, Form, Occasion, Reason, Scope
from retrieval.occasion import may_name_an_occasion, occasion_of
from retrieval.pronouns import of_whom
from retrieval.question import Records, Understood, named_in, readable, understand
from retrieval.relations import UNSAID, holder_of, is_unknown_name, relation_in
from retrieval.whose import without_mentions

_NUMBER = re.compile(r"\W*[1-9]\W*")
LONGEST_TIME = 60  # code points of a message that only names another time


@dataclass(frozen=True, slots=True)
class Pending:
    """What was said when an ambiguous name was asked back, whom it may mean, and what was chosen before."""

    said: str
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom the user meant of those that an ambiguous name may mean."""

    among: tuple[Candidate, ...]
    taken: Candidate


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was asked about last (without the names in it), of whom, in which form; and the scope the user has set.

    `but` are those whose words were not wanted.
    `offered` are those of whom the user was told that they speak to it; see `with_offer`. `choices` are the latest
    for each ambiguous name: it is not asked back again.
    """

    subject: str | None = None
    speakers: tuple[Speaker, ...] | None = None
    record: str | None = None
    scope: Scope = field(default_factory=Scope)
    pending: Pending | None = None
    form: Form = Form.QUOTES
    occasion: Occasion | None = None
    but: tuple[Speaker, ...] = ()
    offered: tuple[Speaker, ...] = ()
    choices: tuple[Choice, ...] = ()


def with_offer(conversation: Conversation, answer: Answer, roster: Roster) -> Conversation:
    """`conversation` after the user was shown `answer`: "yes", or a number, takes up what it offers."""
    if answer.reason is Reason.EMPTY_QUESTION:
        return conversation
    known = {one.speaker.id: one.speaker for one in roster.summaries} if answer.others else {}
    return replace(conversation, offered=tuple(known[one.id] for one in answer.others if one.id in known))


def next_question(
    conversation: Conversation, said: str, roster: Roster, records: Records = tuple
) -> tuple[Understood, Conversation]:
    """What `said` asks, after what was asked before, and the conversation after it.

    A message that only names a speaker takes up the last subject: "And Zas?" after "What did Lavrov
    say about the UN?" asks what Zas said about the UN. "And about terrorism?" keeps the speaker. A
    number, a name or a given name answers which of several was meant; "yes" or a number takes up an offer, and asks
    nothing where there is none.
    "What else did she say?" goes on, "and in 2019?" asks the same of another time. A whole question takes
    up nothing. `records` are those that it may name.
    """
    said = _without_correction(conversation, readable(said), roster)
    pending, before = conversation.pending, replace(conversation, pending=None, offered=())
    if conversation.offered and (taken := _taken_up(conversation, said, roster)):
        return taken, replace(before, speakers=taken.speakers, form=taken.form)
    if pending and (choice := choose(said, pending.candidates, roster)):
        said, chosen = pending.said, (*pending.chosen, choice)
        before = replace(before, choices=_with_choice(before.choices, pending.candidates, choice))
    elif _only_takes(said):
        return Understood(said, reason=Reason.EMPTY_QUESTION), conversation
    else:
        chosen = ()
    understood = _understood(before, said, roster, chosen, records)
    if before.choices and understood.reason == Reason.AMBIGUOUS_SPEAKER:
        understood = _as_chosen_before(before, said, roster, chosen, records, understood)
    if understood.goes_on:
        return understood, before
    if understood.reason == Reason.AMBIGUOUS_SPEAKER:
        return understood, replace(before, pending=Pending(said, understood.candidates, chosen))
    if understood.reason:
        return understood, before
    return understood, replace(
        before,
        subject=understood.text,
        speakers=understood.speakers,
        record=understood.record,
        form=understood.form,
        occasion=understood.occasion,
        but=understood.but,
    )


def _only_takes(said: str) -> bool:
    """Whether `said` could only take up an offer, or choose among several: "yes", "2"."""
    return YES.fullmatch(said) is not None or _NUMBER.fullmatch(said) is not None


def _without_correction(conversation: Conversation, said: str, roster: Roster) -> str:
    """Of "No, I meant Orlov" or "Now Orlov", after a question, "And Orlov"; else `said`."""
    found = CORRECTS.match(said)
    if not found or not found[0].strip():
        found = NOW.match(said)
    if conversation.subject is None or conversation.pending or not found:
        return said
    instead = f"and {said[found.end() :]}"
    named = named_in(instead, roster)
    return instead if named and FOLLOWS.fullmatch(without_mentions(instead, named)) else said


def _with_choice(choices: tuple[Choice, ...], among: tuple[Candidate, ...], taken: Candidate) -> tuple[Choice, ...]:
    return (*(one for one in choices if set(one.among) != set(among)), Choice(among, taken))


def _as_chosen_before(
    before: Conversation,
    said: str,
    roster: Roster,
    chosen: tuple[Candidate, ...],
    records: Records,
    asked_back: Understood,
) -> Understood:
    """What `said` asks of whom the user chose when the same name meant the same several before.

    Of a time or meeting that `said` names somebody else may be meant: `asked_back` stays.
    """
    understood = asked_back
    for _ in before.choices:
        among = set(understood.candidates)
        taken = [one.taken for one in before.choices if set(one.among) == among and one.taken not in chosen]
        if not taken:
            break
        chosen = (*chosen, *taken)
        understood = _understood(before, said, roster, chosen, records)
    return asked_back if understood.reason or understood.occasion else understood


def _taken_up(conversation: Conversation, said: str, roster: Roster) -> Understood | None:
    """What was offered, where `said` takes it: all of it with "yes", one of several with a number."""
    offered, text = conversation.offered, conversation.subject or ""
    if YES.fullmatch(said):
        form = Form.EACH if len(offered) > 1 else Form.QUOTES
        return Understood(text, offered, form=form, occasion=conversation.occasion)
    choice = choose(said, [Candidate(one) for one in offered], roster)
    return Understood(text, (choice.speaker,), occasion=conversation.occasion) if choice else None


def _goes_on(before: Conversation, said: str, roster: Roster) -> bool:
    """Whether `said` wants more of what was asked before: of the same speaker, where it names one."""
    if before.subject is None:
        return False
    named = named_in(said, roster)
    same = all(speaker in (before.speakers or ()) for one in named for speaker in one.speakers)
    return same and bool(MORE.fullmatch(without_mentions(said, named)))


def _further(before: Conversation, understood: Understood) -> Understood:
    """More of what was asked before; or the same, asked of whom the user has set to be heard since."""
    now = {*(understood.speakers or ()), *(one.speaker for one in understood.candidates)}
    if before.scope.speaker is None or now.issuperset(before.speakers or (None,)):
        return Understood(before.subject or "", before.speakers, record=before.record, goes_on=True, but=before.but)
    return replace(understood, text=before.subject or "", occasion=before.occasion, recalled=None)


def _understood(
    before: Conversation, said: str, roster: Roster, chosen: tuple[Candidate, ...], records: Records
) -> Understood:
    if before.speakers and len(before.speakers) == 1 and (of := of_whom(said, before.speakers[0].name)):
        asked = understand(said, roster, before.scope, chosen, records)
        return _of_whom(before, said, understand(of, roster, before.scope, chosen, records), asked)
    understood = understand(said, roster, before.scope, chosen, records)
    said, but = without_left_out(said, roster)
    if before.subject is not None and before.scope.speaker is None and (others := _others(before, said, but)):
        return others
    if _goes_on(before, said, roster):
        return _further(before, understood)
    if before.scope.speaker is None:
        return _taking_up(before, said, understood, roster, chosen, records)
    if understood.reason:
        return understood
    heard = replace(before, speakers=understood.speakers, record=understood.record)
    if heard.speakers != before.speakers and relation_in(said, FOLLOWS):
        return understood  # "only Orlov from now on" hears no deputy of whoever was heard before
    return _taking_up(heard, said, understood, roster, chosen, records)


def _of_whom(before: Conversation, said: str, understood: Understood, asked_as_said: Understood) -> Understood:
    """A question about the last speaker, for whom `said` has a pronoun; that speaker does not answer it.

    Whoever is named beside the pronoun does: «Что ему ответил Орлов?». Who criticised her is not told by her name,
    which others only call her by, but by what she had spoken of.
    """
    if asked_as_said.speakers is not None and understood.speakers != asked_as_said.speakers:
        return asked_as_said
    if understood.speakers is not None or before.scope.speaker is not None:
        return understood
    asked = replace(understood, but=(*understood.but, *(before.speakers or ())))
    if Form.WHO not in (asked.form, form_of(said)) or asked.naming:
        return asked
    return replace(asked, text=f"{said} {before.subject or ''}".strip(), form=Form.WHO, recalled=None)


def _others(before: Conversation, said: str, but: tuple[Speaker, ...]) -> Understood | None:
    """The last subject, asked of all but those who were asked, or who are left out: "And the others?"."""
    only_but = bool(but and FOLLOWS.fullmatch(said))
    if rest := _still_asked(before, but) if only_but else ():
        form = Form.EACH if len(rest) > 1 else Form.QUOTES
        return Understood(before.subject or "", rest, form=form, occasion=before.occasion)
    if but and is_everybody(said):
        return Understood(before.subject or "", form=Form.EACH, occasion=before.occasion, but=but)
    form_asked = Form.EACH if only_but else the_others(said)
    if form_asked is None or not (but or before.speakers):
        return None
    left_out = dict.fromkeys((*before.but, *(before.speakers or ()), *but))
    return Understood(before.subject or "", form=form_asked, occasion=before.occasion, but=tuple(left_out))


def _still_asked(before: Conversation, but: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Of several who were asked, those who are not left out now; nobody where none of them is."""
    rest = tuple(one for one in before.speakers or () if one not in but)
    return rest if len(rest) < len(before.speakers or ()) else ()


def _taking_up(
    before: Conversation,
    said: str,
    understood: Understood,
    roster: Roster,
    chosen: tuple[Candidate, ...],
    records: Records,
) -> Understood:
    """What `said`, `understood` by itself, asks after what was asked before."""
    if before.subject is not None and (then := _at_another_time(before, said, roster, chosen, records)):
        return then
    now = replace(before, occasion=understood.occasion) if understood.occasion or _names_a_date(said) else before
    if named := named_in(said, roster):
        return _of_another(now, said, understood, named)
    if before.subject is None:
        return understood
    if relation := relation_in(said, FOLLOWS):
        return _by_relation(before, roster, relation)
    bare = _without_occasion(said, understood, records)
    topic = _topic_of_the_same(before, bare) if before.speakers and understood.speakers is None else None
    if topic is not None:
        return _of_the_same(now, understood, topic)
    return _on_another_topic(now, bare, roster, understood)


def _without_occasion(said: str, understood: Understood, records: Records) -> str:
    found = occasion_of(said, records(), alone=True) if understood.occasion else None
    return found.text if found and found.occasion == understood.occasion else said


def _names_a_date(said: str) -> bool:
    return may_name_an_occasion(said) and occasion_of(said, (), alone=True) is not None


def _topic_of_the_same(before: Conversation, said: str) -> str | None:
    """What `said` asks of whom it calls he or she, or leaves out; the last subject where it says "about it"."""
    if SAME_AGAIN.fullmatch(said):
        return before.subject
    if left_out := JA_SAYS_OF.fullmatch(said):
        return left_out["topic"]
    return subject_of(JA_HE_OR_SHE.sub("", said)) if HE_OR_SHE.search(said) else None


def _of_the_same(now: Conversation, understood: Understood, text: str) -> Understood:
    """`text`, asked of the last speaker on the occasion of `now`."""
    wide = understood.wide and JA_HE_OR_SHE.sub("", understood.wide)
    return Understood(
        text,
        now.speakers,
        record=now.record,
        occasion=now.occasion,
        wide=wide,
        year=understood.year,
        but=understood.but or now.but,
    )


def _of_another(now: Conversation, said: str, understood: Understood, named: Sequence[Mention]) -> Understood:
    """The last subject, asked of whom `said` names, where it says no more than the name, or "about it"."""
    follows = FOLLOWS.fullmatch(without_mentions(said, named)) or _only_names(said, understood, named)
    if not follows and not (now.subject and IT_ALONE.fullmatch(understood.text)):
        return understood
    return replace(understood, text=now.subject or "", occasion=now.occasion, wide=None)


def _only_names(said: str, understood: Understood, named: Sequence[Mention]) -> bool:
    """Whether `said` begins with a name and asks what that speaker said, but not about what: "Орлов что говорил?"."""
    return not understood.text and not said[: named[0].start].strip()


def _at_another_time(
    before: Conversation, said: str, roster: Roster, chosen: tuple[Candidate, ...], records: Records
) -> Understood | None:
    """The last subject, asked of the time or meeting that `said` names, where it names no more, or a speaker."""
    if not may_name_an_occasion(said) or len(said) > LONGEST_TIME:
        return None
    found = occasion_of(said, records(), alone=True)
    if found is None:
        return None
    asked = _asked_again(before, found.text, roster, chosen)
    if asked is None or asked.reason:
        return asked
    if not found.fits:
        return replace(asked, reason=Reason.EMPTY_LIBRARY)
    return replace(asked, occasion=found.occasion, only_there=True)


def _asked_again(before: Conversation, said: str, roster: Roster, chosen: tuple[Candidate, ...]) -> Understood | None:
    """The last subject, asked of the last speaker or of whom `said` names, where it says no more."""
    if FOLLOWS.fullmatch(said) or SAME_AGAIN.fullmatch(said):
        return Understood(before.subject or "", before.speakers, record=before.record, form=before.form, but=before.but)
    named = named_in(said, roster)
    if not named or not FOLLOWS.fullmatch(without_mentions(said, named)):
        return None
    return replace(understand(said, roster, before.scope, chosen), text=before.subject or "")


def _by_relation(before: Conversation, roster: Roster, relation: str) -> Understood:
    holder = holder_of(relation, before.speakers or (), roster)
    if holder is None:
        return Understood(before.subject or "", reason=Reason.UNCLEAR_SPEAKER)
    return Understood(before.subject or "", (holder,))


def _on_another_topic(before: Conversation, said: str, roster: Roster, understood: Understood) -> Understood:
    """A new topic for the speaker of before, where `said` is only a topic; or a whole question of its own."""
    if understood.reason or understood.speakers:
        return understood
    match = TOPIC.fullmatch(said) or JA_TOPIC.fullmatch(said) or ELSE.fullmatch(said)
    topic = match and next(filter(None, match.groupdict().values()), None)
    if not match or not topic or VERBAL.search(topic):
        return understood
    explicit = match.re is TOPIC or "について" in said or "に関して" in said
    if not explicit and (speaker := roster.speaker_of(topic)):
        return Understood(before.subject or "", (speaker,), occasion=before.occasion)
    unsaid = UNSAID.match(said) is not None
    if (unsaid or not explicit) and is_unknown_name(topic, surely=unsaid):
        return Understood(topic, reason=Reason.UNKNOWN_SPEAKER)
    text = topic if explicit or not before.subject else f"{topic} {before.subject}"
    return replace(_of_the_same(before, understood, text), form=before.form)
