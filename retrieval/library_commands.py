"""Commands on what the library holds: records, speakers, show, remove."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from embeddings.command import library_option, notice, printable, terminal

if TYPE_CHECKING:
    from corpus.library import Library

CHECK_FAILED = 1


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a record.")
@library_option
def records(as_json: bool, library: Path) -> None:
    """List the records of the library."""
    with _filled(library) as opened:
        for record in opened.records():
            if as_json:
                from dataclasses import asdict

                click.echo(json.dumps(asdict(record), ensure_ascii=False))
                continue
            head = " · ".join(filter(None, (record.id, record.date, record.title)))
            click.echo(f"{head}\n  {record.speakers} speakers, {record.turns} turns, {record.passages} passages")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a speaker.")
@library_option
def speakers(as_json: bool, library: Path) -> None:
    """List who speaks in the library, with roles and other spellings of the name."""
    with _filled(library) as opened:
        for summary in opened.speakers():
            if as_json:
                from dataclasses import asdict

                click.echo(json.dumps(asdict(summary), ensure_ascii=False))
                continue
            click.echo(" — ".join(filter(None, (summary.speaker.name, ", ".join(summary.roles)))))
            if summary.speaker.aliases:
                click.echo(f"  also {', '.join(summary.speaker.aliases)}")
            click.echo(f"  {summary.turns} turns, {summary.passages} passages in {', '.join(summary.records)}")


@click.command()
@click.argument("passage")
@click.option("--context", type=click.IntRange(0, 50), default=0, help="How many passages before and after.")
@library_option
def show(passage: str, context: int, library: Path) -> None:
    """Show one PASSAGE where it stands."""
    from retrieval.language import language_of
    from retrieval.terminal import Line, excerpt_lines
    from retrieval.terminal import show as show_lines

    screen = terminal()
    with _filled(library) as opened:
        passage = printable(passage)
        for excerpt in opened.around(passage, context, context):
            asked_for = excerpt.id == passage and context > 0
            highlights = [(0, len(excerpt.text))] if asked_for else []
            show_lines([*excerpt_lines(excerpt, highlights, language_of(excerpt.text)), Line("")], screen)


@click.command()
@click.argument("record")
@library_option
def remove(record: str, library: Path) -> None:
    """Take a RECORD out of the library and its indexes; with the first part of a long file, all of its parts."""
    from corpus.library import Library
    from retrieval.prepare import index

    with Library.open(library, create=False) as opened:
        opened.remove(printable(record))
        index(opened)
    notice(f"{record} has been taken out.")


COMMANDS = (records, speakers, show, remove)


def _filled(folder: Path) -> "Library":
    """The library in `folder`, with the bundled record in it when it is new."""
    from corpus.library import Library
    from retrieval.prepare import ensure_ready

    ensure_ready(folder, notice)
    return Library.open(folder)
