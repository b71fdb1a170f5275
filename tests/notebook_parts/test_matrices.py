"""What the parts draw that show a large matrix."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from matplotlib.figure import Figure

Part = Callable[[str], ModuleType]

MATRIX = np.array([[1.0, 0, -2, 0], [0, 1, 0, -2]])


def test_a_matrix_is_one_mesh_of_its_shape(part: Part, shown: list[Figure]) -> None:
    part("matrices").show_matrix("C", MATRIX, 1, 2)
    (axes,) = shown[0].axes
    shown[0].canvas.draw()
    assert axes.collections[0].get_array().shape == (2, 4)


def test_zeros_are_in_the_middle_of_the_colours(part: Part, shown: list[Figure]) -> None:
    part("matrices").show_matrix("C", MATRIX, 1, 2)
    mesh = shown[0].axes[0].collections[0]
    low, high = mesh.get_clim()
    assert low == -high
    assert (np.sign(mesh.get_array()) == np.sign(MATRIX)).all()


def test_lines_part_the_blocks(part: Part, shown: list[Figure]) -> None:
    part("matrices").show_matrix("C", np.zeros((6, 12)), 3, 4)
    _, across, upright = shown[0].axes[0].collections
    assert (len(across.get_segments()), len(upright.get_segments())) == (3, 4)


@pytest.mark.filterwarnings("error")
def test_a_matrix_of_zeros_can_be_drawn(part: Part, shown: list[Figure]) -> None:
    part("matrices").show_matrix("nothing", np.zeros((2, 2)), 1, 1, caption="all white")
    shown[0].canvas.draw()
