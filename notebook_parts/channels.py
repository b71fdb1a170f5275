"""An image of several channels and its kernel, channel by channel, and how their maps add up to one."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_channels"]


def show_channels(image, kernel, maps, result, names=(), caption=""):
    """Draw (c, h, w) arrays in rows, one for each channel: image, kernel, map; and on the right the sum of the maps.

    The first window and what it gives are framed. `names` are those of the channels.
    """
    columns = [image, kernel, maps]
    row_height = max(array.shape[1] for array in columns) + 0.7
    widths = [array.shape[2] for array in columns]
    height = 1.9 + row_height * len(image) + (1.0 if caption else 0)
    start = 3.0 if names else 0.7
    axes = canvas(start + sum(widths) + 4.6 + result.shape[1], height)
    numbers, signs, titles, labels = [], [], [], []
    for c in range(len(image)):
        y, x = 1.4 + row_height * c, start
        if names:
            labels.append((1.5, y + (row_height - 0.7) / 2, names[c]))
        for array, width, sign in zip(columns, widths, ("⋆", "=", None), strict=True):
            top = y + (row_height - 0.7 - array.shape[1]) / 2
            numbers += draw_channel(axes, array[c], x, top)
            rows, breadth = (1, 1) if array is maps else kernel.shape[1:]
            axes.add_artist(Rectangle((x, top), breadth, rows, fill=False, ec=FRAMES[0], lw=2.5))
            if sign:
                signs.append((x + width + 0.6, y + (row_height - 0.7) / 2, sign))
            x += width + 1.2
        if c > 0:
            signs.append((x - 1.2 - widths[2] / 2, y - 0.35, "+"))
    middle = 1.4 + (row_height * len(image) - 0.7) / 2
    signs.append((x - 0.2, middle, "="))
    numbers += draw_channel(axes, result, x + 0.7, middle - result.shape[0] / 2)
    axes.add_artist(Rectangle((x + 0.7, middle - result.shape[0] / 2), 1, 1, fill=False, ec=FRAMES[0], lw=2.5))
    x = start
    for title, width in zip(("image", "kernel", "maps"), widths, strict=True):
        titles.append((x + width / 2, 0.7, title))
        x += width + 1.2
    titles.append((x + 0.7 + result.shape[1] / 2, 0.7, "result"))
    write(axes, numbers)
    write(axes, signs, size=0.6)
    write(axes, titles, weight="bold")
    write(axes, labels, colour=GREY, size=0.36)
    write(axes, [(axes.get_xlim()[1] / 2, height - 0.6, caption)] if caption else [], colour=GREY)
    plt.show()


def draw_channel(axes, array, x, y):
    """Draw one array with its upper left corner at (x, y); return the labels of its numbers."""
    rows, columns = array.shape
    shade = np.sign(array) * (0.25 + 0.75 * np.abs(array) / max(np.abs(array).max(), 1))
    edges = np.meshgrid(x + np.arange(columns + 1), y + np.arange(rows + 1))
    axes.pcolormesh(*edges, shade, edgecolors="#adb5bd", linewidth=0.8, cmap="PuOr_r", vmin=-2.2, vmax=2.2)
    return [(x + j + 0.5, y + i + 0.5, f"{value:g}".replace("-", "−")) for (i, j), value in np.ndenumerate(array)]
