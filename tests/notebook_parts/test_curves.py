"""Curves: each panel its own, each curve told from the others, and a scale of factors where one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from matplotlib.figure import Figure

Part = Callable[[str], ModuleType]

X = np.array([-1.0, 0.0, 2.0])
PANELS = {"value": {"square": (X, X**2), "cube": (X, X**3)}, "slope": {"of the square": (X, 2 * X)}}


@pytest.fixture
def figure(part: Part, shown: list[Figure]) -> Figure:
    part("curves").show_curves(PANELS, x_label="number")
    (only,) = shown
    only.canvas.draw()  # what cannot be rendered fails here
    return only


def test_every_panel_has_its_title_and_its_label_below(figure: Figure) -> None:
    assert [(axes.get_title(), axes.get_xlabel()) for axes in figure.axes] == [("value", "number"), ("slope", "number")]


def test_every_curve_is_drawn_where_its_points_lie(figure: Figure) -> None:
    square, cube = figure.axes[0].get_lines()[:2]
    np.testing.assert_array_equal(square.get_ydata(), X**2)
    np.testing.assert_array_equal(cube.get_ydata(), X**3)


def test_the_legend_names_the_curves_of_its_panel(figure: Figure) -> None:
    named = [[text.get_text() for text in axes.get_legend().get_texts()] for axes in figure.axes]
    assert named == [["square", "cube"], ["of the square"]]


def test_no_two_curves_of_a_panel_look_alike(figure: Figure) -> None:
    square, cube = figure.axes[0].get_lines()[:2]
    assert square.get_color() != cube.get_color()
    assert square.get_linestyle() != cube.get_linestyle()


def test_a_step_upwards_is_a_factor_where_that_is_asked_for(part: Part, shown: list[Figure]) -> None:
    part("curves").show_curves({"falling": {"halved": (np.arange(4), 0.5 ** np.arange(4))}}, logarithmic=True)
    (figure,) = shown
    figure.canvas.draw()
    assert [axes.get_yscale() for axes in figure.axes] == ["log"]
