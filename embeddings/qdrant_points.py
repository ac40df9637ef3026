"""A passage as a point of Qdrant: its id is the passage's key.

Each point has the passage's vector, those of its sentences where it has several, its terms as two sparse vectors
(`sparse_terms`), and as payload what has to come back: the record and the speaker, which filters use too, and the
pieces, which are compared here. Point 0 has no vector: its payload says what the collection was made from.
"""

from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from corpus.errors import MissingIndex
from corpus.model import StoredPassage
from embeddings.sparse_terms import AverageLengths, Weights, passage_weights
from embeddings.speaker_number import speaker_number
from embeddings.static import Ids
from embeddings.store import EmbeddedPassages, Manifest, Rows, starts
from embeddings.within import Within

if TYPE_CHECKING:
    from qdrant_client import models

FORMAT = 1
STATE = 0
PASSAGE, SENTENCES, TERMS, SAID = "passage", "sentences", "terms", "said"
RECORD, SPEAKER, SIZE, PIECES, SOUNDS, DIGEST = "record", "speaker", "size", "pieces", "sounds", "digest"
READ = (RECORD, SPEAKER, PIECES, SOUNDS)


@dataclass(frozen=True, slots=True)
class State:
    """What a collection was made from; `generation` is another after every build, `whole` false during the first.

    `spellings` say by the id of each speaker what changes with the spellings of the name, `readings` of which
    library it is (`embeddings/readings.py`).
    """

    generation: str
    collection: str
    manifest: Manifest
    lengths: AverageLengths
    whole: bool = False
    spellings: dict[str, str] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """As the payload of point 0."""
        return {**asdict(self), "format": FORMAT}

    @classmethod
    def read(cls, payload: dict[str, Any] | None, collection: str) -> Self:
        """What `payload` says; raises MissingIndex where it is none of this version."""
        known = dict(payload or {})
        try:
            if known.pop("format") == FORMAT:
                manifest, lengths = Manifest(**known.pop("manifest")), AverageLengths(**known.pop("lengths"))
                return cls(manifest=manifest, lengths=lengths, **known)
        except (KeyError, TypeError) as error:
            raise MissingIndex(f"the collection {collection} is no index of onrecord: run `onrecord embed`") from error
        raise MissingIndex(f"the collection {collection} is of another version of onrecord: run `onrecord embed`")


class Embedded(NamedTuple):
    """What a model makes of a passage: its vector, those of its sentences (none where it is one), its pieces' ids.

    Vectors are of any length: the server makes it 1.
    """

    passage: list[float]
    sentences: list[list[float]]
    pieces: Ids


class Read(NamedTuple):
    """What a search reads of a passage: whose it is (`record`, `speaker`), its pieces, the dimensions of its sounds."""

    record: int
    speaker: int
    pieces: Ids
    sounds: tuple[int, ...]


def embedded_of(rows: EmbeddedPassages) -> list[Embedded]:
    """The rows one by one."""
    passages, sentences = rows.passages.astype(np.float32).tolist(), rows.sentences.astype(np.float32).tolist()
    of_sentences, of_pieces = starts(rows.sentence_counts).tolist(), starts(rows.piece_counts).tolist()
    return [
        Embedded(
            passages[row],
            sentences[of_sentences[row] : of_sentences[row + 1]],
            rows.pieces[of_pieces[row] : of_pieces[row + 1]],
        )
        for row in range(len(rows))
    ]


def embedded_from(point: "models.Record") -> Embedded:
    """What a stored point, with its vectors, was embedded as."""
    vectors: Any = point.vector or {}
    return Embedded(vectors[PASSAGE], vectors.get(SENTENCES, []), _pieces(point.payload or {}))


def point_of(passage: StoredPassage, embedded: Embedded, lengths: AverageLengths) -> "models.PointStruct":
    """The point of `passage`."""
    from qdrant_client import models

    sparse, sounds = sparse_of(passage, lengths)
    vectors: dict[str, Any] = {PASSAGE: embedded.passage, **sparse}
    if embedded.sentences:
        vectors[SENTENCES] = embedded.sentences
    payload = {
        RECORD: passage.record_key,
        SPEAKER: signed(speaker_number(passage.speaker_id)),
        SIZE: len(embedded.pieces),
        PIECES: b64encode(embedded.pieces.astype("<i4").tobytes()).decode(),
        SOUNDS: sounds,
        DIGEST: passage.digest.hex(),
    }
    return models.PointStruct.model_construct(id=passage.key, vector=vectors, payload=payload)


def sparse_of(passage: StoredPassage, lengths: AverageLengths) -> tuple[dict[str, Any], list[int]]:
    """The sparse vectors of `passage` by name, and the dimensions of its sounds."""
    attribution = attribution_of(passage)
    weighed, said, sounds = passage_weights(passage.text, attribution, lengths)
    return {TERMS: sparse(weighed), SAID: sparse(said)}, sounds


def attribution_of(passage: StoredPassage) -> str:
    """The words that attribute `passage`: every spelling of the name, and the role."""
    return " ".join((*passage.speaker_names, passage.role or ""))


def sparse(weights: Weights) -> "models.SparseVector":
    """`weights` as Qdrant takes them."""
    from qdrant_client import models

    return models.SparseVector.model_construct(indices=list(weights), values=list(weights.values()))


def read_of(payload: dict[str, Any]) -> Read:
    """What a search reads of a point with this payload."""
    return Read(payload[RECORD], payload[SPEAKER] % 2**64, _pieces(payload), tuple(payload[SOUNDS]))


def signed(number: int) -> int:
    """A `speaker_number` as an integer that Qdrant can hold: the same 64 bits with a sign."""
    return number - 2**64 if number >= 2**63 else number


def filter_of(within: Within | None, *, rows: Rows | None = None, least_pieces: int = 0) -> "models.Filter | None":
    """The condition for passages within, among `rows` where these are given; None for none."""
    from qdrant_client import models

    conditions: list[Any] = []
    if rows is not None:
        conditions.append(models.HasIdCondition(has_id=rows.tolist()))
    if within is not None and within.speakers is not None:
        spoken = models.MatchAny(any=sorted(map(signed, within.speakers)))
        conditions.append(models.FieldCondition(key=SPEAKER, match=spoken))
    if within is not None and within.records is not None:
        conditions.append(models.FieldCondition(key=RECORD, match=models.MatchAny(any=sorted(within.records))))
    if least_pieces:
        conditions.append(models.FieldCondition(key=SIZE, range=models.Range(gte=least_pieces)))
    return models.Filter(must=conditions) if conditions else None


def _pieces(payload: dict[str, Any]) -> Ids:
    return np.frombuffer(b64decode(payload[PIECES]), "<i4").astype(np.int32)
