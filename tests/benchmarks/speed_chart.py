"""Draws the figures of one size that `speed.py` kept: `python -m tests.benchmarks.speed_chart [PASSAGES]`."""

import json
import sys
from pathlib import Path

from tests.benchmarks.charts import Bar, Panel, bar_chart
from tests.benchmarks.speed_engines import OUR_VECTORS, OURS
from tests.benchmarks.speed_tables import COLUMNS, Figures, measured_engines

SHOWN = {
    "p50, CPU": "a question, CPU, half within",
    "cold, CPU": "cold start, CPU",
    "build, CPU": "to build, CPU",
    "disk": "on disk",
    "memory, building": "memory, building",
    "memory, asking": "memory, asking",
}


def speed_chart(figures: Figures) -> str:
    """The chart of one size, as SVG."""
    panels = [_panel(figures, name, title) for name, title in SHOWN.items()]
    title = f"{figures['passages']:,} passages: less is better; each panel has a logarithmic scale of its own"
    return bar_chart(title, panels)


def _panel(figures: Figures, name: str, title: str) -> Panel:
    column = next(column for column in COLUMNS if column.name == name)
    values = [(engine, column.value(figures["engines"][engine.name])) for engine in measured_engines(figures)]
    bars = [
        Bar(engine.name, value, column.written(value), engine.name in (OURS, OUR_VECTORS)) for engine, value in values
    ]
    return Panel(title, bars)


if __name__ == "__main__":
    here = Path(__file__).parent
    kept = {one["passages"]: one for one in json.loads((here / "speed.json").read_text(encoding="utf-8"))}
    chosen = int(sys.argv[1]) if len(sys.argv) > 1 else max(kept)
    (here / "speed.svg").write_text(speed_chart(kept[chosen]), encoding="utf-8")
