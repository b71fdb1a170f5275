"""What several exams of this assignment ask about: a convolution layer of some size, its arrays, and loops beside it.

A `Layer` is sizes alone. Its arrays are drawn of whole numbers, of every dtype, or from a seed. What stands here as
loops (`correlated`, `spread`) shares nothing with the references: laws are stated with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import DTYPES, mixed_dtypes, telling_numbers, unequal_sizes, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.laws import in_turns
from autograder.sandbox.wire.questions import Call, Script

__all__ = [
    "ALIKE",
    "BRIGHT",
    "MANY",
    "NOTHING_SEEN",
    "PADDINGS",
    "SINGLE",
    "STRIDES",
    "Layer",
    "Pair",
    "alike",
    "any_layers",
    "correlated",
    "extremes",
    "few_dtypes",
    "fine",
    "layers",
    "numbers",
    "of_dtypes",
    "plain_layers",
    "spread",
    "uneven",
]

Pair = tuple[int, int]

FEW_CHANNELS = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2))
ALL_DIFFERENT = ((1, 2, 3), (3, 1, 2), (2, 3, 1), (3, 2, 1), (1, 3, 2), (2, 1, 3))
"""Samples, channels in, channels out."""

STRIDES = ((1, 1), (1, 2), (2, 1), (2, 3), (3, 2), (1, 3), (3, 1))
PADDINGS = ((0, 0), (0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0))

GEOMETRIES = (
    *[(stride, (0, 0)) for stride in [(2, 2), (3, 3), (1, 4), (4, 1), (5, 6), (9, 9)]],
    *[(stride, (1, 1)) for stride in [(1, 1), (2, 2), (1, 2), (3, 1)]],
    *[((1, 1), padding) for padding in [(2, 2), (0, 3), (3, 0), (4, 5)]],
    *[((2, 3), padding) for padding in [(2, 2), (0, 1), (1, 0), (5, 4)]],
)
"""Stride and padding: equal and unequal, longer than the kernel and than the image, with rows left over and without."""

NARROW = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32")
SIGNED = ("int8", "int16", "int32", "int64")
MIXED = (("uint8", "int32"), ("int32", "uint8"), ("uint8", "int64"), ("int64", "uint16"))

MANY = ((1031, 1, 1), (1, 1031, 1), (1, 1, 1031))
"""Samples, channels in, channels out: a prime number of one of them, so that blocks of any size leave some over."""

BRIGHT = 100_000.0 + np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4])
"""Large numbers that differ little: whoever takes away one from the other must have all their digits."""

TIGHT = (
    ((1, 1), (1, 1)),
    ((1, 3), (1, 1)),
    ((3, 1), (1, 1)),
    ((1, 3), (1, 2)),
    ((3, 1), (2, 1)),
    ((2, 3), (2, 3)),
    ((3, 2), (1, 2)),
    ((3, 4), (3, 1)),
    ((3, 3), (2, 2)),
)
"""Maps and kernels: single pixels, rows, columns, a kernel as large as the map, or so on one axis."""


@dataclass(frozen=True)
class Layer:
    """The sizes of a convolution layer; pairs are (down, right)."""

    n: int
    c_in: int
    c_out: int
    size: Pair
    kernel_size: Pair
    stride: Pair = (1, 1)
    padding: Pair = (0, 0)

    @property
    def x(self) -> tuple[int, int, int, int]:
        return (self.n, self.c_in, *self.size)

    @property
    def weight(self) -> tuple[int, int, int, int]:
        return (self.c_out, self.c_in, *self.kernel_size)

    @property
    def out(self) -> Pair:
        (h, w), (kh, kw), (sh, sw), (ph, pw) = self.size, self.kernel_size, self.stride, self.padding
        return (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    @property
    def dy(self) -> tuple[int, int, int, int]:
        return (self.n, self.c_out, *self.out)

    @property
    def options(self) -> tuple[Pair, ...]:
        """Stride and padding as they are written: left out where they say nothing."""
        if self.padding != (0, 0):
            return self.stride, self.padding
        return (self.stride,) if self.stride != (1, 1) else ()


IN_NEED_OF_PADDING = (
    Layer(1, 1, 1, (1, 2), (3, 2), padding=(1, 0)),
    Layer(1, 1, 1, (2, 1), (2, 3), padding=(0, 1)),
    Layer(2, 1, 3, (2, 3), (4, 7), padding=(1, 2)),
)
"""The kernel is larger than the map, and fits into the padded one."""

FAR_INTO_THE_PADDING = (
    Layer(1, 1, 1, (1, 2), (1, 7), padding=(0, 3)),
    Layer(1, 1, 1, (2, 1), (7, 1), padding=(3, 0)),
    Layer(2, 1, 2, (2, 1), (8, 6), (1, 1), (4, 3)),
)
"""At every position, some rows or columns of the window lie in the padding, and not next to the map."""

SINGLE = (Layer(1, 1, 1, (1, 2), (1, 1)), Layer(1, 1, 1, (1, 2), (1, 2)))
"""A single weight, a single window."""

NOTHING_SEEN = Layer(1, 1, 1, (4, 1), (1, 1), (2, 3), (0, 1))
"""Each window lies in the padding."""

ONLY_THE_AREA_DIVIDES = (
    Layer(1, 2, 1, (4, 5), (2, 2), (2, 2)),
    Layer(2, 1, 2, (5, 4), (2, 2), (2, 2)),
    Layer(1, 1, 2, (3, 4), (2, 3), (2, 3)),
)
"""Windows lie side by side, and pixels are left over, although the window has a divisor of the map's pixels."""

ALIKE = (
    (Layer(1, 1, 1, (4, 4), (2, 3)), Layer(1, 1, 1, (4, 4), (3, 2))),
    (Layer(1, 1, 1, (4, 4), (2, 2), (1, 2)), Layer(1, 1, 1, (4, 4), (2, 2), (2, 1))),
    (Layer(1, 1, 1, (3, 3), (2, 2), (1, 1), (1, 0)), Layer(1, 1, 1, (3, 3), (2, 2), (1, 1), (0, 1))),
    (Layer(1, 1, 1, (3, 4), (2, 2)), Layer(1, 1, 1, (4, 3), (2, 2)), Layer(1, 1, 1, (2, 6), (2, 2))),
    (Layer(2, 1, 1, (2, 3), (2, 2)), Layer(1, 2, 2, (2, 3), (2, 2)), Layer(2, 2, 1, (2, 3), (1, 2))),
    (
        Layer(1, 1, 1, (1, 5), (1, 2), (1, 2)),
        Layer(1, 1, 1, (1, 4), (1, 2), (1, 2)),
        Layer(1, 1, 1, (1, 5), (1, 3), (1, 2)),
    ),
    (
        Layer(1, 1, 1, (5, 4), (2, 2)),
        Layer(1, 1, 1, (3, 4), (2, 2), (1, 1), (1, 0)),
        Layer(1, 1, 1, (5, 2), (2, 2), (1, 1), (0, 1)),
        Layer(1, 1, 1, (3, 2), (2, 2), (1, 1), (1, 1)),
    ),
    tuple(Layer(1, 1, 1, (3, 3), (2, 2), (4, 4), padding) for padding in ((0, 0), (1, 0), (0, 1), (1, 1))),
    tuple(Layer(1, 1, 1, (5, 5), (2, 2), stride) for stride in ((2, 2), (2, 3), (3, 2), (3, 3))),
)
"""Layers that a careless memory takes for each other: as many numbers in their arrays, padded maps of one size, or as
many positions."""


@st.composite
def any_layers(draw: st.DrawFn, strides: tuple[Pair, ...] = STRIDES, paddings: tuple[Pair, ...] = PADDINGS) -> Layer:
    """Draw a layer whose sizes differ from axis to axis; often the stride leaves rows or columns over."""
    n, c_in, c_out = draw(st.sampled_from(FEW_CHANNELS + ALL_DIFFERENT))
    kernel_size, stride = draw(unequal_sizes(1, 3)), draw(st.sampled_from(strides))
    padding, more = draw(st.sampled_from(paddings)), draw(unequal_sizes(0, 3))
    h, w = (max(k - 2 * p, 1) + room for k, p, room in zip(kernel_size, padding, more, strict=True))
    return Layer(n, c_in, c_out, (h, w), kernel_size, stride, padding)


def plain_layers() -> st.SearchStrategy[Layer]:
    """Draw a layer of stride 1 without padding."""
    return any_layers(((1, 1),), ((0, 0),))


def layers(asked: Callable[[Layer], st.SearchStrategy[Call]]) -> st.SearchStrategy[Call]:
    """Ask about layers; tight ones, every geometry, and those that need their padding are corners."""
    tight = [Layer(1, 1, 1, size, kernel_size) for size, kernel_size in TIGHT]
    several = [Layer(*ALL_DIFFERENT[i % 6], (5, 6), (2, 3), *geometry) for i, geometry in enumerate(GEOMETRIES)]
    square = [Layer(2, 3, 1, (4, 4), (3, 3), (2, 2)), Layer(1, 2, 3, (4, 4), (3, 3), (2, 2), (1, 1))]
    padded = [*IN_NEED_OF_PADDING, *FAR_INTO_THE_PADDING, NOTHING_SEEN]
    corners = [*tight, *several, *square, *ONLY_THE_AREA_DIVIDES, *padded]
    return with_corners(any_layers().flatmap(asked), map(asked, corners))


def numbers(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    """Draw whole numbers of one digit, not all of them the same where there are several."""
    return whole_numbers(shape, -9, 9).map(uneven)


def uneven(array: np.ndarray) -> np.ndarray:
    """Return the array, with another number in its first place if all of them are the same."""
    if array.size > 1 and (array == array.flat[0]).all():
        array = array.copy()
        array.flat[0] += 1
    return array


def fine(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Return fractions that need every digit of a float64."""
    return rng.normal(size=shape)


def of_dtypes(*shapes: tuple[int, ...], asked: Callable[..., Call]) -> st.SearchStrategy[Call]:
    """Draw arrays of these shapes, each of any dtype, every mixture of two among them, and ask about them."""

    def any_dtype(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
        return st.sampled_from(DTYPES).flatmap(lambda dtype: telling_numbers(shape, dtype))

    return with_corners(st.tuples(*map(any_dtype, shapes)), mixed_dtypes(*shapes)).map(lambda arrays: asked(*arrays))


def few_dtypes(*shapes: tuple[int, ...], asked: Callable[..., Call]) -> list[Call]:
    """Return corners: arrays of bytes, of long integers, of short fractions, for sizes that one may treat apart."""
    return [asked(*(np.ones(shape, dtype) for shape in shapes)) for dtype in ("uint8", "int64", "float32")]


def extremes(*shapes: tuple[int, ...], asked: Callable[..., Call]) -> list[Call]:
    """Return corners: arrays with the largest numbers of every narrow dtype, each with its like and with a few others.

    Two of them added or multiplied are beyond their dtype, and most are beyond what a float32 holds in full. So are
    sums of the last ones, of halves far apart. Those of signed integers come once more, beside numbers that are small.
    """
    mixtures = [(dtype,) * len(shapes) for dtype in NARROW]
    if len(shapes) > 1:
        mixtures += [(one, *[other] * (len(shapes) - 1)) for one, other in MIXED]
    arrays = [[_extreme(shape, dtype) for shape, dtype in zip(shapes, dtypes, strict=True)] for dtypes in mixtures]
    arrays += [[_smallest(shape, dtype) for shape in shapes] for dtype in SIGNED]
    return [asked(*each) for each in (*arrays, [_halves_far_apart(shape) for shape in shapes])]


def _extreme(shape: tuple[int, ...], dtype: str) -> np.ndarray:
    number = np.arange(math.prod(shape)).reshape(shape) % 100
    if dtype.startswith("float"):
        return (float(np.finfo(dtype).max) * (1 - number / 300)).astype(dtype)
    info = np.iinfo(dtype)
    apart = number.astype(object) * (2**info.bits // 512 | 1)
    return (info.min + apart if info.min else info.max - apart).astype(dtype)


def _smallest(shape: tuple[int, ...], dtype: str) -> np.ndarray:
    """Return small negative numbers, and among them the smallest of the dtype: `np.abs` leaves it negative."""
    number = np.arange(math.prod(shape)).reshape(shape) % 3
    return np.where(number == 1, np.iinfo(dtype).min, -1 - number).astype(dtype)


def _halves_far_apart(shape: tuple[int, ...]) -> np.ndarray:
    number = np.arange(math.prod(shape)).reshape(shape) % 100
    return np.where(number % 3, (number + 1) / 300, 2**15).astype(np.float16)


def alike(asked: Callable[[Layer, Callable[[tuple[int, ...]], np.ndarray]], Call]) -> list[st.SearchStrategy[Script]]:
    """Return corners: the layers of `ALIKE` in turns, with the same numbers in arrays of their own shapes.

    `asked(layer, array)` makes the call; `array(shape)` gives it its arrays.
    """

    def in_one_group(group: tuple[Layer, ...]) -> st.SearchStrategy[Script]:
        def ask(numbers: np.ndarray) -> Script:
            calls = [asked(layer, lambda shape: numbers[: math.prod(shape)].reshape(shape)) for layer in group]
            return in_turns(*calls, calls[0])

        return whole_numbers((64,), 2, 9).map(ask)

    return [in_one_group(group) for group in ALIKE]


def correlated(x: np.ndarray, weight: np.ndarray, stride: Pair = (1, 1), padding: Pair = (0, 0)) -> np.ndarray:
    """Convolve (n, c_in, h, w) with (c_out, c_in, kh, kw), window by window, as the formula says."""
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, weight.shape[2:]
    x = np.pad(np.asarray(x, dtype=float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh, ow = (x.shape[2] - kh) // sh + 1, (x.shape[3] - kw) // sw + 1
    y = np.zeros((len(x), len(weight), oh, ow))
    for i, j in product(range(oh), range(ow)):
        window = x[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
        y[:, :, i, j] = window.reshape(len(x), -1) @ weight.reshape(len(weight), -1).T
    return y


def spread(dy: np.ndarray, weight: np.ndarray, size: Pair, stride: Pair = (1, 1), padding: Pair = (0, 0)) -> np.ndarray:
    """Give each pixel its share of every output that saw it: the way back through `correlated`, (n, c_in, h, w)."""
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, weight.shape[2:]
    total = np.zeros((len(dy), weight.shape[1], size[0] + 2 * ph, size[1] + 2 * pw))
    for i, j in product(range(dy.shape[2]), range(dy.shape[3])):
        share = np.tensordot(dy[:, :, i, j], weight, axes=1)
        total[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += share
    return total[:, :, ph : ph + size[0], pw : pw + size[1]]
