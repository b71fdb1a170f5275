"""The exam of `col2im`: columns added back to the image that they were taken from."""

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
    law,
    leaves_inputs_alone,
    raises,
    returns_dtype,
)
from autograder.exam.strategies import blank, first_blank, whole_numbers, with_corners
from autograder.exams.matrix_and_gradients.draws import (
    NOTHING_SEEN,
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
from autograder.exams.matrix_and_gradients.honest import col2im as honest
from autograder.exams.matrix_and_gradients.laws import in_turns, look_alikes, tiny_numbers, told_apart
from autograder.exams.matrix_and_gradients.wrong import col2im as wrong
from autograder.sandbox.wire.questions import Call, Script
from cnnedu.ops.one_image import col2im

__all__ = ["EXERCISE"]


def shape_of_columns(layer: Layer) -> tuple[int, int]:
    """Return (c kh kw, oh ow) for one image of the layer."""
    return layer.c_in * layer.kernel_size[0] * layer.kernel_size[1], layer.out[0] * layer.out[1]


def asked(layer: Layer) -> st.SearchStrategy[Call]:
    columns = numbers(shape_of_columns(layer))
    return columns.map(lambda columns: Call((columns, layer.x[1:], layer.kernel_size, *layer.options)))


def positive(layer: Layer) -> st.SearchStrategy[Call]:
    columns = whole_numbers(shape_of_columns(layer), 1, 9)
    return columns.map(lambda columns: Call((columns, layer.x[1:], layer.kernel_size, *layer.options)))


def asked_by_name(layer: Layer) -> st.SearchStrategy[Call]:
    options = {"padding": layer.padding} if layer.stride == (1, 1) else {"stride": layer.stride}
    columns = numbers(shape_of_columns(layer))
    return columns.map(lambda columns: Call((columns, layer.x[1:], layer.kernel_size), options))


def columns_of(x: np.ndarray, layer: Layer) -> np.ndarray:
    """Cut an image (c, h, w) into columns, by asking for each number of the window alone."""
    rows = layer.c_in * layer.kernel_size[0] * layer.kernel_size[1]
    unit = np.eye(rows).reshape(rows, layer.c_in, *layer.kernel_size)
    return correlated(x[None], unit, layer.stride, layer.padding)[0].reshape(rows, -1)


@st.composite
def there_and_back(draw: st.DrawFn) -> tuple[np.ndarray, Layer]:
    layer = draw(any_layers())
    return draw(numbers(layer.x[1:])), layer


def columns_of_an_image(data: tuple[np.ndarray, Layer]) -> tuple[Call, ...]:
    x, layer = data
    return (Call((columns_of(x, layer), x.shape, layer.kernel_size, layer.stride, layer.padding)),)


def as_often_as_seen(data: tuple[np.ndarray, Layer], values: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Say how many windows see each pixel: one column for each pixel, in which a single number tells."""
    x, layer = data
    times = np.zeros(x.size)
    for pixel in range(x.size):
        one = np.zeros(x.size)
        one[pixel] = 1
        times[pixel] = columns_of(one.reshape(x.shape), layer).sum()
    return x * times.reshape(x.shape), values[0]


def forward(call: Call, x: np.ndarray) -> np.ndarray:
    columns, shape, (kh, kw), *options = call.args
    unit = np.eye(len(columns)).reshape(len(columns), shape[0], kh, kw)
    return correlated(x[None], unit, *options)[0].reshape(len(columns), -1)


def large() -> st.SearchStrategy[Call]:
    """Draw fractions; an image of more pixels than two bytes can count; a pixel in more windows than a byte counts."""

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        layer = Layer(1, 3, 1, (9, 8), (2, 3), (2, 1), (1, 2))
        return Call((fine(rng, *shape_of_columns(layer)), layer.x[1:], *(layer.kernel_size, *layer.options)))

    vast = Call((np.array([[2.0, 3.0]]), (1, 1, 90_000), (1, 1), (1, 89_999)))
    often = Call((np.full((261, 261), 65535, np.uint16), (1, 1, 1), (1, 261), (1, 1), (0, 260)))
    long = Call((np.arange(1.0, 1032).reshape(1, 1031), (1, 1, 1031), (1, 1)))
    return with_corners(between(), [vast, often, long])


OVERLAPPING = Layer(1, 2, 1, (3, 4), (2, 3), (1, 1), (1, 0))


def overlapping(columns: np.ndarray) -> Call:
    return Call((columns, OVERLAPPING.x[1:], OVERLAPPING.kernel_size, *OVERLAPPING.options))


def of_any_dtype() -> st.SearchStrategy[Call]:
    return of_dtypes(shape_of_columns(OVERLAPPING), asked=overlapping)


def of_single_ones() -> list[Call]:
    """Return corners of some dtypes: windows of one pixel, and a single window."""

    def of(layer: Layer) -> list[Call]:
        return few_dtypes(
            shape_of_columns(layer), asked=lambda columns: Call((columns, layer.x[1:], layer.kernel_size))
        )

    return [call for layer in SINGLE for call in of(layer)]


def of_one_image(layer: Layer, array: Callable[[tuple[int, ...]], np.ndarray]) -> Call:
    return Call((array(shape_of_columns(layer)), layer.x[1:], layer.kernel_size, layer.stride, layer.padding))


def refused_in_between() -> st.SearchStrategy[Script]:
    """Draw a call, one with the same columns that must be refused, and the first again."""
    shapes = (1, 3, 4), (1, 4, 4), (1, 3, 4)
    return whole_numbers((4, 6), 2, 9).map(
        lambda columns: in_turns(*(Call((columns, shape, (2, 2))) for shape in shapes))
    )


def as_integers(call: Call) -> Call:
    return Call((call.args[0].astype(np.int64), *call.args[1:]))


def columns_that_do_not_belong() -> st.SearchStrategy[Call]:
    """Draw columns of another shape: a row or a position more or less, transposed, or what other options would give.

    Some have an axis more, or less.
    """

    def another(layer: Layer, *shape: int) -> st.SearchStrategy[Call]:
        return whole_numbers(shape, 1, 9).map(
            lambda columns: Call((columns, layer.x[1:], layer.kernel_size, *layer.options))
        )

    @st.composite
    def between(draw: st.DrawFn) -> Call:
        layer = draw(any_layers())
        (rows, positions), (down, right) = shape_of_columns(layer), draw(st.sampled_from([(0, 1), (1, 0), (1, 1)]))
        return draw(another(layer, rows + down, positions + right))

    corners = []
    for layer in (Layer(1, 2, 1, (3, 4), (2, 3), (2, 1), (1, 0)), Layer(1, 1, 1, (3, 4), (1, 2))):
        rows, positions = shape_of_columns(layer)
        kh, kw = layer.kernel_size
        others = [
            (rows + 1, positions),
            (rows - 1, positions),
            (rows, positions + 1),
            (rows, positions - 1),
            (positions, rows),
            (2 * rows, positions),
            (rows, 2 * positions),
            (rows * positions, 1),
            (1, rows * positions),
            (rows * positions,),
            (rows,),
            (rows, positions, 1),
            (1, rows, positions),
            (kh * kw, layer.c_in * positions + (layer.c_in == 1)),
            (rows, layer.size[0] * layer.size[1]),
        ]
        corners += [another(layer, *shape) for shape in others if shape != (rows, positions)]
    small = Layer(1, 1, 1, (1, 2), (1, 1))
    corners += [zeros for shape in [(2, 2), (1, 1), (2,)] for zeros in blank(another(small, *shape), 0)]
    return with_corners(between(), corners)


SHAPE = "A new array of that shape."
SUMS = "Each pixel is the sum of all entries of columns that im2col would have copied from it."
OUTSIDE = "A pixel that no window sees is 0; what lies in the padding is left out."

EXERCISE = Exercise(
    "col2im",
    points=3,
    reference=col2im,
    answers=answers_of(wrong, honest),
    properties=(
        *keeps(
            (SHAPE, SUMS, OUTSIDE),
            agrees(
                "values",
                "Channels, stride and padding together: every entry is added to the pixel that it came from.",
                with_corners(layers(asked), first_blank(positive(Layer(1, 2, 1, (1, 3), (1, 2))), 0)),
                weight=3,
                examples=20,
            ),
        ),
        *keeps(
            SUMS,
            agrees(
                "plain",
                "Without stride and padding every window is added at its position, also where windows overlap.",
                plain_layers().flatmap(asked),
                examples=8,
            ),
            law(
                "as often as it was seen",
                "The columns of an image, added back, give each pixel times the number of windows that see it.",
                there_and_back(),
                columns_of_an_image,
                as_often_as_seen,
                weight=0.5,
                examples=6,
                conduct=False,
            ),
            adjoint(
                "the adjoint of im2col",
                "Multiplied with an image and added up, the result comes to what the columns come to, multiplied with "
                "those of the image.",
                any_layers().flatmap(asked),
                at=lambda call: np.zeros(call.args[1]),
                forward=forward,
                upstream=lambda call: call.args[0],
                examples=8,
            ),
        ),
        *keeps(
            OUTSIDE,
            agrees(
                "padding",
                "What windows saw in the padding is cut off on all four sides.",
                any_layers(strides=((1, 1),), paddings=PADDINGS[1:]).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
            agrees(
                "stride",
                "Windows lie a stride apart; rows and columns that no window sees stay 0.",
                any_layers(strides=STRIDES[1:], paddings=((0, 0),)).flatmap(asked_by_name),
                weight=0.5,
                examples=8,
            ),
        ),
        *keeps(
            "The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.",
            agrees(
                "many columns of fractions",
                "Many columns of fine fractions are treated like a few of whole numbers: no digit is lost.",
                large(),
                weight=0.5,
                examples=2,
            ),
            agrees(
                "any dtype",
                "Columns of bytes, integers or fractions of any length give the sums of their numbers.",
                with_corners(of_any_dtype(), extremes(shape_of_columns(OVERLAPPING), asked=overlapping)),
                weight=0.5,
                examples=2,
            ),
            tiny_numbers(whole_numbers(shape_of_columns(OVERLAPPING), 1, 9).map(overlapping), 0),
        ),
        *keeps(
            "ValueError: columns has another shape, or another number of axes, than im2col gives for an image of this "
            "shape.",
            raises(
                "columns of another shape",
                "Columns with too many or too few rows, positions or axes raise a ValueError.",
                columns_that_do_not_belong(),
                examples=4,
            ),
        ),
        *keeps(
            "Its dtype is float64, whatever the dtype of columns.",
            returns_dtype(
                with_corners(of_any_dtype(), [asked(NOTHING_SEEN).map(as_integers), *of_single_ones()]),
                np.float64,
                sentence="The image is an array of dtype float64, whatever the dtype of the columns.",
                examples=1,
            ),
        ),
        *keeps(
            ("The columns must not be modified.", SHAPE),
            leaves_inputs_alone(
                with_corners(
                    any_layers().flatmap(asked),
                    [asked(Layer(1, c, 1, size, (1, 1))) for c, size in [(1, (1, 1)), (2, (3, 4)), (1, (2, 3))]]
                    + [refused_in_between()],
                ),
                sentence="The columns are the same after the call as before it, and the image is a new array.",
                new_result=True,
                examples=4,
            ),
        ),
        *depends_on_arguments_alone(
            whole_numbers((12, 8), 2, 9).map(lambda columns: Call((columns, (2, 3, 4), (2, 3), (1, 2), (1, 1)))),
            arrays=(0,),
            of_any_integers=(0,),
        ),
        *told_apart(
            *look_alikes(
                Call((np.zeros((2, 2)), (1, 1, 3), (1, 2))), 0, long=Call((np.zeros((1, 1040)), (1, 26, 40), (1, 1)))
            ),
            *alike(of_one_image),
            refused_in_between(),
        ),
    ),
)
