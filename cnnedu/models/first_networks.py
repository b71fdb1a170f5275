"""The three networks to start from: softmax regression, and one and two convolutions."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

from cnnedu.models.input_size import require_at_least

__all__ = ["one_convolution", "softmax_regression", "two_convolutions"]


def softmax_regression(
    num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)
) -> nn.Sequential:
    """Build softmax regression: every pixel is connected with every class, and nothing else.

    Maps (n, in_channels, h, w) to logits (n, num_classes); the softmax itself is part of the loss.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (h, w) of the image, of any size.

    Source: lecture L2 (about 85 % on Fashion-MNIST).

    >>> softmax_regression()
    Sequential(
      (flatten): Flatten(start_dim=1, end_dim=-1)
      (fc): Linear(in_features=784, out_features=10, bias=True)
    )
    """
    h, w = input_size
    return nn.Sequential(OrderedDict(flatten=nn.Flatten(), fc=nn.Linear(in_channels * h * w, num_classes)))


def one_convolution(
    num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)
) -> nn.Sequential:
    """Build input -> convolution -> ReLU -> pooling -> fully connected.

    Maps (n, in_channels, h, w) to logits (n, num_classes). The lecture gives the order of the layers, not their sizes;
    here the convolution has 32 kernels of 5x5.

    Args:
        num_classes, in_channels: as for `softmax_regression`.
        input_size: (h, w) of the image, at least 2 x 2.

    Raises:
        ValueError: the image is too small.

    Source: lecture L2 (90 % on Fashion-MNIST).

    >>> import torch
    >>> one_convolution(input_size=(12, 20))(torch.zeros(3, 1, 12, 20)).shape
    torch.Size([3, 10])
    """
    require_at_least(2, input_size, "cnn1")
    h, w = input_size
    return nn.Sequential(
        OrderedDict(
            conv=nn.Conv2d(in_channels, 32, 5, padding=2),
            relu=nn.ReLU(),
            pool=nn.MaxPool2d(2),
            flatten=nn.Flatten(),
            fc=nn.Linear(32 * (h // 2) * (w // 2), num_classes),
        )
    )


def two_convolutions(
    num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)
) -> nn.Sequential:
    """Build input -> convolution -> ReLU -> convolution -> pooling -> fully connected.

    Maps (n, in_channels, h, w) to logits (n, num_classes). The lecture gives the order of the layers, not their sizes;
    here the convolutions have 32 and 64 kernels of 3x3. None follows the second but the pooling, as in the lecture: a
    maximum is not linear either.

    Arguments and errors are those of `one_convolution`.

    Source: lecture L2 (87 % on Fashion-MNIST after 2 epochs, 92 % after 10).

    >>> import torch
    >>> two_convolutions(input_size=(12, 20))(torch.zeros(3, 1, 12, 20)).shape
    torch.Size([3, 10])
    """
    require_at_least(2, input_size, "cnn2")
    h, w = input_size
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(in_channels, 32, 3, padding=1),
            relu=nn.ReLU(),
            conv2=nn.Conv2d(32, 64, 3, padding=1),
            pool=nn.MaxPool2d(2),
            flatten=nn.Flatten(),
            fc=nn.Linear(64 * (h // 2) * (w // 2), num_classes),
        )
    )
