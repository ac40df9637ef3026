"""Where in a text words stand that are perhaps not quite the same, and what differs. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.verify_text import Kind, Token

Codes = NDArray[np.uint32]
EDITORIAL_WORDS = 6  # original words for which an insertion in brackets may stand
EDITORIAL_SIGNS = 15  # the same in a script without spaces


@dataclass(slots=True)
class Vocabulary:
    """Tokens as single characters, the same character for the same word in any case."""

    _codes: dict[str, str] = field(default_factory=dict)

    def encoded(self, words: Iterable[Token]) -> str:
        """One character a token."""
        return "".join(map(self._code, words))

    def _code(self, token: Token) -> str:
        key = token.key.casefold()
        code = self._codes.get(key)
        if code is None:
            number = len(self._codes) + 1
            code = self._codes[key] = chr(number if number < 0xD800 else number + 0x800)  # no lone surrogates
        return code


def same_words(wanted: str, text: str, gaps: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Where `wanted` stands in `text`, both encoded, as slices of `text`; overlapping places too.

    At each of `gaps` (indices into `wanted`) an editor inserted something: there `text` may have up
    to EDITORIAL_SIGNS tokens that `wanted` has not.
    """
    if not wanted:
        return []
    if not gaps:
        return list(_occurrences(wanted, text))
    first, *later = (wanted[start:end] for start, end in pairwise((0, *gaps, len(wanted))))
    reached = {end: start for start, end in _occurrences(first, text)}
    for part in later:
        reached = _after_gaps(part, text, reached)
    nearest_end = {start: end for end, start in sorted(reached.items(), reverse=True)}
    return sorted(nearest_end.items())


def _after_gaps(part: str, text: str, reached: dict[int, int]) -> dict[int, int]:
    """Where `part` ends within EDITORIAL_SIGNS of an end in `reached`; each end with the latest start before it."""
    found: dict[int, int] = {}
    for end, start in reached.items():
        for at in range(end, end + EDITORIAL_SIGNS + 1):
            if text.startswith(part, at):
                found[at + len(part)] = max(start, found.get(at + len(part), 0))
    return found


def _occurrences(wanted: str, text: str) -> Iterable[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + 1)


@dataclass(frozen=True, slots=True)
class Located:
    """The slice of a text that is nearest to the words wanted, and by how many tokens it differs."""

    start: int
    end: int
    edits: int


def nearest(wanted: str, text: str, breaks: frozenset[int] = frozenset()) -> Located:
    """The slice of `text` that takes the fewest edits (Levenshtein, 1966) to become `wanted`; both encoded.

    Where several slices are equally near, one that begins and ends at `breaks` (indices into `text`
    at which a sentence or clause begins) is chosen, and then the longest. Time: the product of both lengths,
    by rows of numpy.
    """
    pattern, whole = _codes(wanted), _codes(text)
    ends = _last_row(pattern, whole)
    edits = int(ends.min())
    end = _choice(np.flatnonzero(ends == edits), breaks, len(text), latest=True)
    starts = _last_row(pattern[::-1], whole[:end][::-1], anchored=True)
    start = end - _choice(
        np.flatnonzero(starts == starts.min()), frozenset(end - at for at in breaks if at <= end), end, latest=True
    )
    return Located(start, end, edits)


def is_below(wanted: str, text: str, likeness: float) -> bool:
    """Whether no slice of `text` can be so near to `wanted` that edits take at most 1 - `likeness` of it (0..1).

    Told without finding the slice: a likeness l leaves l of `wanted` in a slice as long as it, in order. Says
    nothing where `text` is the shorter one.
    """
    from rapidfuzz.fuzz import partial_ratio

    return len(text) >= len(wanted) and partial_ratio(wanted, text, score_cutoff=100 * likeness) == 0


def _choice(places: NDArray[np.int64], breaks: frozenset[int], edge: int, *, latest: bool) -> int:
    natural = [int(at) for at in places if int(at) in breaks or int(at) == edge]
    return (natural or [int(at) for at in places])[-1 if latest else 0]


def _last_row(pattern: Codes, text: Codes, *, anchored: bool = False) -> NDArray[np.int32]:
    """For each end in `text`: edits to the nearest slice before it or, `anchored`, to all before it. int32 [n + 1]."""
    steps = np.arange(len(text) + 1, dtype=np.int32)
    row = steps.copy() if anchored else np.zeros(len(text) + 1, np.int32)
    for count, char in enumerate(pattern, 1):
        changed = np.empty_like(row)
        changed[0] = count
        np.minimum(row[:-1] + (text != char), row[1:] + 1, out=changed[1:])
        row = np.minimum.accumulate(changed - steps) + steps
    return row


def _codes(encoded: str) -> Codes:
    return np.frombuffer(encoded.encode("utf-32-le"), np.uint32)


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens that differ: pasted[start:end] of the pasted, original[start:end] of the original tokens."""

    pasted: tuple[int, int]
    original: tuple[int, int]


def blocks(pasted: Sequence[Token], original: Sequence[Token], seams: Collection[int] = ()) -> list[Block]:
    """What differs between two runs of tokens, in order: whole words, whole numbers, whole runs of one script.

    The first letter of the first word may be upper or lower case in either. What differs at a seam (an
    index into `pasted`, where an editor inserted something) is not joined to what stands beside it.
    """
    from rapidfuzz.distance import Levenshtein

    one, other = [token.key for token in pasted], [token.key for token in original]
    if one and other and one[0][:1].casefold() == other[0][:1].casefold():
        one[0] = other[0][:1] + one[0][1:]
    codes = Levenshtein.opcodes(*_as_text(one, other))
    found = [Block((op.src_start, op.src_end), (op.dest_start, op.dest_end)) for op in codes if op.tag != "equal"]
    joined = _joined(found, pasted, seams)
    return _joined([_widened(block, pasted, original, one, other, seams) for block in joined], (), seams)


def _as_text(one: list[str], other: list[str]) -> tuple[str, str]:
    table = {key: chr(0xF0000 + number) for number, key in enumerate(dict.fromkeys(one + other))}
    return "".join(table[key] for key in one), "".join(table[key] for key in other)


def _joined(found: Sequence[Block], pasted: Sequence[Token], seams: Collection[int]) -> list[Block]:
    """Blocks that touch or overlap as one; two on either side of a single sign too: it is there by chance."""
    kept: list[Block] = []
    for block in found:
        last = kept[-1] if kept else None
        apart = last and any(last.pasted[1] <= seam <= block.pasted[0] for seam in seams)
        if last and not apart and block.pasted[0] - last.pasted[1] <= _chance(last, block, pasted):
            ends = max(last.pasted[1], block.pasted[1]), max(last.original[1], block.original[1])
            kept[-1] = Block((last.pasted[0], ends[0]), (last.original[0], ends[1]))
        else:
            kept.append(block)
    return kept


def _chance(last: Block, block: Block, pasted: Sequence[Token]) -> int:
    between = pasted[last.pasted[1] : block.pasted[0]] if pasted else ()
    return 1 if len(between) == 1 and between[0].kind == Kind.SIGN else 0


def _widened(
    block: Block,
    pasted: Sequence[Token],
    original: Sequence[Token],
    one: Sequence[str],
    other: Sequence[str],
    seams: Collection[int],
) -> Block:
    """The block with as much on both sides, equal in both, as belongs to the same kanji word or number."""
    (start, end), (first, last) = block.pasted, block.original
    touched = [*pasted[start:end], *original[first:last]]
    while (
        start
        and first
        and start not in seams
        and _goes_on(one[start - 1], other[first - 1], pasted[start - 1], touched)
    ):
        start, first = start - 1, first - 1
    while (
        end < len(one)
        and last < len(other)
        and end not in seams
        and _goes_on(one[end], other[last], pasted[end], touched)
    ):
        end, last = end + 1, last + 1
    return Block((start, end), (first, last))


def _goes_on(one: str, other: str, neighbour: Token, touched: Sequence[Token]) -> bool:
    """Whether what stands beside is the same in both, and in the same word-building script as what differs."""
    script = script_of(neighbour)
    return one == other and bool(script) and any(script_of(token) == script for token in touched)


def script_of(token: Token) -> str:
    """The word-building script of a sign: "kanji", "katakana"; "" for any other token."""
    if token.kind != Kind.SIGN:
        return ""
    if "\u30a0" <= token.key <= "\u30ff":
        return "katakana"
    return "" if token.key < "\u30a0" and token.key not in "々〇" else "kanji"
