"""Whether a quotation is in the record, in these words, and by this speaker.

Exact means: the same words, numbers and marks in the same order, once Unicode form, width, white
space, line breaks, the manner of quotation marks, brackets, dashes and apostrophes, ё for е and the
case of the first letter are set aside; words left out where the paste says so with an ellipsis (within
one turn), an editor's words in square brackets. A comma or a full stop more or less inside the
quotation is not exact: it is reported as a small difference, as are an article, an ending, another
spelling or notation of the same number. At the edges punctuation does not count. A number, a "not", a
name or any other word that differs alters the words, and words that are altered are not found.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.model import Excerpt
from embeddings.within import Within
from retrieval.verify_chain import chains, in_order
from retrieval.verify_claim import Claim
from retrieval.verify_compare import Vocabulary
from retrieval.verify_match import Difference, Match, Window, matches, nearest_match
from retrieval.verify_pasted import Piece, Segment
from retrieval.verify_places import Places, said_by
from retrieval.verify_text import compact

ENOUGH = 0.76  # of the words must be there for a text to be told as altered rather than as not found
ENOUGH_OF_FEW = 0.66  # the same where there are at most FEW: two of three
FEW = 12
WORTH_SHOWING = 0.4  # below, what is nearest has nothing to do with what was pasted
WINDOWS = 5  # places of words that are not quite the same which are compared word by word
AROUND = 2  # neighbours of a passage over which a quotation may reach; more for a long one
CHARACTERS_A_NEIGHBOUR = 100
MOST_AROUND = 25
TURN_REACH = 40  # passages of a turn over which an ellipsis may leap


class Verdict(StrEnum):
    """What was found out, from best to worst."""

    EXACT = "exact"
    DIFFERENT = "differences"  # the words stand there with small differences, all of them shown
    MISATTRIBUTED = "misattributed"
    ALTERED = "altered"
    NOT_FOUND = "not_found"


class Attribution(StrEnum):
    """Whether the one who is named said it."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"  # nobody of that name speaks in the library


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of one quotation.

    `matches` hold one place for each segment, in their order (nearest ones, for words altered or not
    found). `others` are more places with these very words, `count` all of them, at least. `spliced`:
    the segments stand in different turns, or in another order.
    """

    verdict: Verdict
    piece: Piece
    matches: tuple[Match, ...] = ()
    claim: Claim | None = None
    attribution: Attribution | None = None
    others: tuple[Match, ...] = ()
    count: int = 0
    spliced: bool = False

    @property
    def ok(self) -> bool:
        """Whether it may be printed: in these words or nearly, and nobody else's."""
        sound = self.verdict in (Verdict.EXACT, Verdict.DIFFERENT)
        return sound and self.attribution in (None, Attribution.RIGHT)

    @property
    def exact(self) -> bool:
        """Whether the words, whoever said them, are exactly these."""
        same = bool(self.matches) and all(match.is_exact for match in self.matches)
        return same and not self.spliced and self.verdict is not Verdict.NOT_FOUND

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs, in the order of the paste."""
        return tuple(difference for match in self.matches for difference in match.differences)


class Verifier:
    """Looks one quotation up."""

    def __init__(self, places: Places, text: str, claim: Claim | None = None) -> None:
        """For the pieces of `text`; `claim` is who is said to have said them."""
        self._places = places
        self._text = text
        self._claim = claim
        self._vocabulary = Vocabulary()
        self._read: dict[tuple[int, int], Window] = {}
        claimed = [one.id for one in claim.speakers] if claim else []
        self._by_claimed = places.keys_of(claimed) if claimed else frozenset()
        self._claimed = said_by(claimed)

    def exact(self, piece: Piece) -> Finding | None:
        """The finding for words that stand in the record, punctuation and case aside; None where they do not."""
        ways = chains([self._standing(segment) for segment in piece.segments])
        if not ways:
            return None
        ways.sort(key=self._worth)
        best = ways[0]
        others = tuple(way[0] for way in ways[1:])
        finding = Finding(_verdict(best), piece, best, self._claim, None, others, len(ways))
        return self._attributed(finding)

    def near(self, piece: Piece) -> Finding:
        """The finding for words that do not stand in the record as they are."""
        found = self._nearest_chain(piece, None)
        own = self._nearest_chain(piece, self._claimed) if self._by_claimed else ()
        if own and (not found or _likeness(own) >= min(_enough(piece.segments), _likeness(found))):
            found = own
        likeness = _likeness(found, len(piece.segments))
        if not found or likeness < WORTH_SHOWING:
            return Finding(Verdict.NOT_FOUND, piece, (), self._claim, self._of_none())
        if likeness < _enough(piece.segments):
            return Finding(Verdict.NOT_FOUND, piece, found, self._claim, self._of_none())
        spliced = not in_order(found)
        whole = len(found) == len(piece.segments)
        verdict = _verdict(found) if whole and not spliced else Verdict.ALTERED
        return self._attributed(Finding(verdict, piece, found, self._claim, None, (), 1, spliced))

    def _of_none(self) -> Attribution | None:
        return Attribution.UNKNOWN if self._claim and not self._claim.speakers else None

    def _attributed(self, finding: Finding) -> Finding:
        """`finding` with whether the claim is right; misattributed where the one named nowhere says it."""
        if self._claim is None:
            return finding
        if not self._claim.speakers:
            return replace(finding, attribution=Attribution.UNKNOWN)
        if all(match.key in self._by_claimed for match in finding.matches):
            return replace(finding, attribution=Attribution.RIGHT)
        if finding.verdict is Verdict.ALTERED:
            return replace(finding, attribution=Attribution.WRONG)
        own = self._said_by_claimed(finding.piece)
        if own:
            return replace(finding, verdict=_verdict(own), matches=own, attribution=Attribution.RIGHT)
        return replace(finding, verdict=Verdict.MISATTRIBUTED, attribution=Attribution.WRONG)

    def _said_by_claimed(self, piece: Piece) -> tuple[Match, ...]:
        """Where the one named says this all the same, perhaps with small differences."""
        if not self._by_claimed:
            return ()
        ways = chains([self._standing(segment, self._claimed) for segment in piece.segments])
        if ways:
            return min(ways, key=self._worth)
        near = self._nearest_chain(piece, self._claimed)
        fits = len(near) == len(piece.segments) and _likeness(near) >= _enough(piece.segments) and in_order(near)
        return near if fits and not any(match.alters for match in near) else ()

    def _worth(self, chain: Sequence[Match]) -> tuple[bool, bool, int, bool, int]:
        """Best first: by the one named, exact, with the fewest differences, said by somebody, earliest."""
        differences = sum(len(match.differences) for match in chain)
        own = bool(self._by_claimed) and all(match.key in self._by_claimed for match in chain)
        nobody = chain[0].slices[0].excerpt.speaker is None
        return not own, not all(match.is_exact for match in chain), differences, nobody, chain[0].key

    def _standing(self, segment: Segment, within: Within | None = None) -> list[Match]:
        """Every place looked at where the segment's words stand as they are."""
        parts = self._parts(segment)
        keys = self._places.holding(parts, within)
        found = self._in_windows(segment, self._alone(keys, [] if segment.insertions else parts))
        if not found:
            found = self._in_windows(segment, self._windows(segment, self._places.alike(parts, within)))
        return list({(match.turn[0], match.start, match.end): match for match in found}.values())

    def _in_windows(self, segment: Segment, windows: Iterable[Window]) -> list[Match]:
        return [match for window in windows for match in matches(self._text, segment, window, self._vocabulary)]

    def _parts(self, segment: Segment) -> list[str]:
        """The words of the paste between the editor's insertions."""
        first, last = segment.tokens[0].start, segment.tokens[-1].end
        edges = [first]
        for one in segment.insertions:
            if first < one.start < last:
                edges += [one.start, one.end]
        edges.append(last)
        return [self._text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    def _alone(self, keys: Sequence[int], parts: Sequence[str]) -> Iterator[Window]:
        """Each passage by itself, but for those that cannot hold the words."""
        wanted = [compact(part) for part in parts]
        for found in self._places.excerpts(keys):
            letters = compact(found[1].text)
            if all(part in letters for part in wanted):
                yield Window([found], self._vocabulary)

    def _windows(self, segment: Segment, keys: Sequence[int]) -> list[Window]:
        """The likeliest of these passages, each with as many neighbours of its turn as the segment may reach over."""
        length = segment.tokens[-1].end - segment.tokens[0].start
        reach = min(AROUND + length // CHARACTERS_A_NEIGHBOUR, MOST_AROUND)
        wanted = compact("".join(self._parts(segment)))
        ranked = sorted(self._places.excerpts(keys), key=lambda found: -_shared(wanted, compact(found[1].text)))
        near = [key for key, _ in ranked[:WINDOWS]]
        return [self._around(key, reach) for key in _apart(near, reach)]

    def _around(self, key: int, reach: int) -> Window:
        """The passage with its neighbours of the same turn."""
        if (key, reach) not in self._read:
            self._read[key, reach] = self._neighbours(key, reach)
        return self._read[key, reach]

    def _neighbours(self, key: int, reach: int) -> Window:
        found = self._places.excerpts(range(max(0, key - reach), key + reach + 1))
        centre = next(excerpt for at, excerpt in found if at == key)
        return Window([one for one in found if _same_turn(one[1], centre)], self._vocabulary)

    def _nearest_chain(self, piece: Piece, within: Within | None) -> tuple[Match, ...]:
        """For each segment the place that is most alike; of one turn where that is possible."""
        best = [match for segment in piece.segments if (match := self._nearest(segment, within))]
        if len(piece.segments) == 1 or not best:
            return tuple(best)
        turns = {match.turn: match.key for match in sorted(best, key=lambda match: match.likeness)}
        ways = [self._in_turn(piece, self._around(key, TURN_REACH)) for key in turns.values()]
        whole = [chain for chain in ways if len(chain) == len(piece.segments) and in_order(chain)]
        return min(whole, key=_alikeness, default=tuple(best))

    def _in_turn(self, piece: Piece, window: Window) -> tuple[Match, ...]:
        found = [self._best(segment, [window]) for segment in piece.segments]
        return tuple(match for match in found if match and match.likeness >= ENOUGH_OF_FEW)

    def _nearest(self, segment: Segment, within: Within | None) -> Match | None:
        keys = self._places.alike(self._parts(segment), within)
        return self._best(segment, self._windows(segment, keys))

    def _best(self, segment: Segment, windows: Iterable[Window]) -> Match | None:
        found: list[Match] = []
        for window in windows:
            standing = matches(self._text, segment, window, self._vocabulary)
            near = None if standing else nearest_match(self._text, segment, window, self._vocabulary)
            found += standing or ([near] if near else [])
        return min(found, key=lambda match: (match.alters, -match.likeness), default=None)


def _verdict(chain: Sequence[Match]) -> Verdict:
    if any(match.alters for match in chain):
        return Verdict.ALTERED
    return Verdict.EXACT if all(match.is_exact for match in chain) else Verdict.DIFFERENT


def _enough(segments: Sequence[Segment]) -> float:
    return ENOUGH_OF_FEW if sum(len(segment.words) for segment in segments) <= FEW else ENOUGH


def _likeness(chain: Sequence[Match], segments: int | None = None) -> float:
    """The mean over the segments, one that is nowhere found counting nothing."""
    return sum(match.likeness for match in chain) / (segments or len(chain) or 1)


def _alikeness(chain: Sequence[Match]) -> tuple[bool, float]:
    return any(match.alters for match in chain), -_likeness(chain)


def _same_turn(one: Excerpt, other: Excerpt) -> bool:
    return (one.record, one.turn) == (other.record, other.turn)


def _shared(wanted: str, text: str) -> float:
    """About how many of the letters wanted `text` holds, in order."""
    from rapidfuzz.fuzz import partial_ratio

    return float(partial_ratio(wanted, text)) * min(len(wanted), len(text))


def _apart(keys: Sequence[int], reach: int) -> list[int]:
    """The keys whose neighbourhoods are not one and the same."""
    kept: list[int] = []
    for key in keys:
        if all(abs(key - other) > reach // 2 for other in kept) or reach < 2 * AROUND:
            kept.append(key)
    return kept
