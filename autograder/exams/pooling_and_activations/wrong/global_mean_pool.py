"""What students believe of `global_mean_pool`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.global_mean_pool import mean_of_two_axes


def one_mean_for_each_image(x):
    """You average over the maps too, and each image has one number left. Keep the first two axes: one for each map."""
    return x.mean(axis=(1, 2, 3), dtype=np.float64)


def one_mean_for_each_channel(x):
    """You average over the images too. Each image has means of its own: keep the first two axes."""
    return x.mean(axis=(0, 2, 3), dtype=np.float64)


def one_mean_for_everything(x):
    """You average over everything, and a single number is left. Give the axes of the pixels: axis=(2, 3)."""
    return x.mean(dtype=np.float64)


def mean_of_the_rows_only(x):
    """You average along one axis and still have a number for each row. Average over both axes of the pixels."""
    return x.mean(axis=3, dtype=np.float64)


def mean_of_the_columns_only(x):
    """You average along one axis and still have a number for each column. Average over both axes of the pixels."""
    return x.mean(axis=2, dtype=np.float64)


def axes_of_length_one_kept(x):
    """Your result has the shape (n, c, 1, 1). What is asked for is (n, c): drop the two axes that were averaged."""
    return x.mean(axis=(2, 3), dtype=np.float64, keepdims=True)


def images_and_maps_swapped(x):
    """Your result has a row for each map and a column for each image. Rows are images."""
    return mean_of_two_axes(x).T.copy()


def last_axes_taken_for_the_channels(x):
    """You average over the first two axes. In n x c x h x w the pixels are the last two."""
    return x.mean(axis=(0, 1), dtype=np.float64)


def global_sum(x):
    """You add up the pixels and do not divide by their number."""
    return x.sum(axis=(2, 3), dtype=np.float64)


def global_maximum(x):
    """You take the largest pixel of each map. The mean is asked for."""
    return x.max(axis=(2, 3)).astype(np.float64)


def divided_by_the_rows_only(x):
    """You divide by the number of rows. A map has h * w pixels."""
    return x.sum(axis=(2, 3), dtype=np.float64) / x.shape[2]


def pixel_in_the_middle(x):
    """You take the pixel in the middle of each map. All pixels count alike."""
    return x[:, :, x.shape[2] // 2, x.shape[3] // 2].astype(np.float64)


def mean_rounded_down(x):
    """You divide with //, or into integers, and the fraction is lost. Divide with /."""
    return x.sum(axis=(2, 3), dtype=np.float64) // (x.shape[2] * x.shape[3])


def summed_in_the_dtype_of_the_maps(x):
    """You add in the dtype that x has. Bytes have wrapped around by then, and short fractions lost digits: convert to
    float64 before you add."""
    return x.sum(axis=(2, 3), dtype=x.dtype) / float(x.shape[2] * x.shape[3])


def short_fractions_left_short(x):
    """You leave it to mean: of float16 and float32 it gives the same dtype back, with the digits that this has. Say
    dtype=np.float64."""
    return x.mean(axis=(2, 3))


def global_mean_in_single_precision(x):
    """You return float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    return mean_of_two_axes(x).astype(np.float32)


def mean_subtracted_from_the_input(x):
    """You change the array that you were given, and whoever called the function still needs it. Work on a copy."""
    right = mean_of_two_axes(x)
    x -= x.min()
    return right


def view_of_a_single_pixel(x):
    """Maps of one pixel you return as a view of the array you were given. Whoever changes the result changes the input
    with it: return a copy."""
    return x[:, :, 0, 0] if x.shape[2:] == (1, 1) and x.dtype == np.float64 else mean_of_two_axes(x)


def integers_summed_as_integers(x):
    """You add integers up as integers. NumPy does that in 64 bits, and the sum may need more: convert to float64 before
    you add, or say dtype=np.float64."""
    dtype = None if x.dtype.kind in "iu" else np.float64
    return x.sum(axis=(2, 3), dtype=dtype) / np.float64(x.shape[2] * x.shape[3])


def means_rounded_to_decimals(x):
    """You round the means to some decimals, and tiny ones become 0. Nobody asked for that: return them as they are."""
    return np.round(mean_of_two_axes(x), 12)
