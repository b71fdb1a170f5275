"""A large matrix as a picture: a coloured cell for each number, too small to write it down."""

import matplotlib.pyplot as plt
import numpy as np

from .canvas import GREY, INK, canvas, write

__all__ = ["show_matrix"]


def show_matrix(title, matrix, rows_of, columns_of, caption=""):
    """Draw a matrix as coloured cells: positive numbers orange, negative ones purple, zeros white.

    Thin lines part it into blocks of `rows_of` rows and `columns_of` columns, and the small grey numbers count them.
    """
    rows, columns = matrix.shape
    cell = 22 / max(rows, columns, 24)
    x, y, width, height = 1.6, 1.6, columns * cell, rows * cell
    axes = canvas(max(width + 2.4, 15), height + (3 if caption else 2.2))
    x = (max(width + 2.4, 15) - width) / 2
    edges = np.meshgrid(x + cell * np.arange(columns + 1), y + cell * np.arange(rows + 1))
    shade = matrix / max(np.abs(matrix).max(), 1e-300)
    axes.pcolormesh(*edges, shade, cmap="PuOr_r", vmin=-1.4, vmax=1.4, edgecolors="#f1f3f5", linewidth=0.3)
    down, right = range(0, rows + 1, rows_of), range(0, columns + 1, columns_of)
    axes.hlines([y + cell * i for i in down], x, x + width, colors="#868e96", linewidth=0.8)
    axes.vlines([x + cell * j for j in right], y, y + height, colors="#868e96", linewidth=0.8)
    counts = [(x + cell * (j + 0.5), y - 0.25, str(j)) for j in right if j < columns]
    counts += [(x - 0.4, y + cell * (i + 0.5), str(i)) for i in down if i < rows]
    write(axes, counts, size=0.25, colour=GREY)
    write(axes, [(x + width / 2, 0.7, title)], colour=INK, weight="bold")
    write(axes, [(x + width / 2, y + height + 0.8, caption)] if caption else [], colour=GREY)
    plt.show()
