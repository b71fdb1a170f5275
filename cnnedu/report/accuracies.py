"""Accuracies drawn: the lectures' figures beside ours, and how accuracy grows from epoch to epoch."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cnnedu.report.claims import Claim
from cnnedu.report.style import LECTURE, TEST, TRAIN, VALIDATION, new_figure, plain_axes
from cnnedu.report.table import Row, model_title
from cnnedu.weights import Card

__all__ = ["draw_claims", "draw_curves"]


def draw_claims(pairs: Sequence[tuple[Claim, Row]]) -> Figure:
    """Draw, for each of the lectures' figures, ours on the images trained on and on the test images.

    Args:
        pairs: a claim and the training to hold it against.
    """
    figure = new_figure(1.3 + 0.44 * len(pairs))
    axes = figure.subplots()
    for place, (claim, row) in enumerate(pairs):
        card = row.card
        train, test = 100 * card.train_accuracy, 100 * card.test_accuracy
        axes.plot([test, train], [place, place], color="#bbbbbb", linewidth=3, zorder=1)
        for value, marker, colour in ((train, "o", TRAIN), (test, "s", TEST), (100 * claim.accuracy, "D", LECTURE)):
            size = 30 if marker == "D" else 46
            axes.scatter(value, place, s=size, marker=marker, color=colour, edgecolor="white", linewidth=0.7, zorder=2)
    axes.set_yticks(range(len(pairs)), [_label(claim, row) for claim, row in pairs])
    axes.set_ylim(len(pairs) - 0.5, -0.5)  # the first claim at the top
    plain_axes(axes)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_xlabel("images recognised, %")
    for name, marker, colour in (
        ("training images", "o", TRAIN),
        ("test images", "s", TEST),
        ("lecture", "D", LECTURE),
    ):
        axes.scatter([], [], s=40, marker=marker, color=colour, label=name)
    figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=9.5, handletextpad=0.1)
    return figure


def draw_curves(pairs: Sequence[tuple[Row, Row]]) -> Figure:
    """Draw the accuracy after each epoch: at the left trained as the lectures do, at the right the course's way.

    Args:
        pairs: the two trainings of one network.
    """
    figure = new_figure(0.9 + 2.3 * len(pairs))
    grid = figure.subplots(len(pairs), 2, sharey="row", squeeze=False)
    for line, (plain, course) in zip(grid, pairs, strict=True):
        for axes, row in zip(line, (plain, course), strict=True):
            _draw_curve(axes, row.card)
        line[0].set_title(f"{plain.model}\nlectures' way")
        line[1].set_title("\ncourse's way")
        line[0].set_ylabel("recognised, %")
        lowest = min(min(_percent(row.card, "validation_accuracy")) for row in (plain, course))
        line[0].set_ylim(max(70.0, lowest - 6), 100.5)
    for axes in grid[-1]:
        axes.set_xlabel("epoch")
    handles, labels = grid[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=2, frameon=False, fontsize=9.5)
    return figure


def _label(claim: Claim, row: Row) -> str:
    after = f"{claim.epochs} epochs" if claim.epochs else row.data
    return f"{model_title(claim.model)},\n{after}"


def _draw_curve(axes: Axes, card: Card) -> None:
    epochs = range(1, len(card.history) + 1)
    axes.plot(epochs, _percent(card, "train_accuracy"), color=TRAIN, marker=".", label="training images, as met")
    axes.plot(epochs, _percent(card, "validation_accuracy"), color=VALIDATION, marker=".", label="validation images")
    axes.set_xlim(0.5, len(card.history) + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    plain_axes(axes)


def _percent(card: Card, figure: str) -> list[float]:
    return [100 * epoch[figure] for epoch in card.history]
