"""The exam of `learn_kernel`: a kernel found by gradient descent on the squared error."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    holds,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import DTYPES, blank, telling_numbers, unequal_sizes, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.draws import Pair, correlated, extremes, few_dtypes, fine, of_dtypes
from autograder.exams.matrix_and_gradients.honest import learn_kernel as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, told_apart
from autograder.exams.matrix_and_gradients.wrong import learn_kernel as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.learn_kernel import learn_kernel

__all__ = ["EXERCISE"]

UNITS = (2.0**-60, 2.0**40)
FAR_UNITS = (2.0**-600, 2.0**600)
"""Powers of two: to multiply by them loses no digit. The squares of the last two are 0 and infinite in a float64."""

MANY_STEPS = (60, 200, 500)
RATES = (0.5, 0.25, 0.125, 0.1, 0.01, 1, 0.003)
SIZES = (((1, 1), (1, 1)), ((1, 3), (1, 2)), ((3, 1), (2, 1)), ((2, 3), (2, 3)), ((3, 4), (2, 3)), ((4, 4), (2, 2)))
"""Images and kernels: single pixels, rows, columns, a kernel as large as the image, both square."""

STRETCHED: tuple[tuple[Pair, Pair, tuple[int, ...]], ...] = (
    ((2, 2), (2, 2), (1, 2)),
    ((2, 2), (2, 2), (2, 2)),
    ((2, 2), (2, 1), (2, 2)),
    ((2, 2), (1, 2), (2, 2)),
    ((1, 1), (1, 1), (1, 1, 1)),
)
"""Images, kernels and targets: a result of one pixel, one row, one column, which NumPy stretches to the target."""


def asked(
    image: Pair, kernel: Pair, rate: float = 0.5, steps: int = 1, low: int = -3, high: int = 3
) -> st.SearchStrategy[Call]:
    result = image[0] - kernel[0] + 1, image[1] - kernel[1] + 1
    arrays = st.tuples(*(whole_numbers(shape, low, high) for shape in (image, result, kernel)))
    return arrays.map(lambda three: Call((*three, rate, steps)))


@st.composite
def lessons(draw: st.DrawFn, most_steps: int = 3) -> Call:
    kernel, more = draw(unequal_sizes(1, 3)), draw(unequal_sizes(0, 2))
    steps, rate = draw(st.integers(1, most_steps)), draw(st.sampled_from(RATES))
    return draw(asked((kernel[0] + more[0], kernel[1] + more[1]), kernel, rate, steps))


WITHOUT_A_SUM = (
    Call((np.array([[1, -2, 1], [3, -1, -2]]), np.array([[1, 0], [2, -1]]), np.array([[1, 2]]), 0.125, 2)),
    Call((np.array([[1, 2, 1], [3, -1, 2]]), np.array([[1, -3], [4, -2]]), np.array([[1, 2]]), 0.125, 2)),
    Call((np.array([[1, 2, 1], [3, -1, 2]]), np.array([[1, 0], [2, -1]]), np.array([[2, -2]]), 0.125, 2)),
)
"""The numbers of the image, of the target, of the start cancel: none of them is black for that."""


def everything() -> st.SearchStrategy[Call]:
    sizes = [asked(*size, steps=steps, low=1, high=4) for size in SIZES for steps in (1, 2)]
    rates = [asked((3, 4), (2, 3), rate, 2, low=1, high=4) for rate in RATES]
    steps = [asked((1, 3), (1, 2), 0.125, steps, low=1, high=2) for steps in (0, 3, 4, 7)]
    return with_corners(lessons(), [*sizes, *rates, *steps, *WITHOUT_A_SUM])


def band_and_edges(turned: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return the lectures' picture of 6 x 8 pixels, and what the kernel [1, -1] makes of it."""
    band, edges = np.ones((6, 8)), np.zeros((6, 7))
    band[:, 2:6] = 0
    edges[:, 1], edges[:, 5] = 1, -1
    return (band.T.copy(), edges.T.copy()) if turned else (band, edges)


@st.composite
def lectures_picture(draw: st.DrawFn) -> Call:
    turned = draw(st.booleans())
    start = draw(whole_numbers((2, 1) if turned else (1, 2), -5, 5))
    return Call((*band_and_edges(turned), start, draw(st.sampled_from([0.03, 0.02, 0.01])), draw(st.integers(1, 60))))


def lectures_picture_to_the_end() -> st.SearchStrategy[Call]:
    """Draw steps on the lectures' picture; and many on a picture of ones, where there is more than one best kernel."""
    return with_corners(
        lectures_picture(),
        [
            Call((*band_and_edges(), np.zeros((1, 2)), 0.03, 60)),
            Call((*band_and_edges(True), np.ones((2, 1)), 0.03, 60)),
            *(
                Call((np.ones((2, 3)), np.array([[1, 2], [3, 4]]), np.array([[2, 5]]), 0.1, steps))
                for steps in MANY_STEPS
            ),
        ],
    )


@st.composite
def kernels_that_fit_already(draw: st.DrawFn) -> Call:
    """Draw a kernel and, as the target, what it gives: there is nothing left to learn."""
    call = draw(lessons(most_steps=4))
    image, _, start, rate, steps = call.args
    return Call((image, result_of(image, start), start, rate, steps))


NEARLY_FLAT = (
    Call((np.array([[1, 1.0005, 1, 1.0002]]), np.array([[1, 0, 1]]), np.array([[0, 0]]), 0.1, 5)),
    Call((np.array([[1, 1.00001, 1, 1.00003]]), np.array([[1, 2, -3]]), np.array([[3, -5]]), 0.01, 7)),
)
"""Images whose windows are nearly all the same: every step changes the difference of two weights a little, all the
same."""

WHITE = Call((np.full((182, 183), 255, np.uint8), np.ones((182, 183)), np.array([[3.0]]), 2.0**-32, 1))
"""So many bytes that four of them cannot hold the sum of their squares."""


def large() -> st.SearchStrategy[Call]:
    @st.composite
    def between(draw: st.DrawFn) -> Call:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        return Call((fine(rng, 11, 12), fine(rng, 10, 10), fine(rng, 2, 3), 1e-3, 3))

    return with_corners(between(), [*NEARLY_FLAT, WHITE])


def of_any_dtypes() -> st.SearchStrategy[Call]:
    """Draw arrays of any dtypes, one step; and a start of any dtype without a step."""
    shapes = (3, 4), (2, 2), (2, 3)
    image, target = np.arange(12.0).reshape(3, 4), np.arange(4.0).reshape(2, 2)
    one_step = of_dtypes(*shapes, asked=lambda image, target, start: Call((image, target, start, 2.0**-12, 1)))
    starts = [
        telling_numbers((2, 3), dtype).map(lambda start: Call((image, target, start, 0.5, 0))) for dtype in DTYPES
    ]
    return with_corners(one_step, starts)


def beyond_any_dtype() -> list[Call]:
    """Return corners: the largest numbers of each dtype, alike in all three arrays, and in one of them."""

    def small_step(image: np.ndarray, target: np.ndarray, start: np.ndarray) -> Call:
        return Call((image, target, start, 2.0**-12, 1))

    def with_halves(image: np.ndarray) -> Call:
        return Call((image, np.array([[0.5, 2.5], [3.5, 1.5]]), np.full((2, 3), 0.5), 2.0**-140, 2))

    alike = extremes((3, 4), (2, 2), (2, 3), asked=small_step)
    alike += extremes((1, 2), (1, 2), (1, 1), asked=small_step)[::2]
    alike += extremes((1, 2), (1, 1), (1, 2), asked=small_step)[1::2]
    return [*alike, *extremes((3, 4), asked=with_halves)]


def dtypes_of_single_ones() -> list[Call]:
    """Return corners of some dtypes: one pixel, one weight, a kernel as large as the image."""
    shapes = ((1, 1), (1, 1), (1, 1)), ((1, 2), (1, 2), (1, 1)), ((1, 2), (1, 1), (1, 2))
    return [call for three in shapes for call in few_dtypes(*three, asked=lambda *three: Call((*three, 0.5, 1)))]


def beside_others() -> list[st.SearchStrategy[Script] | Script]:
    """Return corners: the same arrays with other steps and rates, the same numbers in other shapes, a refused call."""

    def ask(image: np.ndarray, target: np.ndarray, start: np.ndarray) -> Script:
        how_far = [(0.25, 3), (0.25, 1), (0.125, 3), (0.25, 5), (0.25, 0), (0.25, 3)]
        return in_turns(*(Call((image, target, start, 2.0**-9 * rate, steps)) for rate, steps in how_far))

    def reshaped(image: np.ndarray, target: np.ndarray, start: np.ndarray) -> Script:
        shapes = ((3, 4), (2, 3), (2, 2)), ((4, 3), (3, 2), (2, 2)), ((3, 4), (3, 2), (1, 3)), ((3, 4), (2, 3), (2, 2))
        calls = []
        for sizes in shapes:
            numbers = zip((image, target, start), sizes, strict=True)
            arrays = [array.ravel()[: math.prod(size)].reshape(size) for array, size in numbers]
            calls.append(Call((*arrays, 2.0**-9, 2)))
        return in_turns(*calls)

    three = whole_numbers((3, 4), 2, 9), whole_numbers((2, 3), 2, 9), whole_numbers((2, 2), 2, 9)
    return [st.builds(ask, *three), st.builds(reshaped, *three), refused_in_between()]


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call, one with the same arrays that must be refused, and the first again."""
    three = whole_numbers((3, 4), 2, 9), whole_numbers((2, 3), 2, 9), whole_numbers((2, 2), 2, 9)

    def ask(image: np.ndarray, target: np.ndarray, start: np.ndarray) -> Script:
        targets = target, target.T.copy(), target
        return in_turns(*(Call((image, each, start, 2.0**-9, 2)) for each in targets))

    return st.builds(ask, *three)


def nearly_the_same() -> list[Script]:
    """Return corners: one of the arrays differs in little."""
    of_image = Call((np.zeros((2, 3)), np.ones((1, 2)), np.zeros((2, 2)), 0.5, 1))
    of_target = Call((np.ones((2, 3)), np.zeros((1, 2)), np.zeros((2, 2)), 0.5, 1))
    of_start = Call((np.ones((2, 3)), np.ones((1, 2)), np.zeros((2, 2)), 0.5, 0))
    long = Call((np.ones((26, 40)), np.ones((26, 40)), np.zeros((1, 1)), 0.5, 1))
    return [
        *look_alikes(of_image, 0, long=long),
        *look_alikes(of_target, 1, long=long),
        *look_alikes(of_start, 2),
    ]


def in_other_units(call: Call) -> tuple[Call, ...]:
    """Measure target and kernel in tiny units; the image too, with a rate that makes up for it; or in huge ones."""
    image, target, start, rate, steps = call.args
    calls = [Call((image, target * unit, start * unit, rate, steps)) for unit in (*UNITS, *FAR_UNITS)]
    return call, *calls, *(Call((image * unit, target * unit, start, rate / unit**2, steps)) for unit in UNITS)


def the_same_kernel(call: Call, values: Sequence[np.ndarray]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    units = [*UNITS, *FAR_UNITS, *[1.0] * len(UNITS)]
    return [values[0]] * len(units), [value / unit for value, unit in zip(values[1:], units, strict=True)]


def targets_that_do_not_belong() -> st.SearchStrategy[Call]:
    """Draw a target with too many or too few rows, columns or axes, with exchanged ones, or as large as the image."""

    def another(image: Pair, kernel: Pair, target: tuple[int, ...], steps: int = 1) -> st.SearchStrategy[Call]:
        arrays = st.tuples(*(whole_numbers(shape, 1, 9) for shape in (image, target, kernel)))
        return arrays.map(lambda three: Call((*three, 0.5, steps)))

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        kernel, (oh, ow) = draw(unequal_sizes(1, 3)), draw(unequal_sizes(1, 3))
        down, right = draw(st.sampled_from([(0, 1), (1, 0), (1, 1)]))
        return draw(another((oh + kernel[0] - 1, ow + kernel[1] - 1), kernel, (oh + down, ow + right)))

    corners = []
    for image, kernel in [((4, 4), (2, 3)), ((3, 5), (2, 1)), ((3, 4), (3, 2))]:
        oh, ow = image[0] - kernel[0] + 1, image[1] - kernel[1] + 1
        targets: list[tuple[int, ...]] = [
            (oh + 1, ow),
            (oh - 1, ow),
            (oh, ow + 1),
            (oh, ow - 1),
            (ow, oh),
            (1, oh * ow),
            (1, 1),
            image,
        ]
        targets += [(1, ow), (oh, 1), (oh + 1, ow - 1), (oh + 1, ow + 1)]
        targets += [(ow,), (oh * ow,), (oh, ow, 1), (1, oh, ow)]
        corners += [another(image, kernel, t) for t in dict.fromkeys(targets) if t != (oh, ow) and min(t) > 0]
    corners += [another(*sizes, steps=steps) for sizes in STRETCHED for steps in (0, 1)]
    corners += [another((3, 4), (2, 2), (3, 3), steps=0), *blank(another((1, 2), (1, 2), (1, 2)), 0, 1, 2)]
    return with_corners(between(), corners)


def equal_to_an_argument() -> list[st.SearchStrategy[Call]]:
    """Return corners where the kernel comes out as one of the arguments: no step, or nothing to learn."""

    def no_step(image: np.ndarray) -> Call:
        return Call((image, np.array([[3.0]]), image.copy(), 0.5, 0))

    def nothing_to_learn(image: np.ndarray) -> Call:
        return Call((image, np.array([[np.sum(image**2)]]), image.copy(), 0.5, 2))

    return [
        asked((3, 4), (2, 3), steps=0),
        whole_numbers((2, 3), 1, 9).map(nothing_to_learn),
        *[whole_numbers(size, 1, 9).map(no_step) for size in ((1, 1), (2, 3))],
        st.just(Call((np.ones((1, 1)), np.full((1, 1), 5.0), np.full((1, 1), 5.0), 0.5, 2))),
    ]


def result_of(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    return correlated(image[None, None], np.asarray(kernel, dtype=float)[None, None])[0, 0]


def loss(call: Call, kernel: np.ndarray) -> float:
    image, target = call.args[:2]
    return float(np.sum((result_of(image, kernel) - target) ** 2))


def slopes(call: Call, kernel: np.ndarray) -> np.ndarray:
    """Return the gradient of the loss by central differences, which are exact for a sum of squares."""
    units = np.eye(kernel.size).reshape(-1, *kernel.shape)
    differences = [(loss(call, kernel + unit) - loss(call, kernel - unit)) / 2 for unit in units]
    return np.array(differences).reshape(kernel.shape)


def one_step(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    start, rate = call.args[2:4]
    return start - rate * slopes(call, start), values[0]


@st.composite
def small_steps(draw: st.DrawFn) -> Call:
    """Draw a learning rate so small that no step can overshoot."""
    image, target, start, _, steps = draw(lessons()).args
    steepest = 2 * start.size * max(1.0, float(np.sum(image**2)))
    return Call((image, target, start, 2.0 ** -math.ceil(math.log2(steepest)), steps))


def no_worse(call: Call, values: Sequence[np.ndarray]) -> str | None:
    before, after = loss(call, call.args[2]), loss(call, values[0])
    return None if after <= before * (1 + 1e-9) + 1e-9 else f"a squared error of at most {before:g}, as at the start"


def in_two_parts(call: Call) -> tuple[Call, ...]:
    """Ask for all steps at once, and for the last ones from where the first one leads."""
    image, target, start, rate, steps = call.args
    return Call((image, target, start - rate * slopes(call, start), rate, steps - 1)), call


def the_call_itself(call: Call) -> tuple[Call, ...]:
    return (call,)


STEP = (
    "In each step the kernel K must become K - learning_rate * G, where E = corr2d(image, K) - target is the error and "
    "G = 2 * corr2d(image, E) the gradient of the loss, the sum of the squares of E."
)
RETURNS = "A new array of shape (kh, kw): the kernel after exactly that many steps, start itself not counted."

EXERCISE = Exercise(
    "learn_kernel",
    points=3,
    reference=learn_kernel,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (STEP, RETURNS),
            agrees(
                "values",
                "After the steps asked for, of the size asked for, from the start asked for, the kernel is right.",
                everything(),
                weight=3,
                examples=16,
            ),
        ),
        *keeps(
            STEP,
            law(
                "one step",
                "One step is the learning rate times the slope of the squared error, downhill.",
                st.builds(lambda call: Call((*call.args[:4], 1)), lessons()),
                the_call_itself,
                one_step,
                examples=8,
                conduct=False,
            ),
            agrees(
                "the lectures' picture",
                "On the picture with the black band, the kernel moves towards [1, -1] step by step; on a white one it "
                "moves, too, however many steps there are.",
                lectures_picture_to_the_end(),
                examples=4,
            ),
            holds(
                "the error falls",
                "With a small learning rate the squared error never grows.",
                small_steps(),
                no_worse,
                weight=0.5,
                examples=6,
            ),
            agrees(
                "nothing left to learn",
                "A kernel that gives the target already stays as it is.",
                kernels_that_fit_already(),
                weight=0.5,
                examples=6,
                conduct=True,
            ),
        ),
        *keeps(
            RETURNS,
            law(
                "step after step",
                "Whoever begins where the first step leads needs one step less, and comes to the same kernel.",
                lessons(),
                in_two_parts,
                lambda call, values: (values[0], values[1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in image, target and start, give the right kernel.",
                with_corners(of_any_dtypes(), beyond_any_dtype()),
                weight=0.5,
                examples=2,
            ),
            law(
                "any units",
                "Target and kernel in tiny or huge units give the kernel in these units, and so it is with the image: "
                "no number is taken for zero, and no step is cut short.",
                asked((3, 4), (2, 3), 0.125, 2, 1, 5),
                in_other_units,
                the_same_kernel,
                weight=0.5,
                examples=2,
            ),
        ),
        *keeps(
            "ValueError: target has another shape, or another number of axes, than corr2d(image, start).",
            raises(
                "target of another shape",
                "A target with too many or too few rows, columns or axes raises a ValueError.",
                targets_that_do_not_belong(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of image, target and start.",
            returns_dtype(
                with_corners(of_any_dtypes(), dtypes_of_single_ones()),
                np.float64,
                sentence="The kernel is an array of dtype float64, whatever the dtypes of image, target and start.",
                examples=1,
            ),
        ),
        *keeps(
            ("The arrays image, target and start must not be modified.", RETURNS),
            leaves_inputs_alone(
                with_corners(lessons(), [*equal_to_an_argument(), refused_in_between()]),
                sentence="image, target and start are the same after the call as before it, and the kernel is a new "
                "array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(asked((3, 4), (2, 3), 0.125, 2, 2, 9), arrays=(0, 1, 2), of_any_integers=(0, 1, 2)),
        *told_apart(*nearly_the_same(), *beside_others()),
    ),
)
