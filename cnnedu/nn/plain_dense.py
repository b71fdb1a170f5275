"""The dense block of the lectures, one 3x3 convolution a layer, and a small DenseNet of such blocks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import torch
from torch import nn

from cnnedu.nn.dense import Transition

__all__ = ["PlainDenseBlock", "plain_densenet"]


class PlainDenseBlock(nn.Module):
    """Every layer, BN, ReLU, 3x3 convolution, sees the maps of all layers before it: ``x <- cat(x, layer(x))``.

    Args:
        layers: how many, at least 1.
        c_in: channels that come in.
        growth: channels that each layer adds.

    Raises:
        ValueError: there is no layer.

    Source: Huang et al. (2016), equation 2, without the 1x1 convolutions of DenseNet-B; lecture L1.
    """

    def __init__(self, layers: int, c_in: int, growth: int) -> None:
        super().__init__()
        if layers < 1:
            raise ValueError(f"a dense block needs at least one layer, got {layers}")
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            for c in range(c_in, c_in + layers * growth, growth)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, c_in + layers * growth, h, w).

        >>> PlainDenseBlock(2, c_in=3, growth=10)(torch.zeros(4, 3, 8, 7)).shape
        torch.Size([4, 23, 8, 7])
        """
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


def plain_densenet(blocks: Sequence[int], growth: int, in_channels: int, classes: int) -> nn.Sequential:
    """Stack dense blocks, with a transition that halves the channels between two of them, and none after the last.

    Input (n, in_channels, h, w), output logits (n, classes).

    Args:
        blocks: how many layers each block has.
        growth: channels that each layer adds; the stem, a 3x3 convolution, has twice as many.
        in_channels: channels of the image.
        classes: how many logits come out.

    Raises:
        ValueError: there is no block.

    Source: Huang et al. (2016), section 3, with a stem for small images; lecture L1.

    >>> plain_densenet((2, 3), growth=4, in_channels=1, classes=5)(torch.zeros(2, 1, 8, 6)).shape
    torch.Size([2, 5])
    """
    if not blocks:
        raise ValueError("a network needs at least one dense block, got none")
    c = 2 * growth
    layers = OrderedDict[str, nn.Module](conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        if number > 1:
            layers[f"transition{number - 1}"] = Transition(c, c // 2)
            c //= 2
        layers[f"block{number}"] = PlainDenseBlock(count, c, growth)
        c += count * growth
    layers |= {"norm": nn.BatchNorm2d(c), "relu": nn.ReLU(), "mean": nn.AdaptiveAvgPool2d(1), "flatten": nn.Flatten()}
    return nn.Sequential(layers | {"fc": nn.Linear(c, classes)})
