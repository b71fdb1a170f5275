"""The block of Network in Network: a convolution, then two 1x1 convolutions at every pixel."""

from __future__ import annotations

from torch import nn

__all__ = ["nin_block"]


def nin_block(c_in: int, c_out: int, kernel: int, stride: int = 1, padding: int = 0) -> nn.Sequential:
    """Stack a k x k convolution and two 1x1 convolutions, all of `c_out` channels, each with its ReLU.

    The 1x1 convolutions are a small fully connected network that every pixel passes through.
    Input (n, c_in, h, w), output (n, c_out, oh, ow) with the sizes of the first convolution.

    Args:
        c_in, c_out: channels that come in and go out.
        kernel, stride, padding: of the first convolution, in pixels, padding per side.

    Source: Lin, Chen and Yan (2013); lectures L0 and L1.

    >>> import torch
    >>> nin_block(3, 8, kernel=5, padding=2)(torch.zeros(2, 3, 9, 7)).shape
    torch.Size([2, 8, 9, 7])
    """
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )
