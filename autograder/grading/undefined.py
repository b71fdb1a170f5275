"""Why a notebook does not define the function or class that it was to define: what the student should look at first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.grading.problems import RunCell
from autograder.harmless import harmless_line

__all__ = ["why_undefined"]

_PLACE = re.compile(
    r" \([^()]*, line (\d+)\)$"
)  # what Python says of a syntax error, with a file's name of IPython's own
_LONGEST = 200  # characters of an error that are told


def why_undefined(answers: Iterable[RunCell]) -> str:
    """Return a sentence on the first of an exercise's answer cells that did not run to its end.

    Args:
        answers: the cells that were to define it, as they ran; those without code are left out.
    """
    cells = tuple(answers)
    for cell in cells:
        if cell.result.problem:
            return f"Cell {cell.number}, where it is to be written, came to no end: {cell.result.problem}"
        for output in cell.result.outputs:
            if output["output_type"] == "error":
                return f"Cell {cell.number}, where it is to be written, ended with {_error(output)}. Mend that first."
    if not cells:
        return "No code is in the cell where it is to be written."
    return "Where it is to be written, the code ran to its end: is the name spelt as it was asked for?"


def _error(output: dict[str, str]) -> str:
    """Name an error, and say what Python says of it.

    >>> _error({"ename": "SyntaxError", "evalue": "expected ':' (<ipython-input-3-0a1b>, line 2)"})
    "SyntaxError: expected ':', in line 2 of the cell"
    """
    said = _PLACE.sub(r", in line \1 of the cell", harmless_line(output["evalue"][: 10 * _LONGEST]))
    said = said if len(said) <= _LONGEST else said[:_LONGEST] + " …"
    name = harmless_line(output["ename"][:_LONGEST])
    return f"{name}: {said}" if said else name
