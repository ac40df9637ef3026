"""The `export` command: what the library holds, for other programs."""

import json
from pathlib import Path

import click

from embeddings.command import library_option, notice

EXPORTED_AT_ONCE = 500


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@library_option
def export(form: str, library: Path) -> None:
    """Write every passage, one JSON object a line."""
    from corpus.library import Library
    from retrieval.prepare import ensure_ready
    from retrieval.serialise import excerpt_json

    ensure_ready(library, notice)
    with Library.open(library) as opened:
        keys = opened.keys()
        for first in range(0, len(keys), EXPORTED_AT_ONCE):
            for excerpt in filter(None, opened.excerpts(keys[first : first + EXPORTED_AT_ONCE])):
                click.echo(json.dumps(excerpt_json(excerpt), ensure_ascii=False))
