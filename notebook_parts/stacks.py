"""A stack of layers along one axis, and all that one of its outputs depends on: the picture of a receptive field."""

import matplotlib.pyplot as plt
from matplotlib.patches import Polygon, Rectangle

from .canvas import FRAMES, GREY, canvas, write

__all__ = ["show_stack"]


def show_stack(layers, n, output, title=""):
    """Draw n input pixels and above them the outputs of each (kernel, stride, padding), those behind one output orange.

    Each output stands above the middle of its window. What is dashed is padding.
    """
    fields, sizes, seen = [(1, 1, 0)], [n], [(output, output)]
    for kernel, stride, padding in layers:
        size, jump, start = fields[-1]
        fields.append((size + (kernel - 1) * jump, jump * stride, start - padding * jump))
        sizes.append((sizes[-1] + 2 * padding - kernel) // stride + 1)
    for kernel, stride, padding in layers[::-1]:
        first, last = seen[0]
        seen.insert(0, (first * stride - padding, last * stride - padding + kernel - 1))
    most = max(-start for _, _, start in fields)  # pixels of padding on the left, and about as many on the right
    left, gap = 6.2 + most, 2.1
    axes = canvas(left + n + most + 0.6, 2.2 + gap * len(layers))
    numbers, notes = [], []
    for depth, ((size, jump, start), length, (first, last)) in enumerate(zip(fields, sizes, seen, strict=True)):
        y = 0.9 + gap * (len(layers) - depth)

        def middle(i, size=size, jump=jump, start=start):
            return left + start + i * jump + size / 2

        padding = layers[depth][2] if depth < len(layers) else 0
        for i in range(-padding, length + padding):
            inside, behind = 0 <= i < length, first <= i <= last
            face = ("#ffd8a8" if inside else "#fff4e6") if behind else "#e7f5ff" if inside else "white"
            look = {"fc": face, "ec": FRAMES[0] if behind else "#868e96", "ls": "-" if inside else ":", "lw": 1.2}
            axes.add_artist(Rectangle((middle(i) - 0.43, y), 0.86, 0.86, **look))
            numbers.append((middle(i), y + 0.43, str(i) if inside else "0"))
        if depth:
            below, (under_first, under_last) = fields[depth - 1], seen[depth - 1]
            edges = [left + below[2] + i * below[1] + below[0] / 2 for i in (under_first, under_last)]
            corners = [(middle(first) - 0.43, y + 0.86), (middle(last) + 0.43, y + 0.86)]
            corners += [(edges[1] + 0.43, y + gap), (edges[0] - 0.43, y + gap)]
            axes.add_artist(Polygon(corners, fc=FRAMES[0], alpha=0.12, lw=0))
            kernel, stride, padding = layers[depth - 1]
            notes.append((2.9, y + 0.25, f"layer {depth}: {kernel} wide,"))
            notes.append((2.9, y + 0.68, f"stride {stride}, padding {padding}"))
        else:
            notes.append((2.9, y + 0.45, f"input: a window of {last - first + 1}"))
    write(axes, numbers, size=0.32)
    write(axes, notes, size=0.3, colour=GREY)
    write(axes, [((left + n + most + 0.6) / 2, 0.45, title)] if title else [], weight="bold", size=0.36)
    plt.show()
