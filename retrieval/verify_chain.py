"""Places of several segments as one quotation: of one turn, in order. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from retrieval.verify_match import Match


def chains(places: Sequence[Sequence[Match]]) -> list[tuple[Match, ...]]:
    """Every way to take one place of each segment from one turn, in order; for each start the nearest next ones."""
    if not all(places):
        return []
    found = []
    by_turn = [_by_turn(later) for later in places[1:]]
    for first in places[0]:
        chain = [first]
        for later in by_turn:
            follows = [one for one in later.get(first.turn, ()) if one.start >= chain[-1].end]
            if not follows:
                break
            chain.append(min(follows, key=lambda one: one.start))
        if len(chain) == len(places):
            found.append(tuple(chain))
    return found


def in_order(chain: Sequence[Match]) -> bool:
    """Whether the matches follow one another in one turn."""
    return all(one.turn == other.turn and one.end <= other.start for one, other in pairwise(chain))


def _by_turn(found: Sequence[Match]) -> dict[tuple[str, int], list[Match]]:
    turns: dict[tuple[str, int], list[Match]] = {}
    for match in found:
        turns.setdefault(match.turn, []).append(match)
    return turns
