"""Residual blocks by the channels that come in and go out, as assignment 08 asks for them."""

from __future__ import annotations

from torch import nn

from cnnedu.nn.residual import BasicBlock, Bottleneck

__all__ = ["BottleneckBlock", "ResidualBlock", "shortcut"]


def shortcut(c_in: int, c_out: int, stride: int) -> nn.Module:
    """Make the way past a residual block: the identity, or a 1x1 convolution with batch norm where shapes differ.

    Input (n, c_in, h, w), output (n, c_out, ceil(h / stride), ceil(w / stride)).

    Args:
        c_in, c_out: channels that come in and go out.
        stride: of the block.

    Source: He et al. (2015), section 3.3, option B; lectures L1 and L3.

    >>> shortcut(8, 8, 1)
    Identity()
    >>> [type(layer).__name__ for layer in shortcut(8, 16, 2)]
    ['Conv2d', 'BatchNorm2d']
    """
    projection = BasicBlock(c_in, c_out, stride).downsample
    return nn.Identity() if projection is None else projection


class ResidualBlock(BasicBlock):
    """``relu(x' + F(x))`` with two 3x3 convolutions; see `BasicBlock`, whose width is what goes out.

    Args:
        c_in, c_out: channels that come in and go out.
        stride: of the first convolution and of the projection.

    Source: He et al. (2015), figure 2; lectures L1, L2 and L3.

    >>> import torch
    >>> ResidualBlock(8, 16, 2)(torch.zeros(1, 8, 7, 6)).shape
    torch.Size([1, 16, 4, 3])
    """

    def __init__(self, c_in: int, c_out: int, stride: int = 1) -> None:
        super().__init__(c_in, c_out, stride)


class BottleneckBlock(Bottleneck):
    """``relu(x' + F(x))`` with 1x1, 3x3 and 1x1 convolutions, the first two of a quarter of the channels that go out.

    The stride is that of the 3x3 convolution, as in torchvision.

    Args:
        c_in, c_out: channels that come in and go out.
        stride: of the block.

    Raises:
        ValueError: `c_out` is not a positive multiple of 4.

    Source: He et al. (2015), figure 5; lecture L2.

    >>> import torch
    >>> BottleneckBlock(8, 16, 2)(torch.zeros(1, 8, 7, 6)).shape
    torch.Size([1, 16, 4, 3])
    """

    def __init__(self, c_in: int, c_out: int, stride: int = 1) -> None:
        if c_out < 1 or c_out % self.expansion:
            raise ValueError(f"c_out must be a multiple of {self.expansion}, got {c_out}: the block thins the channels")
        super().__init__(c_in, c_out // self.expansion, stride)
