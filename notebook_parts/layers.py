"""A convolution as stacks of maps: what comes in, the filters, what comes out."""

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from .canvas import FRAMES, GREY, INK, canvas, write

__all__ = ["show_layer"]


def show_layer(maps_in, filters, maps_out, caption=""):
    """Draw maps (c_in, h, w), filters (c_out, c_in, kh, kw) and maps (c_out, oh, ow), given by their shapes.

    A filter and the map that it makes have the same colour.
    """
    (c_in, h, w), (c_out, _, kh, kw), (_, oh, ow) = maps_in, filters, maps_out
    unit = 2.6 / max(h, w)
    tall = max(h * unit + 0.35 * c_in, c_out * (kh * unit + 0.35 * c_in + 0.5), oh * unit + 0.35 * c_out) + 0.6
    axes = canvas(18, tall + (3.1 if caption else 2.2))
    middle = 1.7 + tall / 2
    draw_stack(axes, 3.2, middle, (h * unit, w * unit), [GREY] * c_in)
    step = tall / c_out
    for o in range(c_out):
        colour = FRAMES[o % len(FRAMES)]
        draw_stack(axes, 9.0, 1.7 + step * (o + 0.5), (kh * unit, kw * unit), [colour] * c_in)
    colours = [FRAMES[o % len(FRAMES)] for o in range(c_out)]
    draw_stack(axes, 14.6, middle, (oh * unit, ow * unit), colours)
    titles = [(3.2, 0.6, "maps in"), (9.0, 0.6, "filters" if c_out > 1 else "filter"), (14.6, 0.6, "maps out")]
    shapes = [" × ".join(map(str, shape)) for shape in (maps_in, filters, maps_out)]
    write(axes, titles, weight="bold", size=0.42)
    write(axes, [(x, 1.15, shape) for (x, _, _), shape in zip(titles, shapes, strict=True)], size=0.36, colour=INK)
    write(axes, [(6.2, middle, "⋆"), (11.8, middle, "=")], size=0.7)
    write(axes, [(9, tall + 2.5, caption)] if caption else [], colour=GREY, size=0.36)
    plt.show()


def draw_stack(axes, x, y, size, colours):
    """Draw maps of one size behind each other, the first in front, around (x, y)."""
    height, width = size
    shift = 0.35
    left, top = x - (width + shift * (len(colours) - 1)) / 2, y - (height - shift * (len(colours) - 1)) / 2
    for number, colour in reversed(list(enumerate(colours))):
        corner = (left + shift * number, top - shift * number)
        axes.add_patch(Rectangle(corner, width, height, facecolor="white", zorder=2 - number / 100))
        axes.add_patch(
            Rectangle(
                corner, width, height, facecolor=colour, alpha=0.3, edgecolor=colour, lw=2, zorder=2 - number / 100
            )
        )
        axes.add_patch(Rectangle(corner, width, height, fill=False, edgecolor=colour, lw=2, zorder=2 - number / 100))
