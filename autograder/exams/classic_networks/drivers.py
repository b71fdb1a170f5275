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
    tied: Sequence[tuple[str, str]] = (),
    training: bool = True,
    kept: int = 0,
) -> int:
    """Count what a network learns, change it, and return the count of what is left to learn.

    Some parameters are frozen, pairs of layers become one layer, and pairs of parameters one parameter. The network is
    in training or not, and keeps some numbers that are not saved with it.
    """
    count_parameters(network)
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    for first, second in shared:
        network.set_submodule(second, network.get_submodule(first))
    for first, second in tied:
        layer, _, name = second.rpartition(".")
        setattr(network.get_submodule(layer), name, network.get_parameter(first))
    if kept:
        network.register_buffer("kept", torch.zeros(kept), persistent=False)
    return count_parameters(network.train(training))


def table_of(
    layer_table: Callable[..., Any],
    layers: Any,
    shape: Any,
    training: bool = True,
    evaluated: Sequence[str] = (),
    frozen: Sequence[str] = (),
    trained: Sequence[str] = (),
    shared: Sequence[tuple[str, str]] = (),
) -> tuple[Any, bool, bool]:
    """Make a network of named layers, and ask for its table.

    Pairs of layers become one layer; some layers are in evaluation, and some then in training. What is frozen is
    frozen when the table has been asked for once already. Return the table, and whether each layer is in its mode, and
    every number what it was.
    """
    network = nn.Sequential(OrderedDict(layers)).train(training)
    for first, second in shared:
        network.set_submodule(second, network.get_submodule(first))
    for name in evaluated:
        network.get_submodule(name).eval()
    for name in trained:
        network.get_submodule(name).train()
    if frozen:
        layer_table(network, shape)
    for name in frozen:
        network.get_parameter(name).requires_grad = False
    modes = [module.training for module in network.modules()]
    numbers = [number.clone() for number in network.state_dict().values()]
    table = layer_table(network, shape)
    same_modes = [module.training for module in network.modules()] == modes
    same_numbers = all(map(torch.equal, network.state_dict().values(), numbers))
    return table, same_modes, same_numbers
