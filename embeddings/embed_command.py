"""`onrecord embed`: regenerates embeddings and indexes."""

from pathlib import Path

import click

from embeddings.command import library_option, notice, progress_bar


@click.command()
@click.option("--model", metavar="NAME_OR_PATH", help="A sentence-transformers model by name or path, or `bundled`.")
@click.option("--force", is_flag=True, help="Embed everything again, changed or not.")
@library_option
def embed(model: str | None, force: bool, library: Path) -> None:
    """Regenerate embeddings and indexes; only what changed, unless forced.

    Without --model the library keeps the model that it has. Another model is built beside the old
    one, and takes over when it is whole.
    """
    from corpus.library import Library
    from embeddings.load import load_encoder
    from embeddings.regenerate import model_in_use, regenerate

    with Library.open(library) as opened, progress_bar("embedding") as progress:
        encoder = load_encoder(model or model_in_use(library))
        done = regenerate(opened, encoder, progress, force=force, thorough=True)
    rate = f", {done.embedded / done.seconds:,.0f} a second" if done.embedded and done.seconds else ""
    notice(
        f"{done.embedded:,} passages embedded with {encoder.name}, {done.reused:,} unchanged, "
        f"{done.seconds:.1f} s{rate}."
    )
