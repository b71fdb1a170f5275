"""Properties that every module of this assignment is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, with_new_results
from autograder.exam.properties.of_modules import weights_of_its_own
from autograder.exam.strategies import each_of
from autograder.exam.strategies.passes import Plan, called_again, gradients, names_of, other_layouts
from autograder.sandbox.wire.questions import Backward, Do, Noise, Step, Tensor

__all__ = ["ALONE", "GRADIENT", "TOLERANCE", "conduct_of_a_module", "names"]

TOLERANCE = 1e-4
"""Of the largest value, and at least of 1. A float32 holds 7 digits, and libraries add in any order: honest ways to
write these networks differ by some 1e-6. The smallest mistake, a bias left out or a pixel lost, changes some value by
more than 1e-2."""

GRADIENT = "The gradient must reach the images and every weight."
ALONE = "The result must depend on the weights and the images alone, not on earlier calls."


def names(plans: Sequence[Plan], sentence: str, weight: float = 1.0) -> Property:
    """State that the weights of modules have the names and shapes that the stub says."""
    return agrees("names and shapes", sentence, each_of(names_of(plans)), weight=weight, examples=1, conduct=True)


def conduct_of_a_module(
    make: Callable[..., Any], plans: Sequence[Plan], alone: str = ALONE, *, any_size: bool = True
) -> tuple[Property, ...]:
    """State what every stub promises besides its values: gradients, no memory of earlier calls, layers of its own.

    Args:
        make: the reference.
        plans: of modules that are asked for gradients; the first is asked for the rest, too.
        alone: the sentence of the stub's docstring.
        any_size: whether a module takes images of other sizes, too. The first plan's are not square then.
    """
    then = _of_other_sizes(plans[0]) if any_size else ()
    others = "weights or sizes" if any_size else "weights"
    return (
        *keeps(
            GRADIENT,
            agrees(
                "gradients",
                "A gradient that comes back from the result reaches the images and every weight, unchanged by detours.",
                gradients(make, plans),
                steps=Backward,
                examples=1,
                tolerance=TOLERANCE,
            ),
        ),
        *keeps(
            alone,
            with_new_results(
                agrees(
                    "called again",
                    f"The same images give the same result after other ones, and other {others} give another.",
                    called_again(make, plans[0], then),
                    weight=0.5,
                    examples=1,
                    tolerance=TOLERANCE,
                )
            ),
            agrees(
                "any layout",
                "Images give what those of the same numbers give that lie row by row in memory.",
                other_layouts(make, plans[0]),
                weight=0.5,
                examples=1,
                tolerance=TOLERANCE,
            ),
            weights_of_its_own(make, plans[0]),
        ),
    )


def _of_other_sizes(plan: Plan) -> tuple[Step, ...]:
    """Ask for as many pixels in the other order, then for more rows and columns than before."""
    n, channels, h, w = plan.batch
    batches = (n, channels, w, h), (n, channels, h + 3, w + 2)
    return tuple(Do("", (Tensor(Noise(batch, 1)),), no_grad=True) for batch in batches)
