"""`onrecord calibrate`: refits when to be silent, for a library and the model that it is indexed with."""

from pathlib import Path

import click

from embeddings.command import library_option


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--show", is_flag=True, help="Only show what would be kept.")
@library_option
def calibrate(gold: Path, show: bool, library: Path) -> None:
    """Refit when to be silent to the judged questions of GOLD, on this library's record.

    Do so after `onrecord embed --model`: what is sure enough differs from model to model. It is kept with the
    library, for this model alone; without it the bundled model's is used.
    """
    from retrieval.calibrate import cases, fitted, risks
    from retrieval.calibration import keep
    from retrieval.question_sets import read_gold
    from retrieval.search import Searcher

    questions = read_gold(gold)
    searcher = Searcher.open(library)
    judged = cases(searcher, questions)
    found = fitted(judged)
    click.echo("answerable questions quoted   confidence   wrong among the quoted")
    for one in risks(judged, found):
        click.echo(f"{one.share:>27.0%}{one.confidence:>13.3f}{one.wrong:>25.3f}")
    click.echo(f"an answer begins at {found.answers:.3f} (before: {searcher.calibration.answers:.3f})")
    if not show:
        keep(found, library, searcher.encoder.fingerprint)
