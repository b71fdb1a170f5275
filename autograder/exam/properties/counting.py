"""How many parameters a PyTorch module has, for any arguments of its construction."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from autograder.exam.exercise import Property
from autograder.exam.properties.laws import holds
from autograder.exam.strategies import each_of
from autograder.sandbox.wire.questions import Call, Script, Shapes

__all__ = ["counted"]


def counted(
    sentence: str,
    arguments: Sequence[tuple[Any, ...]],
    wanted: Callable[..., int],
    *,
    name: str = "parameters",
    weight: float = 0.5,
) -> Property:
    """State how many parameters a module has.

    Args:
        sentence: what must hold, for the student.
        arguments: to make a module with, one after the other.
        wanted: says how many parameters there must be, from the same arguments.
        name: of the property.
        weight: of the property.
    """

    def statement(script: Script, values: Sequence[Any]) -> str | None:
        assert script.make is not None
        number = wanted(*script.make.args)
        ((shapes,),) = values
        found = sum(math.prod(shape) for shape in shapes["parameters"].values())
        return None if found == number else f"{number:,} parameters in all"

    asked = [Script(Call(args), (Shapes(),)) for args in arguments]
    return holds(name, sentence, each_of(asked), statement, weight=weight, examples=1)
