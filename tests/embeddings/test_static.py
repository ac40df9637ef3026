import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentence_transformers import SentenceTransformer

from corpus.errors import ModelError
from embeddings.load import load_encoder
from embeddings.static import bundled_folder, load_static
from embeddings.train_export import fingerprint, quantize

FOLDER = bundled_folder()
OURS = load_static()
THEIRS = SentenceTransformer(str(FOLDER), device="cpu")

SENTENCES = [
    "",
    "   ",
    "大臣は国連憲章について何と述べましたか？",
    "Что министр сказал об Уставе ООН?",
    "What did the minister say about air defence?",
    "안전 보장에 대해 무엇을 말했습니까? 部长说了什么？ ماذا قال الوزير؟",
    "😀👍🏽👩‍👩‍👧 🇯🇵",
    "\x00\x01\x1f\u200b\ufeff",
    "cafe\u0301 か\u3099",
    "𓀀𓀁𓀂",
    "加盟各国の安全保障に関する共同宣言。" * 800,
]


def test_vectors_are_those_of_sentence_transformers() -> None:
    assert np.allclose(OURS.encode_passages(SENTENCES), THEIRS.encode(SENTENCES), atol=1e-5)
    one_by_one = np.concatenate([OURS.encode_queries([sentence]) for sentence in SENTENCES])
    assert np.allclose(one_by_one, THEIRS.encode(SENTENCES), atol=1e-5)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_vectors_of_any_text_are_those_of_sentence_transformers(texts: list[str]) -> None:
    assert np.allclose(OURS.encode_queries(texts), THEIRS.encode(texts), atol=1e-5)


def test_many_texts_go_to_the_library_and_get_the_same_vectors() -> None:
    texts = [f"{sentence} {number}" for number in range(300) for sentence in SENTENCES[2:6]]
    encoder = load_static()
    few = np.concatenate([load_static().encode_passages([text]) for text in texts[:40]])
    assert np.allclose(encoder.encode_passages(texts)[:40], few, atol=1e-6)


def test_vectors_are_normalised_and_a_text_without_pieces_is_zero() -> None:
    lengths = np.linalg.norm(OURS.encode_passages(["", "\n", "安全保障", "x"]), axis=1)
    assert np.allclose(lengths, [0, 0, 1, 1], atol=1e-6)
    assert OURS.encode_passages([]).shape == (0, OURS.dimensions)


def test_half_a_surrogate_pair_is_civil() -> None:
    assert np.isfinite(OURS.encode_queries(["broken \ud83d end"])).all()


def test_rows_add_up_to_the_vector_of_their_text() -> None:
    text = "国連憲章と国際法"
    total = OURS.rows(OURS.piece_ids([text])[0]).sum(axis=0)
    assert np.allclose(total / np.linalg.norm(total), OURS.encode_queries([text])[0], atol=1e-6)


def test_the_fingerprint_is_that_of_the_files() -> None:
    assert OURS.fingerprint == fingerprint(FOLDER)


def test_a_changed_table_changes_the_fingerprint(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(FOLDER, copy)
    with (copy / "model.safetensors").open("r+b") as table:
        table.seek(-1, 2)
        last = table.read(1)
        table.seek(-1, 2)
        table.write(bytes([last[0] ^ 1]))
    assert fingerprint(copy) != OURS.fingerprint


def test_the_model_fits_its_forty_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 40_000_000


def test_quantized_rows_are_close() -> None:
    table = np.random.default_rng(0).normal(size=(50, 256)).astype(np.float32)
    tensors = quantize(table)
    assert np.allclose(tensors["embeddings"] * tensors["weights"][:, None], table, atol=np.abs(table).max() / 250)


@pytest.mark.parametrize("missing", ["model.safetensors", "pieces.safetensors", "fingerprint.json"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    copy = tmp_path / "model"
    shutil.copytree(FOLDER, copy)
    (copy / missing).unlink()
    with pytest.raises(ModelError, match=missing):
        load_static(copy)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(FOLDER, copy)
    (copy / "model.safetensors").write_bytes((FOLDER / "model.safetensors").read_bytes()[:1000])
    with pytest.raises(ModelError, match="not a whole model file"):
        load_static(copy)


def test_no_name_and_bundled_are_the_bundled_model() -> None:
    assert load_encoder(None).fingerprint == load_encoder("bundled").fingerprint == OURS.fingerprint


def test_a_question_is_encoded_without_heavy_libraries() -> None:
    script = (
        "import sys; from embeddings.load import load_encoder; load_encoder().encode_queries(['国連憲章', 'ООН?']);"
        "print({'torch', 'transformers', 'sentence_transformers', 'tokenizers', 'safetensors'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
