"""A residual network of the layers that the course's students write themselves, and of no others."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.initialise import he_convolutions
from cnnedu.nn.residual import BasicBlock

__all__ = ["compact_resnet"]


def compact_resnet(
    num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)
) -> nn.Sequential:
    """Build a stem and three residual blocks of 16, 32 and 64 channels, with max pooling between them.

    Maps (n, in_channels, h, w) to logits (n, num_classes). It consists of convolutions without bias (3x3, and 1x1 where
    a block changes the channels), batch norms, ReLUs, additions, max poolings, one global mean and one linear layer;
    every stride is 1 but that of the poolings. So `cnnedu.inference` runs it on anyone's NumPy functions. With one
    channel and ten classes: 77,754 parameters.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 4 x 4.

    Raises:
        ValueError: the image is too small.

    Source: the blocks are those of He et al. (2015); their number and width are this course's.

    >>> sum(p.numel() for p in compact_resnet().parameters())
    77754
    """
    require_at_least(4, input_size, "compact_resnet")
    network = nn.Sequential(
        OrderedDict(
            conv=nn.Conv2d(in_channels, 16, 3, padding=1, bias=False),
            bn=nn.BatchNorm2d(16),
            relu=nn.ReLU(),
            block1=BasicBlock(16, 16),
            pool1=nn.MaxPool2d(2),
            block2=BasicBlock(16, 32),
            pool2=nn.MaxPool2d(2),
            block3=BasicBlock(32, 64),
            mean=nn.AdaptiveAvgPool2d((1, 1)),
            flatten=nn.Flatten(),
            fc=nn.Linear(64, num_classes),
        )
    )
    he_convolutions(network)
    return network
