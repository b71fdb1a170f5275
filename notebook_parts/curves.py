"""Curves side by side: functions and their derivatives, and what becomes of a number from layer to layer."""

import matplotlib.pyplot as plt
import numpy as np

from .canvas import FRAMES, GREY

__all__ = ["show_curves"]

STYLES = ("-", "--", "-.", ":")


def show_curves(panels, x_label="x", logarithmic=False):
    """Draw panels side by side: {title: {label: (x, y)}}. Every curve has a colour and a dash of its own.

    With `logarithmic` a step upwards is a factor: 0.001, 0.01, 0.1, 1 lie equally far apart.
    """
    size = (4.4 * len(panels), 3.4)
    _, row = plt.subplots(1, len(panels), figsize=size, dpi=90, squeeze=False, layout="constrained")
    for axes, (title, curves) in zip(row[0], panels.items(), strict=True):
        for number, (label, (x, y)) in enumerate(curves.items()):
            look = {"color": FRAMES[number % len(FRAMES)], "linestyle": STYLES[number % len(STYLES)]}
            if all(isinstance(number, (int, np.integer)) for number in x):
                axes.xaxis.get_major_locator().set_params(integer=True)  # layers and steps are counted
            axes.plot(x, y, label=label, linewidth=2, **look)
        axes.set_title(title, fontsize=11, fontweight="bold")
        axes.set_xlabel(x_label)
        axes.grid(color="#dee2e6")
        if logarithmic:
            axes.set_yscale("log")
        else:
            axes.axhline(0, color=GREY, linewidth=0.8, zorder=1)
        axes.legend(fontsize=9)
    plt.show()
