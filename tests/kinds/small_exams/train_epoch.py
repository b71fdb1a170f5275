"""A training function, called through the notebook's locked driver: `train_epoch`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, holds
from autograder.sandbox.wire.questions import Call
from small_exams.honest import train_epoch as honest
from small_exams.wrong import train_epoch as wrong

__all__ = ["TRAIN_EPOCH", "drive_training"]


def drive_training(train_epoch: Callable[..., Any], x, y, seed, epochs):
    """Train a linear model from zero weights and return them, and the loss before each epoch and at the end."""
    rng = np.random.default_rng(seed)
    weights = np.zeros(x.shape[1])
    losses = [float(np.mean((x @ weights - y) ** 2))]
    for _ in range(epochs):
        weights = train_epoch(weights, x, y, 4, 0.02, rng)
        losses.append(float(np.mean((x @ weights - y) ** 2)))
    return weights, losses


def train_epoch(weights, x, y, batch_size, rate, rng):
    """Take a step down the mean squared error of each batch, in an order that rng.permutation draws."""
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        error = x[batch] @ weights - y[batch]
        weights = weights - rate * 2 * x[batch].T @ error / len(batch)
    return weights


@st.composite
def trainings(draw: st.DrawFn) -> Call:
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n = draw(st.sampled_from([6, 7, 9]))  # never whole batches of 4
    x = np.round(rng.normal(size=(n, 2)), 1)
    y = np.round(x @ [2.0, -1.0] + 0.1 * rng.normal(size=n), 2)
    return Call((x, y, draw(st.integers(0, 99)), draw(st.integers(1, 3))), via="drive_training")


def loss_falls(call, values):
    _, losses = values[0]
    return None if losses[-1] < losses[0] else "a loss that falls"


TRAIN_EPOCH = Exercise(
    "train_epoch",
    points=2,
    reference=train_epoch,
    answers=answers_of(wrong, honest),
    given={"drive_training": drive_training},
    call_seconds=10.0,
    properties=(
        agrees(
            "weights", "After some epochs the weights are those of the rule.", trainings(), part=0, examples=3, weight=3
        ),
        holds("loss", "The loss falls.", trainings(), loss_falls, examples=2),
    ),
)
