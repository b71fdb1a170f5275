"""The block of Network in Network, a convolution and two 1x1 convolutions at every pixel; and its head, a mean a
class."""

from __future__ import annotations

from torch import nn

__all__ = ["nin_block", "nin_head"]


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


def nin_head(c_in: int, classes: int) -> nn.Sequential:
    """Give each class a map, by a NiN block of 3x3 windows without its last ReLU, and take each map's mean.

    Input (n, c_in, h, w) of any size, output logits (n, classes). The last ReLU is left out: a logit must be able to
    fall below zero.

    Args:
        c_in: channels that come in.
        classes: how many logits come out.

    Source: Lin, Chen and Yan (2013); lectures L0 and L1, which keep the last ReLU.

    >>> import torch
    >>> nin_head(3, 10)(torch.zeros(2, 3, 5, 7)).shape
    torch.Size([2, 10])
    """
    *layers, _ = nin_block(c_in, classes, 3, padding=1)
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())
