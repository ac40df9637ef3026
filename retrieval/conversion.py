"""Sounds as the words that were probably meant: kana-kanji conversion. Pure, but for what the index is asked.

The cheapest way through a lattice (Viterbi) of all words that stretches of the sound may be. A word costs the less the
more it is used, and the more of it the record has: its pairs of characters, and those where it meets the next word.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from embeddings.homophones import Homophones
from embeddings.index import Terms

# In e-folds of how often a word is used.
_WORD = 15.7  # what costs a word that is used once
_UNKNOWN = 14.0  # what costs what is no known word,
_UNKNOWN_MORA = 4.0  # and each of its syllables,
_PART = 3.0  # and that it is only a part of what was typed together
_ACROSS = 4.0  # a word goes on after a space
_UNHEARD = 4.0  # a word of which the record has nothing
_HEARD = 0.5  # how rare, next to that, the rarest of which it has anything
_ALONE = 0.3  # how rare a single character is taken to be
_UNMET = 4.0  # two words that meet nowhere in the record
_AFFINITY = 0.8  # what those are worth that often meet elsewhere
_WORTH_A_LOOK = 14.0  # more than the cheapest way
_FORMS = 12  # of one stretch, the cheapest
_LONGEST_WHOLE = 12  # syllables of what is no known word,
_LONGEST_PART = 8  # and of a part of it
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Sound:
    """Letters to be read (see `kana.sound_letters`), where a word may begin or end, and where there was a space.

    `typed` gives what stands for a stretch that is no known word; `unlike` is what a word costs whose long vowels
    are not as they were typed, `together` what it costs to begin one without a space,
    `name` what it is worth that the record has what is no known word.
    """

    letters: str
    cuts: Sequence[int]
    spaces: Collection[int]
    typed: Callable[[int, int], str]
    unlike: float
    together: float = 0.0
    name: float = 0.0


class Word(NamedTuple):
    """What a stretch of a sound was probably meant to be.

    `used` is the natural logarithm of how often it is used; None for what is no known word and stays as it was typed.
    """

    start: int
    end: int
    written: str
    cost: float
    used: float | None = None


@dataclass(frozen=True, slots=True)
class Converter:
    """What tells the words that were meant: which ones there are, and which the record has."""

    homophones: Homophones
    terms: Terms

    def words(self, sound: Sound) -> list[Word]:
        """The words of `sound`, in order."""
        size = len(sound.letters)
        edges = _worth_a_look([*_known(sound, self.homophones), *_as_typed(sound)], size, _WORTH_A_LOOK + _UNHEARD)
        heard = self._rarities({pair for edge in edges for pair in _pairs(edge.written)})
        edges = [edge._replace(cost=edge.cost + _unheard(edge, heard, sound.name)) for edge in edges]
        edges = _worth_a_look(edges, size, _WORTH_A_LOOK)
        return _cheapest(edges, size, self._meetings(edges))

    def holds(self, written: str) -> bool:
        """Whether the record has every pair of characters of a word."""
        pairs = set(_pairs(written))
        return pairs == self.terms.held(pairs)

    def _meetings(self, edges: Sequence[Word]) -> Mapping[str, float]:
        """What it costs that two words meet, by the last character of one and the first one of the other."""
        pairs = list(set(_where_they_meet(edges)))
        rarities, affinities = self._rarities(pairs), self.homophones.affinities(pairs)
        return {pair: _UNMET * rarities.get(pair, 1.0) - _AFFINITY * affinities[pair] for pair in pairs}

    def _rarities(self, pairs: Collection[str]) -> Mapping[str, float]:
        """How rare each is in the record: 1 where it is nowhere."""
        unseen = self.terms.idf("\0")
        idfs = self.terms.idfs(pairs) if pairs else {}
        return {pair: 1.0 if idf >= unseen else _HEARD * idf / unseen for pair, idf in idfs.items()}


def _known(sound: Sound, homophones: Homophones) -> Iterator[Word]:
    for (start, end), words in homophones.within(sound.letters, set(sound.cuts)).items():
        spaced = _WORD + _spacing(sound, start, end)
        found = [
            Word(start, end, one.written, spaced - one.used + sound.unlike * (not one.exact), one.used) for one in words
        ]
        yield from sorted(found, key=lambda one: one.cost)[:_FORMS] if len(found) > _FORMS else found


def _spacing(sound: Sound, start: int, end: int) -> float:
    across = sum(start < space < end for space in sound.spaces)
    return _ACROSS * across + sound.together * (start not in sound.spaces)


def _as_typed(sound: Sound) -> Iterator[Word]:
    """Each stretch between two spaces as no known word, and each part of it."""
    for first, last in pairwise(sorted(sound.spaces)):
        cuts = [cut for cut in sound.cuts if first <= cut <= last]
        if len(cuts) <= _LONGEST_WHOLE:
            yield Word(first, last, sound.typed(first, last), _UNKNOWN + _UNKNOWN_MORA * (len(cuts) - 1))
        for at, start in enumerate(cuts):
            for morae, end in enumerate(cuts[at + 1 : at + _LONGEST_PART + 1], 1):
                yield Word(start, end, sound.typed(start, end), _PART + _UNKNOWN + _UNKNOWN_MORA * morae)


def _pairs(written: str) -> list[str]:
    return [one + other for one, other in pairwise(written)]


def _unheard(word: Word, rarities: Mapping[str, float], name: float) -> float:
    rarest = max([rarities.get(pair, 1.0) for pair in _pairs(word.written)], default=_ALONE)
    return _UNHEARD * rarest - (name if word.used is None and len(word.written) > 1 and rarest < 1 else 0)


def _worth_a_look(edges: list[Word], end: int, more: float) -> list[Word]:
    """Those of `edges` that lie on a way that is not much dearer than the cheapest; by where they begin."""
    edges.sort(key=lambda one: (one.start, one.end))
    ahead, back = defaultdict(lambda: _NEVER, {0: 0.0}), defaultdict(lambda: _NEVER, {end: 0.0})
    for one in edges:
        ahead[one.end] = min(ahead[one.end], ahead[one.start] + one.cost)
    for one in reversed(edges):
        back[one.start] = min(back[one.start], back[one.end] + one.cost)
    most = ahead[end] + more
    return [one for one in edges if ahead[one.start] + one.cost + back[one.end] <= most]


def _where_they_meet(edges: Iterable[Word]) -> Iterator[str]:
    """The pairs of characters where one of `edges` meets another."""
    lasts, firsts = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for edge in edges:
        firsts[edge.start].add(edge.written[0])
        lasts[edge.end].add(edge.written[-1])
    return (one + other for place, before in lasts.items() for one in before for other in firsts.get(place, ()))


def _cheapest(edges: Sequence[Word], end: int, meetings: Mapping[str, float]) -> list[Word]:
    """The words of the cheapest way, also by what it costs that two meet; `edges` are by where they begin."""
    reached = defaultdict[int, dict[str, tuple[float, int]]](dict)  # by place and last character: cost, number
    before = [-1] * len(edges)
    for number, edge in enumerate(edges):
        cost, before[number] = min(
            ((cost + meetings[last + edge.written[0]], other) for last, (cost, other) in reached[edge.start].items()),
            default=(0.0 if edge.start == 0 else _NEVER, -1),
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
