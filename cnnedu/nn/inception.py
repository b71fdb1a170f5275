"""GoogLeNet's blocks: convolution with batch normalisation, the Inception block, the auxiliary head."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["AuxiliaryHead", "ConvNormReLU", "Inception"]


class ConvNormReLU(nn.Module):
    """Convolution without bias, batch normalisation, ReLU. The normalisation's beta does the bias's work.

    Args:
        c_in, c_out: channels that come in and go out.
        kernel, stride, padding: of the convolution, in pixels, padding per side.

    Source: Ioffe and Szegedy (2015); torchvision's googlenet, whose epsilon of 0.001 this keeps.
    """

    def __init__(self, c_in: int, c_out: int, kernel: int, stride: int = 1, padding: int = 0) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(c_out, eps=0.001)
        self.relu = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, c_out, oh, ow).

        >>> ConvNormReLU(3, 8, kernel=3, stride=2, padding=1)(torch.zeros(2, 3, 6, 10)).shape
        torch.Size([2, 8, 3, 5])
        """
        return self.relu(self.bn(self.conv(x)))


class Inception(nn.Module):
    """Four branches look at the same map with windows of different sizes; their channels are stacked.

    ``cat(1x1, 1x1 -> 3x3, 1x1 -> kxk, 3x3 max pool -> 1x1)``, all of stride 1 and padded to keep the size, so the
    output has ``c1 + c3 + c5 + pool`` channels. The first 1x1 convolutions thin the channels before the costly windows.

    Args:
        c_in: channels that come in.
        c1: channels of branch 1.
        c3_reduce, c3: channels of branch 2 after its 1x1 and after its 3x3 convolution.
        c5_reduce, c5: channels of branch 3 after its 1x1 and after its k x k convolution.
        pool: channels of branch 4.
        branch3_kernel: k; 5 in the paper. torchvision's network has 3 there, and so have its published weights.

    Source: Szegedy et al. (2014), figure 2b; lecture L1.
    """

    def __init__(
        self,
        c_in: int,
        c1: int,
        c3_reduce: int,
        c3: int,
        c5_reduce: int,
        c5: int,
        pool: int,
        branch3_kernel: int = 5,
    ) -> None:
        super().__init__()
        k = branch3_kernel
        self.branch1 = ConvNormReLU(c_in, c1, 1)
        self.branch2 = nn.Sequential(ConvNormReLU(c_in, c3_reduce, 1), ConvNormReLU(c3_reduce, c3, 3, padding=1))
        self.branch3 = nn.Sequential(
            ConvNormReLU(c_in, c5_reduce, 1), ConvNormReLU(c5_reduce, c5, k, padding=(k - 1) // 2)
        )
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), ConvNormReLU(c_in, pool, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to (n, c1 + c3 + c5 + pool, h, w).

        >>> Inception(192, 64, 96, 128, 16, 32, 32)(torch.zeros(2, 192, 4, 3)).shape  # block 3a
        torch.Size([2, 256, 4, 3])
        """
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], dim=1)


class AuxiliaryHead(nn.Module):
    """A small classifier half-way up, used in training only: its loss brings gradient to the early blocks.

    Mean pooling to 4x4, a 1x1 convolution of 128 channels, two fully connected layers.

    Args:
        c_in: channels of the maps it reads.
        num_classes: classes, at least 1.

    Source: Szegedy et al. (2014), section 5; torchvision's googlenet (adaptive pooling, dropout 0.7).
    """

    def __init__(self, c_in: int, num_classes: int) -> None:
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d((4, 4))
        self.conv = ConvNormReLU(c_in, 128, 1)
        self.flatten = nn.Flatten()
        self.fc1 = nn.Linear(128 * 4 * 4, 1024)
        self.relu = nn.ReLU()
        self.dropout = nn.Dropout(0.7)
        self.fc2 = nn.Linear(1024, num_classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, c_in, h, w) to logits (n, num_classes).

        >>> AuxiliaryHead(512, num_classes=10)(torch.zeros(2, 512, 14, 14)).shape
        torch.Size([2, 10])
        """
        x = self.flatten(self.conv(self.avgpool(x)))
        return self.fc2(self.dropout(self.relu(self.fc1(x))))
