"""AlexNet: five convolutions and three fully connected layers, in one tower, in the paper's two, and small."""

from __future__ import annotations

import torch
from torch import nn

from cnnedu.models.input_size import require_at_least
from cnnedu.nn.initialise import he_convolutions

__all__ = ["AlexNet", "alexnet", "alexnet_paper", "alexnet_small"]


class AlexNet(nn.Module):
    """Convolutions, a pooling to `pooled` x `pooled` pixels, and three fully connected layers with dropout.

    Args:
        features: the convolutions and their poolings.
        channels: how many maps come out of `features`.
        pooled: side of the map the classifier reads, in pixels.
        hidden: units of each of the two hidden fully connected layers.
        num_classes: classes, at least 1.

    Source: Krizhevsky, Sutskever and Hinton (2012); lectures L1 and L2.

    >>> AlexNet(nn.Sequential(nn.Conv2d(1, 4, 3)), channels=4, pooled=2, hidden=8, num_classes=3)(
    ...     torch.zeros(2, 1, 9, 7)
    ... ).shape
    torch.Size([2, 3])
    """

    def __init__(self, features: nn.Sequential, channels: int, pooled: int, hidden: int, num_classes: int) -> None:
        super().__init__()
        self.features = features
        self.avgpool = nn.AdaptiveAvgPool2d((pooled, pooled))
        self.flatten = nn.Flatten()
        self.classifier = nn.Sequential(
            nn.Dropout(0.5),
            nn.Linear(channels * pooled * pooled, hidden),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(hidden, hidden),
            nn.ReLU(),
            nn.Linear(hidden, num_classes),
        )
        he_convolutions(self)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, in_channels, h, w) to logits (n, num_classes)."""
        return self.classifier(self.flatten(self.avgpool(self.features(x))))


def alexnet(num_classes: int = 1000, in_channels: int = 3, input_size: tuple[int, int] = (224, 224)) -> AlexNet:
    """Build AlexNet in a single tower, as torchvision has it: 61,100,840 parameters.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, at least 63 x 63. The pooling to 6 x 6 makes the parameters independent of it.

    Raises:
        ValueError: the image is too small.

    Source: Krizhevsky, One weird trick for parallelizing convolutional neural networks (2014); torchvision.

    >>> with torch.device("meta"):
    ...     sum(p.numel() for p in alexnet().parameters())
    61100840
    """
    require_at_least(63, input_size, "alexnet", instead="alexnet_small")
    features = nn.Sequential(
        nn.Conv2d(in_channels, 64, 11, stride=4, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(64, 192, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(192, 384, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(256, 256, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
    )
    return AlexNet(features, channels=256, pooled=6, hidden=4096, num_classes=num_classes)


def alexnet_paper(num_classes: int = 1000, in_channels: int = 3, input_size: tuple[int, int] = (224, 224)) -> AlexNet:
    """Build AlexNet as in the paper: 96, 256, 384, 384, 256 channels, 60,965,224 parameters.

    The second, fourth and fifth convolution have two groups that do not see each other: each ran on a GPU of its own.
    A local response normalisation, without parameters, follows the first two. Arguments and errors are those of
    `alexnet`.

    Source: Krizhevsky, Sutskever and Hinton, ImageNet classification with deep convolutional neural networks (2012);
    lectures L1 and L2.

    >>> with torch.device("meta"):
    ...     sum(p.numel() for p in alexnet_paper().parameters())
    60965224
    """
    require_at_least(63, input_size, "alexnet_paper", instead="alexnet_small")
    features = nn.Sequential(
        nn.Conv2d(in_channels, 96, 11, stride=4, padding=2),
        nn.ReLU(),
        _response_norm(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(96, 256, 5, padding=2, groups=2),
        nn.ReLU(),
        _response_norm(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(256, 384, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(384, 384, 3, padding=1, groups=2),
        nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1, groups=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
    )
    return AlexNet(features, channels=256, pooled=6, hidden=4096, num_classes=num_classes)


def alexnet_small(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> AlexNet:
    """Build AlexNet for small images: a quarter of the paper's channels, and 5x5 windows of stride 1 at the start.

    Arguments are those of `alexnet`, with images of at least 15 x 15 pixels.

    Raises:
        ValueError: the image is too small.

    Source: lecture L2's experiments on Fashion-MNIST; the scaling is this course's.

    >>> alexnet_small()(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    require_at_least(15, input_size, "alexnet_small")
    features = nn.Sequential(
        nn.Conv2d(in_channels, 24, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(24, 64, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(64, 96, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(96, 96, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(96, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
    )
    return AlexNet(features, channels=64, pooled=2, hidden=256, num_classes=num_classes)


def _response_norm() -> nn.LocalResponseNorm:
    # The paper's alpha is 1e-4 for the SUM over 5 channels; PyTorch takes their mean.
    return nn.LocalResponseNorm(5, alpha=5 * 1e-4, beta=0.75, k=2.0)
