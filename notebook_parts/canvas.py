"""A canvas measured in cells of an array, and labels on it: what every picture of the notebooks is drawn with."""

from functools import cache

import matplotlib.pyplot as plt
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath

__all__ = ["FRAMES", "GREY", "INK", "canvas", "write"]

INK, GREY = "#212529", "#6c757d"
FRAMES = ("#d9480f", "#1864ab", "#2b8a3e", "#862e9c")  # the first, second, ... window: orange, blue, green, purple


def canvas(width, height):
    """Open a figure that is measured in cells of an array: x to the right, y DOWN, (0, 0) in the upper left corner."""
    figure = plt.figure(figsize=(0.4 * width, 0.4 * height), dpi=90)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    return axes


@cache
def outline(text, weight="normal"):
    return TextPath((0, 0), text, size=1, prop=FontProperties(weight=weight))


def write(axes, labels, size=0.38, colour=INK, weight="normal"):
    """Write (x, y, text) labels, centred, as ONE shape, which is far quicker than hundreds of texts."""
    shapes = []
    for x, y, text in labels:
        letters = outline(text, weight)
        middle = (letters.vertices[:, 0].max() / 2, 0.36)
        shapes.append(Path((letters.vertices - middle) * (size, -size) + (x, y), letters.codes))
    if shapes:
        axes.add_artist(PathPatch(Path.make_compound_path(*shapes), facecolor=colour, linewidth=0))
