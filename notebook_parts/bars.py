"""Numbers as bars, each written above its own."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_bars"]


def show_bars(groups, caption="", names=()):
    """Draw {title: numbers} as groups of bars on one scale; `names` stand under the bars of every group."""
    height, wide = 4.0, 1.3
    largest = max(max(numbers) for numbers in groups.values())
    width = 1 + sum(wide * len(numbers) + 1 for numbers in groups.values())
    axes = canvas(max(width, 0.26 * len(caption) + 1), height + 3.2)
    x, written, under, titles = 0.8 + (axes.get_xlim()[1] - width) / 2, [], [], []
    for title, numbers in groups.items():
        for place, number in enumerate(numbers):
            tall = height * number / largest
            middle = x + wide * (place + 0.5)
            corner = (middle - 0.42 * wide, 1.7 + height - tall)
            axes.add_artist(Rectangle(corner, 0.84 * wide, tall, fc=FRAMES[0], alpha=0.75))
            written.append((middle, 1.45 + height - tall, f"{number:,.6g}"))
            under.append((middle, 2.0 + height, names[place] if names else str(place)))
        titles.append((x + wide * len(numbers) / 2, 0.5, title))
        x += wide * len(numbers) + 1
    write(axes, written, size=0.3)
    write(axes, under, size=0.27, colour=GREY)
    write(axes, titles, weight="bold")
    write(axes, [(axes.get_xlim()[1] / 2, height + 2.75, caption)] if caption else [], colour=GREY)
    plt.show()
