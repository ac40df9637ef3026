"""A conversation with the bot as Markdown: each message as it was sent, its entities and its buttons."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from telegram import MessageEntity

Json = dict[str, Any]

SAID = (
    "CSTOの憲章はいつ、どこで調印されましたか？",
    "What did Zas say about the defence industry?",
    "And about the coronavirus?",
    "Кто говорил о коронавирусе?",
    "What did Pankin say about model laws?",
    "Who won the football match?",
)
SHOWN = 2  # messages of an answer
_MARKS = {"bold": ("<b>", "</b>"), "italic": ("<i>", "</i>")}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(said: str, answers: Sequence[Json]) -> str:
    """One question and the first messages that answer it."""
    shown = "\n>\n> ——\n>\n".join(map(quoted, answers[:SHOWN]))
    further = len(answers) - SHOWN
    more = f"\n\n_(and {further} more)_" if further > 0 else ""
    return f"**You:** {escaped(said)}\n\n{shown}{more}"


def quoted(sent: Json) -> str:
    """One message of the bot: its lines, then its buttons."""
    lines = marked_up(sent["text"], [MessageEntity.de_json(one, None) for one in sent["raw"].get("entities", ())])
    rows = (sent["raw"].get("reply_markup") or {}).get("inline_keyboard", ())
    buttons = [" ".join(f"`{button['text']}`" for button in row) for row in rows]
    return "\\\n".join(f"> {line}" for line in (*lines.splitlines(), *buttons))


def marked_up(text: str, entities: Sequence[MessageEntity]) -> str:
    """`text` with what its entities mark. Links, which depend on the bot's name, are left out; a blockquote is »…«."""
    units = text.encode("utf-16-le")
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for entity in entities:
        start, end = entity.offset, entity.offset + entity.length
        opening, closing = ("» ", " «") if "blockquote" in entity.type else _MARKS.get(entity.type, ("", ""))
        before[start] = before.get(start, "") + opening
        after[end] = closing + after.get(end, "")
    edges = sorted({0, len(units) // 2, *before, *after})
    parts = [
        before.get(start, "") + escaped(units[2 * start : 2 * end].decode("utf-16-le")) + after.get(end, "")
        for start, end in pairwise(edges)
    ]
    return "".join(parts)


def escaped(text: str) -> str:
    """`text` as Markdown shows it unchanged."""
    return _SPECIAL.sub(r"\\\1", text)
