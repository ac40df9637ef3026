"""Charts as SVG, readable on light and on dark pages. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH = 860
ROW, GAP = 18, 8  # pixels
LABEL, WRITTEN = 158, 112  # room for what stands before and after a bar
_STYLE = """<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 13px }
.quiet { fill: #59636e; font-size: 11px }
.ours { fill: #0969da } .other { fill: #afb8c1 }
.grid { stroke: #d1d9e0; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.s0 { stroke: #0969da } .s1 { stroke: #bc4c00 } .s2 { stroke: #1a7f37 } .s3 { stroke: #8250df }
.d0 { fill: #0969da } .d1 { fill: #bc4c00 } .d2 { fill: #1a7f37 } .d3 { fill: #8250df }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
.ours { fill: #4493f8 } .other { fill: #656c76 }
.s0 { stroke: #4493f8 } .s1 { stroke: #db6d28 } .s2 { stroke: #3fb950 } .s3 { stroke: #ab7df8 }
.d0 { fill: #4493f8 } .d1 { fill: #db6d28 } .d2 { fill: #3fb950 } .d3 { fill: #ab7df8 }
}
</style>"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, how long it is, what is written beside it, and whether it is one of ours."""

    label: str
    value: float
    written: str
    is_ours: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """Groups of bars on one scale, under a title."""

    title: str
    groups: Sequence[Sequence[Bar]]

    @property
    def height(self) -> float:
        """In pixels."""
        return 2 * ROW + sum(ROW * len(bars) + GAP for bars in self.groups)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of points (x, y), both above 0, with its name."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines over logarithmic axes, under a title that says what the vertical one is."""

    title: str
    lines: Sequence[Line]


def bar_chart(title: str, panels: Sequence[Panel], columns: int = 2) -> str:
    """Panels side by side, `columns` in a row, on a logarithmic scale: a bar ten times as much is one step longer."""
    width, top, rows = WIDTH / columns, 30, ceil(len(panels) / columns)
    of_row = max(panel.height for panel in panels)
    parts = [_text(8, 18, title, "title")]
    for number, panel in enumerate(panels):
        left, above = width * (number % columns), top + of_row * (number // columns)
        parts += [_text(left + 8, above + 12, panel.title, "title"), *_panel(panel, left, above + 20, width)]
    return _svg(top + of_row * rows, parts)


def _panel(panel: Panel, left: float, above: float, width: float) -> list[str]:
    values = [bar.value for bars in panel.groups for bar in bars]
    scale = _Scale(min(values) / 2, max(values), width - LABEL - WRITTEN)
    parts = []
    for bars in panel.groups:
        for bar in bars:
            parts += _bar(bar, left + LABEL, above, scale)
            above += ROW
        above += GAP
    return parts


@dataclass(frozen=True, slots=True)
class _Scale:
    least: float
    most: float
    room: float

    def length(self, value: float) -> float:
        return max(1, self.room * log10(value / self.least) / log10(self.most / self.least))


def _bar(bar: Bar, left: float, above: float, scale: _Scale) -> list[str]:
    length, kind = scale.length(bar.value), "ours" if bar.is_ours else "other"
    return [
        f'<rect class="{kind}" x="{left:.1f}" y="{above:.1f}" width="{length:.1f}" height="{ROW - 5}" rx="2"/>',
        _text(left - 6, above + 10, bar.label, "", "end"),
        _text(left + length + 5, above + 10, bar.written, "quiet"),
    ]


def line_chart(title: str, across: str, plots: Sequence[Plot]) -> str:
    """Plots side by side; `across` says what the horizontal axis of all is."""
    width, height = WIDTH / len(plots), 330
    parts = [_text(8, 18, title, "title")]
    for number, plot in enumerate(plots):
        parts += _plot(plot, width * number, 34, width, height - 34)
        parts.append(_text(width * (number + 0.5), height - 6, across, "quiet", "middle"))
    return _svg(height, parts)


def _plot(plot: Plot, left: float, above: float, width: float, height: float) -> list[str]:
    points = [point for line in plot.lines for point in line.points]
    x_from, x_to = _decades([x for x, _ in points])
    y_from, y_to = _decades([y for _, y in points])
    keys = 16 * len(plot.lines)
    x0, x1, y0, y1 = left + 52, left + width - 16, above + height - 40, above + 26 + keys

    def x_at(value: float) -> float:
        return x0 + (x1 - x0) * (log10(value) - x_from) / (x_to - x_from)

    def y_at(value: float) -> float:
        return y0 - (y0 - y1) * (log10(value) - y_from) / (y_to - y_from)

    parts = [_text(left + 8, above + 12, plot.title, "title")]
    for power in range(y_from, y_to + 1):
        y = y_at(10.0**power)
        parts.append(f'<line class="grid" x1="{x0:.1f}" x2="{x1:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(x0 - 6, y + 4, _short(10.0**power), "quiet", "end"))
    powers = [10.0**power for power in range(x_from, x_to + 1)]
    parts += [_text(x_at(power), y0 + 16, _short(power), "quiet", "middle") for power in powers]
    for number, line in enumerate(plot.lines):
        places = [(x_at(x), y_at(y)) for x, y in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline class="line s{number}" points="{path}"/>')
        parts += [f'<circle class="d{number}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places]
        y = above + 28 + 16 * number
        parts.append(f'<rect class="d{number}" x="{left + 8:.1f}" y="{y - 8:.1f}" width="10" height="10" rx="2"/>')
        last = line.points[-1][1]
        parts.append(_text(left + 24, y + 1, f"{line.name}: {last:.3g} at {_short(line.points[-1][0])}", ""))
    return parts


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _short(value: float) -> str:
    for unit, name in ((1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}{name}"
    return f"{value:g}"


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(height: float, parts: Sequence[str]) -> str:
    frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" role="img"'
    return "\n".join([f"<svg {frame}>", _STYLE, *parts, "</svg>", ""])
