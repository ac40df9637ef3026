"""Answers and passages as the JSON that scripts rely on."""

from dataclasses import asdict
from typing import Any

from corpus.model import Excerpt
from retrieval.model import Answer, Form, Quote


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer: question, answered, reason (with the candidates of an ambiguous name), speaker_filter, quotes.

    Beside them `form` ("quotes", "who", "each"); `who` (the names that a who-question asks for); `silent` and
    `unheard` (of an each-question: who does not speak to it, how many were not looked at); `others` (who
    does, when the speaker asked about does not), `near` (close passages, no answer: as quotes) and
    `narrowed` (records and dates that the question named, or null).
    """
    return {
        "question": answer.question,
        "answered": bool(answer.quotes),
        "reason": _reason(answer),
        "speaker_filter": answer.speaker,
        "quotes": [quote_json(quote) for quote in answer.quotes],
        "form": answer.form.value,
        "who": list(answer.names) if answer.form is Form.WHO else [],
        "silent": list(answer.silent),
        "unheard": answer.unheard,
        "others": [
            {"speaker": one.name, "role": one.role, "score": round(one.score, 4), "id": one.id} for one in answer.others
        ],
        "near": [quote_json(quote) for quote in answer.near],
        "narrowed": asdict(answer.narrowed) if answer.narrowed else None,
    }


def _reason(answer: Answer) -> str | None:
    if answer.reason is None:
        return None
    return ": ".join(filter(None, (answer.reason.value, ", ".join(answer.candidates))))


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quote: the fields of its excerpt, with `highlights` and `matches` (code points into `text`), `score` (0..1).

    The decisive sentence comes first in `highlights`, then the words in it that match the question,
    which `matches` holds alone.
    """
    matches = [list(span) for span in quote.matches]
    highlights = [*map(list, quote.highlights), *matches]
    score = round(quote.score, 4)
    return {**excerpt_json(quote.excerpt), "highlights": highlights, "score": score, "matches": matches}


def excerpt_json(excerpt: Excerpt) -> dict[str, Any]:
    """An excerpt: `start` and `end` are code points into the record's stored text; `speaker` null is narration."""
    fields = ("id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end")
    return {field: getattr(excerpt, field) for field in fields}
