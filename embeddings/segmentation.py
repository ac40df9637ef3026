"""Unigram segmentation (Kudo 2018) of many texts at once: the Viterbi search of `unigram`, over arrays.

Texts of similar length lie behind one another in one row of code points. The pieces in it are found
by hash, one length at a time, and the search takes the same step in all texts of the row.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from embeddings.unigram import BASE, SPACE, UNKNOWN, WHITESPACE, UnigramTokenizer, certain, joins

Integers = NDArray[np.int64]
Places = NDArray[np.int32]

_CODE_POINTS = 0x110000
# Stands behind every text, and in no piece.
_END = _CODE_POINTS
_SPECIAL = -1
_MARK = ord(SPACE)
_BUCKET_BITS = 22
_BUCKET_SHIFT = np.uint64(64 - _BUCKET_BITS)
# So many characters are segmented together: fewer pay numpy's calls too often, more fall out of the cache.
_ROW = 1 << 18
_LONGEST_TEXT = 20_000


class Segmentation(NamedTuple):
    """A text's pieces in order: their `ids`, and the `starts` of each in the text (-1: with the mark before it)."""

    ids: NDArray[np.int32]
    starts: Integers


class _Edges(NamedTuple):
    """Pieces found in a row, each from `sources` to `targets`; `places` tells which piece."""

    sources: Places
    targets: Places
    places: Places


class BatchSegmenter:
    """Segments texts whose normalization keeps the number of characters, as `tokenizer` does one by one."""

    def __init__(self, tokenizer: UnigramTokenizer) -> None:
        hashes, scores, ids = tokenizer.pieces
        self._longest = tokenizer.longest
        # Hashes of single characters are small numbers: one factor more spreads them over the buckets.
        hashes = hashes * np.uint64(BASE)
        order = np.argsort(hashes)
        hashes = hashes[order]
        self._hashes = np.append(hashes, ~np.uint64(0))
        self._scores = np.append(scores[order], tokenizer.unknown_score)
        self._ids = np.append(ids[order], np.int32(UNKNOWN))
        loads = np.bincount((hashes >> _BUCKET_SHIFT).astype(np.int64), minlength=1 << _BUCKET_BITS)
        self._occupied = loads > 0
        self._buckets = (np.cumsum(loads) - loads).astype(np.int32)
        self._load = int(loads.max())
        self._table = _normalization(tokenizer.replacements)

    def segment(self, texts: Sequence[str]) -> list[Segmentation | None]:
        """Per text its pieces, those that `tokenizers` gives; None where that library has to be asked."""
        found: list[Segmentation | None] = [None] * len(texts)
        for group in _groups([len(text) for text in texts]):
            chosen = [texts[number] for number in group]
            plain = self._plain(chosen)
            if plain:
                pieces = self._segment_row([chosen[number] for number in plain])
                for number, one in zip(plain, pieces, strict=True):
                    found[group[number]] = one
        return found

    def _plain(self, texts: Sequence[str]) -> list[int]:
        """Which texts are normalized one character to one, with nothing trimmed and no run of spaces."""
        raw, begins = _row(texts)
        points = self._normalized(raw, begins)
        after = points[1:]
        bad = points == _SPECIAL
        bad[:-1] |= (points[:-1] == _MARK) & ((after == _MARK) | (after == _END))
        plain = np.ones(len(texts), dtype=bool)
        plain[_texts_at(bad, begins)] = False
        for number in _texts_at(_joining(raw), begins):
            plain[number] = plain[number] and certain(texts[number])
        return np.flatnonzero(plain).tolist()

    def _normalized(self, raw: NDArray[np.uint32], begins: Integers) -> Places:
        points = self._table[raw]
        points[begins[:-1]] = _MARK
        points[begins[1:] - 1] = _END
        return points

    def _segment_row(self, texts: Sequence[str]) -> Iterator[Segmentation]:
        raw, begins = _row(texts)
        edges = self._edges(self._normalized(raw, begins))
        back = self._best_edges(edges, begins)
        starts, ids = self._path(edges, back, begins)
        cuts = np.searchsorted(starts, begins).tolist()
        for first, last, begin in zip(cuts, cuts[1:], begins.tolist(), strict=False):
            yield Segmentation(ids[first:last], starts[first:last] - (begin + 1))

    def _edges(self, points: Places) -> _Edges:
        """Every piece in the row, by length; an unknown character is an edge of its own."""
        values = (points.astype(np.uint64) + np.uint64(1)) * np.uint64(BASE)
        hashes = values.copy()
        unknown = points != _END
        found = []
        for length in range(1, min(self._longest, len(points)) + 1):
            if length > 1:
                values *= np.uint64(BASE)
                hashes = hashes[:-1]
                hashes += values[length - 1 :]
            sources, places = self._known(hashes)
            found.append((sources, sources + length, places))
            if length == 1:
                unknown[sources] = False
        alone = np.flatnonzero(unknown)
        found.append((alone, alone + 1, np.full(len(alone), len(self._ids) - 1, dtype=np.int32)))
        return _Edges(*(np.concatenate(column).astype(np.int32) for column in zip(*found, strict=True)))

    def _known(self, hashes: NDArray[np.uint64]) -> tuple[Integers, Places]:
        """Where `hashes` are those of pieces, and of which."""
        buckets = (hashes >> _BUCKET_SHIFT).view(np.int64)
        at = np.flatnonzero(self._occupied.take(buckets))
        wanted = hashes[at]
        places = self._buckets[buckets[at]]
        known = self._hashes[places] == wanted
        for _ in range(1, self._load):
            missed = np.flatnonzero(~known)
            places[missed] += self._hashes[places[missed]] < wanted[missed]
            known[missed] = self._hashes[places[missed]] == wanted[missed]
        return at[known], places[known]

    def _best_edges(self, edges: _Edges, begins: Integers) -> Places:
        """int32 [row]: for each place the last edge of the best way to it; of equal ways the one found first."""
        columns = (np.arange(begins[-1]) - np.repeat(begins[:-1], np.diff(begins))).astype(np.uint16)[edges.sources]
        order = np.argsort(columns, kind="stable").astype(np.int32)
        bounds = np.cumsum(np.bincount(columns)).tolist()
        sources, targets, scores = edges.sources[order], edges.targets[order], self._scores[edges.places[order]]
        best = np.full(begins[-1], -np.inf)
        best[begins[:-1]] = 0.0
        back = np.zeros(begins[-1], dtype=np.int32)
        for first, last in zip([0, *bounds], bounds, strict=False):
            aims = targets[first:last]
            totals = best[sources[first:last]] + scores[first:last]
            better = np.flatnonzero(totals > best[aims])
            aims = aims[better]
            best[aims] = totals[better]
            back[aims] = order[first:last][better]
        return back

    def _path(self, edges: _Edges, back: Places, begins: Integers) -> tuple[Integers, NDArray[np.int32]]:
        """Starts and ids of the pieces on the best paths, runs of unknown characters fused into one."""
        used = np.full(len(back), -1, dtype=np.int32)
        places, firsts = (begins[1:] - 1).astype(np.int32), begins[:-1]
        while len(places):
            taken = back[places]
            places = edges.sources[taken]
            used[places] = taken
            going = places > firsts
            places, firsts = places[going], firsts[going]
        starts = np.flatnonzero(used >= 0)
        ids = self._ids[edges.places[used[starts]]]
        again = np.zeros(len(ids), dtype=bool)
        again[1:] = (ids[1:] == UNKNOWN) & (ids[:-1] == UNKNOWN)
        again[np.searchsorted(starts, begins[:-1])] = False
        return starts[~again], ids[~again]


def _normalization(replacements: dict[int, str]) -> Places:
    """int32 [code points]: what stands for each, or _SPECIAL when that is not one character wherever it stands."""
    table = np.arange(_CODE_POINTS, dtype=np.int32)
    table[[ord(space) for space in WHITESPACE]] = _SPECIAL
    for point, other in replacements.items():
        table[point] = ord(other) if len(other) == 1 and (other == " " or other not in WHITESPACE) else _SPECIAL
    table[ord("\r")] = _SPECIAL
    table[ord(" ")] = ord(" ")
    table[table == ord(" ")] = _MARK
    return table


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts, by length, in groups of up to _ROW characters; the longest texts are in none."""
    group: list[int] = []
    size = 0
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if lengths[number] > _LONGEST_TEXT:
            break
        if size + lengths[number] > _ROW:
            yield group
            group, size = [], 0
        group.append(number)
        size += lengths[number]
    if group:
        yield group


def _row(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Integers]:
    """The texts' code points, each text with one place before it and one behind; where each begins, and the end."""
    begins = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) + 2 for text in texts], out=begins[1:])
    together = "".join([f" {text} " for text in texts])
    return np.frombuffer(together.encode("utf-32-le"), dtype="<u4"), begins


def _joining(raw: NDArray[np.uint32]) -> NDArray[np.bool_]:
    seen = np.zeros(_CODE_POINTS, dtype=bool)
    seen[raw] = True
    for point in np.flatnonzero(seen).tolist():
        seen[point] = joins(chr(point))
    return seen[raw]


def _texts_at(places: NDArray[np.bool_], begins: Integers) -> list[int]:
    """The texts of a row that any of the `places` lies in."""
    texts: list[int] = np.unique(np.searchsorted(begins, np.flatnonzero(places), side="right") - 1).tolist()
    return texts
