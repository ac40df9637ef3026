"""Comparisons as text: a table of one set, its losing cases, and the Markdown tables over all sets."""

from collections.abc import Callable, Iterator, Sequence
from statistics import fmean

from retrieval.metrics import Measures
from tests.benchmarks.comparison import Comparison, Loss, Result, losses, wins
from tests.benchmarks.rankers import FINAL

LEGS = ("onrecord, lexical leg", "onrecord, dense leg")
NOT_RUN = {
    "verbatim-core": "it ranks no passages, and each of its extractors needs a model that is not here: a language model"
    " behind the OpenAI interface, or weights from the Hugging Face hub",
}
SHOWN = 120  # characters of a passage
MEASURES: dict[str, Callable[[Measures], float]] = {
    "nDCG@10": lambda one: one.ndcg,
    "recall@10": lambda one: one.recall,
    "MRR@10": lambda one: one.mrr,
    "top1": lambda one: one.top1,
}


def set_table(comparison: Comparison) -> Iterator[str]:
    """The lines of the table of one set; times are CPU times, as multiples of ours."""
    yield f"{comparison.name}: {len(comparison.queries)} queries, {len(comparison.texts)} passages"
    yield f"{'':<28}" + "".join(f"{name:>11}" for name in MEASURES) + f"{'queries/s':>11}{'to ours':>9}{'build':>9}"
    for result in comparison.results:
        figures = "".join(f"{figure(result.measures):>11.3f}" for figure in MEASURES.values())
        speed = f"{_rate(result):>11.0f}{_rate(result) / _rate(comparison.final):>9.2f}"
        build = "" if result.name in LEGS else f"{_ratio(result.building, comparison.final.building):>9.2f}"
        yield f"{result.name:<28}{figures}{speed}{build}"


def losing_cases(comparison: Comparison, most: int) -> Iterator[str]:
    """Per other ranker how often each beats the other, and the first `most` queries that ours loses."""
    for other in comparison.results:
        if other.name == FINAL or other.name in LEGS:
            continue
        lost = losses(comparison, other)
        yield f"{other.name}: ours lost {len(lost)}, won {wins(comparison, other)} of {len(comparison.queries)}"
        for loss in lost[:most]:
            yield from _case(comparison, loss)


def _case(comparison: Comparison, loss: Loss) -> Iterator[str]:
    place = next((n for n, name in enumerate(loss.ours, 1) if name in loss.query.relevant), None)
    yield f"  ? {loss.query.text}"
    yield f"    theirs {loss.theirs[0]}: {_opening(comparison.texts[loss.theirs[0]])}"
    first = f"{loss.ours[0]}: {_opening(comparison.texts[loss.ours[0]])}" if loss.ours else "nothing"
    yield f"    ours   {first}  (a relevant one {f'comes at {place}' if place else 'is not in the first ten'})"


def _opening(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def markdown(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """nDCG@10 by set, and the means of all measures with the times; the best of a column in bold."""
    names = [result.name for result in comparisons[0].results]
    rows = {name: [next(r for r in one.results if r.name == name) for one in comparisons] for name in names}
    asked = sum(len(one.queries) for one in comparisons)
    yield from _markdown_table(
        [f"nDCG@10, {asked:,} questions", *(f"{one.name} ({len(one.queries)})" for one in comparisons)],
        {name: [result.measures.ndcg for result in results] for name, results in rows.items()},
        {name: [] for name in names},
    )
    yield ""
    yield from _markdown_table(
        ["mean of the sets", *MEASURES, "time a question", "time to index"],
        {
            name: [fmean(figure(result.measures) for result in results) for figure in MEASURES.values()]
            for name, results in rows.items()
        },
        {name: _times(name, results, rows[FINAL]) for name, results in rows.items()},
    )
    yield ""
    yield from (f"{name}: not run: {why}." for name, why in NOT_RUN.items())


def _markdown_table(
    heading: Sequence[str], figures: dict[str, list[float]], more: dict[str, list[str]]
) -> Iterator[str]:
    best = [max(column) for column in zip(*figures.values(), strict=True)]
    yield f"| {' | '.join(heading)} |"
    yield "|---" * len(heading) + "|"
    for name, row in figures.items():
        cells = [_figure(value, value == top) for value, top in zip(row, best, strict=True)]
        yield f"| {' | '.join([name, *cells, *more[name]])} |"


def _figure(value: float, best: bool) -> str:
    text = f"{value:.3f}".removeprefix("0")
    return f"**{text}**" if best else text


def _times(name: str, results: Sequence[Result], final: Sequence[Result]) -> list[str]:
    asking = _ratio(sum(one.asking for one in results), sum(one.asking for one in final))
    building = _ratio(sum(one.building for one in results), sum(one.building for one in final))
    return [f"× {asking:.2f}", "" if name in LEGS else f"× {building:.2f}"]


def _rate(result: Result) -> float:
    return _ratio(len(result.rankings), result.asking)


def _ratio(one: float, other: float) -> float:
    return one / max(other, 1e-9)
