"""Late interaction over the static token table: each piece of the question looks for its best match.

ColBERT's MaxSim (Khattab and Zaharia, 2020), with a piece weighed by the norm of its row: training
leaves short rows to pieces that say little. Two pieces in a row in the question look for two that
stand so in the passage too: a name, a number with its unit, a turn of phrase.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.static import Ids, StaticEncoder

BLOCK = 8  # pieces
CLOSE = 3  # blocks
STRETCH = 2 * CLOSE  # blocks
_LEAST = 0.02
_ONE = 32767  # a cosine of one: as whole numbers, cosines are compared in half the time, and told apart as well

Places = NDArray[np.int64]
Levels = NDArray[np.int16]
"""Cosines in steps of 1 / _ONE."""


@dataclass(frozen=True, slots=True)
class QueryPieces:
    """The pieces of a question: unit vectors float32 [m, d] and weights float32 [m] that sum to one."""

    vectors: Vectors
    weights: Vectors


def query_pieces(rows: Vectors) -> QueryPieces:
    """The pieces of a question with their weights, of their `rows`, float32 [m, d]."""
    norms = np.linalg.norm(rows, axis=1)
    kept = norms > 0
    norms = norms[kept]
    return QueryPieces(rows[kept] / norms[:, None], norms / norms.sum() if len(norms) else norms)


@dataclass(frozen=True)
class Matches:
    """The best cosines of the question's m pieces (columns) in each of n texts and in blocks of them.

    `best` float32 [n, m] is over the whole text; `pairs` float32 [n, m - 1] is the best of two pieces in a
    row for two pieces in a row, as good as the worse of the two; both 0 for a text without pieces.
    `of_blocks` and `pairs_of_blocks` (int16, in steps of 1 / 32767) are the same over each run of BLOCK pieces,
    those of one text after those of another; `text` int64 [blocks] is whose each block is, rising.
    """

    best: Vectors
    pairs: Vectors
    of_blocks: Levels
    pairs_of_blocks: Levels
    text: Places

    def best_stretch(self, weights: Vectors) -> Vectors:
        """Per text the weighted mean of the best cosines within the STRETCH blocks where it is highest. float32 [n]."""
        close = self._of_close
        return self._highest(_mean(_joined(close, close, self.text, CLOSE), weights))

    def best_phrases(self, weights: Vectors) -> Vectors:
        """Per text the mean of `pairs`, each weighed by what both of its pieces weigh. float32 [n]."""
        scores: Vectors = self.pairs @ _weights_of_pairs(weights)
        return scores

    def closest(self, weights: Vectors) -> Vectors:
        """As `best_stretch` within CLOSE blocks, single pieces and pairs counting alike. float32 [n]."""
        single = _mean(self._of_close, weights)
        paired = _mean(_of_three(self.pairs_of_blocks, self.text), _weights_of_pairs(weights))
        return self._highest((single + paired) * np.float32(0.5))

    @cached_property
    def _of_close(self) -> Levels:
        return _of_three(self.of_blocks, self.text)

    def _highest(self, of_runs: Vectors) -> Vectors:
        scores = np.zeros(len(self.best), np.float32)
        filled, first = np.unique(self.text, return_index=True)
        if len(filled):
            scores[filled] = np.maximum.reduceat(of_runs, first)
        return scores


def best_matches(encoder: StaticEncoder, query: QueryPieces, pieces: Ids, counts: Places) -> Matches:
    """The best cosines of the question's pieces to those of each text.

    `pieces` int32 [t] are the texts' piece ids one text after the other, `counts` int64 [n] how many
    each text has.
    """
    width = len(query.weights)
    best = np.zeros((len(counts), width), np.float32)
    pairs = np.zeros((len(counts), max(0, width - 1)), np.float32)
    if not len(pieces) or not width:
        none = np.empty((0, width), np.int16)
        return Matches(best, pairs, none, none[:, 1:], np.empty(0, np.int64))
    text = np.repeat(np.arange(len(counts)), -(-counts // BLOCK))
    of_blocks, pairs_of_blocks = _block_maxima(*_levels(encoder, query, pieces), counts, text)
    filled, first = np.unique(text, return_index=True)
    best[filled] = np.maximum.reduceat(of_blocks, first, axis=0) / np.float32(_ONE)
    pairs[filled] = np.maximum.reduceat(pairs_of_blocks, first, axis=0) / np.float32(_ONE)
    return Matches(best, pairs, of_blocks, pairs_of_blocks, text)


def _levels(encoder: StaticEncoder, query: QueryPieces, pieces: Ids) -> tuple[Levels, Ids]:
    """int16 [distinct + 1, m]: those of each distinct piece to the question's, and a last row that matches nothing;
    int32 [t + 1]: the row of each of `pieces`, and the last row."""
    distinct, places = encoder.distinct(pieces)
    cosines = np.empty((len(distinct) + 1, len(query.weights)), np.float32)
    encoder.cosines(distinct, query.vectors, out=cosines[:-1])
    cosines[-1] = -1
    cosines *= _ONE
    return np.rint(cosines, out=cosines).astype(np.int16), np.append(places, np.int32(len(distinct)))


def _block_maxima(table: Levels, places: Ids, counts: Places, text: Places) -> tuple[Levels, Levels]:
    """The best of each block, int16 [blocks, m], and of two pieces in a row that begin in it, [blocks, m - 1].

    `text` int64 [blocks] is whose each block is. A step takes one place of every block at once: comparing
    whole rows is several times faster than reducing each text by itself.
    """
    end = np.cumsum(counts)
    first = np.searchsorted(text, text)
    begin, last = (end - counts)[text] + BLOCK * (np.arange(len(text)) - first), end[text]
    here = _rows(table, places[begin], np.empty((len(text), table.shape[1]), np.int16))
    best, ahead = here.copy(), np.empty_like(here)
    lesser = np.empty_like(here[:, 1:])
    pairs = np.zeros_like(lesser)
    for at in range(1, BLOCK + 1):
        _rows(table, places[np.where(begin + at < last, begin + at, -1)], ahead)
        np.maximum(pairs, np.minimum(here[:, :-1], ahead[:, 1:], out=lesser), out=pairs)
        if at < BLOCK:
            np.maximum(best, ahead, out=best)
        here, ahead = ahead, here
    return best, pairs


def _rows(table: Levels, places: Ids, out: Levels) -> Levels:
    # none lies beyond the table; to look for that, numpy would take a copy first
    return np.take(table, places, axis=0, out=out, mode="clip")


def _of_three(blocks: Levels, text: Places) -> Levels:
    """For each block the maxima over it and the two that follow it in its text."""
    return _joined(_joined(blocks, blocks, text, 1), blocks, text, 2)


def _joined(runs: Levels, others: Levels, text: Places, ahead: int) -> Levels:
    """The maxima of each of `runs` and the one of `others` that begins so many blocks ahead, if in the same text."""
    if ahead >= len(text):
        return runs
    both = np.empty_like(runs)
    np.maximum(runs[:-ahead], others[ahead:], out=both[:-ahead])
    alone = np.append(np.flatnonzero(text[:-ahead] != text[ahead:]), np.arange(len(text) - ahead, len(text)))
    both[alone] = runs[alone]
    return both


def _mean(levels: Levels, weights: Vectors) -> Vectors:
    """The weighted mean of each row, as cosines. float32 [n]."""
    means: Vectors = levels.astype(np.float32) @ (weights / np.float32(_ONE))
    return means


def _weights_of_pairs(weights: Vectors) -> Vectors:
    """What two pieces in a row weigh, in all one; nothing where there are no two. float32 [m - 1]."""
    both = np.sqrt(weights[:-1] * weights[1:])
    shares: Vectors = both / max(both.sum(), np.finfo(np.float32).tiny)
    return shares


def telling_weights(query: QueryPieces, best: Vectors) -> Vectors:
    """The weights of the question's pieces, less for one that matches well wherever one looks. float32 [m].

    `best` float32 [n, m] are the best matches in the passages that came first: what all of them hold tells none
    of them apart. That is an idf which also works between languages.
    """
    if not best.size:
        return query.weights
    weights = query.weights * (1 - best.mean(axis=0)).clip(_LEAST, 1) ** 2
    telling: Vectors = weights / weights.sum()
    return telling
