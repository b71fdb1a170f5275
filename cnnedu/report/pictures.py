"""Weights, filters, feature maps and images as pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import nn

from cnnedu.report.asked import Asked
from cnnedu.report.style import new_figure

__all__ = ["draw_filters_and_maps", "draw_images", "draw_mistakes", "draw_weights"]


def draw_weights(asked: Asked) -> Figure:
    """Draw the weights of softmax regression, an image for each class: blue speaks for the class, red against it.

    Args:
        asked: softmax regression.
    """
    h, w = asked.trained.card.input_size
    weights = asked.trained.weights()["fc.weight"].reshape(-1, h, w)
    largest = float(np.quantile(np.abs(weights), 0.99))  # single pixels at the rim would make all others pale
    names = asked.trained.card.class_names
    figure = new_figure(1.05 * math.ceil(len(weights) / 5) + 0.2)
    grid = figure.subplots(math.ceil(len(weights) / 5), 5, squeeze=False)
    for axes in grid.flat:
        axes.axis("off")
    for axes, weight, name in zip(grid.flat, weights, names, strict=False):
        shown = axes.imshow(weight, cmap="RdBu", vmin=-largest, vmax=largest, interpolation="nearest")
        axes.set_title(name, fontsize=9)
    figure.colorbar(shown, ax=grid, shrink=0.8, pad=0.02).set_label("weight", fontsize=9)
    return figure


def draw_filters_and_maps(asked: Asked, image: int, count: int = 8) -> Figure:
    """Draw the strongest filters of the first convolution, and below each what it makes of one image.

    Args:
        asked: a network whose first layer is a convolution.
        image: number of the test image.
        count: how many filters, an even number.
    """
    network = asked.trained.network()
    convolution = next(layer for layer in network.modules() if isinstance(layer, nn.Conv2d))
    kernels = convolution.weight.detach().numpy()[:, 0]
    x = torch.from_numpy(asked.trained.card.normalisation.floats(asked.test.take(slice(image, image + 1))))
    with torch.inference_mode():
        maps = torch.relu(convolution(x))[0].numpy()
    strongest = np.argsort(-np.abs(kernels).sum(axis=(1, 2)), kind="stable")[:count]
    columns = count // 2
    figure = new_figure(4.8)
    grid = figure.subplots(4, columns + 1, squeeze=False, width_ratios=[1] * (columns + 1))
    for axes in grid.flat:
        axes.axis("off")
    grid[1, 0].imshow(asked.test.images[image], cmap="gray", interpolation="nearest")
    grid[1, 0].set_title("image", fontsize=9)
    largest = float(np.abs(kernels[strongest]).max())
    for place, number in enumerate(strongest):
        top, column = 2 * (place // columns), 1 + place % columns
        grid[top, column].imshow(kernels[number], cmap="RdBu", vmin=-largest, vmax=largest, interpolation="nearest")
        grid[top, column].set_title(f"filter {number}", fontsize=9)
        grid[top + 1, column].imshow(maps[number], cmap="gray", interpolation="nearest")
    return figure


def draw_images(asked: Asked, numbers: Sequence[int], columns: int) -> Figure:
    """Draw images side by side.

    Args:
        asked: gives the images.
        numbers: which of the test images.
        columns: how many in a row.
    """
    lines = math.ceil(len(numbers) / columns)
    figure = new_figure(5.2 * lines / columns)
    grid = figure.subplots(lines, columns, squeeze=False)
    for axes in grid.flat:
        axes.axis("off")
    for axes, number in zip(grid.flat, numbers, strict=False):
        axes.imshow(asked.test.images[number], cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    return figure


def draw_mistakes(asked: Asked, count: int = 12, columns: int = 3) -> Figure:
    """Draw the mistakes that a network was surest of, with its answer and the label.

    Args:
        asked: the network.
        count: how many at most.
        columns: how many in a row.
    """
    numbers, names = asked.mistakes()[:count], asked.trained.card.class_names
    answers, probabilities = asked.logits.argmax(axis=1), asked.probabilities
    lines = max(1, math.ceil(len(numbers) / columns))
    figure = new_figure(2.0 * lines)
    grid = figure.subplots(lines, columns, squeeze=False)
    for axes in grid.flat:
        axes.axis("off")
    for axes, number in zip(grid.flat, numbers, strict=False):
        axes.imshow(asked.test.images[number], cmap="gray", vmin=0, vmax=255, interpolation="nearest")
        answer = answers[number]
        sure = 100 * probabilities[number, answer]
        axes.set_title(f"{names[answer]}, {sure:.0f} %\nlabel: {names[asked.test.labels[number]]}", fontsize=9)
    return figure
