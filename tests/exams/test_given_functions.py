"""What an exam gives besides the stubs is what the notebook gives: a driver means one thing only."""

from __future__ import annotations

import ast
import inspect
import json
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


def meaning(source):
    """Return a function's syntax without its docstring and the types of its arguments, which a notebook leaves out."""
    (function,) = ast.parse(textwrap.dedent(source)).body
    del function.body[0]
    for argument in ast.walk(function.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    function.returns = None
    return ast.dump(function)


def functions_of(assignment):
    """Return the functions that stand in a notebook, those of the parts that it shares with others included."""
    notebook = json.loads((ROOT / "solutions" / assignment / f"{assignment}.ipynb").read_text(encoding="utf-8"))
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [node for cell in code for node in ast.parse(cell).body if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize(("assignment", "name", "function"), GIVEN, ids=[f"{a}-{n}" for a, n, _ in GIVEN])
def test_the_driver_of_the_notebook_is_the_one_of_the_exam(assignment, name, function):
    found = [each for each in functions_of(assignment) if each.name == name]
    assert len(found) == 1, f"the notebook must give {name} in a cell of its own"
    assert meaning(ast.unparse(found[0])) == meaning(inspect.getsource(function))
