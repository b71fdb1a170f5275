"""A trained network reads digits through a student's layers, as many of them as the time allows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.models.trace import LAYERS, Stopped, Trace
from autograder.sandbox.wire.outcome import TimedOut
from cnnedu.data import load
from cnnedu.inference import OPERATIONS, logits
from cnnedu.weights import load_trained

__all__ = ["MODELS", "Reading", "read_digits"]

MODELS: Mapping[str, str] = {"lenet": "LeNet-5", "compact_resnet": "the residual network"}
"""The networks that read, by their names in `cnnedu.models`, and what a student calls them."""

MOST = 200
_FIRST_BATCH, _LARGEST_BATCH = 2, 32


@dataclass(frozen=True, eq=False)
class Reading:
    """What came of it.

    Attributes:
        model: one of `MODELS`.
        own: the operations that were the student's.
        images: uint8 array (n, 28, 28): those that were read in time.
        labels, ours, theirs: (n,) what they are, what the network read with the student's layers, and with the
            reference's.
        parted: the layer at which the two differ first; empty where they agree.
        operation: of that layer.
        why: what kept the network from going on there; empty where it went on.
        seconds: that the student's layers took.
    """

    model: str
    own: tuple[str, ...]
    images: np.ndarray
    labels: np.ndarray
    ours: np.ndarray
    theirs: np.ndarray
    parted: str
    operation: str
    why: str
    seconds: float

    @property
    def right(self) -> int:
        return int(np.sum(self.ours == self.labels))

    @property
    def reference_right(self) -> int:
        return int(np.sum(self.theirs == self.labels))


def read_digits(
    model: str,
    own: Mapping[str, Callable[..., Any]],
    budget_seconds: float = 10.0,
    clock: Callable[[], float] = time.monotonic,
) -> Reading:
    """Let a trained network read test digits of writers it has not seen, with some operations of a student.

    A batch is begun only if it will probably end within the budget, as measured by those before. So slow loops read
    fewer digits, and nobody fails for being slow.

    Args:
        model: one of `MODELS`.
        own: the student's operations, by the names of `cnnedu.inference.OPERATIONS`; the others are the reference's.
        budget_seconds: for the student's layers.
        clock: tells the time.
    """
    trained, test = load_trained(model, "digits"), load("digits", "test", (28, 28)).take(slice(MOST))
    weights = trained.weights()
    images = trained.card.normalisation.floats(test).astype(np.float64)
    layers = LAYERS[model]
    spent, parted, why, done = 0.0, len(layers), "", 0
    ours: list[np.ndarray] = []
    theirs: list[np.ndarray] = []
    size = _FIRST_BATCH
    while done < len(images) and size >= 1:
        batch = images[done : done + size]
        reference = Trace(OPERATIONS)
        wanted = logits(model, weights, batch, reference.operations)
        students = Trace({**OPERATIONS, **own}, beside=reference)
        started = clock()
        try:
            got = logits(model, weights, batch, students.operations)
        except Stopped as stopped:
            if done and isinstance(getattr(stopped.__cause__, "outcome", None), TimedOut):
                break  # a larger batch was too much for one question: what was read before counts
            parted, why = stopped.layer, stopped.why
            break
        spent += clock() - started
        here = students.parts_from(reference)
        parted = parted if here is None else min(parted, here)
        ours.append(got)
        theirs.append(wanted)
        done += len(batch)
        fitting = int((budget_seconds - spent) * done / max(spent, 1e-9))
        size = min(2 * size, _LARGEST_BATCH, fitting)
    return Reading(
        model=model,
        own=tuple(own),
        images=test.images[:done].reshape(done, 28, 28),
        labels=test.labels[:done],
        ours=_read(ours),
        theirs=_read(theirs),
        parted=layers[parted] if parted < len(layers) else "",
        operation=students.called[parted] if parted < len(layers) else "",
        why=why,
        seconds=spent,
    )


def _read(scores: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(scores).argmax(axis=1) if scores else np.zeros(0, dtype=np.int64)
