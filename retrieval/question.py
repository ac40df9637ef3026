"""What a question asks for: whose words, and about what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Speaker
from corpus.names import Mention, Roster
from retrieval.frames import asks_nothing, is_all_frame, subject_of
from retrieval.model import Reason, Scope

LONGEST_QUESTION = 2000
_WHO = re.compile(r"\bwho\b|\bwhose\b|誰|だれ|どなた|\bкто\b|\bкого\b|\bкому\b|\bчь[яеию]\b", re.IGNORECASE)
_CONTENT = re.compile(r"\w")
_TITLE_AFTER = re.compile(
    r"[^\W\d_a-zA-Zа-яА-Яぁ-ん]{0,10}(?:長|臣|相|官|員|事|領|使|授|表|氏|君|様|さん)(?=[はがのもにを、。？?\s]|$)"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question taken apart.

    `text` is what to search for, without the frame of a question and the names that it is limited to;
    it is empty when the question only names a speaker ("What did Keller say?"). `speakers` None means
    anybody. `reason` is set when it cannot be searched at all, with `candidates` when a name was
    ambiguous.
    """

    text: str
    speakers: tuple[Speaker, ...] | None = None
    reason: Reason | None = None
    candidates: tuple[Speaker, ...] = ()


def understand(question: str, roster: Roster, scope: Scope) -> Understood:
    """Take `question` apart: a speaker asked for in `scope` goes before one named in the question."""
    text = question[:LONGEST_QUESTION].strip()
    if asks_nothing(text):
        return Understood(text, reason=Reason.EMPTY_QUESTION)
    mentions = roster.mentions(text)
    if scope.speaker is not None:
        return _asked_of(text, scope.speaker, roster, mentions)
    return _named_in(text, mentions)


def _asked_of(text: str, name: str, roster: Roster, mentions: Sequence[Mention]) -> Understood:
    found = roster.resolve(name)
    if not found:
        return Understood(text, reason=Reason.UNKNOWN_SPEAKER)
    if len(found) > 1:
        return Understood(text, reason=Reason.AMBIGUOUS_SPEAKER, candidates=found)
    return Understood(_subject(text, [mention for mention in mentions if mention.speakers == found]), speakers=found)


def _named_in(text: str, mentions: Sequence[Mention]) -> Understood:
    if not mentions or _WHO.search(text):  # "who thanked Pankin?" does not ask for Pankin's words
        return Understood(_subject(text, ()))
    for mention in mentions:
        if len(mention.speakers) > 1:
            return Understood(text, reason=Reason.AMBIGUOUS_SPEAKER, candidates=mention.speakers)
    speakers = tuple(dict.fromkeys(mention.speakers[0] for mention in mentions))
    return Understood(_subject(text, mentions), speakers=speakers)


def _subject(text: str, mentions: Sequence[Mention]) -> str:
    """What is asked about, without the mentions; nothing when the question only asks what somebody said."""
    rest = without_names(text, mentions)
    subject = subject_of(rest)
    only_frame = bool(mentions) and (asks_nothing(subject) or is_all_frame(rest))
    return "" if only_frame else subject


def without_names(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with a space in place of each mention and the title that follows it."""
    for mention in sorted(mentions, key=lambda mention: mention.start, reverse=True):
        title = _TITLE_AFTER.match(text, mention.end)
        text = text[: mention.start] + " " + text[title.end() if title else mention.end :]
    return text
