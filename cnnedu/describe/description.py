"""A network described: its layer table as data for machines and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import torch
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from cnnedu.describe.folding import Row, fold, layer_row
from cnnedu.describe.table import Layer, layer_table
from cnnedu.models import create, find

__all__ = ["Description", "as_json", "as_table", "describe"]


@dataclass(frozen=True)
class Description:
    """A network with its layers.

    Attributes:
        model: its name in the registry.
        input_shape: (c, h, w) of one image.
        num_classes: classes.
        layers: as an image passes them.

    >>> softmax = describe("softmax")
    >>> softmax.input_shape, [layer.name for layer in softmax.layers]
    ((1, 28, 28), ['flatten', 'fc'])
    """

    model: str
    input_shape: tuple[int, int, int]
    num_classes: int
    layers: tuple[Layer, ...]

    @property
    def parameters(self) -> int:
        """All that the network learns."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds for one image, of convolutions and fully connected layers."""
        return sum(layer.multiply_adds for layer in self.layers)

    @property
    def receptive_field(self) -> tuple[int, int] | None:
        """The largest field of a layer that does not see the whole image anyway: that of the last feature map."""
        fields = [layer.receptive_field for layer in self.layers if layer.receptive_field]
        return max(fields, default=None)


def describe(
    model: str, input_shape: tuple[int, int, int] | None = None, num_classes: int | None = None
) -> Description:
    """Describe a network of the registry. Nothing of its size is allocated.

    Args:
        model: a name that `cnnedu.models.create` knows.
        input_shape: (c, h, w) of one image; by default what the network is made for.
        num_classes: classes; by default what the network is made for.

    Raises:
        ValueError: there is no such network, or the image does not fit it.

    Source: the tables of lectures L3 and L4.

    >>> lenet = describe("lenet")
    >>> lenet.parameters, lenet.multiply_adds, lenet.receptive_field
    (61706, 416520, (32, 32))
    """
    network = find(model)
    c, h, w = input_shape or (network.in_channels, *network.input_size)
    classes = network.num_classes if num_classes is None else num_classes
    with torch.device("meta"):
        built = create(model, num_classes=classes, in_channels=c, input_size=(h, w))
    return Description(model, (c, h, w), classes, tuple(layer_table(built, (c, h, w))))


def as_json(description: Description) -> dict[str, Any]:
    """Return the description as plain values for `json.dumps`, every layer listed.

    A pair (down, right) of equal numbers becomes one number, any other pair a list; what a layer has not is null.

    Args:
        description: what `describe` gave.

    >>> as_json(describe("lenet"))["layers"][0]
    {'name': 'c1', 'kind': 'Conv2d', 'output_shape': [6, 28, 28], 'kernel': 5, 'stride': 1, 'padding': 2,
     'parameters': 156, 'multiply_adds': 117600, 'receptive_field': 5}
    """
    return {
        "model": description.model,
        "parameters": description.parameters,
        "multiply_adds": description.multiply_adds,
        "receptive_field": _number_or_list(description.receptive_field),
        "layers": [
            {
                "name": layer.name,
                "kind": layer.kind,
                "output_shape": list(layer.output_shape),
                "kernel": _number_or_list(layer.kernel),
                "stride": _number_or_list(layer.stride),
                "padding": _number_or_list(layer.padding),
                "parameters": layer.parameters,
                "multiply_adds": layer.multiply_adds,
                "receptive_field": _number_or_list(layer.receptive_field),
            }
            for layer in description.layers
        ],
    }


def as_table(description: Description, every_layer: bool = False) -> Table:
    """Return the description as a table of at most 80 columns.

    Args:
        description: what `describe` gave.
        every_layer: True to list every layer; by default blocks are folded, as by `fold`.

    >>> from rich.console import Console
    >>> Console(width=80).print(as_table(describe("lenet")))  # doctest: +ELLIPSIS
    lenet: 1x28x28 in, 10 classes out
    ...
    c1 6x28x28 5x5 1 156 117,600 5
    ...
    """
    c, h, w = description.input_shape
    table = Table(
        title=f"{description.model}: {c}x{h}x{w} in, {description.num_classes} classes out",
        title_justify="left",
        title_style="bold",
        caption=_caption(description, every_layer),
        caption_justify="left",
        box=SIMPLE,
        padding=0,
        pad_edge=False,
        show_edge=False,
        show_footer=True,
    )
    field = _pair_text(description.receptive_field, "-")
    table.add_column("layer", "total", overflow="fold", footer_style="bold")
    table.add_column("output", "", justify="right", no_wrap=True)
    table.add_column("kernel", "", justify="right", no_wrap=True)
    table.add_column("stride", "", justify="right", no_wrap=True)
    table.add_column("parameters", f"{description.parameters:,}", justify="right", no_wrap=True, footer_style="bold")
    table.add_column(
        "multiply-adds", f"{description.multiply_adds:,}", justify="right", no_wrap=True, footer_style="bold"
    )
    table.add_column("sees", field, justify="right", no_wrap=True, footer_style="bold")
    for label, row in _unfolded(description) if every_layer else _folded(description):
        if row is None:
            table.add_row(label, style="bold")
            continue
        costs = bool(row.parameters or row.multiply_adds)
        table.add_row(
            label,
            "x".join(map(str, row.output_shape)),
            _kernels_text(row.kernels),
            _pair_text(row.stride, ""),
            f"{row.parameters:,}" if costs else "",
            f"{row.multiply_adds:,}" if row.multiply_adds else "",
            _pair_text(row.receptive_field, "all" if row.sees_everything else "-"),
            style=None if costs else "dim",
        )
    return table


def _folded(description: Description) -> Iterator[tuple[str, Row]]:
    for row in fold(description.layers):
        yield row.name, row


def _unfolded(description: Description) -> Iterator[tuple[str, Row | None]]:
    """Every layer, those of a block indented below its name, so that long names leave room for the numbers."""
    for block, layers in groupby(description.layers, key=lambda layer: layer.block):
        if block:
            yield block, None
        for layer in layers:
            label = "  " + layer.name.removeprefix(f"{block}.") if block else layer.name
            yield label, layer_row(layer)


def _caption(description: Description, every_layer: bool) -> Text:
    text = "sees: side of the receptive field in input pixels"
    kinds = sorted({layer.block_kind for layer in description.layers if layer.block_kind})
    if kinds and not every_layer:
        text += f"\none row per block ({', '.join(kinds)}), equal neighbours joined; --all lists every layer"
    return Text(text, style="dim")


def _kernels_text(kernels: tuple[tuple[int, int], ...]) -> str:
    if len(kernels) == 1:
        return f"{kernels[0][0]}x{kernels[0][1]}"
    return ",".join(_pair_text(kernel, "") for kernel in kernels)


def _pair_text(pair: tuple[int, int] | None, otherwise: str) -> str:
    if pair is None:
        return otherwise
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}x{pair[1]}"


def _number_or_list(pair: tuple[int, int] | None) -> int | list[int] | None:
    if pair is None:
        return None
    return pair[0] if pair[0] == pair[1] else list(pair)
