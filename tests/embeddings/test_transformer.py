from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, StaticEmbedding, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel, BertTokenizer

from corpus.errors import ModelError
from embeddings.load import load_encoder
from embeddings.transformer import TransformerEncoder, load_transformer

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", "passage", ":", "peace", "treaty", "vote", "law"]
TEXTS = ["peace treaty", "vote law", "law", ""]
PROMPTS = {"query": "query: ", "document": "passage: "}


@pytest.fixture(scope="module")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bert")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "parts")
    sizes = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = BertConfig(vocab_size=len(WORDS), **sizes)
    BertModel(config).save_pretrained(folder / "parts")
    transformer = Transformer(str(folder / "parts"))
    SentenceTransformer(modules=[transformer, Pooling(16)], prompts=PROMPTS).save(str(folder / "whole"))
    return folder / "whole"


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.random.default_rng(0).normal(size=(len(WORDS), 8)).astype(np.float32)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows)]).save(str(folder))
    return folder


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_queries_and_passages_get_the_prompts_of_the_model(bert: Path) -> None:
    encoder, model = load_transformer(str(bert)), SentenceTransformer(str(bert), device="cpu")
    as_query = unit(model.encode(["query: " + text for text in TEXTS]))
    as_passage = unit(model.encode(["passage: " + text for text in TEXTS]))
    assert np.allclose(encoder.encode_queries(TEXTS), as_query, atol=1e-5)
    assert np.allclose(encoder.encode_passages(TEXTS), as_passage, atol=1e-5)
    assert not np.allclose(as_query, as_passage, atol=1e-3)


@pytest.mark.parametrize("kind", ["bert", "static"])
def test_vectors_are_float32_rows_of_length_one(kind: str, request: pytest.FixtureRequest) -> None:
    encoder = load_encoder(str(request.getfixturevalue(kind)))
    vectors = encoder.encode_passages(TEXTS[:3])
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, encoder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_texts_give_no_rows(static: Path) -> None:
    assert load_transformer(str(static)).encode_queries([]).shape == (0, 8)


def test_a_text_without_pieces_is_zero(static: Path) -> None:
    assert not load_transformer(str(static)).encode_passages([""]).any()


def test_a_saved_static_embedding_is_loaded_whole(static: Path) -> None:
    expected = unit(SentenceTransformer(str(static), device="cpu").encode(TEXTS[:3]))
    encoder = load_transformer(str(static))
    assert isinstance(encoder, TransformerEncoder)
    assert encoder.name == str(static)
    assert np.allclose(encoder.encode_queries(TEXTS[:3]), expected, atol=1e-6)


def test_the_fingerprint_stays_until_a_file_changes(static: Path) -> None:
    before = load_transformer(str(static)).fingerprint
    assert load_transformer(str(static)).fingerprint == before
    tokenizer = static / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text(encoding="utf-8").replace('"peace":8', '"peace": 8') + "\n")
    assert load_transformer(str(static)).fingerprint != before


def test_two_models_have_two_fingerprints(bert: Path, static: Path) -> None:
    assert load_transformer(str(bert)).fingerprint != load_transformer(str(static)).fingerprint


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        load_encoder(str(tmp_path / "no-such-model"))


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "modules.json").write_text("not json")
    with pytest.raises(ModelError, match="notes"):
        load_encoder(str(tmp_path / "notes"))


def test_a_name_that_cannot_be_fetched_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="nobody/no-such-model"):
        load_encoder("nobody/no-such-model")
