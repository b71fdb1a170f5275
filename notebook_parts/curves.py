"""Numbers that change from step to step, as curves: a loss that falls, or does not."""

import matplotlib.pyplot as plt
import numpy as np

from .canvas import FRAMES

__all__ = ["show_curves"]


def show_curves(title, curves, across="step", up="loss"):
    """Draw curves over 0, 1, 2, ...: {label: numbers}. The axis upwards counts in powers of ten."""
    figure, axes = plt.subplots(figsize=(7, 3.6), dpi=90)
    for number, (label, values) in enumerate(curves.items()):
        look = {"color": FRAMES[number % len(FRAMES)], "marker": "os^D"[number % 4], "markersize": 4}
        axes.plot(np.arange(len(values)), values, label=label, **look)
    axes.set(title=title, xlabel=across, ylabel=up, yscale="log")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.tight_layout()
    plt.show()
