"""Bringing a library to where it can be asked."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.backend import is_indexed

if TYPE_CHECKING:
    from corpus.library import Library
    from embeddings.regenerate import Progress, Regenerated


def ensure_ready(folder: Path, notify: Callable[[str], None]) -> None:
    """Fill and index a library that is new, telling `notify` so; leave any other as it is.

    A library is new when it has never been indexed and holds no passage. One that was stopped half
    way through that (it holds only bundled records, and no index) is completed.
    """
    if is_indexed(folder):
        return
    from corpus.library import Library
    from corpus.read import read_record
    from corpus.records import bundled_records

    with Library.open(folder) as library:
        if not _holds_only_bundled(library):
            return
        notify(f"New library at {folder}: loading the bundled record.")
        for path in bundled_records():
            library.add(read_record(path))
        index(library)


def index(
    library: "Library", model: str | None = None, progress: "Progress" = lambda done, total: None
) -> "Regenerated":
    """Index what changed, with `model`, or with the one that the library already uses."""
    from embeddings.backend import bring_up_to_date, model_in_use
    from embeddings.load import load_encoder
    from embeddings.qdrant_place import QdrantPlace

    encoder = load_encoder(model or model_in_use(library.folder))
    place = QdrantPlace.of(library.folder)
    return bring_up_to_date(library, encoder, progress, place, same_model=model is None)


def _holds_only_bundled(library: "Library") -> bool:
    from corpus.read import read_record
    from corpus.records import bundled_records

    bundled = {read_record(path).id for path in bundled_records()}
    return {record.id for record in library.records()} <= bundled
