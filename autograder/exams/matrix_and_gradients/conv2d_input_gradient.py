"""The exam of `conv2d_input_gradient`: what a loss says of the input of a convolution layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    adjoint,
    agrees,
    depends_on_arguments_alone,
    gradient,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import blank, first_blank, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.draws import (
    BRIGHT,
    MANY,
    PADDINGS,
    SINGLE,
    STRIDES,
    Layer,
    alike,
    any_layers,
    correlated,
    extremes,
    few_dtypes,
    fine,
    layers,
    numbers,
    of_dtypes,
    plain_layers,
)
from autograder.exams.matrix_and_gradients.honest import conv2d_input_gradient as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import conv2d_input_gradient as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.conv2d_gradients import conv2d_input_gradient

__all__ = ["EXERCISE"]

MIXED = Layer(2, 2, 3, (3, 4), (2, 3), (1, 1), (1, 0))
SEVERAL = Layer(2, 3, 4, (4, 5), (2, 3), (1, 2), (1, 0))


def asked(layer: Layer) -> st.SearchStrategy[Call]:
    arrays = st.tuples(numbers(layer.dy), numbers(layer.weight))
    return arrays.map(lambda pair: Call((*pair, layer.size, *layer.options)))


def positive(layer: Layer) -> st.SearchStrategy[Call]:
    arrays = st.tuples(whole_numbers(layer.dy, 1, 9), whole_numbers(layer.weight, 1, 9))
    return arrays.map(lambda pair: Call((*pair, layer.size, *layer.options)))


def asked_by_name(layer: Layer) -> st.SearchStrategy[Call]:
    options = {"padding": layer.padding} if layer.stride == (1, 1) else {"stride": layer.stride}
    arrays = st.tuples(numbers(layer.dy), numbers(layer.weight))
    return arrays.map(lambda pair: Call((*pair, layer.size), options))


@st.composite
def with_rows_left_over(draw: st.DrawFn) -> Call:
    """Draw a layer in which the last step down, or the last to the right, does not fit."""
    layer = draw(any_layers(strides=((2, 2), (2, 3), (3, 2), (3, 3))))
    (sh, sw), (kh, kw), (ph, pw), (down, right) = layer.stride, layer.kernel_size, layer.padding, layer.out
    over_h, over_w = draw(st.sampled_from([(1, 0), (0, 1), (1, 1), (sh - 1, sw - 1)]))
    h, w = (down - 1) * sh + kh + over_h - 2 * ph, (right - 1) * sw + kw + over_w - 2 * pw
    size = h + sh if h < 1 else h, w + sw if w < 1 else w
    return draw(asked(Layer(layer.n, layer.c_in, layer.c_out, size, (kh, kw), (sh, sw), (ph, pw))))


def large() -> st.SearchStrategy[Call]:
    """Draw fractions; bytes of so many filters that a float32, or four bytes, cannot hold what they add up to.

    Last large weights, whose products nearly add up to 0; and very many samples or channels.
    """

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        layer = Layer(2, 3, 4, (9, 8), (2, 3), (2, 1), (1, 2))
        return Call((fine(rng, *layer.dy), fine(rng, *layer.weight), layer.size, *layer.options))

    def filters(number: int) -> Call:
        return Call((np.full((1, number, 1, 1), 255, np.uint8), np.full((number, 1, 1, 1), 255, np.uint8), (1, 1)))

    dy = np.tile([[[[1.0]], [[-1.0]]]], (1, 1, 2, 3))
    large_weights = Call((dy, BRIGHT.reshape(2, 1, 2, 5), (3, 7)))
    return with_corners(between(), [filters(289), filters(33_306), large_weights, *map(many, MANY[:2])])


def many(sizes: tuple[int, int, int]) -> Call:
    n, c_in, c_out = sizes
    weight = np.arange(1.0, c_out * c_in + 1).reshape(c_out, c_in, 1, 1)
    return Call((np.arange(1.0, n * c_out + 1).reshape(n, c_out, 1, 1), weight, (1, 1)))


def mixed(dy: np.ndarray, weight: np.ndarray) -> Call:
    return Call((dy, weight, MIXED.size, *MIXED.options))


def of_any_dtypes() -> st.SearchStrategy[Call]:
    return of_dtypes(MIXED.dy, MIXED.weight, asked=mixed)


def nearly_special() -> list[Call]:
    """Return corners: kernels that `np.allclose` takes for symmetric."""
    weights = np.array([[1.0, 1.000001]]), np.array([[1e6, 1e6 + 1], [1e6, 1e6]])
    return [Call((np.ones((1, 1, 1, 2)), each[None, None], (len(each), 3))) for each in weights]


def of_single_ones() -> list[Call]:
    """Return corners: the largest numbers of each dtype, with a single weight, and with a single window."""

    def of(layer: Layer) -> list[Call]:
        return extremes(layer.dy, layer.weight, asked=lambda *pair: Call((*pair, layer.size)))

    return [*of(SINGLE[0])[::2], *of(SINGLE[1])[1::2]]


def dtypes_of_single_ones() -> list[Call]:
    """Return corners of some dtypes: a single weight, and a single window."""

    def of(layer: Layer) -> list[Call]:
        return few_dtypes(layer.dy, layer.weight, asked=lambda *pair: Call((*pair, layer.size)))

    return [call for layer in SINGLE for call in of(layer)]


def of_one_layer(layer: Layer, array: Callable[[tuple[int, ...]], np.ndarray]) -> Call:
    return Call((array(layer.dy), array(layer.weight), layer.size, layer.stride, layer.padding))


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call, one with the same arrays that must be refused, and the first again."""
    arrays = st.tuples(whole_numbers((1, 2, 2, 2), 2, 9), whole_numbers((2, 1, 2, 3), 2, 9))
    return arrays.map(lambda pair: in_turns(*(Call((*pair, size)) for size in ((3, 4), (4, 4), (3, 4)))))


def nearly_the_same() -> list[Script]:
    """Return corners: one of the arrays differs in little."""
    one, four, long = np.ones((1, 1, 1, 1)), np.ones((1, 1, 2, 2)), np.ones((1, 1, 26, 40))
    call = Call((four, four, (3, 3)))
    of_dy = look_alikes(call, 0, long=Call((long, one, (26, 40))))
    return [*of_dy, *look_alikes(call, 1, long=Call((one, long, (26, 40))))]


def forward(call: Call, x: np.ndarray) -> np.ndarray:
    _, weight, _, *options = call.args
    return correlated(x, weight, *options)


def no_input(call: Call) -> np.ndarray:
    dy, weight, size, *_ = call.args
    return np.zeros((len(dy), weight.shape[1], *size))


def sample_by_sample(call: Call) -> tuple[Call, ...]:
    dy, *more = call.args
    return (*[Call((sample[None].copy(), *more)) for sample in dy], call)


def filter_by_filter(call: Call) -> tuple[Call, ...]:
    dy, weight, *more = call.args
    apart = [Call((dy[:, o : o + 1].copy(), weight[o : o + 1].copy(), *more)) for o in range(len(weight))]
    return (*apart, call)


def one_below_the_other(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.concatenate(values[:-1]), values[-1]


def added_up(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.sum(values[:-1], axis=0), values[-1]


def dy_that_does_not_belong() -> st.SearchStrategy[Call]:
    """Draw a dy of too many or too few channels, rows or columns, or of rows and columns exchanged."""

    def another(layer: Layer, c_out: int, oh: int, ow: int) -> st.SearchStrategy[Call]:
        arrays = st.tuples(whole_numbers((layer.n, c_out, oh, ow), 1, 9), whole_numbers(layer.weight, 1, 9))
        return arrays.map(lambda pair: Call((*pair, layer.size, *layer.options)))

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        layer = draw(any_layers())
        more, down, right = draw(st.sampled_from([(0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 1, 1), (1, 1, 1)]))
        return draw(another(layer, layer.c_out + more, layer.out[0] + down, layer.out[1] + right))

    corners = []
    for layer in (
        Layer(1, 1, 2, (4, 5), (2, 2)),
        Layer(2, 1, 1, (3, 4), (1, 3)),
        Layer(2, 1, 3, (4, 7), (3, 2), (1, 2), (1, 0)),
        Layer(1, 3, 2, (3, 2), (1, 2), (1, 1), (0, 1)),
    ):
        _, c_out, oh, ow = layer.dy
        h, w = layer.size
        shapes = [(c_out + 1, oh, ow), (c_out - 1, oh, ow), (1, oh, ow), (c_out, oh + 1, ow), (c_out, oh - 1, ow)]
        shapes += [(c_out, oh, ow + 1), (c_out, oh, ow - 1), (c_out, ow, oh), (c_out, 1, oh * ow), (c_out, h, w)]
        shapes += [(c_out, 1, 1), (c_out, oh, 1), (c_out, 1, ow), (oh, c_out, ow), (c_out * oh, 1, ow)]
        shapes += [(c_out, oh + 1, ow - 1), (c_out - 1, oh + 1, ow)]
        others = [shape for shape in dict.fromkeys(shapes) if shape != (c_out, oh, ow) and min(shape) > 0]
        corners += [another(layer, *shape) for shape in others]
    return with_corners(between(), [*corners, *blank(another(Layer(1, 1, 1, (1, 2), (1, 1)), 2, 1, 2), 0, 1)])


def equal_to_an_argument() -> list[st.SearchStrategy[Call]]:
    """Return corners where the gradient has the numbers and the shape of dy, or of the weight."""
    one = np.ones((1, 1, 1, 1))
    like_dy = [
        numbers((n, 1, *size)).map(lambda dy: Call((dy, one, dy.shape[2:]))) for n, size in [(1, (2, 3)), (2, (1, 2))]
    ]
    like_weight = [
        numbers((1, c, *size)).map(lambda weight: Call((one, weight, weight.shape[2:])))
        for c, size in [(1, (2, 3)), (2, (1, 2))]
    ]
    return [*like_dy, *like_weight]


RETURNS = (
    "A new array of shape (n, c_in, h, w): each pixel gets, from every output that saw it, the product of that "
    "output's dy and the weight it was seen with, and adds them up."
)
OUTSIDE = "A pixel that no window sees is 0; what lies in the padding is left out."

EXERCISE = Exercise(
    "conv2d_input_gradient",
    points=4,
    reference=conv2d_input_gradient,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (RETURNS, OUTSIDE),
            agrees(
                "values",
                "Samples, channels, stride and padding together: each pixel hears from every output that saw it.",
                with_corners(layers(asked), first_blank(positive(Layer(2, 2, 2, (1, 2), (1, 1))), 0, 1)),
                weight=3,
                examples=20,
            ),
        ),
        *keeps(
            RETURNS,
            agrees(
                "plain",
                "Without stride and padding the gradient is right.",
                plain_layers().flatmap(asked),
                examples=8,
            ),
            gradient(
                "differences",
                "The gradient says how the loss changes when one pixel is made a little lighter, then darker.",
                any_layers().flatmap(asked),
                at=no_input,
                forward=forward,
                upstream=lambda call: call.args[0],
                examples=8,
            ),
            adjoint(
                "the adjoint of the layer",
                "Multiplied with another input and added up, it comes to what dy and the outputs of that input do.",
                any_layers().flatmap(asked),
                at=no_input,
                forward=forward,
                upstream=lambda call: call.args[0],
                weight=0.5,
                examples=6,
            ),
            law(
                "samples stay apart",
                "Each sample of a batch gets the gradient that it would get alone.",
                any_layers().flatmap(asked),
                sample_by_sample,
                one_below_the_other,
                weight=0.5,
                examples=6,
            ),
            law(
                "filters add up",
                "The gradient of a layer of several filters is the sum of those of layers of one.",
                any_layers().flatmap(asked),
                filter_by_filter,
                added_up,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            OUTSIDE,
            agrees(
                "padding",
                "What flows back into the padding is cut off on all four sides.",
                any_layers(strides=((1, 1),), paddings=PADDINGS[1:]).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
            agrees(
                "stride",
                "With a stride, dy belongs to windows that lie a stride apart.",
                any_layers(strides=STRIDES[1:], paddings=((0, 0),)).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
            agrees(
                "leftover rows and columns",
                "Where the last step did not fit, the last rows and columns of pixels get no gradient, but are there.",
                with_rows_left_over(),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtypes are given: nothing wraps around, no digit is lost.",
            agrees(
                "large layer of fractions",
                "A large layer of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtypes",
                "Bytes, integers and fractions of any length, in dy and weight alike, give the sums of their numbers.",
                with_corners(
                    of_any_dtypes(),
                    [*extremes(MIXED.dy, MIXED.weight, asked=mixed), *of_single_ones(), *nearly_special()],
                ),
                weight=0.5,
                examples=2,
            ),
            tiny_numbers(asked(MIXED), 0, 1),
        ),
        *keeps(
            "ValueError: dy has another number of channels than weight has filters, or another number of rows or "
            "columns than the window has positions down or across.",
            raises(
                "dy of another shape",
                "A dy of another number of channels, rows or columns raises a ValueError.",
                dy_that_does_not_belong(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of dy and weight.",
            returns_dtype(
                with_corners(of_any_dtypes(), dtypes_of_single_ones()),
                np.float64,
                sentence="The gradient is an array of dtype float64, whatever the dtypes of dy and weight.",
                examples=1,
            ),
        ),
        *keeps(
            ("The arrays dy and weight must not be modified.", RETURNS),
            leaves_inputs_alone(
                with_corners(any_layers().flatmap(asked), [*equal_to_an_argument(), refused_in_between()]),
                sentence="dy and weight are the same after the call as before it, and the gradient is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            st.tuples(whole_numbers(SEVERAL.dy, 2, 9), whole_numbers(SEVERAL.weight, 2, 9)).map(
                lambda pair: Call((*pair, SEVERAL.size, *SEVERAL.options))
            ),
            arrays=(0, 1),
            of_any_integers=(0, 1),
        ),
        *told_apart(*nearly_the_same(), *alike(of_one_layer), refused_in_between()),
    ),
)
