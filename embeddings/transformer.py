"""Any sentence-transformers model, by the name it has on the Hugging Face hub or by its path."""

import json
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelError
from embeddings.encoder import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_WEIGHTS = frozenset((".safetensors", ".bin", ".onnx", ".pt"))
_PRODUCED_BY_RUNNING = frozenset((".lock", ".md"))


class TransformerEncoder:
    """A sentence-transformers model; its own prompts for queries and documents are used where it has them.

    `name` is the name or path that loads it again.
    """

    def __init__(self, name: str, model: "SentenceTransformer", fingerprint: str) -> None:
        self._model = model
        self._fingerprint = fingerprint
        self._name = name

    @property
    def name(self) -> str:
        """The name or path that loads the model."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors may: a digest of name, revision, prompts and files."""
        return self._fingerprint

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._model.get_embedding_dimension() or self.encode_queries(["a"]).shape[1]

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimensions], L2-normalised, with the model's prompt for queries."""
        return self._array(
            self._model.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False), len(texts)
        )

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimensions], L2-normalised, with the model's prompt for documents."""
        return self._array(
            self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False), len(texts)
        )

    def _array(self, vectors: object, count: int) -> Vectors:
        return np.asarray(vectors, dtype=np.float32).reshape(count, -1 if count else self.dimensions)


def load_transformer(name: str) -> TransformerEncoder:
    """The sentence-transformers model of that name (from the hub or its cache) or at that path.

    Raises `ModelError`, naming the model and the way out, when it cannot be loaded.
    """
    from sentence_transformers import SentenceTransformer

    # A path is meant literally: a missing folder must not become a search on the hub.
    if name.startswith((".", "/", "~")) and not Path(name).expanduser().is_dir():
        raise ModelError(f"no model at {name!r}: give the folder of a saved model, or `onrecord embed --model bundled`")
    place = str(Path(name).expanduser()) if Path(name).expanduser().is_dir() else name
    try:
        model = SentenceTransformer(place, device="cpu")
    except (OSError, ValueError, RuntimeError, KeyError, ImportError, AttributeError) as error:
        raise ModelError(
            f"cannot load the model {name!r} ({_first_line(error)}): check its name, "
            "connect once so that it can be fetched, or `onrecord embed --model bundled`"
        ) from error
    return TransformerEncoder(name, model, fingerprint_of(place, model))


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def fingerprint_of(place: str, model: "SentenceTransformer") -> str:
    """Digest of the name, the prompts and the revision on the hub, or of the files of a model on disk."""
    digest = blake2b(digest_size=12)
    digest.update(json.dumps([model.prompts, _revision(model)], sort_keys=True).encode())
    if Path(place).is_dir():
        for path in sorted(path for path in Path(place).rglob("*") if path.is_file()):
            _add_file(digest, path.relative_to(place).as_posix(), path)
    else:
        digest.update(place.encode())
    return digest.hexdigest()


def _revision(model: "SentenceTransformer") -> str | None:
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    revision: str | None = getattr(config, "_commit_hash", None)
    return revision


def _add_file(digest: blake2b, name: str, path: Path) -> None:
    """Adds what a file says; of weights, which are large, their size and when they were written."""
    if path.suffix in _PRODUCED_BY_RUNNING or name.startswith("."):
        return
    digest.update(name.encode())
    if path.suffix in _WEIGHTS:
        facts = path.stat()
        digest.update(f"{facts.st_size} {facts.st_mtime_ns}".encode())
    else:
        digest.update(path.read_bytes())
