"""The chart of what `speed.py` measured at one size."""

from tests.benchmarks.charts import Bar, Panel, bar_chart
from tests.benchmarks.speed_engines import OUR_VECTORS, OURS, Engine
from tests.benchmarks.speed_tables import Column, Figures, column_of, measured_engines

SHOWN = {
    "p50": "a question, half within",
    "cold start": "cold start",
    "build": "to build",
    "disk": "on disk",
    "memory, building": "memory, building",
    "memory, asking": "memory, asking",
}


def speed_chart(figures: Figures) -> str:
    """The chart of one size, as SVG."""
    panels = [_panel(figures, name, title) for name, title in SHOWN.items()]
    title = f"{figures['passages']:,} passages, by the vector alone and by words too; logarithmic, less is better"
    return bar_chart(title, panels)


def _panel(figures: Figures, name: str, title: str) -> Panel:
    column = column_of(figures, name)
    title += column.name.removeprefix(name)
    engines = measured_engines(figures)
    groups = [[one for one in engines if one.by_words == by_words] for by_words in (False, True)]
    return Panel(title, [[_bar(figures, engine, column) for engine in group] for group in groups if group])


def _bar(figures: Figures, engine: Engine, column: Column) -> Bar:
    steps = figures["engines"][engine.name]
    value = column.value(steps)
    found = f", recall {steps['ask']['recall']:.2f}" if column.name.startswith("p50") and not engine.by_words else ""
    return Bar(engine.name, value, column.written(value) + found, engine.name in (OURS, OUR_VECTORS))
