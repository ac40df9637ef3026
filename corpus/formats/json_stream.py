"""A JSON document item by item: the objects of its lists one after the other, never the whole."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from corpus.errors import RecordError
from corpus.formats.json_values import DECODER, LARGEST, load, told
from corpus.formats.text_stream import opened_text
from corpus.source_file import SourceFile

_BLOCK = 1 << 18
_DEEPEST = 20  # objects around a list of speeches
_SPACE = re.compile(r"[ \t\n\r\ufeff]*")


@dataclass(frozen=True, slots=True)
class Item:
    """A value in a document. `path` are the keys to it, with points between; `listed`: one of the objects of a list.

    `where` says, for a message, where it stands.
    """

    path: str
    value: Any
    listed: bool
    where: str


def document_items(source: SourceFile, encoding: str) -> Iterator[Item]:
    """The items of a file that holds one value: each object of a list, and each other value that is no object.

    Raises RecordError where it is no JSON, or an item is larger than LARGEST.
    """
    with opened_text(source, encoding) as text:
        scanner = _Scanner(text, str(source.path))
        yield from _descend(scanner, "", 0)
        if scanner.peek():
            raise RecordError(f"{source.path}: more stands after the end of the JSON: one value a file, or .jsonl")


def line_items(source: SourceFile, encoding: str) -> Iterator[Item]:
    """The items of a file with one value a line; blank lines are passed over. Raises RecordError."""
    with opened_text(source, encoding, "\n") as text:
        for number, line in enumerate(iter(lambda: text.readline(LARGEST), ""), 1):
            where = f"{source.path}, line {number}"
            if len(line) == LARGEST:
                raise RecordError(f"{where} has more than {LARGEST // 1_000_000} million characters: split it")
            if line.strip(" \t\r\n\ufeff"):
                value = load(line.strip(" \t\r\n\ufeff"), where)
                yield Item("", value, isinstance(value, dict), where)


def _descend(scanner: "_Scanner", path: str, depth: int) -> Iterator[Item]:
    if depth > _DEEPEST:
        raise RecordError(f"{scanner.name} is nested too deeply to be a record: give a list of speeches")
    first = scanner.peek()
    if first == "{":
        for key in scanner.members():
            yield from _descend(scanner, f"{path}.{key}" if path else key, depth + 1)
    elif first == "[" and scanner.holds_objects():
        for number, value in enumerate(scanner.elements(), 1):
            yield Item(path, value, isinstance(value, dict), f"{scanner.name}, {path or 'list'}[{number}]")
    else:
        yield Item(path, scanner.value(), False, scanner.name)


class _Scanner:
    """Reads a document forward, holding no more of it than the value that is being read."""

    def __init__(self, text: TextIO, name: str) -> None:
        self.name = name
        self._text = text
        self._held = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next visible character; "" at the end."""
        while True:
            self._at = _SPACE.match(self._held, self._at).end()  # type: ignore[union-attr]  # it matches nothing too
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def members(self) -> Iterator[str]:
        """Each key of an object; its value has to be read before the next."""
        seen: set[str] = set()
        for _ in self._separated("{", "}"):
            key = self.value() if self.peek() == '"' else self._fail("a key in quotation marks")
            if key in seen:
                raise RecordError(f"{self.name}: the key {key[:40]!r} stands twice in one object: leave one")
            if len(seen) < 10_000:
                seen.add(key)
            self._take(":")
            yield key

    def elements(self) -> Iterator[Any]:
        """Each value of a list."""
        for _ in self._separated("[", "]"):
            yield self.value()

    def holds_objects(self) -> bool:
        """Whether the list that begins here begins with an object."""
        self.peek()
        while True:
            inside = _SPACE.match(self._held, self._at + 1).end()  # type: ignore[union-attr]  # it matches nothing too
            if inside < len(self._held):
                return self._held[inside] == "{"
            if not self._more():
                return False

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            value, end = told(self._try, self.name)
            if end is not None and (end < len(self._held) or self._ended):
                self._at = end
                return value
            self._more()

    def _try(self) -> tuple[Any, int | None]:
        """The value that is held and where it ends; None where more has to be read to tell."""
        try:
            return DECODER.raw_decode(self._held, self._at)
        except json.JSONDecodeError as error:
            if self._ended or not self._may_go_on(error):
                raise
        if len(self._held) - self._at > LARGEST:
            raise RecordError(f"a value has more than {LARGEST // 1_000_000} million characters: split the file")
        return None, None

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated") or error.pos > len(self._held) - 20

    def _more(self) -> bool:
        """Reads as much again as is held, so that a long value costs time in proportion to its length."""
        left = self._held[self._at :]
        block = self._text.read(max(_BLOCK, len(left)))
        self._held, self._at = left + block, 0
        self._ended = not block
        return bool(block)

    def _separated(self, first: str, last: str) -> Iterator[None]:
        self._take(first)
        if self.peek() != last:
            yield
            while self.peek() == ",":
                self._take(",")
                yield
        self._take(last)

    def _take(self, char: str) -> None:
        if self.peek() != char:
            self._fail(repr(char))
        self._at += 1

    def _fail(self, wanted: str) -> Any:
        found = self.peek()
        what = f"{found!r} stands where {wanted} should" if found else f"it ends where {wanted} should follow"
        raise RecordError(f"{self.name} is not JSON or not whole ({what}): export it again")
