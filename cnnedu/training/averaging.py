"""The exponential moving average of the weights: smoother than any single step's."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel

__all__ = ["averaged_copy", "decay_at"]


def decay_at(decay: float, updates: int) -> float:
    """How much of the average is kept at an update: less at the start, when the average is still of random weights.

    ``min(decay, (1 + t) / (10 + t))`` after t updates.

    Source: `tf.train.ExponentialMovingAverage` (num_updates).

    >>> decay_at(0.99, 0), decay_at(0.99, 10), decay_at(0.99, 10_000)
    (0.1, 0.55, 0.99)
    """
    return min(decay, (1 + updates) / (10 + updates))


def averaged_copy(model: nn.Module, decay: float) -> AveragedModel:
    """Make the average of a network that will be trained; call its ``update_parameters(model)`` after each step.

    ``average = d * average + (1 - d) * weights`` with d of `decay_at`; the first update copies. The running statistics
    of batch norms are averaged likewise, counters are copied.

    Args:
        model: the network; the average lies on its device.
        decay: below 1.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> average = averaged_copy(model, 0.9)
    >>> for value in (1.0, 2.0):
    ...     _ = nn.init.constant_(model.weight, value)
    ...     average.update_parameters(model)
    >>> round(average.module.weight.item(), 4)  # d = 2 / 11 at the second update
    1.8182
    """

    def update(averages: Sequence[torch.Tensor], values: Sequence[torch.Tensor], updates: torch.Tensor | int) -> None:
        if averages[0].is_floating_point():
            torch._foreach_lerp_(list(averages), list(values), 1 - decay_at(decay, int(updates)))
        else:
            for average, value in zip(averages, values, strict=True):
                average.copy_(value)

    return AveragedModel(model, multi_avg_fn=update, use_buffers=True)
