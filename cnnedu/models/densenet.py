"""DenseNet-121: four dense blocks with transitions between them."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.dense import DenseBlock, Transition
from cnnedu.nn.initialise import he_convolutions

__all__ = ["DenseNet", "densenet121", "densenet121_small"]

# How many dense layers each block has: the paper's table 1. 121 = 1 + 2 * (6 + 12 + 24 + 16) + 3 + 1.
_LAYERS = (6, 12, 24, 16)


class DenseNet(nn.Module):
    """A stem, dense blocks, a transition between two of them that halves the channels and the size, one linear layer.

    Args:
        growth: channels every dense layer adds.
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        small: a 3x3 stem of stride 1 without pooling, for the 7x7 of stride 2 with pooling.

    Source: Huang et al. (2016), table 1; lecture L1.

    >>> DenseNet(growth=4, num_classes=3, in_channels=1, small=True)(torch.zeros(2, 1, 16, 12)).shape
    torch.Size([2, 3])
    """

    def __init__(self, growth: int, num_classes: int, in_channels: int, small: bool = False) -> None:
        super().__init__()
        c = 2 * growth
        self.features = nn.Sequential(_small_stem(in_channels, c) if small else _stem(in_channels, c))
        for i, num_layers in enumerate(_LAYERS, start=1):
            self.features.add_module(f"denseblock{i}", DenseBlock(num_layers, c, growth))
            c += num_layers * growth
            if i < len(_LAYERS):  # none after the last block: the classifier reads all of its maps
                self.features.add_module(f"transition{i}", Transition(c, c // 2))
                c //= 2
        self.features.add_module("norm5", nn.BatchNorm2d(c))
        self.relu = nn.ReLU()
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.flatten = nn.Flatten()
        self.classifier = nn.Linear(c, num_classes)
        he_convolutions(self)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, in_channels, h, w) to logits (n, num_classes)."""
        return self.classifier(self.flatten(self.avgpool(self.relu(self.features(x)))))


def densenet121(num_classes: int = 1000, in_channels: int = 3, input_size: tuple[int, int] = (224, 224)) -> DenseNet:
    """Build DenseNet-121: growth 32, 64 channels after the stem, 7,978,856 parameters.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 29 x 29.

    Raises:
        ValueError: the image is too small.

    Source: Huang et al., Densely connected convolutional networks (2016), DenseNet-BC; lecture L1; torchvision.

    >>> with torch.device("meta"):
    ...     sum(p.numel() for p in densenet121().parameters())
    7978856
    """
    require_at_least(29, input_size, "densenet121", instead="densenet121_small")
    return DenseNet(32, num_classes, in_channels)


def densenet121_small(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> DenseNet:
    """Build DenseNet-121 for small images: growth 8, a 3x3 stem that keeps the resolution.

    Arguments are those of `densenet121`, with images of at least 8 x 8 pixels.

    Raises:
        ValueError: the image is too small.

    Source: lecture L2's experiments on Fashion-MNIST; the scaling is this course's.

    >>> densenet121_small().eval()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    require_at_least(8, input_size, "densenet121_small")
    return DenseNet(8, num_classes, in_channels, small=True)


def _stem(in_channels: int, channels: int) -> OrderedDict[str, nn.Module]:
    return OrderedDict(
        conv0=nn.Conv2d(in_channels, channels, 7, stride=2, padding=3, bias=False),
        norm0=nn.BatchNorm2d(channels),
        relu0=nn.ReLU(),
        pool0=nn.MaxPool2d(3, stride=2, padding=1),
    )


def _small_stem(in_channels: int, channels: int) -> OrderedDict[str, nn.Module]:
    return OrderedDict(
        conv0=nn.Conv2d(in_channels, channels, 3, padding=1, bias=False),
        norm0=nn.BatchNorm2d(channels),
        relu0=nn.ReLU(),
    )
