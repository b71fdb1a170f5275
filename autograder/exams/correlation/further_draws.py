"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast: a hundred thousand of them in seconds.

Arrays are of every integer and floating dtype, bytes over their whole range, and their sides are 1 to 5, or 40 now and
then. Numbers that are refused come one at a time and together. Axes are of up to 5000 pixels: a float of 64 bits can
count them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exam.mutants.any_array import DTYPES, any_array, any_side
from autograder.sandbox.wire.questions import Call

__all__ = ["FURTHER_DRAWS"]


def corr2d(rng: np.random.Generator) -> Call:
    image, kernel = _image_and_kernel(rng)
    if rng.random() < 0.3:
        return Call((image, kernel))
    bias = _bias(rng)
    return Call((image, kernel, bias)) if rng.random() < 0.5 else Call((image, kernel), {"bias": bias})


def convolve2d(rng: np.random.Generator) -> Call:
    return Call(_image_and_kernel(rng))


def corr2d_same(rng: np.random.Generator) -> Call:
    return Call((any_array(rng, _size(rng)), any_array(rng, _size(rng))))


def corr2d_strided(rng: np.random.Generator) -> Call:
    image, kernel = _image_and_kernel(rng)
    more: dict[str, object] = {}
    if rng.random() < 0.8:
        more["padding"] = _pair(rng, (-2, -1, 0, 0, 1, 1, 2, 3) if rng.random() < 0.3 else (0, 0, 1, 1, 2, 3))
    if rng.random() < 0.8:
        more["stride"] = _pair(rng, (-2, -1, 0, 1, 1, 2, 3) if rng.random() < 0.3 else (1, 1, 2, 2, 3, 5, 9))
    if rng.random() < 0.6:
        more["bias"] = _bias(rng)
    if len(more) == 3 and rng.random() < 0.5:
        return Call((image, kernel, *more.values()))
    return Call((image, kernel), more)


def pad2d(rng: np.random.Generator) -> Call:
    numbers = (0, 0, 1, 2, 3) if rng.random() < 0.6 else (-3, -2, -1, 0, 0, 1, 2, 5)
    sides = [int(rng.choice(numbers)) for _ in range(4)]
    return Call((any_array(rng, _size(rng), (*DTYPES, "uint64", "bool", "complex128")), *sides))


def filter_image(rng: np.random.Generator) -> Call:
    size = _size(rng)
    extreme = rng.random() < 0.3
    image = rng.choice(np.array([0, 255], np.uint8), size) if extreme else rng.integers(0, 256, size, np.uint8)
    names = ["identity", "edges", "sharpen", "blur"]
    if rng.random() < 0.2:
        names = ["sepia", "Edges", "BLUR", "blur ", " identity", "sharp", "sharpening", "edge", "", "iden_tity", "8"]
    return Call((image, str(rng.choice(names))))


def output_size(rng: np.random.Generator) -> Call:
    return _axis(rng, "padding", 2)


def output_size_total(rng: np.random.Generator) -> Call:
    return _axis(rng, "total_padding", 1)


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call]] = {
    draw.__name__: draw
    for draw in (
        corr2d,
        convolve2d,
        output_size,
        output_size_total,
        pad2d,
        corr2d_strided,
        corr2d_same,
        filter_image,
    )
}


def _axis(rng: np.random.Generator, argument: str, ends: int) -> Call:
    most = 5000 if rng.random() < 0.01 else int(rng.choice((4, 12, 60)))
    n, padding = int(rng.integers(1, most + 1)), int(rng.choice([0, 0, 1, 2, int(rng.integers(0, 20))]))
    fits = n + ends * padding
    k = int(
        rng.choice(
            [1, fits, fits + 1, max(1, fits - 1), int(rng.integers(1, fits + 1)), int(rng.integers(1, 2 * fits + 1))]
        )
    )
    stride = int(rng.choice([1, 1, 2, 3, 5, int(rng.integers(1, 12)), -1, 0, int(rng.integers(-4, 1))]))
    more: dict[str, int] = {}
    if padding or rng.random() < 0.5:
        more[argument] = padding
    if stride != 1 or rng.random() < 0.5:
        more["stride"] = stride
    return Call((n, k, *more.values())) if len(more) == 2 and rng.random() < 0.5 else Call((n, k), more)


def _image_and_kernel(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """An image and a kernel that mostly fits: often just so; sometimes too large on one axis, or on both."""
    h, w = _size(rng)
    kh, kw = (any_side(rng, length) for length in (h, w))
    return any_array(rng, (h, w)), any_array(rng, (kh, kw))


def _size(rng: np.random.Generator) -> tuple[int, int]:
    h, w = (int(side) for side in rng.integers(1, 6, 2))
    return (h, int(rng.integers(6, 41))) if rng.random() < 0.02 else (h, w)


def _bias(rng: np.random.Generator) -> float:
    return rng.choice((0, 1, -3)).item() if rng.random() < 0.4 else float(rng.normal() * rng.choice((1, 1000)))


def _pair(rng: np.random.Generator, numbers: tuple[int, ...]) -> tuple[int, int]:
    first, second = (int(number) for number in rng.choice(numbers, 2))
    return first, second
