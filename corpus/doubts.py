"""What a reader was not sure of, few enough to be looked at."""

from collections import defaultdict
from collections.abc import Iterable

from corpus.model import Doubt

_SHOWN = 5  # of one reason


def collapsed(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """`doubts` in order of the text; of each reason the first few, the last of which says how many more there are."""
    by_reason: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in sorted(doubts, key=lambda one: (one.start, one.end)):
        by_reason[doubt.reason].append(doubt)
    kept: list[Doubt] = []
    for reason, found in by_reason.items():
        kept += found[:_SHOWN]
        if len(found) > _SHOWN:
            last = kept.pop()
            kept.append(Doubt(last.start, last.end, f"{reason} ({len(found) - _SHOWN} more like it)"))
    return tuple(sorted(kept, key=lambda one: (one.start, one.end)))
