"""What a network makes of labelled images: measured, and nothing else done to it."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["evaluate"]


def evaluate(network: nn.Module, x: torch.Tensor, y: torch.Tensor, batch_size: int) -> tuple[float, float]:
    """Measure a classifier's loss and accuracy in evaluation mode, and leave it as it was.

    Args:
        network: gives logits (n, k) for images.
        x: images (n, ...).
        y: their classes (n,), int64.
        batch_size: how many images may go through the network at once.

    Returns:
        The mean cross-entropy over all samples, and the share of them whose largest logit is that of their class.

    >>> network = nn.Identity()
    >>> logits = torch.tensor([[2.0, 0.0], [0.0, 1.0], [3.0, 0.0]])
    >>> round(evaluate(network, logits, torch.tensor([0, 1, 1]), 2)[1], 4)
    0.6667
    """
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    total, right = 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), batch_size):
            labels = y[start : start + batch_size]
            logits = network(x[start : start + batch_size])
            total += nn.functional.cross_entropy(logits, labels, reduction="sum").item()
            right += int((logits.argmax(dim=1) == labels).sum())
    for module, training in modes:
        module.training = training
    return total / len(x), right / len(x)
