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
from retrieval.verify_compare import Vocabulary, is_below
from retrieval.verify_match import Difference, Match, Window, matches, nearest_match
from retrieval.verify_pasted import Piece, Segment
from retrieval.verify_places import ALIKE, Places, said_by
from retrieval.verify_text import compact

ENOUGH = 0.76  # of the words must be there for a text to be told as altered rather than as not found
ENOUGH_OF_FEW = 0.66  # the same where there are at most FEW: two of three
FEW = 12
WORTH_SHOWING = 0.4  # below, what is nearest has nothing to do with what was pasted
WINDOWS = 5  # places of words that are not quite the same which are compared word by word
AROUND = 2  # neighbours of a passage over which a quotation may reach; more for a long one
CHARACTERS_A_NEIGHBOUR = 100
MOST_AROUND = 25
LETTERS_LESS = 0.1  # a likeness by letters may be so much lower than by words, of which the altered ones may be longer
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


@dataclass(frozen=True, slots=True)
class Effort:
    """How far to look for words that are not quite the same: how many `passages` are read, likeliest first, and
    the likeness below which a place is of no use (0..1)."""

    passages: int = ALIKE
    least: float = 0.0


class Verifier:
    """Looks one quotation up."""

    def __init__(self, places: Places, text: str, claim: Claim | None = None, effort: Effort = Effort()) -> None:
        """For the pieces of `text`; `claim` is who is said to have said them."""
        self._places = places
        self._text = text
        self._claim = claim
        self._effort = effort
        self._vocabulary = Vocabulary()
        self._excerpts: dict[int, Excerpt] = {}
        self._read: dict[tuple[int, int], Window] = {}
        self._likeliest: dict[tuple[Segment, bool], list[Window]] = {}
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
        letters = [] if segment.insertions else [compact(part) for part in parts]
        found = self._in_windows(segment, self._alone(self._places.holding(parts, within)), letters)
        found = found or self._in_windows(segment, self._windows(segment, within), letters)
        return list({(match.turn[0], match.start, match.end): match for match in found}.values())

    def _in_windows(self, segment: Segment, windows: Iterable[Window], letters: Sequence[str]) -> list[Match]:
        """Where the words stand in `windows`; one without all of `letters` cannot hold them."""
        able = (window for window in windows if all(part in window.letters for part in letters))
        return [match for window in able for match in matches(self._text, segment, window, self._vocabulary)]

    def _parts(self, segment: Segment) -> list[str]:
        """The words of the paste between the editor's insertions."""
        first, last = segment.tokens[0].start, segment.tokens[-1].end
        edges = [first]
        for one in segment.insertions:
            if first < one.start < last:
                edges += [one.start, one.end]
        edges.append(last)
        return [self._text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    def _alone(self, keys: Sequence[int]) -> Iterator[Window]:
        """Each passage by itself."""
        return (Window([found], self._vocabulary) for found in self._excerpts_of(keys))

    def _excerpts_of(self, keys: Sequence[int]) -> list[tuple[int, Excerpt]]:
        """The passages of `keys` that are there, each with its key; none is read twice."""
        self._excerpts.update(self._places.excerpts([key for key in keys if key not in self._excerpts]))
        return [(key, self._excerpts[key]) for key in keys if key in self._excerpts]

    def _windows(self, segment: Segment, within: Within | None) -> list[Window]:
        """The likeliest passages, each with as many neighbours of its turn as the segment may reach over."""
        asked = segment, within is None
        if asked not in self._likeliest:
            self._likeliest[asked] = self._found_alike(segment, within)
        return self._likeliest[asked]

    def _found_alike(self, segment: Segment, within: Within | None) -> list[Window]:
        parts = self._parts(segment)
        length = segment.tokens[-1].end - segment.tokens[0].start
        reach = min(AROUND + length // CHARACTERS_A_NEIGHBOUR, MOST_AROUND)
        wanted = compact("".join(parts))
        found = self._excerpts_of(self._places.alike(parts, within, self._effort.passages))
        ranked = sorted(found, key=lambda one: -_shared(wanted, compact(one[1].text)))
        return self._around(_apart([key for key, _ in ranked[:WINDOWS]], reach), reach)

    def _around(self, keys: Sequence[int], reach: int) -> list[Window]:
        """Each of the passages with its neighbours of the same turn."""
        turns = self._places.of_turn([key for key in keys if (key, reach) not in self._read], reach)
        self._excerpts_of(sorted({at for near in turns.values() for at in near}))
        for key, near in turns.items():
            self._read[key, reach] = Window(self._excerpts_of(near), self._vocabulary)
        return [self._read[key, reach] for key in keys]

    def _nearest_chain(self, piece: Piece, within: Within | None) -> tuple[Match, ...]:
        """For each segment the place that is most alike; of one turn where that is possible."""
        best = [match for segment in piece.segments if (match := self._nearest(segment, within))]
        if len(piece.segments) == 1 or not best:
            return tuple(best)
        turns = {match.turn: match.key for match in sorted(best, key=lambda match: match.likeness)}
        ways = [self._in_turn(piece, window) for window in self._around(list(turns.values()), TURN_REACH)]
        whole = [chain for chain in ways if len(chain) == len(piece.segments) and in_order(chain)]
        return min(whole, key=_alikeness, default=tuple(best))

    def _in_turn(self, piece: Piece, window: Window) -> tuple[Match, ...]:
        found = [self._best(segment, [window]) for segment in piece.segments]
        return tuple(match for match in found if match and match.likeness >= ENOUGH_OF_FEW)

    def _nearest(self, segment: Segment, within: Within | None) -> Match | None:
        return self._best(segment, self._windows(segment, within))

    def _best(self, segment: Segment, windows: Iterable[Window]) -> Match | None:
        found: list[Match] = []
        for window in windows:
            if self._is_far(segment, window):
                continue
            standing = matches(self._text, segment, window, self._vocabulary)
            near = None if standing else nearest_match(self._text, segment, window, self._vocabulary)
            found += standing or ([near] if near else [])
        return min(found, key=lambda match: (match.alters, -match.likeness), default=None)

    def _is_far(self, segment: Segment, window: Window) -> bool:
        """Whether no place of the window is as alike as it must be to be of use: told without looking for the place."""
        least = self._effort.least
        if not least:
            return False
        letters = compact("".join(self._parts(segment)))
        if is_below(letters, window.letters, least - LETTERS_LESS):
            return True
        return is_below(self._vocabulary.encoded(segment.words), window.encoded, least)


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
