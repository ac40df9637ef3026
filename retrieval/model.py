"""What is asked, and what is answered."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Excerpt


class Reason(StrEnum):
    """Why nothing was quoted."""

    EMPTY_QUESTION = "the question is empty"
    EMPTY_LIBRARY = "the library holds no passage in this scope"
    NOT_ANSWERED = "the record does not answer this question"
    NOT_BY_SPEAKER = "this speaker does not speak to this"
    UNKNOWN_SPEAKER = "no speaker goes by this name"
    AMBIGUOUS_SPEAKER = "several speakers go by this name"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: a speaker as the user wrote the name, a record's id, a span of ISO dates (inclusive)."""

    speaker: str | None = None
    record: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that answers. `highlights` are code-point slices of `excerpt.text`; `score` lies in 0..1."""

    excerpt: Excerpt
    highlights: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, best first; or none, with the reason.

    `speaker` is the name that the search was limited to, whether asked for or named in the
    question. `candidates` are the names to choose from when the one given is ambiguous.
    """

    question: str
    quotes: tuple[Quote, ...] = ()
    reason: Reason | None = None
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
