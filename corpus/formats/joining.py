"""When the pieces in which speech is timed make a paragraph, and how they are put together."""

import re
from collections.abc import Sequence
from itertools import pairwise

PAUSE = 2.0  # seconds of silence that end a paragraph
READABLE = 400  # columns, from which on a paragraph ends with the next sentence
LONGEST = 1600  # columns, at which it ends with the next piece
_SENTENCE_ENDS = re.compile(r"[.!?…。！？][\"'”’」』)\]）】»]*$")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")


def columns_in(text: str) -> int:
    """How many columns `text` takes: two for a letter of Chinese, Japanese or Korean."""
    return len(text) + len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with `text`."""
    return bool(_SENTENCE_ENDS.search(text))


def is_paragraph(width: int, last: str) -> bool:
    """Whether pieces of `width` columns, of which `last` is the last, are enough for a paragraph."""
    return width > LONGEST or (width > READABLE and ends_sentence(last))


def joined(pieces: Sequence[str]) -> str:
    """Pieces as one paragraph: with a blank between them, but none beside a letter that is written without."""
    text = list(pieces[:1])
    for before, piece in pairwise(pieces):
        close = _WIDE.match(before[-1]) and _WIDE.match(piece)
        text.append(piece if close else f" {piece}")
    return "".join(text)
