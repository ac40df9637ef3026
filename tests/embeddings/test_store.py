from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MissingIndex
from embeddings.store import EmbeddedPassages, Manifest, StoreWriter, VectorStore, spans, starts

MANIFEST = Manifest("bundled", "m1", 4, "c1", 5)


def some_rows(count: int, seed: int) -> EmbeddedPassages:
    random = np.random.default_rng(seed)
    sentence_counts = random.integers(1, 4, count)
    piece_counts = random.integers(0, 6, count)
    return EmbeddedPassages(
        keys=np.arange(count) + 100 * seed,
        digests=random.integers(0, 255, (count, 16)).astype(np.uint8),
        passages=random.normal(size=(count, 4)).astype(np.float32),
        sentences=random.normal(size=(int(sentence_counts.sum()), 4)).astype(np.float16),
        sentence_counts=sentence_counts,
        pieces=random.integers(0, 99, int(piece_counts.sum())).astype(np.int32),
        piece_counts=piece_counts,
    )


def assert_same(left: EmbeddedPassages, right: EmbeddedPassages) -> None:
    for field in fields(EmbeddedPassages):
        np.testing.assert_array_equal(getattr(left, field.name), getattr(right, field.name), strict=True)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    batches = [some_rows(3, 1), some_rows(2, 2)]
    writer = StoreWriter(tmp_path)
    for batch in batches:
        writer.append(batch)
    writer.finish(MANIFEST)
    store = VectorStore(tmp_path)
    assert store.manifest == MANIFEST
    assert_same(store.rows, EmbeddedPassages.joined(batches))


def test_an_empty_store_is_a_store(tmp_path: Path) -> None:
    StoreWriter(tmp_path).finish(MANIFEST)
    store = VectorStore(tmp_path)
    assert len(store) == 0
    assert store.rows.passages.shape == (0, 4)


def test_an_unfinished_store_does_not_exist(tmp_path: Path) -> None:
    StoreWriter(tmp_path).append(some_rows(3, 1))
    with pytest.raises(MissingIndex, match="onrecord embed"):
        VectorStore(tmp_path)


def test_a_damaged_store_is_refused(tmp_path: Path) -> None:
    writer = StoreWriter(tmp_path)
    writer.append(some_rows(3, 1))
    writer.finish(MANIFEST)
    (tmp_path / "passages.npy").write_bytes(b"\x93NUMPY\x01\x00")
    with pytest.raises(MissingIndex, match="--force"):
        VectorStore(tmp_path)


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"model": 1, "unknown": 2}'])
def test_a_manifest_that_says_nothing_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(MissingIndex):
        VectorStore(tmp_path)


def test_rows_are_found_by_key(tmp_path: Path) -> None:
    writer = StoreWriter(tmp_path)
    writer.append(some_rows(5, 2))
    writer.finish(MANIFEST)
    assert VectorStore(tmp_path).rows_of([203, 999, 200]).tolist() == [0, 3]


@given(st.integers(1, 8), st.data())
def test_taking_rows_takes_all_that_is_theirs(count: int, data: st.DataObject) -> None:
    rows = some_rows(count, 3)
    order = np.array(data.draw(st.lists(st.integers(0, count - 1), max_size=10)), np.int64)
    taken = rows.take(order)
    for place, row in enumerate(order):
        assert_same(taken.take(np.array([place])), rows.take(np.array([row])))
    assert len(taken) == len(order)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=10), st.data())
def test_spans_are_the_slices_one_after_the_other(counts: list[int], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=10))
    bounds = starts(np.array(counts))
    naive = [index for row in rows for index in range(bounds[row], bounds[row + 1])]
    assert spans(bounds, np.array(rows, np.int64)).tolist() == naive
