"""Words found in the record: in which passages, from where to where, and what differs from the words pasted. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from corpus.model import Excerpt
from retrieval.verify_compare import EDITORIAL_WORDS, Block, Located, Vocabulary, blocks, nearest, same_words
from retrieval.verify_cuts import cut_off
from retrieval.verify_kinds import Change, change, has_negation, moved
from retrieval.verify_numbers import in_kanji, is_numeral
from retrieval.verify_pasted import Insertion, Segment
from retrieval.verify_text import Kind, Token, compact, tokens

NEARBY = 4  # words
_SENTENCE_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Slice:
    """excerpt.text[start:end]."""

    excerpt: Excerpt
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, exactly."""
        return self.excerpt.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a paste has (text[start:end] of it) where the record has `original`; either may be empty.

    `original` is one slice, or several where the difference reaches over a paragraph's end.
    """

    change: Change
    start: int
    end: int
    original: tuple[Slice, ...]

    @property
    def op(self) -> str:
        """What was done to the record's words: "replace", "insert" or "delete"."""
        if self.start == self.end:
            return "delete"
        return "replace" if any(part.start < part.end for part in self.original) else "insert"


@dataclass(frozen=True, slots=True)
class Match:
    """Where one segment stands: a slice of each passage that it touches, what differs, and how alike it is (0..1)."""

    slices: tuple[Slice, ...]
    key: int
    differences: tuple[Difference, ...]
    likeness: float

    @property
    def alters(self) -> bool:
        """Whether the words are not the same words."""
        return any(difference.change.alters for difference in self.differences)

    @property
    def is_exact(self) -> bool:
        """Whether nothing differs but what an editor put in brackets."""
        return all(difference.change is Change.EDITORIAL for difference in self.differences)

    @property
    def turn(self) -> tuple[str, int]:
        """Record and turn."""
        return self.slices[0].excerpt.record, self.slices[0].excerpt.turn

    @property
    def start(self) -> int:
        """Where it begins in the record's text."""
        return self.slices[0].excerpt.start + self.slices[0].start

    @property
    def end(self) -> int:
        """Where it ends in the record's text."""
        return self.slices[-1].excerpt.start + self.slices[-1].end


class Window:
    """Neighbouring passages of one turn, read as one text. `keys` are those of the passages."""

    def __init__(self, found: Sequence[tuple[int, Excerpt]], vocabulary: Vocabulary) -> None:
        self.keys = [key for key, _ in found]
        self.excerpts = [excerpt for _, excerpt in found]
        self.text = "\n".join(excerpt.text for excerpt in self.excerpts)
        self._offsets = list(accumulate((len(excerpt.text) + 1 for excerpt in self.excerpts), initial=0))
        self._vocabulary = vocabulary

    @cached_property
    def letters(self) -> str:
        """The letters and digits alone, as `compact` has them: quick to look words up in."""
        return compact(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens, their places in `text`."""
        parts = zip(self.excerpts, self._offsets, strict=False)
        return [token for excerpt, offset in parts for token in tokens(excerpt.text, offset)]

    @cached_property
    def places(self) -> list[int]:
        """Where in `tokens` each word is."""
        return [place for place, token in enumerate(self.tokens) if token.kind != Kind.MARK]

    @cached_property
    def encoded(self) -> str:
        """The words, a character each."""
        return self._vocabulary.encoded(self.tokens[place] for place in self.places)

    @cached_property
    def breaks(self) -> frozenset[int]:
        """The words before which a mark or a new passage stands."""
        marked = {
            number for number, place in enumerate(self.places) if place and self.tokens[place - 1].kind == Kind.MARK
        }
        return frozenset(marked | {0, len(self.places)})

    def sliced(self, start: int, end: int) -> tuple[Slice, ...]:
        """text[start:end] as slices of the passages; an empty slice where it is empty."""
        first = min(bisect_right(self._offsets, start) - 1, len(self.excerpts) - 1)
        found: list[Slice] = []
        for excerpt, offset in zip(self.excerpts[first:], self._offsets[first:], strict=False):
            if offset and offset >= end and found:
                break
            length = len(excerpt.text)
            found.append(Slice(excerpt, min(max(start - offset, 0), length), min(max(end - offset, 0), length)))
        return tuple(found)

    def key_at(self, start: int) -> int:
        """The key of the passage that holds text[start]."""
        return self.keys[min(bisect_right(self._offsets, start) - 1, len(self.keys) - 1)]


def matches(pasted: str, segment: Segment, window: Window, vocabulary: Vocabulary) -> list[Match]:
    """Every place in `window` where the words of `segment` stand, punctuation and case aside."""
    wanted = vocabulary.encoded(segment.words)
    gaps = [one.at for one in segment.insertions if 0 < one.at < len(wanted)]
    return [_match(pasted, segment, window, span, 1.0) for span in same_words(wanted, window.encoded, gaps)]


def nearest_match(pasted: str, segment: Segment, window: Window, vocabulary: Vocabulary) -> Match | None:
    """The place in `window` whose words are nearest to those of `segment`; None where it has no words."""
    wanted = vocabulary.encoded(segment.words)
    if not wanted or not window.encoded:
        return None
    found = nearest(wanted, window.encoded, window.breaks)
    for respelt in map(vocabulary.encoded, in_kanji(segment.words)):
        other = nearest(respelt, window.encoded, window.breaks)
        if other.edits < found.edits:
            wanted, found = respelt, other
    if found.start == found.end:
        return None
    likeness = max(0.0, 1 - found.edits / len(wanted))
    return _match(pasted, segment, window, _rounded(found, wanted, window), likeness)


def _rounded(found: Located, wanted: str, window: Window) -> tuple[int, int]:
    """The slice, reaching to the clause's edge nearby where its first or last word is not the one wanted.

    "…しておりま|す" is nearest to "…しておりま|せ": what the record says there is "せん".
    """
    start, end = found.start, found.end
    if window.encoded[end - 1] != wanted[-1]:
        end = next((at for at in range(end, end + NEARBY) if at in window.breaks), end)
    if window.encoded[start] != wanted[0]:
        start = next((at for at in range(start, max(start - NEARBY, -1), -1) if at in window.breaks), start)
    return start, end


def _match(pasted: str, segment: Segment, window: Window, span: tuple[int, int], likeness: float) -> Match:
    first, last = window.places[span[0]], window.places[span[1] - 1]
    original = window.tokens[first : last + 1]
    found = [*_differences(pasted, segment, original, window), *_cuts(segment, window, first, last)]
    slices = tuple(one for one in window.sliced(original[0].start, original[-1].end) if one.start < one.end)
    return Match(slices, window.key_at(original[0].start), tuple(found), likeness)


def _cuts(segment: Segment, window: Window, first: int, last: int) -> list[Difference]:
    """Where the words begin or end within a number, before a "not" that clings to them, or within a word."""
    found = window.tokens
    cuts = []
    if segment.tokens[0].key == found[first].key and (outer := cut_off(window.text, found[:first][::-1], found[first])):
        edge = segment.tokens[0].start
        cuts.append(Difference(outer[0], edge, edge, window.sliced(outer[1], outer[2])))
    if segment.tokens[-1].key == found[last].key and (outer := cut_off(window.text, found[last + 1 :], found[last])):
        edge = segment.tokens[-1].end
        cuts.append(Difference(outer[0], edge, edge, window.sliced(outer[1], outer[2])))
    return cuts


def _differences(pasted: str, segment: Segment, original: Sequence[Token], window: Window) -> list[Difference]:
    said = list(segment.tokens)
    found = blocks(said, original, _seams(segment))
    moves = _moves(found, said, original)
    differences: list[Difference] = []
    edited: set[Insertion] = set()
    for block in found:
        insertion = _insertion_at(segment, block)
        if insertion:
            edited.add(insertion)
        one = _difference(pasted, said, original, block, insertion, window)
        one = replace(one, change=moves.get(block, one.change))
        if not _is_wrapped(pasted, one):
            differences.append(one)
    left = (insertion for insertion in segment.insertions if insertion not in edited)
    differences += [_inserted(pasted, insertion, original, window) for insertion in left]
    return sorted(differences, key=lambda one: (one.start, one.end))


def _seams(segment: Segment) -> set[int]:
    """The places among the tokens where an editor inserted something."""
    places = [place for place, token in enumerate(segment.tokens) if token.kind != Kind.MARK]
    return {places[one.at] for one in segment.insertions if 0 < one.at < len(places)}


def _moves(found: Sequence[Block], said: Sequence[Token], original: Sequence[Token]) -> dict[Block, Change]:
    """The blocks that together only move words to another place."""
    inserted = [one for one in found if one.original[0] == one.original[1]]
    deleted = [one for one in found if one.pasted[0] == one.pasted[1]]
    pairs = (
        (one, other, moved(said[slice(*one.pasted)], original[slice(*other.original)]))
        for one in inserted
        for other in deleted
    )
    return {block: kind for one, other, kind in pairs if kind for block in (one, other)}


def _insertion_at(segment: Segment, block: Block) -> Insertion | None:
    """The editor's words in whose place the record has the words of `block`, which the paste lacks."""
    said = segment.tokens[slice(*block.pasted)]
    if any(token.kind != Kind.MARK for token in said):
        return None
    before = sum(token.kind != Kind.MARK for token in segment.tokens[: block.pasted[0]])
    return next((one for one in segment.insertions if one.at == before), None)


def _difference(
    pasted: str,
    said: Sequence[Token],
    original: Sequence[Token],
    block: Block,
    insertion: Insertion | None,
    window: Window,
) -> Difference:
    (start, end), (first, last) = block.pasted, block.original
    one, other = said[start:end], original[first:last]
    slices = _original_slices(original, first, last, window)
    if insertion:
        kind = _edited(pasted, insertion, other)
        return Difference(kind, insertion.start, insertion.end, slices)
    opens = start == 0 or said[start - 1].key in _SENTENCE_ENDS
    around = _around(pasted, said, start, end), _around(window.text, original, first, last)
    kind = change(one, other, around, window.text, opens)
    at = (one[0].start, one[-1].end) if one else (_edge(said, start),) * 2
    return Difference(kind, *at, slices)


def _original_slices(original: Sequence[Token], first: int, last: int, window: Window) -> tuple[Slice, ...]:
    if first < last:
        return window.sliced(original[first].start, original[last - 1].end)
    edge = _edge(original, first)
    return window.sliced(edge, edge)


def _edge(run: Sequence[Token], at: int) -> int:
    """Where what is missing before token `at` would stand."""
    return run[at - 1].end if at else run[0].start


def _around(text: str, run: Sequence[Token], start: int, end: int) -> str:
    near = run[max(0, start - 2) : end + 2]
    return text[near[0].start : near[-1].end] if near else ""


def _edited(pasted: str, insertion: Insertion, replaced: Sequence[Token]) -> Change:
    """Brackets may explain a word; they may not take a "not" or a number away, nor hide how much they replace."""
    inside = tokens(pasted[insertion.start : insertion.end])
    words = [token for token in replaced if token.kind != Kind.MARK]
    if has_negation(words) != has_negation(inside):
        return Change.NEGATION
    if not {token.key for token in words if is_numeral(token)} <= {token.key for token in inside}:
        return Change.NUMBER
    length = sum(token.kind != Kind.SIGN for token in words)
    return Change.WORD if length > EDITORIAL_WORDS else Change.EDITORIAL


def _inserted(pasted: str, insertion: Insertion, original: Sequence[Token], window: Window) -> Difference:
    """An editor's words in place of none."""
    inside = tokens(pasted[insertion.start : insertion.end])
    edge = original[-1].end if insertion.at else original[0].start
    kind = Change.NEGATION if has_negation(inside) else Change.EDITORIAL
    return Difference(kind, insertion.start, insertion.end, window.sliced(edge, edge))


def _is_wrapped(pasted: str, difference: Difference) -> bool:
    """Whether a word differs only by the hyphen at the end of a line."""
    texts = [pasted[difference.start : difference.end], *(part.text for part in difference.original)]
    return difference.change is Change.SPACING and any("-\n" in text or "-\r\n" in text for text in texts)
