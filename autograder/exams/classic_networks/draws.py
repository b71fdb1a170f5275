"""What the exams of this assignment put to a module: weights for it, images, a pass forward and one back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from autograder.exam.strategies import whole_numbers, with_corners
from autograder.sandbox.wire.questions import Backward, Call, Do, Load, Mode, Noise, Script, Shapes, Step, Tensor

__all__ = ["Plan", "called_again", "each_of", "fine_passes", "gradients", "names_of", "output_of", "passes"]

Make = Callable[..., Any]
Shape = tuple[int, ...]
_SEEDS = st.integers(1, 10**6)


@dataclass(frozen=True)
class Plan:
    """A module to make, and the batch of images to give it.

    Attributes:
        args: of the construction.
        image: (n, c, h, w).
    """

    args: tuple[Any, ...]
    image: Shape


def names_of(plans: Sequence[Plan]) -> list[Script]:
    """Ask for the names and shapes of the weights, for each of some modules."""
    return [Script(Call(plan.args), (Shapes(),)) for plan in plans]


def passes(make: Make, between: st.SearchStrategy[Plan], corners: Sequence[Plan]) -> st.SearchStrategy[Script]:
    """Draw passes forward: fine fractions through each corner, whole numbers, which shrink, through what lies between.

    Args:
        make: the reference.
        between: plans of modules so small that a student can follow each number.
        corners: plans that every exam visits.
    """

    @st.composite
    def whole(draw: st.DrawFn) -> Script:
        plan = draw(between)
        shapes = weights_of(make, plan)
        sizes = [math.prod(shape) for shape in shapes.values()]
        numbers = draw(whole_numbers((sum(sizes),), -3, 3)).astype(np.float32)
        parts = np.split(numbers, np.cumsum(sizes)[:-1])
        weights = {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}
        return forward(plan, weights, draw(whole_numbers(plan.image, -4, 9)).astype(np.float32))

    return with_corners(whole(), [fine_pass(make, plan) for plan in corners])


def each_of(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Visit each of some values or strategies once, where a property has a single example."""
    first, *others = [value if isinstance(value, st.SearchStrategy) else st.just(value) for value in values]
    return with_corners(first, others)


def fine_passes(
    make: Make, plans: Sequence[Plan], training: bool = False, then: tuple[Step, ...] = ()
) -> st.SearchStrategy[Script]:
    """Draw passes of fine fractions through each of some modules, and further steps."""

    def followed(script: Script) -> Script:
        return Script(script.make, (*script.steps, *then))

    return each_of([fine_pass(make, plan, training).map(followed) for plan in plans])


def fine_pass(make: Make, plan: Plan, training: bool = False) -> st.SearchStrategy[Script]:
    return _SEEDS.map(lambda seed: forward(plan, noise(make, plan, seed), Noise(plan.image, seed), training))


def gradients(make: Make, plans: Sequence[Plan]) -> st.SearchStrategy[Script]:
    """Draw passes forward and back, with an upstream gradient that is different everywhere."""

    def back(plan: Plan) -> st.SearchStrategy[Script]:
        def script(seed: int) -> Script:
            upstream = Backward(Noise(output_of(make, plan), seed + 1))
            there = forward(plan, noise(make, plan, seed), Noise(plan.image, seed), requires_grad=True)
            return Script(there.make, (*there.steps, upstream))

        return _SEEDS.map(script)

    return each_of([back(plan) for plan in plans])


def called_again(make: Make, plan: Plan) -> st.SearchStrategy[Script]:
    """Draw a pass, another one with other images, and the first one once more."""

    def script(seed: int) -> Script:
        first, other = (Do("", (Tensor(Noise(plan.image, each)),)) for each in (seed, seed + 1))
        return Script(Call(plan.args), (Load(noise(make, plan, seed)), Mode(False), first, other, first))

    return _SEEDS.map(script)


def forward(plan: Plan, weights: dict[str, Any], x: Any, training: bool = False, requires_grad: bool = False) -> Script:
    steps: tuple[Step, ...] = (Load(weights), Mode(training), Do("", (Tensor(x, requires_grad),)))
    return Script(Call(plan.args), steps)


def noise(make: Make, plan: Plan, seed: int) -> dict[str, Noise]:
    """Describe weights under which numbers neither die out nor grow: some 1.4 divided by the root of the inputs."""
    return {
        name: Noise(shape, seed + number, round(1.4 / math.prod(shape[1:]) ** 0.5, 3) if len(shape) > 1 else 0.5)
        for number, (name, shape) in enumerate(weights_of(make, plan).items())
    }


@cache
def weights_of(make: Make, plan: Plan) -> dict[str, Shape]:
    """Return names and shapes of the reference's weights."""
    return {name: tuple(weight.shape) for name, weight in make(*plan.args).state_dict().items()}


@cache
def output_of(make: Make, plan: Plan) -> Shape:
    """Return the shape of what the reference gives."""
    with torch.no_grad():
        return tuple(make(*plan.args)(torch.zeros(plan.image)).shape)
