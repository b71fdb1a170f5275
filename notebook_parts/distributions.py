"""How the numbers of a channel are spread: histograms side by side, with their mean and their standard deviation."""

import matplotlib.pyplot as plt
import numpy as np

from .canvas import FRAMES, GREY, INK

__all__ = ["show_distributions"]


def show_distributions(distributions, caption=""):
    """Draw a histogram of each array side by side, {title: array}, with the mean and one standard deviation around it.

    All of them have one scale, so that a shift and a stretch show.
    """
    arrays = {title: np.ravel(array).astype(float) for title, array in distributions.items()}
    low, high = min(a.min() for a in arrays.values()), max(a.max() for a in arrays.values())
    bins = np.linspace(low - 0.25, high + 0.25, 61)
    figure, axes = plt.subplots(1, len(arrays), figsize=(4.6 * len(arrays), 2.7), dpi=90, sharex=True, squeeze=False)
    for each, (title, array) in zip(axes[0], arrays.items(), strict=True):
        counts, _, _ = each.hist(array, bins=bins, color="#adb5bd")
        mean, deviation, top = array.mean().round(9) + 0.0, array.std(), counts.max()  # 0.0 takes the sign from -0.0
        each.axvline(mean, color=FRAMES[0], lw=2)
        each.plot([mean - deviation, mean + deviation], [1.08 * top] * 2, color=FRAMES[1], lw=4)
        each.set_ylim(0, 1.2 * top)
        each.set_yticks([])
        each.set_title(title, fontsize=11, fontweight="bold", color=INK)
        each.set_xlabel(f"mean {mean:.2f}, standard deviation {deviation:.2f}", fontsize=10, color=INK)
        each.spines[["left", "top", "right"]].set_visible(False)
    if caption:
        figure.text(0.5, -0.02, caption, ha="center", va="top", fontsize=10, color=GREY)
    figure.tight_layout()
    plt.show()
