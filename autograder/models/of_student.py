"""The trained networks on everything that a student has handed in of the work that they are made of."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.exam.exercise import Verdict
from autograder.exams import find_assignment
from autograder.grading.grader import Grader
from autograder.models.layers import ASSIGNMENTS
from autograder.models.networks import NETWORKS
from autograder.models.of_modules import OF_MODULES, OfModules
from autograder.models.own_layers import own_layers, written
from autograder.models.reading import MODELS, read_digits
from autograder.models.recognising import recognise_garments
from autograder.models.seen import Seen
from autograder.models.told import layers_told, modules_told
from autograder.sandbox.outside.sandbox import Submission

__all__ = ["read_with_layers_of", "recognise_with_modules_in", "seen_with_all_of"]


def seen_with_all_of(grader: Grader, submitted: Mapping[str, bytes], budget_seconds: float = 10.0) -> Seen:
    """Let all networks see what they can with some submissions; arguments as for `read_with_layers_of`."""
    seen = Seen()
    if any(room in submitted for room in ASSIGNMENTS.values()):
        seen += read_with_layers_of(grader, submitted, budget_seconds)
    for model, network in OF_MODULES.items():
        if network.assignment in submitted:
            with grader.opened(submitted[network.assignment], network.assignment) as submission:
                verdicts = _examined(grader, submission, network)
                seen += recognise_with_modules_in(submission, model, verdicts, budget_seconds)
    return seen


def read_with_layers_of(grader: Grader, submitted: Mapping[str, bytes], budget_seconds: float = 10.0) -> Seen:
    """Let networks read digits with the layers in some submissions. Never raises for anything that is in them.

    Args:
        grader: opens and examines them.
        submitted: notebooks as they were handed in, by assignment.
        budget_seconds: for each network.
    """
    with own_layers(grader, submitted) as own:
        readings = tuple(read_digits(model, own.operations, budget_seconds) for model in MODELS)
    return Seen(readings, tuple(layers_told(own)))


def recognise_with_modules_in(
    submission: Submission, model: str, verdicts: Mapping[str, Verdict], budget_seconds: float = 10.0
) -> Seen:
    """Let a network recognise garments in the form that a student has given it. Never raises for anything in that.

    Args:
        submission: the notebook in which the network is written; its cells have run.
        model: one of `OF_MODULES`.
        verdicts: at least those on the exercises that the network is made of.
        budget_seconds: for the student's network.
    """
    network = OF_MODULES[model]
    missing = [name for name in network.exercises if not written(verdicts.get(name))]
    if missing:
        return Seen((), (f"{NETWORKS[model].called} waits for your {' and '.join(missing)}.",))
    with submission.check(network.exercise) as candidate:
        reading = recognise_garments(model, lambda question: candidate.answer([question])[0], budget_seconds)
    return Seen((reading,), tuple(modules_told(model, verdicts)))


def _examined(grader: Grader, submission: Submission, network: OfModules) -> dict[str, Verdict]:
    verdicts = {}
    for name in network.exercises:
        exercise = find_assignment(network.assignment).exercise(name)
        with submission.check(name, exercise.call_seconds) as candidate:
            verdicts[name] = grader.examine(exercise, candidate)
    return verdicts
