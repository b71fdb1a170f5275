"""What students believe of `conv_as_linear`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.channels.honest.conv_as_linear import flattened_copy


def channels_flattened_last(kernel):
    """You put the channels of a pixel side by side. Flattening goes through all pixels of channel 0 first, then those
    of channel 1: no transpose is needed."""
    return flattened_copy(kernel.transpose(0, 2, 3, 1))


def flattened_column_by_column(kernel):
    """You flatten each map column by column. NumPy goes row by row: the column counts fastest."""
    return flattened_copy(kernel.swapaxes(2, 3))


def flattened_in_fortran_order(kernel):
    """You flatten with the first axis counting fastest (order="F"). Maps are flattened with the last axis counting
    fastest."""
    return kernel.astype(float).reshape(len(kernel), -1, order="F")


def one_column_for_each_unit(kernel):
    """Your result is (c * h * w, units). Each unit has a row."""
    return flattened_copy(kernel).T.copy()


def units_flattened_too(kernel):
    """You flatten everything into one long row. The units stay apart: reshape to (units, -1)."""
    return flattened_copy(kernel).ravel()


def channels_added_up_first(kernel):
    """You add the channels up, so the rows have h * w numbers. Each channel keeps its own weights, one behind the
    other."""
    return flattened_copy(kernel.astype(float).sum(axis=1, keepdims=True))


def first_channel_of_the_filters_only(kernel):
    """You flatten channel 0 of each filter. All channels belong to the row, one behind the other."""
    return flattened_copy(kernel[:, :1])


def channels_for_units(kernel):
    """You make a row for each channel. A row belongs to a unit, the first axis of the kernel."""
    return flattened_copy(kernel.swapaxes(0, 1))


def filters_turned_by_180_degrees(kernel):
    """You turn the filters by 180 degrees. A correlation multiplies each pixel with its own weight, and so does the
    layer: nothing is flipped."""
    return flattened_copy(kernel[:, :, ::-1, ::-1])


def axes_kept_apart(kernel):
    """Your result has three axes: you flatten rows and columns only. The channels belong to the row, too."""
    return flattened_copy(kernel).reshape(kernel.shape[0], kernel.shape[1], -1)


def row_of_a_single_unit_without_its_axis(kernel):
    """A single filter loses its first axis. The result has two axes, whatever the number of units."""
    rows = flattened_copy(kernel)
    return rows[0] if len(rows) == 1 else rows


def rows_divided_by_the_pixels(kernel):
    """You divide by the number of pixels, as a mean would. The weights stay as they are."""
    return flattened_copy(kernel) / kernel[0, 0].size


def view_of_the_kernel(kernel):
    """reshape gives a view: whoever changes your weights changes the filters with them. Return a copy."""
    view = kernel.reshape(len(kernel), -1)
    return view if kernel.dtype == np.float64 else view.astype(float)


def dtype_of_the_kernel_kept(kernel):
    """Your weights keep the dtype of the kernel. float64 is asked for, whatever is given."""
    return flattened_copy(kernel).astype(kernel.dtype)


def fractions_of_the_kernel_cut_off(kernel):
    """You copy the numbers into an array of integers, and their fractions are cut off. np.zeros(shape) is float64."""
    return flattened_copy(kernel).astype(int).astype(float)


def weights_in_single_precision(kernel):
    """You return float32. The values are right to seven digits only; float64 is asked for."""
    return flattened_copy(kernel).astype(np.float32)


def read_as_it_lies_in_memory(kernel):
    """ravel("K") reads the numbers as they lie in memory, which is another order for a view. Read them by their
    indices."""
    return kernel.ravel("K").astype(float).reshape(len(kernel), -1)


def rows_remembered_for_the_shape(kernel, seen={}):  # noqa: B006  # the mistake
    """You keep rows from one call to the next: a dict as a default value is made once, not in each call."""
    if kernel.shape not in seen:
        seen[kernel.shape] = flattened_copy(kernel)
    return seen[kernel.shape].copy()
