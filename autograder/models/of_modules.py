"""The trained networks that a student writes as PyTorch modules: how they are made, and where their layers stand.

The names are those that the exercises promise, so they are the reference's as well as the student's. Where the shipped
weights have others, they are translated here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from autograder.sandbox.wire.questions import Call

__all__ = ["OF_MODULES", "OfModules", "Part", "Weights"]

Weights = Mapping[str, np.ndarray]
"""By the names of a state dict; counters of batches are left out."""


def _as_it_is(x: np.ndarray) -> np.ndarray:
    return x


def _relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


def _mean_of_each_map(x: np.ndarray) -> np.ndarray:
    return x.mean(axis=(2, 3))


@dataclass(frozen=True)
class Part:
    """A module inside a network that can be asked by itself.

    Attributes:
        name: where it stands.
        exercise: of which it is a part.
        before: what happens, without weights or a name, between the part before this one and this one.
        inside: the ways through it, each from what comes in and part after part.
    """

    name: str
    exercise: str
    before: Callable[[np.ndarray], np.ndarray] = _as_it_is
    inside: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True)
class OfModules:
    """Attributes:
    assignment: where it is written.
    exercises: what it is made of; the last one makes the network.
    make: with which arguments.
    weights: gives the shipped weights the names and shapes of the exercise.
    parts: from the images to the logits.
    remark: what is different from the shipped network, for the student.
    """

    assignment: str
    exercises: tuple[str, ...]
    make: Call
    weights: Callable[[Weights], Weights]
    parts: tuple[Part, ...]
    remark: str = ""

    @property
    def exercise(self) -> str:
        return self.exercises[-1]


def _as_shipped(weights: Weights) -> Weights:
    return weights


def _residual_block(name: str, projects: bool) -> Part:
    block, way_past = "ResidualBlock", f"{name}.downsample"
    layers = (
        Part(f"{name}.conv1", block),
        Part(f"{name}.bn1", block),
        Part(f"{name}.conv2", block, _relu),
        Part(f"{name}.bn2", block),
    )
    projection = Part(
        way_past, "shortcut", inside=((Part(f"{way_past}.0", "shortcut"), Part(f"{way_past}.1", "shortcut")),)
    )
    return Part(name, block, inside=(layers, (projection,)) if projects else (layers,))


def _resnet18() -> tuple[Part, ...]:
    places = [(stage, block) for stage in (1, 2, 3, 4) for block in (0, 1)]
    first, *others = (_residual_block(f"layer{stage}.{block}", stage > 1 and block == 0) for stage, block in places)
    return (
        Part("conv1", "resnet18"),
        Part("bn1", "resnet18"),
        Part(first.name, first.exercise, _relu, first.inside),
        *others,
        Part("fc", "resnet18", _mean_of_each_map),
    )


_VGG9 = ((2, 32), (2, 64), (2, 128))
_VGG9_HIDDEN = 256
_VGG9_NAMES = MappingProxyType(
    {f"features.{5 * block + layer}": f"{block}.{layer}" for block in range(3) for layer in (0, 2)}
    | {"classifier.0": "4", "classifier.3": "7", "classifier.6": "10"}
)


def _vgg9_weights(weights: Weights) -> Weights:
    """Fill the second hidden layer up with units of zeros: `vgg` makes both hidden layers of one size."""
    named = {}
    for name, array in weights.items():
        layer, _, kind = name.rpartition(".")
        named[f"{_VGG9_NAMES[layer]}.{kind}"] = array
    more = _VGG9_HIDDEN - len(named["7.bias"])
    named["7.weight"] = np.pad(named["7.weight"], ((0, more), (0, 0)))
    named["7.bias"] = np.pad(named["7.bias"], (0, more))
    named["10.weight"] = np.pad(named["10.weight"], ((0, 0), (0, more)))
    return named


def _vgg9() -> tuple[Part, ...]:
    blocks = [
        Part(str(block), "vgg_block", inside=(tuple(Part(f"{block}.{layer}", "vgg_block") for layer in range(5)),))
        for block in range(3)
    ]
    return (*blocks, *(Part(str(layer), "vgg") for layer in range(3, 11)))


OF_MODULES: Mapping[str, OfModules] = MappingProxyType(
    {
        "vgg9": OfModules(
            assignment="07_classic_networks",
            exercises=("vgg_block", "vgg"),
            make=Call((_VGG9, 1, (28, 28), _VGG9_HIDDEN, 10)),
            weights=_vgg9_weights,
            parts=_vgg9(),
            remark="Of the 256 units in VGG-9's second hidden layer 128 were trained. The weights of the others are 0.",
        ),
        "resnet18_small": OfModules(
            assignment="08_residual_and_dense",
            exercises=("shortcut", "ResidualBlock", "resnet18"),
            make=Call((1, 10, 16), {"small": True}),
            weights=_as_shipped,
            parts=_resnet18(),
        ),
    }
)
"""By their names in `cnnedu.models`."""
