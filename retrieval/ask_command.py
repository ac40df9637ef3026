"""`onrecord ask` and `onrecord chat`."""

import gc
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from embeddings.command import library_option, notice, printable, terminal

if TYPE_CHECKING:
    from retrieval.model import Answer, Scope
    from retrieval.search import Searcher

NOT_ANSWERED = 1
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Request:
    """How questions are to be answered: in which scope, with how many quotes at most, as text or JSON."""

    scope: "Scope"
    top: int
    as_json: bool


@click.command()
@click.argument("question")
@click.option("--speaker", metavar="NAME", help="Only this speaker's words; the name in any script.")
@click.option("--record", metavar="ID", help="Only this record.")
@click.option("--since", metavar="DATE", help="Only records of this date (YYYY, YYYY-MM or YYYY-MM-DD) or later.")
@click.option("--until", metavar="DATE", help="Only records of this date or earlier.")
@click.option(
    "--top",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="At most so many quotes; where each speaker is asked for, one of each all the same.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a question.")
@library_option
def ask(
    question: str,
    speaker: str | None,
    record: str | None,
    since: str | None,
    until: str | None,
    top: int,
    as_json: bool,
    library: Path,
) -> None:
    """Answer QUESTION with quotes. `-` reads one question a line from standard input.

    Exit status 1: the record does not answer.
    """
    if question != STANDARD_INPUT:
        _leave_garbage()
    from retrieval.dates import check_dates
    from retrieval.model import Scope

    check_dates(since, until)
    speaker, record = (printable(value) if value else value for value in (speaker, record))
    request = Request(Scope(speaker, record, since, until), top, as_json)
    searcher = ready_searcher(library)
    _check_speaker(searcher, speaker)
    if question == STANDARD_INPUT:
        for line in _lines():
            _answer(searcher, line, request)
    elif not _answer(searcher, printable(question), request).quotes:
        raise click.exceptions.Exit(NOT_ANSWERED)


def _leave_garbage() -> None:
    """Collect none until the command ends: one question leaves little, and looking for it takes a tenth of the time."""
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)


@click.command()
@library_option
def chat(library: Path) -> None:
    """Ask in a conversation: follow-ups, /speaker, /more, /context."""
    from retrieval.chat import Chat

    Chat(ready_searcher(library), terminal()).run(lambda: input("› "))


COMMANDS = (ask, chat)


def ready_searcher(library: Path) -> "Searcher":
    """A searcher over the library, which is first filled with the bundled record when it is new."""
    from retrieval.prepare import ensure_ready
    from retrieval.search import Searcher

    ensure_ready(library, notice)
    return Searcher.open(library)


def _check_speaker(searcher: "Searcher", name: str | None) -> None:
    from corpus.errors import UnknownSpeaker

    if name is None:
        return
    if not searcher.roster.resolve(name):
        raise UnknownSpeaker(f"no speaker goes by {name!r}: `onrecord speakers` lists them")


def _answer(searcher: "Searcher", question: str, request: Request) -> "Answer":
    from retrieval.answer import answer
    from retrieval.serialise import answer_json
    from retrieval.terminal import answer_lines, offer_lines, show

    given = answer(searcher, question, request.scope, request.top)
    if request.as_json:
        click.echo(json.dumps(answer_json(given), ensure_ascii=False))
    else:
        show((*answer_lines(given), *offer_lines(given)), terminal())
    return given


def _lines() -> Iterator[str]:
    # Read as bytes: only a line feed ends a question, not every character that Unicode calls a line break.
    for line in sys.stdin.buffer:
        yield line.rstrip(b"\r\n").decode("utf-8", "replace")
