"""Passages → rows of the store: passage vector, sentence vectors, pieces for late interaction."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model import StoredPassage
from corpus.passages import sentences
from embeddings.encoder import Encoder, Vectors
from embeddings.quantise import as_bytes, sign_codes
from embeddings.speaker_number import speaker_number
from embeddings.static import Ids, StaticEncoder, load_static
from embeddings.store import EmbeddedPassages

PassageEmbedder = Callable[[Sequence[StoredPassage]], EmbeddedPassages]


def passage_embedder(encoder: Encoder) -> PassageEmbedder:
    """What gives the rows of a batch of passages, in order, by `encoder`."""
    if isinstance(encoder, StaticEncoder):
        return lambda batch: _cut_once(encoder, batch)
    pieces = load_static()
    return lambda batch: _embed_each(encoder, pieces, batch)


def _cut_once(encoder: StaticEncoder, batch: Sequence[StoredPassage]) -> EmbeddedPassages:
    """Rows by the bundled model: the text is cut into pieces once, which make passages and sentences."""
    texts = [passage.text for passage in batch]
    ids, parts = encoder.cut_piece_ids(texts, [sentences(text) for text in texts])
    vectors = encoder.vectors(ids)
    counts = np.array([len(part) for part in parts], np.int64)
    several = [part for cut in parts if len(cut) > 1 for part in cut]
    return _rows(batch, vectors, encoder.vectors(several), counts, ids)


def _embed_each(encoder: Encoder, pieces: StaticEncoder, batch: Sequence[StoredPassage]) -> EmbeddedPassages:
    """Rows by any model: passages and sentences are embedded each by themselves."""
    texts = [passage.text for passage in batch]
    split = [[text[start:end] for start, end in sentences(text)] for text in texts]
    counts = np.array([max(1, len(parts)) for parts in split], np.int64)
    several = [part for parts in split if len(parts) > 1 for part in parts]
    vectors = encoder.encode_passages(texts)
    of_sentences = encoder.encode_passages(several) if several else vectors[:0]
    return _rows(batch, vectors, of_sentences, counts, pieces.piece_ids(texts))


def _rows(
    batch: Sequence[StoredPassage],
    vectors: Vectors,
    sentence_vectors: Vectors,
    sentence_counts: NDArray[np.int64],
    pieces: Sequence[Ids],
) -> EmbeddedPassages:
    """The rows; `sentence_vectors` are those of passages with several, one sentence being the passage itself."""
    passages, factors = as_bytes(vectors)
    sentences, sentence_factors = as_bytes(sentence_vectors)
    return EmbeddedPassages(
        **keys_of(batch),
        digests=np.frombuffer(b"".join(passage.digest for passage in batch), np.uint8).reshape(-1, 16),
        passages=passages,
        factors=factors,
        codes=sign_codes(vectors),
        sentences=sentences,
        sentence_factors=sentence_factors,
        sentence_counts=np.where(sentence_counts > 1, sentence_counts, 0),
        pieces=np.concatenate([np.empty(0, np.int32), *pieces]),
        piece_counts=np.array([len(ids) for ids in pieces], np.int64),
    )


def keys_of(batch: Sequence[StoredPassage]) -> dict[str, NDArray[Any]]:
    """What the rows of `batch` say of whose they are: `keys`, `records` and `speakers`."""
    return {
        "keys": np.array([passage.key for passage in batch], np.int64),
        "records": np.array([passage.record_key for passage in batch], np.int64),
        "speakers": np.array([speaker_number(passage.speaker_id) for passage in batch], np.uint64),
    }
