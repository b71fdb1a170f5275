"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast. Stacks have up to nine layers, one of them spoilt at times; jumps fit into 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.sandbox.wire.questions import Call
from cnnedu.ops.small_networks import network_of

__all__ = ["FURTHER_DRAWS"]

_DRIVER = "with_network"


def receptive_field_of_equal_layers(rng: np.random.Generator) -> Call:
    low = -3 if rng.random() < 0.3 else 0
    return Call((_int(rng, 1 + low, 12), _int(rng, low, 40)))


def cost_of_stack(rng: np.random.Generator) -> Call:
    low = -3 if rng.random() < 0.4 else 1
    return Call((_int(rng, low, 9), _int(rng, low, 9), _int(rng, low, 200)))


def smallest_stack(rng: np.random.Generator) -> Call:
    low = -2 if rng.random() < 0.3 else 1
    n = _int(rng, low, int(rng.choice((4, 40, 900))))
    kind = rng.random()
    if kind < 0.2:
        return Call((n,))
    stride = _int(rng, low, 9)
    return Call((n, stride)) if kind < 0.6 else Call((n,), {"stride": stride})


def receptive_field(rng: np.random.Generator) -> Call:
    stack = _stack(rng)
    if stack and rng.random() < 0.3:
        where, bad = _int(rng, 0, len(stack) - 1), _int(rng, -3, 0)
        kernel, stride, padding = stack[where]
        spoilt = (bad, stride, padding), (kernel, bad, padding), (kernel, stride, bad)
        stack[where] = spoilt[_int(rng, 0, 2)]
    return Call((stack,))


def window_of(rng: np.random.Generator) -> Call:
    return Call((_int(rng, -3 if rng.random() < 0.2 else 0, 30), _stack(rng)))


def effective_receptive_field(rng: np.random.Generator) -> Call:
    if rng.random() < 0.05:
        return Call(([(_int(rng, 1, 3), 1, 0) for _ in range(_int(rng, 20, 40))],))
    return Call((_stack(rng)[:4],))


def receptive_field_by_perturbation(rng: np.random.Generator) -> Call:
    most = 5 if rng.random() < 0.05 else 3  # a network is called once for each pixel
    shape = _int(rng, 1, most), _int(rng, 1, most)
    layers, (oh, ow) = _network(rng, shape)
    return Call((layers, shape, (_int(rng, 0, oh - 1), _int(rng, 0, ow - 1))), via=_DRIVER)


def is_shift_equivariant(rng: np.random.Generator) -> Call:
    while not _told_from_rounding(call := _shifted(rng)):
        pass
    return call


def _shifted(rng: np.random.Generator) -> Call:
    down, right = (int(step) for step in rng.choice((0, 0, 1, 1, 2, 3, 4), 2))
    h, w = _int(rng, 2, 6), _int(rng, 2, 6)
    layers, _ = _network(rng, (h, w))
    jumps = np.prod([layer[2] for layer in layers], axis=0, dtype=int)
    image = np.round(rng.normal(size=(h + down, w + right)), int(rng.integers(0, 3))) * rng.choice((0, 1, 1, 100))
    kind = rng.random()
    if kind < 0.5:
        back = down // int(jumps[0]), right // int(jumps[1])
    else:
        back = (_int(rng, 0, 4), _int(rng, 0, 4)) if kind < 0.7 else (down, right)
    return Call((layers, image, (down, right), back), via=_DRIVER)


def _told_from_rounding(call: Call) -> bool:
    """Say whether two numbers of the outputs differ by rounding or by as much as the docstring says."""
    layers, image, (down, right), (back_down, back_right) = call.args
    network = network_of(layers)
    kept, moved = network(image)[back_down:, back_right:], network(image[down:, right:])
    if kept.shape != moved.shape:
        return True
    apart = np.abs(kept - moved)
    least = np.maximum(1e-6, 1e-4 * np.maximum(np.abs(kept), np.abs(moved)))
    return bool(np.all((apart < 1e-12) | (apart > least)))


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call]] = {
    draw.__name__: draw
    for draw in (
        receptive_field_of_equal_layers,
        cost_of_stack,
        receptive_field,
        window_of,
        smallest_stack,
        receptive_field_by_perturbation,
        is_shift_equivariant,
        effective_receptive_field,
    )
}


def _int(rng: np.random.Generator, low: int, high: int) -> int:
    return int(rng.integers(low, high, endpoint=True))


def _stack(rng: np.random.Generator) -> list[tuple[int, int, int]]:
    depth = int(rng.choice((0, 1, 1, 2, 2, 3, 4, 9)))
    steps = (1, 1, 1, 2) if depth > 4 else (1, 1, 2, 2, 3, 5)
    return [(_int(rng, 1, 6), int(rng.choice(steps)), int(rng.choice((0, 0, 1, 2, 5)))) for _ in range(depth)]


def _network(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[list[tuple], tuple[int, int]]:
    """One to three layers that fit, and the shape of their map for images of this shape."""
    layers: list[tuple] = []
    for _ in range(_int(rng, 1, 3)):
        stride = _int(rng, 1, 3), _int(rng, 1, 3)
        padding = (0, 0) if rng.random() < 0.6 else (_int(rng, 0, 2), _int(rng, 0, 2))
        size = tuple(_int(rng, 1, min(3, side)) for side in shape)
        if rng.random() < 0.3:
            padding = (0, 0)
            layers.append(("max", size, stride))
        else:
            kernel = rng.integers(-3, 6, size) * float(rng.choice((1, 1, 0.01)))
            layers.append(("conv", kernel, stride, padding, float(rng.integers(-2, 3))))
        h, w = ((n + 2 * p - k) // s + 1 for n, p, k, s in zip(shape, padding, size, stride, strict=True))
        shape = h, w
    return layers, shape
