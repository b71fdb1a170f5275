"""The exam of `activation`: four activations by name, the value and the gradient carried back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise, Property
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    agrees,
    depends_on_arguments_alone,
    gradient,
    holds,
    law,
    leaves_inputs_alone,
    raises,
)
from autograder.exam.strategies import mixed_dtypes, telling_numbers, unequal_sizes, whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import PRIME, extreme_numbers, in_turns, not_all_equal
from autograder.exams.pooling_and_activations.honest import activation as honest
from autograder.exams.pooling_and_activations.laws import numbers_of_any_size
from autograder.exams.pooling_and_activations.wrong import activation as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.activation_by_name import activation

__all__ = ["EXERCISE"]

NAMES = ("relu", "leaky_relu", "sigmoid", "tanh")

ARRAYS = "(y, dx): two new arrays of the shape of x, both of dtype float64, whatever the dtypes of x and dy."
AS_IN_FLOAT64 = (
    "The results must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost."
)
Y = "y: f(x), number by number."
DX = "dx: dy * f'(x), number by number; f' is the derivative of f."

SHAPES = ((1,), (2, 3), (3, 1), (2, 1, 3), (1, 2, 3, 2), (1, 2, 1, 2, 1, 2), (3, 3))

UNKNOWN = (
    "ReLU",
    "RELU",
    "Sigmoid",
    "leaky relu",
    "leakyrelu",
    "leaky",
    "relu ",
    " tanh",
    "tan",
    "",
    "softmax",
    "sigmoid_derivative",
    "elu",
    "sig",
    "linear",
    "tanhshrink",
    "zero",
    "ReLu",
)
"""Names in capitals, with blanks, cut off, of other activations; some that come before and after all four."""


def asked(
    name: str, shape: tuple[int, ...], scale: float = 1.0, low: int = -9, high: int = 9
) -> st.SearchStrategy[Call]:
    """Draw x, whole numbers times `scale`, and an upstream gradient."""
    pairs = st.tuples(whole_numbers(shape, low, high), whole_numbers(shape, -9, 9))
    return pairs.map(lambda pair: Call((pair[0] * scale, not_all_equal(pair[1]), name)))


@st.composite
def of_some_shape(draw: st.DrawFn, name: str) -> Call:
    shape = draw(st.sampled_from([(1,), (2,), (3,), (1, 2), (2, 3), (3, 2), (2, 1, 3)]))
    return draw(asked(name, shape, draw(st.sampled_from([1.0, 0.25, -0.1]))))


def of_name(name: str) -> st.SearchStrategy[Call]:
    """Draw one-digit numbers and fractions of them: several shapes; only negative ones, only positive ones."""
    corners = [asked(name, shape) for shape in SHAPES]
    corners += [asked(name, (2, 3), 0.5, -9, -1), asked(name, (2, 3), 0.5, 1, 9), asked(name, (3, 4), 3.0)]
    corners += [asked(put_together(name), (2, 2))]
    return with_corners(of_some_shape(name), corners)


def put_together(name: str) -> str:
    """Return an equal string that is another object, as programs make them while they run: `is` does not find it."""
    return "".join(name)


def of_any_name() -> st.SearchStrategy[Call]:
    return st.sampled_from(NAMES).flatmap(of_some_shape)


def at_zero() -> st.SearchStrategy[Call]:
    """Draw arrays in which x is 0 here or everywhere, and the other zero, -0.0."""
    some = [asked(name, (2, 3), low=-1, high=1) for name in NAMES]
    all_zero = [asked(name, shape, zero, 0, 1) for name in NAMES for shape, zero in [((3,), 0.0), ((1, 2), -0.0)]]
    return with_corners(st.one_of(some), [*some, *all_zero])


def far_from_zero() -> st.SearchStrategy[Call]:
    """Draw numbers whose exponentials no float64 holds, and such whose squares of exponentials none holds."""
    corners = [asked(name, (2, 3), scale) for name in NAMES for scale in (100.0, -50.0, 400.0)]
    farthest = [Call((np.array([1.5e308, -1.5e308]), np.array([3.0, 2.0]), name)) for name in NAMES]
    return with_corners(st.one_of(corners), [*corners, *farthest])


def with_name(name: str, arrays: tuple[np.ndarray, ...]) -> Call:
    return Call((*arrays, name))


def called(name: str, call: Call) -> Call:
    """Ask the same of another activation."""
    return Call((*call.args[:2], name))


def of_two_dtypes() -> st.SearchStrategy[Call]:
    """Draw x and dy of a dtype other than float64, the same or two."""
    pairs = [("uint8", "float32"), ("float16", "int8"), ("float32", "float32")]
    corners = [
        st.tuples(telling_numbers((2, 3), x), telling_numbers((2, 3), dy)).map(partial(with_name, name))
        for name in NAMES
        for x, dy in pairs
    ]
    return with_corners(st.one_of(corners), corners)


def of_any_dtypes() -> st.SearchStrategy[Call]:
    corners = [
        arrays.map(partial(with_name, name))
        for name in NAMES
        for arrays in mixed_dtypes((3, 4), (3, 4), dtypes=DTYPES_TO_MIX[name])
    ]
    few = np.array([[1, -2, 3], [0, -1, 2]])  # NumPy's tanh and exp of short integers are short fractions
    short = [Call((few.astype(dtype), few / 4, name)) for dtype in ("int8", "int16") for name in ("sigmoid", "tanh")]
    return with_corners(st.one_of(corners), [*corners, *extremes(), *short])


DTYPES_TO_MIX = {
    "relu": ("uint8", "float32"),
    "leaky_relu": ("int8", "float16"),
    "sigmoid": ("int8", "float32"),
    "tanh": ("uint8", "float16"),
}


def extremes() -> list[Call]:
    """Return the largest and the smallest numbers of each dtype, in x for each name those that show most, and in dy.

    The other array has small numbers: a slope that is nearly 0 loses its digits, and a large dy would show it.
    """
    arrays = {array.dtype.name: array for array in extreme_numbers((2, 4))}
    small = np.array([[3.0, -2.0, 1.0, 4.0], [-1.0, 0.5, -3.0, 2.0]])
    showing = [(dtype, name) for dtype in ("int8", "uint8", "uint64", "float16") for name in NAMES]
    others = [dtype for dtype in arrays if all(dtype != shown for shown, _ in showing)]
    in_x = [*showing, *zip(others, NAMES * 2, strict=False)]
    in_dy = zip(arrays.values(), NAMES * 3, strict=False)
    return [
        *(Call((arrays[dtype], small, name)) for dtype, name in in_x),
        *(Call((small, array, name)) for array, name in in_dy),
    ]


@st.composite
def large_arrays(draw: st.DrawFn) -> Call:
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    x, dy = numbers.normal(size=(2, *(2, 3), *draw(unequal_sizes(6, 9))))
    return Call((2 * x, dy, draw(st.sampled_from(NAMES))))


def large() -> st.SearchStrategy[Call]:
    x, dy = np.random.default_rng(0).normal(size=(2, PRIME, 2))
    long = [Call((2 * x, dy, "tanh")), Call((x.T.copy(), dy.T.copy(), "leaky_relu"))]
    return with_corners(large_arrays(), [*(large_arrays().map(partial(called, name)) for name in NAMES), *long])


def smooth_places() -> st.SearchStrategy[Call]:
    """Draw x away from 0, where relu and leaky_relu have a corner and no derivative."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        x, dy, name = draw(of_any_name()).args
        return Call((np.where(np.abs(x) < 0.05, 0.5, x), dy, name))

    def away(call: Call) -> Call:
        x, dy, name = call.args
        return Call((np.where(x == 0, 0.75, x) / 4, dy, name))

    return with_corners(between(), [asked(name, (2, 3)).map(away) for name in NAMES])


def of_another_shape() -> st.SearchStrategy[Call]:
    """Draw gradients that NumPy would stretch, transposed ones, and ones that fit nowhere."""
    shapes = [
        ((2, 3), (3,)),
        ((2, 3), (1,)),
        ((2, 3), (1, 3)),
        ((2, 3), (2, 1)),
        ((2, 3), (3, 2)),
        ((2, 3), (6,)),
        ((2, 3), (1, 2, 3)),
        ((2, 3), (2, 2)),
        ((3,), (2, 3)),
        ((3,), (4,)),
        ((1,), (2,)),
        ((2,), (1,)),
        ((3, 3), (3,)),
        ((2,), (2, 2)),
    ]

    def with_shapes(name: str, x: tuple[int, ...], dy: tuple[int, ...]) -> st.SearchStrategy[Call]:
        return st.tuples(whole_numbers(x, 1, 9), whole_numbers(dy, 1, 9)).map(lambda pair: Call((*pair, name)))

    corners = [with_shapes(NAMES[number % 4], *pair) for number, pair in enumerate(shapes)]
    corners += [with_shapes(name, (2, 3), (3,)) for name in NAMES]
    return with_corners(st.one_of(corners), corners)


def unknown_names() -> st.SearchStrategy[Call]:
    corners = [asked(name, (2,)) for name in UNKNOWN]
    return with_corners(st.one_of(corners), corners)


def asked_in_turns() -> st.SearchStrategy[Script]:
    """Draw the same numbers, asked about by every name, in several shapes and orders; two questions are refused."""

    def ask(steps: np.ndarray, dy: np.ndarray) -> Script:
        x = (np.cumsum(steps).reshape(2, 3) - 20) / 4
        calls = [Call((x, dy, name)) for name in (*NAMES, "ReLU")]
        calls += [Call((x.reshape(shape), dy.reshape(shape), "tanh")) for shape in ((3, 2), (6,))]
        swapped = x.ravel()[[0, 2, 1, 3, 4, 5]].reshape(x.shape)
        calls += [Call((x, dy[:1], "tanh")), Call((x, -dy, "tanh")), Call((swapped, dy, "tanh"))]
        return in_turns([*calls, *same_bytes()])

    return st.builds(ask, whole_numbers((6,), 1, 9), whole_numbers((2, 3), 1, 9))


def same_bytes() -> list[Call]:
    """Return questions about the same bytes in two dtypes: those of x, then those of dy."""
    unsigned = np.array([[1, 255, 3], [128, 127, 0]], np.uint8)
    signed = unsigned.view(np.int8)
    pairs = [(unsigned, unsigned), (signed, unsigned), (signed, signed)]
    return [Call((x, dy, "leaky_relu")) for x, dy in pairs]


def arrays_that_scale(call: Call) -> tuple[int, ...]:
    """Return which arguments a factor may be taken out of: not the x of a sigmoid."""
    return (0, 1) if call.args[2] in ("relu", "leaky_relu") else (1,)


def results_that_scale(call: Call, values: Any) -> Any:
    return np.asarray(values) if call.args[2] in ("relu", "leaky_relu") else values[1]


def where_nothing_happens() -> list[st.SearchStrategy[Call]]:
    """Return corners where y has the numbers of x, and dx those of dy."""
    return [asked(name, (2, 3), 1.0, 1, 9) for name in ("relu", "leaky_relu")] + [asked("tanh", (2, 2), 0.0)]


def of_both_signs(call: Call) -> tuple[Call, ...]:
    x, dy, name = call.args
    return call, Call((-x, dy, name))


def tanh_and_sigmoid(call: Call) -> tuple[Call, ...]:
    x, dy, _ = call.args
    return Call((2 * x, dy, "sigmoid")), Call((x, dy, "tanh"))


def stretched_sigmoid(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    (s, ds), (t, dt) = values
    return (2 * s - 1, 4 * ds), (np.asarray(t), np.asarray(dt))


@st.composite
def two_gradients(draw: st.DrawFn) -> tuple[Call, np.ndarray]:
    call = draw(of_any_name())
    return call, draw(whole_numbers(call.args[0].shape))


def either_and_both(data: tuple[Call, np.ndarray]) -> tuple[Call, ...]:
    call, other = data
    x, dy, name = call.args
    return call, Call((x, other, name)), Call((x, 3 * dy - other, name))


def slope_of_a_sigmoid(call: Call, values: Sequence[Any]) -> str | None:
    slopes = values[0][1] / call.args[1]
    s = values[0][0]
    fits = np.all(slopes <= 0.25 + 1e-12) and np.allclose(slopes, s * (1 - s), rtol=0, atol=1e-9)
    return None if fits else "dx / dy = y * (1 - y), which is at most 1/4"


def sigmoids_with_some_gradient() -> st.SearchStrategy[Call]:
    pairs = st.tuples(whole_numbers((1, 2), -9, 9), whole_numbers((1, 2), 1, 9))
    return pairs.map(lambda pair: Call((pair[0] / 2, not_all_equal(pair[1]), "sigmoid")))


def both_in_float64(call: Call, values: Sequence[Any]) -> str | None:
    dtypes = [getattr(value, "dtype", None) for value in values[0]]
    return None if dtypes == [np.float64] * 2 else "two arrays of dtype float64"


def one_activation(name: str, sentence: str) -> tuple[Property, ...]:
    return keeps(
        (Y, DX),
        agrees(f"{name} forth", sentence.partition(" / ")[0], of_name(name), part=0, weight=1, examples=3),
        agrees(f"{name} back", sentence.partition(" / ")[2], of_name(name), part=1, weight=1, examples=3),
    )


EXERCISE = Exercise(
    "activation",
    points=4,
    reference=activation,
    answers=answers_of(wrong, honest),
    properties=(
        *one_activation("relu", "relu keeps what is positive. / relu passes the gradient on where x is positive."),
        *one_activation(
            "leaky_relu",
            "leaky_relu keeps what is positive, and a hundredth of the rest. / leaky_relu passes the gradient on where "
            "x is positive, and a hundredth of it elsewhere.",
        ),
        *one_activation(
            "sigmoid",
            "sigmoid squeezes every number to between 0 and 1. / sigmoid passes on y (1 - y) times the gradient.",
        ),
        *one_activation(
            "tanh",
            "tanh squeezes every number to between -1 and 1. / tanh passes on 1 - y * y times the gradient.",
        ),
        *keeps(
            "At x = 0 the slope must be 0 for relu and 0.01 for leaky_relu.",
            agrees(
                "slope at zero",
                "Where x is 0 there is a corner and no derivative; relu takes 0 there, leaky_relu 0.01.",
                at_zero(),
                part=1,
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            "Numbers far from 0, such as 1000 and -1000, must give finite results, and right ones.",
            agrees(
                "far from zero",
                "Where exp(x) is too large for a float64, y and dx are finite and right all the same.",
                far_from_zero(),
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            DX,
            gradient(
                "central differences",
                "dx is what a small change of each number of x does to y, times dy.",
                smooth_places(),
                at=lambda call: call.args[0],
                forward=lambda call, x: activation(x, x, call.args[2])[0],
                upstream=lambda call: call.args[1],
                part=1,
                weight=0.5,
                examples=6,
            ),
            holds(
                "slope of the sigmoid",
                "The slope of the sigmoid is y (1 - y), which is never more than 1/4.",
                sigmoids_with_some_gradient(),
                slope_of_a_sigmoid,
                weight=0.5,
                examples=4,
            ),
            law(
                "linear in dy",
                "dx is linear in dy: three times one gradient minus another gives three times the one result minus the "
                "other.",
                two_gradients(),
                either_and_both,
                lambda data, values: (3 * values[0][1] - values[1][1], values[2][1]),
                weight=0.5,
                examples=5,
            ),
        ),
        *keeps(
            Y,
            law(
                "tanh is a stretched sigmoid",
                "tanh(x) is 2 sigmoid(2 x) - 1, and its slope is four times that of the sigmoid at 2 x.",
                of_some_shape("tanh"),
                tanh_and_sigmoid,
                stretched_sigmoid,
                weight=0.5,
                examples=4,
            ),
            law(
                "sigmoid of both signs",
                "sigmoid(x) and sigmoid(-x) add up to 1.",
                of_some_shape("sigmoid"),
                of_both_signs,
                lambda call, values: (1 - values[0][0], values[1][0]),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            AS_IN_FLOAT64,
            agrees(
                "large arrays of fractions",
                "Large arrays of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large(),
                examples=1,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in x and dy alike, count as their numbers.",
                of_any_dtypes(),
                weight=0.5,
                examples=1,
            ),
            numbers_of_any_size(
                with_corners(of_any_name(), [asked(name, (2, 3), 0.5) for name in NAMES]),
                arrays_that_scale,
                results_that_scale,
            ),
        ),
        *keeps(
            "ValueError: the name is none of the four.",
            raises(
                "unknown name",
                "A name that is none of the four raises a ValueError, and so does one that is spelt in another way.",
                unknown_names(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: dy has not the shape of x.",
            raises(
                "gradient of another shape",
                "An upstream gradient that has not the shape of x raises a ValueError.",
                of_another_shape(),
                examples=1,
            ),
        ),
        *keeps(
            ARRAYS,
            holds(
                "dtypes",
                "y and dx are arrays of dtype float64, whatever the dtypes of x and dy.",
                of_two_dtypes(),
                both_in_float64,
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            ("The arrays x and dy must not be modified.", ARRAYS),
            leaves_inputs_alone(
                with_corners(
                    of_any_name(),
                    [*where_nothing_happens(), *(asked(name, (2, 3)) for name in NAMES), asked_in_turns()],
                ),
                sentence="x and dy are the same after the call as before it, and the results are new arrays.",
                new_result=True,
                examples=3,
            ),
        ),
        *depends_on_arguments_alone(
            with_corners(asked("relu", (2, 3), 0.5), [asked("relu", (2, 3), 0.5), asked("tanh", (2, 2, 3), 0.25)]),
            arrays=(0, 1),
            of_any_integers=(0, 1),
        ),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "beside other names",
                "What was asked before, by another name, in another shape or in vain, changes nothing.",
                asked_in_turns(),
                weight=0.5,
                examples=2,
            ),
        ),
    ),
)
