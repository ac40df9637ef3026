"""`onrecord bot` and `onrecord doctor`."""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from embeddings.command import library_option

if TYPE_CHECKING:
    from retrieval.findings import Finding

CHECK_FAILED = 1


@click.command()
@click.option("--check", is_flag=True, help="Look at configuration and library, say what is missing, and end.")
@library_option
def bot(check: bool, library: Path) -> None:
    """Run the Telegram bot.

    The token comes from TELEGRAM_BOT_TOKEN, or from the file that TELEGRAM_BOT_TOKEN_FILE names.
    """
    app = importlib.import_module("bot.app")  # by name: the one step against the arrow of imports
    if check:
        tell(app.check(library))
    else:
        app.run(library)


@click.command()
@library_option
def doctor(library: Path) -> None:
    """Check library, index, model and token, and say what to run."""
    from retrieval.findings import examine

    tell(examine(library))


COMMANDS = (bot, doctor)


def tell(findings: Iterable["Finding"]) -> None:
    """Print findings; exit status 1 when one of them is not well."""
    well = True
    for finding in findings:
        well = well and finding.ok
        mark = click.style("ok  ", fg="green") if finding.ok else click.style("FAIL", fg="red")
        click.echo(f"{mark} {finding.what}" + (f"\n     run: {finding.way_out}" if finding.way_out else ""))
    if not well:
        raise click.exceptions.Exit(CHECK_FAILED)
