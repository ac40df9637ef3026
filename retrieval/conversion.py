"""Sounds as the words that were probably meant: kana-kanji conversion. Pure, but for what the index is asked.

The cheapest way through a lattice (Viterbi) of all words that stretches of the sound may be. A word costs the less the
more it is used, and the more of it the record has: its pairs of characters, and those where it meets the next word.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from embeddings.homophones import DIGIT, Homophones, Stretch
from embeddings.index import Terms
from retrieval.typed_frames import FRAMES

# In e-folds of how often a word is used.
_WORD = 15.7  # what costs a word that is used once
_FRAME = 13.0  # how much is used what questions are asked with,
_LONG_FRAME = 5  # in so many letters, or typed alone
_UNKNOWN = 14.0  # what costs what is no known word,
_UNKNOWN_MORA = 4.0  # and each of its syllables,
_PART = 3.0  # and that it is only a part of what was typed together
_ACROSS = 4.0  # a word goes on after a space
_UNHEARD = 4.0  # a word of which the record has nothing
_HEARD = 0.5  # how rare, next to that, the rarest of which it has anything
_ALONE = 0.3  # how rare a single character is taken to be
_UNMET, _UNMET_KANJI = 5.0, 6.0  # two words that meet nowhere in the record, and so between two kanji
_AFFINITY = 0.8  # what those are worth that often meet elsewhere
_WORTH_A_LOOK, _WORTH_MORE = 12.0, 8.0  # more than the cheapest way, before and after the record is asked
_LONGEST_WHOLE = 12  # syllables of what is no known word,
_LONGEST_PART = 8  # and of a part of it
_MOST_SPACES = 2  # in one word
_PARTICLES = "はがのをにでもと"
_KANA = "\u30ff"  # the last of them, before all kanji
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Sound:
    """Letters to be read (see `kana.sound_letters`), where a word may begin or end, and where there was a space.

    `typed` gives what stands for a stretch that is no known word; `unlike` is what a word costs whose long vowels
    are not as they were typed, `together` what it costs to begin one without a space, `name` what it is worth that
    the record has what is no known word.
    """

    letters: str
    cuts: Sequence[int]
    spaces: Sequence[int]
    typed: Callable[[int, int], str]
    unlike: float
    together: float = 0.0
    name: float = 0.0
    after_number: bool = False


class Word(NamedTuple):
    """What a stretch of a sound was probably meant to be.

    `used` is the natural logarithm of how often it is used; None for what is no known word and stays as it was typed.
    `exact` is whether its long vowels are as they were typed.
    """

    start: int
    end: int
    cost: float
    written: str
    used: float | None = None
    exact: bool = True


class _Span(NamedTuple):
    """Where a word may be, what the cheapest costs and what any costs more than how much it is used; None: no word."""

    start: int
    end: int
    cost: float
    more: float
    known: Stretch | str | None


@dataclass(frozen=True, slots=True)
class Converter:
    """What tells the words that were meant: which ones there are, and which the record has."""

    homophones: Homophones
    terms: Terms

    def words(self, sound: Sound) -> list[Word]:
        """The words of `sound`, in order."""
        edges = self._edges(sound)
        heard = self._rarities({pair for edge in edges for pair in _pairs(edge.written)})
        edges = [edge._replace(cost=edge.cost + _unheard(edge, heard, sound.name)) for edge in edges]
        ways = _Ways(edges, len(sound.letters), _WORTH_MORE)
        edges = [edge for edge in edges if edge.cost <= ways.dearest(edge)]
        return _cheapest(edges, len(sound.letters), self._meetings(edges), self._beginnings(edges, sound))

    def holds(self, written: str) -> bool:
        """Whether the record has every pair of characters of a word; a character alone, before any particle."""
        pairs = set(_pairs(written))
        return pairs == self.terms.held(pairs) if pairs else self.touches(written)

    def touches(self, written: str) -> bool:
        """Whether the record has any pair of characters of a word, or the only one before any particle."""
        pairs = set(_pairs(written)) or {written + particle for particle in _PARTICLES}
        return bool(self.terms.held(pairs))

    def says(self, written: str) -> bool:
        """Whether one passage has every pair of characters of a word of several."""
        pairs = set(_pairs(written))
        return bool(pairs and self.terms.holding(pairs, 1))

    def _edges(self, sound: Sound) -> list[Word]:
        """The words that lie on ways that are not much dearer than the cheapest; by where they begin and end."""
        ends = _ends(sound)
        spans = sorted(chain(_known(sound, ends, self.homophones), _frames(sound, ends), _as_typed(sound)))
        ways = _Ways(spans, len(sound.letters), _WORTH_A_LOOK)
        edges: list[Word] = []
        for span in spans:
            dearest = ways.dearest(span)
            if span.cost <= dearest:
                edges += (word for word in self._of(span, sound) if word.cost <= dearest)
        return edges

    def _of(self, span: _Span, sound: Sound) -> Iterator[Word]:
        start, end, cost, more, known = span
        if not isinstance(known, Stretch):
            yield Word(start, end, cost, known or sound.typed(start, end), _FRAME if known else None)
            return
        for written, used, exact in self.homophones.words(known):
            yield Word(start, end, more - used + (0.0 if exact else sound.unlike), written, used, exact)

    def _meetings(self, edges: Sequence[Word]) -> Mapping[str, float]:
        """What it costs that two words meet, by the last character of one and the first one of the other."""
        pairs = list(set(_where_they_meet(edges)))
        rarities, affinities = self._rarities(pairs), self.homophones.affinities(pairs)
        return {
            pair: (_UNMET_KANJI if min(pair) > _KANA else _UNMET) * rarities[pair] - _AFFINITY * affinities[pair]
            for pair in pairs
        }

    def _beginnings(self, edges: Sequence[Word], sound: Sound) -> Mapping[str, float]:
        """What it costs that a word stands first, by its first character."""
        first = list({edge.written[0] for edge in edges if edge.start == 0})
        affinities = self.homophones.affinities([DIGIT + one for one in first]) if sound.after_number else {}
        return {one: -affinities.get(DIGIT + one, 0.0) for one in first}

    def _rarities(self, pairs: Collection[str]) -> Mapping[str, float]:
        """How rare each is in the record: 1 where it is nowhere."""
        unseen = self.terms.idf("\0")
        idfs = self.terms.idfs(pairs) if pairs else {}
        return {pair: 1.0 if idf >= unseen else _HEARD * idf / unseen for pair, idf in idfs.items()}


class _Ways:
    """The cheapest ways to each place of a sound and on from it."""

    def __init__(self, edges: Sequence[_Span] | Sequence[Word], end: int, more: float) -> None:
        """Over `edges` by where they begin; a way may cost so much `more` than the cheapest."""
        self._ahead = [0.0] + [_NEVER] * end
        self._back = [_NEVER] * end + [0.0]
        ahead, back = self._ahead, self._back
        costs = [(edge.start, edge.end, edge.cost) for edge in edges]
        for start, stop, cost in costs:
            if ahead[start] + cost < ahead[stop]:
                ahead[stop] = ahead[start] + cost
        for start, stop, cost in reversed(costs):
            if back[stop] + cost < back[start]:
                back[start] = back[stop] + cost
        self._most = ahead[end] + more

    def dearest(self, edge: _Span | Word) -> float:
        """The most that anything where `edge` is may cost."""
        return self._most - self._ahead[edge[0]] - self._back[edge[1]]


def _known(sound: Sound, ends: Mapping[int, Collection[int]], homophones: Homophones) -> Iterator[_Span]:
    for stretch in homophones.within(sound.letters, ends):
        start, end = stretch[:2]
        begun = bisect_left(sound.spaces, start)
        across = bisect_left(sound.spaces, end) - bisect_right(sound.spaces, start)
        more = _WORD + _ACROSS * across + (0.0 if sound.spaces[begun] == start else sound.together)
        yield _Span(start, end, more - stretch.used, more, stretch)


def _frames(sound: Sound, ends: Mapping[int, Collection[int]]) -> Iterator[_Span]:
    """What a question is asked with; where it is short, only if it is typed alone."""
    for start, lasts in ends.items():
        for end in lasts:
            if (written := FRAMES.get(sound.letters[start:end])) and (
                end - start >= _LONG_FRAME or (start in sound.spaces and end in sound.spaces)
            ):
                yield _Span(start, end, _WORD - _FRAME, 0.0, written)


def _ends(sound: Sound) -> dict[int, set[int]]:
    """Where a word may end that begins at each place, with few spaces in between."""
    spaces, cuts = sound.spaces, sound.cuts
    lasts = (spaces[min(bisect_right(spaces, cut) + _MOST_SPACES, len(spaces) - 1)] for cut in cuts)
    return {
        cut: set(cuts[at + 1 : bisect_right(cuts, last)])
        for at, (cut, last) in enumerate(zip(cuts, lasts, strict=True))
    }


def _as_typed(sound: Sound) -> Iterator[_Span]:
    """Each stretch between two spaces as no known word, and each part of it."""
    for first, last in pairwise(sound.spaces):
        cuts = [cut for cut in sound.cuts if first <= cut <= last]
        if len(cuts) <= _LONGEST_WHOLE:
            yield _Span(first, last, _UNKNOWN + _UNKNOWN_MORA * (len(cuts) - 1), 0.0, None)
        for at, start in enumerate(cuts):
            for morae, end in enumerate(cuts[at + 1 : at + _LONGEST_PART + 1], 1):
                yield _Span(start, end, _PART + _UNKNOWN + _UNKNOWN_MORA * morae, 0.0, None)


def _pairs(written: str) -> list[str]:
    return [one + other for one, other in pairwise(written)]


def _unheard(word: Word, rarities: Mapping[str, float], name: float) -> float:
    if word.used == _FRAME:
        return 0.0
    rarest = max([rarities[pair] for pair in _pairs(word.written)], default=_ALONE)
    return _UNHEARD * rarest - (name if word.used is None and len(word.written) > 1 and rarest < 1 else 0)


def _where_they_meet(edges: Iterable[Word]) -> Iterator[str]:
    """The pairs of characters where one of `edges` meets another."""
    lasts, firsts = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for edge in edges:
        firsts[edge.start].add(edge.written[0])
        lasts[edge.end].add(edge.written[-1])
    return (one + other for place, before in lasts.items() for one in before for other in firsts.get(place, ()))


def _cheapest(
    edges: Sequence[Word], end: int, meetings: Mapping[str, float], beginnings: Mapping[str, float]
) -> list[Word]:
    """The words of the cheapest way, also by what it costs that two meet; `edges` are by where they begin."""
    reached = defaultdict[int, dict[str, tuple[float, int]]](dict)  # by place and last character: cost, number
    before = [-1] * len(edges)
    for number, edge in enumerate(edges):
        cost, before[number] = min(
            [(cost + meetings[last + edge.written[0]], other) for last, (cost, other) in reached[edge.start].items()],
            default=(beginnings[edge.written[0]] if edge.start == 0 else _NEVER, -1),
        )
        ways, last = reached[edge.end], edge.written[-1]
        if cost + edge.cost < ways.get(last, (_NEVER, -1))[0]:
            ways[last] = (cost + edge.cost, number)
    number = min(reached[end].values(), default=(_NEVER, -1))[1]
    words = []
    while number >= 0:
        words.append(edges[number])
        number = before[number]
    return words[::-1]
