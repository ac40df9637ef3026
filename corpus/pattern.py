"""Long regular expressions that are compiled when first used: an answer waits for none that it does not need."""

import re
from functools import cached_property


class Pattern:
    """`re.compile(source)`, later."""

    def __init__(self, source: str) -> None:
        """Compile `source` when it is first asked to match."""
        self._source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._compiled.fullmatch(text)
