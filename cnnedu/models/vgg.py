"""VGG: configurations A to E, their small forms, and the nine-layer VGG of the lectures."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import torch
from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.initialise import he_convolutions
from cnnedu.nn.vgg import vgg_block

__all__ = ["CONFIGURATIONS", "VGG", "vgg", "vgg9", "vgg_small"]

# The kernel sizes of each of the five blocks, from the paper's table 1 (lecture L4 misprints columns A, D and E).
CONFIGURATIONS = MappingProxyType(
    {
        "A": ((3,), (3,), (3, 3), (3, 3), (3, 3)),
        "B": ((3, 3), (3, 3), (3, 3), (3, 3), (3, 3)),
        "C": ((3, 3), (3, 3), (3, 3, 1), (3, 3, 1), (3, 3, 1)),
        "D": ((3, 3), (3, 3), (3, 3, 3), (3, 3, 3), (3, 3, 3)),
        "E": ((3, 3), (3, 3), (3, 3, 3, 3), (3, 3, 3, 3), (3, 3, 3, 3)),
    }
)
_NAMES = MappingProxyType({"A": "vgg11", "B": "vgg13", "C": "vgg16c", "D": "vgg16", "E": "vgg19"})


class VGG(nn.Module):
    """VGG blocks one after the other, a pooling to `pooled` x `pooled` pixels, and three fully connected layers.

    Args:
        blocks: what `vgg_block` gave, in order; their layers are numbered through.
        channels: how many maps come out of the last block.
        pooled: side of the map the classifier reads, in pixels.
        hidden: units of the two hidden fully connected layers.
        num_classes: classes, at least 1.

    Source: Simonyan and Zisserman (2014); lectures L0, L1, L2 and L4.

    >>> blocks = [vgg_block(1, 4, (3,)), vgg_block(4, 8)]
    >>> VGG(blocks, channels=8, pooled=2, hidden=(16, 16), num_classes=3)(torch.zeros(2, 1, 12, 8)).shape
    torch.Size([2, 3])
    """

    def __init__(
        self, blocks: Sequence[nn.Sequential], channels: int, pooled: int, hidden: tuple[int, int], num_classes: int
    ) -> None:
        super().__init__()
        self.features = nn.Sequential(*(layer for block in blocks for layer in block))
        self.avgpool = nn.AdaptiveAvgPool2d((pooled, pooled))
        self.flatten = nn.Flatten()
        self.classifier = nn.Sequential(
            nn.Linear(channels * pooled * pooled, hidden[0]),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(hidden[0], hidden[1]),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(hidden[1], num_classes),
        )
        he_convolutions(self)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, in_channels, h, w) to logits (n, num_classes)."""
        return self.classifier(self.flatten(self.avgpool(self.features(x))))


def vgg(
    configuration: str, num_classes: int = 1000, in_channels: int = 3, input_size: tuple[int, int] = (224, 224)
) -> VGG:
    """Build VGG-11, 13, 16 or 19, or configuration C, whose third to fifth blocks end with a 1x1 convolution.

    Args:
        configuration: "A" (VGG-11), "B" (13), "C" (16 with 1x1), "D" (16) or "E" (19).
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 32 x 32. The pooling to 7 x 7 makes the parameters independent of it.

    Raises:
        ValueError: there is no such configuration, or the image is too small.

    Source: Simonyan and Zisserman, Very deep convolutional networks for large-scale image recognition (2014); lectures
    L0, L1, L2 and L4; torchvision.

    >>> with torch.device("meta"):
    ...     [sum(p.numel() for p in vgg(c).parameters()) for c in "ABCDE"]
    [132863336, 133047848, 133638952, 138357544, 143667240]
    """
    name = _name(configuration)
    require_at_least(32, input_size, name, instead=f"{name}_small")
    blocks = _blocks(CONFIGURATIONS[configuration], in_channels, (64, 128, 256, 512, 512))
    return VGG(blocks, channels=512, pooled=7, hidden=(4096, 4096), num_classes=num_classes)


def vgg_small(
    configuration: str, num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)
) -> VGG:
    """Build the small form of a configuration: a quarter of the channels, batch normalisation, 256 hidden units.

    Poolings round up, so that five of them leave one pixel of 28. Arguments are those of `vgg`; images of any size.

    Raises:
        ValueError: there is no such configuration.

    Source: lecture L2's experiments on Fashion-MNIST; the scaling is this course's.

    >>> vgg_small("D").eval()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    _name(configuration)
    blocks = _blocks(
        CONFIGURATIONS[configuration], in_channels, (16, 32, 64, 128, 128), batch_norm=True, ceil_mode=True
    )
    return VGG(blocks, channels=128, pooled=1, hidden=(256, 256), num_classes=num_classes)


def vgg9(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> VGG:
    """Build the VGG of nine layers: three blocks of two 3x3 convolutions, three fully connected layers.

    The lecture gives the number of layers, not their sizes; here the blocks have 32, 64 and 128 channels.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 8 x 8.

    Raises:
        ValueError: the image is too small.

    Source: lecture L2 (Fashion-MNIST).

    >>> [type(layer).__name__ for layer in vgg9().modules()].count("Conv2d")
    6
    """
    require_at_least(8, input_size, "vgg9")
    blocks = _blocks(((3, 3), (3, 3), (3, 3)), in_channels, (32, 64, 128))
    return VGG(blocks, channels=128, pooled=3, hidden=(256, 128), num_classes=num_classes)


def _name(configuration: str) -> str:
    if configuration not in _NAMES:
        raise ValueError(f"configuration must be one of {', '.join(_NAMES)}, got {configuration!r}")
    return _NAMES[configuration]


def _blocks(
    kernels: Sequence[Sequence[int]],
    c_in: int,
    widths: Sequence[int],
    batch_norm: bool = False,
    ceil_mode: bool = False,
) -> list[nn.Sequential]:
    inputs = (c_in, *widths[:-1])
    return [
        vgg_block(before, width, sizes, batch_norm=batch_norm, ceil_mode=ceil_mode)
        for before, width, sizes in zip(inputs, widths, kernels, strict=True)
    ]
