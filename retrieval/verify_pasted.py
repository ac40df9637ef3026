"""A pasted text taken apart: what in it is quoted, where words were left out, what an editor put in. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.errors import TooMuchToVerify
from retrieval.verify_text import Token, tokens, words_of

LONGEST = 5000  # code points; a longer text would keep everybody else waiting

MOST_OMISSIONS = 40  # each part between them is looked up by itself
MOST_INSERTIONS = 20  # an editor's brackets beyond are read as words

Span = tuple[int, int]
_OMITTED_WORD = r"(?:前|中|後|以下)?略|省略|snip|cut|omitted|abridged|пропуск|сокращено"
_DOTS = r"(?:…|\.(?:\s?\.){2,}|・{3,}|⋯|‥|〜?…+)"
_OMISSION = re.compile(
    rf"[\[(［（〈<《〔【]\s*(?:{_DOTS}[\s…]*|{_OMITTED_WORD})\s*[\])］）〉>》〕】]|{_DOTS}[\s…]*", re.IGNORECASE
)
_SIC = re.compile(r"[\[(［（]\s*(?:sic|так в тексте|так!?|ママ|原文ママ)\s*!?[\])］）]", re.IGNORECASE)
_ONE_LETTER = re.compile(r"\[(\w)\](?=\w)")
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]|［[^［］]{1,200}］|〔[^〔〕]{1,200}〕|（(?:=|＝|注[:：])[^（）]{1,200}）")
_JOINER = "\u2060"  # invisible and folded away: takes the place of a bracket within a word
_PAIRS = {"「": "」", "『": "』", "«": "»", "„": "“”", "“": "”“", "‹": "›", "〝": "〟〞", "〈": "〉", "《": "》"}
_ALTERNATIVES = {"»": "«", "”": "”"}  # Danish, Swedish: the closing mark opens
_SINGLE = re.compile(r"(?<!\w)['‘‚](?=\S)(.+?)(?<=[^\s])['’‘](?!\w)", re.DOTALL)
_CONTENT = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Insertion:
    """An editor's words, text[start:end] with their brackets, before word `at` of a segment."""

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that are to stand together: what lies between two omissions. `tokens` have their place in the paste."""

    tokens: tuple[Token, ...]
    insertions: tuple[Insertion, ...] = ()

    @property
    def words(self) -> list[Token]:
        """The tokens without punctuation."""
        return words_of(list(self.tokens))


@dataclass(frozen=True, slots=True)
class Piece:
    """One quotation: text[start:end] of the paste, its segments in the order in which they must stand."""

    start: int
    end: int
    segments: tuple[Segment, ...]


def check_length(text: str) -> None:
    """Raise TooMuchToVerify for a text of more than LONGEST code points."""
    if len(text) > LONGEST:
        raise TooMuchToVerify(f"the text is longer than {LONGEST:,} characters: verify it part by part")


def check_omissions(text: str) -> None:
    """Raise TooMuchToVerify for a text of more than MOST_OMISSIONS ellipses."""
    count = sum(1 for _ in _OMISSION.finditer(text))
    if count > MOST_OMISSIONS:
        raise TooMuchToVerify(f"the text leaves words out {count} times: verify at most {MOST_OMISSIONS} at a time")


def literal(text: str, start: int = 0, end: int | None = None) -> Piece | None:
    """text[start:end] as one quotation, every mark in it the speaker's; None where it has no word."""
    end = len(text) if end is None else end
    segment = _segment(text, start, end, ())
    return Piece(start, end, (segment,)) if segment else None


def shortened(text: str, start: int = 0, end: int | None = None) -> Piece | None:
    """text[start:end] as one quotation in which ellipses stand for words left out and brackets for an editor's."""
    end = len(text) if end is None else end
    text = _SIC.sub(lambda match: " " * len(match[0]), text)
    text = _ONE_LETTER.sub(rf"{_JOINER}\1{_JOINER}", text)
    edges = [start]
    for match in _OMISSION.finditer(text, start, end):
        edges += match.span()
    edges.append(end)
    spans = zip(edges[::2], edges[1::2], strict=True)
    segments = [
        segment for first, last in spans if (segment := _segment(text, first, last, tuple(_edited(text, first, last))))
    ]
    return Piece(start, end, tuple(segments)) if segments else None


def _edited(text: str, start: int, end: int) -> Iterator[Span]:
    for match in islice(_BRACKETED.finditer(text, start, end), MOST_INSERTIONS):
        yield match.span()


def _segment(text: str, start: int, end: int, edited: Sequence[Span]) -> Segment | None:
    """The tokens of text[start:end] but for those of `edited`, trimmed of punctuation."""
    found: list[Token] = []
    insertions: list[Insertion] = []
    at = start
    for first, last in (*edited, (end, end)):
        found += tokens(text[at:first], at)
        if first < end:
            insertions.append(Insertion(len(words_of(found)), first, last))
        at = last
    spoken = words_of(found)
    if not spoken or not any(_CONTENT.match(token.key) for token in spoken):
        return None
    kept = [token for token in found if spoken[0].start <= token.start <= spoken[-1].start]
    return Segment(tuple(kept), tuple(insertions))


def quoted(text: str) -> list[Span]:
    """What stands within the outermost quotation marks of `text`, marks not included, in order.

    A mark that is not closed reaches to the end of its paragraph, or, where the next paragraph opens with
    the same mark again (the English manner), on through that one.
    """
    found = [span for span in _within_marks(text) if _CONTENT.search(text[span[0] : span[1]])]
    if not found:
        found = [match.span(1) for match in _SINGLE.finditer(text) if _CONTENT.search(match[1])]
    return found


def _within_marks(text: str) -> Iterator[Span]:
    at = 0
    while at < len(text):
        closing = '"' if text[at] == '"' else _PAIRS.get(text[at]) or _ALTERNATIVES.get(text[at])
        if closing is None or (text[at] in _ALTERNATIVES and not _opens_word(text, at)):
            at += 1
            continue
        end = _closed(text, at, closing)
        yield at + 1, end
        at = end + 1


def _opens_word(text: str, at: int) -> bool:
    return text[at + 1 : at + 2].isalnum() and not text[:at][-1:].isalnum()


def _closed(text: str, opening: int, closing: str) -> int:
    """Where the quotation that begins at `opening` ends: its closing mark, nested ones passed over."""
    depth, mark = 1, text[opening]
    nests = mark not in closing
    for at in range(opening + 1, len(text)):
        if text[at] in closing:
            depth -= 1
            if depth == 0:
                return at
        elif nests and text[at] == mark and text[:at].rstrip(" \t\u3000")[-1:] != "\n":
            depth += 1
    paragraph = text.find("\n\n", opening)
    return len(text) if paragraph < 0 else paragraph


def outside(text: str, spans: Sequence[Span]) -> str:
    """`text` with blanks in place of `spans`: every offset stays."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
