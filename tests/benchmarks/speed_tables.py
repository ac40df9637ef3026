"""The figures of `speed.py` as tables: each with its ratio to ours."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.speed_engines import ENGINES, OURS, Engine

Figures = dict[str, Any]
"""Of one size: `passages`, `encoding`, `load`, `cores`, and `engines`, each with the steps of `speed_worker`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of the table: how it is read from an engine's steps, and how it is written.

    `has_ratio` is whether it is told in terms of ours too; a share of right answers is not.
    """

    name: str
    value: Callable[[Figures], float]
    written: Callable[[float], str]
    has_ratio: bool = True


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:,.0f} s"


def _megabytes(value: float) -> str:
    return f"{value:,.0f} MB"


def _milliseconds(value: float) -> str:
    return f"{value:.2f} ms" if value < 10 else f"{value:,.0f} ms"


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


COLUMNS = (
    Column("build", lambda one: one["build"]["wall"], _seconds),
    Column("build, CPU", lambda one: one["build"]["cpu"], _seconds),
    Column("disk", lambda one: one["build"]["disk"] / 1e6, _megabytes),
    Column("memory, building", lambda one: one["build"]["peak"], _megabytes),
    Column("memory, asking", lambda one: one["ask"]["peak"], _megabytes),
    Column("of it no file's", lambda one: one["ask"]["own"], _megabytes),
    Column("p50", lambda one: one["ask"]["p50"], _milliseconds),
    Column("p95", lambda one: one["ask"]["p95"], _milliseconds),
    Column("p50, CPU", lambda one: one["ask"]["cpu50"], _milliseconds),
    Column("p95, CPU", lambda one: one["ask"]["cpu95"], _milliseconds),
    Column("recall@10", lambda one: one["ask"]["recall"], _share, has_ratio=False),
    Column("cold start", lambda one: one["cold"]["wall"], _seconds),
    Column("cold start, CPU", lambda one: one["cold"]["cpu"], _seconds),
)
OF_README = ("build", "disk", "memory, building", "memory, asking", "p50", "p95", "recall@10", "cold start")
BUSY = 2  # processes that wait for each core


def tables(measured: Sequence[Figures]) -> Iterator[str]:
    """The lines of the tables of every size, engines as rows."""
    for figures in measured:
        yield heading(figures)
        yield from _aligned([["", *(column.name for column in COLUMNS)], *_rows(figures, COLUMNS)])
        yield from (f"{name}: {why}" for name, why in _failures(figures))
        yield ""


def markdown(measured: Sequence[Figures]) -> Iterator[str]:
    """The columns OF_README as Markdown."""
    for figures in measured:
        columns = [column_of(figures, name) for name in OF_README]
        yield heading(figures)
        yield ""
        yield f"| {figures['passages']:,} passages | {' | '.join(column.name for column in columns)} |"
        yield "|---" * (1 + len(columns)) + "|"
        yield from (f"| {' | '.join(row)} |" for row in _rows(figures, columns))
        yield ""
        yield from (f"{name}: {why}." for name, why in _failures(figures))


def column_of(figures: Figures, name: str) -> Column:
    """The column of this name; of times those of the processor, where the machine was busy with other work."""
    named = {column.name: column for column in COLUMNS}
    of_cpu = named.get(f"{name}, CPU")
    return of_cpu if of_cpu and figures["load"] > BUSY * figures["cores"] else named[name]


def heading(figures: Figures) -> str:
    """What was measured, and on what."""
    encoding = figures["encoding"]
    return (
        f"{figures['passages']:,} passages on {figures['cores']} cores, load {figures['load']:.1f} at the end;"
        f" the vectors given to all but {OURS} took {encoding['wall']:.1f} s ({encoding['cpu']:.1f} s CPU)"
    )


def measured_engines(figures: Figures) -> list[Engine]:
    """The engines that every step was done with, in the order in which they are shown."""
    return [engine for engine in ENGINES if "cold" in figures["engines"].get(engine.name, {})]


def _rows(figures: Figures, columns: Sequence[Column]) -> Iterator[list[str]]:
    for engine in measured_engines(figures):
        yield [engine.name, *(_cell(figures, engine, column) for column in columns)]


def _cell(figures: Figures, engine: Engine, column: Column) -> str:
    if engine.by_words and not column.has_ratio:
        return ""  # what is looked for by words too is not meant to be nearest by the vector
    value = column.value(figures["engines"][engine.name])
    ours = figures["engines"].get(engine.ours)
    if engine.name == engine.ours or not column.has_ratio or not ours or "cold" not in ours:
        return column.written(value)
    return f"{column.written(value)} ×{_ratio(value, column.value(ours))}"


def _ratio(value: float, ours: float) -> str:
    ratio = value / max(ours, 1e-9)
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:,.0f}"


def _failures(figures: Figures) -> Iterator[tuple[str, str]]:
    for name, steps in figures["engines"].items():
        if "failed" in steps:
            yield name, steps["failed"]


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        yield "  ".join([name.ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(cells, widths[1:], strict=True))])
