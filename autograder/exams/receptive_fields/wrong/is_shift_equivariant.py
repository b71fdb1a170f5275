"""What students believe of `is_shift_equivariant`, each with the sentence for whoever believes it."""

import numpy as np


def _cut(array, shift):
    return array[shift[0] :, shift[1] :]


def _alike(moved, expected):
    return moved.shape == expected.shape and np.allclose(moved, expected, rtol=1e-9, atol=1e-9)


def rolled_around(network, image, shift, output_shift):
    """You shift with np.roll, which brings in again on one side what leaves on the other. Cut rows and columns off."""
    return _alike(network(np.roll(image, shift, (0, 1))), np.roll(network(image), output_shift, (0, 1)))


def image_rolled_and_output_cut(network, image, shift, output_shift):
    """You roll the image around and cut the output. Cut both, or their shapes do not fit."""
    rolled = np.roll(image, [-step for step in shift], (0, 1))
    return _alike(network(rolled), _cut(network(image), output_shift))


def zeros_moved_in(network, image, shift, output_shift):
    """You move the image to the right and down and let zeros come in. The zeros are pixels that were not in the image:
    cut rows and columns off instead."""
    moved = np.zeros_like(image)
    (down, right), (h, w) = shift, image.shape
    moved[down:, right:] = image[: h - down, : w - right]
    return _alike(network(moved)[output_shift[0] :, output_shift[1] :], network(image))


def rows_and_columns_swapped(network, image, shift, output_shift):
    """You cut shift[1] rows and shift[0] columns off. The first number is that of the rows."""
    if min(image.shape[0] - shift[1], image.shape[1] - shift[0]) < 3:
        return False
    return _alike(network(_cut(image, shift[::-1])), _cut(network(image), output_shift[::-1]))


def output_not_cut(network, image, shift, output_shift):
    """You never use output_shift. The output for the whole image has more rows and columns than the one for the rest:
    cut them off before you compare."""
    return _alike(network(_cut(image, shift)), network(image))


def output_cut_by_the_shift_of_the_image(network, image, shift, output_shift):
    """You cut the output by `shift`. With a stride the output moves by less than the image: use output_shift."""
    return _alike(network(_cut(image, shift)), _cut(network(image), shift))


def image_cut_by_the_shift_of_the_output(network, image, shift, output_shift):
    """You cut the image by output_shift. That number belongs to the output; the image is cut by `shift`."""
    return _alike(network(_cut(image, output_shift)), _cut(network(image), output_shift))


def rows_only(network, image, shift, output_shift):
    """You cut rows only. The second number of each pair is for the columns."""
    return _alike(network(image[shift[0] :]), network(image)[output_shift[0] :])


def columns_only(network, image, shift, output_shift):
    """You cut columns only. The first number of each pair is for the rows."""
    return _alike(network(image[:, shift[1] :]), network(image)[:, output_shift[1] :])


def output_cut_at_the_other_end(network, image, shift, output_shift):
    """You cut the output below and on the right. The image lost its first rows and columns, so the output loses its
    first ones, too."""
    whole = network(image)
    h, w = whole.shape
    expected = whole[: max(h - output_shift[0], 0), : max(w - output_shift[1], 0)]
    return _alike(network(_cut(image, shift)), expected)


def shapes_not_compared(network, image, shift, output_shift):
    """You compare the part that both outputs have. If their shapes differ they are not the same: look at the shapes
    first."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    h, w = np.minimum(moved.shape, expected.shape)
    return np.allclose(moved[:h, :w], expected[:h, :w], rtol=1e-9, atol=1e-9)


def stretched_to_one_shape(network, image, shift, output_shift):
    """np.allclose stretches an array with one row, or with none, to the shape of the other. Compare the shapes before
    the numbers."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    try:
        return np.allclose(moved, expected, rtol=1e-9, atol=1e-9)
    except ValueError:
        return False


def shapes_only(network, image, shift, output_shift):
    """You compare the shapes alone. The numbers have to be the same as well."""
    return network(_cut(image, shift)).shape == _cut(network(image), output_shift).shape


def sums_compared(network, image, shift, output_shift):
    """You compare the sums of the two outputs. Different numbers can have the same sum: compare them one by one."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    return moved.shape == expected.shape and bool(np.isclose(moved.sum(), expected.sum()))


def first_number_compared(network, image, shift, output_shift):
    """You compare one number of each output. All of them have to be the same."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    return moved.shape == expected.shape and moved.size > 0 and bool(np.isclose(moved[0, 0], expected[0, 0]))


def any_number_alike(network, image, shift, output_shift):
    """You are content if some numbers are the same. All of them have to be: np.all, or np.allclose."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    return moved.shape == expected.shape and bool(np.isclose(moved, expected).any())


def rounded_to_whole_numbers(network, image, shift, output_shift):
    """Your comparison is too coarse: differences below a half pass. Allow for rounding errors only, as np.allclose
    does."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    return moved.shape == expected.shape and np.allclose(moved, expected, rtol=0, atol=0.5)


def equal_to_the_last_digit(network, image, shift, output_shift):
    """You ask for numbers that are equal to the last digit. Sums in another order differ there: compare up to rounding,
    as np.allclose does."""
    return np.array_equal(network(_cut(image, shift)), _cut(network(image), output_shift))


def rounded_one_by_one(network, image, shift, output_shift):
    """You round both outputs and ask for equal numbers. Two numbers that are almost the same may be rounded apart: look
    at how much they differ, as np.allclose does."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    return np.array_equal(np.round(moved, 6), np.round(expected, 6))


def compared_as_flat_lists(network, image, shift, output_shift):
    """You compare the numbers as flat lists. A row and a column of equal numbers are not the same output: compare the
    shapes as well."""
    moved, expected = network(_cut(image, shift)).ravel(), _cut(network(image), output_shift).ravel()
    return _alike(moved, expected)


def the_other_way_round(network, image, shift, output_shift):
    """You return True where the outputs differ. True is for a network that moves with its image."""
    return not _alike(network(_cut(image, shift)), _cut(network(image), output_shift))


def border_left_out(network, image, shift, output_shift):
    """You leave the border out when you compare. It is there that a padding shows: compare all numbers."""
    moved, expected = network(_cut(image, shift)), _cut(network(image), output_shift)
    if moved.shape != expected.shape:
        return False
    return np.allclose(moved[1:, 1:], expected[1:, 1:]) if min(moved.shape) > 1 else np.allclose(moved, expected)


def image_cleared_where_it_was_cut(network, image, shift, output_shift):
    """You write zeros into the caller's own image. Take a part of it, image[down:, right:], which changes nothing."""
    whole = network(image)
    moved = network(_cut(image, shift))
    image[: shift[0]] = 0
    image[:, : shift[1]] = 0
    return _alike(moved, _cut(whole, output_shift))
