"""The Inception block of the paper and the lectures, without batch normalisation."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["PlainInception"]


class PlainInception(nn.Module):
    """Four branches over the same map, each convolution with bias and ReLU; their channels are stacked.

    Args:
        c_in: channels that come in.
        c1: channels of branch 1, a 1x1 convolution.
        c2: (reduced, out) of branch 2, 1x1 then 3x3.
        c3: (reduced, out) of branch 3, 1x1 then 5x5.
        c4: channels of branch 4, 3x3 max pooling of stride 1 then 1x1.

    Source: Szegedy et al. (2014), figure 2b; lecture L1.
    """

    def __init__(self, c_in: int, c1: int, c2: tuple[int, int], c3: tuple[int, int], c4: int) -> None:
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(*c2, 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(*c3, 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, c1 + c2[1] + c3[1] + c4, h, w).

        >>> PlainInception(192, 64, (96, 128), (16, 32), 32)(torch.zeros(1, 192, 4, 3)).shape  # block 3a
        torch.Size([1, 256, 4, 3])
        """
        one = self.branch1(x)
        two = self.branch2(torch.relu(self.reduce2(x)))
        three = self.branch3(torch.relu(self.reduce3(x)))
        four = self.branch4(nn.functional.max_pool2d(x, 3, stride=1, padding=1))
        return torch.relu(torch.cat([one, two, three, four], dim=1))
