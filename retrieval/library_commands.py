"""Commands on what the library holds: add, records, speakers, show, remove."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from embeddings.command import library_option, notice, printable, progress_bar, terminal

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.model import Added, Record

CHECK_FAILED = 1
SHOWN_ASIDE = 60  # characters of a line that was set aside


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_option
def add(paths: tuple[Path, ...], library: Path) -> None:
    """Read records from files or folders, and index what is new.

    Reports the speakers, turns and passages, and the lines that were set aside and will never be
    quoted. A file that cannot be read is named and passed over (exit status 2).
    """
    from corpus.library import Library
    from retrieval.prepare import index

    files, failed = _files(paths)
    read_from: dict[str, Path] = {}
    with Library.open(library) as opened:
        try:
            for path in files:
                failed += not _add_one(path, opened, read_from)
        finally:  # what was added before something failed can be asked too
            with progress_bar("embedding") as progress:
                index(opened, progress=progress)
    if failed:
        raise click.exceptions.Exit(2)


def _files(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """The files that `paths` name, each once, and how many paths named none, each told."""
    from corpus.errors import RecordError
    from corpus.read import find_records

    found: dict[Path, Path] = {}
    failed = 0
    for path in paths:
        try:
            found.update((file.resolve(), file) for file in find_records([path]))
        except RecordError as error:
            failed += 1
            notice(f"onrecord: {printable(str(error))}")
    return list(found.values()), failed


def _add_one(path: Path, library: "Library", read_from: dict[str, Path]) -> bool:
    """Add the record in `path` and report it; False, and told, when it cannot be read."""
    from corpus.errors import RecordError
    from corpus.read import read_record

    try:
        record = read_record(path)
        _check_own_id(record.id, path, read_from)
    except RecordError as error:
        notice(f"onrecord: {printable(str(error))}")
        return False
    report(record, library.add(record))
    return True


def _check_own_id(record: str, path: Path, read_from: dict[str, Path]) -> None:
    """Raise RecordError when another file of this run has the id: the second would take the first one's place."""
    from corpus.errors import RecordError

    other = read_from.setdefault(record, path)
    if other != path:
        raise RecordError(f"{path}: the id {record!r} is already that of {other}: give one an `id` in its .toml file")


def report(record: "Record", outcome: "Added") -> None:
    """Say what was read from a record: counts, who spoke, and what was set aside."""
    click.echo(f"{record.id}: {outcome.value} — {record.title}")
    spoken = [turn for turn in record.turns if turn.speaker is not None]
    click.echo(f"  {len(record.speakers)} speakers, {len(spoken)} turns, {len(record.passages)} passages")
    names = {speaker.id: speaker.name for speaker in record.speakers}
    for who, role in dict.fromkeys((turn.speaker, turn.role) for turn in spoken):
        click.echo(f"    {names.get(who or '', who)}{f' — {role}' if role else ''}")
    if record.asides:
        click.echo(f"  set aside, never quoted: {len(record.asides)}")
    for aside in record.asides:
        line = " ".join(record.text[aside.start : aside.end].split())
        click.echo(f"    {aside.reason}: {line[:SHOWN_ASIDE]}{'…' if len(line) > SHOWN_ASIDE else ''}")


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
    """Take a RECORD out of the library and its indexes."""
    from corpus.library import Library
    from retrieval.prepare import index

    with Library.open(library, create=False) as opened:
        opened.remove(printable(record))
        index(opened)
    notice(f"{record} has been taken out.")


COMMANDS = (add, records, speakers, show, remove)


def _filled(folder: Path) -> "Library":
    """The library in `folder`, with the bundled record in it when it is new."""
    from corpus.library import Library
    from retrieval.prepare import ensure_ready

    ensure_ready(folder, notice)
    return Library.open(folder)
