"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast. Arrays are of every integer and floating dtype, sides are 1 to 5, or larger now and then.
What is refused comes too: wrong numbers of axes, lengths that NumPy would stretch, single samples. A layer is made,
shown a few batches in both modes, and asked for what it holds; parameters and modes are set in between.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exam.mutants.any_array import DTYPES
from autograder.sandbox.wire.questions import Call, Do, Put, Read, Rng, Script, Step

__all__ = ["FURTHER_DRAWS"]


def batch_statistics(rng: np.random.Generator) -> Call:
    return Call((_array(rng, _batch_shape(rng)),))


def undo_batch_norm(rng: np.random.Generator) -> Call:
    return _with_eps(rng, _array(rng, _batch_shape(rng)))


def fold_batch_norm(rng: np.random.Generator) -> Call:
    shape = _sides(rng, 4 if rng.random() < 0.9 else int(rng.integers(1, 6)))
    vectors = [_array(rng, _length(rng, shape[0])) for _ in range(5)]
    vectors[-1] = np.abs(vectors[-1].astype(np.float64))
    return _with_eps(rng, _array(rng, shape), *vectors)


def batch_norm_backward(rng: np.random.Generator) -> Call:
    shape = _batch_shape(rng)
    dy = shape if rng.random() < 0.9 else tuple(int(rng.choice((1, side))) for side in shape)
    channels = shape[1] if len(shape) > 1 else shape[0]
    return _with_eps(rng, _array(rng, dy), _array(rng, shape), _array(rng, _length(rng, channels)))


def batch_norm(rng: np.random.Generator) -> Script:
    return _layer(rng, 2)


def batch_norm2d(rng: np.random.Generator) -> Script:
    return _layer(rng, 4)


def dropout(rng: np.random.Generator) -> Script:
    p = float(rng.choice((0, 0.1, 0.25, 0.5, 0.75, 0.9, rng.random(), -0.5, 1, 2)))
    make = Call((p, Rng(int(rng.integers(1000)))))
    steps: list[Step] = []
    shape = _sides(rng, int(rng.integers(1, 5)))
    for _ in range(int(rng.integers(1, 5))):
        if rng.random() < 0.3:
            steps.append(Put("training", bool(rng.random() < 0.5)))
        if not any(isinstance(step, Do) for step in steps) or rng.random() < 0.6:
            shape = _sides(rng, int(rng.integers(1, 5))) if rng.random() < 0.5 else shape
            steps.append(Do("forward", (_array(rng, shape),)))
        else:
            steps.append(Do("backward", (_array(rng, shape),)))
    return Script(make, tuple(steps) if 0 <= p < 1 else ())


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call | Script]] = {
    "batch_statistics": batch_statistics,
    "BatchNorm": batch_norm,
    "BatchNorm2d": batch_norm2d,
    "undo_batch_norm": undo_batch_norm,
    "fold_batch_norm": fold_batch_norm,
    "Dropout": dropout,
    "batch_norm_backward": batch_norm_backward,
}


def _layer(rng: np.random.Generator, axes: int) -> Script:
    """A layer that is shown some batches, its parameters and modes set in between, until it refuses one."""
    shape = _sides(rng, axes)
    d = shape[1]
    options: dict[str, Any] = {}
    if rng.random() < 0.4:
        options["momentum"] = float(rng.choice((0.0, 0.3, 0.5, 0.9)))  # 1.0 may cancel all but a few digits
    if rng.random() < 0.4:
        options["eps"] = _eps(rng)
    steps: list[Step] = []
    in_training = True
    for _ in range(int(rng.integers(1, 5))):
        kind = rng.random()
        if kind < 0.15:
            steps += [Put("gamma", rng.normal(size=d)), Put("beta", rng.normal(size=d))]
        elif kind < 0.25:  # for good: who moves the statistics in place would move the caller's arrays
            steps += [Put("training", False)]
            steps += [Put("running_mean", rng.normal(size=d)), Put("running_var", rng.uniform(0, 3, d))]
            in_training = False
        elif kind < 0.4 and in_training:
            steps.append(Put("training", bool(rng.random() < 0.5)))
        else:
            steps.append(Do("forward", (_moderate(rng, _shape_like(rng, shape)),)))
    put = {step.attribute for step in steps if isinstance(step, Put)}  # what is put is the caller's array, read again
    reads = [Read(name) for name in ("gamma", "beta", "running_mean", "running_var", "training") if name not in put]
    return Script(Call((d,), options), (*steps, *reads))


def _shape_like(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Another batch for a layer, mostly with its number of features; other numbers, and other axes, are refused."""
    if rng.random() < 0.1:
        return _sides(rng, int(rng.integers(1, 6)))
    sides = list(_sides(rng, len(shape)))
    if rng.random() < 0.93:
        sides[1] = shape[1]
    return tuple(sides)


def _with_eps(rng: np.random.Generator, *arrays: np.ndarray) -> Call:
    kind = rng.random()
    if kind < 0.4:
        return Call(arrays)
    return Call((*arrays, _eps(rng))) if kind < 0.7 else Call(arrays, {"eps": _eps(rng)})


def _eps(rng: np.random.Generator) -> float:
    return float(rng.choice((1e-9, 1e-5, 1e-3, 0.1, 1.0, 3.3, 1000.3)))


def _batch_shape(rng: np.random.Generator) -> tuple[int, ...]:
    return _sides(rng, int(rng.choice((2, 4, 1, 3, 5), p=(0.45, 0.45, 0.03, 0.04, 0.03))))


def _sides(rng: np.random.Generator, axes: int) -> tuple[int, ...]:
    sides = [int(side) for side in rng.integers(1, 5, axes)]
    if rng.random() < 0.02:
        sides[0] = int(rng.integers(6, 30))
    return tuple(sides)


def _length(rng: np.random.Generator, wanted: int) -> tuple[int, ...]:
    """One number per channel, mostly; lengths and axes that do not belong come, too."""
    if rng.random() < 0.97:
        return (wanted,)
    return [(1,), (wanted + 1,), (1, wanted), (wanted, 1), (1, 1)][int(rng.integers(5))]


def _moderate(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers of which a float64 keeps the digits when they are normalised, in every dtype.

    They are equal or a hundredth apart: of what is closer, half the digits are lost in the variance.
    """
    dtype = np.dtype(str(rng.choice(DTYPES)))
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        return rng.integers(max(limits.min, -1000), min(limits.max, 1000), shape, endpoint=True).astype(dtype)
    numbers = rng.normal(rng.normal(scale=3), rng.choice((0.03, 1.0, 30.0)), shape)
    return np.round(numbers, 0 if rng.random() < 0.3 else 2).astype(dtype)


def _array(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    numbers = _moderate(rng, shape)
    return np.asfortranarray(numbers) if rng.random() < 0.3 else numbers
