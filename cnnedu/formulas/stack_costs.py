"""What a stack of layers costs, with the sizes of its maps followed from layer to layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cnnedu.formulas.costs import conv_multiply_adds, conv_parameters
from cnnedu.formulas.shapes import Pair, output_size

__all__ = ["BYTES_PER_NUMBER", "layer_costs", "stack_costs"]

BYTES_PER_NUMBER = 4
"""A float32, in which networks keep their parameters, takes 32 bits, which are 4 bytes."""

Shape = tuple[int, int, int]


def layer_costs(
    c_in: int,
    c_out: int,
    kernel: Pair,
    size: Pair,
    stride: Pair = (1, 1),
    padding: Pair = (0, 0),
    bias: bool = True,
) -> dict[str, int]:
    """Count what a convolution costs: its parameters, the bytes they take, its multiply-adds for one image.

    Args:
        c_in, c_out: channels of the input and of the output, each at least 1.
        kernel: (kh, kw) in pixels.
        size: (h, w) of the maps that come IN.
        stride, padding: pairs (down, right); the padding is at EACH side.
        bias: whether each output channel has a bias. Its addition is not counted.

    Returns:
        ``{"parameters": ..., "bytes": ..., "multiply_adds": ...}``.

    Raises:
        ValueError: a number is out of range, or the kernel does not fit.

    Source: lecture L4, (F * F * D + 1) * K, and 4 bytes where it says 4 bits.

    >>> layer_costs(1, 6, (5, 5), (28, 28), padding=(2, 2))  # LeNet's C1
    {'parameters': 156, 'bytes': 624, 'multiply_adds': 117600}
    """
    parameters = conv_parameters(c_in, c_out, kernel, bias)
    output = _size_after(size, kernel, stride, padding)
    return {
        "parameters": parameters,
        "bytes": BYTES_PER_NUMBER * parameters,
        "multiply_adds": conv_multiply_adds(c_in, c_out, kernel, output),
    }


def stack_costs(layers: Sequence[tuple[Any, ...]], shape: Shape) -> dict[str, Any]:
    """Follow the shape of the maps through a stack of layers, and count what the stack costs.

    Args:
        layers: each of ``("conv", c_out, (kh, kw), (sh, sw), (ph, pw))``, ``("pool", (kh, kw), (sh, sw))`` and
            ``("linear", units)``. Convolutions and fully connected layers have biases.
        shape: (c, h, w) of the image.

    Returns:
        ``{"shapes": [(c, h, w) after each layer], "parameters": ..., "multiply_adds": ...}``. A fully connected layer
        leaves (units, 1, 1): it is a convolution with a kernel as large as the map.

    Raises:
        ValueError: a layer is none of the three kinds, or a window does not fit into the map it meets.

    Source: lectures L0, L1 and L4 (LeNet).

    >>> stack_costs([("pool", (2, 2), (2, 2)), ("linear", 10)], (3, 4, 4))
    {'shapes': [(3, 2, 2), (10, 1, 1)], 'parameters': 130, 'multiply_adds': 120}
    """
    shapes, parameters, multiply_adds = [], 0, 0
    for layer in layers:
        kind, *numbers = layer
        c, h, w = shape
        if kind == "pool":
            kernel, stride = numbers
            shape = (c, *_size_after((h, w), kernel, stride, (0, 0)))
        elif kind in ("conv", "linear"):
            c_out, kernel, stride, padding = numbers if kind == "conv" else (numbers[0], (h, w), (1, 1), (0, 0))
            costs = layer_costs(c, c_out, kernel, (h, w), stride, padding)
            parameters += costs["parameters"]
            multiply_adds += costs["multiply_adds"]
            shape = (c_out, *_size_after((h, w), kernel, stride, padding))
        else:
            raise ValueError(f"a layer is a conv, a pool or a linear, got {kind!r}")
        shapes.append(shape)
    return {"shapes": shapes, "parameters": parameters, "multiply_adds": multiply_adds}


def _size_after(size: Pair, kernel: Pair, stride: Pair, padding: Pair) -> Pair:
    rows, columns = (output_size(n, k, p, s) for n, k, p, s in zip(size, kernel, padding, stride, strict=True))
    return rows, columns
