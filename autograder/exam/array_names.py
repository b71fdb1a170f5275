"""Names for the arrays of a program that it fills with other numbers: ``image = np.array(...)``, ``image[...] = ...``.

All other arrays stand where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

from autograder.exam.rendering import show_value
from autograder.sandbox.wire.questions import Script, Student
from autograder.sandbox.wire.refilled import Refilled, arguments_of

__all__ = ["Named", "named_arrays", "with_names"]

S = TypeVar("S")
_Place = tuple[int, int | str]  # a step, and an argument of it


@dataclass(frozen=True)
class Named:
    """An array's name, and the line that makes or fills it; empty where it holds these numbers already."""

    name: str
    line: str


def named_arrays(script: Script, taken: Sequence[str], parameters: Sequence[str], end: int) -> Mapping[_Place, Named]:
    """Name the arrays that are filled again before the program ends, wherever they are handed out.

    Args:
        script: what is written.
        taken: names that mean something else in the program.
        parameters: of the function, for arrays that are given by position.
        end: the last step that is written, or -1.
    """
    names = _names(script, taken, parameters, end)
    named: dict[_Place, Named] = {}
    held: dict[str, np.ndarray] = {}
    for number, step in enumerate((script.make, *script.steps)):
        for argument, value in arguments_of(step).items():
            name = names.get((number, argument))
            if name is None:
                continue
            refilled = isinstance(value, Refilled)
            array = value.array if refilled else value
            there = refilled and np.array_equal(held[name], array)
            line = "" if there else _assignment(f"{name}[...]" if refilled else name, array)
            named[number, argument] = Named(name, line)
            held[name] = array
    return named


def with_names(step: S, number: int, named: Mapping[_Place, Named]) -> tuple[list[str], S]:
    """Return the lines that make or fill the arrays of a step, and the step with their names in their places."""
    lines = []
    changed: Any = step
    for argument in arguments_of(step):
        array = named.get((number, argument))
        if array is None:
            continue
        lines += [array.line] if array.line else []
        variable = Student(array.name)
        if hasattr(changed, "value"):
            changed = replace(changed, value=variable)
        elif isinstance(argument, str):
            changed = replace(changed, kwargs={**changed.kwargs, argument: variable})
        else:
            changed = replace(changed, args=(*changed.args[:argument], variable, *changed.args[argument + 1 :]))
    return lines, changed


def _names(script: Script, taken: Sequence[str], parameters: Sequence[str], end: int) -> Mapping[_Place, str]:
    names: dict[_Place, str] = {}
    steps = script.steps if end < 0 else script.steps[:end]
    for number, step in enumerate(steps, start=1):
        for argument, value in arguments_of(step).items():
            if isinstance(value, Refilled):
                place = value.step, value.argument
                if place not in names:
                    names[place] = _free_name(value.argument, [*taken, *names.values()], parameters)
                names[number, argument] = names[place]
    return names


def _free_name(argument: int | str, taken: Sequence[str], parameters: Sequence[str]) -> str:
    if isinstance(argument, int):
        argument = parameters[argument] if argument < len(parameters) else "x"
    return next(name for name in (argument, *(f"{argument}{i}" for i in range(2, 100))) if name not in taken)


def _assignment(target: str, array: np.ndarray) -> str:
    left = f"{target} = "
    return left + show_value(array).replace("\n", "\n" + " " * len(left))
