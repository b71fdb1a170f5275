"""An array that its owner fills with other numbers between two steps of a script, as a loop over pictures does.

What an answer remembers of the array object is then no longer so; what it remembers of the numbers still is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np

__all__ = ["Refilled", "arguments_of", "check_refilled", "without_step"]

S = TypeVar("S")


@dataclass(frozen=True)
class Refilled:
    """The very array that an earlier step of the script handed out, filled with other numbers.

    It stands for a whole argument, never inside a list.

    Attributes:
        step: the step that handed it out, 0 for the construction of the object.
        argument: its position there, or its name where it was given by name.
        array: its numbers from now on, of the same shape and dtype.
    """

    step: int
    argument: int | str
    array: np.ndarray


def arguments_of(step: Any) -> dict[int | str, Any]:
    """Return what a step hands out, by position and name: the arguments of a call, or the value that is set."""
    positions = (step.value,) if hasattr(step, "value") else getattr(step, "args", ())
    return {**dict(enumerate(positions)), **getattr(step, "kwargs", {})}


def check_refilled(make: Any, steps: Sequence[Any]) -> None:
    """See that what is filled again was handed out, and that the new numbers fit.

    Raises:
        ValueError: they do not.
    """
    arrays: dict[tuple[int, int | str], np.ndarray] = {}
    for number, step in enumerate((make, *steps)):
        arguments = arguments_of(step)
        for value in _refilled(step):
            earlier = arrays.get((value.step, value.argument))
            if earlier is None:
                raise ValueError(
                    f"step {number} fills argument {value.argument!r} of step {value.step}, which is no array handed "
                    "out before: name an earlier step, 0 for the construction, and an argument that is an array"
                )
            if not isinstance(value.array, np.ndarray) or _kind(value.array) != _kind(earlier):
                raise ValueError(
                    f"step {number} fills an array of {_kind(earlier)} with one of {_kind(value.array)}: give numbers "
                    "of the same shape and dtype"
                )
        for place, value in arguments.items():
            array = value.array if isinstance(value, Refilled) else value
            if isinstance(array, np.ndarray):
                arrays[number, place] = array


def without_step(steps: Sequence[S], number: int) -> tuple[S, ...] | None:
    """Leave out a step, counted from 1 as `Refilled` does; None where a later one fills an array of its again."""
    if any(value.step == number for step in steps[number:] for value in _refilled(step)):
        return None
    return (*steps[: number - 1], *(_counted_lower(step, number) for step in steps[number:]))


def _counted_lower(step: Any, number: int) -> Any:
    """Count the steps behind `number` one lower, where this step names them."""

    def counted(value: Any) -> Any:
        later = isinstance(value, Refilled) and value.step > number
        return replace(value, step=value.step - 1) if later else value

    if not any(True for _ in _refilled(step)):
        return step
    if hasattr(step, "value"):
        return replace(step, value=counted(step.value))
    kwargs = {name: counted(value) for name, value in step.kwargs.items()}
    return replace(step, args=tuple(map(counted, step.args)), kwargs=kwargs)


def _refilled(step: Any) -> Iterator[Refilled]:
    return (value for value in arguments_of(step).values() if isinstance(value, Refilled))


def _kind(array: Any) -> str:
    return f"shape {np.shape(array)} and dtype {getattr(array, 'dtype', None)}"
