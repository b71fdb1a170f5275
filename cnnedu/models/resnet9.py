"""The residual network to train fast: nine layers, wide where the maps are small."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.initialise import he_convolutions
from cnnedu.nn.residual import BasicBlock

__all__ = ["resnet9"]


def resnet9(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> nn.Sequential:
    """Build ResNet-9: a stem, three stages that halve the size and double the channels, residual blocks in two of them.

    Maps (n, in_channels, h, w) to logits (n, num_classes). Most of its work is done in wide layers on small maps, which
    is what tensor cores and matrix units are quick at; the course trains its best effort with it. The classifier reads
    the largest value of each map, not the mean. With one channel and ten classes: 6,571,978 parameters.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 8 x 8.

    Raises:
        ValueError: the image is too small.

    Source: Page, How to train your ResNet (2018), the network of its DAWNBench entry, with He et al.'s residual blocks.

    >>> sum(p.numel() for p in resnet9().parameters())
    6571978
    >>> import torch
    >>> resnet9().eval()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    require_at_least(8, input_size, "resnet9")
    network = nn.Sequential(
        OrderedDict(
            stem=_convolution(in_channels, 64),
            stage1=_halving(64, 128),
            block1=BasicBlock(128, 128),
            stage2=_halving(128, 256),
            stage3=_halving(256, 512),
            block3=BasicBlock(512, 512),
            max=nn.AdaptiveMaxPool2d((1, 1)),
            flatten=nn.Flatten(),
            fc=nn.Linear(512, num_classes),
        )
    )
    he_convolutions(network)
    return network


def _convolution(c_in: int, c_out: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(c_in, c_out, 3, padding=1, bias=False), nn.BatchNorm2d(c_out), nn.ReLU())


def _halving(c_in: int, c_out: int) -> nn.Sequential:
    return _convolution(c_in, c_out).append(nn.MaxPool2d(2))
