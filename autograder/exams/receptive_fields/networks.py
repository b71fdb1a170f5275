"""Networks that a question hands over: as a list of layers, of which the notebook's own drivers make functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import whole_numbers
from autograder.sandbox.wire.questions import Call
from cnnedu.ops.small_networks import network_of

__all__ = [
    "GIVEN",
    "Pair",
    "asked",
    "asked_in_turns",
    "conv",
    "convolutions",
    "maximum",
    "output_shape",
    "small_images",
]

Pair = tuple[int, int]
NetworkLayer = tuple[Any, ...]

_ONE, _ZERO = (1, 1), (0, 0)


def with_network(answer: Callable[..., Any], layers: Sequence[NetworkLayer], *arguments: Any) -> Any:
    """Call an answer with a network made of some layers, and with what else it takes."""
    return answer(network_of(layers), *arguments)


def with_networks(
    answer: Callable[..., Any], networks: Sequence[Sequence[NetworkLayer]], calls: Sequence[Sequence[Any]]
) -> list[Any]:
    """Call an answer several times: each call is the number of a network, and what else the answer takes.

    Images of one shape come in one and the same array, filled again.

    Raises:
        ValueError: two results lie in the same memory.
    """
    made, results = [network_of(layers) for layers in networks], []
    images: dict[Pair, np.ndarray] = {}
    for number, *arguments in calls:
        for place, argument in enumerate(arguments):
            if isinstance(argument, np.ndarray):
                arguments[place] = images.setdefault(argument.shape, argument.copy())
                arguments[place][...] = argument
        results.append(answer(made[number], *arguments))
    arrays = [result for result in results if isinstance(result, np.ndarray)]
    for i, one in enumerate(arrays):
        if any(np.shares_memory(one, other) for other in arrays[:i]):
            raise ValueError("two calls gave one and the same array: make a new one in each call")
    return results


GIVEN = {"with_network": with_network, "with_networks": with_networks}


def asked(layers: Sequence[NetworkLayer], *arguments: Any) -> Call:
    """Ask about a network of these layers."""
    return Call((list(layers), *arguments), via="with_network")


def asked_in_turns(networks: Sequence[Sequence[NetworkLayer]], *calls: Sequence[Any]) -> Call:
    """Ask about some networks in turn: each call is the number of a network and the arguments; then the first again."""
    return Call((list(networks), [*calls, calls[0]]), via="with_networks")


def conv(kernel: Any, stride: Pair = _ONE, padding: Pair = _ZERO, bias: float = 0.0) -> NetworkLayer:
    return "conv", np.asarray(kernel, dtype=np.float64), stride, padding, bias


def maximum(size: Pair, stride: Pair | None = None) -> NetworkLayer:
    return "max", size, stride or size


def output_shape(layers: Sequence[NetworkLayer], shape: Pair) -> Pair:
    """Return (oh, ow) of a network's map, or (0, 0) where the images are too small for it."""
    for _, window, stride, *more in layers:
        size, (padding, _) = (np.shape(window), more) if more else (window, (_ZERO, 0))
        if any(k > n + 2 * p for k, n, p in zip(size, shape, padding, strict=True)):
            return _ZERO
        h, w = ((n + 2 * p - k) // s + 1 for n, p, k, s in zip(shape, padding, size, stride, strict=True))
        shape = h, w
    return shape


@st.composite
def convolutions(
    draw: st.DrawFn,
    strides: Sequence[Pair] = (_ONE,),
    paddings: Sequence[Pair] = (_ZERO,),
    least: int = 1,
    biased: bool = True,
) -> NetworkLayer:
    """Draw a convolution with a kernel of whole numbers from `least` to 5, not square, and mostly a bias."""
    shape = draw(st.sampled_from([(1, 2), (2, 1), (2, 3), (1, 3), (3, 1), (3, 2)]))
    kernel = draw(whole_numbers(shape, least, 5))
    bias = draw(st.sampled_from([0.0, 1.0, -2.0, 0.5])) if biased else 0.0
    return conv(kernel, draw(st.sampled_from(strides)), draw(st.sampled_from(paddings)), bias)


def small_images(h: int, w: int) -> st.SearchStrategy[np.ndarray]:
    return whole_numbers((h, w), -9, 9)
