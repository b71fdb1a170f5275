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


def both_drivers(part: Part) -> list[Callable]:
    return [GIVEN["with_networks"], part("networks").with_networks]


def test_calls_in_turns_get_their_network_and_their_numbers_in_one_array(part: Part) -> None:
    kept = []

    def answer(network, image, number):
        kept.append(image)
        return network(image) * number

    images = np.random.default_rng(2).normal(size=(2, 9, 11))
    networks = [LAYERS["plain"], LAYERS["pooled"]]
    for driver in both_drivers(part):
        results = driver(answer, networks, [(0, images[0], 1), (1, images[1], 2)])
        np.testing.assert_allclose(results[0], network_of(LAYERS["plain"])(images[0]), atol=1e-12)
        np.testing.assert_allclose(results[1], 2 * network_of(LAYERS["pooled"])(images[1]), atol=1e-12)
        assert kept[-1] is kept[-2]


def test_a_result_that_is_handed_out_twice_is_refused(part: Part) -> None:
    buffer = np.zeros((2, 3))
    for driver in both_drivers(part):
        with pytest.raises(ValueError, match="new one in each call"):
            driver(lambda network, number: buffer[:number], [[], []], [(0, 1), (1, 2)])


def test_a_network_without_layers_gives_a_copy(part: Part) -> None:
    image = np.ones((2, 3))
    for made in (network_of([]), part("networks").network_of([])):
        assert not np.shares_memory(made(image), image)
