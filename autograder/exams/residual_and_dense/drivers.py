"""What the notebook gives besides the stubs: functions that hand something to a student's function, or ask it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

__all__ = ["gradients_in", "shapes_of"]


def shapes_of(make: Callable[..., Any], *args: Any) -> dict[str, tuple[int, ...]]:
    """Make a network without numbers, and name the shapes of its parameters."""
    with torch.device("meta"):
        network = make(*args)
    return {name: tuple(parameter.shape) for name, parameter in network.named_parameters()}


def gradients_in(
    gradients_by_layer: Callable[..., Any], network: Any, x: Any, y: Any, earlier: int = 0, training: bool = True
) -> tuple[Any, bool, bool]:
    """Measure a network that went so many steps back before, in training or evaluation.

    Return what was measured, and whether the parameters and the mode are as before.
    """
    network.train(training)
    for _ in range(earlier):
        network(x).square().sum().backward()
    numbers = [parameter.detach().clone() for parameter in network.parameters()]
    measured = gradients_by_layer(network, x, y)
    same_numbers = all(map(torch.equal, network.parameters(), numbers))
    return measured, same_numbers, all(module.training is training for module in network.modules())
