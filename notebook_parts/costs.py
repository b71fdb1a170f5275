"""Which layer costs what: bars beside each other, with their numbers."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_costs"]


def show_costs(layers, caption=""):
    """Draw a row for each layer, and in it one bar for each of its counts: {layer: {count: number}}.

    The longest bar of a count is the layer that has most of it: bars of different counts do not compare.
    """
    counts = list(next(iter(layers.values())))
    width, breadth = 4.8 + 7.2 * len(counts), 4.0
    axes = canvas(width, 1.4 + 0.9 * len(layers) + (1.0 if caption else 0))
    names, numbers, titles = [], [], []
    for place, count in enumerate(counts):
        left = 4.8 + 7.2 * place
        most = max(layer[count] for layer in layers.values())
        titles.append((left + 3, 0.6, count))
        for row, (name, layer) in enumerate(layers.items()):
            y = 1.2 + 0.9 * row
            length = breadth * layer[count] / max(most, 1)
            axes.add_artist(Rectangle((left, y), length, 0.6, color=FRAMES[place % len(FRAMES)]))
            number = f"{layer[count]:,}"
            numbers.append((left + length + 0.3 + 0.11 * len(number), y + 0.3, number))
            if place == 0:
                names.append((2.4, y + 0.3, name))
    write(axes, titles, weight="bold")
    write(axes, names, size=0.36)
    write(axes, numbers, size=0.34)
    bottom = 1.4 + 0.9 * len(layers)
    write(axes, [(width / 2, bottom + 0.4, caption)] if caption else [], colour=GREY, size=0.36)
    plt.show()
