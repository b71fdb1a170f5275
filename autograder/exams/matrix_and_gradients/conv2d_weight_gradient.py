"""The exam of `conv2d_weight_gradient`: what a loss says of the weight of a convolution layer."""

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
from autograder.exams.matrix_and_gradients.honest import conv2d_weight_gradient as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import conv2d_weight_gradient as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.conv2d_gradients import conv2d_weight_gradient

__all__ = ["EXERCISE"]

MIXED = Layer(2, 2, 3, (3, 4), (2, 3), (1, 1), (1, 0))
SEVERAL = Layer(2, 3, 4, (4, 5), (2, 3), (1, 2), (1, 0))


def asked(layer: Layer) -> st.SearchStrategy[Call]:
    arrays = st.tuples(numbers(layer.dy), numbers(layer.x))
    return arrays.map(lambda pair: Call((*pair, layer.kernel_size, *layer.options)))


def positive(layer: Layer) -> st.SearchStrategy[Call]:
    arrays = st.tuples(whole_numbers(layer.dy, 1, 9), whole_numbers(layer.x, 1, 9))
    return arrays.map(lambda pair: Call((*pair, layer.kernel_size, *layer.options)))


def asked_by_name(layer: Layer) -> st.SearchStrategy[Call]:
    options = {"padding": layer.padding} if layer.stride == (1, 1) else {"stride": layer.stride}
    arrays = st.tuples(numbers(layer.dy), numbers(layer.x))
    return arrays.map(lambda pair: Call((*pair, layer.kernel_size), options))


def large() -> st.SearchStrategy[Call]:
    """Draw fractions; bytes with so many products that a float32, or four bytes, cannot hold their sum.

    Last a bright picture, whose products nearly add up to 0; and very many samples, filters or channels.
    """

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        layer = Layer(2, 3, 4, (9, 8), (2, 3), (2, 1), (1, 2))
        return Call((fine(rng, *layer.dy), fine(rng, *layer.x), layer.kernel_size, *layer.options))

    bytes_ = [np.full((1, 1, *size), 255, np.uint8) for size in ((17, 17), (182, 183))]
    corners = [Call((each, each, (1, 1))) for each in bytes_]
    corners.append(Call((np.resize([[[[1, -1]]]], (1, 1, 3, 4)), BRIGHT.reshape(1, 1, 4, 5), (2, 2))))
    return with_corners(between(), [*corners, *map(many, MANY)])


def many(sizes: tuple[int, int, int]) -> Call:
    n, c_in, c_out = sizes
    return Call((np.arange(1.0, n * c_out + 1).reshape(n, c_out, 1, 1), np.ones((n, c_in, 1, 1)), (1, 1)))


def mixed(dy: np.ndarray, x: np.ndarray) -> Call:
    return Call((dy, x, MIXED.kernel_size, *MIXED.options))


def of_any_dtypes() -> st.SearchStrategy[Call]:
    return of_dtypes(MIXED.dy, MIXED.x, asked=mixed)


def of_single_ones() -> list[Call]:
    """Return corners: the largest numbers of each dtype, with a single weight, and with a single window."""

    def of(layer: Layer) -> list[Call]:
        return extremes(layer.dy, layer.x, asked=lambda *pair: Call((*pair, layer.kernel_size)))

    return [*of(SINGLE[0])[::2], *of(SINGLE[1])[1::2]]


def dtypes_of_single_ones() -> list[Call]:
    """Return corners of some dtypes: a single weight, and a single window."""

    def of(layer: Layer) -> list[Call]:
        return few_dtypes(layer.dy, layer.x, asked=lambda *pair: Call((*pair, layer.kernel_size)))

    return [call for layer in SINGLE for call in of(layer)]


def of_one_layer(layer: Layer, array: Callable[[tuple[int, ...]], np.ndarray]) -> Call:
    return Call((array(layer.dy), array(layer.x), layer.kernel_size, layer.stride, layer.padding))


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call, one with the same arrays that must be refused, and the first again."""
    arrays = st.tuples(whole_numbers((2, 1, 2, 2), 2, 9), whole_numbers((2, 1, 3, 4), 2, 9))
    return arrays.map(lambda pair: in_turns(*(Call((*pair, size)) for size in ((2, 3), (1, 3), (2, 3)))))


def nearly_the_same() -> list[Script]:
    """Return corners: one of the arrays differs in little."""
    dy, x, long = np.ones((1, 1, 2, 2)), np.ones((1, 1, 3, 3)), np.ones((1, 1, 26, 40))
    call, large = Call((dy, x, (2, 2))), Call((long, long, (1, 1)))
    return [*look_alikes(call, 0, long=large), *look_alikes(call, 1, long=large)]


def forward(call: Call, weight: np.ndarray) -> np.ndarray:
    _, x, _, *options = call.args
    return correlated(x, weight, *options)


def no_weight(call: Call) -> np.ndarray:
    dy, x, kernel_size, *_ = call.args
    return np.zeros((dy.shape[1], x.shape[1], *kernel_size))


def sample_by_sample(call: Call) -> tuple[Call, ...]:
    dy, x, *more = call.args
    return (*[Call((dy[k : k + 1].copy(), x[k : k + 1].copy(), *more)) for k in range(len(x))], call)


def added_up(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    return np.sum(values[:-1], axis=0), values[-1]


def dy_that_does_not_belong() -> st.SearchStrategy[Call]:
    """Draw a dy of too many or too few samples, rows or columns, or of rows and columns exchanged."""

    def another(layer: Layer, n: int, oh: int, ow: int) -> st.SearchStrategy[Call]:
        arrays = st.tuples(whole_numbers((n, layer.c_out, oh, ow), 1, 9), whole_numbers(layer.x, 1, 9))
        return arrays.map(lambda pair: Call((*pair, layer.kernel_size, *layer.options)))

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        layer = draw(any_layers())
        more, down, right = draw(st.sampled_from([(0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 1, 1), (1, 1, 1)]))
        return draw(another(layer, layer.n + more, layer.out[0] + down, layer.out[1] + right))

    corners = []
    for layer in (
        Layer(2, 1, 2, (4, 5), (2, 2)),
        Layer(3, 2, 1, (4, 7), (3, 2), (1, 2), (1, 0)),
        Layer(2, 1, 1, (3, 2), (1, 2), (1, 1), (0, 1)),
    ):
        n, _, oh, ow = layer.dy
        h, w = layer.size
        shapes = [(n + 1, oh, ow), (n - 1, oh, ow), (1, oh, ow), (n, oh + 1, ow), (n, oh - 1, ow), (n, oh, ow + 1)]
        shapes += [(n, oh, ow - 1), (n, ow, oh), (n, 1, oh * ow), (n, h, w), (n, 1, 1), (n, oh, 1), (n, 1, ow)]
        shapes += [(oh, n, ow), (n * oh, 1, ow), (n, oh + 1, ow - 1), (n - 1, oh + 1, ow)]
        corners += [another(layer, *shape) for shape in dict.fromkeys(shapes) if shape != (n, oh, ow)]
    return with_corners(between(), [*corners, *blank(another(Layer(2, 1, 1, (1, 2), (1, 1)), 1, 1, 2), 0, 1)])


def equal_to_an_argument() -> list[st.SearchStrategy[Call]]:
    """Return corners where the gradient has the numbers and the shape of x, or of dy."""
    one = np.ones((1, 1, 1, 1))
    like_x = [
        numbers((1, c, *size)).map(lambda x: Call((one, x, x.shape[2:]))) for c, size in [(1, (2, 3)), (2, (1, 2))]
    ]
    like_dy = [numbers((1, 1, 1, 1)).map(lambda dy: Call((dy, one, (1, 1))))]
    return [*like_x, *like_dy]


RETURNS = (
    "A new array of shape (c_out, c_in, kh, kw): its entry [o, k, u, v] is the sum, over all samples s and all "
    "positions (i, j), of dy[s, o, i, j] times pixel [s, k, i * sh + u, j * sw + v] of the padded x."
)

EXERCISE = Exercise(
    "conv2d_weight_gradient",
    points=4,
    reference=conv2d_weight_gradient,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            RETURNS,
            agrees(
                "values",
                "Samples, channels, stride and padding together: each weight hears of every product it took part in.",
                with_corners(layers(asked), first_blank(positive(Layer(2, 2, 2, (1, 2), (1, 1))), 0, 1)),
                weight=3,
                examples=20,
            ),
            agrees(
                "plain",
                "Without stride and padding the gradient is right.",
                plain_layers().flatmap(asked),
                examples=8,
            ),
            gradient(
                "differences",
                "The gradient says how the loss changes when one weight is made a little larger, then smaller.",
                any_layers().flatmap(asked),
                at=no_weight,
                forward=forward,
                upstream=lambda call: call.args[0],
                examples=8,
            ),
            adjoint(
                "the adjoint of the layer",
                "Multiplied with other weights and added up, it comes to what dy and the outputs of these weights do.",
                any_layers().flatmap(asked),
                at=no_weight,
                forward=forward,
                upstream=lambda call: call.args[0],
                weight=0.5,
                examples=6,
            ),
            law(
                "samples add up",
                "The gradient of a batch is the sum of those of its samples.",
                any_layers().flatmap(asked),
                sample_by_sample,
                added_up,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.",
            agrees(
                "padding",
                "With padding, weights that lay over zeros get nothing there.",
                any_layers(strides=((1, 1),), paddings=PADDINGS[1:]).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "stride: (sh, sw): the step down and the step to the right, each at least 1.",
            agrees(
                "stride",
                "With a stride, dy belongs to windows that lie a stride apart; what is left over plays no part.",
                any_layers(strides=STRIDES[1:], paddings=((0, 0),)).flatmap(asked_by_name),
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
                "Bytes, integers and fractions of any length, in dy and x alike, give the sums of their numbers.",
                with_corners(of_any_dtypes(), [*extremes(MIXED.dy, MIXED.x, asked=mixed), *of_single_ones()]),
                weight=0.5,
                examples=2,
            ),
            tiny_numbers(asked(MIXED), 0, 1),
        ),
        *keeps(
            "ValueError: dy and x differ in the number of samples, or dy has another number of rows or columns than "
            "the window has positions down or across.",
            raises(
                "dy of another shape",
                "A dy of another number of samples, rows or columns raises a ValueError.",
                dy_that_does_not_belong(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtypes of dy and x.",
            returns_dtype(
                with_corners(of_any_dtypes(), dtypes_of_single_ones()),
                np.float64,
                sentence="The gradient is an array of dtype float64, whatever the dtypes of dy and x.",
                examples=1,
            ),
        ),
        *keeps(
            ("The arrays dy and x must not be modified.", RETURNS),
            leaves_inputs_alone(
                with_corners(any_layers().flatmap(asked), [*equal_to_an_argument(), refused_in_between()]),
                sentence="dy and x are the same after the call as before it, and the gradient is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            st.tuples(whole_numbers(SEVERAL.dy, 2, 9), whole_numbers(SEVERAL.x, 2, 9)).map(
                lambda pair: Call((*pair, SEVERAL.kernel_size, *SEVERAL.options))
            ),
            arrays=(0, 1),
            of_any_integers=(0, 1),
        ),
        *told_apart(*nearly_the_same(), *alike(of_one_layer), refused_in_between()),
    ),
)
