"""What a question asks for: whose words, and about what."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Self
from unicodedata import normalize

from corpus.model import RecordSummary, Speaker
from corpus.names import Mention, Roster
from corpus.roles import JA_ROLE_END
from corpus.spoken_name import is_office
from retrieval.forms import form_of, without_form
from retrieval.frames import asks_nothing, is_all_frame, subject_of
from retrieval.left_out import without_left_out
from retrieval.model import Candidate, Form, Occasion, Reason, Scope
from retrieval.occasion import may_name_an_occasion, occasion_of
from retrieval.quoted import calmed, words_recalled
from retrieval.relations import with_others
from retrieval.unknown_person import unknown_person
from retrieval.whose import (
    among,
    asks_a_name_who,
    asks_who,
    asks_who_spoke_of,
    speaking,
    who_is_named,
    without_mentions,
)

LONGEST_QUESTION = 2000
_OFFICE_ON = re.compile(
    r"(?i)(?P<who>\W*(?:(?:and|but|so|or|then|а|и|но|ну)[\s,]+)*(?:(?:what|how) about\s+|(?:что|как) насч[её]т\s+)?"
    r"[^?.,:;\u3040-\u30ff]{3,60}?)"
    r"(?:\s+(?:on|about|regarding|concerning|обо?|о|про|по(?! (?:делам|вопросам)))\s+\S|:\s*\S)"
    r"|(?P<ja_who>(?:では|じゃあ?|それでは|で|あと|一方|そして)?、?[^はがを、。\s]{2,20})は、?[^。はが]{1,30}(?:について|に関して)(?:は|も)?[?？。\s]*$"
)
MOST_MEANT = 200  # candidates of one ambiguous name: of a thousand governors nobody reads the list


@dataclass(frozen=True, slots=True)
class Understood:
    """A question taken apart.

    `text` is what to search for, without the frame of a question and the names that it is limited to;
    it is empty when the question only names a speaker ("What did Keller say?"). `speakers` None means
    anybody. `reason` is set when it cannot be searched at all, with `candidates` when a name was
    ambiguous. `record` is the one that a speaker known by an office alone was told apart by.

    `form` is what kind of answer is wanted. `occasion` is where the question narrows the search to, `wide`
    the text to search for when that is not done, `year` the year where it may be a part of what is asked
    about, `only_there` whether nothing outside is wanted. `recalled` are words that may stand in the record
    as they are, or nearly. `goes_on` is whether more is wanted of what was answered before. `but` are those
    whose words are not wanted: "Who but Keller spoke of it?". `naming` are those whom an answer has to name,
    `only_named` whether it is asked for nothing else: "Who mentioned Keller?". `unheld` is an office that is asked to
    speak and that no speaker held, `unknown` a person who is asked to, and is none of the speakers.
    """

    text: str
    speakers: tuple[Speaker, ...] | None = None
    reason: Reason | None = None
    candidates: tuple[Candidate, ...] = ()
    record: str | None = None
    form: Form = Form.QUOTES
    occasion: Occasion | None = None
    wide: str | None = None
    year: str | None = None
    only_there: bool = False
    recalled: str | None = None
    goes_on: bool = False
    but: tuple[Speaker, ...] = ()
    naming: tuple[Speaker, ...] = ()
    only_named: bool = False
    unheld: str | None = None
    unknown: str | None = None

    def widened(self) -> Self:
        """The same, asked of the whole library."""
        return replace(self, text=self.text if self.wide is None else self.wide, occasion=None, wide=None, year=None)


Records = Callable[[], Sequence[RecordSummary]]


def understand(
    question: str, roster: Roster, scope: Scope, chosen: Collection[Candidate] = (), records: Records = tuple
) -> Understood:
    """Take `question` apart: a speaker asked for in `scope` goes before one named in the question.

    `chosen` are those whom the user meant by ambiguous names in it, as far as that was asked. `records`
    gives those that the question may name by title or date; it is called only where it may.
    """
    text = readable(question)
    text, but = without_left_out(text, roster)
    if asks_nothing(text) and not but:
        return Understood(text, reason=Reason.EMPTY_QUESTION)
    return replace(_on_its_occasion(text, roster, scope, chosen, records), but=but)


def _on_its_occasion(
    text: str, roster: Roster, scope: Scope, chosen: Collection[Candidate], records: Records
) -> Understood:
    asked = _taken_apart(text, roster, scope, chosen)
    found = occasion_of(text, records()) if may_name_an_occasion(text) else None
    if found is None or asked.reason:
        return asked
    narrowed = _taken_apart(found.text, roster, scope, chosen)
    if narrowed.reason or narrowed.speakers != asked.speakers:
        return asked
    return replace(narrowed, occasion=found.occasion, wide=asked.text, year=found.year)


def readable(question: str) -> str:
    """`question` as the rest reads it: of the usual width, not all in capitals."""
    return calmed(normalize("NFKC", question[:LONGEST_QUESTION]).strip())


def _taken_apart(text: str, roster: Roster, scope: Scope, chosen: Collection[Candidate]) -> Understood:
    if scope.speaker is not None:
        return _asked_of(text, scope.speaker, roster, scope, chosen)
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


def record_of(one: Candidate, roster: Roster) -> str | None:
    """The record that tells `one`, known by an office alone, from others; None where it is only shown beside a name."""
    return one.record if is_office(one.speaker.name) and one.record in roster.summary(one.speaker).records else None


def _of_chosen(candidates: tuple[Candidate, ...], chosen: Collection[Candidate]) -> tuple[Candidate, ...]:
    return tuple(one for one in candidates if one in chosen) or candidates


def _with_record(one: Candidate, roster: Roster) -> Candidate:
    return replace(one, record=", ".join(roster.summary(one.speaker).records[:2]) or None)


def _asked_of(text: str, name: str, roster: Roster, scope: Scope, chosen: Collection[Candidate]) -> Understood:
    found = roster.resolve(name)
    if not found:
        return Understood(text, reason=Reason.UNKNOWN_SPEAKER)
    candidates = _of_chosen(meant(found, roster, scope.record), chosen)
    if len(candidates) > 1:
        return Understood(text, reason=Reason.AMBIGUOUS_SPEAKER, candidates=candidates)
    mentions = roster.mentions(text)
    named = speaking(text, mentions)
    if asks_who(text, mentions):
        named = [one for one in named if candidates[0].speaker in one.speakers]
    asked = _asked(text, named)
    return replace(asked, form=Form.QUOTES, speakers=(candidates[0].speaker,), record=record_of(candidates[0], roster))


def named_in(question: str, roster: Roster) -> list[Mention]:
    """Those named in `question`, by name or office, whose words are wanted, in order."""
    text = readable(question)
    mentions = roster.mentions(text)
    if asks_who(text, mentions):  # "who thanked Pankin?" does not ask for Pankin's words
        return among(text, mentions)
    named = [*mentions, *roster.office_mentions(text, mentions)]
    named = with_others(text, sorted(named, key=lambda one: one.start), roster)
    return speaking(text, named) or _heading(text, roster) or _leading_office(text, roster)


def _heading(text: str, roster: Roster) -> list[Mention]:
    """The office that heads some keywords: 「産業労働局長 雇用対策」."""
    head, _, rest = text.partition(" ")
    head = re.sub(r"(?:の?(?:答弁|発言|見解|説明|意見|考え))$", "", head)
    if not rest or not JA_ROLE_END.search(head):
        return []
    return roster.office_mentions(f"{head}は{rest}と述べ", ())


def _leading_office(text: str, roster: Roster) -> list[Mention]:
    """The office at the head of a question that says only whose words are wanted, on what: "the governor on fish"."""
    found = _OFFICE_ON.match(text)
    if not found:
        return []
    asked = roster.office_mentions(found["who"] or f"{found['ja_who']}は", ())
    return asked[:1] if len(asked) == 1 else []


def _named_in(text: str, roster: Roster, scope: Scope, chosen: Collection[Candidate]) -> Understood:
    named = named_in(text, roster)
    if not named:
        return _of_all(text, roster)
    found: list[Candidate] = []
    for mention in named:
        candidates = _of_chosen(meant(mention.speakers, roster, scope.record), chosen)
        if len(candidates) > 1:
            return Understood(text, reason=Reason.AMBIGUOUS_SPEAKER, candidates=candidates)
        if not candidates:
            return Understood(text, reason=Reason.UNCLEAR_SPEAKER)
        found += candidates
    speakers = tuple(dict.fromkeys(one.speaker for one in found))
    record = record_of(found[0], roster) if len(found) == 1 else None
    asked = _asked(text, named)
    form = Form.EACH if len(speakers) > 1 and asked.form is Form.QUOTES else asked.form
    return replace(asked, form=form, speakers=speakers, record=record)


def _of_all(text: str, roster: Roster) -> Understood:
    """What is asked of everybody, perhaps who named somebody."""
    asked, mentions = _asked(text, ()), roster.mentions(text)
    naming, only = who_is_named(text, mentions)
    if naming:
        people = tuple(dict.fromkeys(speaker for one in naming for speaker in one.speakers))
        subject = ", ".join(speaker.name for speaker in people) if only else asked.text
        return replace(asked, text=subject, form=Form.WHO, naming=people, only_named=only, recalled=None)
    if asked.form is Form.QUOTES and asks_who_spoke_of(text, mentions):
        return replace(asked, form=Form.WHO)
    if asked.form is not Form.QUOTES:
        return asked
    return replace(asked, unheld=roster.unheld_office(text, mentions), unknown=unknown_person(text, mentions, roster))


def _asked(text: str, mentions: Sequence[Mention]) -> Understood:
    """What is asked about, in which form, whoever it is asked of."""
    form = form_of(text)
    subject = _subject(text, mentions, form)
    if asks_a_name_who(text, mentions):
        form, subject = Form.QUOTES, subject or _subject(text, mentions, Form.QUOTES)
    return Understood(subject, form=form, recalled=words_recalled(without_mentions(text, mentions), subject))


def _subject(text: str, mentions: Sequence[Mention], form: Form) -> str:
    """What is asked about, without the mentions; nothing when the question only asks what somebody said."""
    rest = without_form(without_mentions(text, mentions), form)
    subject = subject_of(rest)
    only_frame = bool(mentions or form is Form.EACH) and (asks_nothing(subject) or is_all_frame(rest))
    return "" if only_frame else subject
