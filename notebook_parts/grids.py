"""Small arrays of numbers side by side, with framed windows: the picture of an operation."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_grids"]


def show_grids(*parts, caption="", greys=()):
    """Draw arrays of numbers side by side; a string between two arrays is written between them.

    An array comes as (title, array) or (title, array, window, ...). Each window (row, column, height, width) gets a
    frame. The small grey numbers count rows and columns from 0. Positive numbers are orange and negative ones purple,
    except in the arrays whose titles are in `greys`: they are drawn as pictures, from black to white.
    """
    tallest = max(part[1].shape[0] for part in parts if not isinstance(part, str))
    width = 0.6 + sum(0.9 if isinstance(part, str) else part[1].shape[1] + 1 for part in parts)
    axes = canvas(width, tallest + (3.2 if caption else 2.2))
    numbers, light_numbers, counts, titles, signs = [], [], [], [], []
    x = 0.8
    for part in parts:
        if isinstance(part, str):
            signs.append((x - 0.05, 1.8 + tallest / 2, part))
            x += 0.9
            continue
        title, array, *windows = part
        rows, columns = array.shape
        y = 1.8 + (tallest - rows) / 2
        if title in greys:
            shade, look = array / (array.max() or 1), {"cmap": "gray", "vmin": 0, "vmax": 1}
        else:
            shade = np.sign(array) * (0.25 + 0.75 * np.abs(array) / max(np.abs(array).max(), 1))
            look = {"cmap": "PuOr_r", "vmin": -2.2, "vmax": 2.2}
        edges = np.meshgrid(x + np.arange(columns + 1), y + np.arange(rows + 1))
        axes.pcolormesh(*edges, shade, edgecolors="#adb5bd", linewidth=0.8, **look)
        for (i, j), value in np.ndenumerate(array):
            dark = title in greys and shade[i, j] < 0.5
            label = (x + j + 0.5, y + i + 0.5, f"{value:g}".replace("-", "−"))
            (light_numbers if dark else numbers).append(label)
        counts += [(x + j + 0.5, y - 0.22, str(j)) for j in range(columns)]
        counts += [(x - 0.22, y + i + 0.5, str(i)) for i in range(rows)]
        titles.append((x + columns / 2, y - 0.85, title))
        for number, (row, column, height, breadth) in enumerate(windows):
            inset = 0.08 * number if height * breadth > 1 else 0  # so that frames that overlap can be told apart
            corner, size = (x + column + inset, y + row + inset), (breadth - 2 * inset, height - 2 * inset)
            axes.add_artist(Rectangle(corner, *size, fill=False, ec=FRAMES[number % len(FRAMES)], lw=3))
        x += columns + 1
    write(axes, numbers)
    write(axes, light_numbers, colour="white")
    write(axes, counts, size=0.25, colour=GREY)
    write(axes, titles, weight="bold")
    write(axes, signs, size=0.7)
    write(axes, [(width / 2, tallest + 2.6, caption)] if caption else [], colour=GREY)
    plt.show()
