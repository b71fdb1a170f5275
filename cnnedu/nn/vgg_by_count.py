"""VGG as the lectures write it: a block by its number of convolutions, a network by its list of blocks."""

from __future__ import annotations

from collections.abc import Sequence

from torch import nn

from cnnedu.nn import vgg as blocks

__all__ = ["vgg", "vgg_block"]


def vgg_block(convs: int, c_in: int, c_out: int) -> nn.Sequential:
    """Stack `convs` 3x3 convolutions of `c_out` channels, each with its ReLU, and a 2x2 max pooling.

    Input (n, c_in, h, w), output (n, c_out, h // 2, w // 2).

    Args:
        convs: number of convolutions.
        c_in, c_out: channels that come in and go out.

    Raises:
        ValueError: there is no convolution.

    Source: lectures L0 and L1.

    >>> [type(layer).__name__ for layer in vgg_block(1, 3, 64)]
    ['Conv2d', 'ReLU', 'MaxPool2d']
    """
    if convs < 1:
        raise ValueError(f"a block needs at least one convolution, got {convs}")
    return blocks.vgg_block(c_in, c_out, (3,) * convs)


def vgg(
    configuration: Sequence[tuple[int, int]], c_in: int, size: tuple[int, int], hidden: int, classes: int
) -> nn.Sequential:
    """Stack a VGG block for each (convs, c_out), then three fully connected layers with ReLU and dropout between them.

    Input (n, c_in, h, w), output logits (n, classes). ((1, 64), (1, 128), (2, 256), (2, 512), (2, 512)) is VGG-11.

    Args:
        configuration: for each block its number of convolutions and its channels.
        c_in: channels of the image.
        size: (h, w) of the image; each block halves it, rounding down.
        hidden: units of the two hidden layers.
        classes: how many logits come out.

    Raises:
        ValueError: the image has no pixel left after so many blocks.

    Source: Simonyan and Zisserman (2014); lectures L0 and L1.

    >>> import torch
    >>> vgg(((1, 4), (2, 8)), 3, (12, 8), hidden=16, classes=5)(torch.zeros(2, 3, 12, 8)).shape
    torch.Size([2, 5])
    """
    h, w = (side >> len(configuration) for side in size)
    if h < 1 or w < 1:
        raise ValueError(f"{len(configuration)} blocks leave nothing of {size[0]} x {size[1]} pixels: use fewer blocks")
    layers: list[nn.Module] = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )
