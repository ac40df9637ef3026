"""Long regular expressions that are compiled when first used: an answer waits for none that it does not need."""

import re
import sys
from collections.abc import Callable, Collection, Iterator
from functools import cached_property

RUSSIAN_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
"""What a text needs for a Russian pattern to match."""


class Pattern:
    """`re.compile(source)`, later."""

    def __init__(self, source: str, needs: Collection[str] = ()) -> None:
        """Compile `source` when it is first asked to match.

        A match holds one of `needs`, in small letters: a text without any of them is not looked at.
        """
        self._source = source
        self._needs = tuple(needs)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text, start) if self._may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text, start) if self._may_match(text) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._compiled.fullmatch(text, start, end) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compiled.finditer(text) if self._may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """As `re.Pattern.findall`, for a pattern of at most one group."""
        return self._compiled.findall(text) if self._may_match(text) else []

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._compiled.sub(replacement, text) if self._may_match(text) else text

    def _may_match(self, text: str) -> bool:
        return not self._needs or holds_any(text, self._needs)


class Alternatives:
    """`patterns` as one that tries them in this order at each place, each compiled only where it may match."""

    def __init__(self, *patterns: Pattern) -> None:
        self._patterns = patterns

    def search(self, text: str) -> re.Match[str] | None:
        """The match that begins first; of those that begin together, that of the earlier pattern."""
        found = [match for pattern in self._patterns if (match := pattern.search(text))]
        return min(found, key=lambda match: match.start(), default=None)

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning, that of the first pattern that has one."""
        return next((match for pattern in self._patterns if (match := pattern.match(text))), None)


def holds_any(text: str, words: Collection[str]) -> bool:
    """Whether `text` holds one of `words`, which are in small letters."""
    folded = text.casefold()
    return any(word in folded for word in words)
