"""A speaker as data prints it: a name, with or without a role around it, or nobody."""

import re
from unicodedata import normalize

from corpus.labels import Shape, parse_label
from corpus.model import Speaker
from corpus.roles import has_cjk

_NOBODY = re.compile(r"(?:|null|none|nil|n/?a|nan|unknown|-+|—|–|\?+|不明|なし|неизвестно|нет)$", re.IGNORECASE)


def speaker_of(printed: str | None, *, identity: str | None = None) -> tuple[Speaker | None, str | None]:
    """Who a printed label names, and in what role: "議長（石川良一君）" → 石川良一, 議長; nobody → None, None.

    `identity` is the id that the source gives; without one, the name is the identity. A name in
    words is kept as it is printed: only Japanese manners put the role around the name in data too.
    """
    name = re.sub(r"\s+", " ", normalize("NFC", printed or "")).strip()
    if _NOBODY.match(name):
        return None, None
    label = parse_label(name) if has_cjk(name) else None
    if label and label.name and label.role and label.shape == Shape.NAME_AND_ROLE:
        return Speaker(identity or normalize("NFKC", label.name), label.name), label.role
    return Speaker(identity or normalize("NFKC", name), name), None
