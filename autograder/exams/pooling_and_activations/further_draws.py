"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast: a hundred thousand of them in a minute.

Maps have sides of 1 to 5, or 20 now and then, and tie often. Numbers that are refused come one at a time and together.
Scores stay below a thousand: rounding grows with them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exam.mutants.any_array import any_array
from autograder.sandbox.wire.questions import Call

__all__ = ["FURTHER_DRAWS"]

_NAMES = ("relu", "leaky_relu", "sigmoid", "tanh")


def global_mean_pool(rng: np.random.Generator) -> Call:
    return Call((_numbers(rng, _maps(rng)),))


def max_pool2d(rng: np.random.Generator) -> Call:
    shape = _maps(rng)
    size, more = _window(rng, shape, careless=rng.random() < 0.3)
    return _asked(rng, (_numbers(rng, shape), size), more)


mean_pool2d = max_pool2d


def max_pool2d_backward(rng: np.random.Generator) -> Call:
    shape = _maps(rng)
    size, more = _window(rng, shape)
    return _asked(rng, (_gradient(rng, shape, size, more), _numbers(rng, shape), size), more)


def mean_pool2d_backward(rng: np.random.Generator) -> Call:
    shape = _maps(rng)
    size, more = _window(rng, shape)
    return _asked(rng, (_gradient(rng, shape, size, more), shape, size), more)


def activation(rng: np.random.Generator) -> Call:
    shape = tuple(int(side) for side in rng.integers(1, 5, int(rng.integers(1, 5))))
    x = _numbers(rng, shape)
    if x.dtype == np.float64 and rng.random() < 0.3:
        x = x * rng.choice((0.1, 100.0, 1000.0))
    dy = _numbers(rng, _another(rng, shape) if rng.random() < 0.1 else shape)
    odd = ("ReLU", "relu ", "sigmoid_", "leakyrelu", "", "tan", "TANH", "elu", "gelu", "relu6")
    return Call((x, dy, str(rng.choice(odd if rng.random() < 0.1 else _NAMES))))


def softmax(rng: np.random.Generator) -> Call:
    return Call((_scores(rng),))


def cross_entropy(rng: np.random.Generator) -> Call:
    z = _scores(rng)
    n, k = z.shape
    kind = rng.random()
    length = (n,) if kind > 0.1 else _another(rng, (n,))
    low, high = (-2, k + 2) if rng.random() < 0.1 else (0, k)
    labels = rng.integers(low, high, length)
    signed = labels.astype(str(rng.choice(("int8", "int16", "int32", "int64"))))
    return Call((z, labels.astype(np.uint8) if low == 0 and rng.random() < 0.2 else signed))


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call]] = {
    "global_mean_pool": global_mean_pool,
    "max_pool2d": max_pool2d,
    "mean_pool2d": mean_pool2d,
    "activation": activation,
    "max_pool2d_backward": max_pool2d_backward,
    "mean_pool2d_backward": mean_pool2d_backward,
    "softmax": softmax,
    "cross_entropy": cross_entropy,
}


def _maps(rng: np.random.Generator) -> tuple[int, ...]:
    n, c = (int(number) for number in rng.integers(1, 4, 2))
    h, w = (int(side) for side in rng.integers(1, 6, 2))
    return (n, c, h, int(rng.integers(6, 21))) if rng.random() < 0.02 else (n, c, h, w)


def _window(
    rng: np.random.Generator, shape: tuple[int, ...], careless: bool = False
) -> tuple[tuple[int, int], dict[str, tuple[int, int] | None]]:
    """A window that fits, mostly; a careless one may be too large, step backwards, or be padded too much."""
    sizes, paddings = [], []
    for side in shape[2:]:
        size = int(rng.integers(1, side + 3 if rng.random() < 0.2 else side + 1))
        least = max(0, -(-(size - side) // 2))
        padding = int(rng.integers(least, size // 2 + 1)) if least <= size // 2 and rng.random() < 0.6 else least
        if padding > size // 2:
            size, padding = side, 0
        if careless and rng.random() < 0.5:
            size, padding = size + int(rng.integers(0, 3)), padding + int(rng.integers(-2, 3))
        sizes.append(size)
        paddings.append(padding)
    more: dict[str, tuple[int, int] | None] = {}
    if rng.random() < 0.7:
        strides = (-2, -1, 0, 1, 2, 3) if careless and rng.random() < 0.4 else (1, 1, 2, 3, 4, 9)
        more["stride"] = _pair(rng.choice(strides, 2))
    elif rng.random() < 0.3:
        more["stride"] = None
    if any(paddings) or rng.random() < 0.3:
        more["padding"] = _pair(paddings)
    return _pair(sizes), more


def _asked(rng: np.random.Generator, args: tuple, more: dict) -> Call:
    if len(more) == 2 and rng.random() < 0.5:
        return Call((*args, *more.values()))
    return Call(args, more)


def _gradient(rng: np.random.Generator, shape: tuple[int, ...], size: tuple[int, int], more: dict) -> np.ndarray:
    strides, paddings = more.get("stride") or size, more.get("padding", (0, 0))
    counts = [(n + 2 * p - k) // s + 1 for n, p, k, s in zip(shape[2:], paddings, size, strides, strict=True)]
    right = (*shape[:2], *counts)
    return _numbers(rng, _another(rng, right) if rng.random() < 0.1 else right)


def _another(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Another shape: an axis longer, shorter, of length 1, left out, put in front; or two axes swapped."""
    sides, place = list(shape), int(rng.integers(len(shape)))
    match int(rng.integers(6)):
        case 0:
            sides[place] += 1
        case 1:
            sides[place] = max(1, sides[place] - 1)
        case 2:
            sides[place] = 1
        case 3 if len(sides) > 1:
            del sides[place]
        case 4:
            sides.insert(0, 1)
        case 5:
            sides[place], sides[-1] = sides[-1], sides[place]
    return tuple(sides)


def _scores(rng: np.random.Generator) -> np.ndarray:
    few, many = int(rng.integers(1, 6)), int(rng.choice([300, 2100]) if rng.random() < 0.02 else rng.integers(1, 6))
    z = _numbers(rng, (few, many) if rng.random() < 0.7 else (min(many, 300), few))
    if z.dtype == np.float64:
        return z * rng.choice((0.1, 1.0, 100.0))
    return z


def _numbers(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers below a thousand that tie often."""
    return any_array(rng, shape, most=1000, few=(-2, 3), scale=10.0)


def _pair(numbers: object) -> tuple[int, int]:
    first, second = (int(number) for number in numbers)  # type: ignore[attr-defined]
    return first, second
