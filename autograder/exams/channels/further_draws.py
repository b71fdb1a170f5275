"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast. Arrays are of every integer and floating dtype, and their sides are 1 to 4. What is
refused comes one thing at a time and together. Counts stay below what an integer of 64 bits can hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exam.mutants.any_array import any_array, any_side
from autograder.sandbox.wire.questions import Call

__all__ = ["FURTHER_DRAWS"]


def corr2d_channels(rng: np.random.Generator) -> Call:
    c, h, w = _sides(rng, 3)
    return Call((any_array(rng, (c, h, w)), any_array(rng, (_near(rng, c), any_side(rng, h), any_side(rng, w)))))


def conv2d(rng: np.random.Generator) -> Call:
    n, c, h, w, c_out = _sides(rng, 5)
    ph, pw = (int(p) for p in rng.choice((-2, -1, 0, 0, 1, 2) if rng.random() < 0.15 else (0, 0, 1, 2, 3), 2))
    size = (any_side(rng, max(h + 2 * ph, 1)), any_side(rng, max(w + 2 * pw, 1)))
    args: list[Any] = [any_array(rng, (n, c, h, w)), any_array(rng, (c_out, _near(rng, c), *size))]
    more: dict[str, Any] = {}
    if rng.random() < 0.7:
        more["bias"] = _bias(rng, c_out)
    if rng.random() < 0.7:
        strides = (-2, -1, 0, 1, 1, 2, 3) if rng.random() < 0.2 else (1, 1, 2, 2, 3, 5)
        more["stride"] = tuple(int(s) for s in rng.choice(strides, 2))
    if (ph, pw) != (0, 0) or rng.random() < 0.5:
        more["padding"] = (ph, pw)
    if len(more) == 3 and rng.random() < 0.5:
        return Call((*args, *more.values()))
    return Call(tuple(args), more)


def conv1x1(rng: np.random.Generator) -> Call:
    n, c, h, w, c_out = _sides(rng, 5)
    args = any_array(rng, (n, c, h, w)), any_array(rng, (c_out, _near(rng, c)))
    if rng.random() < 0.3:
        return Call(args)
    bias = _bias(rng, c_out)
    return Call((*args, bias)) if rng.random() < 0.5 else Call(args, {"bias": bias})


def linear_as_conv(rng: np.random.Generator) -> Call:
    units, c, h, w = _sides(rng, 4)
    columns = c * h * w
    if rng.random() < 0.3:
        others = (columns + 1, columns - 1, 2 * columns, h * w, c, c * (h + 1) * w, int(rng.integers(1, 40)))
        columns = max(int(rng.choice(others)), 1)
    return Call((any_array(rng, (units, columns)), (c, h, w)))


def conv_as_linear(rng: np.random.Generator) -> Call:
    return Call((any_array(rng, _sides(rng, 4)),))


def layer_costs(rng: np.random.Generator) -> Call:
    most = int(rng.choice((3, 12, 500)))
    c_in, c_out, h, w = (int(side) for side in rng.integers(1, most + 1, 4))
    ph, pw = (int(p) for p in rng.choice((0, 0, 1, 2, 5), 2))
    kernel = (any_side(rng, h + 2 * ph), any_side(rng, w + 2 * pw))
    more: dict[str, Any] = {}
    if rng.random() < 0.7:
        strides = (-2, -1, 0, 1, 1, 2, 3) if rng.random() < 0.2 else (1, 1, 2, 2, 3, 5, 40)
        more["stride"] = tuple(int(s) for s in rng.choice(strides, 2))
    if (ph, pw) != (0, 0) or rng.random() < 0.5:
        more["padding"] = (ph, pw)
    if rng.random() < 0.7:
        more["bias"] = bool(rng.random() < 0.5)
    if len(more) == 3 and rng.random() < 0.5:
        return Call((c_in, c_out, kernel, (h, w), *more.values()))
    return Call((c_in, c_out, kernel, (h, w)), more)


def stack_costs(rng: np.random.Generator) -> Call:
    shape = (int(rng.integers(1, 5)), int(rng.integers(1, 30)), int(rng.integers(1, 30)))
    layers: list[tuple[Any, ...]] = []
    for _ in range(int(rng.integers(1, 6))):
        kind = str(rng.choice(("conv", "conv", "pool", "pool", "linear")))
        if rng.random() < 0.04:
            kind = str(rng.choice(("Conv", "fc", "", "pooling", "li", "zebra", "dropout")))
        ph, pw = (int(p) for p in rng.choice((0, 0, 1, 2), 2)) if kind != "pool" else (0, 0)
        kernel = tuple(k if rng.random() < 0.97 else k + 30 for k in rng.integers(1, 4, 2).tolist())
        stride = tuple(int(s) for s in rng.choice((1, 1, 2, 3), 2))
        c_out = int(rng.integers(1, 9))
        layer = {"pool": ("pool", kernel, stride), "linear": ("linear", c_out)}
        layers.append(layer.get(kind, (kind, c_out, kernel, stride, (ph, pw))))
    return Call((layers, shape))


def grouped_conv2d(rng: np.random.Generator) -> Call:
    groups, each_in, each_out = (int(side) for side in rng.integers(1, 4, 3))
    n, h, w = _sides(rng, 3)
    c_in, c_out, channels = groups * each_in, groups * each_out, each_in
    if rng.random() < 0.3:
        c_in, c_out, channels = _near(rng, c_in, 0.4), _near(rng, c_out, 0.4), _near(rng, channels, 0.4)
    asked = groups if rng.random() < 0.85 else int(rng.integers(-2, 6))
    return Call(
        (any_array(rng, (n, c_in, h, w)), any_array(rng, (c_out, channels, any_side(rng, h), any_side(rng, w))), asked)
    )


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call]] = {
    draw.__name__: draw
    for draw in (
        corr2d_channels,
        conv2d,
        conv1x1,
        linear_as_conv,
        conv_as_linear,
        layer_costs,
        stack_costs,
        grouped_conv2d,
    )
}


def _sides(rng: np.random.Generator, count: int) -> tuple[int, ...]:
    return tuple(int(side) for side in rng.integers(1, 5, count))


def _near(rng: np.random.Generator, channels: int, often: float = 0.1) -> int:
    """As many channels, or a few more or less, or a single one."""
    if rng.random() >= often:
        return channels
    return max(int(rng.choice((1, channels + 1, channels - 1, 2 * channels, channels + 3))), 1)


def _bias(rng: np.random.Generator, filters: int) -> Any:
    kind = rng.random()
    if kind < 0.2:
        return None
    if kind < 0.9:
        return any_array(rng, (filters,))
    shapes = ((1,), (filters + 1,), (max(filters - 1, 0),), (1, filters), (filters, 1), ())
    return any_array(rng, shapes[int(rng.integers(len(shapes)))])
