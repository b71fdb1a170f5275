"""What of a counterexample is drawn, and how."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.exam.comparing import Compared, mismatch
from autograder.exam.sketch import sketch
from autograder.feedback.as_data import _grid, _sketch
from autograder.feedback.drawings.grids import draw_grid, in_words
from autograder.sandbox.wire.questions import Call, Do, Read, Script, Tensor

IMAGE = np.arange(6.0).reshape(2, 3)


def drawn(wanted, came, *questions, step=-1, parameters=("image",), tolerance=1e-9):
    return sketch(questions, -1, step, parameters, Compared(wanted, came, tolerance))


def texts(grid):
    return [[cell.text for cell in row] for _, rows in grid.maps for row in rows]


def framed(grid):
    return [[cell.differs for cell in row] for _, rows in grid.maps for row in rows]


def test_arguments_have_the_names_of_the_parameters():
    made = sketch((Call((IMAGE,), {"kernel": IMAGE, "bias": 0.5}),), -1, -1, ("image",), None)
    assert [grid.title for grid in made.inputs] == ["image", "kernel"]
    assert made.others == ("bias = 0.5",)


def test_the_cells_that_differ_are_marked_in_both():
    came = IMAGE.copy()
    came[1, 2] = 7
    made = drawn(IMAGE, came)
    assert framed(made.came) == framed(made.wanted) == [[False] * 3, [False, False, True]]


def test_the_propertys_tolerance_decides_what_differs():
    assert framed(drawn(IMAGE, IMAGE + np.eye(2, 3) * 1e-5, tolerance=1e-4).came) == [[False] * 3] * 2


def test_so_many_digits_are_written_that_the_difference_is_seen():
    made = drawn(np.array([1.0, 2.0]), np.array([1.0, 2.00001]))
    assert (texts(made.wanted), texts(made.came)) == ([["1", "2"]], [["1", "2.00001"]])


def test_arrays_of_different_shapes_are_drawn_without_frames():
    made = drawn(IMAGE, IMAGE.T)
    assert (made.wanted.shape, made.came.shape) == ((2, 3), (3, 2))
    assert not any(map(any, framed(made.came)))


@pytest.mark.parametrize("shape", [(9, 2), (2, 9), (9, 2, 2), (0, 3), (3, 3, 1, 1), ()])
def test_what_is_too_large_or_empty_is_not_drawn(shape):
    assert drawn(np.ones(shape), np.zeros(shape)) is None


def test_maps_are_drawn_side_by_side_with_their_places():
    made = drawn(np.zeros((2, 1, 2, 2)), np.ones((2, 1, 2, 2)))
    assert [place for place, _ in made.came.maps] == ["[0, 0]", "[1, 0]"]


def test_of_a_script_the_step_that_went_wrong_gives_the_input():
    script = Script(Call(()), (Do("", (Tensor(IMAGE),)), Do("", (IMAGE.T,)), Read("x")))
    assert drawn(IMAGE, IMAGE + 1, script, step=2).inputs[0].shape == (3, 2)
    assert drawn(IMAGE, IMAGE + 1, script, step=3).inputs == ()


def test_of_several_calls_no_input_is_drawn():
    assert drawn(IMAGE, IMAGE + 1, Call((IMAGE,)), Call((IMAGE,))).inputs == ()


def test_the_parts_of_a_result_are_rows():
    rows = drawn({"a": {"w": (1, 2)}, "b": 3}, {"a": {"w": (1, 3)}, "c": 3}).rows
    assert [(row.name, row.wanted, row.came, row.differs) for row in rows] == [
        ("a.w", "(1, 2)", "(1, 3)", True),
        ("b", "3", "nothing", True),
        ("c", "nothing", "3", True),
    ]


def test_of_many_parts_those_around_the_first_that_differs_are_shown():
    wanted = list(range(300))
    rows = drawn(wanted, [*wanted[:200], -1, *wanted[201:]]).rows
    assert len(rows) == 40
    assert [row.name for row in rows if row.differs] == ["200"]


def test_a_drawing_is_told_in_words():
    made = drawn(np.array([[1.0, -2.0]]), np.array([[1.0, 2.0]]))
    data = _sketch(made)["came"]
    assert in_words(data) == ["yours, shape (1, 2): 1 2. Framed: [0, 1]."]
    assert 'aria-label="yours, shape (1, 2): 1 2. Framed: [0, 1]."' in draw_grid(data)


numbers = arrays.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.uint8, np.bool_, np.complex128]),
    arrays.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=9),
)
plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=300) | numbers
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner))


@given(values, values)
def test_anything_that_comes_can_be_drawn_or_left(wanted, came):
    made = drawn(wanted, came)
    for grid in filter(None, (made.wanted, made.came) if made else ()):
        assert draw_grid(_grid(grid)).count("<svg") == len(grid.maps)
    if made and made.rows and mismatch(wanted, came) is None:
        assert not any(row.differs for row in made.rows)
