"""Inputs far from the exams' own: whatever the docstrings allow, corners often, drawn by NumPy alone.

They say whether a mutant that no exam notices is right after all. So they share nothing with the strategies that the
exams draw from, and are fast: a hundred thousand of them in a minute or two.

Arrays are of every integer and floating dtype, bytes over their whole range. Samples, channels and sides are few, an
image is long now and then. Shapes that do not belong together come one axis at a time, and axes exchanged.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exam.mutants.any_array import any_array, any_side
from autograder.sandbox.wire.questions import Call

__all__ = ["FURTHER_DRAWS"]

Pair = tuple[int, int]


def convolution_matrix(rng: np.random.Generator) -> Call:
    h, w = _size(rng)
    return Call((any_array(rng, (any_side(rng, h), any_side(rng, w))), (h, w)))


def im2col(rng: np.random.Generator) -> Call:
    layer = _Layer(rng, too_large=0.1)
    more, named = layer.options(rng)
    return Call((any_array(rng, (layer.c_in, *layer.size)), layer.kernel_size, *more), named)


def col2im(rng: np.random.Generator) -> Call:
    layer = _Layer(rng)
    shape = _spoilt(rng, (layer.c_in * layer.kernel_size[0] * layer.kernel_size[1], layer.out[0] * layer.out[1]))
    more, named = layer.options(rng)
    return Call((any_array(rng, shape), (layer.c_in, *layer.size), layer.kernel_size, *more), named)


def conv2d_bias_gradient(rng: np.random.Generator) -> Call:
    return Call((any_array(rng, tuple(int(side) for side in rng.integers(1, 5, 4))),))


def conv2d_weight_gradient(rng: np.random.Generator) -> Call:
    layer = _Layer(rng)
    n, oh, ow = _spoilt(rng, (layer.n, *layer.out))
    more, named = layer.options(rng)
    dy, x = any_array(rng, (n, layer.c_out, oh, ow)), any_array(rng, (layer.n, layer.c_in, *layer.size))
    return Call((dy, x, layer.kernel_size, *more), named)


def conv2d_input_gradient(rng: np.random.Generator) -> Call:
    layer = _Layer(rng)
    more, named = layer.options(rng)
    dy = any_array(rng, (layer.n, *_spoilt(rng, (layer.c_out, *layer.out))))
    return Call((dy, any_array(rng, (layer.c_out, layer.c_in, *layer.kernel_size)), layer.size, *more), named)


def compose_kernels(rng: np.random.Generator) -> Call:
    return Call((any_array(rng, _size(rng)), any_array(rng, _size(rng))))


def learn_kernel(rng: np.random.Generator) -> Call:
    kh, kw, oh, ow = (int(side) for side in rng.integers(1, 4, 4))
    target = _spoilt(rng, (oh, ow))
    image, start = any_array(rng, (oh + kh - 1, ow + kw - 1)), any_array(rng, (kh, kw))
    largest = max(1.0, float(np.abs(image.astype(float)).max()))
    rate = float(rng.choice([0.5, 0.1, 0.01])) / (image.size * largest**2)  # not so long that errors grow
    arguments = image, any_array(rng, target), start
    steps = int(rng.choice([0, 1, 1, 2, 5]))
    if rng.random() < 0.5:
        return Call((*arguments, rate, steps))
    return Call(arguments, {"learning_rate": rate, "steps": steps})


FURTHER_DRAWS: dict[str, Callable[[np.random.Generator], Call]] = {
    draw.__name__: draw
    for draw in (
        convolution_matrix,
        im2col,
        col2im,
        conv2d_bias_gradient,
        conv2d_weight_gradient,
        conv2d_input_gradient,
        compose_kernels,
        learn_kernel,
    )
}


class _Layer:
    """The sizes of a layer whose window mostly fits: often just so."""

    def __init__(self, rng: np.random.Generator, too_large: float = 0.0) -> None:
        self.n, self.c_in, self.c_out = (int(number) for number in rng.integers(1, 4, 3))
        self.padding = _pair(rng, (0, 0, 0, 1, 1, 2, 3))
        self.stride = _pair(rng, (1, 1, 1, 2, 2, 3, 5))
        self.size = _size(rng)
        padded = [n + 2 * p for n, p in zip(self.size, self.padding, strict=True)]
        kh, kw = (length if rng.random() < 0.2 else int(rng.integers(1, min(length, 4) + 1)) for length in padded)
        if rng.random() < too_large:
            kh, kw = ((kh, padded[1] + 1), (padded[0] + 2, kw), (padded[0] + 1, padded[1] + 1))[int(rng.integers(3))]
        self.kernel_size = kh, kw

    @property
    def out(self) -> Pair:
        (h, w), (kh, kw), (sh, sw), (ph, pw) = self.size, self.kernel_size, self.stride, self.padding
        return (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    def options(self, rng: np.random.Generator) -> tuple[tuple[Pair, ...], dict[str, Pair]]:
        """Say stride and padding by position or by name, and leave out what says nothing now and then."""
        kind = rng.random()
        if kind < 0.4:
            return (self.stride, self.padding), {}
        named = {"stride": self.stride, "padding": self.padding}
        if kind < 0.7:
            usual = {"stride": (1, 1), "padding": (0, 0)}
            named = {name: value for name, value in named.items() if value != usual[name]}
        return (), named


def _spoilt(rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape, or one that does not belong: longer or shorter on some axes, or with two exchanged."""
    kind, sides = rng.random(), list(shape)
    if kind < 0.2:
        for place in rng.choice(len(sides), int(rng.integers(1, len(sides) + 1)), replace=False):
            sides[place] = max(1, sides[place] + int(rng.choice([-1, 1, 1, 2])))
    elif kind < 0.25:
        one, other = rng.choice(len(sides), 2, replace=False)
        sides[one], sides[other] = sides[other], sides[one]
    elif kind < 0.3:
        sides[int(rng.integers(len(sides)))] = 1
    return tuple(sides)


def _size(rng: np.random.Generator) -> Pair:
    h, w = (int(side) for side in rng.integers(1, 6, 2))
    return (h, int(rng.integers(6, 31))) if rng.random() < 0.02 else (h, w)


def _pair(rng: np.random.Generator, numbers: tuple[int, ...]) -> Pair:
    first, second = (int(number) for number in rng.choice(numbers, 2))
    return first, second
