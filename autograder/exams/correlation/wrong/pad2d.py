"""What students believe of `pad2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np


def _check_sides(*sides):
    if min(sides) < 0:
        raise ValueError("negative padding")


def top_and_bottom_swapped(image, top, bottom, left, right):
    """You add the rows for the top below and those for the bottom above."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((bottom, top), (left, right)))


def left_and_right_swapped(image, top, bottom, left, right):
    """You add the columns for the left on the right and the other way round."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, bottom), (right, left)))


def rows_and_columns_swapped(image, top, bottom, left, right):
    """You add top and bottom to the columns, left and right to the rows. Axis 0 of an image counts rows, from top to
    bottom."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((left, right), (top, bottom)))


def sides_in_another_order(image, top, bottom, left, right):
    """You take the four numbers as top, left, bottom, right. Here they come as top, bottom, left, right."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, left), (bottom, right)))


def opposite_sides_alike(image, top, bottom, left, right):
    """You use top for the bottom too, and left for the right. Each side has a number of its own."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, top), (left, left)))


def padding_before_only(image, top, bottom, left, right):
    """You add zeros above and on the left only. bottom and right are missing."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, 0), (left, 0)))


def rows_padded_columns_not(image, top, bottom, left, right):
    """You add the rows but not the columns."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, bottom), (0, 0)))


def image_always_in_the_corner(image, top, bottom, left, right):
    """The shape is right, but you put the image into the upper left corner. It begins at row top, column left."""
    _check_sides(top, bottom, left, right)
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right), dtype=image.dtype)
    out[: image.shape[0], : image.shape[1]] = image
    return out


def image_in_the_middle(image, top, bottom, left, right):
    """The shape is right, but you put the image into the middle. It begins at row top, column left."""
    _check_sides(top, bottom, left, right)
    rows, columns = top + bottom, left + right
    return np.pad(image, ((rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)))


def border_repeated(image, top, bottom, left, right):
    """You repeat the pixels of the border outwards. The new pixels are zeros."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, bottom), (left, right)), mode="edge")


def ones_for_zeros(image, top, bottom, left, right):
    """You fill the new pixels with ones, because the array begins as np.ones. Begin with np.zeros."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, bottom), (left, right)), constant_values=1)


def border_painted_over(image, top, bottom, left, right):
    """You set the border of the image to zero, the caller's own image at that. Padding makes a new, larger array and
    keeps every pixel."""
    _check_sides(top, bottom, left, right)
    out = image
    out[:top] = 0
    out[max(image.shape[0] - bottom, 0) :] = 0
    out[:, :left] = 0
    out[:, max(image.shape[1] - right, 0) :] = 0
    return out


def padding_always_float(image, top, bottom, left, right):
    """np.zeros(shape) is float64, whatever the image is. Write np.zeros(shape, dtype=image.dtype)."""
    _check_sides(top, bottom, left, right)
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right))
    out[top : top + image.shape[0], left : left + image.shape[1]] = image
    return out


def padding_always_integer(image, top, bottom, left, right):
    """Your padded array is one of integers, and fractions of the image are cut off. Write
    np.zeros(shape, dtype=image.dtype)."""
    _check_sides(top, bottom, left, right)
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


def image_itself_where_nothing_is_added(image, top, bottom, left, right):
    """Where there is nothing to add you return the image itself. Whoever changes the result changes the image with it:
    return a copy."""
    _check_sides(top, bottom, left, right)
    return np.pad(image, ((top, bottom), (left, right))) if top + bottom + left + right else image


def result_of_an_earlier_call_written_over(image, top, bottom, left, right, kept={}):  # noqa: B006 - the mistake
    """You keep the padded array and write the next image of that size into it: whoever still has the earlier result
    finds another picture there. Make a new array in every call."""
    _check_sides(top, bottom, left, right)
    out = np.pad(image, ((top, bottom), (left, right)))
    array = kept.setdefault((image.shape, top, bottom, left, right, out.dtype.str), out)
    array[...] = out
    return array


def sum_of_the_four_checked(image, top, bottom, left, right):
    """You check the sum of the four numbers. A negative one hides behind the others: check each of them."""
    if top + bottom + left + right < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))))


def four_numbers_compared_as_a_tuple(image, top, bottom, left, right):
    """(top, bottom, left, right) < (0, 0, 0, 0) compares tuples as a dictionary compares words: the first number that
    is not 0 decides. Check each of the four."""
    if (top, bottom, left, right) < (0, 0, 0, 0):
        raise ValueError("negative padding")
    return np.pad(image, ((max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))))


def bottom_and_right_not_checked(image, top, bottom, left, right):
    """You check top and left only. bottom and right may be negative, too."""
    if top < 0 or left < 0:
        raise ValueError("negative padding")
    return np.pad(image, ((top, max(bottom, 0)), (left, max(right, 0))))


def refused_only_where_all_are_negative(image, top, bottom, left, right):
    """You raise only where all four numbers are negative. One of them is enough: write or, not and; any, not all."""
    if all(side < 0 for side in (top, bottom, left, right)):
        raise ValueError("negative padding")
    return np.pad(image, ((max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))))


def padded_in_half_precision(image, top, bottom, left, right):
    """You pad in float16 and convert back. A float16 has three digits: the others are lost on the way. Make the padded
    array in the image's own dtype."""
    _check_sides(top, bottom, left, right)
    return np.pad(image.astype(np.float16), ((top, bottom), (left, right))).astype(image.dtype)


def padded_in_single_precision(image, top, bottom, left, right):
    """You pad in float32 and convert back. A float32 has seven digits: the others are lost on the way. Make the padded
    array in the image's own dtype."""
    _check_sides(top, bottom, left, right)
    return np.pad(image.astype(np.float32), ((top, bottom), (left, right))).astype(image.dtype)


def padded_as_float_and_back(image, top, bottom, left, right):
    """You pad in float64 and convert back. Large integers do not survive that: from 2 ** 53 on a float64 leaves numbers
    out. Make the padded array in the image's own dtype: np.zeros(shape, dtype=image.dtype)."""
    _check_sides(top, bottom, left, right)
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right))
    out[top : top + image.shape[0], left : left + image.shape[1]] = image
    return out.astype(image.dtype)


def image_lost_where_a_side_gets_nothing(image, top, bottom, left, right):
    """You cut with -bottom and -right. Where one of them is 0, the slice ends at 0 and is empty: write
    top : top + h and left : left + w."""
    _check_sides(top, bottom, left, right)
    out = np.zeros((top + image.shape[0] + bottom, left + image.shape[1] + right), dtype=image.dtype)
    if bottom and right:
        out[top:-bottom, left:-right] = image
    return out


def result_remembered_for_the_object(image, top, bottom, left, right, kept=[]):  # noqa: B006 - the mistake
    """You look up the result by the array object. Whoever calls may fill the same array with other numbers: make the
    result anew in each call."""
    sides = (top, bottom, left, right)
    if not kept or image is not kept[0] or sides != kept[1]:
        _check_sides(*sides)
        kept[:] = image, sides, np.pad(image, ((top, bottom), (left, right)))
    return kept[2].copy()
