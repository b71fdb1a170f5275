"""What holds of every pooling, whatever becomes of a window: where windows lie, how many there are, what is refused."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import kernel_shapes_too_large, pairs_below, unequal_sizes, whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import (
    FARTHEST,
    asked,
    beside_other_windows,
    in_turns,
    large_windows,
    left_over,
    many_maps,
    of_any_dtype,
    of_each_dtype,
    of_one_size,
    overlapping,
    padded,
    plain,
    refused_in_between,
    same_bytes,
    several_maps,
    side_by_side,
    strided,
    windows,
    with_large_maps_that_cancel,
)
from autograder.exams.pooling_and_activations.laws import numbers_of_any_size
from autograder.sandbox.wire.questions import Call, Script

__all__ = ["SHAPE", "alone_and_among_others", "properties_of_a_pooling"]

SHAPE = (
    "A new array of shape (n, c, oh, ow), where oh = (h + 2 * ph - kh) // sh + 1 and ow = (w + 2 * pw - kw) // sw + 1."
)
EACH_MAP = "Each map must be pooled on its own: what is in another map or another image must not matter."


def oversized_windows() -> st.SearchStrategy[Call]:
    """Draw windows too large on one axis or both, also where they are smaller on the other."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        h, w = draw(unequal_sizes(2, 4))
        down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 1), (1, -1), (-1, 2)]))
        return draw(asked((1, 1, h, w), (h + down, w + right)))

    bare = [asked((1, 1, h, w), size) for h, w in [(1, 1), (2, 4), (4, 3)] for size in kernel_shapes_too_large(h, w)]
    strided = [asked((1, 1, 2, 4), size, (2, 3)) for size in kernel_shapes_too_large(2, 4)]
    with_padding = [
        asked((1, 1, 3, 2), size, None, padding)
        for padding, size in [((1, 0), (6, 2)), ((1, 1), (5, 5)), ((0, 1), (4, 4)), ((2, 0), (8, 1)), ((1, 2), (2, 7))]
    ]
    return with_corners(between(), [*bare, *strided, *with_padding])


def strides_below_one() -> st.SearchStrategy[Call]:
    several = [asked((1, 1, 5, 6), (2, 3), stride) for stride in pairs_below(1)]
    one_left = [asked((1, 1, 3, 4), (3, 4), stride) for stride in pairs_below(1)]
    between = st.sampled_from(pairs_below(1)).flatmap(lambda stride: asked((1, 2, 3, 4), (2, 1), stride))
    padded = [asked((1, 1, 3, 4), (2, 3), stride, (1, 1)) for stride in [(-1, 1), (1, -1), (0, 0)]]
    no_window = [asked((1, 1, 2, 4), (5, 2), stride) for stride in pairs_below(1)]
    no_window += [asked((1, 1, 4, 1), (2, 4), stride) for stride in pairs_below(1)]
    no_window += [asked((1, 1, 2, 3), (5, 6), stride) for stride in [(-1, -1), (-2, 2), (0, 0)]]
    return with_corners(between, [*several, *one_left, *padded, *no_window])


def paddings_out_of_range() -> st.SearchStrategy[Call]:
    """Draw negative paddings, and such that some window sees no pixel: more than half of it, on one axis or both."""
    negative = [asked((1, 1, 9, 10), (3, 2), (1, 1), padding) for padding in pairs_below(0)]
    too_large = [
        asked((1, 1, 5, 6), size, (1, 1), padding)
        for size, padding in [
            ((2, 3), (2, 1)),
            ((2, 3), (1, 2)),
            ((2, 3), (0, 2)),
            ((2, 3), (2, 0)),
            ((3, 2), (2, 2)),
            ((1, 4), (1, 0)),
            ((4, 1), (0, 1)),
            ((1, 1), (1, 1)),
            ((4, 5), (3, 2)),
            ((5, 4), (2, 3)),
            ((2, 2), (5, 5)),
            ((3, 3), (2, 0)),
            ((3, 3), (0, 2)),
            ((3, 5), (1, 3)),
            ((5, 3), (3, 1)),
            ((7, 6), (4, 3)),
            ((6, 7), (3, 4)),
        ]
    ]
    between = st.sampled_from([(-1, 0), (0, -1), (2, 0), (0, 2)]).flatmap(
        lambda padding: asked((1, 1, 4, 5), (2, 3), None, padding)
    )
    return with_corners(between, [*negative, *too_large])


def beside_large_maps() -> st.SearchStrategy[Call]:
    """Draw a few maps, and some of which the first, or the last, has much smaller numbers than all others."""

    def enlarged(small: int, large: float = 1e17, unit: float = 1.0) -> st.SearchStrategy[Call]:
        def enlarge(x: np.ndarray) -> Call:
            sizes = np.full((2, 2, 1, 1), large)
            sizes.flat[small] = unit
            return Call((x * sizes, (2, 2), (1, 1)))

        return whole_numbers((2, 2, 2, 3), 1, 9).map(enlarge)

    cancelling = whole_numbers((2, 2, 2, 3), -9, 9).map(
        lambda x: Call((with_large_maps_that_cancel(x), (2, 2), (1, 1)))
    )
    return with_corners(several_maps(), [enlarged(0), enlarged(-1), enlarged(0, *FARTHEST), cancelling])


def two_maps_of_many(call: Call) -> tuple[Call, ...]:
    """Ask for the first map of the first image alone, for the last of the last, then for all."""
    x, *more = call.args
    return tuple(Call((maps, *more), call.kwargs) for maps in (x[:1, :1], x[-1:, -1:], x))


def alone_and_among_others(call: Call, values):
    """Compare both maps with what they are among all, as many times enlarged as their numbers are tiny."""
    first, last, together = values
    maps = call.args[0]
    sizes = [min(float(np.abs(some).max()), 1.0) or 1.0 for some in (maps[:1, :1], maps[-1:, -1:])]
    pairs = ((first, last), (together[:1, :1], together[-1:, -1:]))
    return tuple(tuple(np.divide(some, size) for some, size in zip(pair, sizes, strict=True)) for pair in pairs)


def asked_in_turns() -> st.SearchStrategy[Script]:
    """Draw questions that agree in nearly everything, and some of which one is refused; the first is asked twice."""
    corners = [calls.map(in_turns) for calls in (*beside_other_windows(), refused_in_between(), st.just(same_bytes()))]
    return with_corners(st.one_of(corners), corners)


def properties_of_a_pooling(
    *more: Property, values: str, padding: str, padding_promise: str, fractions: tuple[str, str]
) -> tuple[Property, ...]:
    """Return all that an exam asks about a pooling.

    Args:
        more: what holds of this pooling only.
        values, padding: what becomes of a window, and how the padding counts, as sentences for the student.
        padding_promise: the sentence of the docstring on the padding.
        fractions: the docstring's sentence on digits, and the property's.
    """
    digits_promise, digits = fractions
    return (
        *keeps(
            SHAPE,
            agrees("values", values, windows(), weight=3, examples=12),
            agrees(
                "leftover rows and columns",
                "Where the last step would carry the window over the border it is not taken: what is left is dropped.",
                left_over(),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "None means the size of the window.",
            agrees(
                "no stride given",
                "Without a stride the windows lie side by side: the stride is the size of the window.",
                plain(),
                examples=8,
            ),
        ),
        *keeps(
            "stride: (sh, sw): the step down and the step to the right, each at least 1.",
            agrees(
                "stride",
                "Stride (sh, sw) moves the window sh rows down and sw columns to the right at a time.",
                strided(),
                examples=8,
            ),
            agrees(
                "overlapping windows",
                "Windows may overlap, as 3 x 3 at stride 2 does: a pixel then counts in several of them.",
                overlapping(),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(padding_promise, agrees("padding", padding, padded(), examples=10)),
        *keeps(
            EACH_MAP,
            agrees(
                "several maps",
                "Every map of every image is pooled on its own; there are as many maps as before.",
                with_corners(several_maps(), many_maps()),
                weight=0.5,
                examples=6,
            ),
            law(
                "alone or among others",
                "A map alone gives what it gives among others, however large their numbers are.",
                beside_large_maps(),
                two_maps_of_many,
                alone_and_among_others,
                weight=0.5,
                examples=5,
            ),
        ),
        *more,
        *keeps(
            digits_promise,
            agrees("large maps of fractions", digits, large_windows(), examples=3),
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length are pooled as the numbers that they are.",
                of_any_dtype(),
                weight=0.5,
                examples=3,
            ),
            numbers_of_any_size(of_one_size()),
        ),
        *keeps(
            "ValueError: the window has more rows or more columns than the padded map.",
            raises(
                "window too large",
                "A window with more rows or more columns than the padded map raises a ValueError.",
                oversized_windows(),
                examples=3,
            ),
        ),
        *keeps(
            "ValueError: one of the two strides is smaller than 1.",
            raises(
                "stride below one",
                "A stride below 1 on either axis raises a ValueError, even where one position is left.",
                strides_below_one(),
                examples=3,
            ),
        ),
        *keeps(
            "ValueError: one of the two paddings is negative, or larger than half of the window on its axis.",
            raises(
                "padding out of range",
                "A padding that is negative, or larger than half of the window on its axis, raises a ValueError.",
                paddings_out_of_range(),
                examples=3,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of x.",
            returns_dtype(
                of_each_dtype(),
                np.float64,
                sentence="The result is an array of dtype float64, whatever the dtype of x.",
                examples=1,
            ),
        ),
        *keeps(
            ("The array x must not be modified.", SHAPE),
            leaves_inputs_alone(
                with_corners(
                    windows().between,
                    [
                        *with_nothing_to_do(),
                        asked((2, 3, 5, 6), (3, 4), (2, 1), (1, 2)),
                        refused_in_between().map(in_turns),
                        beside_other_windows()[1].map(in_turns),
                    ],
                ),
                sentence="x is the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=5,
            ),
        ),
        *depends_on_arguments_alone(with_corners(of_one_size(), [of_one_size(), side_by_side()]), of_any_integers=(0,)),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "beside other windows",
                "What was asked before, with other sizes, strides or paddings, or refused, changes nothing.",
                asked_in_turns(),
                weight=0.5,
                examples=1,
            ),
        ),
    )


def with_nothing_to_do() -> list[st.SearchStrategy[Call]]:
    """Return corners where the result has the numbers of x: windows of one pixel, every one or every second."""
    return [
        asked((1, 2, 3, 4), (1, 1), None),
        asked((1, 1, 3, 4), (1, 1), (2, 2)),
        asked((1, 1, 1, 1), (1, 1), (1, 1)),
        asked((2, 1, 1, 4), (1, 1), (1, 2)),
    ]
