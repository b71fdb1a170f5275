"""How to state a property: agreement with the reference, laws, gradients, and good conduct.

Each constructor returns a `Property`. The sentences are what a student reads, so they say what must hold, not how it
was checked. Every one of them takes calls and scripts alike.
"""

from __future__ import annotations

from autograder.exam.properties.arguments_alone import (
    ARGUMENTS_ALONE,
    called_again,
    depends_on_arguments_alone,
    with_new_results,
)
from autograder.exam.properties.asked_like import asked_like
from autograder.exam.properties.conduct import (
    keeps_dtype,
    leaves_inputs_alone,
    raises,
    returns_dtype,
    returns_int,
    returns_new_array,
)
from autograder.exam.properties.counting import counted
from autograder.exam.properties.gradients import adjoint, gradient
from autograder.exam.properties.laws import holds, law
from autograder.exam.properties.values import agrees, difference

__all__ = [
    "ARGUMENTS_ALONE",
    "adjoint",
    "agrees",
    "asked_like",
    "called_again",
    "counted",
    "depends_on_arguments_alone",
    "difference",
    "gradient",
    "holds",
    "keeps_dtype",
    "law",
    "leaves_inputs_alone",
    "raises",
    "returns_dtype",
    "returns_int",
    "returns_new_array",
    "with_new_results",
]
