"""A trained table as a folder that sentence-transformers and onrecord's own light loader read."""

import json
import shutil
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from embeddings.static import FINGERPRINTED
from embeddings.train_start import Pieces
from embeddings.unigram import substring_hashes

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SCORE_UNIT = 10_000
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.base.modules.normalize.Normalize"},
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def export(table: NDArray[np.float32], pieces: Pieces, tokenizer: "Tokenizer", folder: Path) -> str:
    """Writes the model's files into `folder`, each replaced whole, and returns their fingerprint.

    `table`: float32 [pieces, d]. Other files of the folder (the model card, the notice) stay.
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        fresh = Path(name)
        (fresh / "1_Normalize").mkdir()
        save_file(quantize(table), fresh / "model.safetensors")
        save_file(piece_tensors(pieces), fresh / "pieces.safetensors")
        (fresh / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
        _write_json(fresh / "replacements.json", replacements(tokenizer))
        _write_json(fresh / "modules.json", _MODULES)
        _write_json(fresh / "1_Normalize" / "config.json", {})
        _write_json(fresh / "config_sentence_transformers.json", _CONFIG)
        digest = fingerprint(fresh)
        _write_json(fresh / "fingerprint.json", {"fingerprint": digest})
        _move(fresh, folder)
    return digest


def write_readable(tensors: dict[str, NDArray[np.generic]], path: Path) -> None:
    """Writes `tensors` to the safetensors file at `path`, which everybody may read."""
    from safetensors.numpy import save_file

    save_file(tensors, path)
    path.chmod(0o644)  # safetensors writes files that only their owner may read


def quantize(table: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """Rows as bytes with a factor each (`embeddings[i] * weights[i]`), the names model2vec gave them."""
    weights = np.abs(table).max(axis=1).clip(min=1e-12) / 127
    return {
        "embeddings": np.round(table / weights[:, None]).astype(np.int8),
        "weights": weights.astype(np.float32),
    }


def piece_tensors(pieces: Pieces) -> dict[str, NDArray[np.generic]]:
    """What `UnigramTokenizer` reads: the pieces as sorted hashes with their scores and ids, and their limits.

    Raises `ModelError` should two pieces have one hash.
    """
    longest = max(map(len, pieces.texts))
    hashes = np.array([substring_hashes(text, len(text))[-1, 0] for text in pieces.texts])
    order = np.argsort(hashes)
    if not np.all(np.diff(hashes[order].view(np.int64)) != 0):
        raise ModelError("two pieces have the same hash: choose another base in embeddings/unigram.py")
    scores = np.array([round(score * _SCORE_UNIT) for score in pieces.scores], dtype=np.int32)
    return {
        "hashes": hashes[order],
        "scores": scores[order],
        "ids": order.astype(np.int32),
        "limits": np.array([longest, scores.min()], dtype=np.int32),
    }


def replacements(tokenizer: "Tokenizer") -> dict[str, str]:
    """What the normalizer's character map makes of each single character that it changes."""
    normalizer = tokenizer.normalizer[0]
    characters = (chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    return {c: to for c in characters if (to := normalizer.normalize_str(c)) != c}


def fingerprint(folder: Path) -> str:
    """The digest of the files on which the model's vectors depend."""
    digest = blake2b(digest_size=12)
    for name in FINGERPRINTED:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _move(fresh: Path, folder: Path) -> None:
    for path in sorted(fresh.rglob("*")):
        target = folder / path.relative_to(fresh)
        # safetensors writes files that only their owner may read.
        path.chmod(0o755 if path.is_dir() else 0o644)
        if path.is_dir():
            target.mkdir(exist_ok=True)
        elif target.exists():
            path.replace(target)
        else:
            shutil.move(path, target)
