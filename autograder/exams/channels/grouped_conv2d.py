"""The exam of `grouped_conv2d`: filters in groups that do not see each other's channels."""

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
from autograder.exam.strategies import DTYPES, mixed_dtypes, telling_numbers, unequal_sizes, whole_numbers, with_corners
from autograder.exams.channels.draws import arrays_of, fine_numbers, kernels_too_large, of_these_shapes
from autograder.exams.channels.honest import grouped_conv2d as honest
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
)
from autograder.exams.channels.wrong import grouped_conv2d as wrong
from autograder.sandbox.wire.questions import LAYOUTS_OF_MAPS, Call, Do, Refilled, Script
from cnnedu.ops.channels import grouped_conv2d

__all__ = ["EXERCISE"]

GROUPS = ((2, 1, 2), (2, 2, 1), (3, 2, 1), (2, 2, 3), (3, 1, 2), (2, 3, 2), (1, 2, 3), (4, 1, 1), (2, 1, 1))
"""(groups, channels in of each, filters of each): more of one than of the other, depthwise, a single group."""

SHAPES = (
    ((1, 1, 1, 1), (1, 1, 1, 1), 1),
    ((2, 4, 2, 3), (2, 2, 1, 2), 2),
    ((1, 4, 3, 3), (4, 2, 2, 2), 2),
    ((3, 2, 3, 4), (6, 1, 3, 4), 2),
    ((2, 6, 1, 4), (3, 2, 1, 3), 3),
    ((2, 6, 4, 1), (9, 2, 3, 1), 3),
    ((1, 3, 3, 2), (3, 1, 2, 1), 3),
    ((2, 3, 2, 3), (4, 3, 2, 2), 1),
    ((4, 4, 4, 4), (4, 1, 2, 2), 4),
    ((1, 8, 2, 2), (4, 2, 1, 1), 4),
)
"""x, weight and groups: one group, depthwise, exact fits, fewer filters than channels, more."""

LONG = (
    ((1, 307, 1, 2), (307, 1, 1, 1), 307),
    ((1, 24, 1, 2), (36, 2, 1, 1), 12),
    ((1, 614, 1, 2), (2, 307, 1, 1), 2),
    ((1, 2, 307, 2), (2, 1, 3, 1), 2),
    ((1, 2, 2, 307), (2, 1, 1, 3), 2),
    ((307, 2, 1, 1), (2, 1, 1, 1), 2),
    ((1, 2, 1, 2), (614, 1, 1, 1), 2),
    ((1, 2, 130, 131), (2, 1, 129, 130), 2),
)
"""A prime number on each axis, more than a byte counts or a block holds; more groups than digits; more numbers than two
bytes count."""

INDIVISIBLE = (
    ((1, 3, 2, 3), (2, 1, 1, 2), 2),
    ((1, 5, 2, 3), (4, 2, 1, 2), 2),
    ((2, 4, 2, 3), (3, 2, 1, 2), 2),
    ((2, 4, 2, 3), (5, 2, 1, 2), 2),
    ((1, 6, 2, 3), (4, 2, 1, 2), 3),
    ((1, 4, 2, 3), (6, 1, 1, 2), 3),
    ((1, 2, 2, 3), (4, 1, 1, 2), 4),
    ((1, 2, 2, 3), (4, 1, 1, 2), 4),
    ((1, 4, 2, 3), (2, 1, 1, 2), 4),
    ((1, 4, 2, 3), (1, 2, 1, 2), 2),
    ((1, 1, 2, 3), (2, 1, 1, 2), 2),
    ((1, 3, 2, 3), (5, 1, 1, 2), 2),
    ((1, 3, 2, 3), (3, 1, 1, 2), 2),
    ((1, 4, 2, 3), (5, 1, 1, 2), 3),
    ((1, 6, 2, 3), (6, 1, 1, 2), 4),
)
"""x, weight and groups of which c_in, or c_out, is no multiple: too many by one, too few, half as many; neither is, but
their sum, difference or product."""

OTHER_CHANNELS = (
    ((1, 4, 2, 3), (2, 4, 1, 2), 2),
    ((1, 4, 2, 3), (2, 1, 1, 2), 2),
    ((1, 4, 2, 3), (2, 3, 1, 2), 2),
    ((2, 6, 2, 3), (3, 3, 1, 2), 3),
    ((2, 6, 2, 3), (6, 1, 1, 2), 3),
    ((1, 3, 2, 3), (3, 3, 1, 2), 3),
    ((1, 2, 2, 3), (3, 1, 1, 2), 1),
    ((1, 3, 2, 3), (2, 2, 1, 2), 1),
)
"""x, weight and groups that divide, but whose filters have all channels of x, half, one too many, a single one."""


@st.composite
def groups_of_filters(draw: st.DrawFn, which: Sequence[tuple[int, int, int]] = GROUPS) -> Call:
    """Draw x, filters and the number of groups; the kernel fits, in the simplest case just so."""
    groups, each_in, each_out = draw(st.sampled_from(which))
    kh, kw = draw(unequal_sizes(1, 3))
    h, w = kh + draw(st.integers(0, 2)), kw + draw(st.integers(0, 2))
    x = draw(whole_numbers((draw(st.integers(1, 2)), groups * each_in, h, w if w != h else w + 1)))
    weight = draw(whole_numbers((groups * each_out, each_in, kh, kw), -5, 5))
    if not weight.any():
        weight[-1, -1, 0, -1] = 1.0
    return Call((x, weight, groups))


def with_shapes() -> st.SearchStrategy[Call]:
    shapes = [of_these_shapes(x, w, more=(groups,)) for x, w, groups in SHAPES]
    two_groups = [rearranged((1, 4, 2, 3), (4, 2, 1, 2), more=(2,)), alike((1, 4, 16, 20), (2, 2, 16, 20), more=(2,))]
    in_a_row = [beside_others(), of_one_weight(), *two_groups]
    return with_corners(groups_of_filters(), [*shapes, *blank_ones((3, 4, 2, 3), (4, 2, 1, 2), more=(2,)), *in_a_row])


def beside_others() -> st.SearchStrategy[Script]:
    """Draw a call, the same arrays for more groups, in other shapes, and for groups that are refused."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        x, weight, single = arrays
        turned = x.reshape(1, 4, 3, 2), weight.reshape(4, 2, 2, 1), 2
        refused = [(x, weight, 4), (x, weight, 3), (x, weight, 0), (x, weight, -2), (x[:, :, :, :1], weight, 2)]
        return in_turns((x, weight, 2), turned, (x, single, 4), *refused)

    return arrays_of((1, 4, 2, 3), (4, 2, 1, 2), (4, 1, 1, 2), low=2).map(asked)


def of_one_weight() -> st.SearchStrategy[Script]:
    """Draw calls with the very same weight, for two groups, for one and for two again."""

    def asked(arrays: tuple[np.ndarray, ...]) -> Script:
        x, weight = arrays
        others = [(x[:, :2], 1), (x[:, 1:], 2)]
        again = [Do(args=(maps, Refilled(1, 1, weight), groups)) for maps, groups in others]
        return Script(None, (Do(args=(x[:, 1:], weight, 2)), *again))

    return arrays_of((1, 5, 2, 3), (4, 2, 1, 2), low=2).map(asked)


@st.composite
def depthwise(draw: st.DrawFn) -> Call:
    return draw(groups_of_filters([(2, 1, 1), (3, 1, 1), (2, 1, 2), (3, 1, 2), (4, 1, 1)]))


def large() -> st.SearchStrategy[Call]:
    calls = fine_numbers((2, 4, 9, 11), (6, 2, 3, 2)).map(lambda arrays: Call((*arrays, 2)))
    return with_corners(calls, [st.builds(with_groups, fine_numbers(x, w), st.just(groups)) for x, w, groups in LONG])


def with_groups(arrays: tuple[np.ndarray, ...], groups: int) -> Call:
    return Call((*arrays, groups))


def any_dtypes() -> st.SearchStrategy[Call]:
    corners = mixed_dtypes((1, 4, 1, 2), (2, 2, 1, 1))
    calls = with_corners(st.one_of(corners), [*corners, *extreme_numbers((1, 4, 2, 3), (2, 2, 1, 2))])
    many = [*of_many_products((1, 8, 65, 65), (1, 8, 65, 65)), of_many_bytes((1, 1, 33, 33), (1, 1, 33, 33))]
    long = [with_groups(arrays, 1) for arrays in many]
    return with_corners(calls.map(lambda arrays: Call((*arrays, 2))), [*in_special_cases(), *long])


def in_special_cases() -> list[Call]:
    return [Call((*arrays, groups)) for *shapes, groups in SHAPES for arrays in in_narrow_dtypes(*shapes)]


def one_dtype() -> st.SearchStrategy[Call]:
    both = [st.tuples(*(telling_numbers(s, dtype) for s in ((1, 4, 2, 3), (2, 2, 1, 2)))) for dtype in DTYPES]
    small = mixed_dtypes((1, 2, 1, 2), (2, 1, 1, 1), dtypes=("uint8", "float32"))
    calls = with_corners(st.one_of(both), [*both, *small]).map(lambda arrays: Call((*arrays, 2)))
    return with_corners(calls, in_special_cases()[1::3])


def refused(shapes: Sequence[tuple[tuple[int, ...], tuple[int, ...], int]]) -> st.SearchStrategy[Call]:
    corners = [of_these_shapes(x, w, more=(groups,)) for x, w, groups in shapes]
    return with_corners(st.one_of(corners), corners)


def groups_below_one() -> st.SearchStrategy[Call]:
    shapes = [((1, 2, 2, 3), (2, 2, 1, 2)), ((2, 4, 2, 3), (4, 2, 1, 2)), ((1, 1, 1, 1), (1, 1, 1, 1))]
    return refused([(x, w, groups) for x, w in shapes for groups in (0, -1, -2)])


def too_large() -> st.SearchStrategy[Call]:
    return refused(
        [
            ((1, groups * each, 2, 3), (groups, each, *kernel), groups)
            for groups, each in [(1, 2), (2, 1), (2, 2)]
            for kernel in kernels_too_large(2, 3)
        ]
    )


def without_effect() -> list[st.SearchStrategy[Call]]:
    """Return corners where the result has the numbers of x, each channel a group of one filter, or of the weight."""

    def with_ones(arrays: tuple[np.ndarray, ...]) -> Call:
        groups = arrays[0].shape[1]
        return Call((*arrays, np.ones((groups, 1, 1, 1)), groups))

    like_the_weight = arrays_of((1, 1, 1, 1)).map(lambda weight: Call((np.ones((1, 1, 1, 1)), *weight, 1)))
    alone = [arrays_of((2, c, 2, 3)).map(with_ones) for c in (1, 2)]
    return [*alone, like_the_weight, *in_every_layout(alone[1])]


def left_as_they_were() -> st.SearchStrategy[Call | Script]:
    special = [of_these_shapes(x, w, more=(groups,)) for x, w, groups in SHAPES]
    return with_corners(groups_of_filters(), [*without_effect(), *special, beside_others()])


# Laws


def each_group_alone(call: Call) -> tuple[Call, ...]:
    x, weight, groups = call.args
    parts = zip(np.split(x, groups, axis=1), np.split(weight, groups), strict=True)
    return (*(Call((part, filters, 1)) for part, filters in parts), call)


def as_one_group_with_zeros(call: Call) -> tuple[Call, ...]:
    """Write the filters out: all channels, and zeros where a filter sees nothing."""
    x, weight, groups = call.args
    c_out, each_in, kh, kw = weight.shape
    dense = np.zeros((c_out, x.shape[1], kh, kw))
    for o in range(c_out):
        first = o // (c_out // groups) * each_in
        dense[o, first : first + each_in] = weight[o]
    return Call((x, dense, 1)), call


def each_sample_alone(call: Call) -> tuple[Call, ...]:
    x, *others = call.args
    return (*(Call((x[s : s + 1], *others)) for s in range(len(x))), call)


SHAPE = "A new array of shape (n, c_out, h - kh + 1, w - kw + 1)."
GROUP = (
    "The channels of x and the filters fall into as many equal groups, each of neighbours, in order, and the filters "
    "of a group see its channels and no others."
)

EXERCISE = Exercise(
    "grouped_conv2d",
    points=3,
    reference=grouped_conv2d,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (SHAPE, GROUP),
            agrees(
                "values",
                "The filters of each group give the right maps of that group's channels.",
                with_shapes(),
                weight=3,
                examples=14,
            ),
        ),
        *keeps(
            GROUP,
            agrees(
                "a single group",
                "With one group it is the convolution that you know.",
                groups_of_filters([(1, 2, 3), (1, 3, 2), (1, 1, 2)]),
                weight=0.5,
                examples=6,
            ),
            agrees(
                "a group for each channel",
                "With as many groups as channels each filter sees one channel.",
                depthwise(),
                weight=0.5,
                examples=8,
            ),
            law(
                "each group alone",
                "The groups together give what each of them gives alone, one behind the other.",
                groups_of_filters(),
                each_group_alone,
                lambda data, values: (np.concatenate(values[:-1], axis=1), values[-1]),
                weight=0.5,
                examples=8,
            ),
            law(
                "one group with zeros",
                "Filters for all channels, with zeros where a group sees nothing, give the same maps.",
                groups_of_filters(),
                as_one_group_with_zeros,
                lambda data, values: (values[0], values[1]),
                weight=0.5,
                examples=8,
            ),
            law(
                "each sample alone",
                "A batch gives what its samples give one by one.",
                groups_of_filters(),
                each_sample_alone,
                lambda data, values: (np.concatenate(values[:-1]), values[-1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large maps of fractions",
                "Large maps of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=3,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in x and weight alike, give the sums of their numbers: "
                "nothing wraps around, overflows or is rounded.",
                any_dtypes(),
                weight=0.5,
                examples=1,
            ),
            tiny_numbers([((x, w), (groups,)) for x, w, groups in SHAPES]),
        ),
        *keeps(
            "ValueError: c_in or c_out is no multiple of groups.",
            raises(
                "indivisible",
                "Channels or filters that cannot be divided into equal groups raise a ValueError.",
                refused(INDIVISIBLE),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: groups is smaller than 1.",
            raises(
                "groups below one",
                "No groups at all, or a negative number of them, raise a ValueError.",
                groups_below_one(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the filters do not have c_in // groups channels.",
            raises(
                "other channels",
                "Filters that do not have as many channels as a group raise a ValueError.",
                refused(OTHER_CHANNELS),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: the filters have more rows or more columns than the maps.",
            raises(
                "kernel too large",
                "Filters with more rows or more columns than the maps raise a ValueError.",
                too_large(),
                examples=1,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of x and weight.",
            returns_dtype(
                one_dtype(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtypes of x and weight.",
                examples=1,
            ),
        ),
        *keeps(
            ("x and weight must not be modified.", SHAPE),
            leaves_inputs_alone(
                left_as_they_were(),
                sentence="x and weight are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            of_these_shapes((2, 4, 3, 4), (4, 2, 2, 3), more=(2,)),
            arrays=(0, 1),
            layouts=LAYOUTS_OF_MAPS,
            of_any_integers=(0, 1),
        ),
    ),
)
