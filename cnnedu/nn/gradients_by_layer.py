"""How much gradient arrives at each convolution of a network: what a plain and a residual stack are compared by."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["gradients_by_layer"]


def gradients_by_layer(network: nn.Module, x: torch.Tensor, y: torch.Tensor) -> dict[str, float]:
    """Return the root mean square of the cross-entropy's gradient with respect to each convolution's weights.

    Args:
        network: maps `x` to logits; it stays in its mode, and no ``.grad`` of it is touched.
        x: images (n, c, h, w).
        y: the class of each image, int64 (n,).

    Returns:
        A number for each `nn.Conv2d`, under its name in the network, in the network's order.

    Raises:
        ValueError: there is no convolution.

    Source: the experiment of He et al. (2015), section 4.2, on gradients of plain and residual networks.

    >>> network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    >>> list(gradients_by_layer(network, torch.ones(3, 1, 4, 5), torch.tensor([0, 1, 1])))
    ['0']
    """
    weights = {name: layer.weight for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    if not weights:
        raise ValueError("the network has no nn.Conv2d, so there is nothing to measure")
    loss = nn.functional.cross_entropy(network(x), y)
    gradients = torch.autograd.grad(loss, list(weights.values()))
    return {name: float(g.square().mean().sqrt()) for name, g in zip(weights, gradients, strict=True)}
