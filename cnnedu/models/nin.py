"""Network in Network: no fully connected layer; each class has a map, and its mean is the class's logit."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.initialise import he_convolutions
from cnnedu.nn.nin import nin_block

__all__ = ["nin", "nin_small"]


def nin(num_classes: int = 1000, in_channels: int = 3, input_size: tuple[int, int] = (224, 224)) -> nn.Sequential:
    """Build NiN for large images: the windows and channels of AlexNet's first layers, each in a NiN block.

    Maps (n, in_channels, h, w) to logits (n, num_classes).

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 67 x 67.

    Raises:
        ValueError: the image is too small.

    Source: Lin, Chen and Yan, Network in network (2013); lectures L0 and L1 for these sizes.

    >>> import torch
    >>> nin(num_classes=7)(torch.zeros(1, 3, 67, 80)).shape
    torch.Size([1, 7])
    """
    require_at_least(67, input_size, "nin", instead="nin_small")
    return _network(nin_block(in_channels, 96, 11, stride=4), (96, 256, 384), num_classes)


def nin_small(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> nn.Sequential:
    """Build NiN for small images: a quarter of the channels, a 5x5 window of stride 1 at the start.

    Arguments are those of `nin`, with images of at least 15 x 15 pixels.

    Raises:
        ValueError: the image is too small.

    Source: lecture L2's experiments on Fashion-MNIST; the scaling is this course's.

    >>> import torch
    >>> nin_small()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    require_at_least(15, input_size, "nin_small")
    return _network(nin_block(in_channels, 24, 5, padding=2), (24, 64, 96), num_classes)


def _network(first: nn.Sequential, channels: tuple[int, int, int], num_classes: int) -> nn.Sequential:
    # The last block gives one map per class. Its last ReLU is left out: a logit must be able to fall below zero.
    maps = nin_block(channels[2], num_classes, 3, padding=1)[:-1]
    model = nn.Sequential(
        OrderedDict(
            block1=first,
            pool1=nn.MaxPool2d(3, stride=2),
            block2=nin_block(channels[0], channels[1], 5, padding=2),
            pool2=nn.MaxPool2d(3, stride=2),
            block3=nin_block(channels[1], channels[2], 3, padding=1),
            pool3=nn.MaxPool2d(3, stride=2),
            dropout=nn.Dropout(0.5),
            block4=maps,
            avgpool=nn.AdaptiveAvgPool2d((1, 1)),
            flatten=nn.Flatten(),
        )
    )
    he_convolutions(model)
    return model
