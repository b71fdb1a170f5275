"""What a layer costs: its parameters, and its multiply-adds for one image.

A multiply-add is one product and the addition that takes it in, so 2 floating point operations. Following the papers,
only the products of convolutions and fully connected layers are counted: a bias, a normalisation, a pooling or an
activation is left out. Tables that say FLOPs often mean multiply-adds (ResNet's do).
"""

from __future__ import annotations

__all__ = [
    "batch_norm_parameters",
    "conv_multiply_adds",
    "conv_parameters",
    "linear_multiply_adds",
    "linear_parameters",
]


def conv_parameters(c_in: int, c_out: int, kernel: tuple[int, int], bias: bool = True, groups: int = 1) -> int:
    """Count the weights and biases of a convolution.

    ``c_out (c_in / groups * kh * kw + 1)``; without biases the 1 goes. The size of the image plays no part.

    Args:
        c_in, c_out: channels of the input and of the output, each at least 1.
        kernel: (kh, kw) in pixels, each at least 1.
        bias: whether each output channel has a bias.
        groups: the channels are split into this many groups that do not see each other; divides `c_in` and `c_out`.

    Raises:
        ValueError: a number is below 1, or `groups` does not divide the channels.

    Source: lecture L4, (F * F * D + 1) * K; lecture L2 for the comparison of kernels.

    >>> conv_parameters(1, 6, (5, 5)), conv_parameters(6, 16, (5, 5))  # LeNet's two convolutions
    (156, 2416)

    With C channels in and out, two 3x3 layers hold 18 C^2 weights and see as much as one 5x5 layer of 25 C^2:

    >>> c = 64
    >>> 2 * conv_parameters(c, c, (3, 3), bias=False) == 18 * c**2
    True
    >>> conv_parameters(c, c, (5, 5), bias=False) == 25 * c**2
    True
    """
    kh, kw = kernel
    _at_least_one(c_in=c_in, c_out=c_out, kh=kh, kw=kw, groups=groups)
    if c_in % groups or c_out % groups:
        raise ValueError(
            f"groups must divide c_in and c_out, got groups={groups}, c_in={c_in}, c_out={c_out}: "
            "choose channels that are multiples of it"
        )
    return c_out * (c_in // groups * kh * kw + bool(bias))


def conv_multiply_adds(c_in: int, c_out: int, kernel: tuple[int, int], output: tuple[int, int], groups: int = 1) -> int:
    """Count the multiply-adds of a convolution for one image.

    ``oh * ow * c_out * c_in / groups * kh * kw``: every weight is used once per OUTPUT pixel, so a stride makes a layer
    cheaper. A product with a padded zero counts like any other.

    Args:
        c_in, c_out, kernel, groups: as for `conv_parameters`.
        output: (oh, ow), the size of the map that comes out, in pixels, each at least 1.

    Raises:
        ValueError: a number is below 1, or `groups` does not divide the channels.

    Source: lectures L2 and L4 (the columns "ops" and "FLOPs" of their tables).

    >>> conv_multiply_adds(1, 6, (5, 5), output=(28, 28))  # LeNet's C1
    117600
    """
    oh, ow = output
    _at_least_one(oh=oh, ow=ow)
    return oh * ow * conv_parameters(c_in, c_out, kernel, bias=False, groups=groups)


def linear_parameters(n_in: int, n_out: int, bias: bool = True) -> int:
    """Count the weights and biases of a fully connected layer: ``n_out (n_in + 1)``, or ``n_out n_in`` without biases.

    Args:
        n_in, n_out: inputs and outputs of the layer, each at least 1.
        bias: whether each output has a bias.

    Raises:
        ValueError: a number is below 1.

    Source: lecture L4; lecture L0 for the layer read as a convolution with a kernel as large as the map.

    A photograph of 36 million values and 100 units need 3.6e9 weights, 14.4 GB at 4 bytes each:

    >>> linear_parameters(36_000_000, 100, bias=False), 4 * linear_parameters(36_000_000, 100, bias=False) / 1e9
    (3600000000, 14.4)
    >>> linear_parameters(20 * 12 * 12, 100, bias=False) == conv_parameters(20, 100, (12, 12), bias=False) == 288_000
    True
    """
    _at_least_one(n_in=n_in, n_out=n_out)
    return n_out * (n_in + bool(bias))


def linear_multiply_adds(n_in: int, n_out: int) -> int:
    """Count the multiply-adds of a fully connected layer for one image: one per weight, ``n_in * n_out``.

    Args:
        n_in, n_out: inputs and outputs of the layer, each at least 1.

    Raises:
        ValueError: a number is below 1.

    Source: lecture L4.

    >>> linear_multiply_adds(120, 84)  # LeNet's F6
    10080
    """
    return linear_parameters(n_in, n_out, bias=False)


def batch_norm_parameters(channels: int) -> int:
    """Count what a batch normalisation learns: gamma and beta for each channel, ``2 * channels``.

    The running mean and variance are kept beside them, but no gradient reaches them: they are not parameters.

    Args:
        channels: channels of the map, or features of the vector, at least 1.

    Raises:
        ValueError: `channels` is below 1.

    Source: lectures L0 and L1.

    >>> batch_norm_parameters(64)
    128
    """
    _at_least_one(channels=channels)
    return 2 * channels


def _at_least_one(**numbers: int) -> None:
    for name, value in numbers.items():
        if value < 1:
            raise ValueError(f"{name} must be at least 1, got {value}")
