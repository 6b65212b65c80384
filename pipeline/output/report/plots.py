"""Figures of many articles as SVG: rates with their intervals, times with open ends, a forest of effects.

Needs matplotlib (`pip install 'mednews[report]'`), which is loaded with the first plot. The same figures give
the same bytes: identifiers are hashed with a fixed salt, and the file has no date.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.output.report.figures import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 40
"""Rows of one plot; the table beneath has all."""
_TITLES = {"rate": "Patients, %", "time": "Months", "effect": "Ratio (log scale; below 1 favours the arm)"}
_INK, _MARK, _GRID = "#1b1b1b", "#1f5fa8", "#d9d9d9"
_RATIOS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 50, 100)
"""Where the axis of ratios has its numbers."""
_STYLE: Any = {
    "svg.hashsalt": "mednews",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.parse_math": False,  # a "$" in an article is no formula
}


def draw_plot(figures: Sequence[Figure]) -> str:
    """An SVG of figures of one kind, at least one, a row each, in their order."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure as Canvas

    shown = figures[:MOST]
    with matplotlib.rc_context(_STYLE):
        canvas = Canvas(figsize=(7.2, 0.9 + 0.27 * len(shown)), facecolor="white", layout="constrained")
        FigureCanvasSVG(canvas)
        axes = canvas.add_subplot()
        for row, figure in enumerate(shown):
            _draw_row(axes, row, figure)
        _draw_axes(axes, shown)
        out = io.StringIO()
        canvas.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    return svg[svg.index("<svg") :]


def _draw_row(axes: Axes, row: int, figure: Figure) -> None:
    axes.plot([figure.low, figure.high], [row, row], color=_MARK, linewidth=2, solid_capstyle="butt")
    if figure.value is not None:
        axes.plot([figure.value], [row], color=_MARK, marker="s", markersize=5)
    if figure.open:
        arrow = {"arrowstyle": "->", "color": _MARK, "linewidth": 1.6}
        axes.annotate(
            "",
            (figure.high, row),
            xytext=(22, 0),
            textcoords="offset points",
            arrowprops={**arrow, "arrowstyle": "<-"},
        )


def _draw_axes(axes: Axes, figures: Sequence[Figure]) -> None:
    """Labels to the left, the first row on top, a faint grid."""
    kind = figures[0].kind
    axes.set_yticks(range(len(figures)), [_label(figure) for figure in figures])
    axes.set_ylim(len(figures) - 0.4, -0.6)
    axes.set_xlabel(_TITLES[kind], color=_INK)
    axes.grid(axis="x", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    if kind == "rate":
        axes.set_xlim(0, 100)
    elif kind == "time":
        axes.set_xlim(0, 1.12 * max(figure.high for figure in figures) or 1)
    else:
        _draw_ratio_axis(axes, figures)


def _draw_ratio_axis(axes: Axes, figures: Sequence[Figure]) -> None:
    """A log scale that says 0.5 and 2, with a line at 1."""
    from matplotlib.ticker import FixedLocator, NullFormatter

    axes.set_xscale("log")
    axes.axvline(1, color=_INK, linewidth=0.8)
    low, high = min(each.low for each in figures), max(each.high for each in figures)
    ticks = [tick for tick in _RATIOS if low / 1.6 <= tick <= high * 1.6 or tick == 1]
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_major_formatter(lambda tick, _: f"{tick:g}")
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xlim(min(low / 1.15, 0.9), max(high * 1.15, 1.1))


def _label(figure: Figure) -> str:
    """ "olaparib: HR OS", cut where it would leave no room for the plot."""
    label = f"{figure.arm}: {figure.what}"
    return label if len(label) < 56 else label[:54] + "…"
