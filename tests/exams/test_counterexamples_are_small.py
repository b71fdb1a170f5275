"""What a student is shown can be worked by hand: arrays of nine numbers at most, of one digit; at most three steps.

Some mistakes show in large numbers alone: sums that wrap around, digits that are lost, pixels that are cut off at 255.
A few such numbers can still be worked by hand. Some need many: so nine of ten are asked for.
"""

from __future__ import annotations

import ast

import pytest

from autograder.exam.examiner import Examiner
from autograder.exams import ASSIGNMENTS

MOST = 9
"""Numbers of an array: three by three."""

FEW = 4
"""So many numbers may have more digits than one."""

IN_NUMPY = [assignment for assignment in ASSIGNMENTS if "torch" not in assignment.libraries]


@pytest.mark.slow
@pytest.mark.parametrize("assignment", IN_NUMPY, ids=lambda assignment: assignment.name)
def test_nine_of_ten_counterexamples_can_be_worked_by_hand(assignment):
    shown = {}
    for exercise in assignment.exercises:
        examiner = Examiner(b"small", shrink_seconds=2.0)
        exam = examiner.exam(exercise)
        for misconception in exercise.misconceptions:
            counterexample = examiner.examine(exercise, exam.local(misconception)).counterexample
            shown[f"{exercise.name}: {misconception.name}"] = counterexample.call
    large = {name: call for name, call in shown.items() if not by_hand(call)}
    assert len(large) <= len(shown) / 10, large


def by_hand(code: str) -> bool:
    """Say whether a program to paste has three steps at most, behind the making of an object, and small arrays."""
    if "<array of shape" in code:  # too large to be written out
        return False
    tree = ast.parse(code)
    lists = [node for node in ast.walk(tree) if isinstance(node, ast.List)]
    inside = {node for each in lists for node in ast.walk(each) if isinstance(node, ast.Constant)}
    numbers = [node.value for node in inside if type(node.value) in (int, float)]
    digits = max((len(f"{number:.17g}".replace(".", "").lstrip("0")) for number in numbers), default=0)
    sizes = [sum(isinstance(node, ast.Constant) for node in ast.walk(each)) for each in lists]
    return _steps(tree) <= 4 and max(sizes, default=0) <= MOST and (digits <= 1 or len(numbers) <= FEW)


def _steps(tree: ast.Module) -> int:
    """Count what is done with the answer: calls, and attributes that are set; naming an array is no step."""
    called = [each.func for each in ast.walk(tree) if isinstance(each, ast.Call)]
    steps = [each for each in called if not ast.unparse(each).startswith(("np.", "torch."))]
    put = [
        each for each in ast.walk(tree) if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Attribute)
    ]
    return len(steps) + len(put)


@pytest.mark.parametrize(
    ("code", "small"),
    [
        ("f(np.array([[1., 2.], [3., 9.]]), 0.25, 14)", True),
        ("f(np.array([[1, 2, 3, 4], [5, 6, 7, 8]]))", True),
        ("f(np.array([[1, 2, 3, 4, 5], [5, 6, 7, 8, 9]]))", False),
        ("f(<array of shape (1001, 1), dtype float64>)", False),
        ("f(np.array([-1., 2., 0.5]), np.array([20., -3.]))", False),
        ("f(np.array([16777216.]), np.array([-3.]))", True),
        ("bn = BatchNorm(2)\nbn.forward(np.array([1.]))\nbn.training = False\nbn.forward(np.array([1.]))", True),
        ("bn = BatchNorm(2)\nbn.forward(x)\nbn.forward(x)\nbn.training = False\nbn.forward(x)", False),
        ("image = np.array([[9.]])\nf(image)\nimage[...] = np.array([[3.]])\nf(image)", True),
        ("Dropout(0.5, np.random.default_rng(33))", True),
    ],
)
def test_what_counts_as_worked_by_hand(code, small):
    assert by_hand(code) is small
