"""JSON values out of text that nobody vouches for: what cannot be read is told, what is odd is kept as printed."""

import json
import re
from collections.abc import Iterator
from typing import Any

from corpus.errors import RecordError
from corpus.wordlist import wordlist

LARGEST = 32_000_000  # code points of one value that has to be held whole


_NAMING = ("name", "fullname", "full_name", "displayname", "display_name", "氏名", "名前", "имя", "фио")

_WRAPPING = {"metadata", "meta", "attributes", "fields", "properties", "_source"}  # objects that add nothing to a key


class Number(str):
    """A number as printed: of any size, with every digit; NaN and Infinity too."""

    __slots__ = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        for key, value in pairs:
            if found[key] != value:
                raise RecordError(f"the key {key[:40]!r} stands twice in one object: leave one")
    return found


DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=Number, strict=False
)


def load(text: str, where: str) -> Any:
    """The one value in `text`. Raises RecordError, which says `where`."""
    return told(lambda: DECODER.decode(text), where)


def told(read: Any, where: str) -> Any:
    """What `read()` gives, or its failure as a RecordError that says `where`."""
    try:
        return read()
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from error
    except json.JSONDecodeError as error:
        raise RecordError(f"{where} is not JSON ({error.msg} at character {error.pos + 1}): mend it") from error
    except RecursionError as error:
        raise RecordError(f"{where} is nested too deeply to be a record: give a list of speeches") from error


def flat(value: dict[str, Any], depth: int = 2) -> Iterator[tuple[str, str]]:
    """The texts and numbers in an object, by key; those of an object within it by both keys: "speaker.role".

    The name of an object within is under its key alone: {"speaker": {"name": "Jane Roe"}} is as
    {"speaker": "Jane Roe"}. A list of texts is one text, a line each; what is neither is passed over.
    """
    for key in _WRAPPING & value.keys():  # first, so that what stands outside them holds
        if depth and isinstance(value[key], dict):
            yield from flat(value[key], depth - 1)
    for key, inner in value.items():
        if isinstance(inner, dict):
            for name, text in flat(inner, depth - 1) if depth else ():
                yield (key if name.casefold() in _NAMING else f"{key}.{name}"), text
        elif (words := as_text(inner)) is not None:
            yield key, words


def as_text(value: Any) -> str | None:
    """A text, a number as printed, the lines of a list of texts, or a text in pieces; None for everything else."""
    if isinstance(value, str):
        return str(value)
    if _is_in_pieces(value):  # ["See ", {"type": "link", "text": "https://…"}, "."], as Telegram exports it
        return "".join(piece if isinstance(piece, str) else piece["text"] for piece in value)
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return None


def _is_in_pieces(value: Any) -> bool:
    """Whether a list is one text, some pieces of which are marked: as a link, as bold."""
    marked = [piece for piece in value if isinstance(piece, dict)] if isinstance(value, list) else []
    texts = all(isinstance(piece.get("text"), str) and str(piece.get("type")) in _MARKED for piece in marked)
    return bool(marked) and texts and all(isinstance(piece, str | dict) for piece in value)


_MARKED = wordlist(
    """
    plain bold italic underline strikethrough spoiler code pre blockquote link text_link mention mention_name hashtag
    cashtag bot_command email phone bank_card custom_emoji
    """
)
_INTEGER = re.compile(r"\d{1,15}$", re.ASCII)


def as_integer(value: Any) -> int | None:
    """A count that was printed as a JSON number; None for everything else."""
    return int(value) if isinstance(value, Number) and _INTEGER.match(value) else None
