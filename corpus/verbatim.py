"""Text in a column, the same on every database, to the last character.

PostgreSQL's text holds no NUL. There it is written with U+0001 as an escape, which leaves the order of
texts as it is. It sorts by code point ("C"), as SQLite and Python do.
"""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

_TO_ESCAPE = re.compile("[\x00\x01]")
_ESCAPED = re.compile("\x01([\x01\x02])")


class Verbatim(TypeDecorator[str]):
    """Any text without lone surrogates."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type: on PostgreSQL sorted by code point, whatever the database sorts by."""
        return dialect.type_descriptor(Text(collation="C") if _escapes(dialect) else Text())

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None] | None:
        """What makes of a text what is stored."""
        return escaped if _escapes(dialect) else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None] | None:
        """What makes of what is stored the text."""
        return unescaped if _escapes(dialect) else None


def escaped(text: str | None) -> str | None:
    """`text` without NUL; two texts stay in their order."""
    if text is None or ("\x00" not in text and "\x01" not in text):
        return text
    return _TO_ESCAPE.sub(lambda found: f"\x01{chr(ord(found[0]) + 1)}", text)


def unescaped(text: str | None) -> str | None:
    """What `escaped` was given."""
    if text is None or "\x01" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(ord(found[1]) - 1), text)


def _escapes(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"
