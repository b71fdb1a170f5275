"""What the notebook gives besides the stubs: functions that set the scene, call a student's function and look around.

Networks count in float64 here, so that every order of adding gives the same nine digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

__all__ = ["epochs_with", "evaluation_of", "rehearse", "two_epochs"]


def two_epochs(batches_of: Callable[..., Any], n: int, batch_size: int, rng: Any) -> tuple[Any, Any, float]:
    """Ask a generator for the batches of two epochs, and for the number that it
    draws next."""
    first = [batch.copy() for batch in batches_of(n, batch_size, rng)]
    return first, batches_of(n, batch_size, rng), rng.random()


def epochs_with(
    train_one_epoch: Callable[..., Any],
    network: Any,
    x: Any,
    y: Any,
    epochs: Sequence[Any],
    rate: float = 0.5,
    momentum: float = 0.0,
) -> tuple[Any, Any, bool, bool]:
    """Train a network that has just been evaluated, and that holds old gradients.

    `epochs` has the batches of each epoch. Return the losses of the epochs, all numbers
    of the network afterwards, whether the losses are floats, and whether every layer is
    in training mode.
    """
    network.double().eval()
    optimizer = torch.optim.SGD(network.parameters(), lr=rate, momentum=momentum)
    for number in network.parameters():
        number.grad = torch.ones_like(number)
    losses = [train_one_epoch(network, optimizer, x, y, batches) for batches in epochs]
    floats = all(isinstance(loss, float) for loss in losses)
    training = all(layer.training for layer in network.modules())
    return losses, network.state_dict(), floats, training


def evaluation_of(
    evaluate: Callable[..., Any],
    network: Any,
    x: Any,
    y: Any,
    batch_size: int,
    training: bool = True,
    evaluated: Sequence[str] = (),
) -> dict[str, Any]:
    """Evaluate a network, of which some layers are in evaluation mode before, and watch
    what is done to it."""
    network.double().train(training)
    for name in evaluated:
        network.get_submodule(name).eval()
    for number in network.parameters():
        number.grad = torch.ones_like(number)
    modes = [layer.training for layer in network.modules()]
    numbers = [number.clone() for number in network.state_dict().values()]
    sizes, graphs = [], []

    def watch(layer, images, logits):
        sizes.append(len(images[0]))
        graphs.append(logits.requires_grad)

    handle = network.register_forward_hook(watch)
    figures = evaluate(network, x, y, batch_size)
    handle.remove()
    return {
        "figures": figures,
        "floats": all(isinstance(figure, float) for figure in figures),
        "at most batch_size": all(size <= batch_size for size in sizes),
        "no graph": not any(graphs),
        "gradients as before": all(p.grad is not None and bool((p.grad == 1).all()) for p in network.parameters()),
        "modes as before": [layer.training for layer in network.modules()] == modes,
        "numbers as before": all(
            after.dtype == before.dtype and torch.equal(after, before)
            for after, before in zip(network.state_dict().values(), numbers, strict=True)
        ),
    }


def rehearse(train_and_report: Callable[..., Any], accuracies: Any, epochs: int) -> tuple[Any, int, Any]:
    """Rehearse with a network that counts its epochs, in a weight and a running mean.

    `accuracies` has for each set the accuracy of the untrained network, then that after
    each epoch. Return the report, how often the test images were asked, and the two
    counts afterwards.
    """
    network: Any = nn.BatchNorm1d(1)
    network.weight.data.zero_()
    asked = []

    def train_epoch():
        network.weight.data += 1
        network.running_mean += 1

    def measure(name):
        asked.append(name)
        return accuracies[name][int(network.weight)]

    report = train_and_report(network, train_epoch, measure, epochs)
    return report, asked.count("test"), [int(network.weight), int(network.running_mean)]
