"""What a question asks for: whose words, and about what."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus.model import Speaker
from corpus.name_index import is_office
from corpus.names import Mention, Roster
from retrieval.frames import asks_nothing, is_all_frame, subject_of
from retrieval.model import Candidate, Reason, Scope
from retrieval.whose import asks_who, speaking, without_mentions

LONGEST_QUESTION = 2000
MOST_MEANT = 200  # candidates of one ambiguous name: of a thousand governors nobody reads the list


@dataclass(frozen=True, slots=True)
class Understood:
    """A question taken apart.

    `text` is what to search for, without the frame of a question and the names that it is limited to;
    it is empty when the question only names a speaker ("What did Keller say?"). `speakers` None means
    anybody. `reason` is set when it cannot be searched at all, with `candidates` when a name was
    ambiguous. `record` is the one that a speaker known by an office alone was told apart by.
    """

    text: str
    speakers: tuple[Speaker, ...] | None = None
    reason: Reason | None = None
    candidates: tuple[Candidate, ...] = ()
    record: str | None = None


def understand(question: str, roster: Roster, scope: Scope, chosen: Collection[Candidate] = ()) -> Understood:
    """Take `question` apart: a speaker asked for in `scope` goes before one named in the question.

    `chosen` are those whom the user meant by ambiguous names in it, as far as that was asked.
    """
    text = question[:LONGEST_QUESTION].strip()
    if asks_nothing(text):
        return Understood(text, reason=Reason.EMPTY_QUESTION)
    if scope.speaker is not None:
        return _asked_of(text, scope.speaker, roster, scope)
    return _named_in(text, roster, scope, chosen)


def meant(speakers: Sequence[Speaker], roster: Roster, record: str | None = None) -> tuple[Candidate, ...]:
    """Whom a name that fits all of `speakers` may mean, of those who speak in `record` if it is given.

    Who is known by an office alone ("The Chair") is in each record somebody else.
    """
    summaries = [roster.summary(speaker) for speaker in speakers]
    summaries = [one for one in summaries if record is None or not one.records or record in one.records] or summaries
    found: list[Candidate] = []
    for one in summaries[:MOST_MEANT]:
        role = one.roles[-1] if one.roles else None
        if record is None and len(one.records) > 1 and is_office(one.speaker.name):
            found += [Candidate(one.speaker, role, place) for place in one.records]
        else:
            found.append(Candidate(one.speaker, role))
    labels = Counter(one.label for one in found)
    return tuple(_with_record(one, roster) if labels[one.label] > 1 and not one.record else one for one in found)


def _with_record(one: Candidate, roster: Roster) -> Candidate:
    return replace(one, record=", ".join(roster.summary(one.speaker).records[:2]) or None)


def _asked_of(text: str, name: str, roster: Roster, scope: Scope) -> Understood:
    found = roster.resolve(name)
    if not found:
        return Understood(text, reason=Reason.UNKNOWN_SPEAKER)
    candidates = meant(found, roster, scope.record)
    if len(candidates) > 1:
        return Understood(text, reason=Reason.AMBIGUOUS_SPEAKER, candidates=candidates)
    own = [mention for mention in roster.mentions(text) if candidates[0].speaker in mention.speakers]
    return Understood(
        _subject(text, speaking(text, own)), speakers=(candidates[0].speaker,), record=candidates[0].record
    )


def named_in(question: str, roster: Roster) -> list[Mention]:
    """Those named in `question`, by name or office, whose words are wanted, in order."""
    text = question[:LONGEST_QUESTION].strip()
    mentions = roster.mentions(text)
    if asks_who(text, mentions):  # "who thanked Pankin?" does not ask for Pankin's words
        return []
    named = [*speaking(text, mentions), *roster.office_mentions(text, mentions)]
    return sorted(named, key=lambda one: one.start)


def _named_in(text: str, roster: Roster, scope: Scope, chosen: Collection[Candidate]) -> Understood:
    named = named_in(text, roster)
    if not named:
        return Understood(_subject(text, ()))
    found: list[Candidate] = []
    for mention in named:
        candidates = meant(mention.speakers, roster, scope.record)
        candidates = tuple(one for one in candidates if one in chosen) or candidates
        if len(candidates) > 1:
            return Understood(text, reason=Reason.AMBIGUOUS_SPEAKER, candidates=candidates)
        found += candidates
    speakers = tuple(dict.fromkeys(one.speaker for one in found))
    record = found[0].record if len(found) == 1 else None
    return Understood(_subject(text, named), speakers=speakers, record=record)


def _subject(text: str, mentions: Sequence[Mention]) -> str:
    """What is asked about, without the mentions; nothing when the question only asks what somebody said."""
    rest = without_mentions(text, mentions)
    subject = subject_of(rest)
    only_frame = bool(mentions) and (asks_nothing(subject) or is_all_frame(rest))
    return "" if only_frame else subject
