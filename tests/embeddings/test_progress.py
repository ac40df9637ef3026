from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress

from embeddings.progress_columns import RateColumn


@pytest.mark.parametrize(("told", "shown"), [([], ""), ([50_000], ""), ([50_000, 51_000, 53_000], "1,500/s")])
def test_the_rate_is_of_what_was_done_here(told: list[int], shown: str) -> None:
    """What a stopped build had done before counts for nothing."""
    now = [0.0]
    with Progress(RateColumn(), console=Console(file=StringIO()), get_time=lambda: now[0]) as bar:
        task = bar.add_task("embedding", total=100_000)
        for done in told:
            now[0] += 1
            bar.update(task, completed=done)
        assert RateColumn().render(bar.tasks[0]).plain == shown
