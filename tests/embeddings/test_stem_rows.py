from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from corpus.errors import ModelError
from embeddings.stem_rows import STEM_ROWS, StemRows, may_have_row, tensors_of
from embeddings.train_export import quantize

NAMES = ["threat", "угроз", "charter"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = np.random.default_rng(0).normal(size=(len(NAMES), 8)).astype(np.float32)
    save_file(tensors_of(NAMES, quantize(rows)), tmp_path / STEM_ROWS)
    np.save(tmp_path / "rows.npy", rows)
    return tmp_path


def test_what_was_written_is_found_by_its_stem_to_the_step_of_a_byte(folder: Path) -> None:
    found = StemRows(folder).of([*NAMES, "charte", "", "угрозы"])
    assert list(found) == NAMES
    rows = np.load(folder / "rows.npy")
    for row, name in zip(rows, NAMES, strict=True):
        np.testing.assert_allclose(found[name], row, atol=np.abs(row).max() / 254 + 1e-6)
    assert StemRows(folder).of([]) == {}


def test_a_file_that_is_missing_or_cut_short_is_said(folder: Path, tmp_path: Path) -> None:
    path = folder / STEM_ROWS
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(ModelError, match=r"stems\.safetensors is not a whole model file"):
        StemRows(folder)
    path.unlink()
    with pytest.raises(ModelError, match=r"stems\.safetensors"):
        StemRows(folder)


@pytest.mark.parametrize(("word", "may"), [("угрозах", True), ("Лавров", False), ("ООН", False), ("мир", False)])
def test_only_words_in_small_letters_may_have_one(word: str, may: bool) -> None:
    assert may_have_row(word) is may
