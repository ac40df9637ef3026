"""The line that a reader puts below a quote: who, in what role, where, when."""

from bot.pieces import units
from bot.render import one_line
from bot.wording import attribution, date_text
from corpus.model import Excerpt
from retrieval.language import Language

CITATION_LIMIT = 256  # characters that a button may copy
_LEAST = 24  # characters of a name or a title; below that it is left out rather than clipped


def citation(excerpt: Excerpt, language: Language) -> str:
    """Speaker, role, title, date, place and passage id in at most 256 UTF-16 units.

    Where they are too long the title is clipped first, then the place, then the speaker and the role; the passage id
    last, which alone would lead back to the source.
    """
    who, title = one_line(attribution(excerpt, language)), one_line(excerpt.title)
    date = one_line(date_text(excerpt.date, language)) if excerpt.date else ""
    fields = [who, title, date, one_line(excerpt.place or ""), one_line(excerpt.locator or ""), f"[{excerpt.id}]"]
    for place in (1, 3, 4, 0, 2, 5):
        over = units(_joined(fields)) - CITATION_LIMIT
        if over <= 0:
            break
        fields[place] = _shorter(fields[place], over)
    return _joined(fields)


def _joined(fields: list[str]) -> str:
    return ", ".join(filter(None, fields))


def _shorter(text: str, by: int) -> str:
    """`text` clipped by so many UTF-16 units, its ellipsis counted; nothing where too little would be left."""
    room = units(text) - by - 1
    while text and units(text) > room:
        text = text[:-1]
    text = text.rstrip()
    return text + "…" if units(text) >= _LEAST else ""
