"""What the notebook gives besides the stubs: functions that hand something to a student's function, or ask it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

__all__ = ["gradients_in", "shapes_of"]


def shapes_of(make: Callable[..., Any], *args: Any) -> dict[str, tuple[int, ...]]:
    """Make a network without numbers, and name the shapes of its parameters."""
    with torch.device("meta"):
        network = make(*args)
    return {name: tuple(parameter.shape) for name, parameter in network.named_parameters()}


def gradients_in(
    gradients_by_layer: Callable[..., Any],
    network: Any,
    x: Any,
    y: Any,
    earlier: int = 0,
    training: bool = True,
    names: Sequence[str] = (),
    evaluated: Sequence[str] = (),
    frozen: Sequence[str] = (),
    again: Sequence[tuple[int, int]] = (),
) -> tuple[Any, bool, bool]:
    """Measure a network that has gone so many large steps back before.

    It is in training or evaluation. Its layers may be given names, some be in
    evaluation, some parameters frozen. In the place of a layer an earlier one may
    come again.
    Return what was measured, and whether the parameters and the modes are as before.
    """
    if names:
        network = nn.Sequential(OrderedDict(zip(names, network, strict=True)))
    for place, earlier_one in again:
        network[place] = network[earlier_one]
    network.train(training)
    for name in evaluated:
        network.get_submodule(name).eval()
    for _ in range(earlier):
        network(1000 * x).square().sum().backward()
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    numbers = [parameter.detach().clone() for parameter in network.parameters()]
    learned = [parameter.requires_grad for parameter in network.parameters()]
    modes = [module.training for module in network.modules()]
    measured = gradients_by_layer(network, x, y)
    same = all(map(torch.equal, network.parameters(), numbers))
    same = same and learned == [parameter.requires_grad for parameter in network.parameters()]
    return measured, same, modes == [module.training for module in network.modules()]
