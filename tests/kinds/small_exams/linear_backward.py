"""Gradients: `linear_backward` gives those of ``y = x @ w + b`` for a given upstream gradient."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import adjoint, agrees, gradient, leaves_inputs_alone
from autograder.exam.strategies import whole_numbers
from autograder.sandbox.wire.questions import Call
from small_exams.honest import linear_backward as honest
from small_exams.wrong import linear_backward as wrong

__all__ = ["LINEAR_BACKWARD"]


def linear_backward(dy: np.ndarray, x: np.ndarray, w: np.ndarray) -> dict[str, np.ndarray]:
    """Return ``{"dx", "dw", "db"}``."""
    return {"dx": dy @ w.T, "dw": x.T @ dy, "db": dy.sum(axis=0)}


@st.composite
def gradients(draw: st.DrawFn) -> Call:
    n, d_in, d_out = draw(st.permutations([2, 3, 4]))
    dy = draw(whole_numbers((n, d_out)))
    dy[0, 0] += 10  # never the same everywhere
    return Call((dy, draw(whole_numbers((n, d_in))), draw(whole_numbers((d_in, d_out)))))


def product(call: Call, x: np.ndarray) -> np.ndarray:
    return x @ call.args[2]


LINEAR_BACKWARD = Exercise(
    "linear_backward",
    points=3,
    reference=linear_backward,
    answers=answers_of(wrong, honest),
    properties=(
        agrees("dx", "dx is the upstream gradient times the transposed weights.", gradients(), part="dx"),
        agrees("dw", "dw adds up over the samples.", gradients(), part="dw"),
        agrees("db", "db is the sum of the upstream gradient over the samples.", gradients(), part="db"),
        gradient(
            "dx by differences",
            "dx is what a small change of x does to the output.",
            gradients(),
            at=lambda call: call.args[1],
            forward=product,
            upstream=lambda call: call.args[0],
            part="dx",
        ),
        gradient(
            "dw by differences",
            "dw is what a small change of w does to the output.",
            gradients(),
            at=lambda call: call.args[2],
            forward=lambda call, w: call.args[1] @ w,
            upstream=lambda call: call.args[0],
            part="dw",
        ),
        adjoint(
            "adjoint",
            "The way back is the adjoint of the way forth.",
            gradients(),
            at=lambda call: call.args[1],
            forward=product,
            upstream=lambda call: call.args[0],
            part="dx",
        ),
        leaves_inputs_alone(gradients()),
    ),
)
