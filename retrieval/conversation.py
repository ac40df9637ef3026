"""What a conversation remembers: enough to understand a follow-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from corpus.model import Speaker
from corpus.names import Mention, Roster
from retrieval.frames import subject_of
from retrieval.model import Candidate, Reason, Scope
from retrieval.question import Understood, named_in, understand
from retrieval.relations import UNSAID, holder_of, is_unknown_name, relation_in
from retrieval.whose import without_mentions

_AND = (
    r"(?:\s*(?:and|but|or|so|ok(?:ay)?|then|now|а|и|но|ну|тогда|теперь|хорошо|それでは|それなら|では|じゃあ|じゃ|で、|あと|そして"
    r"|ちなみに|一方)(?![a-zа-яё])[\s,、]*)"
)
_FOLLOWS = re.compile(
    rf"(?:{_AND}+(?:(?:what|how|as|about|for|with|does|did|do|has|is|say|says|said|think|that|this|it|что|как|насч[её]т|сказал[аи]?"
    r"|думает|же|о|об|по|этому|поводу|этом)(?![a-zа-яё])\s*)*|(?:(?:what|how) about|что насч[её]т|как насч[её]т"
    r"|а что)?)"
    r"(?:[は。がも、]|さん|氏|の?場合は?|については?|どう|です|でしょう|か|何と|言(?:って|い)(?:いる|います|ました)か|[\W_])*",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    rf"\s*(?:{_AND}*(?:what|how)?\s*(?:about|on|regarding|concerning)|{_AND}+(?:что\s+)?(?:обо|об|о|про|по"
    rf"|насч[её]т|по поводу)"
    r"|(?:что )?насч[её]т)\s+(?P<topic>\S.*?)[?？.!\s]*",
    re.IGNORECASE,
)
_JA_TOPIC = re.compile(
    rf"(?:{_AND}+(?P<topic>.{{1,30}}?)(?:について|に関して)?(?:は|も)?|(?P<alone>.{{1,30}}?)(?:について"
    rf"|に関して)は|(?P<bare>[^はがをに。、\s]{{1,20}})は(?=[?？]))[?？。 ]*"
)
_ELSE = re.compile(rf"{_AND}+(?:(?:the|about)\s+)?(?P<topic>\S.{{0,40}}?)[?？.!\s]*", re.IGNORECASE)
_VERBAL = re.compile(
    r"(?i)\b(?:what|who|when|where|why|how|did|does|is|are|was|were|что|кто|когда|где|почему|сколько)\b|(?:です|ます|した|たか)"
)
_NUMBER = re.compile(r"\W*(?:no\.?|number|#|№)?\s*(\d{1,3})\s*(?:番目?|つ目)?\W*", re.IGNORECASE)
_ORDINALS = (("first", "перв", "最初"), ("second", "втор", "二番"), ("third", "трет", "三番"))
_HE_OR_SHE = re.compile(
    r"(?i)^\W*(?:and |so )?(?:what|how) (?:else )?(?:did|does|has|do|have) (?:he|she|they)\b|^\W*(?:а "
    r"|и )?что (?:ещ[её] )?(?:он|она|они)\b"
    r"|\b(?:сказал|сказала|говорит) (?:он|она)\b|^(?:では、?)?(?:彼|彼女|その人|同氏|この人)(?:は|の)"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """What was said when an ambiguous name was asked back, whom it may mean, and what was chosen before."""

    said: str
    candidates: tuple[Candidate, ...]
    chosen: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was asked about last (without the names in it) and of whom, and the scope that the user has set."""

    subject: str | None = None
    speakers: tuple[Speaker, ...] | None = None
    record: str | None = None
    scope: Scope = field(default_factory=Scope)
    pending: Pending | None = None


def next_question(conversation: Conversation, said: str, roster: Roster) -> tuple[Understood, Conversation]:
    """What `said` asks, after what was asked before, and the conversation after it.

    A message that only names a speaker takes up the last subject: "And Zas?" after "What did Lavrov
    say about the UN?" asks what Zas said about the UN. "And about terrorism?" keeps the speaker. A
    number, a name or a given name answers which of several was meant. A whole question takes up nothing.
    """
    pending, before = conversation.pending, replace(conversation, pending=None)
    if pending and (choice := choose(said, pending.candidates, roster)):
        said, chosen = pending.said, (*pending.chosen, choice)
    else:
        chosen = ()
    understood = _understood(before, said, roster, chosen)
    if understood.reason == Reason.AMBIGUOUS_SPEAKER:
        return understood, replace(before, pending=Pending(said, understood.candidates, chosen))
    if understood.reason:
        return understood, before
    return understood, replace(before, subject=understood.text, speakers=understood.speakers, record=understood.record)


def choose(said: str, candidates: Sequence[Candidate], roster: Roster) -> Candidate | None:
    """Which of `candidates` is picked by `said`: a number from 1, a name, given name, role or record; or None."""
    plain = normalize("NFKC", said).strip().casefold().rstrip(".?!。？！ ")
    if number := _NUMBER.fullmatch(plain):
        place = int(number[1]) - 1
        return candidates[place] if 0 <= place < len(candidates) else None
    for place, ordinals in enumerate(_ORDINALS[: len(candidates)]):
        if any(word in plain for word in ordinals) and len(plain) < 20:
            return candidates[place]
    if not plain or len(plain) > 60:
        return None
    speakers = list(dict.fromkeys(one.speaker for one in candidates))
    among = Roster([roster.summary(speaker) for speaker in speakers])
    named = among.resolve(said) if not _asks_more(said, among) else ()
    fitting = [one for one in candidates if one.speaker in named]
    if len(fitting) != 1:
        words = plain.removeprefix("the ").removeprefix("from ").removeprefix("из ")
        fitting = [one for one in candidates if len(words) > 1 and words in _beside(one)]
    return fitting[0] if len(fitting) == 1 else None


def _beside(candidate: Candidate) -> str:
    return " ".join(filter(None, (candidate.role, candidate.record, candidate.speaker.id))).casefold()


def _asks_more(said: str, among: Roster) -> bool:
    """Whether `said` is more than a name: a question of its own."""
    rest = without_mentions(said, among.mentions(said))
    return len(re.findall(r"\w+", rest)) > 4 or bool(_VERBAL.search(rest))


def _understood(before: Conversation, said: str, roster: Roster, chosen: tuple[Candidate, ...]) -> Understood:
    understood = understand(said, roster, before.scope, chosen)
    if named := named_in(said, roster):
        return _of_another(before, said, understood, named)
    if before.subject is None:
        return understood
    if relation := relation_in(said):
        return _by_relation(before, roster, relation)
    if before.speakers and _HE_OR_SHE.search(said) and understood.speakers is None:
        return Understood(subject_of(said), before.speakers, record=before.record)
    return _on_another_topic(before, said, roster, understood)


def _of_another(before: Conversation, said: str, understood: Understood, named: Sequence[Mention]) -> Understood:
    """The last subject, asked of whom `said` names, where it says no more than the name."""
    follows = _FOLLOWS.fullmatch(without_mentions(said, named))
    return replace(understood, text=before.subject or "") if follows else understood


def _by_relation(before: Conversation, roster: Roster, relation: str) -> Understood:
    holder = holder_of(relation, before.speakers or (), roster)
    if holder is None:
        return Understood(before.subject or "", reason=Reason.UNCLEAR_SPEAKER)
    return Understood(before.subject or "", (holder,))


def _on_another_topic(before: Conversation, said: str, roster: Roster, understood: Understood) -> Understood:
    """A new topic for the speaker of before, where `said` is only a topic; or a whole question of its own."""
    if understood.reason or understood.speakers:
        return understood
    match = _TOPIC.fullmatch(said) or _JA_TOPIC.fullmatch(said) or _ELSE.fullmatch(said)
    topic = match and next(filter(None, match.groupdict().values()), None)
    if not match or not topic or _VERBAL.search(topic):
        return understood
    explicit = match.re is _TOPIC or "について" in said or "に関して" in said
    if not explicit and (speaker := roster.speaker_of(topic)):
        return Understood(before.subject or "", (speaker,))
    if is_unknown_name(topic) and not (explicit and not UNSAID.match(said)):
        return Understood(topic, reason=Reason.UNKNOWN_SPEAKER)
    text = topic if explicit or not before.subject else f"{topic} {before.subject}"
    return Understood(text, before.speakers, record=before.record)
