"""The exam of `compose_kernels`: one kernel that does what two do, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, depends_on_arguments_alone, law, leaves_inputs_alone, returns_dtype
from autograder.exam.strategies import first_blank, unequal_sizes, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.draws import Pair, correlated, extremes, few_dtypes, fine, of_dtypes
from autograder.exams.matrix_and_gradients.honest import compose_kernels as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import compose_kernels as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.compose import compose_kernels

__all__ = ["EXERCISE"]

SIZES: tuple[Pair, ...] = ((1, 1), (1, 2), (2, 1), (1, 3), (2, 3))
"""Of either kernel, every one with every other: a number, rows, columns, a rectangle; the larger first or second."""


def asked(first: Pair, second: Pair, low: int = 1, high: int = 9) -> st.SearchStrategy[Call]:
    return st.tuples(whole_numbers(first, low, high), whole_numbers(second, low, high)).map(Call)


@st.composite
def kernels(draw: st.DrawFn) -> Call:
    """Draw two kernels, neither of them square, of sizes of their own."""
    return draw(asked(draw(unequal_sizes(1, 3)), draw(unequal_sizes(1, 3)), -9, 9))


def everything() -> st.SearchStrategy[Call]:
    squares = [asked((2, 2), (2, 2)), asked((3, 3), (3, 3), -2, 2), asked((3, 3), (2, 2))]
    blank = first_blank(asked((2, 2), (2, 2)), 0, 1)
    return with_corners(kernels(), [*(asked(*sizes) for sizes in product(SIZES, SIZES)), *squares, *blank])


def with_a_single_one(call: Call) -> tuple[Call, ...]:
    first, second = call.args
    dot = np.zeros(first.shape)
    dot[-1, -1] = 1
    return (Call((dot, second)),)


def moved_copy(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    (kh, kw), second = call.args[0].shape, call.args[1]
    return np.pad(second, ((kh - 1, 0), (kw - 1, 0))), values[0]


@st.composite
def two_of_three(draw: st.DrawFn) -> Call:
    return draw(asked((3, 3), (3, 3), -3, 3))


def one_picture(call: Call) -> np.ndarray:
    """Return a picture on which both kernels fit one after the other, the same for the same sizes."""
    (a, b), (c, d) = call.args[0].shape, call.args[1].shape
    return np.random.default_rng((a, b, c, d)).integers(-9, 10, (a + c + 1, b + d)).astype(float)


def correlated_once(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return correlated(image[None, None], kernel[None, None])[0, 0]


def two_steps_and_one(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    (first, second), image = call.args, one_picture(call)
    return correlated_once(correlated_once(image, first), second), correlated_once(image, values[0])


def the_call_itself(call: Call) -> tuple[Call, ...]:
    return (call,)


def the_other_way_round(call: Call) -> tuple[Call, ...]:
    return Call(call.args[::-1]), call


ALIKE_BUT_FOR_LITTLE = (
    (np.array([[1, 1], [1, 1.000001]]), np.array([[1, 1]])),
    (np.array([[1.000001, 2.0]]), np.array([[1, 1]])),
    (np.array([[1e6 + 0.5, 1e6]]), np.array([[1, 0], [0, 1]])),
    (np.array([[2, 3]]), np.array([[1, 2, 1.000001]])),
    (np.array([[1, 2]]), np.array([[1, 2.000001]])),
    (np.array([[1, 2]]), np.array([[2.000001, 1]])),
)
"""Kernels that `np.allclose` takes for a column times a row, for whole numbers, for symmetric, for one and the same, or
for mirror images."""

BEYOND_AN_INTEGER = ((np.array([[2**40, 3, 2**41]]), np.array([[2**30, 1]])),)


def large() -> st.SearchStrategy[Call]:
    """Draw fractions; and bytes with so many products that a float32 cannot hold their sums."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        return Call((fine(rng, *draw(unequal_sizes(10, 12))), fine(rng, *draw(unequal_sizes(10, 12)))))

    bytes_ = np.full((17, 17), 255, np.uint8)
    return with_corners(between(), [Call((bytes_, bytes_))])


def both(first: np.ndarray, second: np.ndarray) -> Call:
    return Call((first, second))


def of_any_dtypes() -> st.SearchStrategy[Call]:
    return of_dtypes((2, 3), (3, 2), asked=both)


def beyond_any_dtype() -> list[Call]:
    """Return corners: the largest numbers of each dtype, in rectangles, rows and columns, a row with a column.

    Last products beyond 64 bits, and kernels that differ in little from simpler ones.
    """
    pairs = [Call(each) for pair in (*BEYOND_AN_INTEGER, *ALIKE_BUT_FOR_LITTLE) for each in (pair, pair[::-1])]
    rows, columns = extremes((1, 2), (1, 3), asked=both)[::2], extremes((3, 1), (2, 1), asked=both)[1::2]
    crossed = [*extremes((1, 2), (2, 1), asked=both)[::2], *extremes((2, 1), (1, 2), asked=both)[1::2]]
    return [*extremes((2, 3), (3, 2), asked=both), *rows, *columns, *crossed, *pairs]


def dtypes_of_rows_and_columns() -> list[Call]:
    """Return corners of some dtypes: a row with a single weight, and with a column."""
    shapes = ((1, 2), (1, 1)), ((1, 1), (1, 2)), ((1, 2), (2, 1))
    return [call for pair in shapes for call in few_dtypes(*pair, asked=both)]


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw a call, and the same numbers in kernels of other shapes."""
    shapes = ((2, 3), (1, 2)), ((3, 2), (2, 1)), ((1, 6), (1, 2)), ((2, 3), (2, 1)), ((2, 3), (1, 2))

    def ask(first: np.ndarray, second: np.ndarray) -> Script:
        return in_turns(*(Call((first.reshape(one), second.reshape(other))) for one, other in shapes))

    return st.builds(ask, whole_numbers((6,), 2, 9), whole_numbers((2,), 2, 9))


def nearly_the_same() -> list[Script]:
    """Return corners: one of the kernels differs in little."""
    one, two, long = np.ones((1, 1)), np.ones((1, 2)), np.ones((26, 40))
    of_first = look_alikes(Call((np.ones((2, 3)), two)), 0, long=Call((long, one)))
    return [*of_first, *look_alikes(Call((two, np.ones((2, 3)))), 1, long=Call((one, long)))]


def equal_to_an_argument() -> list[st.SearchStrategy[Call]]:
    """Return corners where the composed kernel is one of the two: the other is a single one."""
    return [
        *[whole_numbers(shape, 1, 9).map(lambda kernel: Call((kernel, np.ones((1, 1))))) for shape in ((1, 1), (2, 3))],
        *[whole_numbers(shape, 1, 9).map(lambda kernel: Call((np.ones((1, 1)), kernel))) for shape in ((1, 1), (2, 3))],
    ]


SHAPE = "A new array of shape (kh1 + kh2 - 1, kw1 + kw2 - 1)."

EXERCISE = Exercise(
    "compose_kernels",
    points=3,
    reference=compose_kernels,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            SHAPE,
            agrees(
                "values",
                "Each weight of the second kernel spreads a whole copy of the first, and overlapping copies add up.",
                everything(),
                weight=3,
                examples=16,
            ),
            law(
                "a single one moves the kernel",
                "Composed with a kernel that only looks at its last cell, the second kernel is moved there unchanged.",
                kernels(),
                with_a_single_one,
                moved_copy,
                weight=0.5,
                examples=6,
                conduct=False,
            ),
        ),
        *keeps(
            "For every image that is large enough, corr2d(image, composed) must equal corr2d(corr2d(image, first), "
            "second).",
            law(
                "two correlations are one",
                "On a picture, the composed kernel gives what the two give, one after the other.",
                kernels(),
                the_call_itself,
                two_steps_and_one,
                examples=8,
                conduct=False,
            ),
            law(
                "two 3 x 3 are one 5 x 5",
                "Two kernels of 3 x 3 are one of 5 x 5.",
                two_of_three(),
                the_call_itself,
                two_steps_and_one,
                weight=0.5,
                examples=4,
                conduct=False,
            ),
            law(
                "either order",
                "The two kernels may change places.",
                kernels(),
                the_other_way_round,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large kernels of fractions",
                "Large kernels of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in either kernel, give the sums of their numbers.",
                with_corners(of_any_dtypes(), beyond_any_dtype()),
                weight=0.5,
                examples=2,
            ),
            tiny_numbers(asked((2, 3), (3, 2)), 0, 1),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of first and second.",
            returns_dtype(
                with_corners(of_any_dtypes(), dtypes_of_rows_and_columns()),
                np.float64,
                sentence="The kernel is an array of dtype float64, whatever the dtypes of the two.",
                examples=1,
            ),
        ),
        *keeps(
            ("The two kernels must not be modified.", SHAPE),
            leaves_inputs_alone(
                with_corners(kernels(), equal_to_an_argument()),
                sentence="The two kernels are the same after the call as before it, and the result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(asked((2, 3), (3, 2), 2, 9), arrays=(0, 1), of_any_integers=(0, 1)),
        *told_apart(*nearly_the_same(), beside_other_shapes()),
    ),
)
