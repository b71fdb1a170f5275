"""What students believe of `linear_as_conv`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.channels.honest.linear_as_conv import reshaped_copy


def channels_counted_last(weight, shape):
    """You read the columns pixel by pixel, with the channels of a pixel side by side. Flattening goes through all
    pixels of channel 0 first, then those of channel 1: reshape to (units, c, h, w) at once."""
    c, h, w = shape
    return reshaped_copy(weight, (h, w, c)).transpose(0, 3, 1, 2).copy()


def columns_counted_before_rows(weight, shape):
    """You read each map column by column. Flattening goes row by row: the column of the map counts fastest."""
    c, h, w = shape
    return reshaped_copy(weight, (c, w, h)).swapaxes(2, 3).copy()


def height_and_width_swapped(weight, shape):
    """Your filters have w rows and h columns. The shape is (channels, rows, columns)."""
    c, h, w = shape
    return reshaped_copy(weight, (c, w, h))


def channels_at_the_end(weight, shape):
    """Your filters have their channels on the last axis. The order is (units, c, h, w)."""
    return reshaped_copy(weight, shape).transpose(0, 2, 3, 1).copy()


def reshaped_with_channels_at_the_end(weight, shape):
    """You reshape to (units, h, w, c). The order is (units, c, h, w), for the weights as for the maps."""
    c, h, w = shape
    return reshaped_copy(weight, (h, w, c))


def fortran_order(weight, shape):
    """You deal the numbers out with the first axis counting fastest (order="F"). NumPy flattens with the last axis
    counting fastest, and so do you in the way back."""
    reshaped_copy(weight, shape)
    return weight.astype(float).reshape((len(weight), *shape), order="F")


def units_on_the_last_axis(weight, shape):
    """Your units are on the last axis. The filters come first: (units, c, h, w)."""
    return np.moveaxis(reshaped_copy(weight, shape), 0, -1).copy()


def weight_transposed_first(weight, shape):
    """You transpose the weight before you reshape it, which mixes the units. Row u of the weight belongs to unit u: no
    transpose is needed."""
    reshaped_copy(weight, shape)
    return weight.T.astype(float).reshape(len(weight), *shape)


def units_and_channels_swapped(weight, shape):
    """Your result is (c, units, h, w). The filters come first: (units, c, h, w)."""
    return reshaped_copy(weight, shape).swapaxes(0, 1).copy()


def filters_flipped(weight, shape):
    """You turn the filters by 180 degrees. The layer multiplies each pixel with its own weight, and so does a
    correlation: nothing is flipped."""
    return reshaped_copy(weight, shape)[:, :, ::-1, ::-1].copy()


def filter_of_the_first_unit_only(weight, shape):
    """You return the filter of unit 0. Each unit has one."""
    return reshaped_copy(weight, shape)[:1]


def axis_of_the_units_lost(weight, shape):
    """A layer of one unit loses its first axis. The result has four axes, whatever the number of units."""
    kernel = reshaped_copy(weight, shape)
    return kernel[0] if len(kernel) == 1 else kernel


def weights_divided_by_the_pixels(weight, shape):
    """You divide by the number of pixels, as a mean would. The weights stay as they are: they are only sorted anew."""
    return reshaped_copy(weight, shape) / (shape[1] * shape[2])


def number_of_units_guessed(weight, shape):
    """reshape(-1, c, h, w) makes as many units as fit, so a weight of the wrong shape becomes a wrong layer without a
    word. Compare the columns with c * h * w, and raise a ValueError."""
    return weight.astype(float).reshape(-1, *shape)


def columns_left_over_cut_off(weight, shape):
    """You use the first c * h * w columns and pass over the others. Raise a ValueError where there are not exactly so
    many."""
    c, h, w = shape
    return reshaped_copy(weight[:, : c * h * w], shape)


def assertion_for_the_columns(weight, shape):
    """You check the columns with assert, which raises an AssertionError. Write if ...: raise ValueError(...)."""
    if weight.shape[1] != np.prod(shape):
        raise AssertionError
    return reshaped_copy(weight, shape)


def view_of_the_weight(weight, shape):
    """reshape gives a view: whoever changes your filters changes the layer with them. Return a copy."""
    reshaped_copy(weight, shape)
    view = weight.reshape(len(weight), *shape)
    return view if weight.dtype == np.float64 else view.astype(float)


def dtype_of_the_weight_kept(weight, shape):
    """Your filters keep the dtype of the weight. float64 is asked for, whatever is given."""
    return reshaped_copy(weight, shape).astype(weight.dtype)


def fractions_cut_off(weight, shape):
    """You copy the weights into an array of integers, and their fractions are cut off. np.zeros(shape) is float64."""
    return reshaped_copy(weight, shape).astype(int).astype(float)


def filters_in_single_precision(weight, shape):
    """You return float32. The values are right to seven digits only; float64 is asked for."""
    return reshaped_copy(weight, shape).astype(np.float32)


def filters_remembered_for_the_shape(weight, shape, seen={}):  # noqa: B006  # the mistake
    """You keep filters from one call to the next: a dict as a default value is made once, not in each call."""
    key = (weight.shape, tuple(shape))
    if key not in seen:
        seen[key] = reshaped_copy(weight, shape)
    return seen[key].copy()
