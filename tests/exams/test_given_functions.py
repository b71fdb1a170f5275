"""What an exam gives besides the stubs is what the notebook gives: a driver means one thing only."""

from __future__ import annotations

import ast
import inspect
import textwrap
from pathlib import Path

import pytest

from autograder.exams import ASSIGNMENTS

ROOT = Path(__file__).parents[2]
GIVEN = [
    (assignment.name, name, function)
    for assignment in ASSIGNMENTS
    for exercise in assignment.exercises
    for name, function in exercise.given.items()
    if name not in {each.name for each in assignment.exercises}
]


def without_annotations(source):
    """Return a function's syntax without the types of its arguments, which a notebook leaves out."""
    (function,) = ast.parse(textwrap.dedent(source)).body
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    function.returns = None
    return ast.dump(function)


@pytest.mark.parametrize(("assignment", "name", "function"), GIVEN, ids=[f"{a}-{n}" for a, n, _ in GIVEN])
def test_the_driver_of_the_notebook_is_the_one_of_the_exam(assignment, name, function):
    source = (ROOT / "solutions" / f"{assignment}.py").read_text(encoding="utf-8")
    found = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name]
    assert len(found) == 1, f"the notebook must give {name} in a cell of its own"
    assert without_annotations(ast.unparse(found[0])) == without_annotations(inspect.getsource(function))
