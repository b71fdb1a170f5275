"""Numbers that come one after the other: dots, and lines through or beside them."""

import matplotlib.pyplot as plt

from .canvas import FRAMES, GREY, INK

__all__ = ["show_series"]


def show_series(dots, lines, counted="", measured="", caption=""):
    """Draw series over their numbers from 0: those in `dots` as points, those in `lines` as lines, {label: values}.

    `counted` says what is counted to the right, `measured` what is measured upwards.
    """
    figure, axes = plt.subplots(figsize=(8.6, 2.9), dpi=90)
    colours = iter((FRAMES[1], FRAMES[0], FRAMES[2], FRAMES[3]))
    for label, values in dots.items():
        axes.plot(range(len(values)), values, "o", ms=5, alpha=0.65, color=next(colours), label=label)
    for label, values in lines.items():
        axes.plot(range(len(values)), values, lw=2.2, color=next(colours), label=label)
    axes.set_xlabel(counted, fontsize=10, color=INK)
    axes.set_ylabel(measured, fontsize=10, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), fontsize=10, frameon=False)
    if caption:
        figure.text(0.5, -0.02, caption, ha="center", va="top", fontsize=10, color=GREY)
    figure.tight_layout()
    plt.show()
