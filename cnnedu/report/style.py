"""How the report's figures look: as wide as a phone can show with readable letters, in colours that stay apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

__all__ = ["FIRST", "LECTURE", "SECOND", "TEST", "THIRD", "TRAIN", "VALIDATION", "new_figure", "plain_axes", "png"]

# Okabe and Ito's palette, as in cnnedu.describe.drawing.
TRAIN, VALIDATION, TEST, LECTURE = "#e69f00", "#009e73", "#0072b2", "#000000"
FIRST, SECOND, THIRD = "#d55e00", "#009e73", "#0072b2"  # where they stand for something else

_WIDTH = 5.2  # inches: on a phone of 390 pixels, ten points are still nine pixels high
_DPI = 170
_FONTS: Any = {
    "font.size": 10.5,
    "axes.titlesize": 10.5,
    "axes.labelsize": 10,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9,
}


def new_figure(height: float) -> Figure:
    """Make an empty figure as wide as all of them.

    Args:
        height: in inches.
    """
    return Figure(figsize=(_WIDTH, height), layout="constrained")


def plain_axes(axes: Axes) -> None:
    """Take away what says nothing: the frame above and at the right. Lay faint lines behind the rest.

    Args:
        axes: changed in place.
    """
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)


def png(draw: Callable[[], Figure]) -> bytes:
    """Draw and render a figure in the report's letters; equal figures give equal bytes.

    Args:
        draw: makes the figure.

    >>> png(lambda: new_figure(1.0))[:4]
    b'\\x89PNG'
    """
    content = io.BytesIO()
    with rc_context(_FONTS):
        draw().savefig(content, format="png", dpi=_DPI, metadata={"Software": None})
    return content.getvalue()
