"""The maps of a network, layer by layer: how sizes fall while channels grow."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, INK, canvas, write

__all__ = ["show_layers"]


def show_layers(layers, caption="", highest=5.0):
    """Draw each layer as a stack of its maps, the side of a map as long as it has pixels.

    A layer comes as (name, channels, side), in order. One with a side of 0 is a row of numbers, drawn as a bar. No
    stack shows more than eight maps; the label under it says how many there are.
    """
    largest = max(side for _, _, side in layers)
    apart, step = 0.9, 0.13
    widths = []
    for _, channels, side in layers:
        length = max(highest * side / largest, 0.22)
        widths.append(max(length + step * (min(channels, 8) - 1) if side else 0.3, 2.0))
    axes = canvas(sum(widths) + apart * (len(layers) + 1), highest + 3.8)
    x, ground = apart, highest + 1.4
    names, sizes = [], []
    for number, ((name, channels, side), width) in enumerate(zip(layers, widths, strict=True)):
        middle = x + width / 2
        if side:
            length, shown = max(highest * side / largest, 0.22), min(channels, 8)
            left = middle - (length + step * (shown - 1)) / 2
            for i in reversed(range(shown)):
                corner = (left + step * i, ground - length - step * i)
                axes.add_artist(Rectangle(corner, length, length, fc="#d0ebff", ec=FRAMES[1], lw=0.8))
        else:
            axes.add_artist(Rectangle((middle - 0.15, ground - highest * 0.55), 0.3, highest * 0.55, color=FRAMES[0]))
        names.append((middle, ground + 0.55, name))
        sizes.append((middle, ground + 1.15, f"{channels} @ {side} × {side}" if side else f"{channels}"))
        if number:
            tip, tail = (x - 0.1, ground - 0.25), (x - apart + 0.1, ground - 0.25)
            axes.annotate("", tip, tail, arrowprops={"arrowstyle": "->"})
        x += width + apart
    write(axes, names, weight="bold", size=0.36, colour=INK)
    write(axes, sizes, size=0.31, colour=GREY)
    write(axes, [(x / 2, ground + 1.95, caption)] if caption else [], colour=GREY, size=0.36)
    plt.show()
