"""What the notebook gives besides the stubs: functions that set the scene, call a student's function and look around.

Networks count in float64 here, unless asked otherwise, so that every order of adding gives the same nine digits.
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
    still_training: Sequence[str] = (),
) -> tuple[Any, Any, bool, bool]:
    """Train a network that has just been evaluated, and that holds old gradients.

    `epochs` has the batches of each epoch. Return the losses of the epochs, all numbers
    of the network afterwards, whether the losses are floats, and whether every layer is
    in training mode.
    """
    network.double().eval()
    for name in still_training:  # "" is the network itself, without the layers in it
        network.get_submodule(name).training = True
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
    other_mode: Sequence[str] = (),
    twice: Sequence[str] = (),
    double: bool = True,
    changed: bool = False,
) -> dict[str, Any]:
    """Evaluate a network, and watch what is done to it.

    Layers named in `other_mode` are not in the mode of the others. Those in `twice` come
    again at the end, in a block of their own. If `changed`, the network is evaluated,
    and then has other weights.
    """
    if double:
        network.double()
    for name in twice:
        network.append(nn.Sequential(network.get_submodule(name)))
    network.train(training)
    for name in other_mode:
        network.get_submodule(name).train(not training)
    if changed:
        evaluate(network, x, y, batch_size)
        for number in network.parameters():
            number.data *= -2
    for number in network.parameters():
        number.grad = torch.ones_like(number)
    modes = [layer.training for layer in network.modules()]
    numbers = [number.clone() for number in network.state_dict().values()]
    sizes, graphs = [], []

    def watch(layer, images, logits):
        sizes.append(len(images[0]))
        graphs.append(logits.requires_grad)

    handles = [layer.register_forward_hook(watch) for layer in network.modules()]
    figures = evaluate(network, x, y, batch_size)
    for handle in handles:
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


def rehearse(train_and_report: Callable[..., Any], accuracies: Any, epochs: int) -> tuple[Any, int, Any, int]:
    """Rehearse with a network whose numbers all count its epochs, from 10,000.1 on.

    They are float64, and one bias needs no gradient. `accuracies` has for each set the
    accuracy of the untrained network, then that after each epoch. Return the report,
    how often the test images were asked, the epochs that each number has counted
    afterwards, and how many were trained.
    """
    statistics = nn.InstanceNorm1d(1, track_running_stats=True)
    network: Any = nn.Sequential(nn.BatchNorm1d(1), statistics).double()
    network[0].bias.requires_grad = False
    for number in network.state_dict().values():
        number.fill_(10_000.1)
    before = [number.item() for number in network.state_dict().values()]
    asked, trained = [], []

    def train_epoch():
        trained.append(1)
        for number in network.state_dict().values():
            number += 1

    def measure(name):
        asked.append(name)
        return accuracies[name][int(network[0].weight) - 10_000]

    report = train_and_report(network, train_epoch, measure, epochs)
    after = [number.item() for number in network.state_dict().values()]
    counts = [round(b - a, 6) for a, b in zip(before, after, strict=True)]
    return report, asked.count("test"), counts, len(trained)
