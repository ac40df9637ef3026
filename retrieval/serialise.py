"""Answers and passages as the JSON that scripts rely on."""

from typing import Any

from corpus.model import Excerpt
from retrieval.model import Answer, Quote


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer: question, answered, reason (with the candidates of an ambiguous name), speaker_filter, quotes."""
    return {
        "question": answer.question,
        "answered": bool(answer.quotes),
        "reason": _reason(answer),
        "speaker_filter": answer.speaker,
        "quotes": [quote_json(quote) for quote in answer.quotes],
    }


def _reason(answer: Answer) -> str | None:
    if answer.reason is None:
        return None
    return ": ".join(filter(None, (answer.reason.value, ", ".join(answer.candidates))))


def quote_json(quote: Quote) -> dict[str, Any]:
    """A quote: the fields of its excerpt, with `highlights` (code points into `text`) and `score` (0..1).

    The decisive sentence comes first in `highlights`, then the words in it that match the question.
    """
    highlights = [list(span) for span in (*quote.highlights, *quote.matches)]
    return {**excerpt_json(quote.excerpt), "highlights": highlights, "score": round(quote.score, 4)}


def excerpt_json(excerpt: Excerpt) -> dict[str, Any]:
    """An excerpt: `start` and `end` are code points into the record's stored text; `speaker` null is narration."""
    fields = ("id", "text", "speaker", "role", "record", "title", "date", "url", "start", "end")
    return {field: getattr(excerpt, field) for field in fields}
