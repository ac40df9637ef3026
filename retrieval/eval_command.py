"""`onrecord eval`: figures on judged questions."""

import json
from pathlib import Path
from typing import Any

import click

from embeddings.command import library_option, notice, progress_bar


@click.command("eval")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--model", metavar="NAME_OR_PATH", help="Embed with this model instead of the bundled one.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@library_option
@click.pass_context
def evaluate(context: click.Context, path: Path, model: str | None, as_json: bool, library: Path) -> None:
    """Measure on PATH: a BEIR folder, or a gold file of questions on the bundled record.

    It works in a temporary library; with --library a gold file asks that library instead.
    """
    from corpus.errors import EvaluationError
    from retrieval.evaluate import evaluate as measure

    if not path.exists():
        raise EvaluationError(f"there is no {path}: give a BEIR folder or a gold file")
    asked_for = context.get_parameter_source("library") is click.core.ParameterSource.COMMANDLINE
    with progress_bar("asking") as progress:
        figures = measure(path, progress, library if asked_for else None, model, notice)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    else:
        _show(figures)


def _show(figures: dict[str, Any]) -> None:
    """Tables: the legs of a BEIR set, or of each language of a gold file."""
    from rich.console import Console

    screen = Console(highlight=False)
    parts = {"": figures} if "queries" in figures else figures
    for name, part in parts.items():
        screen.print(_table(name, part))
        rest = {key: value for key, value in part.items() if key not in ("lexical", "dense", "final")}
        screen.print("  ".join(f"{key}: {value}" for key, value in rest.items()) + "\n")


def _table(name: str, figures: dict[str, Any]) -> Any:
    from rich.table import Table

    table = Table(title=name or None, title_justify="left")
    measures = list(figures["final"])
    for heading in ("", *measures):
        table.add_column(heading, justify="right" if heading else "left")
    for leg in ("lexical", "dense", "final"):
        table.add_row(leg, *(f"{figures[leg][measure]:.3f}" for measure in measures))
    return table
