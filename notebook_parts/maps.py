"""A small batch of maps, N x C x H x W: a row for each sample, a column and a colour for each channel."""

import matplotlib.pyplot as plt
import numpy as np

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_maps"]


def show_maps(x, caption=""):
    """Draw every number of a batch of maps. Maps of one channel stand below each other, framed in one colour."""
    n, c, h, w = x.shape
    width, height = 2.6 + c * (w + 1), 2.2 + n * (h + 0.8)
    axes = canvas(width, height)
    numbers = []
    for sample, channel in np.ndindex(n, c):
        left, top = 2.2 + channel * (w + 1), 1.5 + sample * (h + 0.8)
        edges = np.meshgrid(left + np.arange(w + 1), top + np.arange(h + 1))
        axes.pcolormesh(*edges, np.zeros((h, w)), cmap="Greys", vmin=0, vmax=1, edgecolors="#adb5bd", linewidth=0.8)
        frame = plt.Rectangle((left, top), w, h, fill=False, ec=FRAMES[channel % len(FRAMES)], lw=3)
        axes.add_artist(frame)
        for (i, j), value in np.ndenumerate(x[sample, channel]):
            numbers.append((left + j + 0.5, top + i + 0.5, f"{value:g}".replace("-", "−")))
    write(axes, numbers)
    rows = [(1.0, 1.5 + sample * (h + 0.8) + h / 2, f"sample {sample}") for sample in range(n)]
    columns = [(2.2 + channel * (w + 1) + w / 2, 0.8, f"channel {channel}") for channel in range(c)]
    write(axes, rows + columns, size=0.36, weight="bold")
    write(axes, [(width / 2, height - 0.4, caption)] if caption else [], size=0.36, colour=GREY)
    plt.show()
