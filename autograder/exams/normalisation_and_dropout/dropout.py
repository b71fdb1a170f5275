"""The exam of `Dropout`: a layer that drops elements at random, remembers which, and passes on in evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, holds, law, leaves_inputs_alone, raises
from autograder.exam.strategies import DTYPES, Cornered, laid, telling_numbers, whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout.draws import TINY, gives_float64, random_dy
from autograder.exams.normalisation_and_dropout.honest import dropout as honest
from autograder.exams.normalisation_and_dropout.two_layers import two_dropouts
from autograder.exams.normalisation_and_dropout.wrong import dropout as wrong
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Put, Refilled, Rng, Script, Step
from cnnedu.layers.dropout import Dropout

__all__ = ["EXERCISE"]

Shape = tuple[int, ...]

SHAPES: tuple[Shape, ...] = ((2,), (3,), (1, 3), (3, 2), (2, 4), (2, 1, 3), (4, 3), (2, 3, 4, 2))
CORNERS: tuple[Shape, ...] = ((5, 4), (1,), (1, 1), (8,), (8, 1), (1, 2, 3, 4), (1207,), (401, 3))
PROBABILITIES = (0.5, 0.25, 0.75, 0.1, 0.9)
ODD_PROBABILITIES = (0, 0.0, 0.999, 1e-3, 1 / 3, 1 - 1e-10)
REFUSED = (-0.1, -1, 1, 1.0, 1.5, 2, -1e-9, 1 + 1e-10)
TRAINING, EVALUATION = Put("training", True), Put("training", False)

DRAWN = (
    "In training one random number must be drawn for each element of x, by rng.random(x.shape), in each call again, "
    "and also where p is 0."
)
SHARED = "Two layers must not share anything but the generator that was given to both."
DROPPED = "An element whose number is smaller than p must become 0, and every other one must be divided by 1 - p."
EVALUATED = "In evaluation the result must equal x, and no random number may be drawn."
BACK = "The elements that the last call of forward dropped must get 0, and the others must get dy / (1 - p)."
MODE = "What counts is the mode of the forward pass."
AGAIN = "Each call of backward must do the same, however often it is called after one pass."

seeds = st.integers(0, 99)


def forward(shape: Shape) -> st.SearchStrategy[Do]:
    return whole_numbers(shape).map(lambda x: Do("forward", (x,)))


def backward(shape: Shape) -> st.SearchStrategy[Do]:
    return random_dy(shape).map(lambda dy: Do("backward", (dy,)))


def scripts(shape: Shape, *steps: Any, probabilities: Sequence[float] = PROBABILITIES) -> st.SearchStrategy[Script]:
    """Join a new layer, steps, and strategies that draw a step."""
    drawn = [step if isinstance(step, st.SearchStrategy) else st.just(step) for step in steps]
    made = st.builds(lambda p, seed: Call((p, Rng(seed))), st.sampled_from(probabilities), seeds)
    return st.builds(lambda make, *taken: Script(make, taken), made, *drawn)


def of_any_shape(*kinds: Any, corners: Sequence[Shape] = CORNERS) -> Cornered[Script]:
    """Take steps on batches of many shapes; `kinds` make each step of a shape, or are steps themselves."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        return scripts(shape, *[kind if isinstance(kind, Put) else kind(shape) for kind in kinds])

    return with_corners(st.sampled_from(SHAPES).flatmap(make), map(make, corners))


def any_probability() -> st.SearchStrategy[Script]:
    """Draw layers by position and by name, with every p."""

    def with_p(p: float) -> list[st.SearchStrategy[Script]]:
        steps = st.tuples(forward((3, 4)), backward((3, 4)))
        return [
            st.builds(lambda taken, seed: Script(Call((p, Rng(seed))), taken), steps, seeds),
            st.builds(lambda taken, seed: Script(Call((), {"rng": Rng(seed), "p": p}), taken), steps, seeds),
        ]

    corners = [script for p in (*PROBABILITIES, *ODD_PROBABILITIES) for script in with_p(p)]
    return with_corners(st.one_of(corners), [*corners, one_number_is_p(), *all_but_one_dropped()])


def all_but_one_dropped() -> list[st.SearchStrategy[Script]]:
    """Return corners whose p is nearly 1, and whose generator draws a single number that is not smaller."""

    def of(p: float, seed: int) -> st.SearchStrategy[Script]:
        steps = st.tuples(*[whole_numbers((3, 4), 1, 9)] * 2)
        return steps.map(
            lambda pair: Script(Call((p, Rng(seed))), (Do("forward", (pair[0],)), Do("backward", (pair[1],))))
        )

    return [of(0.999, 159), of(0.999999, 207828)]


def one_number_is_p() -> st.SearchStrategy[Script]:
    """Draw layers whose p is the very number that is drawn for one of the elements, which is kept."""

    def made(x: np.ndarray, seed: int, place: int) -> Script:
        p = float(np.random.default_rng(seed).random(x.size)[place])
        return Script(Call((p, Rng(seed))), (Do("forward", (x,)), Do("backward", (x,))))

    return st.builds(made, whole_numbers((2, 3), 1, 9), seeds, st.integers(0, 5))


def back_again() -> st.SearchStrategy[Script]:
    """Draw a pass, and several ways back; in the array of the batch, too, filled with the gradient."""

    def filled(x: np.ndarray, dy: np.ndarray, p: float) -> Script:
        back = (Refilled(1, 0, dy), Refilled(1, 0, x), dy)
        return Script(Call((p, Rng(5))), (Do("forward", (x,)), *(Do("backward", (each,)) for each in back)))

    corner = st.builds(filled, whole_numbers((3, 4), 1, 9), random_dy((3, 4)), st.sampled_from(PROBABILITIES))
    twice = of_any_shape(forward, backward, backward, corners=((2, 3),))
    and_so_on = of_any_shape(forward, backward, backward, forward, backward, corners=((3, 2),))
    evaluated = of_any_shape(EVALUATION, forward, backward, backward, corners=((3, 2),))
    return with_corners(twice, [corner, *and_so_on.corners, *evaluated.corners])


def refused() -> st.SearchStrategy[Script]:
    made = [Script(Call((p, Rng(0))), ()) for p in REFUSED]
    return with_corners(st.sampled_from(made), made)


def any_dtype() -> st.SearchStrategy[Script]:
    """Draw batches and gradients of every dtype, in training and in evaluation; the gradient comes last, or nothing."""

    def of(dtype: str, *before: Step, back: bool = True) -> st.SearchStrategy[Script]:
        made = st.tuples(*[telling_numbers((2, 5), dtype)] * 2)
        return made.map(
            lambda pair: Script(
                Call((0.3, Rng(1))),
                (*before, Do("forward", (pair[0],)), *([Do("backward", (pair[1],))] if back else [])),
            )
        )

    corners = [
        of(dtype, *mode, back=back) for dtype in DTYPES for mode in ((), (EVALUATION,)) for back in (True, False)
    ]
    wide = (
        np.array([2**62, -(2**61), 3]),
        np.array([2**63 + 2**50, 2**62, 1], np.uint64),
        np.array([2**31 - 1, -(2**31), 3], np.int32),
        np.array([32767, -32768, 3], np.int16),
    )
    there_and_back = [Script(Call((0.3, Rng(1))), (Do("forward", (x,)), Do("backward", (x[::-1],)))) for x in wide]
    return with_corners(st.one_of(corners), [*corners, *there_and_back, too_large_to_divide()])


def too_large_to_divide() -> Script:
    """Drop the largest numbers of a float64: divided by 1 - p they would be infinite."""
    p, seed, shape = 0.5, 0, (2, 5)
    x = np.where(np.random.default_rng(seed).random(shape) < p, np.finfo(np.float64).max, 3.0)
    return Script(Call((p, Rng(seed))), (Do("forward", (x,)), Do("backward", (-x,))))


def any_layout() -> st.SearchStrategy[Script]:
    def made(layout: str) -> st.SearchStrategy[Script]:
        steps = st.tuples(whole_numbers((3, 4), 2, 9), whole_numbers((3, 4), 2, 9))
        return steps.map(
            lambda pair: Script(
                Call((0.5, Rng(3))), (Do("forward", (laid(pair[0], layout),)), Do("backward", (laid(pair[1], layout),)))
            )
        )

    corners = [made(layout) for layout in LAYOUTS]
    return with_corners(st.one_of(corners), corners)


def two_at_once() -> st.SearchStrategy[Call]:
    same = st.tuples(whole_numbers((3, 4), 1, 9), whole_numbers((3, 4), 1, 9))
    other = st.tuples(whole_numbers((2, 3), 1, 9), whole_numbers((5,), 1, 9))
    return with_corners(same, [same, other]).map(lambda pair: Call(pair, via="two_dropouts"))


def as_they_are_and_tiny(data: ForthAndBack) -> tuple[Script, ...]:
    x, dy = data.x * TINY, data.dy * TINY
    return *go(data), Script(data.make, (Do("forward", (x,)), Do("backward", (dy,))))


def enlarged(data: ForthAndBack, values: Sequence[Any]) -> tuple[Any, Any]:
    return tuple(values[0]), tuple(part / TINY for part in values[1])


@dataclass(frozen=True)
class ForthAndBack:
    """A layer, a batch and a gradient."""

    make: Call
    x: np.ndarray
    dy: np.ndarray


@st.composite
def forth_and_back(draw: st.DrawFn) -> ForthAndBack:
    shape = draw(st.sampled_from(SHAPES))
    make = Call((draw(st.sampled_from(PROBABILITIES)), Rng(draw(seeds))))
    return ForthAndBack(make, draw(whole_numbers(shape, 1, 9)), draw(random_dy(shape)))


def go(data: ForthAndBack) -> tuple[Script, ...]:
    return (Script(data.make, (Do("forward", (data.x,)), Do("backward", (data.dy,)))),)


def products(data: ForthAndBack, values: Sequence[Any]) -> tuple[Any, Any]:
    y, dx = values[0]
    return float(np.sum(y * data.dy)), float(np.sum(data.x * dx))


def only_forth(data: ForthAndBack) -> tuple[Script, ...]:
    return (Script(data.make, (Do("forward", (data.x,)),)),)


def dropped_or_scaled(data: ForthAndBack, values: Sequence[Any]) -> str | None:
    (y,), p = values[0], data.make.args[0]
    right = y.shape == data.x.shape and (np.isclose(y, 0) | np.isclose(y, data.x / (1 - p))).all()
    return None if right else f"each element dropped to 0, or divided by {1 - p:g}"


def many_ones() -> st.SearchStrategy[Script]:
    ones = Do("forward", (np.ones((30, 40)),))
    made = [Script(Call((p, Rng(seed))), (ones,)) for p in (0.5, 0.25, 0.75) for seed in range(4)]
    return st.sampled_from(made)


def keeps_its_mean(script: Script, values: Sequence[Any]) -> str | None:
    return None if abs(np.mean(values[0][-1]) - 1) < 0.25 else "numbers whose mean is about 1, as before"


EXERCISE = Exercise(
    "Dropout",
    points=4,
    reference=Dropout,
    answers=answers_of(wrong, honest),
    given={"two_dropouts": two_dropouts},
    properties=(
        *keeps(
            (DROPPED, "A new array of the shape of x, in evaluation too."),
            agrees(
                "training",
                "In training an element whose random number is smaller than p becomes 0; the others are divided by "
                "1 - p.",
                of_any_shape(forward),
                weight=3,
                examples=10,
            ),
            holds(
                "dropped or scaled",
                "Every element of the result is 0, or the element of x divided by 1 - p.",
                forth_and_back(),
                dropped_or_scaled,
                ask=only_forth,
                weight=0.5,
                examples=8,
            ),
            holds(
                "the mean stays",
                "On average the result is as large as x: what is dropped here is added there.",
                many_ones(),
                keeps_its_mean,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            DRAWN,
            agrees(
                "another mask each time",
                "Each forward pass draws new random numbers, one for each element.",
                of_any_shape(forward, forward, corners=((1,), (2, 3))),
                steps=slice(1, 2),
                examples=8,
            ),
        ),
        *keeps(
            "p: the probability of DROPPING an element, an int or float of at least 0 and less than 1.",
            agrees(
                "any probability",
                "p is the probability of dropping, from 0, which drops nothing, to just below 1.",
                any_probability(),
                examples=2,
            ),
        ),
        *keeps(
            EVALUATED,
            agrees(
                "evaluation",
                "In evaluation the result is x: nothing is dropped, nothing is scaled.",
                of_any_shape(EVALUATION, forward),
                weight=1.5,
                examples=6,
                conduct=True,
            ),
            agrees(
                "evaluation draws nothing",
                "A pass in evaluation leaves the random numbers for the next pass in training.",
                of_any_shape(EVALUATION, forward, TRAINING, forward, corners=((2, 3),)),
                steps=slice(-1, None),
                examples=6,
            ),
        ),
        *keeps(
            (
                "training: a bool, True in a new layer.",
                "Whoever uses the layer sets it to False for evaluation, and to True for training.",
            ),
            agrees(
                "modes in turns",
                "training may be set to False and to True again: it counts at each batch.",
                of_any_shape(forward, EVALUATION, forward, TRAINING, forward, corners=()),
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            (BACK, AGAIN, "A new array of the shape of dy, the gradient with respect to x."),
            agrees(
                "backward",
                "The gradient goes back through the mask of the forward pass, scaling included.",
                of_any_shape(forward, backward),
                steps=slice(1, 2),
                weight=2,
                examples=8,
            ),
            agrees(
                "the last mask counts",
                "After several forward passes the gradient goes back through the last one.",
                of_any_shape(forward, forward, backward, corners=((2, 3),)),
                steps=slice(2, 3),
                weight=0.5,
                examples=6,
            ),
            agrees(
                "backward draws nothing",
                "The backward pass draws no random numbers: the next forward pass gets them.",
                of_any_shape(forward, backward, forward, corners=((2, 3),)),
                steps=slice(2, 3),
                weight=0.5,
                examples=4,
            ),
            agrees(
                "backward again",
                "The gradient can be sent back more than once after one forward pass.",
                back_again(),
                weight=0.5,
                examples=3,
            ),
            law(
                "adjoint",
                "The way back is the adjoint of the way forth: y times dy and x times dx have the same sum.",
                forth_and_back(),
                go,
                products,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            ("After a forward pass in evaluation the gradient must equal dy.", MODE),
            agrees(
                "backward after evaluation",
                "After a forward pass in evaluation the gradient is passed on as it is.",
                of_any_shape(EVALUATION, forward, backward, corners=((2, 3),)),
                steps=slice(-1, None),
                weight=0.5,
                examples=4,
                conduct=True,
            ),
            agrees(
                "the mode of the forward pass",
                "What was dropped going forth stays dropped going back, whatever training says by then.",
                of_any_shape(forward, EVALUATION, backward, corners=((2, 3),)),
                steps=slice(-1, None),
                weight=0.5,
                examples=4,
            ),
            agrees(
                "evaluated, then in training again",
                "What was not dropped going forth is not dropped going back, whatever training says by then.",
                of_any_shape(forward, EVALUATION, forward, TRAINING, backward, corners=((2, 3),)),
                steps=slice(-1, None),
                weight=0.5,
                examples=4,
                conduct=True,
            ),
        ),
        *keeps(
            SHARED,
            agrees(
                "two layers",
                "Each layer has a mask and a probability of its own, and draws from the generator that it was given.",
                two_at_once(),
                weight=0.5,
                examples=1,
            ),
        ),
        *keeps(
            (
                "The result has dtype float64, whatever the dtype of x.",
                "The gradient has dtype float64, whatever the dtype of dy.",
            ),
            gives_float64(any_dtype(), "Result and gradient are arrays of dtype float64, in both modes."),
        ),
        *keeps(
            (
                "x: array of one axis or more, of any integer or floating-point dtype.",
                "dy: the gradient with respect to the result of forward, an array of its shape, of any integer or "
                "floating-point dtype.",
            ),
            agrees(
                "any dtype",
                "Bytes, integers and fractions of any length are dropped and scaled like the same numbers in float64.",
                any_dtype(),
                examples=1,
            ),
            law(
                "tiny numbers",
                "Tiny numbers are dropped and scaled like any others: none of them is taken for zero.",
                forth_and_back(),
                as_they_are_and_tiny,
                enlarged,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "ValueError: p is negative, or p is 1 or more (the constructor raises it).",
            raises(
                "no probability",
                "A p below 0 is no probability, and with a p of 1 nothing is left to scale: a ValueError.",
                refused(),
                examples=1,
            ),
        ),
        *keeps(
            (
                "The array x must not be modified.",
                "A new array of the shape of x, in evaluation too.",
                "The array dy must not be modified.",
                "A new array of the shape of dy, the gradient with respect to x.",
            ),
            leaves_inputs_alone(
                with_corners(
                    of_any_shape(forward, forward, backward, backward, corners=((2, 3),)),
                    [
                        *of_any_shape(EVALUATION, forward, backward, corners=((1, 1), (2, 3))).corners,
                        scripts((2, 3), forward((2, 3)), backward((2, 3)), probabilities=(0,)),
                    ],
                ),
                sentence="x and dy are the same after each step as before it, and every result is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *keeps(
            (
                "The result must not depend on how x lies in memory.",
                "The gradient must not depend on how dy lies in memory.",
            ),
            agrees(
                "any layout",
                "A view gives what the array of the same numbers gives: transposed, reversed, every second, read-only.",
                any_layout(),
                weight=0.5,
                examples=1,
            ),
        ),
    ),
)
