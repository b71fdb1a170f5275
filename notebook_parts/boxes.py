"""Boxes and arrows: how the layers of a block hang together."""

import matplotlib.pyplot as plt
from matplotlib.patches import FancyBboxPatch

from .canvas import GREY, canvas, write

__all__ = ["show_boxes"]

FILLS = {"plain": "#f1f3f5", "conv": "#d0ebff", "pool": "#ffe8cc", "join": "#d3f9d8"}


def show_boxes(boxes, arrows, caption="", width=5.0, height=1.2):
    """Draw boxes on a grid, and arrows between them.

    Args:
        boxes: {name: (column, row, text, kind)}; rows count downwards, columns may be fractions such as 1.5. The kind,
            "plain", "conv", "pool" or "join", is the colour.
        arrows: pairs of names, from one box to another.
        caption: written under the picture.
        width, height: of a box, in cells of the canvas.
    """
    apart, between = 0.7, 0.9
    columns = max(column for column, *_ in boxes.values()) + 1
    rows = max(row for _, row, *_ in boxes.values()) + 1
    whole = columns * (width + apart) + apart
    axes = canvas(whole, rows * (height + between) + (1.6 if caption else 0.7))
    corners = {}
    for name, (column, row, _, kind) in boxes.items():
        x, y = apart + column * (width + apart), 0.6 + row * (height + between)
        corners[name] = (x, y)
        shape = FancyBboxPatch((x, y), width, height, boxstyle="round,pad=0,rounding_size=0.2")
        shape.set(facecolor=FILLS[kind], edgecolor="#495057", linewidth=1)
        axes.add_artist(shape)
    for start, end in arrows:
        (x0, y0), (x1, y1) = corners[start], corners[end]
        look = {"arrowstyle": "->", "color": "#495057", "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
        tail, tip = (x0 + width / 2, y0 + height), (x1 + width / 2, y1)
        if y1 <= y0:  # beside each other: from the right edge to the left one
            tail, tip = (x0 + width, y0 + height / 2), (x1, y1 + height / 2)
        elif y1 - y0 > 1.5 * (height + between) and x1 < x0:  # past the boxes of a row: to the left, then down
            tail, look["connectionstyle"] = (x0, y0 + height / 2), "angle,angleA=180,angleB=90"
        axes.annotate("", tip, tail, arrowprops=look)
    labels = [
        (corners[name][0] + width / 2, corners[name][1] + height / 2, text) for name, (_, _, text, _) in boxes.items()
    ]
    write(axes, labels, size=0.38)
    bottom = rows * (height + between) + 0.9
    write(axes, [(whole / 2, bottom, caption)] if caption else [], size=0.36, colour=GREY)
    plt.show()
