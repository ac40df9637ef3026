"""`onrecord bot` and `onrecord doctor`."""

import importlib
import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from embeddings.command import library_option

if TYPE_CHECKING:
    from retrieval.findings import Finding

CHECK_FAILED = 1


@click.command()
@click.option("--check", is_flag=True, help="Look at configuration and library, say what is missing, and end.")
@click.option(
    "--config", metavar="FILE", type=click.Path(path_type=Path), help="Settings in TOML. Also ONRECORD_BOT_CONFIG."
)
@library_option
@click.pass_context
def bot(context: click.Context, check: bool, config: Path | None, library: Path) -> None:
    """Run the Telegram bot.

    The token comes from TELEGRAM_BOT_TOKEN, or from the file that TELEGRAM_BOT_TOKEN_FILE names.
    """
    is_default = context.get_parameter_source("library") is ParameterSource.DEFAULT
    folder = None if is_default else library
    if check:
        checks = importlib.import_module("bot.checks")  # by name: the one step against the arrow of imports
        tell(checks.check(folder, config))
    else:
        importlib.import_module("bot.app").run(folder, config)


@click.command()
@library_option
def doctor(library: Path) -> None:
    """Check library, index, model and token, and say what to run."""
    from retrieval.findings import examine

    has_token = any(os.environ.get(name) for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE"))
    beside = importlib.import_module("bot.checks").doctor() if has_token else ()
    tell(chain(examine(library), beside))


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
