"""The exam of `im2col`: every window of an image as one column of a matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.exam.answers import answers_of
from autograder.exam.exercise import Exercise
from autograder.exam.promises import keeps
from autograder.exam.properties import (
    agrees,
    depends_on_arguments_alone,
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import blank, kernel_shapes_too_large, unequal_sizes, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.draws import (
    PADDINGS,
    SINGLE,
    STRIDES,
    Layer,
    Pair,
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
    spread,
)
from autograder.exams.matrix_and_gradients.honest import im2col as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import im2col as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.one_image import im2col

__all__ = ["EXERCISE"]


def asked(layer: Layer) -> st.SearchStrategy[Call]:
    """Ask about one image of as many channels as the layer takes."""
    return numbers(layer.x[1:]).map(lambda x: Call((x, layer.kernel_size, *layer.options)))


def asked_by_name(layer: Layer) -> st.SearchStrategy[Call]:
    options = {"padding": layer.padding} if layer.stride == (1, 1) else {"stride": layer.stride}
    return numbers(layer.x[1:]).map(lambda x: Call((x, layer.kernel_size), options))


@st.composite
def several_channels(draw: st.DrawFn) -> Call:
    layer = draw(any_layers())
    return draw(asked(Layer(1, draw(st.integers(2, 3)), 1, layer.size, layer.kernel_size, layer.stride, layer.padding)))


def large() -> st.SearchStrategy[Call]:
    """Draw fractions: several channels, and images with more rows or columns than a byte can count.

    One image has more pixels than two bytes can count, one has very many channels.
    """
    vast = (np.arange(90_000) % 251).astype(np.uint8).reshape(1, 300, 300)

    def of(*shape: int) -> st.SearchStrategy[Call]:
        seeds = st.integers(0, 2**32 - 1)
        return seeds.map(lambda seed: Call((fine(np.random.default_rng(seed), *shape), (2, 3), (2, 1), (1, 2))))

    return with_corners(of(3, 9, 8), [of(1, 300, 2), of(1, 2, 300), Call((vast, (1, 1), (37, 10))), of(1031, 2, 2)])


def of_any_dtype() -> st.SearchStrategy[Call]:
    return of_dtypes((2, 3, 4), asked=padded_and_strided)


def padded_and_strided(x: np.ndarray) -> Call:
    return Call((x, (2, 3), (1, 2), (1, 0)))


def of_single_ones() -> list[Call]:
    """Return corners of some dtypes: windows of one pixel, and a single window."""

    def of(layer: Layer) -> list[Call]:
        return few_dtypes(layer.x[1:], asked=lambda x: Call((x, layer.kernel_size)))

    return [call for layer in SINGLE for call in of(layer)]


def of_one_image(layer: Layer, array: Callable[[tuple[int, ...]], np.ndarray]) -> Call:
    return Call((array(layer.x[1:]), layer.kernel_size, layer.stride, layer.padding))


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call, one with the same image that must be refused, and the first again."""
    windows = (2, 3), (5, 1), (2, 3)
    return whole_numbers((2, 3, 4), 2, 9).map(lambda x: in_turns(*(Call((x, window)) for window in windows)))


def oversized() -> st.SearchStrategy[Call]:
    def window(size: Pair, kernel_size: Pair, padding: Pair, stride: Pair = (1, 1)) -> st.SearchStrategy[Call]:
        more = (stride, padding) if padding != (0, 0) or stride != (1, 1) else ()
        return whole_numbers((2, *size), 1, 9).map(lambda x: Call((x, kernel_size, *more)))

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        (h, w), (ph, pw) = draw(unequal_sizes(2, 4)), draw(st.sampled_from(PADDINGS))
        down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 1), (1, -1), (-1, 2)]))
        return draw(window((h, w), (h + 2 * ph + down, w + 2 * pw + right), (ph, pw)))

    corners = [
        window((2, 3), kernel_size, (ph, pw))
        for ph, pw in [(0, 0), (1, 0), (0, 2)]
        for kernel_size in kernel_shapes_too_large(2 + 2 * ph, 3 + 2 * pw)
    ]
    strided = [
        window((2, 3), (2 + 2 * ph + down, 3 + 2 * pw + right), (ph, pw), (3, 4))
        for ph, pw in [(0, 0), (1, 2)]
        for down, right in [(1, 0), (0, 1), (2, -1), (-1, 3), (1, 1)]
    ]
    return with_corners(between(), [*corners, *strided, *blank(window((1, 2), (2, 2), (0, 0)), 0)])


def weight_for(call: Call) -> np.ndarray:
    """Return some filters for an image, the same for the same sizes: what the law is tried with."""
    x, kernel_size = call.args[:2]
    return np.random.default_rng(kernel_size).integers(-9, 10, (2, len(x), *kernel_size)).astype(float)


def product_and_layer(call: Call, values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    weight = weight_for(call)
    return correlated(call.args[0][None], weight, *call.args[2:])[0].reshape(2, -1), weight.reshape(2, -1) @ values[0]


def both_products(call: Call, values: Sequence[np.ndarray]) -> tuple[float, float]:
    """Multiply the columns with others, and the image with what these come to when they are added back."""
    x, (kh, kw), *more = call.args
    others = np.random.default_rng(x.size).integers(-9, 10, (len(x) * kh * kw, values[0].shape[1])).astype(float)
    y = correlated(x[None], np.zeros((1, len(x), kh, kw)), *more)
    unit = np.eye(len(x) * kh * kw).reshape(-1, len(x), kh, kw)
    back = spread(others.reshape(1, -1, *y.shape[2:]), unit, x.shape[1:], *more)[0]
    return float(np.sum(x * back)), float(np.sum(values[0] * others))


def channel_by_channel(call: Call) -> tuple[Call, ...]:
    x, *more = call.args
    return (*[Call((x[k : k + 1].copy(), *more)) for k in range(len(x))], call)


def the_call_itself(call: Call) -> tuple[Call, ...]:
    return (call,)


SHAPE = (
    "A new array of shape (c * kh * kw, oh * ow), where oh and ow count the positions of the window down and across."
)
ENTRY = "Its entry [(k * kh + u) * kw + v, i * ow + j] is pixel [k, i * sh + u, j * sw + v] of the padded image."

EXERCISE = Exercise(
    "im2col",
    points=3,
    reference=im2col,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (SHAPE, ENTRY),
            agrees(
                "values",
                "Channels, stride and padding together, equal or different on the two axes: each window is one column.",
                layers(asked),
                weight=3,
                examples=20,
            ),
            agrees(
                "plain",
                "Without stride and padding the window stops at every position inside the image.",
                plain_layers().flatmap(asked),
                examples=8,
            ),
            law(
                "channels one below the other",
                "The rows of the first channel come first, then those of the second: as if each were asked for alone.",
                several_channels(),
                channel_by_channel,
                lambda call, values: (np.vstack(values[:-1]), values[-1]),
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            ENTRY,
            law(
                "a layer is a product of matrices",
                "Filters written as rows, times the columns, give the outputs of the layer.",
                several_channels(),
                the_call_itself,
                product_and_layer,
                examples=8,
                conduct=False,
            ),
            law(
                "the adjoint of col2im",
                "Multiplied with other columns and added up, the columns come to what the image comes to, multiplied "
                "with those added back.",
                several_channels(),
                the_call_itself,
                both_products,
                weight=0.5,
                examples=6,
            ),
        ),
        *keeps(
            "padding: (ph, pw): ph rows of zeros above AND below, pw columns of zeros left AND right, each at least 0.",
            agrees(
                "padding",
                "Padding (ph, pw) puts ph rows of zeros above and below each channel and pw columns left and right.",
                any_layers(strides=((1, 1),), paddings=PADDINGS[1:]).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "stride: (sh, sw): the step down and the step to the right, each at least 1.",
            agrees(
                "stride",
                "Stride (sh, sw) moves the window sh pixels down and sw pixels to the right; a step that does not fit "
                "is not taken.",
                any_layers(strides=STRIDES[1:], paddings=((0, 0),)).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "The numbers must come out as in float64, whatever dtype is given: no digit is lost.",
            agrees(
                "large image of fractions",
                "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtype",
                "An image of bytes, integers or fractions of any length gives its numbers.",
                with_corners(of_any_dtype(), extremes((2, 3, 4), asked=padded_and_strided)),
                weight=0.5,
                examples=2,
            ),
            tiny_numbers(whole_numbers((2, 3, 4), 1, 9).map(padded_and_strided), 0),
        ),
        *keeps(
            "ValueError: the window has more rows or more columns than the padded image.",
            raises(
                "window too large",
                "A window with more rows or more columns than the padded image raises a ValueError.",
                oversized(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of x.",
            returns_dtype(
                with_corners(of_any_dtype(), of_single_ones()),
                np.float64,
                sentence="The matrix is an array of dtype float64, whatever the dtype of the image.",
                examples=1,
            ),
        ),
        *keeps(
            ("The image must not be modified.", SHAPE),
            leaves_inputs_alone(
                with_corners(
                    any_layers().flatmap(asked),
                    [asked(Layer(1, c, 1, size, (1, 1))) for c, size in [(1, (1, 1)), (2, (3, 4)), (1, (2, 3))]]
                    + [refused_in_between()],
                ),
                sentence="The image is the same after the call as before it, and the matrix is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            whole_numbers((2, 3, 4), 2, 9).map(padded_and_strided), arrays=(0,), of_any_integers=(0,)
        ),
        *told_apart(
            *look_alikes(Call((np.zeros((1, 2, 3)), (2, 2))), 0, long=Call((np.zeros((1, 26, 40)), (1, 1)))),
            *alike(of_one_image),
            refused_in_between(),
        ),
    ),
)
