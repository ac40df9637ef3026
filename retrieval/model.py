"""What is asked, and what is answered."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Excerpt, Speaker


class Reason(StrEnum):
    """Why nothing was quoted."""

    EMPTY_QUESTION = "the question is empty"
    EMPTY_LIBRARY = "the library holds no passage in this scope"
    OFF_TOPIC = "nothing in the record is about this"
    NOT_ANSWERED = "the record touches on this but does not answer it"
    NOT_BY_SPEAKER = "this speaker does not speak to this"
    NOT_BY_OTHERS = "nobody else speaks to this"
    UNKNOWN_SPEAKER = "no speaker goes by this name"
    UNKNOWN_OFFICE = "no speaker held this office"
    AMBIGUOUS_SPEAKER = "several speakers go by this name"
    UNCLEAR_SPEAKER = "it is not said who is meant"


class Form(StrEnum):
    """What kind of answer a question wants: quotes, who it was (the names lead), or one quote of each speaker."""

    QUOTES = "quotes"
    WHO = "who"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: a speaker as the user wrote the name, a record's id, a span of ISO dates (inclusive)."""

    speaker: str | None = None
    record: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """When or where something was said, as a question has it: records by id, or a span of ISO dates (inclusive)."""

    records: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One whom an ambiguous name may mean: the role last held, and the record where only that tells them apart."""

    speaker: Speaker
    role: str | None = None
    record: str | None = None

    @property
    def label(self) -> str:
        """The name as printed, and beside it what tells this speaker from the others."""
        beside = "; ".join(filter(None, (self.role, self.record)))
        return f"{self.speaker.name} ({beside})" if beside else self.speaker.name


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that answers; `score` lies in 0..1.

    `highlights` (what decides) and `matches` (the words in it that match the question) are
    code-point slices of `excerpt.text`.
    """

    excerpt: Excerpt
    highlights: tuple[tuple[int, int], ...]
    score: float
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherSpeaker:
    """One who speaks to what another was asked about: a `Speaker.id`, and how surely their best passage does, 0..1."""

    id: str
    name: str
    role: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, best first; or none, with the reason.

    `speaker` is the name that the search was limited to, whether asked for or named in the
    question. `candidates` are those to choose from when the name given is ambiguous: each a name, and
    beside it what tells it from the others.

    `form` WHO has one quote of each speaker, and never narration; EACH has one of each speaker who
    speaks to it: `silent` names those who were heard and do not, `unheard` counts those of the scope who
    were too many to be heard one by one. Where nothing is quoted, `others` are the speakers who do speak
    to it when the one asked about does not, surest first, and `near` at most two close passages, which
    are no answer and must never be shown as one. `narrowed` is where the question itself narrowed the
    search to.
    """

    question: str
    quotes: tuple[Quote, ...] = ()
    reason: Reason | None = None
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    form: Form = Form.QUOTES
    others: tuple[OtherSpeaker, ...] = ()
    near: tuple[Quote, ...] = ()
    silent: tuple[str, ...] = ()
    unheard: int = 0
    narrowed: Occasion | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Who is quoted, in the order of the quotes; nobody for narration."""
        return tuple(dict.fromkeys(quote.excerpt.speaker for quote in self.quotes if quote.excerpt.speaker))
