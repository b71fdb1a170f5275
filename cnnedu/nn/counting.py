"""How many numbers a network learns, and its layers as a table: what students of assignment 07 write themselves."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["count_parameters", "layer_table"]


def count_parameters(module: nn.Module) -> int:
    """Count the numbers that training changes.

    A weight that several layers share counts once; buffers, and parameters that are frozen, do not count.

    Args:
        module: a layer or a network.

    Source: lecture L4 for the counts; PyTorch's `nn.Module.parameters`.

    >>> count_parameters(nn.Sequential(nn.Conv2d(1, 6, 5), nn.BatchNorm2d(6)))
    168
    """
    return sum(parameter.numel() for parameter in module.parameters() if parameter.requires_grad)


def layer_table(network: nn.Sequential, shape: tuple[int, ...]) -> list[tuple[str, tuple[int, ...], int]]:
    """List each layer of a network: its name, the size of what it gives for one image, its parameters.

    The layers run in evaluation mode, and the network is left as it was. What stands in two places has two rows.

    Args:
        network: layers of any kind, one after the other. A block inside is one row.
        shape: the size of one image without the batch's axis, such as (c, h, w).

    Source: lectures L1 and L3, whose tables list the output of each block.

    >>> layer_table(nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.MaxPool2d(2)), (1, 28, 28))
    [('0', (6, 28, 28), 156), ('1', (6, 14, 14), 0)]
    """
    modes = [module.training for module in network.modules()]
    rows = []
    try:
        network.eval()
        with torch.no_grad():
            x = torch.zeros(1, *shape)
            for name, layer in network.named_modules(remove_duplicate=False):
                if name and "." not in name:
                    x = layer(x)
                    rows.append((name, tuple(x.shape[1:]), count_parameters(layer)))
    finally:
        for module, training in zip(network.modules(), modes, strict=True):
            module.training = training
    return rows
