from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MissingIndex
from embeddings.generation import CHECKPOINT, go_on_from
from embeddings.store import EmbeddedPassages, Manifest, StoreWriter, VectorStore, spans, starts
from tests.embeddings.rows import rows_from, unit

MANIFEST = Manifest("bundled", "m1", 4, "c1")


def some_rows(count: int, seed: int) -> EmbeddedPassages:
    random = np.random.default_rng(seed)
    passages = unit(random.normal(size=(count, 4)))
    sentences = [unit(random.normal(size=(int(number), 4))) for number in random.integers(1, 4, count)]
    piece_counts = random.integers(0, 6, count)
    return replace(
        rows_from(passages, sentences),
        keys=np.arange(count) + 100 * seed,
        records=np.repeat(100 * seed + np.arange(0, count, 2), 2)[:count],
        digests=random.integers(0, 255, (count, 16)).astype(np.uint8),
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
    counts = {"rows": 5, "sentences": len(store.rows.sentences), "pieces": len(store.rows.pieces)}
    assert store.manifest == replace(MANIFEST, **counts)
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
    store = written(tmp_path, some_rows(5, 2))
    assert store.rows_of([203, 999, 200]).tolist() == [3, 0]
    assert store.rows_of([]).tolist() == []
    assert store.rows_of_records([204, 200, 7]).tolist() == [0, 1, 4]


def test_rows_of_removed_records_are_not_found(tmp_path: Path) -> None:
    writer = StoreWriter(tmp_path)
    writer.append(some_rows(5, 2))
    writer.finish(MANIFEST, np.array([200, 204]))
    store = VectorStore(tmp_path)
    assert (len(store), store.dead.tolist(), store.living().tolist()) == (3, [2, 3], [0, 1, 4])
    assert store.rows_of([202, 204]).tolist() == [4]
    assert store.rows_of_records([200, 202]).tolist() == [0, 1]


def written(folder: Path, *batches: EmbeddedPassages) -> VectorStore:
    writer = StoreWriter(folder)
    for batch in batches:
        writer.append(batch)
    writer.finish(MANIFEST)
    return VectorStore(folder)


def test_a_store_that_goes_on_leaves_its_readers_what_they_had(tmp_path: Path) -> None:
    first, second = some_rows(3, 1), some_rows(4, 2)
    old = written(tmp_path / "old", first)
    go_on_from(tmp_path / "new", tmp_path / "old")
    writer = StoreWriter(tmp_path / "new", old.manifest)
    writer.append(second)
    assert_same(VectorStore(tmp_path / "old").rows, first)
    writer.finish(MANIFEST)
    assert_same(VectorStore(tmp_path / "new").rows, EmbeddedPassages.joined([first, second]))
    for store in (old, VectorStore(tmp_path / "old")):
        assert_same(store.rows, first)


def test_what_a_stopped_writer_left_is_cut_off(tmp_path: Path) -> None:
    old = written(tmp_path, some_rows(3, 1))
    stopped = StoreWriter(tmp_path, old.manifest)
    stopped.append(some_rows(9, 5))
    for array in stopped._arrays.values():  # as a writer that dies: on disk, and in no manifest
        array.flush()
    writer = StoreWriter(tmp_path, old.manifest)
    writer.append(some_rows(2, 2))
    writer.finish(MANIFEST)
    assert_same(VectorStore(tmp_path).rows, EmbeddedPassages.joined([some_rows(3, 1), some_rows(2, 2)]))


def test_a_checkpoint_can_be_gone_on_with(tmp_path: Path) -> None:
    writer = StoreWriter(tmp_path)
    writer.append(some_rows(3, 1))
    writer.checkpoint(MANIFEST)
    writer.append(some_rows(4, 7))
    with pytest.raises(MissingIndex):
        VectorStore(tmp_path)
    again = StoreWriter(tmp_path, Manifest.read(tmp_path, CHECKPOINT))
    again.append(some_rows(2, 2))
    again.finish(MANIFEST)
    assert_same(VectorStore(tmp_path).rows, EmbeddedPassages.joined([some_rows(3, 1), some_rows(2, 2)]))
    assert not (tmp_path / CHECKPOINT).exists()


def test_a_store_of_another_format_is_not_read(tmp_path: Path) -> None:
    written(tmp_path, some_rows(3, 1))
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace('"format": 2', '"format": 1'))
    with pytest.raises(MissingIndex, match="another version"):
        VectorStore(tmp_path)


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
