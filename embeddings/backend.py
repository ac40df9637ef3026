"""Which index a library has: files beside it, or a Qdrant server; opened and brought up to date in the same words."""

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import MissingIndex
from embeddings.embedded_index import EmbeddedIndex
from embeddings.generation import current, opened
from embeddings.index import Index, Terms
from embeddings.qdrant_place import QdrantPlace
from embeddings.store import Manifest, model_of_current
from embeddings.term_index import TermIndex

if TYPE_CHECKING:
    from corpus.library import Library
    from embeddings.encoder import Encoder
    from embeddings.regenerate import Progress, Regenerated


def open_index(library: Path) -> Index:
    """The index of the library in this folder. Raises MissingIndex, and IndexServerError of one on a server."""
    place = QdrantPlace.of(library)
    if place is None:
        return opened(library, EmbeddedIndex.open)
    from embeddings.qdrant_index import QdrantIndex

    return QdrantIndex.open(place)


def open_terms(library: Path) -> tuple[Manifest, Terms]:
    """The lexical half of it alone, and what it was computed from. Raises as `open_index` does."""
    if QdrantPlace.of(library) is None:
        return opened(library, lambda generation: (Manifest.read(generation.vectors), TermIndex(generation.lexical)))
    index = open_index(library)
    return index.manifest, index.terms


def index_name(library: Path) -> str:
    """The name of the index that would be opened now; another after every build. Raises as `open_index` does."""
    place = QdrantPlace.of(library)
    if place is None:
        return current(library).name
    from embeddings.qdrant_index import read_state
    from embeddings.qdrant_server import connect

    return read_state(connect(place.url), place.alias).generation


def is_indexed(library: Path) -> bool:
    """Whether the library was ever indexed. Asks no server."""
    if QdrantPlace.of(library) is not None:
        return True
    try:
        current(library)
    except MissingIndex:
        return False
    return True


def model_in_use(library: Path) -> str | None:
    """The name of the model that the library is indexed with; None when it is not indexed."""
    place = QdrantPlace.of(library)
    return model_of_current(library) if place is None else model_at(place)


def model_at(place: QdrantPlace) -> str | None:
    """The name of the model that the index at `place` is by; None where there is none. Raises IndexServerError."""
    from embeddings.qdrant_index import model_of
    from embeddings.qdrant_server import connect

    return model_of(connect(place.url), place.alias)


def bring_up_to_date(
    library: "Library",
    encoder: "Encoder",
    progress: "Progress",
    place: QdrantPlace | None,
    *,
    force: bool = False,
    thorough: bool = False,
    same_model: bool = False,
) -> "Regenerated":
    """Bring the index of `library` at `place` up to date, from where it then answers; None: beside the library.

    See `regenerate` and `regenerate_on_server`.
    """
    if place is None:
        from embeddings.regenerate import regenerate

        return regenerate(library, encoder, progress, force=force, thorough=thorough, same_model=same_model)
    from embeddings.qdrant_build import regenerate_on_server

    return regenerate_on_server(library, encoder, place, progress, force=force, same_model=same_model)
