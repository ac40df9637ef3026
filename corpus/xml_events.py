"""XML, block by block, as the events of a reader: nothing outside the file is ever opened, and memory stays bounded."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING

from corpus.errors import RecordError

if TYPE_CHECKING:
    from pyexpat import XMLParserType

DEEPEST = 500  # elements inside each other; a real document has a few dozen
LONGEST_TAG = 16_000_000  # bytes that may go by without an element or a text
_BLOCK = 262_144
_AMPLIFIED = 10  # times the size of the file that entities may make of it,
_SPARED = 2_000_000  # beyond this many code points

XML_ID = "http://www.w3.org/XML/1998/namespace id"
XML_LANG = "http://www.w3.org/XML/1998/namespace lang"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_IN_QUOTES = re.compile(rb"""=\s*("[^"<]*&[^"<]*"|'[^'<]*&[^'<]*')""")
_REFERENCE = re.compile(rb"&([A-Za-z_][\w.-]*);")
_LONGEST_VALUE = 1000  # bytes of an attribute, where two blocks meet
_LATIN = {"iso8859-1", "ascii", "cp1252"}


@dataclass(frozen=True, slots=True)
class Start:
    """An element begins. An attribute's key is its name, or "NAMESPACE NAME" where it has a namespace."""

    name: str
    space: str
    attributes: dict[str, str]

    def get(self, name: str) -> str | None:
        """The attribute `name`, its blanks collapsed; None where it is missing or blank."""
        return " ".join(self.attributes.get(name, "").split()) or None


@dataclass(frozen=True, slots=True)
class End:
    """The element `name` ends."""

    name: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """A processing instruction."""

    target: str
    data: str


Event = Start | End | Instruction | str  # str: text, in pieces of any length


def read_events(file: IO[bytes], name: str, encoding: str | None = None) -> Iterator[Event]:
    """What stands in the XML `file`, in order, every entity replaced by its text.

    `encoding` is the one that the user asked for. Names of characters that HTML knows (&nbsp;) are
    read without a DTD. Raises RecordError, which calls the file `name`, for XML that is not
    well-formed or complete, refers to another file, or grows without measure when it is read.
    """
    from pyexpat import ExpatError

    reader = _Reader(name)
    try:
        for block in _blocks(file, name, encoding):
            yield from reader.read(block)
        yield from reader.read(b"", last=True)
    except ExpatError as error:
        reason = f"line {error.lineno}: {str(error).partition(':')[0]}"
        raise RecordError(f"{name} is not complete, well-formed XML ({reason}): mend it or get it again") from error


def _blocks(file: IO[bytes], name: str, encoding: str | None) -> Iterator[bytes]:
    """The file in UTF-8."""
    block = file.read(_BLOCK)
    chosen = encoding or _encoding(block)
    try:
        b" ".decode(chosen, "replace")  # a LookupError for what is no encoding of text
        decoder = codecs.getincrementaldecoder(chosen)()
    except (LookupError, ValueError) as error:
        raise RecordError(f"{name} is in the encoding {chosen!r}, which is not known: save it as UTF-8") from error
    while block:
        yield _in_utf8(decoder, block, name, chosen)
        block = file.read(_BLOCK)
    yield _in_utf8(decoder, b"", name, chosen, final=True)


def _in_utf8(
    decoder: codecs.IncrementalDecoder, block: bytes, name: str, encoding: str, *, final: bool = False
) -> bytes:
    try:
        return decoder.decode(block, final).encode()
    except ValueError as error:
        raise RecordError(f"{name} is not in {encoding}, the encoding that it names: save it as UTF-8") from error


def _encoding(head: bytes) -> str:
    """The encoding that the first bytes declare; UTF-8 without one, and where they are UTF-8 against their word."""
    marked = next((encoding for mark, encoding in _BOMS if head.startswith(mark)), None)
    declared = _DECLARED.match(head)
    if marked or declared is None:
        return marked or "utf-8"
    label = declared[1].decode("ascii")
    try:
        known = codecs.lookup(label).name
    except LookupError:
        return label
    if known not in _LATIN:
        return label
    return "utf-8" if _is_utf8(head) else "cp1252"  # as browsers read it: nobody means the controls of ISO-8859-1


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return not head.isascii()


class _Reader:
    """Gathers the events of one block at a time."""

    def __init__(self, name: str) -> None:
        from pyexpat import XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, ParserCreate

        self._name = name
        self._events: list[Event] = []
        self._depth = self._fed = self._delivered = 0
        self._declared: set[str] = set()
        self._last = b""
        parser = ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._declares
        parser.ExternalEntityRefHandler = self._external
        parser.SetParamEntityParsing(XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        parser.UseForeignDTD(True)
        self._parser = parser

    def read(self, block: bytes, *, last: bool = False) -> list[Event]:
        """The events that `block` completes."""
        self._events = []
        self._fed += len(block)
        self._parser.Parse(block, last)
        self._check_values(block)
        if not last and self._fed - max(self._parser.CurrentByteIndex, 0) > LONGEST_TAG:
            raise RecordError(f"{self._name} holds a tag of more than {LONGEST_TAG // 1_000_000} MB: it is not a text")
        return self._events

    def _check_values(self, block: bytes) -> None:
        """Refuses what nothing defines in an attribute: expat leaves it out, and a name would lose a letter."""
        for value in _IN_QUOTES.findall(self._last + block):
            for reference in _REFERENCE.findall(value):
                name = reference.decode()
                if name not in self._declared and name not in _named_characters():
                    self._skipped(name, False)
        self._last = block[-_LONGEST_VALUE:]

    def _declares(self, name: str, is_parameter: bool, *_about: object) -> None:
        if not is_parameter:
            self._declared.add(name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise RecordError(f"{self._name} has more than {DEEPEST} elements inside each other: it is not a text")
        self._measure(sum(map(len, attributes.values())))
        space, _, local = name.rpartition(" ")
        self._events.append(Start(local, space, attributes))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._events.append(End(name.rpartition(" ")[2]))

    def _text(self, text: str) -> None:
        self._measure(len(text))
        self._events.append(text)

    def _instruction(self, target: str, data: str) -> None:
        self._events.append(Instruction(target, data))

    def _measure(self, length: int) -> None:
        self._delivered += length
        if self._delivered > _AMPLIFIED * self._fed + _SPARED:
            raise RecordError(f"{self._name} grows without measure when its entities are replaced: it is not read")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise RecordError(f"{self._name} uses &{name};, which it does not define: put the character in its place")

    def _external(self, context: str | None, _base: str | None, system: str | None, _public: str | None) -> int:
        if context is not None:
            raise RecordError(f"{self._name} takes text from another file ({system}): put that text into it")
        beside: XMLParserType = self._parser.ExternalEntityParserCreate(None)
        beside.Parse(_characters(), True)  # in place of a DTD, which is never opened
        return 1


@lru_cache(maxsize=1)
def _named_characters() -> dict[str, str]:
    """The names that HTML has for characters, and these."""
    from html.entities import html5

    return {name[:-1]: value for name, value in html5.items() if name.endswith(";")}


@lru_cache(maxsize=1)
def _characters() -> bytes:
    """A DTD of the names that HTML has for characters."""
    named = _named_characters()
    values = {name: "".join(f"&#38;#{ord(char)};" for char in value) for name, value in named.items()}
    return "".join(f'<!ENTITY {name} "{value}">' for name, value in values.items()).encode()
