"""The trained networks on everything that a student has handed in of the layers that they are made of."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.grading.grader import Grader
from autograder.models.own_layers import OwnLayers, own_layers
from autograder.models.reading import MODELS, Reading, read_digits

__all__ = ["read_with_layers_of"]


def read_with_layers_of(
    grader: Grader, submitted: Mapping[str, bytes], budget_seconds: float = 10.0
) -> tuple[list[Reading], OwnLayers]:
    """Let each network read digits with the layers in some submissions. Never raises for anything that is in them.

    Args:
        grader: opens and examines them.
        submitted: notebooks as they were handed in, by assignment.
        budget_seconds: for each network.
    """
    with own_layers(grader, submitted) as own:
        return [read_digits(model, own.operations, budget_seconds) for model in MODELS], own
