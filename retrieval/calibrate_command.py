"""`onrecord calibrate`: refits when to be silent, for a library and the model that it is indexed with."""

from pathlib import Path

import click

from embeddings.command import library_option, notice


@click.command()
@click.argument("gold", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--show", is_flag=True, help="Only show what would be kept.")
@library_option
def calibrate(gold: Path, show: bool, library: Path) -> None:
    """Refit when to be silent to the judged questions of GOLD, on this library's record.

    Do so after `onrecord embed --model`: what is sure enough differs from model to model. It is kept with the
    library, for this model alone; without it the bundled model's is used.
    """
    from retrieval.calibrate import cases, fitted, risks, shares
    from retrieval.calibration import keep
    from retrieval.question_sets import not_held, read_gold, told_of
    from retrieval.search import Searcher

    questions = read_gold(gold)
    searcher = Searcher.open(library)
    if left := not_held(questions, (passage.text for passage in searcher.library.passages())):
        notice(f"{told_of(left, questions)}. They are left out.")
    judged = cases(searcher, [question for question in questions if question not in left])
    found = fitted(judged)
    click.echo("answerable questions quoted   confidence   wrong among the quoted")
    for one in risks(judged, found):
        click.echo(f"{one.share:>27.0%}{one.confidence:>13.3f}{one.wrong:>25.3f}")
    click.echo(f"an answer begins at {found.answers:.3f}")
    (quoted, silent), (before, silent_before) = shares(judged, found), shares(judged, searcher.calibration)
    click.echo(f"quoted of those with an answer: {quoted:.0%} (before: {before:.0%})")
    click.echo(f"left unquoted of those without: {silent:.0%} (before: {silent_before:.0%})")
    if not show:
        keep(found, library, searcher.encoder.fingerprint)
