"""ResNet: 18, 34, 50, 101 and 152 layers, as in torchvision, as in the paper, and small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from types import MappingProxyType

import torch
from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.initialise import he_convolutions
from cnnedu.nn.residual import BasicBlock, Bottleneck

__all__ = ["BLOCKS", "ResNet", "resnet", "resnet_small"]

# How many residual blocks each of the four stages has: the paper's table 1.
BLOCKS = MappingProxyType(
    {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
)
_Block = Callable[[int, int, int], "BasicBlock | Bottleneck"]


class ResNet(nn.Module):
    """A stem, four stages of residual blocks, global mean pooling, one linear layer.

    The first stage keeps the size; each later one doubles the channels and halves height and width in its first block.

    Args:
        block: makes one residual block from (c_in, width, stride).
        blocks: how many each stage has.
        width: channels of the stem and of the first stage.
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        small: a 3x3 stem of stride 1 without pooling, for the 7x7 of stride 2 with pooling.

    Source: He et al. (2015), table 1; lectures L1 to L4.

    >>> network = ResNet(BasicBlock, (1, 1, 1, 1), width=4, num_classes=3, in_channels=1, small=True)
    >>> network(torch.zeros(2, 1, 16, 12)).shape
    torch.Size([2, 3])
    """

    def __init__(
        self, block: _Block, blocks: Sequence[int], width: int, num_classes: int, in_channels: int, small: bool = False
    ) -> None:
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU()
        self.maxpool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        self.layer1, c = _stage(block, blocks[0], c, width, stride=1)
        self.layer2, c = _stage(block, blocks[1], c, 2 * width, stride=2)
        self.layer3, c = _stage(block, blocks[2], c, 4 * width, stride=2)
        self.layer4, c = _stage(block, blocks[3], c, 8 * width, stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(c, num_classes)
        he_convolutions(self)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, in_channels, h, w) to logits (n, num_classes)."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(self.flatten(self.avgpool(x)))


def resnet(
    depth: int,
    num_classes: int = 1000,
    in_channels: int = 3,
    input_size: tuple[int, int] = (224, 224),
    *,
    stride_in_first: bool = False,
) -> ResNet:
    """Build ResNet-18, 34, 50, 101 or 152: the depth counts convolutions and the linear layer, 101 = 1 + 33 * 3 + 1.

    Args:
        depth: 18 or 34 (basic blocks), 50, 101 or 152 (bottlenecks).
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image; any size passes, from 33 x 33 on the last stage keeps more than one pixel.
        stride_in_first: put the stride of a bottleneck into its first 1x1 convolution, as the paper does, not into
            its 3x3, as torchvision does. The parameters are the same, the multiply-adds fewer.

    Raises:
        ValueError: there is no network of that depth, or `stride_in_first` is asked of basic blocks.

    Source: He et al., Deep residual learning for image recognition (2015); lectures L1 to L4; torchvision.

    >>> with torch.device("meta"):
    ...     [sum(p.numel() for p in resnet(depth).parameters()) for depth in BLOCKS]
    [11689512, 21797672, 25557032, 44549160, 60192808]
    """
    require_at_least(1, input_size, f"resnet{depth}")
    return ResNet(_block(depth, stride_in_first), BLOCKS[depth], 64, num_classes, in_channels)


def resnet_small(
    depth: int, num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)
) -> ResNet:
    """Build a ResNet for small images: a quarter of the channels, a 3x3 stem that keeps the resolution.

    Arguments are those of `resnet`.

    Raises:
        ValueError: there is no network of that depth.

    Source: He et al. (2015), section 4.2, for the stem; the paper's CIFAR networks have other depths and widths.

    >>> resnet_small(18).eval()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    require_at_least(1, input_size, f"resnet{depth}_small")
    return ResNet(_block(depth), BLOCKS[depth], 16, num_classes, in_channels, small=True)


def _block(depth: int, stride_in_first: bool = False) -> _Block:
    if depth not in BLOCKS:
        raise ValueError(f"depth must be one of {', '.join(map(str, BLOCKS))}, got {depth}")
    if depth < 50:
        if stride_in_first:
            raise ValueError(f"stride_in_first is for bottlenecks, depth 50 and more, got depth {depth}")
        return BasicBlock
    return partial(Bottleneck, stride_in_first=stride_in_first)


def _stage(block: _Block, count: int, c_in: int, width: int, stride: int) -> tuple[nn.Sequential, int]:
    first = block(c_in, width, stride)
    c_out = width * first.expansion
    return nn.Sequential(first, *(block(c_out, width, 1) for _ in range(count - 1))), c_out
