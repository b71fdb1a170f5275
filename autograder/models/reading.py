"""A trained network reads digits through a student's layers, as many of them as the time allows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.models.layers import EXERCISES
from autograder.models.networks import MOST, NETWORKS
from autograder.models.pace import Pace
from autograder.models.trace import LAYERS, Stopped, Trace
from autograder.sandbox.wire.outcome import TimedOut
from cnnedu.data import load
from cnnedu.inference import OPERATIONS, logits
from cnnedu.weights import load_trained

__all__ = ["MODELS", "Reading", "read_digits"]

MODELS = tuple(LAYERS)
"""The networks that read digits."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What came of it.

    Attributes:
        model: one of `NETWORKS`.
        images: uint8 array (n, 28, 28): those that were seen in time.
        labels, ours, theirs: (n,) what they are, what the network took them for when it was made of the student's work,
            and of the reference's.
        class_names: in the order of the labels.
        parted: the layer at which the two differ first; empty where they agree.
        where: that layer in words, and whose it is.
        why: what kept the network from going on there, or from beginning; empty where it went on.
        seconds: that the student's work took.
    """

    model: str
    images: np.ndarray
    labels: np.ndarray
    ours: np.ndarray
    theirs: np.ndarray
    class_names: tuple[str, ...]
    parted: str = ""
    where: str = ""
    why: str = ""
    seconds: float = 0.0

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

    Args:
        model: one of `MODELS`.
        own: the student's operations, by the names of `cnnedu.inference.OPERATIONS`; the others are the reference's.
        budget_seconds: for the student's layers.
        clock: tells the time.
    """
    data = NETWORKS[model].data
    trained, test = load_trained(model, data), load(data, "test", (28, 28)).take(slice(MOST))
    weights = trained.weights()
    images = trained.card.normalisation.floats(test).astype(np.float64)
    layers = LAYERS[model]
    parted, why = len(layers), ""
    ours: list[np.ndarray] = []
    theirs: list[np.ndarray] = []
    pace = Pace(budget_seconds, clock)
    for batch in pace.batches(len(images)):
        reference = Trace(OPERATIONS)
        wanted = logits(model, weights, images[batch], reference.operations)
        students = Trace({**OPERATIONS, **own}, beside=reference)
        try:
            with pace.timed():
                got = logits(model, weights, images[batch], students.operations)
        except Stopped as stopped:
            if pace.done and isinstance(getattr(stopped.__cause__, "outcome", None), TimedOut):
                break  # a larger batch was too much for one question: what was read before counts
            parted, why = stopped.layer, stopped.why
            break
        here = students.parts_from(reference)
        parted = parted if here is None else min(parted, here)
        ours.append(got)
        theirs.append(wanted)
    seen = test.take(slice(pace.done))
    return Reading(
        model=model,
        images=seen.images,
        labels=seen.labels,
        ours=_read(ours),
        theirs=_read(theirs),
        class_names=test.class_names,
        parted=layers[parted] if parted < len(layers) else "",
        where=_in_words(layers[parted], students.called[parted], own) if parted < len(layers) else "",
        why=why,
        seconds=pace.spent,
    )


def _in_words(layer: str, operation: str, own: Mapping[str, Any]) -> str:
    parts = " and ".join(EXERCISES[operation])
    whose = f"your {parts}" if operation in own else "where the reference's layer goes on"
    return f"the layer {layer}, {whose}"


def _read(scores: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(scores).argmax(axis=1) if scores else np.zeros(0, dtype=np.int64)
