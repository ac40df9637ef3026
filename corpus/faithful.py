"""A stored passage is shown only where its slice of the source equals what was read."""

import logging

from corpus.errors import DriftedPassage
from corpus.model import Excerpt, digest

logger = logging.getLogger(__name__)


def faithful(excerpt: Excerpt, words: bytes) -> Excerpt:
    """`excerpt`. Raises DriftedPassage unless `words` is the digest of its text."""
    if digest(excerpt.text) != words:
        raise DriftedPassage(f"passage {excerpt.id} no longer equals its source and is not shown: add the record again")
    return excerpt


def faithful_or_none(excerpt: Excerpt, words: bytes) -> Excerpt | None:
    """`excerpt`, or None, which is logged, where `faithful` would raise."""
    try:
        return faithful(excerpt, words)
    except DriftedPassage as error:
        logger.warning("%s", error)
        return None
