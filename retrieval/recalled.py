"""Words that a user half remembers, found again in the record."""

from collections.abc import Iterator

from embeddings.within import Within
from retrieval.model import Quote
from retrieval.search import Searcher
from retrieval.verify import Effort, Verifier
from retrieval.verify_match import Match
from retrieval.verify_pasted import literal
from retrieval.verify_places import Places

ALIKE = 0.6  # of the words must stand there
PASSAGES = 24  # that are looked at; words of which so many stand there lead the others by far


def recalled(searcher: Searcher, words: str, within: Within | None) -> tuple[Quote, ...]:
    """The passages within these rows that hold `words`, or most of them in their order, the place marked."""
    piece = literal(words)
    if piece is None:
        return ()
    verifier = Verifier(Places(searcher.library, searcher.terms), words, effort=Effort(PASSAGES, ALIKE))
    finding = verifier.exact(piece)
    found = (*finding.matches, *finding.others) if finding else verifier.near(piece).matches
    allowed = None if within is None else set(searcher.index.keys(within.rows).tolist())
    kept = [one for one in found if one.likeness >= ALIKE and (allowed is None or one.key in allowed)]
    return tuple(_quotes(kept))


def _quotes(found: list[Match]) -> Iterator[Quote]:
    seen: set[str] = set()
    for place, likeness in ((one.slices[0], one.likeness) for one in found):
        if place.excerpt.id not in seen:
            seen.add(place.excerpt.id)
            yield Quote(place.excerpt, ((place.start, place.end),), likeness)
