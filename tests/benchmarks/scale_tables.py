"""The figures of `scale.py` as tables and as a chart."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.benchmarks.charts import Line, Plot, line_chart

Figures = dict[str, Any]
"""`libraries` and `vectors`, a dictionary for each size, as `scale_worker` gives them; `cores` and `load`."""

BUSY = 2  # processes that wait for each core
KINDS = ("word", "statement", "word, one rare speaker", "word, one year")  # of questions in the README
README_NAMES = {"of CPU": "embed", "its CPU": "`ask`, whole process", "ask, whole process": "`ask`, whole process"}

_Cell = Callable[[Figures], str]

OF_LIBRARIES: dict[str, _Cell] = {
    "passages": lambda one: f"{one['passages']:,}",
    "embed": lambda one: f"{one['build']['wall']:,.0f} s" if one["build"] else "",
    "of CPU": lambda one: f"{one['build']['cpu']:,.0f} s" if one["build"] else "",
    "memory, embed": lambda one: f"{one['build']['peak']:,.0f} MB" if one["build"] else "",
    "bytes a passage, index": lambda one: f"{(one['disk']['vectors'] + one['disk']['lexical']) / one['passages']:,.0f}",
    "records": lambda one: f"{one['disk']['records.db'] / one['passages']:,.0f}",
    "ask, whole process": lambda one: f"{one['cold']['wall']:.2f} s",
    "its CPU": lambda one: f"{one['cold']['cpu']:.2f} s",
    "its memory": lambda one: f"{one['cold']['peak']:,.0f} MB",
    "memory, running": lambda one: f"{one['memory']['peak']:,.0f} MB",
    "of it no file's": lambda one: f"{one['memory']['own']:,.0f} MB",
    "recall@10, nearest": lambda one: f"{one['nearest_recall']:.3f}",
    "recall@10, ranking": lambda one: f"{one['rank_recall']:.3f}",
}
OF_VECTORS: dict[str, _Cell] = {
    "vectors": lambda one: f"{one['passages']:,}",
    "written": lambda one: f"{one['build']['wall']:,.1f} s",
    "of CPU": lambda one: f"{one['build']['cpu']:,.1f} s",
    "bytes a vector": lambda one: f"{one['disk'] / one['passages']:,.0f}",
    "memory": lambda one: f"{one['memory']['peak']:,.0f} MB",
    "of it no file's": lambda one: f"{one['memory']['own']:,.0f} MB",
    "p50": lambda one: f"{one['times']['p50']:.1f} ms",
    "p95": lambda one: f"{one['times']['p95']:.1f} ms",
    "p50, CPU": lambda one: f"{one['times']['cpu50']:.1f} ms",
    "p95, CPU": lambda one: f"{one['times']['cpu95']:.1f} ms",
    "recall@10": lambda one: f"{one['nearest_recall']:.3f}",
}


def tables(measured: Figures) -> Iterator[str]:
    """The lines of all tables."""
    yield f"on {measured['cores']} cores, load {measured['load']:.1f} at the end"
    for rows in _all(measured):
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        yield from ("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
        yield ""


def markdown(measured: Figures) -> Iterator[str]:
    """Two tables as Markdown, a size a line; times are the processor's where the machine was busy with other work."""
    busy = is_busy(measured)
    times = "the processor's time" if busy else "time by the clock"
    yield f"On {measured['cores']} cores, load {measured['load']:.1f}: {times}, p50 / p95 in milliseconds."
    yield ""
    for columns, sizes in ((_of_libraries(busy), measured["libraries"]), (_of_vectors(busy), measured["vectors"])):
        yield f"| {' | '.join(columns)} |"
        yield "|---" * len(columns) + "|"
        yield from (f"| {' | '.join(cell(one) for cell in columns.values())} |" for one in sizes)
        yield ""


def is_busy(measured: Figures) -> bool:
    """Whether so much else ran that a clock tells little."""
    return bool(measured["load"] > BUSY * measured["cores"])


def _of_libraries(busy: bool) -> dict[str, _Cell]:
    names = ("passages", "of CPU" if busy else "embed", "memory, embed", "bytes a passage, index")
    cold = ("its CPU" if busy else "ask, whole process", "its memory")
    recall = ("recall@10, nearest", "recall@10, ranking")
    asked = {kind: _answer(kind, busy) for kind in KINDS}
    first = {name: OF_LIBRARIES[name] for name in names}
    shown = {**first, **{name: OF_LIBRARIES[name] for name in cold}, **asked, **{n: OF_LIBRARIES[n] for n in recall}}
    return {README_NAMES.get(name, name): cell for name, cell in shown.items()}


def _answer(kind: str, busy: bool) -> _Cell:
    return lambda one: _both(one["times"][kind]["answer"], busy)


def _of_vectors(busy: bool) -> dict[str, _Cell]:
    shown = ("vectors", "of CPU" if busy else "written", "bytes a vector", "memory", "of it no file's")
    times: dict[str, _Cell] = {"nearest": lambda one: _both(one["times"], busy)}
    cells = {**{name: OF_VECTORS[name] for name in shown}, **times, "recall@10": OF_VECTORS["recall@10"]}
    return {"written" if name == "of CPU" else name: cell for name, cell in cells.items()}


def _both(times: Figures, busy: bool) -> str:
    low, high = (times["cpu50"], times["cpu95"]) if busy else (times["p50"], times["p95"])
    return f"{low:.0f} / {high:.0f}" if high >= 10 else f"{low:.1f} / {high:.1f}"


def _all(measured: Figures) -> Iterator[list[list[str]]]:
    libraries, vectors = measured["libraries"], measured["vectors"]
    if libraries:
        yield _table(OF_LIBRARIES, libraries)
        for step in ("answer", "rank"):
            yield _times(step, libraries)
    if vectors:
        yield _table(OF_VECTORS, vectors)


def _table(columns: dict[str, _Cell], measured: Sequence[Figures]) -> list[list[str]]:
    return [list(columns), *([cell(one) for cell in columns.values()] for one in measured)]


def _times(step: str, libraries: Sequence[Figures]) -> list[list[str]]:
    """Kinds of question as rows; of each size p50 / p95 in milliseconds, by the clock and by the processor."""
    head = [f"{step}, ms", *(f"{one['passages']:,}{what}" for one in libraries for what in ("", ", CPU"))]
    kinds = list(libraries[0]["times"])
    return [head, *([kind, *_row(step, kind, libraries)] for kind in kinds)]


def _row(step: str, kind: str, libraries: Sequence[Figures]) -> Iterator[str]:
    for one in libraries:
        times = one["times"][kind][step]
        yield f"{times['p50']:.0f} / {times['p95']:.0f}"
        yield f"{times['cpu50']:.0f} / {times['cpu95']:.0f}"


def scale_chart(measured: Figures) -> str:
    """Time a question and what indexing takes, over the number of passages, as SVG."""
    libraries, vectors = measured["libraries"], measured["vectors"]
    kinds = {
        "answer to a statement": "statement",
        "answer to a word": "word",
        "the same, one rare speaker": "word, one rare speaker",
    }
    asked = [_line(name, libraries, _answer_time(kind)) for name, kind in kinds.items()]
    asked.append(_line("nearest vectors alone", vectors, lambda one: one["times"]["cpu50"]))
    built = [one for one in libraries if one["build"]]
    memory = [
        _line("embed", built, lambda one: one["build"]["peak"]),
        _line("asked, whole process", libraries, lambda one: one["cold"]["peak"]),
        _line("asked, running, no file's", libraries, lambda one: one["memory"]["own"]),
    ]
    plots = [_plot("CPU milliseconds a question, half within", asked), _plot("memory, MB", memory)]
    return line_chart("How cost grows", "passages", [plot for plot in plots if plot.lines])


def _answer_time(kind: str) -> Callable[[Figures], float]:
    return lambda one: float(one["times"][kind]["answer"]["cpu50"])


def _plot(title: str, lines: Sequence[Line]) -> Plot:
    return Plot(title, [line for line in lines if line.points])


def _line(name: str, measured: Sequence[Figures], value: Callable[[Figures], float]) -> Line:
    return Line(name, sorted((one["passages"], value(one)) for one in measured))
