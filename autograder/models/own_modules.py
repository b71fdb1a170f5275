"""A network of a student's modules: made, given weights and asked, wherever it runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exam.rendering import show_outcome
from autograder.models.of_modules import OfModules, Weights
from autograder.sandbox.wire.outcome import Outcome, Played, Raised, Returned
from autograder.sandbox.wire.questions import Call, Do, Load, Mode, Question, Script, Tensor

__all__ = ["AskModule", "ModuleFailed", "OwnModules"]

AskModule = Callable[[Question], Outcome]
"""Put a question to the student's function that makes the network."""

_STAGES = ("no network", "no weights", "no evaluation", "no array of numbers")
"""What is missing when the network is not made, does not take the weights, does not switch the mode, is not passed."""


class ModuleFailed(Exception):
    """There are no numbers to go on with: `outcome` is what came instead.

    Attributes:
        begun: whether the network was made and took its weights.
        why: in words for the student.
    """

    def __init__(self, stage: int, outcome: Outcome) -> None:
        super().__init__()
        self.begun = stage == len(_STAGES) - 1
        self.outcome = outcome
        self.why = f"{_STAGES[stage]}, but: {show_outcome(outcome)}"


class OwnModules:
    """A student's network with trained weights. It is made anew for every question, and nothing else goes in.

    Args:
        ask: puts the questions.
        network: how it is made.
        weights: by the names that the exercise promises.
    """

    def __init__(self, ask: AskModule, network: OfModules, weights: Weights) -> None:
        self._ask = ask
        self._make: Call = network.make
        self._weights = Load(dict(weights))

    def __call__(self, x: np.ndarray, part: str = "") -> np.ndarray:
        """Pass float32 images (n, c, h, w) through the network in evaluation, or other numbers through a part of it.

        Raises:
            ModuleFailed: no array of real numbers came back.
        """
        passing = Do(part, (Tensor(np.asarray(x, np.float32)),), no_grad=True)
        outcome = self._ask(Script(self._make, (self._weights, Mode(False), passing)))
        if not isinstance(outcome, Played):  # nothing is defined, or it took too long, died or made too much
            raise ModuleFailed(0 if isinstance(outcome, Raised) else len(_STAGES) - 1, outcome)
        steps = outcome.outcomes
        broken = next((stage for stage, step in enumerate(steps) if not isinstance(step, Returned)), None)
        if broken is not None:
            raise ModuleFailed(broken, steps[broken])
        last = steps[-1]
        value = last.value if isinstance(last, Returned) else None
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "iuf":
            raise ModuleFailed(len(steps) - 1, last)
        return value
