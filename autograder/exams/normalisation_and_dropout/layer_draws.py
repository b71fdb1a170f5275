"""What is done with a batch normalisation layer: scripts of steps, for features and for maps alike.

A shape is a batch's, and its axis 1 the layer's features. Every script begins with a new layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.strategies import DTYPES, Cornered, laid, telling_numbers, whole_numbers, with_corners
from autograder.exams.normalisation_and_dropout.draws import (
    TINY,
    WIDE,
    per_channel,
    spread,
    tiny_in_the_first,
    with_a_trend,
)
from autograder.sandbox.wire.questions import LAYOUTS, Call, Do, Put, Read, Refilled, Script, Step

__all__ = [
    "EVALUATION",
    "PARAMETERS",
    "REMEMBERED",
    "any_layout",
    "batches_in_training",
    "evaluated",
    "far_from_zero",
    "given_twice",
    "new_layers",
    "of_any_dtype",
    "of_fractions",
    "one_batch",
    "refused",
    "refused_in_between",
    "same_batch_in_two_layers",
    "scaled_alike",
    "scaled_and_shifted",
    "set_in_between",
    "sizes_in_turns",
    "standard",
    "then_evaluated",
    "tiny_numbers",
    "turns",
    "two_modes",
    "two_samples",
    "with_options",
    "without_effect",
]

Shape = tuple[int, ...]
Shapes = tuple[Shape, ...]

REMEMBERED = (Read("running_mean"), Read("running_var"))
PARAMETERS = (Read("gamma"), Read("beta"))
TRAINING, EVALUATION = Put("training", True), Put("training", False)

MOMENTA = (0.5, 0.3, 0.0, 1.0, 0.01, 1)
EPSILONS = (3.0, 0.5, 1e-3, 1e-9, 2, 1000.3)
NARROW = 1 / 512
"""Batches of small numbers: their variance is about as large as the usual eps."""


def layer(shape: Shape, *args: Any, **options: Any) -> Call:
    return Call((shape[1], *args), options)


@cache
def _affine(d: int) -> st.SearchStrategy[tuple[Put, Put]]:
    """Draw a scale and a shift, none of them as in a new layer."""
    return st.builds(
        lambda gamma, beta: (Put("gamma", gamma), Put("beta", beta)),
        whole_numbers((d,), 2, 6),
        whole_numbers((d,), 1, 6),
    )


@cache
def _negative(d: int) -> st.SearchStrategy[tuple[Put, Put]]:
    return _affine(d).map(lambda puts: (Put("gamma", -puts[0].value), Put("beta", -puts[1].value)))


@cache
def _remembering(d: int) -> st.SearchStrategy[tuple[Put, Put]]:
    """Draw running statistics."""
    return st.builds(
        lambda mean, var: (Put("running_mean", mean), Put("running_var", var)),
        whole_numbers((d,), 1, 9),
        whole_numbers((d,), 1, 9),
    )


def _shown(shape: Shape, factor: float = 1.0) -> st.SearchStrategy[Do]:
    return whole_numbers(shape).map(lambda x: Do("forward", (x * factor,)))


def _any_of(shapes: Shapes, make: Any, corners: Sequence[Shape] = ()) -> st.SearchStrategy[Script]:
    between = st.sampled_from(shapes).flatmap(make)
    return with_corners(between, map(make, corners)) if corners else between


def _script(
    shape: Shape, *steps: Any, args: tuple[Any, ...] = (), options: dict[str, Any] | None = None
) -> st.SearchStrategy[Script]:
    """Join steps, and strategies that draw a step or several."""
    drawn = [step if isinstance(step, st.SearchStrategy) else st.just(step) for step in steps]

    def joined(*parts: Any) -> Script:
        flat = tuple(step for part in parts for step in (part if isinstance(part, tuple) else (part,)))
        return Script(layer(shape, *args, **(options or {})), flat)

    return st.builds(joined, *drawn)


def one_batch(shapes: Shapes, corners: Shapes) -> st.SearchStrategy[Script]:
    """A batch in training, with a scale and a shift of the layer's own."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        return _script(shape, _affine(shape[1]), _shown(shape))

    def negative(shape: Shape) -> st.SearchStrategy[Script]:
        return _script(shape, _negative(shape[1]), _shown(shape))

    between = st.sampled_from(shapes).flatmap(make)
    return with_corners(between, [*map(make, corners), negative(corners[-1])])


def new_layers(*features: int) -> st.SearchStrategy[Script]:
    """A new layer, and everything that it holds."""
    steps = (*PARAMETERS, *REMEMBERED, Read("training"))
    scripts = [Script(Call((d,)), steps) for d in features]
    return with_corners(st.sampled_from(scripts), scripts)


def batches_in_training(shapes: Shapes, corners: Shapes, *then: Step) -> st.SearchStrategy[Script]:
    """One to three batches in training, then some steps."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        batches = st.lists(_shown(shape), min_size=1, max_size=3).map(tuple)
        return _script(shape, batches, then)

    return _any_of(shapes, make, corners)


def with_options(shapes: Shapes, name: str) -> st.SearchStrategy[Script]:
    """Layers made with a momentum or an eps of their own, given by name and by position, or with the usual one."""

    def remembering(shape: Shape, *args: Any, **options: Any) -> st.SearchStrategy[Script]:
        return _script(shape, _shown(shape), REMEMBERED, args=args, options=options)

    def training(shape: Shape, *args: Any, **options: Any) -> st.SearchStrategy[Script]:
        return _script(shape, _shown(shape), args=args, options=options)

    def evaluation(shape: Shape, *args: Any, **options: Any) -> st.SearchStrategy[Script]:
        return _script(shape, EVALUATION, _remembering(shape[1]), _shown(shape), args=args, options=options)

    some = shapes[:2]
    if name == "momentum":
        corners = [remembering(shape, momentum=value) for shape in some for value in MOMENTA]
        corners += [remembering(some[-1], 0.25), remembering(some[-1], 0.75, 2.0)]
        return with_corners(st.one_of(corners), corners)
    corners = [kind(shape, eps=value) for shape in some for value in EPSILONS for kind in (training, evaluation)]
    corners += [kind(some[-1], 0.25, 0.75) for kind in (training, evaluation)]
    new = whole_numbers(some[-1], 1, 9).map(lambda x: Script(layer(x.shape), (EVALUATION, Do("forward", (x,)))))
    narrow_var = whole_numbers((some[-1][1],), 1, 9).map(lambda var: Put("running_var", var * NARROW**2))
    corners += [
        new,
        _script(some[-1], _shown(some[-1], NARROW)),
        _script(some[-1], EVALUATION, narrow_var, _shown(some[-1], NARROW)),
    ]
    return with_corners(st.one_of(corners), corners)


def evaluated(shapes: Shapes, corners: Shapes) -> st.SearchStrategy[Script]:
    """A batch in evaluation, running statistics given."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        return _script(shape, EVALUATION, _remembering(shape[1]), _affine(shape[1]), _shown(shape))

    def without_variance(shape: Shape, **options: Any) -> st.SearchStrategy[Script]:
        every_second = Put("running_var", np.arange(shape[1]) % 2.0)
        return _script(
            shape, EVALUATION, _remembering(shape[1]), every_second, _affine(shape[1]), _shown(shape), options=options
        )

    constant = [without_variance(corners[-1]), without_variance(corners[0], eps=1.0)]
    return with_corners(st.sampled_from(shapes).flatmap(make), [*map(make, corners), *constant])


def set_in_between(shapes: Shapes) -> st.SearchStrategy[Script]:
    """The same batch over and over, an attribute set in between: to another array, or its array filled again."""

    def evaluation(shape: Shape, refilled: bool) -> st.SearchStrategy[Script]:
        def script(show: Do, held: tuple[Put, ...], more: tuple[np.ndarray, ...]) -> Script:
            others: list[Step] = [show]
            for number, (put, added) in enumerate(zip(held, more, strict=True), start=2):  # the mode is step 1
                value = put.value + added
                others += [Put(put.attribute, Refilled(number, 0, value) if refilled else value), show]
            return Script(layer(shape), (EVALUATION, *held, *others))

        return st.builds(script, _shown_apart(shape), _held(shape[1]), _more(shape[1]))

    def training(shape: Shape) -> st.SearchStrategy[Script]:
        def script(show: Do, held: tuple[Put, ...], more: tuple[np.ndarray, ...]) -> Script:
            mean, var, *affine = held
            others = [Put(put.attribute, put.value + added) for put, added in zip(affine, more, strict=False)]
            steps = (step for put in others for step in (put, show))
            return Script(layer(shape), (*affine, show, *steps, mean, var, show, *REMEMBERED))

        return st.builds(script, _shown_apart(shape), _held(shape[1]), _more(shape[1]))

    corners = [evaluation(shapes[-1], True), training(shapes[-1]), *_nearly_as_new(shapes[-1])]
    return with_corners(st.sampled_from(shapes).flatmap(lambda shape: evaluation(shape, False)), corners)


def _nearly_as_new(shape: Shape) -> list[st.SearchStrategy[Script]]:
    """Return corners: what a new layer holds, one array of it after the other changed by very little."""
    ones, zeros = np.ones(shape[1]), np.zeros(shape[1])
    near_one, near_zero = ones + 5e-6, zeros + 5e-9  # what NumPy's allclose takes for one, and for zero
    affine = (("gamma", near_one, ones), ("beta", near_zero, zeros))
    remembered = (("running_mean", near_zero, zeros), ("running_var", near_one, ones))

    def made(x: np.ndarray, *mode: Put) -> Script:
        """Show ones and twos only: a result of a few makes no allowance for a difference so small."""
        show = Do("forward", (x,))
        changed = (*affine, *remembered) if mode else affine
        steps = [step for name, near, new in changed for step in (Put(name, near), show, Put(name, new))]
        return Script(layer(shape), (*mode, show, *steps))

    x = whole_numbers(shape, 1, 2)
    return [x.map(made), x.map(lambda x: made(x, EVALUATION))]


@cache
def _held(d: int) -> st.SearchStrategy[tuple[Put, ...]]:
    """Draw all four arrays."""
    return st.tuples(_remembering(d), _affine(d)).map(lambda pairs: (*pairs[0], *pairs[1]))


@cache
def _more(d: int) -> st.SearchStrategy[tuple[np.ndarray, ...]]:
    """Draw what is added to each of the four arrays: nowhere nothing."""
    return st.tuples(*[whole_numbers((d,), 1, 5)] * 4)


def _shown_apart(shape: Shape) -> st.SearchStrategy[Do]:
    return whole_numbers(shape).map(lambda x: Do("forward", (spread(x),)))


def sizes_in_turns(*shapes: Shape) -> st.SearchStrategy[Script]:
    """Batches of different sizes in training, what is remembered, and the same in evaluation.

    Maps also come with the same numbers in another shape.
    """

    def made(*shown: Do) -> Script:
        return Script(layer(shapes[0]), (*shown, *REMEMBERED, EVALUATION, *shown))

    def same_numbers(x: np.ndarray) -> Script:
        n, c, h, w = x.shape
        return made(*(Do("forward", (x.reshape(shape),)) for shape in (x.shape, (n, c, w, h), (h, c, n, w), x.shape)))

    alike = [whole_numbers(shapes[0]).map(same_numbers)] if len(shapes[0]) == 4 else []
    return with_corners(st.builds(made, *map(_shown, shapes)), alike)


def refused_in_between(shape: Shape, others: Shapes) -> st.SearchStrategy[Script]:
    """A batch, one that is refused, what is remembered, and the first one again; in both modes."""

    def made(*modes: Put) -> st.SearchStrategy[Script]:
        def script(show: Do, *refused: np.ndarray) -> Script:
            steps = (step for x in refused for step in (Do("forward", (x,)), *REMEMBERED))
            return Script(layer(shape), (show, *modes, *steps, show, *REMEMBERED))

        few = [*others, (1, shape[1], *[1] * (len(shape) - 2))] if not modes else others
        return st.builds(script, _shown(shape), *(whole_numbers(other, 1, 9) for other in few))

    corners = [made(), made(EVALUATION)]
    return with_corners(st.one_of(corners), corners)


def same_batch_in_two_layers(shape: Shape, other: Shape) -> list[st.SearchStrategy[Call]]:
    """Return corners: the numbers of one batch in two layers, and once in another shape."""
    x = whole_numbers(shape).map(spread)
    return [
        x.map(lambda x: Call((x, x), via="two_layers")),
        x.map(lambda x: Call((x, x.reshape(other)), via="two_layers")),
    ]


def far_from_zero(*shapes: Shape) -> st.SearchStrategy[Script]:
    """Large numbers that differ little, in channels of different sizes, in both modes."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        far = np.resize([1e8, 0.0, -3e8, 1e10], shape[1])

        def script(x: np.ndarray, remembered: tuple[Put, Put]) -> Script:
            mean, var = remembered
            show = Do("forward", (spread(x) + per_channel(far, shape),))
            steps = (show, Read("running_var"), EVALUATION, Put("running_mean", mean.value + far), var, show)
            return Script(layer(shape), steps)

        return st.builds(script, whole_numbers(shape), _remembering(shape[1]))

    corners = list(map(make, shapes))
    return with_corners(st.one_of(corners), corners)


def tiny_numbers(shapes: Shapes) -> st.SearchStrategy[Script]:
    """A batch of tiny numbers, beside an eps and running statistics as tiny, in both modes; or one channel of them."""

    def make(shape: Shape, factor: np.ndarray | None = None) -> st.SearchStrategy[Script]:
        tiny = np.full(shape[1], TINY) if factor is None else factor

        def script(x: np.ndarray, remembered: tuple[Put, Put]) -> Script:
            mean, var = remembered
            mean, var = Put(mean.attribute, mean.value * tiny), Put(var.attribute, var.value * tiny**2)
            show = Do("forward", (spread(x) * per_channel(tiny, shape),))
            return Script(layer(shape, eps=0.5 * TINY**2), (show, EVALUATION, mean, var, show))

        return st.builds(script, whole_numbers(shape), _remembering(shape[1]))

    several = next(shape for shape in shapes if shape[1] > 1)
    return with_corners(st.sampled_from(shapes).flatmap(make), [make(several, tiny_in_the_first(several[1]))])


def then_evaluated(shapes: Shapes, *then: Step) -> st.SearchStrategy[Script]:
    """One or two batches in training, one in evaluation, then some steps."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        batches = st.lists(_shown(shape), min_size=1, max_size=2).map(tuple)
        return _script(shape, batches, EVALUATION, _shown(shape), then)

    return _any_of(shapes, make)


def turns(shapes: Shapes) -> st.SearchStrategy[Script]:
    """Training, evaluation, and training again."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        return _script(shape, _shown(shape), EVALUATION, _shown(shape), TRAINING, _shown(shape), REMEMBERED)

    return _any_of(shapes, make)


def given_twice(shapes: Shapes) -> st.SearchStrategy[Script]:
    """A batch, another one, and the first one again; the other one in the same array; and in the same bytes."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        shown = st.tuples(_shown(shape), _shown(shape))
        return shown.map(lambda pair: Script(layer(shape), (pair[0], pair[1], pair[0])))

    def filled(*batches: np.ndarray) -> Script:
        first, *others = batches
        again = (Do("forward", (Refilled(1, 0, other),)) for other in others)
        return Script(layer(first.shape), (Do("forward", (first,)), *again))

    def same_bytes(x: np.ndarray) -> Script:
        raw = (np.abs(x) % 50 + 200).astype(np.uint8)
        return Script(layer(x.shape), tuple(Do("forward", (each,)) for each in (raw, raw.view(np.int8), raw)))

    numbers = whole_numbers(shapes[-1])
    return with_corners(
        st.sampled_from(shapes).flatmap(make), [st.builds(filled, *[numbers.map(spread)] * 3), numbers.map(same_bytes)]
    )


def two_modes(shapes: Shapes) -> st.SearchStrategy[Script]:
    """A scale and a shift, two batches in training and two in evaluation."""

    def make(shape: Shape) -> st.SearchStrategy[Script]:
        twice = st.tuples(_shown(shape), _shown(shape))
        return _script(shape, _affine(shape[1]), twice, EVALUATION, twice)

    return _any_of(shapes, make)


def without_effect(shape: Shape) -> list[st.SearchStrategy[Script]]:
    """Return corners where the result has the numbers of the batch: zeros in training, mean 0 and variance 1 after."""
    zeros = Script(layer(shape), (Do("forward", (np.zeros(shape),)),))
    half = Put("running_var", np.full(shape[1], 0.5))
    return [st.just(zeros), _script(shape, EVALUATION, half, _shown(shape), options={"eps": 0.5})]


def of_any_dtype(shape: Shape, *then: Step) -> st.SearchStrategy[Script]:
    """A batch of each dtype in training, and one in evaluation."""

    def training(dtype: str) -> st.SearchStrategy[Script]:
        return telling_numbers(shape, dtype).map(lambda x: Script(layer(shape), (Do("forward", (x,)), *then)))

    def evaluation(dtype: str) -> st.SearchStrategy[Script]:
        shown = telling_numbers(shape, dtype).map(lambda x: Do("forward", (x,)))
        return _script(shape, EVALUATION, _remembering(shape[1]), shown)

    def wide(x: np.ndarray) -> Script:
        shown = Do("forward", (x.reshape(-1, *[1] * (len(shape) - 1)),))
        return Script(layer((1, 1)), (shown, EVALUATION, shown, *then))

    corners = [kind(dtype) for dtype in DTYPES for kind in (training, evaluation)]
    return with_corners(st.one_of(corners), [*corners, *map(wide, WIDE)])


def of_fractions(shape: Shape, *many: Shape) -> st.SearchStrategy[Script]:
    """Two large batches of fine fractions, what is remembered of them, and one in evaluation; and `many` values."""

    def made(seed: int) -> Script:
        rng = np.random.default_rng(seed)
        first, second, third = rng.normal(size=(3, *shape)) + per_channel(rng.normal(scale=5, size=shape[1]), shape)
        steps = (Do("forward", (first,)), Do("forward", (second,)), *REMEMBERED, EVALUATION, Do("forward", (third,)))
        return Script(layer(shape), steps)

    def growing(shape: Shape) -> Script:
        shown = Do("forward", (with_a_trend(shape),))
        return Script(layer(shape), (shown, *REMEMBERED, EVALUATION, shown))

    return with_corners(st.integers(0, 2**32 - 1).map(made), map(growing, many))


def any_layout(shape: Shape, *flat: Shape) -> st.SearchStrategy[Script]:
    """A batch in each layout, in training and in evaluation; and batches with sides of 1 in Fortran order."""

    def made(layout: str, shape: Shape = shape) -> st.SearchStrategy[Script]:
        def script(x: np.ndarray) -> Script:
            shown = Do("forward", (laid(x, layout),))
            return Script(layer(shape), (shown, *REMEMBERED, EVALUATION, shown))

        return whole_numbers(shape, 2, 9).map(script)

    corners = [*map(made, LAYOUTS), *(made("Fortran order", each) for each in flat)]
    return with_corners(st.one_of(corners), corners)


def refused(features: int, shapes: Shapes, *steps: Step, **options: Any) -> Cornered[Script]:
    """Batches that a layer of so many features does not take, after some steps."""

    def given(x: np.ndarray) -> Script:
        return Script(Call((features,), options), (*steps, Do("forward", (x,))))

    corners = [whole_numbers(shape, 1, 9).map(given) for shape in shapes]
    return with_corners(st.one_of(corners), corners)


def _tiny_eps(x: np.ndarray) -> Script:
    return Script(layer(x.shape, eps=1e-12), (Do("forward", (x,)),))


@st.composite
def scaled_and_shifted(draw: st.DrawFn, shapes: Shapes) -> tuple[Script, Script, np.ndarray]:
    """Draw a batch, the batch with each channel scaled and shifted, and the signs of the scales."""
    x = spread(draw(whole_numbers(draw(st.sampled_from(shapes)))))
    d = x.shape[1]
    scale, shift = draw(whole_numbers((d,), 2, 9)), draw(whole_numbers((d,)))
    sign = draw(st.sampled_from((1.0, -1.0)))
    other = x * per_channel(sign * scale, x.shape) + per_channel(shift, x.shape)
    return _tiny_eps(x), _tiny_eps(other), np.full(d, sign)


def scaled_alike(data: tuple[Script, Script, np.ndarray], values: Sequence[Any]) -> tuple[Any, Any]:
    """The two sides of the law: a positive factor changes nothing, a negative one turns the sign."""
    first, second = values[0][-1], values[1][-1]
    return first * per_channel(data[2], first.shape), second


@st.composite
def two_samples(draw: st.DrawFn, shapes: Shapes) -> Script:
    """Draw a batch in evaluation, then each of its first two samples alone."""
    shape = draw(st.sampled_from([shape for shape in shapes if shape[0] > 1]))
    x = draw(whole_numbers(shape))
    steps = [EVALUATION, *draw(_remembering(shape[1]))]
    return Script(layer(shape), (*steps, *[Do("forward", (part,)) for part in (x, x[:1], x[1:2])]))


def standard(script: Script, values: Sequence[Any]) -> str | None:
    """Say what is missing to a mean of 0 and a variance of 1 in each channel of the last result."""
    y = values[0][-1]
    flat = np.moveaxis(y, 1, 0).reshape(y.shape[1], -1)
    right = np.allclose(flat.mean(axis=1), 0, atol=1e-6) and np.allclose(flat.var(axis=1), 1, atol=1e-6)
    return None if right else "a mean of 0 and a variance of 1 in each channel"
