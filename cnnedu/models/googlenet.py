"""GoogLeNet: nine Inception blocks, with batch normalisation, with or without the auxiliary heads."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

import torch
from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.inception import AuxiliaryHead, ConvNormReLU, Inception

__all__ = ["BLOCKS", "GoogLeNet", "GoogLeNetOutputs", "googlenet", "googlenet_small"]

# 1x1; 3x3 reduce, 3x3; 5x5 reduce, 5x5; pool: the paper's table 1. (Lecture L4's row 5a counts its weights with a
# reduce of 48 beside the 32 that it prints.)
BLOCKS = MappingProxyType(
    {
        "3a": (64, 96, 128, 16, 32, 32),
        "3b": (128, 128, 192, 32, 96, 64),
        "4a": (192, 96, 208, 16, 48, 64),
        "4b": (160, 112, 224, 24, 64, 64),
        "4c": (128, 128, 256, 24, 64, 64),
        "4d": (112, 144, 288, 32, 64, 64),
        "4e": (256, 160, 320, 32, 128, 128),
        "5a": (256, 160, 320, 32, 128, 128),
        "5b": (384, 192, 384, 48, 128, 128),
    }
)


class GoogLeNetOutputs(NamedTuple):
    """What GoogLeNet with auxiliary heads returns in training: three times logits (n, num_classes).

    Attributes:
        logits: of the network itself.
        aux_logits2: of the later head, which reads block 4d.
        aux_logits1: of the earlier head, which reads block 4a.

    Source: Szegedy et al. (2014), section 5; names and order are torchvision's.

    >>> with torch.device("meta"):
    ...     outputs = googlenet(10, auxiliary=True)(torch.zeros(2, 3, 64, 64))
    >>> [(name, *logits.shape) for name, logits in outputs._asdict().items()]
    [('logits', 2, 10), ('aux_logits2', 2, 10), ('aux_logits1', 2, 10)]
    """

    logits: torch.Tensor
    aux_logits2: torch.Tensor
    aux_logits1: torch.Tensor


class GoogLeNet(nn.Module):
    """A stem of three convolutions, nine Inception blocks in three stages, global mean pooling, one linear layer.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        branch3_kernel: the larger window of the Inception blocks: 5 as in the paper, 3 as in torchvision.
        auxiliary: whether two auxiliary heads help in training.
        small: a quarter of all channels, and a stem that keeps more of the resolution.

    Source: Szegedy et al. (2014), table 1; lectures L1 and L4.

    >>> GoogLeNet(num_classes=3, in_channels=1, small=True)(torch.zeros(2, 1, 16, 12)).shape
    torch.Size([2, 3])
    """

    def __init__(
        self, num_classes: int, in_channels: int, branch3_kernel: int = 3, auxiliary: bool = False, small: bool = False
    ) -> None:
        super().__init__()
        part = 4 if small else 1
        c64, c192 = 64 // part, 192 // part
        if small:
            self.conv1 = ConvNormReLU(in_channels, c64, 3, padding=1)
        else:
            self.conv1 = ConvNormReLU(in_channels, c64, 7, stride=2, padding=3)
        self.maxpool1 = _halve(3)
        self.conv2 = ConvNormReLU(c64, c64, 1)
        self.conv3 = ConvNormReLU(c64, c192, 3, padding=1)
        self.maxpool2 = nn.Identity() if small else _halve(3)

        def block(name: str, c_in: int) -> Inception:
            c1, c3_reduce, c3, c5_reduce, c5, pool = (c // part for c in BLOCKS[name])
            return Inception(c_in // part, c1, c3_reduce, c3, c5_reduce, c5, pool, branch3_kernel)

        self.inception3a = block("3a", 192)
        self.inception3b = block("3b", 256)
        self.maxpool3 = _halve(3)
        self.inception4a = block("4a", 480)
        self.inception4b = block("4b", 512)
        self.inception4c = block("4c", 512)
        self.inception4d = block("4d", 512)
        self.inception4e = block("4e", 528)
        self.maxpool4 = _halve(2 if branch3_kernel == 3 else 3)  # 2 is torchvision's, 3 the paper's
        self.inception5a = block("5a", 832)
        self.inception5b = block("5b", 832)
        self.aux1 = AuxiliaryHead(512 // part, num_classes) if auxiliary else None
        self.aux2 = AuxiliaryHead(528 // part, num_classes) if auxiliary else None
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.flatten = nn.Flatten()
        self.dropout = nn.Dropout(0.2)
        self.fc = nn.Linear(1024 // part, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor | GoogLeNetOutputs:
        """Map (n, in_channels, h, w) to logits (n, num_classes); in training, with heads, to `GoogLeNetOutputs`."""
        x = self.maxpool1(self.conv1(x))
        x = self.maxpool2(self.conv3(self.conv2(x)))
        x = self.maxpool3(self.inception3b(self.inception3a(x)))
        x = self.inception4a(x)
        aux_logits1 = self.aux1(x) if self.aux1 is not None and self.training else None
        x = self.inception4d(self.inception4c(self.inception4b(x)))
        aux_logits2 = self.aux2(x) if self.aux2 is not None and self.training else None
        x = self.maxpool4(self.inception4e(x))
        x = self.inception5b(self.inception5a(x))
        logits = self.fc(self.dropout(self.flatten(self.avgpool(x))))
        if aux_logits1 is None or aux_logits2 is None:
            return logits
        return GoogLeNetOutputs(logits, aux_logits2, aux_logits1)


def googlenet(
    num_classes: int = 1000,
    in_channels: int = 3,
    input_size: tuple[int, int] = (224, 224),
    *,
    branch3_kernel: int = 3,
    auxiliary: bool = False,
) -> GoogLeNet:
    """Build GoogLeNet with batch normalisation: 6,624,904 parameters as in torchvision, 13,004,888 with its heads.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 15 x 15, or 31 x 31 with the paper's windows.
        branch3_kernel: the larger window of the Inception blocks: 5 as in the paper, 3 as in torchvision.
        auxiliary: whether two auxiliary heads help in training.

    Raises:
        ValueError: the image is too small.

    Source: Szegedy et al., Going deeper with convolutions (2014); lectures L1 and L4; torchvision.

    >>> [c1 + c3 + c5 + pool for c1, _, c3, _, c5, pool in BLOCKS.values()]
    [256, 480, 512, 512, 512, 528, 832, 832, 1024]
    >>> with torch.device("meta"):
    ...     [sum(p.numel() for p in googlenet(auxiliary=a).parameters()) for a in (False, True)]
    [6624904, 13004888]
    """
    least, name = (15, "googlenet") if branch3_kernel == 3 else (31, f"googlenet_{branch3_kernel}x{branch3_kernel}")
    require_at_least(least, input_size, name, instead="googlenet_small")
    return GoogLeNet(num_classes, in_channels, branch3_kernel, auxiliary)


def googlenet_small(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> GoogLeNet:
    """Build GoogLeNet for small images: a quarter of the channels, 5x5 windows, three halvings instead of five.

    Arguments are those of `googlenet`, with images of at least 8 x 8 pixels.

    Raises:
        ValueError: the image is too small.

    Source: lecture L2's experiments on Fashion-MNIST; the scaling is this course's.

    >>> googlenet_small().eval()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    require_at_least(8, input_size, "googlenet_small")
    return GoogLeNet(num_classes, in_channels, branch3_kernel=5, small=True)


def _halve(kernel: int) -> nn.MaxPool2d:
    return nn.MaxPool2d(kernel, stride=2, ceil_mode=True)
