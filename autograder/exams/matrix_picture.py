"""The matrix of misconceptions and properties as a picture: dark where a property catches a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from autograder.exams.matrix import SECRETS, Matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["matrix_picture"]

_CELL = 0.24  # inches
_NAMES, _HEADER, _MARGIN = 3.4, 1.9, 0.2  # inches for the names on the left, those above, and the rim
_SIDE_BY_SIDE = 2  # exercises


def matrix_picture(matrices: Sequence[Matrix]) -> Figure:
    """Draw the matrices of some exercises, two side by side.

    A row is a misconception, with the points that it keeps behind it; a column is a property. A cell is dark where the
    property fails under each secret, light where it fails under some, and white where the mistake passes.
    """
    widest = max(len(matrix.exercise.properties) for matrix in matrices)
    breadth = _NAMES + _CELL * widest + 1.5
    lines = [matrices[start : start + _SIDE_BY_SIDE] for start in range(0, len(matrices), _SIDE_BY_SIDE)]
    heights = [_HEADER + _CELL * max(len(matrix.caught) for matrix in line) + _MARGIN for line in lines]
    width, top = breadth * max(map(len, lines)), sum(heights)
    figure = Figure(figsize=(width, top), dpi=100)
    above = top
    for line, height in zip(lines, heights, strict=True):
        for number, matrix in enumerate(line):
            tall, wide = _CELL * len(matrix.caught), _CELL * len(matrix.exercise.properties)
            corner = number * breadth + _NAMES, above - _HEADER - tall
            place = corner[0] / width, corner[1] / top, wide / width, tall / top
            _draw(figure.add_axes(place), matrix)
        above -= height
    return figure


def _draw(axes: Axes, matrix: Matrix) -> None:
    exercise = matrix.exercise
    rows, columns = len(matrix.caught), len(exercise.properties)
    shades = [[caught / len(SECRETS) for caught in row] for row in matrix.caught]
    axes.pcolormesh(shades, cmap="Oranges", vmin=0, vmax=1.3, edgecolors="#adb5bd", linewidth=0.6)
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    axes.set_yticks([row + 0.5 for row in range(rows)], [m.name for m in exercise.misconceptions], fontsize=8)
    axes.set_xticks([column + 0.5 for column in range(columns)], [p.name for p in exercise.properties], fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for label in axes.get_xticklabels():
        label.set(rotation=55, ha="left", va="bottom", rotation_mode="anchor")
    for row, keeps in enumerate(matrix.keeps):
        axes.text(columns + 0.3, row + 0.5, f"{keeps:g}", fontsize=7, va="center", color="#6c757d")
    title = f"{exercise.name}\n({exercise.points} points; grey: what is kept)"
    axes.text(-0.4, -0.6, title, fontsize=9, fontweight="bold", ha="right", va="bottom")
