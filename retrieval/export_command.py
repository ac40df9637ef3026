"""The `export` command: what the library holds, for other programs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from embeddings.command import library_option, notice, printable

if TYPE_CHECKING:
    from corpus.library import Library

EXPORTED_AT_ONCE = 500


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "akoma-ntoso"]), default="jsonl", show_default=True,
    help="Every passage, one JSON object a line; or every record, an Akoma Ntoso document each.",
)  # fmt: skip
@click.option("--record", metavar="ID", help="Only this record.")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Where the documents are written, one file a record. One document alone goes to standard output without it.",
)  # fmt: skip
@library_option
def export(form: str, record: str | None, output: Path | None, library: Path) -> None:
    """Write what the library holds, for other programs and for another library.

    A record that is exported as Akoma Ntoso and added to another library is the same there, speaker
    by speaker and slice by slice.
    """
    from corpus.library import Library
    from retrieval.prepare import ensure_ready

    if form == "jsonl" and output is not None:
        raise click.UsageError("--output goes with --format akoma-ntoso: send JSON lines into a file with `> FILE`")
    ensure_ready(library, notice)
    with Library.open(library) as opened:
        chosen = _chosen(opened, printable(record) if record is not None else None)
        if form == "jsonl":
            _write_passages(opened, chosen[0] if record is not None else None)
        elif output is None:
            _write_document(opened, chosen)
        else:
            _write_documents(opened, chosen, output)


def _chosen(library: "Library", record: str | None) -> list[str]:
    """The ids of the records to write. Raises UnknownRecord for a `record` that is not there."""
    from corpus.errors import UnknownRecord

    ids = [summary.id for summary in library.records()]
    if record is not None and record not in ids:
        raise UnknownRecord(f"no record has the id {record!r}: `onrecord records` lists what there is")
    return ids if record is None else [record]


def _write_passages(library: "Library", record: str | None) -> None:
    from retrieval.serialise import excerpt_json

    keys = library.keys(record=record)
    for first in range(0, len(keys), EXPORTED_AT_ONCE):
        for excerpt in filter(None, library.excerpts(keys[first : first + EXPORTED_AT_ONCE])):
            click.echo(json.dumps(excerpt_json(excerpt), ensure_ascii=False))


def _document(library: "Library", record: str) -> Iterator[str]:
    from corpus.akoma_export import akoma_ntoso

    return akoma_ntoso(library.record(record))


def _write_document(library: "Library", chosen: list[str]) -> None:
    if len(chosen) > 1:
        raise click.UsageError(
            f"there are {len(chosen)} records, a document each: name a folder with --output, or one with --record"
        )
    for record in chosen:
        for line in _document(library, record):
            click.echo(line, nl=False)


def _write_documents(library: "Library", chosen: list[str], folder: Path) -> None:
    from corpus.file_names import file_names, write_whole

    for record, name in file_names(chosen, ".xml").items():
        write_whole(folder / name, _document(library, record))
        click.echo(folder / name)
    notice(f"{len(chosen)} {'record' if len(chosen) == 1 else 'records'} written to {folder}.")
