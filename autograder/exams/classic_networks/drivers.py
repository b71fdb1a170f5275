"""What the notebook gives besides the stubs: functions that make a network, and hand it to a student's function."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

__all__ = ["count_in", "table_of"]


def count_in(
    count_parameters: Callable[..., int],
    network: Any,
    frozen: Sequence[str] = (),
    shared: Sequence[tuple[str, str]] = (),
) -> int:
    """Freeze some parameters of a network, let pairs of its layers be one layer, and count what is left to learn."""
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    for first, second in shared:
        network.set_submodule(second, network.get_submodule(first))
    return count_parameters(network)


def table_of(
    layer_table: Callable[..., Any],
    layers: Any,
    shape: Any,
    training: bool = True,
    evaluated: Sequence[str] = (),
    frozen: Sequence[str] = (),
) -> tuple[Any, bool, bool]:
    """Make a network of named layers, some in evaluation, some parameters frozen, and ask for its table.

    Return the table, and whether each layer is in its mode, and every number what it was.
    """
    network = nn.Sequential(OrderedDict(layers)).train(training)
    for name in evaluated:
        network.get_submodule(name).eval()
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    modes = [module.training for module in network.modules()]
    numbers = [number.clone() for number in network.state_dict().values()]
    table = layer_table(network, shape)
    same_modes = [module.training for module in network.modules()] == modes
    same_numbers = all(map(torch.equal, network.state_dict().values(), numbers))
    return table, same_modes, same_numbers
