"""Sigmoid and ReLU, their derivatives, and what a deep stack of each leaves of a gradient: measured, not told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

import numpy as np
import torch
from matplotlib.figure import Figure

from cnnedu.ops.activations import relu, relu_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative
from cnnedu.report.style import FIRST, SECOND, THIRD, new_figure, plain_axes

__all__ = ["DEPTHS", "draw_activations", "draw_depth", "gradient_at_the_first_layer"]

DEPTHS = (1, 2, 4, 8, 12, 16, 20, 24, 30)
_COLOURS = MappingProxyType({"sigmoid": FIRST, "tanh": SECOND, "ReLU": THIRD})
_ACTIVATIONS: MappingProxyType[str, Callable[[torch.Tensor], torch.Tensor]] = MappingProxyType(
    {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "ReLU": torch.relu}
)


def gradient_at_the_first_layer(
    activation: str, depths: Sequence[int] = DEPTHS, width: int = 64, seeds: int = 10
) -> np.ndarray:
    """Measure how much of a gradient reaches the first layer of a fully connected stack.

    Each layer is linear, `width` to `width`, without bias, followed by the activation. Weights are normal with variance
    2 / width for ReLU (He) and 1 / width for the others (Glorot). The inputs are 32 normal vectors; the loss is the sum
    of the outputs, each weighted by a normal number.

    Args:
        activation: "sigmoid", "tanh" or "ReLU".
        depths: numbers of layers.
        width: units of each layer.
        seeds: how many stacks of each depth.

    Returns:
        float64 array (len(depths),): median over the seeds of |dL/dx| / |dL/dy|, the Euclidean norms of the gradients
        at the input x and at the output y of the stack.

    Source: Glorot and Bengio (2010) for the question; He et al. (2015) for the weights; lectures L0 and L4.

    >>> shallow, deep = gradient_at_the_first_layer("sigmoid", (1, 10), seeds=3)
    >>> bool(deep < shallow / 1000)
    True
    """
    act = _ACTIVATIONS[activation]
    deviation = ((2 if activation == "ReLU" else 1) / width) ** 0.5
    medians = []
    for depth in depths:
        ratios = []
        for seed in range(seeds):
            generator = torch.Generator().manual_seed(seed)
            x = torch.randn(32, width, generator=generator, dtype=torch.float64, requires_grad=True)
            y = x
            for _ in range(depth):
                y = act(y @ (deviation * torch.randn(width, width, generator=generator, dtype=torch.float64)))
            upstream = torch.randn(y.shape, generator=generator, dtype=torch.float64)
            (dx,) = torch.autograd.grad(y, x, upstream)
            ratios.append(float(dx.norm() / upstream.norm()))
        medians.append(np.median(ratios))
    return np.array(medians)


def draw_activations() -> Figure:
    """Draw sigmoid, tanh and ReLU beside their derivatives."""
    x = np.linspace(-6, 6, 481)
    functions = {
        "sigmoid": (sigmoid, sigmoid_derivative),
        "tanh": (tanh, tanh_derivative),
        "ReLU": (relu, relu_derivative),
    }
    figure = new_figure(3.0)
    left, right = figure.subplots(1, 2)
    for name, (function, derivative) in functions.items():
        left.plot(x, function(x), color=_COLOURS[name], label=name)
        right.plot(x, derivative(x), color=_COLOURS[name])
    right.axhline(0.25, color="#999999", linewidth=0.8, linestyle="--")
    right.text(-6, 0.27, "1/4", fontsize=9, color="#666666")
    left.set_ylim(-1.3, 3)
    right.set_ylim(-0.05, 1.1)
    left.set_title("function")
    right.set_title("derivative")
    for axes in (left, right):
        axes.set_xlabel("x")
        plain_axes(axes)
    left.legend(frameon=False, fontsize=9.5, loc="upper left")
    return figure


def draw_depth(measured: dict[str, np.ndarray], depths: Sequence[int] = DEPTHS) -> Figure:
    """Draw what is left of a gradient against the number of layers.

    Args:
        measured: activation -> what `gradient_at_the_first_layer` gave.
        depths: numbers of layers.
    """
    figure = new_figure(3.2)
    axes = figure.subplots()
    for name, ratios in measured.items():
        axes.plot(depths, ratios, color=_COLOURS[name], marker=".", label=name)
    axes.plot(
        depths, 0.25 ** np.array(depths, float), color="#999999", linewidth=0.8, linestyle="--", label="$(1/4)^d$"
    )
    axes.set_yscale("log")
    axes.set_xlabel("layers d")
    axes.set_ylabel("gradient at the input\nover gradient at the output")
    plain_axes(axes)
    axes.legend(frameon=False, fontsize=9.5)
    return figure
