"""What passes through a network, layer by layer, so that two runs can be held against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.exam.rendering import show_outcome
from autograder.models.layers import LayerFailed

__all__ = ["LAYERS", "Stopped", "Trace"]

_TOLERANCE = 1e-6
"""Relative to the largest number of a layer. Right layers differ by the rounding of their sums, 1e-13 or so."""


def _block(name: str, projection: bool) -> tuple[str, ...]:
    inside = ("conv1", "bn1", "relu", "conv2", "bn2", *(("downsample.0", "downsample.1") if projection else ()), "relu")
    return tuple(f"{name}.{layer}" for layer in inside)


LAYERS: Mapping[str, tuple[str, ...]] = {
    "lenet": ("C1", "tanh", "S2", "C3", "tanh", "S4", "C5", "tanh", "F6", "tanh", "output"),
    "compact_resnet": (
        *("conv", "bn", "relu"),
        *(*_block("block1", projection=False), "pool1"),
        *(*_block("block2", projection=True), "pool2"),
        *(*_block("block3", projection=True), "mean"),
        "fc",
    ),
}
"""The names of a network's layers, in the order in which `cnnedu.inference` calls their operations."""


class Stopped(Exception):
    """A run cannot go on: at which layer, and why, in words for the student."""

    def __init__(self, layer: int, why: str) -> None:
        super().__init__(why)
        self.layer = layer
        self.why = why


class Trace:
    """Records what each operation of a table gives, in the order of the calls.

    Args:
        table: name -> operation, as `cnnedu.inference.logits` takes them.
        beside: the trace of another run on the same images. A layer whose output has not the shape that it had there
            ends the run: no array of another size comes near the layers behind it.
    """

    def __init__(self, table: Mapping[str, Callable[..., Any]], beside: Trace | None = None) -> None:
        self.outputs: list[np.ndarray] = []
        self.called: list[str] = []  # the operation of each layer
        self._beside = beside
        self.operations = {name: self._recorded(name, operation) for name, operation in table.items()}

    def _recorded(self, name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(*args: Any, **kwargs: Any) -> Any:
            layer = len(self.outputs)
            self.called.append(name)
            try:
                result = operation(*args, **kwargs)
            except LayerFailed as failed:
                raise Stopped(layer, f"no array of numbers, but: {show_outcome(failed.outcome)}") from failed
            output = result[0] if isinstance(result, tuple) else result
            if self._beside is not None and output.shape != (wanted := self._beside.outputs[layer].shape):
                raise Stopped(layer, f"an array of shape {output.shape} where {wanted} is wanted")
            self.outputs.append(output)
            return result

        return recorded

    def parts_from(self, other: Trace) -> int | None:
        """Return the first layer at which this run and the other differ by more than rounding; None if none does."""
        for layer, (ours, theirs) in enumerate(zip(self.outputs, other.outputs, strict=False)):
            off = np.abs(ours - theirs).max()
            if not off <= _TOLERANCE * max(1.0, np.abs(theirs).max()):  # nan is off, too
                return layer
        return None
