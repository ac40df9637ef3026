"""Whether two passages say the same in the same words. Pure functions."""

from functools import lru_cache

from embeddings.terms import terms

RUN = 3  # terms in a row
SAME = 0.5  # of the shorter passage's runs


def says_the_same(text: str, other: str) -> bool:
    """Whether at least half of the shorter text's runs of words stand in the other, or there are none to tell by."""
    runs, others = _runs(text), _runs(other)
    if not runs or not others:
        return terms(text) == terms(other)
    return len(runs & others) >= SAME * min(len(runs), len(others))


@lru_cache(maxsize=100)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = terms(text)
    return frozenset(zip(*(found[at:] for at in range(RUN)), strict=False))
