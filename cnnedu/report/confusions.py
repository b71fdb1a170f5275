"""Which classes are taken for which, drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from cnnedu.evaluation import Evaluation
from cnnedu.report.style import FIRST, THIRD, new_figure, plain_axes

__all__ = ["draw_confusion", "draw_taken_for"]


def draw_confusion(evaluation: Evaluation) -> Figure:
    """Draw the confusion matrix: rows are true classes, columns answers; only the mistakes are coloured.

    Args:
        evaluation: what a network was asked.

    >>> draw_confusion(Evaluation("net-pets", "test", ("cat", "dog"), np.array([[3, 1], [0, 4]]))).axes[0].get_xlabel()
    'answer'
    """
    counts, names = evaluation.confusion, evaluation.class_names
    mistakes = counts.copy()
    np.fill_diagonal(mistakes, 0)
    figure = new_figure(5.0)
    axes = figure.subplots()
    axes.imshow(mistakes, cmap="Oranges", vmax=max(1, mistakes.max() * 1.25))
    for (i, j), count in np.ndenumerate(counts):
        if count:
            weight = "bold" if i == j else "normal"
            axes.text(j, i, str(count), ha="center", va="center", fontsize=8, fontweight=weight)
    places = range(len(names))
    axes.set_xticks(places, _numbered(names), rotation=50, ha="right", rotation_mode="anchor")
    axes.set_yticks(places, _numbered(names))
    axes.tick_params(length=0)
    axes.set_xlabel("answer")
    axes.set_ylabel("true class")
    axes.spines[:].set_visible(False)
    return figure


def draw_taken_for(evaluations: list[tuple[str, Evaluation]], label: int) -> Figure:
    """Draw, for one class, which images of other classes were taken for it.

    Args:
        evaluations: a name and what that network was asked, one or two of them.
        label: number of the class.
    """
    names = evaluations[0][1].class_names
    figure = new_figure(2.9)
    axes = figure.subplots()
    width = 0.8 / len(evaluations)
    for number, ((name, evaluation), colour) in enumerate(zip(evaluations, (FIRST, THIRD), strict=False)):
        column = np.delete(evaluation.confusion[:, label], label)
        places = np.arange(len(column)) + (number - (len(evaluations) - 1) / 2) * width
        bars = axes.bar(places, column, width, color=colour, label=name)
        axes.bar_label(bars, fontsize=8, padding=1)
    others = np.delete(_numbered(names), label).tolist()
    axes.set_xticks(range(len(others)), others, rotation=40, ha="right", rotation_mode="anchor")
    axes.set_ylabel(f"images answered\n“{names[label]}”")
    axes.margins(y=0.12)
    plain_axes(axes)
    axes.legend(frameon=False, fontsize=9.5)
    return figure


def _numbered(names: Sequence[str]) -> list[str]:
    return [f"{i} {name}" if name != str(i) else name for i, name in enumerate(names)]
