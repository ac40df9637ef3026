"""Words that a user half remembers, found again in the record."""

from collections.abc import Iterator

from embeddings.index import Index
from embeddings.within import Within
from retrieval.model import Quote
from retrieval.search import Searcher
from retrieval.verify import Effort, Verifier
from retrieval.verify_match import Match
from retrieval.verify_pasted import literal
from retrieval.verify_places import Places

ALIKE = 0.6  # of the words must stand there
PASSAGES = 10  # that are looked at; words of which so many stand there lead the others by far


def recalled(searcher: Searcher, words: str, within: Within | None) -> tuple[Quote, ...]:
    """The passages within these rows that hold `words`, or most of them in their order, the place marked."""
    piece = literal(words)
    if piece is None:
        return ()
    verifier = Verifier(Places(searcher.readable, searcher.terms), words, effort=Effort(PASSAGES, ALIKE))
    finding = verifier.exact(piece)
    found = (*finding.matches, *finding.others) if finding else verifier.near(piece).matches
    kept = [one for one in found if one.likeness >= ALIKE]
    return tuple(_quotes(kept if within is None else _inside(searcher.index, kept, within)))


def _inside(index: Index, found: list[Match], within: Within) -> list[Match]:
    rows = index.rows_of(sorted({one.key for one in found}))
    allowed = set(index.keys(rows[index.inside(rows, within)]).tolist())
    return [one for one in found if one.key in allowed]


def _quotes(found: list[Match]) -> Iterator[Quote]:
    seen: set[str] = set()
    for place, likeness in ((one.slices[0], one.likeness) for one in found):
        if place.excerpt.id not in seen:
            seen.add(place.excerpt.id)
            yield Quote(place.excerpt, ((place.start, place.end),), likeness)
