"""The exam of `pad2d`: zeros around an image, a number of its own for each side."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, keeps_dtype, law, leaves_inputs_alone, raises
from autograder.exam.strategies import images
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import pad2d

__all__ = ["PAD2D"]

one_to_four = st.permutations([1, 2, 3, 4])


@st.composite
def four_different_sides(draw: st.DrawFn) -> Call:
    top, bottom, left, right = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), top, bottom, left, right))


@st.composite
def rows_only(draw: st.DrawFn) -> Call:
    top, bottom, _, _ = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), top, bottom, 0, 0))


@st.composite
def columns_only(draw: st.DrawFn) -> Call:
    _, _, left, right = draw(one_to_four)
    return Call((draw(images(least=1, most=4)), 0, 0, left, right))


@st.composite
def one_side_only(draw: st.DrawFn) -> Call:
    sides = [0, 0, 0, 0]
    sides[draw(st.integers(0, 3))] = draw(st.integers(1, 3))
    return Call((draw(images(least=1, most=4)), *sides))


@st.composite
def fractions(draw: st.DrawFn) -> Call:
    return Call((draw(images(least=2, most=4)) + 0.5, *draw(one_to_four)))


@st.composite
def nothing_to_add(draw: st.DrawFn) -> Call:
    return Call((draw(images(least=1, most=4)), 0, 0, 0, 0))


@st.composite
def negative_numbers(draw: st.DrawFn) -> Call:
    sides = list(draw(one_to_four))
    sides[draw(st.integers(0, 3))] = -1
    return Call((draw(images(least=3, most=5)), *sides))


@st.composite
def images_of_any_dtype(draw: st.DrawFn) -> Call:
    dtype = draw(st.sampled_from([np.uint8, np.int64, np.float32, np.float64]))
    return Call((draw(images(least=2, most=4, low=0)).astype(dtype), *draw(one_to_four)))


def cut_out(call: Call, padded: np.ndarray) -> np.ndarray:
    image, top, _, left, _ = call.args
    return padded[top : top + image.shape[0], left : left + image.shape[1]]


PROPERTIES = (
    agrees(
        "values",
        "The image stands where the four numbers put it, and everything around it is zero.",
        four_different_sides(),
        weight=3,
        examples=25,
    ),
    agrees(
        "rows only",
        "top and bottom add rows above and below; the columns stay as they are.",
        rows_only(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "columns only",
        "left and right add columns on either side; the rows stay as they are.",
        columns_only(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "one side only",
        "Each side can be padded on its own.",
        one_side_only(),
        weight=0.5,
        examples=16,
    ),
    agrees(
        "fractions",
        "The pixels keep their values, fractions included.",
        fractions(),
        weight=0.5,
        examples=8,
    ),
    agrees(
        "nothing to add",
        "Four zeros add nothing: the result equals the image.",
        nothing_to_add(),
        weight=0.5,
        examples=6,
        conduct=True,
    ),
    law(
        "cutting undoes padding",
        "Cutting the padding off again gives the image back.",
        four_different_sides(),
        lambda call: (call,),
        lambda call, values: (call.args[0], cut_out(call, values[0])),
        weight=0.5,
        examples=10,
    ),
    law(
        "sum",
        "Padding with zeros does not change the sum of all pixels.",
        four_different_sides(),
        lambda call: (call,),
        lambda call, values: (float(call.args[0].sum()), float(values[0].sum())),
        weight=0.5,
        examples=10,
    ),
    raises(
        "negative number",
        "A negative number for any side raises a ValueError.",
        negative_numbers(),
        examples=10,
    ),
    keeps_dtype(
        images_of_any_dtype(),
        sentence="The result has the image's dtype: bytes stay bytes, integers stay integers.",
        examples=12,
    ),
    leaves_inputs_alone(four_different_sides(), examples=6),
)


def top_and_bottom_swapped(image, top, bottom, left, right):
    """You add the rows for the top below and those for the bottom above."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((bottom, top), (left, right)))


def left_and_right_swapped(image, top, bottom, left, right):
    """You add the columns for the left on the right and the other way round."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, bottom), (right, left)))


def rows_and_columns_swapped(image, top, bottom, left, right):
    """You add top and bottom to the columns, left and right to the rows. Axis 0 of an image counts rows, from top to
    bottom."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((left, right), (top, bottom)))


def sides_in_another_order(image, top, bottom, left, right):
    """You take the four numbers as top, left, bottom, right. Here they come as top, bottom, left, right."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, left), (bottom, right)))


def opposite_sides_alike(image, top, bottom, left, right):
    """You use top for the bottom too, and left for the right. Each side has a number of its own."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, top), (left, left)))


def padding_before_only(image, top, bottom, left, right):
    """You add zeros above and on the left only. bottom and right are missing."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, 0), (left, 0)))


def rows_padded_columns_not(image, top, bottom, left, right):
    """You add the rows but not the columns."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, bottom), (0, 0)))


def image_always_in_the_corner(image, top, bottom, left, right):
    """The shape is right, but you put the image into the upper left corner. It begins at row top, column left."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right), dtype=image.dtype)
    out[: image.shape[0], : image.shape[1]] = image
    return out


def image_in_the_middle(image, top, bottom, left, right):
    """The shape is right, but you put the image into the middle. It begins at row top, column left."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    rows, columns = top + bottom, left + right
    return np.pad(image, ((rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)))


def border_repeated(image, top, bottom, left, right):
    """You repeat the pixels of the border outwards. The new pixels are zeros."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, bottom), (left, right)), mode="edge")


def ones_for_zeros(image, top, bottom, left, right):
    """You fill the new pixels with ones, because the array begins as np.ones. Begin with np.zeros."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, bottom), (left, right)), constant_values=1)


def border_painted_over(image, top, bottom, left, right):
    """You set the border of the image to zero, the caller's own image at that. Padding makes a new, larger array and
    keeps every pixel."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    out = image
    out[:top] = 0
    out[max(image.shape[0] - bottom, 0) :] = 0
    out[:, :left] = 0
    out[:, max(image.shape[1] - right, 0) :] = 0
    return out


def padding_always_float(image, top, bottom, left, right):
    """np.zeros(shape) is float64, whatever the image is. Write np.zeros(shape, dtype=image.dtype)."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right))
    out[top : top + image.shape[0], left : left + image.shape[1]] = image
    return out


def padding_always_integer(image, top, bottom, left, right):
    """Your padded array is one of integers, and fractions of the image are cut off. Write
    np.zeros(shape, dtype=image.dtype)."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("negative padding")
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right), dtype=int)
    out[top : top + image.shape[0], left : left + image.shape[1]] = image
    return out


def negative_padding_ignored(image, top, bottom, left, right):
    """You treat a negative number as zero. Nobody asks for -1 rows on purpose: raise a ValueError, so that the mistake
    is found."""
    top, bottom, left, right = (max(side, 0) for side in (top, bottom, left, right))
    return np.pad(image, ((top, bottom), (left, right)))


def negative_padding_shrinks(image, top, bottom, left, right):
    """A negative number for one side makes your result smaller than the image. Raise a ValueError."""
    sides = np.pad(image, [(max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))])
    down, up = max(-top, 0), sides.shape[0] - max(-bottom, 0)
    return sides[down:up, max(-left, 0) : sides.shape[1] - max(-right, 0)]


def zeros_and_assignment(image, top, bottom, left, right):
    for side in (top, bottom, left, right):
        if side < 0:
            raise ValueError(f"negative padding: {side}")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


def numpy_pad(image, top, bottom, left, right):
    return np.pad(image, ((top, bottom), (left, right)))  # np.pad refuses negative numbers with a ValueError itself


def stacked(image, top, bottom, left, right):
    if any(side < 0 for side in (top, bottom, left, right)):
        raise ValueError("negative")
    h = image.shape[0]
    wide = np.hstack([np.zeros((h, left), image.dtype), image, np.zeros((h, right), image.dtype)])
    w = wide.shape[1]
    return np.vstack([np.zeros((top, w), image.dtype), wide, np.zeros((bottom, w), image.dtype)])


def pixel_by_pixel(image, top, bottom, left, right):
    if not (top >= 0 and bottom >= 0 and left >= 0 and right >= 0):
        raise ValueError("negative")
    out = np.zeros_like(image, shape=(image.shape[0] + top + bottom, image.shape[1] + left + right))
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i + top, j + left] = image[i, j]
    return out


def masked_copy_in_fortran_order(image, top, bottom, left, right):
    if np.min([top, bottom, left, right]) < 0:
        raise ValueError("negative")
    rows, columns = np.indices((top + image.shape[0] + bottom, left + image.shape[1] + right))
    inside = (rows >= top) & (rows < top + image.shape[0]) & (columns >= left) & (columns < left + image.shape[1])
    out = np.empty(inside.shape, dtype=image.dtype, order="F")
    out[~inside] = 0
    out[inside] = image.ravel()
    return out


def products_with_shift_matrices(image, top, bottom, left, right):
    if top < 0 or bottom < 0 or left < 0 or right < 0:
        raise ValueError("negative")
    h, w = image.shape
    down = np.eye(top + h + bottom, h, k=-top, dtype=image.dtype)
    across = np.eye(w, left + w + right, k=left, dtype=image.dtype)
    return down @ image @ across


PAD2D = Exercise(
    name="pad2d",
    points=2,
    reference=pad2d,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                top_and_bottom_swapped,
                left_and_right_swapped,
                rows_and_columns_swapped,
                sides_in_another_order,
                opposite_sides_alike,
                padding_before_only,
                rows_padded_columns_not,
                image_always_in_the_corner,
                image_in_the_middle,
                border_repeated,
                ones_for_zeros,
                border_painted_over,
                padding_always_float,
                padding_always_integer,
                negative_padding_ignored,
                negative_padding_shrinks,
            ),
        )
    ),
    honest=(
        zeros_and_assignment,
        numpy_pad,
        stacked,
        pixel_by_pixel,
        masked_copy_in_fortran_order,
        products_with_shift_matrices,
    ),
)
