"""A trained network recognises garments through a student's modules, as many of them as the time allows."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from autograder.exams import find_assignment
from autograder.models.networks import MOST, NETWORKS
from autograder.models.of_modules import OF_MODULES, OfModules, Part, Weights
from autograder.models.own_modules import AskModule, ModuleFailed, OwnModules
from autograder.models.pace import Pace
from autograder.models.parting import Parted, differs, where_they_part
from autograder.models.reading import Reading
from autograder.sandbox.wire.modules import load as load_weights
from autograder.sandbox.wire.outcome import Died, TimedOut
from cnnedu.data import DataError, Dataset, load
from cnnedu.weights import load_trained

__all__ = ["Reference", "recognise_garments", "reference"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Reference:
    """The reference's network with the trained weights, and what it makes of test images.

    Attributes:
        network: as the exercise's reference makes it, in evaluation.
        weights: by the names that the exercise promises.
        test: the test images.
        images: the same as the network takes them, float32 (n, 1, 28, 28).
        logits: float32 (n, 10).
    """

    network: nn.Module
    weights: Weights
    test: Dataset
    images: np.ndarray
    logits: np.ndarray

    def inside(self, parts: Sequence[Part], images: np.ndarray) -> dict[str, np.ndarray]:
        """Return what each part, and each part of a part, makes of images."""
        made: dict[str, np.ndarray] = {}
        hooks = []
        for part in _all_of(parts):

            def note(module: nn.Module, given: object, output: torch.Tensor, name: str = part.name) -> None:
                made[name] = output.numpy().copy()

            hooks.append(self.network.get_submodule(part.name).register_forward_hook(note))
        _passed(self.network, images)
        for hook in hooks:
            hook.remove()
        return made


@functools.cache
def reference(model: str, most: int = MOST) -> Reference:
    """Return the reference of a network, made once for a class.

    Raises:
        DataError: the test images are not on this machine. Nothing is downloaded.
    """
    made, data = OF_MODULES[model], NETWORKS[model].data
    test = load(data, "test", allow_download=False).take(slice(most))
    trained = load_trained(model, data)
    shipped = made.weights({name: array for name, array in trained.weights().items() if array.ndim})
    make = find_assignment(made.assignment).exercise(made.exercise).reference
    network = make(*made.make.args, **made.make.kwargs).eval()
    weights = {name: shipped[name] for name in network.state_dict() if name in shipped}  # from the images to the logits
    load_weights(network, weights)
    images = trained.card.normalisation.floats(test)
    return Reference(network, weights, test, images, _passed(network, images))


def recognise_garments(
    model: str,
    ask: AskModule,
    budget_seconds: float = 10.0,
    clock: Callable[[], float] = time.monotonic,
) -> Reading:
    """Let a trained network recognise test images in a student's own form of it.

    Args:
        model: one of `OF_MODULES`.
        ask: puts questions to the student's function that makes the network.
        budget_seconds: for the student's network, and once more to find out where it parts from the reference.
        clock: tells the time.
    """
    try:
        theirs = reference(model, MOST)
    except DataError as error:
        _log.warning("%s sees nothing: %s", NETWORKS[model].called, error)
        return _nothing_seen(model)
    network = OF_MODULES[model]
    own = OwnModules(ask, network, theirs.weights)
    place = _Place()
    ours = np.zeros_like(theirs.logits)
    pace = Pace(budget_seconds, clock)
    for batch in pace.batches(len(ours)):
        images, wanted = theirs.images[batch], theirs.logits[batch]
        try:
            with pace.timed():
                got = own(images)
        except ModuleFailed as failed:
            if not (pace.done and isinstance(failed.outcome, TimedOut)):
                place = _searched(network, own, theirs, images, failed, clock, budget_seconds)
            break  # where a larger batch was too much for one question, what was seen before counts
        off = differs(got, wanted)
        if off is not None and not place.name:
            place = _searched(network, own, theirs, images, off, clock, budget_seconds)
        if off:
            break
        ours[batch] = got
    seen = theirs.test.take(slice(pace.done))
    return Reading(
        model=model,
        images=seen.images,
        labels=seen.labels,
        ours=ours[: pace.done].argmax(axis=1),
        theirs=theirs.logits[: pace.done].argmax(axis=1),
        class_names=seen.class_names,
        parted=place.name,
        where=place.where,
        why=place.why,
        seconds=pace.spent,
    )


@dataclass(frozen=True)
class _Place:
    """Where two networks part, as a `Reading` has it."""

    name: str = ""
    where: str = ""
    why: str = ""


class _OutOfTimeError(Exception):
    """To find out where two networks part would take too long."""


def _searched(
    network: OfModules,
    own: OwnModules,
    theirs: Reference,
    images: np.ndarray,
    wrong: ModuleFailed | str,
    clock: Callable[[], float],
    seconds: float,
) -> _Place:
    """Find the part at which a student's network leaves the reference's, on images where it is known to do so.

    Args:
        wrong: what came instead of numbers, or what is wrong with the shape of those that came; empty if it is right.
        seconds: how long to look.
    """
    whole, broke = network.exercise, isinstance(wrong, ModuleFailed)
    why = wrong.why if isinstance(wrong, ModuleFailed) else wrong
    if isinstance(wrong, ModuleFailed) and not wrong.begun:
        return _Place(whole, f"the beginning, where your {whole} makes a network and that takes the weights", why)
    if isinstance(wrong, ModuleFailed) and isinstance(wrong.outcome, (TimedOut, Died)):
        return _Place(whole, f"the first images that your {whole} is given", why)
    end = clock() + seconds

    def passed(x: np.ndarray, part: str) -> np.ndarray:
        if clock() > end:
            raise _OutOfTimeError
        return own(x, part)

    try:
        parted = where_they_part(network.parts, images, passed, theirs.inside(network.parts, images), broke)
    except _OutOfTimeError:
        return _Place(whole, f"some part of your {whole}, and there was no time to find out which", why)
    if parted is None:
        return _Place(whole, f"your {whole}: each of its parts alone is right, the network as a whole is not", why)
    return _Place(parted.part.name, _in_words(parted), parted.why)


def _in_words(parted: Parted) -> str:
    part = parted.part
    if not part.inside:
        return f"{part.name}, a layer of your {part.exercise}"
    if parted.why:
        return f"{part.name}, your {part.exercise}"
    return f"{part.name}, your {part.exercise}: each of its layers alone is right, all together are not"


def _nothing_seen(model: str) -> Reading:
    none = np.zeros(0, np.int64)
    why = "the machine that grades does not have the images"
    return Reading(model, np.zeros((0, 28, 28), np.uint8), none, none, none, (), why=why)


def _passed(network: nn.Module, images: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        logits: np.ndarray = network(torch.from_numpy(images)).numpy()
    return logits


def _all_of(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        for way in part.inside:
            yield from _all_of(way)
