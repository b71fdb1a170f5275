"""Every position of a window along one axis: the picture of an output size."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_windows"]


def show_windows(n, k, before=0, after=0, stride=1):
    """Draw one row of n pixels with padding at both ends and, under it, every position of a window of k pixels."""
    length = before + n + after
    starts = range(0, length - k + 1, stride)
    axes = canvas(max(length, 11) + 1, 3.4 + 0.5 * len(starts))
    x = 0.5 + (max(length, 11) - length) / 2
    real = [before <= pixel < before + n for pixel in range(length)]
    edges = np.meshgrid(x + np.arange(length + 1), [1.4, 2.4])
    axes.pcolormesh(*edges, [real], cmap="Blues", vmin=0, vmax=3, edgecolors="#868e96", linewidth=0.8)
    write(axes, [(x + i + 0.5, 1.9, str(i - before)) for i in range(length) if real[i]])
    write(axes, [(x + i + 0.5, 1.9, "0") for i in range(length) if not real[i]], colour="#adb5bd")
    for number, start in enumerate(starts):
        y = 2.7 + 0.5 * number
        axes.add_artist(Rectangle((x + start + 0.08, y), k - 0.16, 0.22, color=FRAMES[0]))
    middle = (max(length, 11) + 1) / 2
    size = f"{n} pixels, window of {k}, padding {before} + {after}, stride {stride}"
    write(axes, [(middle, 0.7, f"{size}: {len(starts)} positions")], size=0.36, weight="bold")
    write(
        axes,
        [(middle, 3.0 + 0.5 * len(starts), "blue: pixels    white: padding    orange: the window")],
        size=0.33,
        colour=GREY,
    )
    plt.show()
