"""Which trained networks there are, and what a student is told of each: its name, what it sees, on whose work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["MOST", "NETWORKS", "Network"]

MOST = 200
"""Images that a network sees, if there is time."""


@dataclass(frozen=True)
class Network:
    """Attributes:
    called: what a student calls it.
    data: the data set whose test images it sees, by its name in `cnnedu.data`.
    thing: what is in one of them.
    sees, seen: the verb for what it does with them, and the participle.
    whose: what of the student's it is made of.
    """

    called: str
    data: str
    thing: str
    sees: str
    seen: str
    whose: str


_DIGITS = ("digits", "digit", "reads", "read", "your layers")
_GARMENTS = ("fashion-mnist", "garment", "recognises", "recognised", "your network")

NETWORKS: Mapping[str, Network] = MappingProxyType(
    {
        "lenet": Network("LeNet-5", *_DIGITS),
        "compact_resnet": Network("the residual network", *_DIGITS),
        "vgg9": Network("VGG-9", *_GARMENTS),
        "resnet18_small": Network("ResNet-18", *_GARMENTS),
    }
)
"""By their names in `cnnedu.models`."""
