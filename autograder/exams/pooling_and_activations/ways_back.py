"""What holds of the way back through every pooling: whose windows, what adds up, which gradients are refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Property
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    ARGUMENTS_ALONE,
    adjoint,
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import whole_numbers, with_corners
from autograder.exams.pooling_and_activations.draws import (
    FARTHEST,
    asked,
    backward,
    beside_other_windows,
    in_turns,
    large_windows,
    left_over,
    many_maps,
    of_one_size,
    output_shape,
    overlapping,
    padded,
    plain,
    same_bytes,
    several_maps,
    side_by_side,
    strided,
    windows,
    with_large_maps_that_cancel,
)
from autograder.exams.pooling_and_activations.laws import numbers_of_any_size
from autograder.exams.pooling_and_activations.windows import alone_and_among_others
from autograder.sandbox.wire.questions import Call, Script

__all__ = ["BACK", "properties_of_a_way_back"]

BACK = "A new array of shape (n, c, h, w), the gradient with respect to x."

Told = Callable[[np.ndarray], Any]
Forward = Callable[[Any, np.ndarray], np.ndarray]


def fractions(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    return st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).normal(size=shape))


def positive(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    return whole_numbers(shape, 1, 9)


def of_another_shape(told: Told) -> st.SearchStrategy[Call]:
    """Draw gradients that NumPy would stretch, transposed ones, such of the shape of x, a row or a column too many."""

    def with_shape(call: Call, shape: tuple[int, ...]) -> st.SearchStrategy[Call]:
        x, *more = call.args
        return whole_numbers(shape, 1, 9).map(lambda dy: Call((dy, told(x), *more)))

    def shapes(right: tuple[int, ...]) -> list[tuple[int, ...]]:
        n, c, oh, ow = right
        stretched = [(1, c, oh, ow), (n, 1, oh, ow), (n, c, 1, ow), (n, c, oh, 1), (1, 1, 1, 1), (c, oh, ow)]
        near = [(n, c, oh + 1, ow), (n, c, oh, ow + 1), (n + 1, c, oh, ow), (n, c + 1, oh, ow), (c, n, oh, ow)]
        less = [(n, c, oh - 1, ow), (n, c, oh, ow - 1), (n - 1, c, oh, ow), (n, c - 1, oh, ow)]
        return [*stretched, *near, *less, (n, c, ow, oh), (n, c, oh * ow), (n * c, oh, ow)]

    call = Call((np.arange(6.0 * 35).reshape(2, 3, 5, 7), (2, 3), (1, 2), (1, 0)))
    corners = [with_shape(call, shape) for shape in shapes(output_shape(call))]
    of_x = with_shape(call, call.args[0].shape)
    small = Call((np.arange(12.0).reshape(1, 1, 3, 4), (3, 4), None, (0, 0)))
    one = [with_shape(small, shape) for shape in [(1, 1, 3, 4), (1, 1, 1, 2), (1, 1), (1, 2, 1, 1)]]
    return with_corners(st.one_of(corners), [*corners, of_x, *one])


def with_bytes(told: Told, numbers: np.ndarray) -> Script:
    """Ask about the same bytes in two dtypes: those of the maps, then those of the gradient."""
    unsigned, signed = same_bytes()
    shape = output_shape(unsigned)
    dy = numbers[: math.prod(shape)].reshape(shape)
    large = np.resize(np.array([255, 1, 128, 127], np.uint8), shape)
    pairs = [(dy, unsigned), (dy, signed), (large, signed), (large.view(np.int8), signed)]
    return in_turns([Call((gradient, told(call.args[0]), *call.args[1:])) for gradient, call in pairs])


@st.composite
def two_gradients(draw: st.DrawFn, told: Told) -> tuple[Call, np.ndarray]:
    """Draw a question, and another upstream gradient of the same shape."""
    call = draw(backward(windows().between, told))
    return call, draw(whole_numbers(call.args[0].shape))


def either_and_both(data: tuple[Call, np.ndarray]) -> tuple[Call, ...]:
    """Ask for either of two gradients, and for three times the first minus the second."""
    call, other = data
    dy, *more = call.args
    return call, replace(call, args=(other, *more)), replace(call, args=(3 * dy - other, *more))


def asked_in_turns(told: Told) -> list[st.SearchStrategy[Script]]:
    """Return corners: questions that agree in nearly everything, and one that is refused; the first is asked twice."""

    def with_gradients(calls: tuple[Call, ...], numbers: np.ndarray, transposed: Sequence[int] = ()) -> Script:
        turns = []
        for place, call in enumerate(calls):
            x, *more = call.args
            n, c, oh, ow = output_shape(call)
            shape = (n, c, ow, oh) if place in transposed else (n, c, oh, ow)
            turns.append(Call((numbers[: math.prod(shape)].reshape(shape), told(x), *more)))
        return in_turns(turns)

    numbers = whole_numbers((12,), 1, 9)
    dtypes = numbers.map(partial(with_bytes, told))
    good, other = (asked((1, 1, 3, 4), *more) for more in [((2, 3), (1, 1), (1, 0)), ((2, 2), (1, 1), (0, 1))])
    refused = st.builds(with_gradients, st.tuples(good, good, other), numbers, st.just((1,)))
    return [*(st.builds(with_gradients, calls, numbers) for calls in beside_other_windows()), dtypes, refused]


def beside_large_gradients(told: Told) -> st.SearchStrategy[Call]:
    """Draw gradients of a few maps, and some of which the first, or the last, is much smaller than all others.

    The large ones are no whole numbers, and some are seven times as large: no sum of theirs is exact.
    """

    def enlarged(small: int, size: float = 1e17, unit: float = 1.0) -> st.SearchStrategy[Call]:
        def enlarge(call: Call) -> Call:
            dy, *more = call.args
            large = size * np.sqrt(2.0 + np.arange(dy.size)).reshape(dy.shape)
            large[:, :, 1:] *= 7
            chosen = np.zeros((2, 2, 1, 1), bool)
            chosen.flat[small] = True
            return replace(call, args=(np.where(chosen, unit * dy, large), *more))

        return backward(asked((2, 2, 3, 4), (2, 3), (1, 1)), told, positive).map(enlarge)

    cancelling = backward(asked((2, 2, 3, 4), (2, 3), (1, 1)), told).map(
        lambda call: replace(call, args=(with_large_maps_that_cancel(call.args[0]), *call.args[1:]))
    )
    return with_corners(backward(several_maps(), told), [enlarged(0), enlarged(-1), enlarged(0, *FARTHEST), cancelling])


def two_maps_of_many(call: Call) -> tuple[Call, ...]:
    """Ask for the gradient of the first map of the first image alone, for that of the last of the last, then for all.

    What is told of the maps is an array of theirs, or their shape.
    """
    dy, maps, *more = call.args

    def of(some: slice) -> Call:
        alone = maps[some, some] if isinstance(maps, np.ndarray) else (1, 1, *maps[2:])
        return replace(call, args=(dy[some, some], alone, *more))

    return of(slice(1)), of(slice(-1, None)), call


def sums_of_maps(call: Call, values: Any) -> tuple[np.ndarray, np.ndarray]:
    return call.args[0].sum(axis=(2, 3)), np.sum(values[0], axis=(2, 3))


def properties_of_a_way_back(
    *more: Property,
    told: Told,
    forward: Forward,
    any_dtype: st.SearchStrategy[Call],
    each_dtype: st.SearchStrategy[Call],
    arrays: tuple[int, ...],
    as_given: str,
    untouched: str,
    refused: str,
    dtype: str,
    words: dict[str, str],
) -> tuple[Property, ...]:
    """Return all that an exam asks about the way back through a pooling.

    Args:
        more: what holds of this pooling only.
        told: what a question tells of the maps: they themselves, or their shape.
        forward: the way forth as a linear map, from a question and maps.
        any_dtype, each_dtype: questions with arrays of every dtype, in many mixtures and in a few.
        arrays: the positions of the arguments that are arrays.
        as_given, untouched, refused, dtype: the docstring's sentences on the window, on the arguments, on a gradient of
            another shape, and on the dtype.
        words: sentences for the student, by the name of the property.
    """
    return (
        *keeps(
            BACK,
            agrees("values", words["values"], backward(windows(), told), weight=3, examples=12),
            agrees(
                "leftover rows and columns",
                "Pixels that no window sees get 0, and the gradient has the shape of x all the same.",
                backward(left_over(), told),
                weight=0.5,
                examples=6,
            ),
            agrees(
                "several maps",
                "Every map of every image has a gradient of its own, however many there are.",
                backward(with_corners(several_maps(), many_maps()), told),
                weight=0.5,
                examples=6,
            ),
            law(
                "alone or among others",
                "A map alone gets the gradient that it gets among others, however large theirs are.",
                beside_large_gradients(told),
                two_maps_of_many,
                alone_and_among_others,
                weight=0.5,
                examples=3,
            ),
        ),
        *keeps(
            as_given,
            agrees(
                "no stride given",
                "Without a stride the windows lie side by side, as on the way forth.",
                backward(plain(), told),
                weight=0.5,
                examples=8,
            ),
            agrees(
                "stride",
                "The windows are those of the way forth: the stride moves them sh rows down, sw columns to the right.",
                backward(strided(), told),
                examples=8,
            ),
            agrees("padding", words["padding"], backward(padded(), told), examples=8),
        ),
        *keeps(
            "Where windows overlap, what a pixel gets from each of them must be added up.",
            agrees(
                "overlapping windows",
                "A pixel under several windows gets the sum of what each of them gives it.",
                backward(overlapping(), told),
                examples=8,
            ),
        ),
        *more,
        *keeps(
            BACK,
            adjoint(
                "adjoint",
                words["adjoint"],
                backward(windows().between, told),
                at=lambda call: call.args[1] if isinstance(call.args[1], np.ndarray) else np.zeros(tuple(call.args[1])),
                forward=forward,
                upstream=lambda call: call.args[0],
                weight=0.5,
                examples=6,
            ),
            law(
                "nothing is lost",
                words["nothing is lost"],
                backward(windows().between, told),
                lambda call: (call,),
                sums_of_maps,
                weight=0.5,
                examples=6,
            ),
            law(
                "linear",
                "The way back is linear: three times one gradient minus another gives three times the one result minus "
                "the other.",
                two_gradients(told),
                either_and_both,
                lambda data, values: (3 * values[0] - values[1], values[2]),
                weight=0.5,
                examples=5,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large maps of fractions",
                "Large maps of fine fractions are treated like small ones of whole numbers: no digit is lost.",
                backward(large_windows(), told, fractions),
                examples=3,
            ),
            agrees("any dtypes", words["any dtypes"], any_dtype, weight=0.5, examples=2),
            numbers_of_any_size(backward(of_one_size(), told), arrays),
        ),
        *keeps(
            refused,
            raises(
                "gradient of another shape",
                "An upstream gradient that has not the shape of the output raises a ValueError.",
                of_another_shape(told),
                examples=2,
            ),
        ),
        *keeps(dtype, returns_dtype(each_dtype, np.float64, sentence=words["dtype"], examples=1)),
        *keeps(
            (untouched, BACK),
            leaves_inputs_alone(
                with_corners(
                    backward(windows().between, told),
                    [
                        backward(asked((1, 2, 3, 4), (1, 1), (1, 1)), told),
                        backward(asked((1, 1, 4, 5), (2, 3), (1, 1)), told),
                        backward(asked((1, 1, 4, 5), (2, 3), (1, 1), (1, 1)), told),
                        asked_in_turns(told)[1],
                        asked_in_turns(told)[-1],
                    ],
                ),
                sentence=words["untouched"],
                new_result=True,
                examples=5,
            ),
        ),
        *depends_on_arguments_alone(
            backward(with_corners(of_one_size(), [of_one_size(), side_by_side()]), told),
            arrays=arrays,
            of_any_integers=arrays,
        ),
        *keeps(
            ARGUMENTS_ALONE,
            agrees(
                "beside other windows",
                "What was asked before, with other sizes, strides or paddings, or refused, changes nothing.",
                with_corners(st.one_of(asked_in_turns(told)), asked_in_turns(told)),
                weight=0.5,
                examples=1,
            ),
        ),
    )
