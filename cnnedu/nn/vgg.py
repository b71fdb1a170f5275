"""The VGG block: 3x3 convolutions that keep the size, then a pooling that halves it."""

from __future__ import annotations

from collections.abc import Sequence

from torch import nn

__all__ = ["vgg_block"]


def vgg_block(
    c_in: int,
    c_out: int,
    kernels: Sequence[int] = (3, 3),
    *,
    batch_norm: bool = False,
    ceil_mode: bool = False,
) -> nn.Sequential:
    """Stack convolutions of `c_out` channels, each with its ReLU, and end with a 2x2 max pooling of stride 2.

    Input (n, c_in, h, w), output (n, c_out, floor(h / 2), floor(w / 2)).

    Args:
        c_in, c_out: channels that come in and go out.
        kernels: the odd size of each convolution, in order; (3, 3, 1) is the block of configuration C.
        batch_norm: put a batch normalisation between each convolution and its ReLU.
        ceil_mode: keep an odd last row and column, ceil for floor in the sizes: small images need them.

    Raises:
        ValueError: there is no kernel, or one is even or below 1.

    Source: Simonyan and Zisserman (2014); lectures L0, L1 and L2.

    >>> [type(layer).__name__ for layer in vgg_block(3, 64, (3,))]
    ['Conv2d', 'ReLU', 'MaxPool2d']
    >>> import torch
    >>> vgg_block(2, 5)(torch.zeros(1, 2, 6, 8)).shape
    torch.Size([1, 5, 3, 4])
    """
    if not kernels or any(k < 1 or k % 2 == 0 for k in kernels):
        raise ValueError(f"kernels must be odd numbers, at least one, got {tuple(kernels)}: use for example (3, 3)")
    layers: list[nn.Module] = []
    for k in kernels:
        layers.append(nn.Conv2d(c_in, c_out, k, padding=(k - 1) // 2))
        if batch_norm:
            layers.append(nn.BatchNorm2d(c_out))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2, 2, ceil_mode=ceil_mode))
    return nn.Sequential(*layers)
