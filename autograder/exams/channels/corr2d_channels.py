"""The exam of `corr2d_channels`: an image of several channels, one kernel with as many, one map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import kernel_shapes_that_fit, mixed_dtypes, unequal_sizes, whole_numbers, with_corners
from autograder.exams.channels.draws import arrays_of, fine_numbers, kernels_too_large, of_these_shapes
from autograder.exams.channels.honest import corr2d_channels as honest
from autograder.exams.channels.special_cases import (
    alike,
    blank_ones,
    extreme_numbers,
    in_every_layout,
    in_narrow_dtypes,
    in_turns,
    of_many_bytes,
    of_many_products,
    rearranged,
    tiny_numbers,
    twice_large,
)
from autograder.exams.channels.wrong import corr2d_channels as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.channels import corr2d_channels

__all__ = ["EXERCISE"]

SIZES = ((1, 1, 1), (3, 1, 1), (1, 3, 4), (2, 1, 4), (2, 4, 1), (4, 3, 2), (3, 3, 3))
"""Channels, rows and columns: one of each, more channels than pixels, as many."""

SPECIAL = (
    ((1, 1, 1), (1, 1, 1)),
    ((2, 3, 4), (2, 1, 1)),
    ((1, 3, 4), (1, 2, 3)),
    ((3, 2, 3), (3, 2, 3)),
    ((2, 3, 3), (2, 2, 2)),
    ((2, 2, 4), (2, 1, 3)),
)
"""Shapes for which an answer may have a way of its own: one pixel, one channel, one position, squares, one row."""

LONG = (
    ((1, 307, 2), (1, 3, 1)),
    ((1, 2, 307), (1, 1, 3)),
    ((307, 1, 2), (307, 1, 1)),
    ((8, 65, 66), (8, 65, 65)),
)
"""A prime number on each axis, more than a byte counts or a block holds; more numbers than two bytes count."""

OTHER_CHANNELS = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (2, 4), (4, 2))
"""Channels of image and kernel that differ: NumPy would stretch a single one without a word."""


@st.composite
def images_with_kernels(draw: st.DrawFn, channels: Sequence[int] = (2, 3, 1, 4)) -> tuple[np.ndarray, np.ndarray]:
    """Draw an image (c, h, w) and a kernel (c, kh, kw) that fits, in the simplest case just so."""
    c, (kh, kw) = draw(st.sampled_from(channels)), draw(unequal_sizes(1, 3))
    h, w = kh + draw(st.integers(0, 3)), kw + draw(st.integers(0, 3))
    image, kernel = draw(whole_numbers((c, h, w if w != h else w + 1))), draw(whole_numbers((c, kh, kw), -5, 5))
    if not kernel.any():
        kernel[-1, 0, -1] = 1.0
    return image, kernel


def pairs() -> st.SearchStrategy[Call]:
    corners = [arrays_of((c, h, w), (c, kh, kw)) for c, h, w in SIZES for kh, kw in kernel_shapes_that_fit(h, w)]
    in_a_row = [beside_others(), rearranged((2, 3, 4), (2, 2, 3)), alike((2, 24, 25), (2, 24, 25))]
    calls = [*(each.map(Call) for each in corners), *blank_ones((3, 3, 4), (3, 2, 3))]
    return with_corners(images_with_kernels().map(Call), [*calls, *in_a_row])


def beside_others() -> st.SearchStrategy[Script]:
    """Draw a call, the same numbers in other shapes, and calls that are refused, for one reason or the other."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        image, kernel = arrays
        turned = image.reshape(2, 4, 3), kernel.reshape(2, 3, 2)
        return in_turns((image, kernel), turned, (image, kernel[:1]), (image, kernel), (kernel, image))

    return arrays_of((2, 3, 4), (2, 2, 3), low=2).map(asked)


def large_pairs() -> st.SearchStrategy[Call]:
    return with_corners(fine_numbers((3, 18, 20), (3, 2, 3)), [fine_numbers(*shapes) for shapes in LONG]).map(Call)


def any_dtypes() -> st.SearchStrategy[Call]:
    corners = mixed_dtypes((2, 3, 4), (2, 2, 3))
    small = mixed_dtypes((3, 1, 1), (3, 1, 1), dtypes=("uint8", "int8"))
    narrow = [arrays for shapes in SPECIAL for arrays in in_narrow_dtypes(*shapes)]
    long = [*of_many_products((8, 65, 65), (8, 65, 65)), of_many_bytes((1, 33, 33), (1, 33, 33))]
    chosen = [*extreme_numbers((2, 3, 4), (2, 2, 3)), *narrow, *long]
    return with_corners(st.one_of(corners), [*corners, *small, *chosen]).map(Call)


def one_dtype() -> st.SearchStrategy[Call]:
    corners = [*mixed_dtypes((2, 3, 4), (2, 2, 3)), *(arrays for s in SPECIAL for arrays in in_narrow_dtypes(*s))]
    return with_corners(mixed_dtypes((2, 3, 4), (2, 2, 3))[0], corners).map(Call)


def too_large() -> st.SearchStrategy[Call]:
    areas = ((1, 1, 1), (2, 2, 4), (3, 4, 3))
    corners = [arrays_of((c, h, w), (c, *kernel)) for c, h, w in areas for kernel in kernels_too_large(h, w)]
    return with_corners(st.one_of(corners), corners).map(Call)


def other_channels() -> st.SearchStrategy[Call]:
    corners = [
        arrays_of((c, h, w), (other, kh, kw))
        for c, other in OTHER_CHANNELS
        for (h, w), (kh, kw) in [((3, 4), (2, 3)), ((2, 3), (2, 3)), ((1, 1), (1, 1))]
    ]
    return with_corners(st.one_of(corners), corners).map(Call)


def without_effect() -> list[st.SearchStrategy[Call]]:
    """Return corners where the result has the numbers of the image: one channel, and a kernel of a single one."""
    corners = [whole_numbers((1, h, w), 1, 9).map(lambda a: Call((a, np.ones((1, 1, 1))))) for h, w in [(1, 1), (3, 4)]]
    return [*corners, *in_every_layout(corners[1])]


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    special = [arrays_of(*shapes, low=2).map(Call) for shapes in SPECIAL]
    in_a_row = [refused_in_between(), twice_large((1, 101, 100), (1, 1, 1))]
    return with_corners(images_with_kernels().map(Call), [*without_effect(), *special, *in_a_row])


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw calls that are refused, and one that is not: all leave their arrays as they were."""
    arrays = arrays_of((2, 3, 4), (1, 2, 3), (2, 4, 1), (2, 2, 3), low=2)
    return arrays.map(lambda four: in_turns(*((four[0], kernel) for kernel in four[1:])))


@st.composite
def two_images(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    image, kernel = draw(images_with_kernels())
    return image, draw(whole_numbers(image.shape)), kernel


def sum_of_images(data: tuple[np.ndarray, np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    first, second, kernel = data
    return Call((first, kernel)), Call((second, kernel)), Call((first + second, kernel))


several_channels = images_with_kernels((2, 3, 4))


def cut_between_channels(data: tuple[np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    image, kernel = data
    return Call((image[:1], kernel[:1])), Call((image[1:], kernel[1:])), Call((image, kernel))


def channels_in_another_order(data: tuple[np.ndarray, np.ndarray]) -> tuple[Call, ...]:
    image, kernel = data
    order = np.roll(np.arange(len(image)), 1)
    return Call((image, kernel)), Call((image[order], kernel[order]))


EXERCISE = Exercise(
    "corr2d_channels",
    points=3,
    reference=corr2d_channels,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            "A new array of shape (h - kh + 1, w - kw + 1).",
            agrees(
                "values",
                "Each pixel of the one map is the sum of all products under the window, in every channel.",
                pairs(),
                weight=3,
                examples=16,
            ),
            law(
                "linear in the image",
                "Adding two images first or adding their maps afterwards is the same.",
                two_images(),
                sum_of_images,
                lambda data, values: (values[0] + values[1], values[2]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "It is the sum of the maps of all channels, channel c of the image being seen by channel c of the kernel "
            "alone.",
            agrees(
                "one channel",
                "With a single channel it is corr2d.",
                images_with_kernels((1,)).map(Call),
                weight=0.5,
                examples=6,
            ),
            law(
                "channels add up",
                "The map of some channels and the map of the others add up to the map of all.",
                several_channels,
                cut_between_channels,
                lambda data, values: (values[0] + values[1], values[2]),
                examples=8,
            ),
            law(
                "channels in another order",
                "Image and kernel with their channels in another order, the same for both, give the same map.",
                several_channels,
                channels_in_another_order,
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large_pairs(),
                examples=3,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in image and kernel alike, give the sums of their "
                "numbers: nothing wraps around, overflows or is rounded.",
                any_dtypes(),
                examples=2,
            ),
            tiny_numbers([(shapes, ()) for shapes in SPECIAL]),
        ),
        *keeps(
            "ValueError: the image and the kernel have different numbers of channels.",
            raises(
                "other channels",
                "A kernel that has not as many channels as the image raises a ValueError, even if it has just one.",
                other_channels(),
                examples=2,
            ),
        ),
        *keeps(
            "ValueError: the kernel has more rows or more columns than the image.",
            raises(
                "kernel too large",
                "A kernel with more rows or more columns than the image raises a ValueError.",
                too_large(),
                examples=2,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of the image and the kernel.",
            returns_dtype(
                one_dtype(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of image and kernel.",
                examples=1,
            ),
        ),
        *keeps(
            ("The image and the kernel must not be modified.", "A new array of shape (h - kh + 1, w - kw + 1)."),
            leaves_inputs_alone(
                left_as_they_were(),
                sentence="Image and kernel are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(of_these_shapes((3, 3, 4), (3, 2, 3)), arrays=(0, 1), of_any_integers=(0, 1)),
    ),
)
