"""Stacks of windows in plain tuples: what they see, how deep they must be, and what they cost. One axis at a time.

The receptive fields themselves are `cnnedu.formulas.receptive_fields`'; here they come as the numbers that a formula
gives, without names.
"""

from __future__ import annotations

from collections.abc import Sequence

from cnnedu.formulas.receptive_fields import receptive_field

__all__ = ["Layers", "cost_of_stack", "field_of_equal_layers", "field_of_stack", "smallest_stack", "window_of"]

Layers = Sequence[tuple[int, int, int]]
"""A stack, input first: (kernel, stride, padding) for each layer. A pooling is a layer like any other."""


def field_of_equal_layers(k: int, layers: int) -> int:
    """Count the pixels that an output of equal layers of stride 1 depends on: ``1 + layers (k - 1)``.

    Args:
        k: length of each window, in pixels, at least 1.
        layers: how many there are, at least 0.

    Raises:
        ValueError: a number is out of range.

    Source: lectures L0 and L2 (two 3x3 see as much as one 5x5, three as much as one 7x7).

    >>> [field_of_equal_layers(3, layers) for layers in range(4)]
    [1, 3, 5, 7]
    """
    _at_least("k", k, 1)
    _at_least("layers", layers, 0)
    return receptive_field([(k,)] * layers).size


def field_of_stack(layers: Layers) -> tuple[int, int, int]:
    """Compute (size, jump, start): output i depends on `size` pixels, from ``start + i * jump`` on.

    Args:
        layers: (kernel, stride, padding) for each layer, input first; kernel and stride at least 1, padding at least 0.

    Raises:
        ValueError: a number is out of range.

    Source: lectures L0 to L2; Araujo, Norris and Sim, Computing receptive fields (2019).

    >>> field_of_stack([(5, 1, 2), (2, 2, 0), (5, 1, 0), (2, 2, 0), (5, 1, 0)])  # LeNet up to C5
    (32, 4, -2)
    """
    field = receptive_field(layers)
    return field.size, field.jump, field.start


def window_of(i: int, layers: Layers) -> tuple[int, int]:
    """Return the first and the last input pixel that output `i` depends on; those outside the input are padding.

    Args:
        i: which output, counted from 0.
        layers: as for `field_of_stack`.

    Raises:
        ValueError: `i` is negative, or a number of a layer is out of range.

    Source: lecture L1 (the receptive field of one element); Araujo, Norris and Sim (2019).

    >>> window_of(0, [(3, 1, 1), (3, 2, 1)]), window_of(1, [(3, 1, 1), (3, 2, 1)])
    ((-2, 2), (0, 4))
    """
    _at_least("i", i, 0)
    field = receptive_field(layers)
    first = field.start + i * field.jump
    return first, first + field.size - 1


def smallest_stack(n: int, stride: int = 1) -> int:
    """Count the 3x3 layers, all of one stride, after which an output depends on at least `n` pixels of an axis.

    Args:
        n: pixels to see, at least 1. The input itself sees one.
        stride: of every layer, at least 1.

    Raises:
        ValueError: a number is out of range.

    Source: lectures L0 and L2 (stacks of 3x3 for larger kernels).

    >>> [smallest_stack(n) for n in (1, 3, 5, 7, 224)], smallest_stack(224, stride=2)
    ([0, 1, 2, 3, 112], 7)
    """
    _at_least("n", n, 1)
    _at_least("stride", stride, 1)
    if stride == 1:
        return n // 2
    depth = 0
    while 1 + 2 * (stride**depth - 1) // (stride - 1) < n:
        depth += 1
    return depth


def cost_of_stack(k: int, depth: int, channels: int) -> int:
    """Count the weights of `depth` layers of k x k kernels, `channels` in and out, without biases: ``depth k^2 C^2``.

    Every one of the C outputs has a kernel for each of the C inputs. The size of the image plays no part.

    Args:
        k, depth, channels: each at least 1.

    Raises:
        ValueError: a number is below 1.

    Source: lecture L2, which prints 18C and 25C for 18 C^2 and 25 C^2.

    >>> cost_of_stack(3, 2, channels=64), cost_of_stack(5, 1, channels=64)
    (73728, 102400)
    """
    for name, value in (("k", k), ("depth", depth), ("channels", channels)):
        _at_least(name, value, 1)
    return depth * (k * channels) ** 2


def _at_least(name: str, value: int, least: int) -> None:
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
