"""A network drawn: its feature maps as boxes, and below each box what it costs and how far it sees."""

from __future__ import annotations

import math
from pathlib import Path
from types import MappingProxyType

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Polygon
from matplotlib.ticker import FixedLocator, NullLocator, ScalarFormatter

from cnnedu.describe.description import Description
from cnnedu.describe.folding import Row, fold

__all__ = ["draw", "save_drawing"]

# Okabe and Ito's palette: the colours stay apart for colour-blind eyes.
_COLOURS = MappingProxyType(
    {
        "input": "#999999",
        "convolution": "#0072b2",
        "block": "#56b4e9",
        "pooling": "#e69f00",
        "normalisation": "#cc79a7",
        "fully connected": "#009e73",
    }
)


def draw(description: Description) -> Figure:
    """Draw a network in three strips that share their columns, one column per row of the folded table.

    The first shows the feature maps as boxes, as tall as the map and as wide as its channels are many; the second the
    share of each column in the parameters and in the multiply-adds; the third the receptive field.

    Args:
        description: what `cnnedu.describe.describe` gave.

    >>> from cnnedu.describe import describe
    >>> len(draw(describe("lenet")).axes)
    3
    """
    rows = fold(description.layers)
    figure = Figure(figsize=(max(8.0, 0.55 * len(rows) + 2.5), 8.2), layout="constrained")
    maps, costs, fields = figure.subplots(3, 1, sharex=True, height_ratios=(3, 1.7, 1.7))
    _draw_maps(maps, description, rows)
    _draw_costs(costs, description, rows)
    _draw_fields(fields, description, rows)
    fields.set_xticks(range(len(rows) + 1), ["input", *(_column_name(row) for row in rows)])
    fields.tick_params(axis="x", rotation=50, labelsize=9)
    for label in fields.get_xticklabels():
        label.set_horizontalalignment("right")
        label.set_rotation_mode("anchor")
    fields.set_xlim(-0.6, len(rows) + 0.8)
    c, h, w = description.input_shape
    figure.suptitle(
        f"{description.model}, {c}×{h}×{w} in, {description.num_classes} classes out: "
        f"{description.parameters:,} parameters, {description.multiply_adds:,} multiply-adds",
        fontsize=11,
    )
    return figure


def save_drawing(description: Description, path: Path) -> None:
    """Draw a network into a file.

    Args:
        description: what `cnnedu.describe.describe` gave.
        path: of the file; its suffix (.png, .svg, .pdf) chooses the format.

    Raises:
        ValueError: the suffix names no picture format.
        OSError: the file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> from cnnedu.describe import describe
    >>> with TemporaryDirectory() as folder:
    ...     save_drawing(describe("softmax"), Path(folder, "softmax.svg"))
    ...     Path(folder, "softmax.svg").exists()
    True
    """
    draw(description).savefig(path, dpi=150)


def _draw_maps(axes: Axes, description: Description, rows: list[Row]) -> None:
    shapes = [description.input_shape, *(row.output_shape for row in rows)]
    colours = [_COLOURS["input"], *(_COLOURS[_sort(row)] for row in rows)]
    tallest = max(max(shape[1:]) for shape in shapes if len(shape) == 3)
    most = max(shape[0] for shape in shapes)
    for column, (shape, colour) in enumerate(zip(shapes, colours, strict=True)):
        width = 0.06 + 0.44 * math.log2(1 + shape[0]) / math.log2(1 + most)
        # Square roots, or the maps behind the first poolings would be specks.
        height, depth = (math.sqrt(n / tallest) for n in (shape[1:] if len(shape) == 3 else (1, 1)))
        _draw_box(axes, column, width, height, depth, colour)
        size = f"{shape[1]}×{shape[2]}" if len(shape) == 3 else ""
        axes.text(column, -0.04, f"{shape[0]}\n{size}", ha="center", va="top", fontsize=7.5, linespacing=1.3)
    axes.set_ylim(-0.2, 1.5)
    axes.set_yticks([])
    axes.tick_params(axis="x", length=0)
    axes.set_ylabel("feature maps\n(channels, height×width)", fontsize=9)
    axes.spines[:].set_visible(False)
    sorts = ["input", *dict.fromkeys(_sort(row) for row in rows)]
    axes.legend(
        handles=[Patch(color=_COLOURS[sort], label=sort) for sort in sorts],
        loc="upper right",
        ncols=len(sorts),
        fontsize=8,
        frameon=False,
    )


def _draw_box(axes: Axes, column: float, width: float, height: float, depth: float, colour: str) -> None:
    """A box in oblique projection: `width` to the right, `height` up, `depth` into the paper."""
    left, right = column - width / 2, column + width / 2
    dx, dy = 0.45 * depth, 0.3 * depth
    front = [(left, 0), (right, 0), (right, height), (left, height)]
    top = [(left, height), (right, height), (right + dx, height + dy), (left + dx, height + dy)]
    side = [(right, 0), (right + dx, dy), (right + dx, height + dy), (right, height)]
    for face, alpha in ((side, 0.55), (top, 0.35), (front, 0.9)):
        # White below each face, so that a box hides what stands behind it.
        axes.add_patch(Polygon(face, facecolor="white", edgecolor="none", zorder=column + 2))
        axes.add_patch(
            Polygon(face, facecolor=colour, alpha=alpha, edgecolor="black", linewidth=0.4, zorder=column + 2)
        )


def _draw_costs(axes: Axes, description: Description, rows: list[Row]) -> None:
    series = (
        ("parameters", -0.2, "#d55e00", [row.parameters for row in rows], description.parameters),
        ("multiply-adds", 0.2, "#000000", [row.multiply_adds for row in rows], description.multiply_adds),
    )
    for name, offset, colour, counts, total in series:
        shares = [100 * count / max(total, 1) for count in counts]
        positions = [column + offset for column in range(1, len(rows) + 1)]
        bars = axes.bar(positions, shares, width=0.38, color=colour, label=name)
        labels = [f"{share:.0f}" if share >= 1.5 else "" for share in shares]
        axes.bar_label(bars, labels, fontsize=7, padding=1)
    axes.set_ylabel("share of the total, %", fontsize=9)
    axes.margins(y=0.15)
    axes.legend(fontsize=8, frameon=False, loc="best")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="x", length=0)


def _draw_fields(axes: Axes, description: Description, rows: list[Row]) -> None:
    image = max(description.input_shape[1:])
    sizes = [1, *(max(row.receptive_field) if row.receptive_field else None for row in rows)]
    highest = max(image, *(size or 0 for size in sizes))
    axes.axhline(image, color="#666666", linewidth=1, linestyle="--", zorder=0)
    axes.text(-0.55, 1.08 * image, f"image: {image}", color="#666666", fontsize=8, va="bottom", ha="left")
    for column, size in enumerate(sizes):
        if size is None:
            axes.bar(column, image, width=0.7, color="none", edgecolor="#0072b2", hatch="///", linewidth=0.6)
            label = "all" if rows[column - 1].sees_everything else "varies"
        else:
            axes.bar(column, size, width=0.7, color="#0072b2")
            label = str(size)
        # White behind the number, so that the line of the image's size does not strike it out.
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
        axes.text(column, 1.06 * (size or image), label, ha="center", va="bottom", fontsize=7, bbox=behind)
    axes.set_yscale("log", base=2)
    axes.set_ylim(0.8, 2.6 * highest)
    axes.yaxis.set_major_locator(FixedLocator([4**i for i in range(7) if 4**i <= 2 * highest]))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(ScalarFormatter())
    axes.set_ylabel("receptive field,\ninput pixels", fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)


def _sort(row: Row) -> str:
    if row.is_block:
        return "block"
    for part, sort in (("Conv", "convolution"), ("Pool", "pooling"), ("Norm", "normalisation")):
        if part in row.kind:
            return sort
    return "fully connected"


def _column_name(row: Row) -> str:
    if row.is_block or len(row.kernels) != 1 or row.stride is None:
        return row.name
    (kh, kw), (sh, _) = row.kernels[0], row.stride
    return f"{row.name}, {kh}×{kw}" + (f" /{sh}" if sh > 1 else "")
