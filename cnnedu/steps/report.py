"""The whole of it: train, choose by validation, and ask the test images once."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from torch import nn

__all__ = ["train_and_report"]


def train_and_report(
    network: nn.Module, train_epoch: Callable[[], Any], measure: Callable[[str], float], epochs: int
) -> dict[str, Any]:
    """Train, keep the weights of the epoch that is best on the validation images, and report their accuracies.

    Args:
        network: what is trained; afterwards it has the weights and buffers of the chosen epoch.
        train_epoch: called without arguments it trains the network for one epoch.
        measure: gives the network's accuracy on ``"train"``, ``"validation"`` or ``"test"``.
        epochs: how often to train, at least 1.

    Returns:
        A dict with ``"history"``, a list of the validation accuracies after each epoch; ``"epoch"``, the number of the
        chosen one, counted from 0, the first of the best; and ``"train"``, ``"validation"`` and ``"test"``, the
        accuracies with its weights. The test images are asked once, at the end.

    Raises:
        ValueError: epochs is smaller than 1.

    >>> network, accuracies = nn.Linear(1, 1), iter([0.5, 0.75, 0.25, 0.9, 0.7])
    >>> report = train_and_report(network, lambda: None, lambda name: next(accuracies), epochs=3)
    >>> report["history"], report["epoch"], report["train"], report["test"]
    ([0.5, 0.75, 0.25], 1, 0.9, 0.7)
    """
    if epochs < 1:
        raise ValueError(f"got {epochs} epochs: at least 1 is needed")
    history: list[float] = []
    best, state = -1, network.state_dict()
    for epoch in range(epochs):
        train_epoch()
        history.append(measure("validation"))
        if best < 0 or history[epoch] > history[best]:
            best, state = epoch, copy.deepcopy(network.state_dict())
    network.load_state_dict(state)
    return {
        "history": history,
        "epoch": best,
        "train": measure("train"),
        "validation": history[best],
        "test": measure("test"),
    }
