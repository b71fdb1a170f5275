"""A class with state: `BatchNorm` normalises each feature over the batch, and remembers for later."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.properties import agrees, holds, leaves_inputs_alone, raises
from autograder.exam.strategies import whole_numbers
from autograder.sandbox.wire.questions import Call, Do, Put, Read, Script, Step
from small_exams.honest import batch_norm as honest
from small_exams.wrong import batch_norm as wrong

__all__ = ["BATCH_NORM"]


class BatchNorm:
    """Normalise (n, d) samples over the batch; in evaluation by running statistics that move a tenth of the way."""

    def __init__(self, features: int, momentum: float = 0.1) -> None:
        self.momentum, self.training = momentum, True
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)

    def forward(self, x: np.ndarray) -> np.ndarray:
        mean, var = self.running_mean, self.running_var
        if self.training:
            if len(x) < 2:
                raise ValueError("one sample has no variance")
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.running_mean + self.momentum * (mean - self.running_mean)
            self.running_var = self.running_var + self.momentum * (var - self.running_var)
        return self.gamma * (x - mean) / np.sqrt(var + 1e-5) + self.beta


REMEMBERED = (Read("running_mean"), Read("running_var"))


@st.composite
def training(draw: st.DrawFn, most: int = 1, then: tuple[Step, ...] = (), evaluated: bool = False) -> Script:
    """Draw a script: up to `most` batches in training, then some steps, then a batch in evaluation."""
    d = draw(st.integers(1, 3))

    def batch(least: int) -> Do:
        n = draw(st.integers(least, 4).filter(lambda n: n != d))
        return Do("forward", (draw(whole_numbers((n, d))),))

    steps: list[Step] = [Put("gamma", draw(whole_numbers((d,), 1, 4))), Put("beta", draw(whole_numbers((d,), -3, 3)))]
    steps += [batch(2) for _ in range(draw(st.integers(1, most)))]
    steps += then
    if evaluated:
        steps += [Put("training", False), batch(1)]
    return Script(Call((d,)), tuple(steps))


def one_sample(d: int) -> Script:
    return Script(Call((d,)), (Do("forward", (np.ones((1, d)),)),))


def fresh(script: Script) -> tuple[Script, ...]:
    return (Script(script.make, script.steps[2:]),)


def features_have_mean_0(script, values):
    return None if np.allclose(values[0][-1].mean(axis=0), 0, atol=1e-6) else "a mean of 0 in each feature"


BATCH_NORM = Exercise(
    "BatchNorm",
    points=4,
    reference=BatchNorm,
    answers=answers_of(wrong, honest),
    properties=(
        agrees(
            "training", "Each feature is shifted and scaled by the batch's own mean and variance.", training(), weight=3
        ),
        agrees(
            "running statistics",
            "Each batch moves the running statistics a tenth of the way.",
            training(3, then=REMEMBERED),
            steps=Read,
            weight=2,
        ),
        agrees(
            "evaluation",
            "In evaluation the running statistics are used, not the batch's.",
            training(2, evaluated=True),
            steps=slice(-1, None),
            weight=2,
        ),
        agrees(
            "evaluation changes nothing",
            "A batch in evaluation leaves the running statistics alone.",
            training(2, evaluated=True).map(lambda script: Script(script.make, (*script.steps, *REMEMBERED))),
            steps=Read,
        ),
        holds(
            "normalised",
            "With a fresh gamma and beta every feature has mean 0.",
            training(),
            features_have_mean_0,
            ask=fresh,
        ),
        raises("one sample", "One sample has no variance: ValueError in training.", st.integers(1, 3).map(one_sample)),
        leaves_inputs_alone(training(3, evaluated=True)),
    ),
)
