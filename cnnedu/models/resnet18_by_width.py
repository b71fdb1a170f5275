"""ResNet-18 of any width, as assignment 08 asks for it: the network of the lectures and the shipped small one."""

from __future__ import annotations

from cnnedu.models.resnet import BLOCKS, ResNet
from cnnedu.nn.residual import BasicBlock

__all__ = ["resnet18"]


def resnet18(in_channels: int = 3, classes: int = 1000, width: int = 64, small: bool = False) -> ResNet:
    """Build ResNet-18 with `width` channels in the first stage, and twice as many in each later one.

    Input (n, in_channels, h, w), output logits (n, classes).

    Args:
        in_channels: channels of the image.
        classes: how many logits come out.
        width: channels of the stem and of the first stage.
        small: a 3x3 stem of stride 1 without pooling, for the 7x7 of stride 2 with pooling.

    Source: He et al. (2015), table 1; lectures L1, L3 and L4.

    >>> import torch
    >>> resnet18(1, classes=10, width=2, small=True)(torch.zeros(2, 1, 28, 20)).shape
    torch.Size([2, 10])
    """
    return ResNet(BasicBlock, BLOCKS[18], width, classes, in_channels, small)
