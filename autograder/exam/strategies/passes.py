"""What exams put to a PyTorch module: weights for it, a batch, passes forward and back.

Fine fractions tell any two ways to compute apart; whole numbers a student can follow by hand, and they shrink. This
file is not among what `strategies` exports, since it loads PyTorch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from autograder.exam.strategies.arrays import whole_numbers
from autograder.exam.strategies.corners import Cornered, each_of, with_corners
from autograder.sandbox.wire.questions import Backward, Call, Do, Laid, Load, Mode, Noise, Script, Shapes, Step, Tensor

__all__ = [
    "Plan",
    "called_again",
    "fine_pass",
    "fine_passes",
    "forward",
    "gradients",
    "in_training_and_then",
    "names_of",
    "noise",
    "other_layouts",
    "passes",
]

Make = Callable[..., Any]
Shape = tuple[int, ...]
_SEEDS = st.integers(1, 10**6)


@dataclass(frozen=True)
class Plan:
    """A module to make, and the batch to give it.

    Attributes:
        args: of the construction.
        batch: its shape, (n, c, h, w).
    """

    args: tuple[Any, ...]
    batch: Shape


def names_of(plans: Sequence[Plan]) -> list[Script]:
    """Ask for the names and shapes of the weights, for each of some modules."""
    return [Script(Call(plan.args), (Shapes(),)) for plan in plans]


def passes(make: Make, between: st.SearchStrategy[Plan], corners: Sequence[Plan]) -> st.SearchStrategy[Script]:
    """Draw passes in evaluation: fine fractions through each corner, whole numbers, which shrink, in between.

    Args:
        make: the reference.
        between: plans of modules so small that a student can follow each number.
        corners: plans that every exam visits.
    """

    @st.composite
    def whole(draw: st.DrawFn) -> Script:
        plan = draw(between)
        shapes = _weights_of(make, plan)
        sizes = [math.prod(shape) for shape in shapes.values()]
        numbers = draw(whole_numbers((sum(sizes),), -3, 3)).astype(np.float32)
        parts = np.split(numbers, np.cumsum(sizes)[:-1])
        weights = {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts, strict=True)}
        weights |= {name: np.abs(part) + 1 for name, part in weights.items() if name.endswith("running_var")}
        return forward(plan, weights, draw(whole_numbers(plan.batch, -4, 9)).astype(np.float32))

    return with_corners(whole(), [fine_pass(make, plan) for plan in corners])


def fine_passes(
    make: Make,
    plans: Sequence[Plan],
    training: bool = False,
    then: tuple[Step, ...] = (),
    *,
    no_grad: bool = False,
) -> Cornered[Script]:
    """Draw passes of fine fractions through each of some modules, and further steps."""

    def followed(script: Script) -> Script:
        return Script(script.make, (*script.steps, *then))

    return each_of([fine_pass(make, plan, training, no_grad=no_grad).map(followed) for plan in plans])


def fine_pass(
    make: Make, plan: Plan, training: bool = False, *, no_grad: bool = False, scale: float = 1.0
) -> st.SearchStrategy[Script]:
    def script(seed: int) -> Script:
        return forward(plan, noise(make, plan, seed), Noise(plan.batch, seed, scale), training, no_grad=no_grad)

    return _SEEDS.map(script)


def gradients(
    make: Make,
    plans: Sequence[Plan],
    modes: Sequence[bool] = (False,),
    then: tuple[Step, ...] = (),
) -> st.SearchStrategy[Script]:
    """Draw passes forward and back, with an upstream gradient that is different everywhere, and further steps.

    They go in the modes in turn, training or not. The last module goes once more, with a batch for which no gradient is
    wanted: those of its weights are, as in every first layer.
    """

    def back(plan: Plan, training: bool, of_batch: bool = True) -> st.SearchStrategy[Script]:
        def script(seed: int) -> Script:
            upstream = Backward(Noise(_output_of(make, plan), seed + 1))
            there = forward(plan, noise(make, plan, seed), Noise(plan.batch, seed), training, requires_grad=of_batch)
            return Script(there.make, (*there.steps, upstream, *then))

        return _SEEDS.map(script)

    drawn = [back(plan, modes[number % len(modes)]) for number, plan in enumerate(plans)]
    if _weights_of(make, plans[-1]):
        drawn += [back(plans[-1], mode, of_batch=False) for mode in modes]
    return each_of(drawn)


def called_again(make: Make, plan: Plan, then: tuple[Step, ...] = ()) -> st.SearchStrategy[Script]:
    """Draw passes in evaluation: one batch, another, the first one again; with other weights, too; and further steps.

    They go without gradients, as whoever evaluates does: what a module keeps, it keeps then. One goes with them.
    """

    def script(seed: int) -> Script:
        first, other = (Tensor(Noise(plan.batch, each)) for each in (seed, seed + 1))
        weights, more = (Load(noise(make, plan, each)) for each in (seed, seed + 1000))
        bare = [Do("", (x,), no_grad=True) for x in (first, other, first)]
        steps: list[Step] = [weights, Mode(False), *bare, more, bare[0], Do("", (first,)), *then]
        return Script(Call(plan.args), tuple(step for step in steps if not isinstance(step, Load) or step.state))

    return _SEEDS.map(script)


def other_layouts(make: Make, plan: Plan) -> st.SearchStrategy[Script]:
    """Draw passes of whole numbers that do not lie row by row in memory."""

    def script(seed: int) -> Script:
        numbers = np.random.default_rng(seed).integers(-4, 9, plan.batch).astype(np.float32)
        there = forward(plan, noise(make, plan, seed), Laid(numbers, "channels last"))
        return Script(there.make, (*there.steps, Do("", (Tensor(Laid(numbers, "Fortran order")),))))

    return _SEEDS.map(script)


def in_training_and_then(make: Make, plan: Plan, then: Step) -> st.SearchStrategy[Script]:
    """Draw passes in training, one without gradients and one with a way back, and a look behind each."""
    bare = fine_passes(make, [plan], training=True, then=(then,), no_grad=True)
    return each_of([bare, gradients(make, [plan], modes=(True,), then=(then,))])


def forward(
    plan: Plan,
    weights: dict[str, Any],
    x: Any,
    training: bool = False,
    *,
    requires_grad: bool = False,
    no_grad: bool = False,
) -> Script:
    """Ask for one pass. A module without weights is given none."""
    steps: tuple[Step, ...] = (Mode(training), Do("", (Tensor(x, requires_grad),), no_grad=no_grad))
    return Script(Call(plan.args), (Load(weights), *steps) if weights else steps)


def noise(make: Make, plan: Plan, seed: int) -> dict[str, Noise]:
    """Describe weights under which numbers neither die out nor grow, and statistics whose variances are positive."""
    return {
        name: _noise(name, shape, seed + number) for number, (name, shape) in enumerate(_weights_of(make, plan).items())
    }


def _noise(name: str, shape: Shape, seed: int) -> Noise:
    if len(shape) > 1:
        return Noise(shape, seed, round(1.4 / math.prod(shape[1:]) ** 0.5, 3))
    if name.endswith("running_var"):
        return Noise(shape, seed, 0.3, 2.0)
    return Noise(shape, seed, 0.5, 1.0 if name.endswith("weight") else 0.0)


@cache
def _weights_of(make: Make, plan: Plan) -> dict[str, Shape]:
    """Return names and shapes of the reference's weights and running statistics; the counters of batches left out."""
    state = make(*plan.args).state_dict()
    return {name: tuple(array.shape) for name, array in state.items() if array.dim()}


@cache
def _output_of(make: Make, plan: Plan) -> Shape:
    """Return the shape of what the reference gives."""
    with torch.no_grad():
        return tuple(make(*plan.args).eval()(torch.zeros(plan.batch)).shape)
