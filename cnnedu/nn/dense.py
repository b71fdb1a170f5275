"""DenseNet's blocks: the dense layer, the dense block that concatenates, the transition that thins and halves."""

from __future__ import annotations

from collections import OrderedDict

import torch
from torch import nn

__all__ = ["DenseBlock", "DenseLayer", "Transition"]


class DenseLayer(nn.Module):
    """BN, ReLU, 1x1 convolution to ``4 * growth`` channels; BN, ReLU, 3x3 convolution to `growth` channels.

    Normalisation and activation come BEFORE the convolution. The 1x1 keeps the 3x3 cheap however many channels come in.

    Args:
        c_in: channels that come in.
        growth: channels that the layer adds.

    Source: Huang et al. (2016), section 3 (DenseNet-B); lecture L1, whose block has the 3x3 only.
    """

    def __init__(self, c_in: int, growth: int) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(c_in)
        self.relu1 = nn.ReLU()
        self.conv1 = nn.Conv2d(c_in, 4 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth)
        self.relu2 = nn.ReLU()
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to the new maps alone, (n, growth, h, w).

        >>> DenseLayer(6, growth=4)(torch.zeros(1, 6, 5, 3)).shape
        torch.Size([1, 4, 5, 3])
        """
        x = self.conv1(self.relu1(self.norm1(x)))
        return self.conv2(self.relu2(self.norm2(x)))


class DenseBlock(nn.ModuleDict):
    """Every layer sees the maps of all layers before it: ``x <- cat(x, layer(x))``, `num_layers` times.

    Where a residual block adds, a dense block concatenates, so the channels grow to ``c_in + num_layers * growth``.

    Args:
        num_layers: how many dense layers.
        c_in: channels that come in.
        growth: channels that each layer adds.

    Source: Huang et al. (2016); lecture L1.
    """

    def __init__(self, num_layers: int, c_in: int, growth: int) -> None:
        super().__init__()
        for i in range(num_layers):
            self[f"denselayer{i + 1}"] = DenseLayer(c_in + i * growth, growth)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, c_in + num_layers * growth, h, w).

        >>> DenseBlock(3, c_in=6, growth=4)(torch.zeros(1, 6, 5, 3)).shape
        torch.Size([1, 18, 5, 3])
        """
        for layer in self.values():
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Sequential):
    """BN, ReLU, 1x1 convolution to `c_out` channels, 2x2 mean pooling of stride 2: between two dense blocks.

    Maps (n, c_in, h, w) to (n, c_out, floor(h / 2), floor(w / 2)). There is none after the last block.

    Source: Huang et al. (2016), section 3; lecture L1.

    >>> Transition(12, 6)(torch.zeros(1, 12, 5, 4)).shape
    torch.Size([1, 6, 2, 2])
    """

    def __init__(self, c_in: int, c_out: int) -> None:
        super().__init__(
            OrderedDict(
                norm=nn.BatchNorm2d(c_in),
                relu=nn.ReLU(),
                conv=nn.Conv2d(c_in, c_out, 1, bias=False),
                pool=nn.AvgPool2d(2, 2),
            )
        )
