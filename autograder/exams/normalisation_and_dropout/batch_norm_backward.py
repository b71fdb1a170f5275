"""The exam of `batch_norm_backward`: the gradients of batch normalisation in training."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    gradient,
    holds,
    law,
    leaves_inputs_alone,
    raises,
)
from autograder.exam.strategies import DTYPES, telling_numbers, whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout.draws import (
    FAR_FROM_ZERO,
    FEATURES,
    LARGE,
    MAPS,
    OTHER_AXES,
    SHAPES,
    TINY,
    WIDE,
    gives_float64,
    in_other_shapes,
    of_the_same_sum,
    per_channel,
    random_dy,
    several_eps,
    spread,
    tiny_in_the_first,
    with_a_trend,
)
from autograder.exams.normalisation_and_dropout.honest import batch_norm_backward as honest
from autograder.exams.normalisation_and_dropout.wrong import batch_norm_backward as wrong
from autograder.sandbox.wire.questions import Call, Do, Script
from cnnedu.layers.batch_norm_backward import batch_norm_backward
from cnnedu.ops.batch_norm import batch_norm

__all__ = ["EXERCISE"]

Shape = tuple[int, ...]

CORNERS: tuple[Shape, ...] = ((2, 1), (1, 1), (1, 3), (3, 2), (3, 3), (2, 5))
MAP_CORNERS: tuple[Shape, ...] = ((1, 1, 1, 2), (1, 2, 1, 1), (1, 1, 2, 1), (2, 1, 1, 1), (3, 2, 4, 5), (2, 2, 2, 2))
MANY: tuple[Shape, ...] = ((1511, 1), (509, 2, 1, 3), (1, 1, 37, 41))
"""More values than a block of them holds, and few enough for a matrix of them."""
EPSILONS = (3.0, 0.5, 1e-3, 1e-9, 2, 1000.3)

AT_THE_EDGE = Call((np.array([[0.1], [0.2], [0.7], [0.4]]), np.array([[0.0], [2.0], [4.0], [6.0]]) + 4e15, np.ones(1)))
"""Fractions beside the largest numbers whose mean a float64 holds to the half, in any order of the sum."""

RETURNS = "A tuple of three new arrays (dx, dgamma, dbeta), of the shapes of x, of gamma and of gamma."
GRADIENTS = "They are the gradients with respect to the batch, to the scale and to the shift."
MOVED = "The mean and the variance must count as functions of x: every value of a channel moves them."


@cache
def questions(shapes: tuple[Shape, ...], apart: bool = False, **options: Any) -> st.SearchStrategy[Call]:
    """Draw gradients that are not the same everywhere, batches, and scales other than 0 and 1."""

    def of(shape: Shape) -> st.SearchStrategy[Call]:
        x = whole_numbers(shape).map(spread) if apart else whole_numbers(shape)
        return st.tuples(random_dy(shape), x, whole_numbers(shape[1:2], 2, 6)).map(Call)

    return st.sampled_from(shapes).flatmap(of)


def one_of_each(shapes: tuple[Shape, ...]) -> list[st.SearchStrategy[Call]]:
    return [questions((shape,)) for shape in shapes]


def features() -> st.SearchStrategy[Call]:
    def negative(call: Call) -> Call:
        dy, x, gamma = call.args
        return Call((dy, x, -gamma))

    def without_scale(call: Call) -> Call:
        """Set the scale of every second channel to 0, the first one's too: nothing comes to x, but to the scale."""
        dy, x, gamma = call.args
        return Call((dy, x, gamma * (np.arange(len(gamma)) % 2)))

    zeros = [questions((shape,), apart=True).map(without_scale) for shape in ((3, 1), (3, 2))]
    return with_corners(questions(FEATURES), [*one_of_each(CORNERS), questions(((3, 2),)).map(negative), *zeros])


def maps() -> st.SearchStrategy[Call]:
    return with_corners(questions(MAPS), one_of_each(MAP_CORNERS))


def any_eps() -> st.SearchStrategy[Call | Script]:
    def with_eps(eps: float) -> list[st.SearchStrategy[Call]]:
        few = questions(((3, 2),)), questions(((2, 1, 1, 3),))
        return [
            few[0].map(lambda call: Call(call.args, {"eps": eps})),
            few[1].map(lambda call: Call((*call.args, eps))),
        ]

    def narrow(call: Call) -> Call:
        dy, x, gamma = call.args
        return Call((dy, x / 512, gamma))

    corners = [call for eps in EPSILONS for call in with_eps(eps)]
    small = questions(((3, 2),))
    return with_corners(st.one_of(corners), [*corners, small.map(narrow), several_eps(small)])


def normalised(
    call: Call, *, x: np.ndarray | None = None, gamma: np.ndarray | None = None, beta: Any = None
) -> np.ndarray:
    """The forward pass, with one of its arrays replaced."""
    _, old_x, old_gamma = call.args
    x, gamma = old_x if x is None else x, old_gamma if gamma is None else gamma
    zero = np.zeros(len(gamma))
    return batch_norm(x, gamma, zero if beta is None else beta, zero, zero, training=True)[0]


def as_in_differences() -> st.SearchStrategy[Call]:
    """Draw features and maps no channel of which is nearly constant: there the gradient itself changes too fast."""
    return st.one_of(questions(FEATURES[:6], apart=True), questions(MAPS[:8], apart=True))


def any_dtypes() -> st.SearchStrategy[Call]:
    """Draw each array in each dtype, the others in float64; and all of them in each.

    A channel has three values or six: one over these is no short fraction.
    """

    def of(shape: Shape, *dtypes: str) -> st.SearchStrategy[Call]:
        return st.tuples(*map(telling_numbers, (shape, shape, shape[1:2]), dtypes)).map(Call)

    shapes = ((3, 4), (2, 4, 1, 3))
    each = [["float64"] * place + [dtype] + ["float64"] * (2 - place) for dtype in DTYPES for place in range(3)]
    each += [[dtype] * 3 for dtype in DTYPES[:-1]]
    corners = [of(shapes[number % 2], *names) for number, names in enumerate(each)]
    return with_corners(of(shapes[0], *["float64"] * 3), [*corners, *map(wide, WIDE)])


def wide(numbers: np.ndarray) -> Call:
    """Take the same large integers for gradient, batch and scale."""
    return Call((numbers, numbers[::-1].copy(), numbers[0]))


def large_batches() -> st.SearchStrategy[Call]:
    def trend(shape: Shape) -> Call:
        x = with_a_trend(shape)
        return Call((np.flip(x) ** 2, x, np.linspace(1, 2, shape[1])))

    return with_corners(between_large_batches(), map(trend, MANY))


@st.composite
def between_large_batches(draw: st.DrawFn) -> Call:
    rng, shape = np.random.default_rng(draw(st.integers(0, 2**32 - 1))), draw(st.sampled_from(LARGE))
    x = rng.normal(size=shape) + per_channel(rng.normal(scale=5, size=shape[1]), shape)
    return Call((rng.normal(size=shape), x, rng.normal(size=shape[1])))


def far_from_zero() -> st.SearchStrategy[Call]:
    """Draw batches of large numbers that differ little."""

    def with_gradients(x: np.ndarray) -> st.SearchStrategy[Call]:
        return st.tuples(random_dy(x.shape), st.just(x), whole_numbers(x.shape[1:2], 2, 6)).map(Call)

    corners = list(map(with_gradients, FAR_FROM_ZERO))
    return with_corners(st.one_of(corners), [*corners, AT_THE_EDGE])


def of_a_single_value() -> list[Script]:
    """Ask twice about single values: two results of zeros are two arrays."""
    asked = [(np.full(shape, 2.0), np.full(shape, 3.0), np.ones(3)) for shape in ((1, 3), (1, 3, 1, 1))]
    return [Script(None, (Do(args=args), Do(args=args))) for args in asked]


def as_it_is_and_tiny(call: Call) -> tuple[Call, ...]:
    """Ask as it is, with a tiny gradient, with tiny scales, one or all, and with a tiny batch and a tiny eps."""
    dy, x, gamma = call.args
    return (
        Call((dy, x, gamma), {"eps": 0.5}),
        Call((dy * TINY, x, gamma), {"eps": 0.5}),
        Call((dy, x, gamma * TINY), {"eps": 0.5}),
        Call((dy, x, gamma * tiny_in_the_first(len(gamma))), {"eps": 0.5}),
        Call((dy, x * TINY, gamma), {"eps": 0.5 * TINY**2}),
    )


def enlarged(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    usual, tiny_dy, tiny_gamma, tiny_in_one, tiny_x = values
    _, x, gamma = call.args
    got = (
        tuple(part / TINY for part in tiny_dy),
        (tiny_gamma[0] / TINY, *tiny_gamma[1:]),
        (tiny_in_one[0] / per_channel(tiny_in_the_first(len(gamma)), x.shape), *tiny_in_one[1:]),
        (tiny_x[0] * TINY, *tiny_x[1:]),
    )
    return (usual,) * 4, got


def beside_a_constant(call: Call) -> tuple[Call, ...]:
    """Ask for a gradient, and for the same one beside a large number that comes to nothing."""
    dy, x, gamma = call.args
    return call, Call((dy + 2.0**24, x, gamma))


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw a call, the same numbers in batches of other shapes, and batches of the same sum."""

    def asked(dy: np.ndarray, x: np.ndarray, gamma: np.ndarray) -> Script:
        shapes = ((3, 4), (4, 3), (2, 2, 1, 3), (2, 2, 3, 1), (3, 4))
        arrays = [(dy.reshape(shape), x.reshape(shape), gamma[: shape[1]]) for shape in shapes]
        arrays += [(dy, other, gamma) for other in of_the_same_sum(x)]
        return Script(None, tuple(Do(args=each) for each in arrays))

    return st.builds(asked, random_dy((3, 4)), whole_numbers((3, 4)).map(spread), whole_numbers((4,), 2, 6))


def two_gradients(call: Call) -> tuple[Call, ...]:
    """Ask for a gradient, for another one, and for the sum of both."""
    dy, x, gamma = call.args
    other = np.flip(dy) + 1
    return tuple(Call((each, x, gamma)) for each in (dy, other, dy + other))


def shifted(call: Call) -> tuple[Call, ...]:
    dy, x, gamma = call.args
    return call, Call((dy, x + per_channel(np.arange(3.0, 3 + len(gamma)), x.shape), gamma))


def blind_to_shift_and_scale(call: Call, values: Sequence[Any]) -> str | None:
    """Say what is missing: no small shift or scaling of a channel changes the loss."""
    dx, x = values[0][0], call.args[1]
    flat, numbers = (np.moveaxis(each, 1, 0).reshape(x.shape[1], -1) for each in (dx, x))
    if not np.allclose(flat.sum(axis=1), 0, atol=1e-8):
        return "a dx that sums to 0 in each channel"
    return None if np.allclose((flat * numbers).sum(axis=1), 0, atol=1e-6) else "a dx orthogonal to x in each channel"


def of_other_axes() -> st.SearchStrategy[Call]:
    def of(shape: Shape) -> st.SearchStrategy[Call]:
        scales = st.just(np.ones(shape[1:2] or shape))
        return st.tuples(whole_numbers(shape), whole_numbers(shape), scales).map(Call)

    corners = [of(shape) for shape in OTHER_AXES]
    return with_corners(st.one_of(corners), corners)


def of_other_shapes() -> st.SearchStrategy[Call]:
    """Draw a dy that NumPy could stretch to the shape of x or not, and a gamma of another length."""

    def of(x: Shape, dy: Shape, gamma: Shape) -> st.SearchStrategy[Call]:
        return st.tuples(whole_numbers(dy, 1, 9), whole_numbers(x), whole_numbers(gamma, 1, 9)).map(Call)

    two, four = (3, 2), (2, 3, 1, 4)
    others: list[tuple[Shape, Shape, Shape]] = [
        (two, dy, (2,)) for dy in ((1, 2), (3, 1), (2,), (2, 3), (4, 2), (1, 3, 2))
    ]
    others += [(four, dy, (3,)) for dy in ((1, 3, 1, 4), (2, 1, 1, 4), (2, 3, 1, 1), (3, 1, 4), (2, 3, 4, 1), (2, 3))]
    others += [(two, two, gamma) for gamma in ((1,), (3,), (1, 2), (2, 1), (3, 2))]
    others += [(four, four, gamma) for gamma in ((1,), (4,), (2,), (3, 1, 1), (1, 3))]
    others += [((1, 1), (1, 1, 1), ()), ((1, 1), (1,), (1, 1)), ((2, 2), (2,), (2, 2)), ((1, 1, 1, 1), (1, 1), (1, 1))]
    others += [(four, (1, 3, 2, 4), (3,)), ((1, 2), (3, 2), (2,)), ((3, 1), (3, 1), (4,)), (two, two, (1, 1))]
    corners = [of(*each) for each in others]
    return with_corners(st.one_of(corners), corners)


def _upstream(call: Call) -> np.ndarray:
    return call.args[0]


EXERCISE = Exercise(
    "batch_norm_backward",
    points=5,
    reference=batch_norm_backward,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (RETURNS, GRADIENTS),
            agrees(
                "dbeta",
                "dbeta is the sum of the upstream gradient over each feature.",
                features(),
                part=2,
                weight=1,
                examples=8,
            ),
            agrees(
                "dgamma",
                "dgamma is the sum of the upstream gradient times the normalised batch, over each feature.",
                features(),
                part=1,
                weight=2,
                examples=8,
            ),
            agrees(
                "dx",
                "dx is what each value of the batch does to the loss: directly, through the mean, and through the "
                "variance.",
                features(),
                part=0,
                weight=3,
                examples=10,
            ),
            agrees(
                "dbeta of maps",
                "A channel of maps has one dbeta, summed over samples, rows and columns.",
                maps(),
                part=2,
                weight=0.5,
                examples=6,
            ),
            agrees(
                "dgamma of maps",
                "A channel of maps has one dgamma, summed over samples, rows and columns.",
                maps(),
                part=1,
                weight=1,
                examples=6,
            ),
            agrees(
                "dx of maps",
                "In maps all n * h * w values of a channel share their mean and variance.",
                maps(),
                part=0,
                weight=2,
                examples=8,
            ),
        ),
        *keeps(
            (GRADIENTS, MOVED),
            gradient(
                "dx by differences",
                "dx is what a small change of x does to the loss.",
                as_in_differences(),
                at=lambda call: call.args[1],
                forward=lambda call, x: normalised(call, x=x),
                upstream=_upstream,
                part=0,
                examples=6,
            ),
            gradient(
                "dgamma by differences",
                "dgamma is what a small change of gamma does to the loss.",
                as_in_differences(),
                at=lambda call: call.args[2],
                forward=lambda call, gamma: normalised(call, gamma=gamma),
                upstream=_upstream,
                part=1,
                weight=0.5,
                examples=4,
            ),
            gradient(
                "dbeta by differences",
                "dbeta is what a small change of beta does to the loss.",
                as_in_differences(),
                at=lambda call: np.zeros(len(call.args[2])),
                forward=lambda call, beta: normalised(call, beta=beta),
                upstream=_upstream,
                part=2,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            MOVED,
            holds(
                "blind to shift and scale",
                "Shifting or scaling a channel does not change the result, so dx sums to 0 and is orthogonal to x.",
                questions(SHAPES, apart=True).map(lambda call: Call(call.args, {"eps": 1e-12})),
                blind_to_shift_and_scale,
                weight=0.5,
                examples=6,
            ),
            law(
                "shifted batch",
                "A batch that is shifted has the same gradients.",
                questions(SHAPES, apart=True),
                shifted,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            GRADIENTS,
            law(
                "linear in the upstream gradient",
                "Adding two upstream gradients adds the gradients.",
                questions(SHAPES, apart=True),
                two_gradients,
                lambda call, values: (tuple(a + b for a, b in zip(*values[:2], strict=True)), values[2]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "eps: a positive int or float, added to the variance under the root.",
            agrees(
                "eps", "eps is added to the variance, under the root; 1e-5 if nothing is said.", any_eps(), examples=2
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in each array, count as the same numbers in float64.",
                any_dtypes(),
                examples=1,
            ),
            agrees(
                "large batches of fractions",
                "Large batches of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large_batches(),
                weight=0.5,
                examples=3,
            ),
            law(
                "tiny numbers",
                "Tiny gradients, scales and batches are treated like any others: nothing is taken for zero.",
                with_corners(questions(SHAPES, apart=True), [questions(((3, 2),), apart=True)]),
                as_it_is_and_tiny,
                enlarged,
                weight=0.5,
                examples=4,
            ),
            law(
                "nearly equal gradients",
                "A large number that is added to every upstream gradient leaves dx and dgamma as they were.",
                questions(SHAPES, apart=True),
                beside_a_constant,
                lambda call, values: (values[0][:2], values[1][:2]),
                weight=0.5,
                examples=4,
                tolerance=1e-6,  # beside millions, digits are lost
            ),
        ),
        *keeps(
            "The gradients must be right for large numbers that differ little, too, such as 100000000 and 100000001.",
            agrees(
                "far from zero",
                "Batches of numbers that are large and differ little have the gradients of their small variance.",
                far_from_zero(),
                weight=0.5,
                examples=2,
                tolerance=1e-3,  # what the mean loses in its last digits shows
            ),
        ),
        *keeps(
            "Their dtype is float64, whatever the dtypes of the arguments.",
            gives_float64(any_dtypes(), "The three gradients are arrays of dtype float64, whatever is given."),
        ),
        *keeps(
            "ValueError: x has neither two nor four axes.",
            raises(
                "other axes",
                "An array with no, one, three, five or six axes is neither features nor maps: it raises a ValueError.",
                of_other_axes(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: dy has another shape than x, or gamma does not have the shape (d,) or (c,).",
            raises(
                "shapes that do not belong together",
                "A dy of another shape than x, or a gamma that is not one number per channel, raises a ValueError.",
                of_other_shapes(),
                examples=1,
            ),
        ),
        *keeps(
            ("The arguments must not be modified.", RETURNS),
            leaves_inputs_alone(
                with_corners(
                    questions(SHAPES), [*one_of_each(((1, 3), (1, 1), (2, 3), (2, 3, 1, 1))), *of_a_single_value()]
                ),
                sentence="The arguments are the same after the call as before it, and the results are new arrays.",
                new_result=True,
                examples=4,
            ),
        ),
        *in_other_shapes(beside_other_shapes()),
        *depends_on_arguments_alone(questions(((3, 2, 2, 4),), apart=True), arrays=(0, 1), of_any_integers=(0, 1, 2)),
    ),
)
