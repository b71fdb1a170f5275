"""Residual blocks: the basic block of two 3x3 convolutions, and the bottleneck of 1x1, 3x3, 1x1."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["BasicBlock", "Bottleneck"]


class BasicBlock(nn.Module):
    """``relu(x' + F(x))`` with F = 3x3 convolution, BN, ReLU, 3x3 convolution, BN.

    x' is x itself where the shapes agree; otherwise a 1x1 convolution with BN brings x to the new shape. The second
    ReLU comes AFTER the addition, so that F can also lower what x brings.

    Args:
        c_in: channels that come in.
        width: channels of both convolutions and of the output.
        stride: of the first convolution and of the projection.

    Source: He et al. (2015), figure 2; lectures L1, L2 and L3.
    """

    expansion = 1

    def __init__(self, c_in: int, width: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, width, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU()
        self.downsample = _projection(c_in, width, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, width, ceil(h / stride), ceil(w / stride)).

        >>> BasicBlock(8, 16, stride=2)(torch.zeros(1, 8, 7, 6)).shape
        torch.Size([1, 16, 4, 3])
        """
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        shortcut = x if self.downsample is None else self.downsample(x)
        return self.relu(out + shortcut)


class Bottleneck(nn.Module):
    """``relu(x' + F(x))`` with F = 1x1, 3x3, 1x1 convolutions, each with BN, a ReLU after the first two.

    The first 1x1 thins the channels to `width`, the last brings four times as many back; the 3x3 between them is
    cheap. At 256 channels that is 69,632 weights where two 3x3 convolutions have 1,179,648, 16.94 times as many.

    Args:
        c_in: channels that come in.
        width: channels of the 3x3 convolution; the output has ``4 * width``.
        stride: of the block.
        stride_in_first: put the stride into the first 1x1 convolution, as the paper does; torchvision has it in the
            3x3, which looks at every pixel and costs a little more.

    Source: He et al. (2015), figure 5; lecture L2.

    >>> convolutions = [m for m in Bottleneck(256, 64).modules() if isinstance(m, nn.Conv2d)]
    >>> sum(m.weight.numel() for m in convolutions)
    69632
    """

    expansion = 4

    def __init__(self, c_in: int, width: int, stride: int = 1, stride_in_first: bool = False) -> None:
        super().__init__()
        first, second = (stride, 1) if stride_in_first else (1, stride)
        c_out = width * self.expansion
        self.conv1 = nn.Conv2d(c_in, width, 1, first, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, second, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.relu = nn.ReLU()
        self.downsample = _projection(c_in, c_out, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, 4 * width, ceil(h / stride), ceil(w / stride)).

        >>> Bottleneck(8, 16, stride=2)(torch.zeros(1, 8, 7, 6)).shape
        torch.Size([1, 64, 4, 3])
        """
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        shortcut = x if self.downsample is None else self.downsample(x)
        return self.relu(out + shortcut)


def _projection(c_in: int, c_out: int, stride: int) -> nn.Sequential | None:
    if stride == 1 and c_in == c_out:
        return None
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))
