"""Names for the arrays of a program that it fills with other numbers: ``image = np.array(...)``, ``image[...] = ...``.

All other arrays stand where they are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from autograder.exam.rendering import show_value
from autograder.sandbox.wire.questions import Script, Student
from autograder.sandbox.wire.refilled import Refilled, arguments_of

__all__ = ["names_of_arrays", "with_names"]

S = TypeVar("S")
_Place = tuple[int, int | str]  # a step, and an argument of it


def names_of_arrays(script: Script, taken: Sequence[str], parameters: Sequence[str], end: int) -> Mapping[_Place, str]:
    """Name the arrays that are filled again before the program ends, wherever they are handed out."""
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


def with_names(step: S, number: int, names: Mapping[_Place, str]) -> tuple[list[str], S]:
    """Return the lines that make or fill an array with a name, and the step with this name in its place."""
    texts = []
    changed: Any = step
    for argument, value in arguments_of(step).items():
        name = names.get((number, argument))
        if name is None:
            continue
        refilled = isinstance(value, Refilled)
        numbers, left = show_value(value.array if refilled else value), f"{name}{'[...]' if refilled else ''} = "
        texts.append(left + numbers.replace("\n", "\n" + " " * len(left)))
        if hasattr(changed, "value"):
            changed = replace(changed, value=Student(name))
        elif isinstance(argument, str):
            changed = replace(changed, kwargs={**changed.kwargs, argument: Student(name)})
        else:
            changed = replace(changed, args=_put(changed.args, argument, Student(name)))
    return texts, changed


def _put(items: Sequence[Any], place: int, item: Any) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])
