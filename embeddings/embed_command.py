"""`onrecord embed`: regenerates embeddings and indexes."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import IndexServerError
from embeddings.command import library_option, notice, progress_bar

if TYPE_CHECKING:
    from embeddings.qdrant_place import QdrantPlace
    from embeddings.regenerate import Regenerated

EMBEDDED, QDRANT = "embedded", "qdrant"
QUANTISATIONS = ("none", "scalar", "binary")


@click.command()
@click.option("--model", metavar="NAME_OR_PATH", help="A sentence-transformers model by name or path, or `bundled`.")
@click.option("--force", is_flag=True, help="Embed everything again, changed or not.")
@click.option(
    "--backend",
    type=click.Choice([EMBEDDED, QDRANT]),
    help="Where the index is: in files beside the library, or on a Qdrant server. As before, if not given.",
)
@click.option("--url", metavar="URL", help="The Qdrant server: http://HOST:6333.")
@click.option("--alias", metavar="NAME", help="How the server calls this library, and no other; else a name is made.")
@click.option("--quantisation", type=click.Choice(QUANTISATIONS), help="Of vectors in the server's memory [scalar].")
@click.option("--shards", type=click.IntRange(1), help="Parts of a new collection, for several servers [1].")
@click.option("--replicas", type=click.IntRange(1), help="Copies of each part of a new collection [1].")
@library_option
def embed(model: str | None, force: bool, library: Path, backend: str | None, **where: Any) -> None:
    """Regenerate embeddings and indexes; only what changed, unless forced.

    Without --model the library keeps the model that it has. Another model is built beside the old
    one, and takes over when it is whole. The key of a Qdrant server is read from ONRECORD_QDRANT_API_KEY.
    """
    from corpus.library import Library
    from embeddings.backend import bring_up_to_date
    from embeddings.load import load_encoder
    from embeddings.qdrant_place import QdrantPlace

    former = QdrantPlace.of(library)
    place = _place(library, former, backend, {name: value for name, value in where.items() if value is not None})
    with Library.open(library) as opened, progress_bar("embedding") as progress:
        encoder = load_encoder(model or _model(library, place))
        done = bring_up_to_date(opened, encoder, progress, place, force=force, thorough=True)
    _tell(done, encoder.name)
    if former and (place is None or (place.url, place.alias) != (former.url, former.alias)):
        notice(f"The former index is left on {former.url} as {former.alias}: other machines may use it.")


def _place(
    library: Path, former: "QdrantPlace | None", backend: str | None, given: dict[str, Any]
) -> "QdrantPlace | None":
    """Where the index shall be; None: beside the library. Raises UsageError, and SettingsError for a wrong `url`."""
    from embeddings.qdrant_place import QdrantPlace, checked_alias, checked_url, own_alias

    if backend == EMBEDDED or (backend is None and former is None):
        if given:
            raise click.UsageError(f"--{next(iter(given))} is for --backend {QDRANT}")
        return None
    place = replace(former or QdrantPlace("", own_alias(library)), **given)
    if not place.url:
        raise click.UsageError(f"--backend {QDRANT} needs --url, the address of the server: http://HOST:6333")
    place = replace(place, url=checked_url(place.url), alias=checked_alias(place.alias))
    _warn_of_open_key(place.url)
    return place


def _model(library: Path, place: "QdrantPlace | None") -> str | None:
    """The model that is in use, first where the index shall be. Raises IndexServerError, and UsageError."""
    from embeddings.backend import model_at, model_in_use

    try:
        return (model_at(place) if place else None) or model_in_use(library)
    except IndexServerError as error:
        if place is not None:
            raise
        raise click.UsageError(f"which model was used is known to the server only ({error}): give --model") from error


def _warn_of_open_key(url: str) -> None:
    from urllib.parse import urlsplit

    from embeddings.qdrant_server import API_KEY

    parts = urlsplit(url)
    if os.environ.get(API_KEY) and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        notice(f"{url} is not encrypted: who listens on the way can read the key. Use https where you can.")


def _tell(done: "Regenerated", model: str) -> None:
    rate = f", {done.embedded / done.seconds:,.0f} a second" if done.embedded and done.seconds else ""
    again = f" {done.retried:,} requests had to be made again." if done.retried else ""
    counts = f"{done.embedded:,} passages embedded with {model}, {done.reused:,} unchanged"
    notice(f"{counts}, {done.seconds:.1f} s{rate}.{again}")
