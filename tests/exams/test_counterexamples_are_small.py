"""What a student is shown can be worked by hand: at most 3 numbers a side, of one digit; at most three steps.

Some mistakes show in large numbers alone: sums that wrap around, digits that are lost. So nine of ten are asked for.
"""

from __future__ import annotations

import ast

import pytest

from autograder.exam.examiner import Examiner
from autograder.exams import ASSIGNMENTS

_DRAWN_FROM = {"default_rng", "manual_seed"}
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
    tree = ast.parse(code)
    steps = [each for each in tree.body if not isinstance(each, (ast.Import, ast.ImportFrom))]
    return len(steps) <= 4 and _small(tree)


def _small(node: ast.AST, most: float = 99) -> bool:
    """A size or a stride that stands alone may have two digits."""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in _DRAWN_FROM:
        return True
    if isinstance(node, ast.List):
        return len(node.elts) <= 3 and all(_small(each, most=9) for each in node.elts)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return abs(node.value) <= most and len(str(node.value).strip("0").replace(".", "")) <= 2
    return all(_small(child, most) for child in ast.iter_child_nodes(node))


@pytest.mark.parametrize(
    ("code", "small"),
    [
        ("f(np.array([[1., 2.], [3., 9.]]), 0.5)", True),
        ("f(np.array([1, 2, 3, 4]))", False),
        ("f(10)", True),
        ("f(100)", False),
        ("f(np.array([10]))", False),
        ("f(0.123)", False),
        ("bn = BatchNorm(2)\nbn.forward(x)\nbn.training = False\nbn.forward(x)", True),
        ("bn = BatchNorm(2)\nbn.forward(x)\nbn.forward(x)\nbn.forward(x)\nbn.forward(x)", False),
        ("Dropout(0.5, np.random.default_rng(33))", True),
    ],
)
def test_what_counts_as_worked_by_hand(code, small):
    assert by_hand(code) is small
