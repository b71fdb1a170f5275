"""The exam of `standardise`: the statistics of the training images, applied to all three sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    agrees,
    depends_on_arguments_alone,
    holds,
    law,
    leaves_inputs_alone,
    raises,
)
from autograder.exam.strategies import each_of, mixed_dtypes, telling_numbers, whole_numbers, with_corners
from autograder.exams.training_and_evaluation.honest import standardise as honest
from autograder.exams.training_and_evaluation.wrong import standardise as wrong
from autograder.sandbox.wire.questions import Call, Do, Script
from cnnedu.steps.standardise import standardise

__all__ = ["EXERCISE"]

THREE = (
    "A tuple of new arrays, for train, validation and test: each image less the mean of its channel, divided by "
    "the standard deviation of its channel."
)
TRAIN = "Both must be taken over all training images and all their pixels, and of no other images."
SPREAD = "The standard deviation must be the root of the mean of the squared differences from the mean."
CONSTANT = "A channel that is the same number in all of train must not be divided, only shifted."
FAR = "Channels may lie far from 0: that must not cost digits."

Shape = tuple[int, int, int, int]
CORNERS: tuple[tuple[int, int, int, tuple[int, int, int]], ...] = (  # numbers of images, then (c, h, w)
    (3, 2, 1, (2, 2, 3)),
    (2, 3, 4, (1, 3, 2)),
    (1, 2, 3, (3, 2, 4)),  # a single image to learn from
    (4, 1, 1, (2, 1, 3)),
    (5, 2, 3, (3, 1, 1)),  # images of a pixel
    (2, 2, 2, (2, 3, 1)),
    (3, 1, 2, (1, 1, 2)),
    (2, 4, 3, (4, 2, 3)),
)
UNEQUAL = (
    ((2, 1, 2, 3), (2, 2, 2, 3), (1, 1, 2, 3)),
    ((2, 2, 2, 3), (2, 1, 2, 3), (1, 2, 2, 3)),
    ((2, 2, 2, 3), (1, 2, 2, 3), (1, 1, 2, 3)),
    ((2, 1, 2, 3), (2, 1, 3, 2), (1, 1, 2, 3)),
    ((2, 1, 2, 3), (2, 1, 2, 3), (1, 1, 3, 2)),
    ((2, 1, 2, 3), (2, 1, 2, 3), (1, 1, 2, 1)),
    ((2, 1, 2, 3), (2, 1, 1, 3), (1, 1, 2, 3)),
    ((2, 2, 2, 3), (2, 1, 2, 3), (1, 1, 2, 3)),  # two sets agree, and the third is larger or smaller
    ((2, 1, 2, 3), (2, 2, 2, 3), (1, 2, 2, 3)),
    ((2, 1, 3, 3), (2, 1, 2, 3), (1, 1, 2, 3)),
    ((2, 1, 2, 3), (2, 1, 2, 4), (1, 1, 2, 4)),
    ((2, 1, 2, 3), (2, 1, 2, 3), (1, 2, 2, 3)),
    ((2, 2, 2, 3), (2, 2, 2, 3), (1, 1, 2, 3)),
    ((2, 1, 3, 2), (2, 1, 2, 3), (1, 1, 3, 2)),
)


def sets(counts: Sequence[int], chw: tuple[int, int, int], low: int = -9, high: int = 9) -> st.SearchStrategy[Call]:
    """Draw three sets of whole numbers, in which no channel of the first is the same everywhere."""

    def varied(arrays: tuple[np.ndarray, ...]) -> Call:
        train = arrays[0].copy()
        for channel in range(train.shape[1]):
            numbers = train[:, channel]
            if numbers.min() == numbers.max() and numbers.size > 1:
                numbers.flat[-1] += channel + 1
        return Call((train, *arrays[1:]))

    return st.tuples(*(whole_numbers((n, *chw), low, high) for n in counts)).map(varied)


def images() -> st.SearchStrategy[Call]:
    between = st.sampled_from([((2, 1, 1), (1, 1, 2)), ((2, 1, 3), (2, 1, 2)), ((1, 2, 1), (2, 3, 2))])
    return with_corners(between.flatmap(lambda each: sets(*each)), [sets(each[:3], each[3]) for each in CORNERS])


def tiny(call: Call) -> Call:
    """Make all numbers so small that whatever is added to a deviation is seen."""
    return Call(tuple(2.0**-100 * each for each in call.args))


def fine() -> st.SearchStrategy[Call]:
    """Draw some hundred pixels, all fractions, each channel with a mean and a spread of its own."""

    def drawn(seed: int) -> Call:
        rng = np.random.default_rng(seed)
        scale, shift = rng.uniform(0.2, 9, (3, 1, 1)), rng.normal(0, 5, (3, 1, 1))
        return Call(tuple(rng.normal(size=(n, 3, 5, 7)) * scale + shift for n in (8, 3, 5)))

    return st.integers(0, 2**32 - 1).map(drawn)


def far_from_zero() -> st.SearchStrategy[Call]:
    def moved(call: Call) -> Call:
        offset = np.array([1e7, -1e7])[:, None, None]
        return Call(tuple(each + offset for each in call.args))

    return sets((3, 2, 4), (2, 2, 3)).map(moved)


def constant() -> st.SearchStrategy[Call]:
    """Draw sets in which some channel of the training images is one whole number, and of the others none is."""

    def held(number: int, channels: Sequence[int]) -> Any:
        def hold(call: Call) -> Call:
            train, *others = (each.copy() for each in call.args)
            train[:, list(channels)] = number
            return Call((train, *others))

        return hold

    return each_of(
        [
            sets((2, 3, 1), (2, 2, 3)).map(held(0, [1])),
            sets((2, 3, 1), (2, 2, 3)).map(held(5, [0])),
            sets((3, 1, 2), (1, 3, 2)).map(held(-3, [0])),
            sets((1, 2, 3), (3, 1, 1)).map(held(7, [0, 1, 2])),  # one image of one pixel
        ]
    )


def equal_fractions() -> st.SearchStrategy[Call]:
    """Draw sets in which a channel of the training images is one fraction, whose mean misses it by the last digit.

    The deviation that is computed of it is then nearly 0, and not quite. The other images differ there by much more.
    """

    def held(number: float, unit: float) -> Any:
        def hold(call: Call) -> Call:
            train, *others = (each.astype(np.float64) for each in call.args)
            for images in others:
                images[:, 0] = number + unit * (images[:, 0] + 20)
            train[:, 0] = number
            return Call((train, *others))

        return hold

    return each_of([sets((2, 3, 2), (2, 3, 2)).map(held(*each)) for each in ((0.1, 0.37), (1e10 + 0.3, 1e6))])


def standard_already() -> list[st.SearchStrategy[Call]]:
    """Draw sets of float64 at which there is nothing to do: the training images have deviation 1 about 0, or are 0."""
    plus, zeros = np.array([1.0, -1.0, 1.0, -1.0]).reshape(2, 1, 1, 2), np.zeros((2, 2, 1, 2))

    def learned_from(train: np.ndarray) -> st.SearchStrategy[Call]:
        return sets((2, 1, 3), (2, 1, 2)).map(lambda call: Call((train, *call.args[1:])))

    return [learned_from(np.concatenate([plus, -plus], axis=1)), learned_from(zeros)]


_EIGHT = [np.arange(8.0).reshape(shape) for shape in ((2, 2, 1, 2), (2, 1, 2, 2), (1, 2, 2, 2))]
IN_OTHER_SHAPES = Script(None, tuple(Do("", (images, images, images)) for images in _EIGHT))
_DARK = np.zeros((1, 1, 32, 32), np.int64)
_BRIGHT = np.full((1, 1, 32, 32), 2**53)
SUM_BEYOND_64_BITS = Call((np.concatenate([_BRIGHT, _DARK]), _BRIGHT // 2, _DARK))


def any_dtypes() -> st.SearchStrategy[Call]:
    shapes = ((3, 2, 2, 3), (2, 2, 2, 3), (1, 2, 2, 3))
    corners = [*(corner.map(spread) for corner in mixed_dtypes(*shapes)), st.just(SUM_BEYOND_64_BITS)]
    return with_corners(st.tuples(*(telling_numbers(shape, "uint8") for shape in shapes)).map(spread), corners)


def spread(arrays: tuple[np.ndarray, ...]) -> Call:
    """Let two pixels of each channel of the training images differ."""
    train = arrays[0].copy()
    train[0, :, 0, 0], train[-1, :, -1, -1] = train.dtype.type(3), train.dtype.type(100)
    return Call((train, *arrays[1:]))


def in_other_units(call: Call) -> tuple[Call, ...]:
    """Ask again in units a quarter as large, with another zero."""
    return call, Call(tuple(4 * each + 3 for each in call.args))


def with_other_tests(call: Call) -> tuple[Call, ...]:
    train, validation, test = call.args
    return call, Call((train, 2 * validation[::-1] - 5, 7 - 3 * test))


def the_same_training_images(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    return values[0][0], values[1][0]


def test_images_one_by_one(call: Call) -> tuple[Call, ...]:
    train, validation, test = call.args
    return *(Call((train, validation, test[i : i + 1])) for i in range(len(test))), call


def put_together(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    *each, together = values
    return np.concatenate([np.asarray(one[2]) for one in each]), together[2]


def means_and_deviations(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    train = values[0][0]
    channels = call.args[0].shape[1]
    got = np.stack([train.mean(axis=(0, 2, 3)), (train**2).mean(axis=(0, 2, 3))])
    return np.stack([np.zeros(channels), np.ones(channels)]), got


def are_float64(call: Call, values: Sequence[Any]) -> str | None:
    fine = isinstance(values[0], tuple) and all(each.dtype == np.float64 for each in values[0])
    return None if fine and len(values[0]) == 3 else "three arrays of dtype float64"


EXERCISE = Exercise(
    "standardise",
    points=3,
    reference=standardise,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (THREE, TRAIN),
            agrees(
                "values",
                "Each set is shifted by the mean of the training images and divided by their deviation, channel by "
                "channel.",
                with_corners(images(), [sets((3, 2, 1), (2, 2, 3)).map(tiny)]),
                weight=3,
                examples=8,
            ),
            agrees("many pixels", "Sets of hundreds of pixels come out right to nine digits.", fine(), examples=2),
            law(
                "units and zero",
                "In other units, and with another zero, the images are the same after it.",
                images(),
                in_other_units,
                lambda call, values: (tuple(values[0]), tuple(values[1])),
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            TRAIN,
            law(
                "other images to test with",
                "Other validation and test images change nothing in the training images.",
                images(),
                with_other_tests,
                the_same_training_images,
                weight=0.5,
                examples=3,
            ),
            law(
                "test images one by one",
                "A test image comes out the same, whichever images are tested with it.",
                images(),
                test_images_one_by_one,
                put_together,
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            SPREAD,
            law(
                "mean 0, deviation 1",
                "Afterwards each channel of the training images has mean 0 and deviation 1.",
                each_of([sets(each[:3], each[3]) for each in CORNERS]),
                lambda call: (call,),
                means_and_deviations,
                examples=1,
                conduct=False,
            ),
        ),
        *keeps(
            CONSTANT,
            agrees(
                "constant channel",
                "A channel that is one number in all training images is shifted to 0 there, and nothing is divided "
                "by 0.",
                constant(),
                examples=1,
            ),
            agrees(
                "channel of equal fractions",
                "A channel that is 0.1 in all training images is only shifted, too: in the other images as well.",
                equal_fractions(),
                part=1,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            FAR,
            agrees(
                "far from zero",
                "Ten million more in every pixel makes no difference to the digits.",
                far_from_zero(),
                weight=0.5,
                examples=2,
                tolerance=1e-7,
            ),
        ),
        *keeps(
            "Their dtype is float64, whatever the dtypes of the images.",
            agrees(
                "any dtypes",
                "Bytes, integers and short fractions count as their numbers: nothing wraps around or is rounded.",
                any_dtypes(),
                weight=0.5,
                examples=2,
            ),
            holds(
                "dtype",
                "All three results are arrays of dtype float64.",
                any_dtypes(),
                are_float64,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the three sets do not have the same c, h and w.",
            raises(
                "unequal images",
                "Sets whose images differ in channels, height or width raise a ValueError.",
                each_of([Call(tuple(np.arange(np.prod(s), dtype=float).reshape(s) for s in each)) for each in UNEQUAL]),
                examples=1,
            ),
        ),
        *keeps(
            ("The images must not be modified.", THREE),
            leaves_inputs_alone(
                with_corners(images(), [constant(), *standard_already()]),
                sentence="The images are the same after the call as before it, and the results are new arrays.",
                new_result=True,
                examples=3,
            ),
        ),
        *depends_on_arguments_alone(sets((3, 2, 4), (2, 2, 3)), arrays=(0, 1, 2), of_any_integers=(0, 1, 2)),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "other shapes",
                "The same numbers in another shape are other images.",
                st.just(IN_OTHER_SHAPES),
                weight=0.25,
                examples=1,
            ),
        ),
    ),
)
