"""One epoch of training: every batch once, a step after each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn

__all__ = ["train_one_epoch"]


def train_one_epoch(
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    x: torch.Tensor,
    y: torch.Tensor,
    batches: Iterable[Any],
) -> float:
    """Train a classifier on each batch once, in training mode, a step of the optimizer after each.

    Args:
        network: gives logits (n, k) for images.
        optimizer: of the network's parameters.
        x: images (n, ...).
        y: their classes (n,), int64.
        batches: for each batch the positions of its samples.

    Returns:
        The mean cross-entropy over the samples, each as it was before the step of its batch.

    >>> network = nn.Linear(1, 2)
    >>> _ = torch.nn.init.zeros_(network.weight), torch.nn.init.zeros_(network.bias)
    >>> optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    >>> round(train_one_epoch(network, optimizer, torch.ones(2, 1), torch.tensor([0, 1]), [[0, 1]]), 4)
    0.6931
    """
    network.train()
    total, samples = 0.0, 0
    for batch in batches:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(x[batch]), y[batch])
        loss.backward()
        optimizer.step()
        total += loss.item() * len(batch)
        samples += len(batch)
    return total / samples
