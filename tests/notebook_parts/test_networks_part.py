"""The networks that a notebook has are those that its exam has: the reference's, written another way."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest

from autograder.exams.receptive_fields.networks import GIVEN
from cnnedu.ops.small_networks import network_of

Part = Callable[[str], ModuleType]

KERNEL = np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]])
LAYERS = {
    "plain": [("conv", KERNEL, (1, 1), (0, 0), 0.0)],
    "strided and padded": [("conv", KERNEL, (2, 3), (1, 2), 0.5)],
    "pooled": [("max", (2, 3), (1, 2))],
    "stacked": [("conv", KERNEL, (1, 2), (1, 0), -1.5), ("max", (2, 2), (2, 1)), ("conv", KERNEL.T, (1, 1), (1, 1), 2)],
}


@pytest.mark.parametrize("layers", LAYERS.values(), ids=LAYERS)
def test_a_network_computes_what_the_references_does(part: Part, layers: list[tuple]) -> None:
    image = np.random.default_rng(1).normal(size=(9, 11))
    np.testing.assert_allclose(part("networks").network_of(layers)(image), network_of(layers)(image), atol=1e-12)


def test_the_driver_hands_over_what_the_exams_driver_does(part: Part) -> None:
    def answer(network, image, number):
        return network(image) * number

    arguments = answer, LAYERS["stacked"], np.ones((9, 11)), 3
    given = GIVEN["with_network"](*arguments)
    np.testing.assert_allclose(part("networks").with_network(*arguments), given, atol=1e-12)
