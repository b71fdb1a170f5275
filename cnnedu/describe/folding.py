"""A layer table short enough to read: each block one row, equal neighbours one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from cnnedu.describe.table import Layer

__all__ = ["Row", "fold", "layer_row"]


@dataclass(frozen=True)
class Row:
    """One row of the folded table: a layer, a block, or several equal blocks in a row.

    Attributes:
        name: of the layer or block; of equal blocks, the first and the last number, for example "layer1.0-1".
        kind: class of the layer or block.
        is_block: False for a layer that stands by itself.
        output_shape, receptive_field: those of its last layer.
        kernels: the different window sizes in it, in order of size.
        stride: the largest in it, or None where nothing has a window.
        parameters, multiply_adds: the sums over its layers.
        count: how many equal blocks it stands for.

    >>> Row("fc", "Linear", False, (10,), (), None, parameters=7850, multiply_adds=7840, receptive_field=None).count
    1
    """

    name: str
    kind: str
    is_block: bool
    output_shape: tuple[int, ...]
    kernels: tuple[tuple[int, int], ...]
    stride: tuple[int, int] | None
    parameters: int
    multiply_adds: int
    receptive_field: tuple[int, int] | None
    count: int = 1

    @property
    def sees_everything(self) -> bool:
        """Whether each output depends on the whole image: one pixel is left, or no map at all."""
        return self.receptive_field is None and all(n == 1 for n in self.output_shape[1:])


def fold(layers: Iterable[Layer]) -> list[Row]:
    """Fold a layer table.

    Layers of one block become one row. A layer by itself that has neither a window nor parameters (an activation, a
    dropout, a flattening) is left out. Blocks in a row that differ only in their receptive field are joined.

    Args:
        layers: what `layer_table` gave.

    Returns:
        the rows in order; their parameters and multiply-adds add up to those of the layers.

    >>> import torch
    >>> from cnnedu.describe import layer_table
    >>> from cnnedu.models import create
    >>> with torch.device("meta"):
    ...     rows = fold(layer_table(create("resnet18"), (3, 224, 224)))
    >>> [(row.name, row.count) for row in rows[:5]]
    [('conv1', 1), ('bn1', 1), ('maxpool', 1), ('layer1.0-1', 2), ('layer2.0', 1)]
    """
    rows: list[Row] = []
    for block, group in groupby(layers, key=lambda layer: layer.block):
        if block:
            rows.append(_block_row(list(group)))
        else:
            rows.extend(map(layer_row, group))
    rows = [row for row in rows if row.kernels or row.parameters]
    return [_joined(list(group)) for _, group in groupby(rows, key=_likeness)]


def layer_row(layer: Layer) -> Row:
    """Return one layer as a row of its own.

    Args:
        layer: one line of what `layer_table` gave.

    >>> layer = Layer("c1", "Conv2d", "", "", (6, 28, 28), (5, 5), (1, 1), (2, 2), 156, 117_600, (5, 5))
    >>> layer_row(layer).kernels
    ((5, 5),)
    """
    return Row(
        name=layer.name,
        kind=layer.kind,
        is_block=False,
        output_shape=layer.output_shape,
        kernels=(layer.kernel,) if layer.kernel else (),
        stride=layer.stride,
        parameters=layer.parameters,
        multiply_adds=layer.multiply_adds,
        receptive_field=layer.receptive_field,
    )


def _block_row(layers: Sequence[Layer]) -> Row:
    last = layers[-1]
    return Row(
        name=last.block,
        kind=last.block_kind,
        is_block=True,
        output_shape=last.output_shape,
        kernels=tuple(sorted({layer.kernel for layer in layers if layer.kernel})),
        stride=max((layer.stride for layer in layers if layer.stride), default=None),
        parameters=sum(layer.parameters for layer in layers),
        multiply_adds=sum(layer.multiply_adds for layer in layers),
        receptive_field=last.receptive_field,
    )


def _likeness(row: Row) -> tuple[object, ...]:
    stage, _, number = row.name.rpartition(".")
    numbered = row.is_block and number.isdigit()
    costs = (row.parameters, row.multiply_adds)
    return stage if numbered else row.name, row.kind, row.output_shape, row.kernels, row.stride, costs


def _joined(rows: Sequence[Row]) -> Row:
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return first
    return Row(
        name=f"{first.name}-{last.name.rpartition('.')[2]}",
        kind=first.kind,
        is_block=True,
        output_shape=last.output_shape,
        kernels=first.kernels,
        stride=first.stride,
        parameters=sum(row.parameters for row in rows),
        multiply_adds=sum(row.multiply_adds for row in rows),
        receptive_field=last.receptive_field,
        count=len(rows),
    )
