"""`onrecord verify`."""

import json
import sys
from pathlib import Path

import click

from embeddings.command import library_option, notice, printable, terminal

NOT_VERIFIED = 1
STANDARD_INPUT = "-"


@click.command()
@click.argument("text")
@click.option("--speaker", metavar="NAME", help="Who is said to have said it; the name in any script.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@library_option
def verify(text: str, speaker: str | None, as_json: bool, library: Path) -> None:
    """Find out whether the quotation TEXT is in the record, in these words, by this speaker.

    TEXT may be pasted with its quotation marks and the words around it (“…”, said NAME), shortened with
    an ellipsis, an editor's words in [brackets]. `-` reads it from standard input.

    Exit status 0: found, exactly or with the small differences that are shown, and rightly attributed;
    1: misattributed, altered or not found.
    """
    from retrieval.prepare import ensure_ready
    from retrieval.verify_json import report_json
    from retrieval.verify_pasted import LONGEST
    from retrieval.verify_places import opened
    from retrieval.verify_report import verified

    if text == STANDARD_INPUT:
        text = sys.stdin.buffer.read(4 * LONGEST + 4).decode("utf-8", "replace")
    ensure_ready(library, notice)
    with opened(library, notice) as places:
        report = verified(places, printable(text), printable(speaker) if speaker else None)
    if as_json:
        click.echo(json.dumps(report_json(report), ensure_ascii=False))
    else:
        from retrieval.terminal import show
        from retrieval.verify_terminal import report_lines

        show(report_lines(report), terminal())
    if not report.ok:
        raise click.exceptions.Exit(NOT_VERIFIED)
