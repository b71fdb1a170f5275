"""The exam of `fold_batch_norm`: batch normalisation in evaluation, folded into the convolution before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import agrees, depends_on_arguments_alone, holds, law, leaves_inputs_alone, raises
from autograder.exam.strategies import DTYPES, telling_numbers, whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout.draws import (
    TINY,
    gives_float64,
    in_other_shapes,
    several_eps,
    tiny_in_the_first,
)
from autograder.exams.normalisation_and_dropout.honest import fold_batch_norm as honest
from autograder.exams.normalisation_and_dropout.wrong import fold_batch_norm as wrong
from autograder.sandbox.wire.questions import Call, Do, Script
from cnnedu.layers.fold_batch_norm import fold_batch_norm
from cnnedu.ops.batch_norm import batch_norm
from cnnedu.ops.conv2d import conv2d

__all__ = ["EXERCISE"]

Shape = tuple[int, ...]

SHAPES: tuple[Shape, ...] = ((1, 1, 1, 2), (2, 1, 1, 1), (1, 2, 3, 1), (2, 3, 1, 2), (3, 2, 2, 1), (3, 1, 2, 4))
CORNERS: tuple[Shape, ...] = ((1, 1, 1, 1), (1, 3, 1, 1), (3, 1, 1, 1), (2, 3, 4, 5), (2, 2, 2, 2), (3, 3, 3, 3))
EPSILONS = (3.0, 0.5, 1e-3, 1e-9, 2, 1000.3)
NARROW = 1 / 512
VECTORS = ("bias", "gamma", "beta", "mean", "var")

WIDE = tuple(
    tuple(np.array(number, dtype).reshape(-1, *[1] * (3 * (place == 0))) for place, number in enumerate(arrays))
    for dtype, arrays in (
        ("int64", ([2**62, 3], [-(2**63), 7], [2**40, 2], [2**62, 1], [2**62, 2], [2**62, 9])),
        ("uint64", ([2**63, 3], [1, 7], [2**63, 2], [2**63, 1], [2**63, 2**63], [2**63, 9])),
        ("int32", ([2**31 - 1, 3], [-(2**31), 7], [2**31 - 1, 2], [2**31 - 1, 1], [2**31 - 1, 2], [2**31 - 1, 9])),
        ("int16", ([32767, 3], [-32768, 7], [32767, 2], [32767, 1], [32767, 2], [32767, 9])),
    )
)
"""Integers whose products, sums and differences their own dtype does not hold."""

RETURNS = (
    "A tuple of two new arrays: the new weight, of shape (c_out, c_in, kh, kw), and the new bias, of shape (c_out,)."
)


def numbers(shape: Shape) -> st.SearchStrategy[tuple[np.ndarray, ...]]:
    """Draw the seven arrays but for eps: none of them is without effect."""
    ranges = ((1, 9), (2, 6), (1, 9), (1, 9), (1, 9))
    return st.tuples(whole_numbers(shape), *(whole_numbers(shape[:1], *each) for each in ranges))


def asked(arrays: tuple[np.ndarray, ...]) -> Call:
    return Call(arrays)


def layers() -> st.SearchStrategy[Call]:
    def negative(arrays: tuple[np.ndarray, ...]) -> Call:
        return Call((*(-array for array in arrays[:-1]), arrays[-1]))

    between = st.sampled_from(SHAPES).flatmap(numbers).map(asked)
    return with_corners(
        between, [*(numbers(shape).map(asked) for shape in CORNERS), numbers((2, 3, 1, 2)).map(negative)]
    )


def any_eps() -> st.SearchStrategy[Call | Script]:
    """Draw an eps, by name and by position, several in turns; and variances as small as the usual one, and of zero."""
    shape = (2, 1, 1, 3)

    def with_eps(eps: float) -> list[st.SearchStrategy[Call]]:
        drawn = numbers(shape)
        return [drawn.map(lambda arrays: Call(arrays, {"eps": eps})), drawn.map(lambda arrays: Call((*arrays, eps)))]

    def narrower(factor: float) -> st.SearchStrategy[Call]:
        return numbers(shape).map(lambda arrays: Call((*arrays[:-1], arrays[-1] * factor)))

    corners = [call for eps in EPSILONS for call in with_eps(eps)]
    narrow = [narrower(NARROW**2), narrower(0)]
    return with_corners(st.one_of(corners), [*corners, *narrow, several_eps(numbers(shape).map(asked))])


def by_name() -> st.SearchStrategy[Call]:
    """Draw a call that names its arrays, in another order than the function's."""

    def named(arrays: tuple[np.ndarray, ...]) -> Call:
        given = dict(zip(("weight", *VECTORS), arrays, strict=True))
        return Call((), dict(reversed(given.items())))

    return numbers((2, 1, 1, 3)).map(named)


def does_what_both_did(call: Call, values: Sequence[Any]) -> str | None:
    """Run our own convolution and batch normalisation beside the convolution with the weight and bias that came."""
    weight, bias, *rest = (np.asarray(array, dtype=np.float64) for array in call.args)
    _, c_in, kh, kw = weight.shape
    x = np.random.default_rng(0).normal(size=(2, c_in, kh + 2, kw + 1))
    maps = conv2d(x, weight, bias)
    gamma, beta, mean, var = rest
    wanted, _, _ = batch_norm(maps, gamma, beta, mean, var, training=False)
    got = conv2d(x, *values[0])
    close = got.shape == wanted.shape and np.abs(got - wanted).max() <= 1e-9 * max(1.0, np.abs(wanted).max())
    return None if close else "a convolution that does what convolution and batch normalisation did together"


def filters_in_another_order(data: Call) -> tuple[Call, ...]:
    return data, replace(data, args=tuple(array[::-1].copy() for array in data.args))


def any_dtypes() -> st.SearchStrategy[Call]:
    """Draw each array in each dtype, the others in float64; and all of them in each."""
    shape = (2, 3, 1, 2)

    def of(*dtypes: str) -> st.SearchStrategy[Call]:
        shapes = (shape, *[shape[:1]] * 5)
        drawn = st.tuples(*map(telling_numbers, shapes, dtypes))
        return drawn.map(lambda arrays: Call((*arrays[:-1], _no_negative(arrays[-1]))))

    def with_the_largest(dtype: str) -> st.SearchStrategy[Call]:
        var = np.full(shape[0], np.iinfo(dtype).max, dtype)  # one more wraps around
        return numbers(shape).map(lambda arrays: Call((*arrays[:-1], var), {"eps": 1}))

    each = [["float64"] * place + [dtype] + ["float64"] * (5 - place) for dtype in DTYPES for place in range(6)]
    corners = [of(*names) for names in each] + [of(*[dtype] * 6) for dtype in DTYPES[:-1]]
    corners += [st.just(Call(arrays)) for arrays in WIDE]
    corners += map(with_the_largest, ("int32", "int64"))
    return with_corners(of(*["float64"] * 6), corners)


def _no_negative(var: np.ndarray) -> np.ndarray:
    return var if var.dtype.kind == "u" else np.abs(np.maximum(var, -100))  # -128 has no absolute value in an int8


def large_layers() -> st.SearchStrategy[Call]:
    """Draw large filters, and more filters than a byte can count."""

    def of(shape: Shape) -> st.SearchStrategy[Call]:
        def made(seed: int) -> Call:
            rng, filters = np.random.default_rng(seed), shape[0]
            return Call((rng.normal(size=shape), *rng.normal(size=(4, filters)), rng.uniform(0.1, 3, filters)))

        return st.integers(0, 2**32 - 1).map(made)

    return with_corners(of((16, 5, 3, 4)), [of((301, 1, 1, 2)), of((2, 37, 7, 41))])


def as_it_is_and_tiny(call: Call) -> tuple[Call, ...]:
    """Ask as it is, with tiny weights and biases, with tiny scales, one or all, and with tiny variances and eps."""
    weight, bias, gamma, _, _, var = call.args
    zero = np.zeros(len(bias))
    return (
        Call((weight, bias, gamma, zero, zero, var), {"eps": 0.5}),
        Call((weight * TINY, bias * TINY, gamma, zero, zero, var), {"eps": 0.5}),
        Call((weight, bias, gamma * TINY, zero, zero, var), {"eps": 0.5}),
        Call((weight, bias, gamma * tiny_in_the_first(len(gamma)), zero, zero, var), {"eps": 0.5}),
        Call((weight, bias, gamma * TINY, zero, zero, var * TINY**2), {"eps": 0.5 * TINY**2}),
    )


def enlarged(call: Call, values: Sequence[Any]) -> tuple[Any, Any]:
    usual, tiny_weight, tiny_gamma, (first_weight, first_bias), tiny_var = values
    factor = tiny_in_the_first(len(call.args[1]))
    first = first_weight / factor[:, None, None, None], first_bias / factor
    got = *(tuple(part / TINY for part in parts) for parts in (tiny_weight, tiny_gamma)), first, tiny_var
    return (usual,) * 4, got


def beside_other_shapes() -> st.SearchStrategy[Script]:
    """Draw a call, and the same numbers in weights of other shapes."""

    def asked(call: Call) -> Script:
        weight, *vectors = call.args
        shapes = ((3, 2, 1, 4), (3, 4, 2, 1), (2, 3, 4, 1), (3, 2, 1, 4))
        arrays = [(weight.reshape(shape), *(vector[: shape[0]] for vector in vectors)) for shape in shapes]
        return Script(None, tuple(Do(args=each) for each in arrays))

    return numbers((3, 2, 1, 4)).map(Call).map(asked)


def other_weights() -> st.SearchStrategy[Call]:
    shapes: tuple[Shape, ...] = ((), (3,), (3, 2), (3, 2, 4), (2, 1, 3, 1, 2), (2, 1, 3, 1, 2, 1))
    return with_corners(numbers((3, 2, 4)).map(asked), [numbers(shape).map(asked) for shape in shapes])


def other_vectors() -> st.SearchStrategy[Call]:
    """Draw five arrays of which one, or each, has another length: one, c_in, one more; or another number of axes."""

    def with_one(shape: Shape, place: int, other: Shape) -> st.SearchStrategy[Call]:
        drawn = st.tuples(numbers(shape), whole_numbers(other, 1, 9))
        return drawn.map(lambda pair: Call((*pair[0][:place], pair[1], *pair[0][place + 1 :])))

    def with_all(shape: Shape, other: Shape) -> st.SearchStrategy[Call]:
        return st.tuples(whole_numbers(shape), *[whole_numbers(other, 1, 9)] * 5).map(Call)

    others: tuple[Shape, ...] = ((1,), (2,), (4,), (3, 1), (1, 3), (3, 1, 1))
    corners = [with_one((3, 2, 1, 4), place, other) for place in range(1, 6) for other in others]
    corners += [with_one((2, 3, 1, 1), place, (1, 1)) for place in range(1, 6)]
    corners += [with_all((3, 2, 1, 4), other) for other in (*others, ())]
    corners += [with_all((1, 3, 1, 1), other) for other in ((3,), (2,), ())]
    return with_corners(st.one_of(corners), corners)


def without_effect() -> st.SearchStrategy[Call]:
    """Draw layers whose batch normalisation does nothing: the new weight and bias have the numbers of the old ones."""
    one, zero = np.ones(2), np.zeros(2)

    def neutral(arrays: tuple[np.ndarray, ...]) -> Call:
        return Call((arrays[0], arrays[1], one, zero, zero, one), {"eps": 1e-300})

    return numbers((2, 1, 1, 3)).map(neutral)


EXERCISE = Exercise(
    "fold_batch_norm",
    points=3,
    reference=fold_batch_norm,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (
                RETURNS,
                "The convolution with this weight and bias must give what the old one and the batch "
                "normalisation give together.",
            ),
            agrees(
                "weight",
                "Each filter is multiplied by its own gamma / sqrt(var + eps).",
                layers(),
                part=0,
                weight=2,
                examples=10,
            ),
            agrees(
                "bias",
                "The old bias goes the way of the convolution's result: minus the mean, times the scale, plus beta.",
                layers(),
                part=1,
                weight=2,
                examples=10,
            ),
            holds(
                "two layers in one",
                "The folded convolution gives what convolution and batch normalisation in evaluation give together.",
                layers(),
                does_what_both_did,
                conduct=False,
                examples=4,
            ),
            law(
                "filters apart",
                "Filters in the opposite order give the weights and biases in the opposite order.",
                st.sampled_from(SHAPES).flatmap(numbers).map(asked),
                filters_in_another_order,
                lambda data, values: (tuple(part[::-1] for part in values[0]), values[1]),
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
            (
                "gamma, beta: scale and shift of the batch normalisation, arrays of shape (c_out,).",
                "mean, var: its running mean and variance, arrays of shape (c_out,); no variance is negative.",
            ),
            agrees("by name", "The arrays can be given by their names.", by_name(), weight=0.5, examples=3),
        ),
        *keeps(
            "Sums and products must come out as in float64, whatever dtypes are given: nothing wraps around, no digit "
            "is lost.",
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in each array, count as the same numbers in float64.",
                any_dtypes(),
                examples=1,
            ),
            agrees(
                "large layer of fractions",
                "A large layer of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large_layers(),
                weight=0.5,
                examples=3,
            ),
            law(
                "tiny numbers",
                "Tiny weights, scales and variances are treated like any others: nothing is taken for zero.",
                with_corners(st.sampled_from(SHAPES).flatmap(numbers), [numbers((2, 3, 1, 2))]).map(asked),
                as_it_is_and_tiny,
                enlarged,
                weight=0.5,
                examples=4,
            ),
        ),
        *keeps(
            "Their dtype is float64, whatever the dtypes of the arguments.",
            gives_float64(any_dtypes(), "Weight and bias are arrays of dtype float64, whatever is given."),
        ),
        *keeps(
            "ValueError: weight does not have four axes.",
            raises(
                "other weights",
                "A weight with another number of axes than four raises a ValueError.",
                other_weights(),
                examples=1,
            ),
        ),
        *keeps(
            "ValueError: bias, gamma, beta, mean or var does not have the shape (c_out,).",
            raises(
                "not one number per filter",
                "Where one of the five other arrays does not have the shape (c_out,), a ValueError is raised.",
                other_vectors(),
                examples=1,
            ),
        ),
        *keeps(
            ("The arguments must not be modified.", RETURNS),
            leaves_inputs_alone(
                with_corners(layers(), [without_effect()]),
                sentence="The arguments are the same after the call as before it, and the results are new arrays.",
                new_result=True,
                examples=4,
            ),
        ),
        *in_other_shapes(beside_other_shapes(), also=""),
        *depends_on_arguments_alone(numbers((3, 2, 1, 4)).map(asked), of_any_integers=(0, 1, 2, 3, 4)),
    ),
)
