"""LeNet-5: two convolutions, two poolings, and the classifier that reads cheques."""

from __future__ import annotations

from collections import OrderedDict

from torch import nn

__all__ = ["lenet"]


def lenet(num_classes: int = 10, in_channels: int = 1, input_size: tuple[int, int] = (28, 28)) -> nn.Sequential:
    """Build LeNet-5 with the layer names of the paper: C1, S2, C3, S4, C5, F6, output.

    Maps (n, in_channels, h, w) to logits (n, num_classes). C5 is a convolution whose kernel is as large as its map, so
    it is a fully connected layer too. With one channel and ten classes: 61,706 parameters, 416,520 multiply-adds.

    As the lectures have it and the paper does not: max pooling without parameters, C3 connected with all six maps, a
    linear output layer.

    Args:
        num_classes: classes, at least 1.
        in_channels: channels of the image.
        input_size: (28, 28), which C1 pads by 2 pixels per side, or (32, 32), the size in the paper, not padded.

    Raises:
        ValueError: the images have another size.

    Source: LeCun et al., Gradient-based learning applied to document recognition (1998); lectures L0, L1, L2 and L4.

    >>> sum(p.numel() for p in lenet().parameters())
    61706
    """
    paddings = {(28, 28): 2, (32, 32): 0}
    h, w = input_size
    if (h, w) not in paddings:
        raise ValueError(f"lenet takes images of 28 x 28 or 32 x 32 pixels, got {h} x {w}: resize or pad them")
    return nn.Sequential(
        OrderedDict(
            c1=nn.Conv2d(in_channels, 6, 5, padding=paddings[h, w]),
            tanh1=nn.Tanh(),
            s2=nn.MaxPool2d(2),
            c3=nn.Conv2d(6, 16, 5),
            tanh3=nn.Tanh(),
            s4=nn.MaxPool2d(2),
            c5=nn.Conv2d(16, 120, 5),
            tanh5=nn.Tanh(),
            flatten=nn.Flatten(),
            f6=nn.Linear(120, 84),
            tanh6=nn.Tanh(),
            output=nn.Linear(84, num_classes),
        )
    )
