"""Every network by its name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from torch import nn

from cnnedu.models import alexnet, compact_resnet, densenet, first_networks, googlenet, lenet, nin, resnet, resnet9, vgg

__all__ = ["NETWORKS", "Network", "create", "find"]


@dataclass(frozen=True)
class Network:
    """How to build a network, and for what images and classes when nobody says otherwise.

    Attributes:
        factory: takes `num_classes`, `in_channels` and `input_size` and builds the network.
        num_classes: classes.
        in_channels: channels of the image.
        input_size: (h, w) of the image.

    >>> small = Network(lenet.lenet, num_classes=10, in_channels=1, input_size=(28, 28))
    >>> type(small.factory(small.num_classes, small.in_channels, small.input_size)).__name__
    'Sequential'
    """

    factory: Callable[..., nn.Module]
    num_classes: int = 1000
    in_channels: int = 3
    input_size: tuple[int, int] = (224, 224)


def _small(factory: Callable[..., nn.Module]) -> Network:
    return Network(factory, num_classes=10, in_channels=1, input_size=(28, 28))


NETWORKS: Mapping[str, Network] = MappingProxyType(
    {
        "softmax": _small(first_networks.softmax_regression),
        "cnn1": _small(first_networks.one_convolution),
        "cnn2": _small(first_networks.two_convolutions),
        "lenet": _small(lenet.lenet),
        "compact_resnet": _small(compact_resnet.compact_resnet),
        "alexnet": Network(alexnet.alexnet),
        "alexnet_paper": Network(alexnet.alexnet_paper),
        "alexnet_small": _small(alexnet.alexnet_small),
        "vgg9": _small(vgg.vgg9),
        "vgg11": Network(partial(vgg.vgg, "A")),
        "vgg11_small": _small(partial(vgg.vgg_small, "A")),
        "vgg13": Network(partial(vgg.vgg, "B")),
        "vgg13_small": _small(partial(vgg.vgg_small, "B")),
        "vgg16": Network(partial(vgg.vgg, "D")),
        "vgg16_small": _small(partial(vgg.vgg_small, "D")),
        "vgg16c": Network(partial(vgg.vgg, "C")),
        "vgg16c_small": _small(partial(vgg.vgg_small, "C")),
        "vgg19": Network(partial(vgg.vgg, "E")),
        "vgg19_small": _small(partial(vgg.vgg_small, "E")),
        "nin": Network(nin.nin),
        "nin_small": _small(nin.nin_small),
        "googlenet": Network(googlenet.googlenet),
        "googlenet_5x5": Network(partial(googlenet.googlenet, branch3_kernel=5)),
        "googlenet_aux": Network(partial(googlenet.googlenet, auxiliary=True)),
        "googlenet_small": _small(googlenet.googlenet_small),
        "resnet9": _small(resnet9.resnet9),
        "resnet18": Network(partial(resnet.resnet, 18)),
        "resnet18_small": _small(partial(resnet.resnet_small, 18)),
        "resnet34": Network(partial(resnet.resnet, 34)),
        "resnet34_small": _small(partial(resnet.resnet_small, 34)),
        "resnet50": Network(partial(resnet.resnet, 50)),
        "resnet50_paper": Network(partial(resnet.resnet, 50, stride_in_first=True)),
        "resnet50_small": _small(partial(resnet.resnet_small, 50)),
        "resnet101": Network(partial(resnet.resnet, 101)),
        "resnet101_paper": Network(partial(resnet.resnet, 101, stride_in_first=True)),
        "resnet101_small": _small(partial(resnet.resnet_small, 101)),
        "resnet152": Network(partial(resnet.resnet, 152)),
        "resnet152_paper": Network(partial(resnet.resnet, 152, stride_in_first=True)),
        "resnet152_small": _small(partial(resnet.resnet_small, 152)),
        "densenet121": Network(densenet.densenet121),
        "densenet121_small": _small(densenet.densenet121_small),
    }
)


def find(name: str) -> Network:
    """Look a network up by its name.

    Args:
        name: one of `NETWORKS`.

    Raises:
        ValueError: there is none of that name; the message lists them.

    >>> find("lenet").input_size
    (28, 28)
    """
    if name not in NETWORKS:
        near = difflib.get_close_matches(name.lower().replace("-", ""), NETWORKS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise ValueError(f"there is no network {name!r}.{hint} The networks are {', '.join(NETWORKS)}")
    return NETWORKS[name]


def create(
    name: str,
    num_classes: int | None = None,
    in_channels: int | None = None,
    input_size: tuple[int, int] | None = None,
) -> nn.Module:
    """Build a network by its name, with fresh weights.

    Under ``with torch.device("meta"):`` it takes no memory, enough to look at shapes and to count.

    Args:
        name: one of `NETWORKS`. A name that ends in ``_small`` is the form for images of about 28 x 28 pixels; one
            that ends in ``_paper`` is built as the paper has it where torchvision differs.
        num_classes: classes; by default 1000, or 10 for the small ones.
        in_channels: channels of the image; by default 3, or 1 for the small ones.
        input_size: (h, w) of the image; by default (224, 224), or (28, 28) for the small ones.

    Returns:
        a module that maps (n, in_channels, h, w) to logits (n, num_classes).

    Raises:
        ValueError: there is no such network, a number is below 1, or the image is too small for the network.

    >>> import torch
    >>> create("resnet18_small", num_classes=7).eval()(torch.zeros(1, 1, 28, 28)).shape
    torch.Size([1, 7])
    """
    network = find(name)
    num_classes = network.num_classes if num_classes is None else num_classes
    in_channels = network.in_channels if in_channels is None else in_channels
    h, w = network.input_size if input_size is None else input_size
    for argument, value in (("num_classes", num_classes), ("in_channels", in_channels), ("h", h), ("w", w)):
        if value < 1:
            raise ValueError(f"{argument} must be at least 1, got {value}")
    return network.factory(num_classes=num_classes, in_channels=in_channels, input_size=(h, w))
