"""What students believe of `conv1x1`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.channels.honest.conv1x1 import einsum_over_channels


def weight_transposed(x, weight, bias=None):
    """You read the weight as (c_in, c_out). Row o holds the weights of map o: weight[o, c]."""
    return einsum_over_channels(x, weight.T, bias)


def channels_averaged(x, weight, bias=None):
    """You take the mean over the channels. The products are added up, and nothing is divided."""
    return einsum_over_channels(x, weight / weight.shape[1], bias)


def first_channel_of_each_pixel_only(x, weight, bias=None):
    """You use channel 0 of each pixel and no other. All channels are added up, each with its weight."""
    einsum_over_channels(x, weight, bias)
    return einsum_over_channels(x[:, :1], weight[:, :1], bias)


def last_channel_of_each_pixel_only(x, weight, bias=None):
    """Each channel overwrites what the one before gave. Add up with +=, starting from zero."""
    einsum_over_channels(x, weight, bias)
    return einsum_over_channels(x[:, -1:], weight[:, -1:], bias)


def pixels_of_a_map_added(x, weight, bias=None):
    """You sum over the pixels of a map, as a fully connected layer over the whole picture would. Pixels stay apart: sum
    over the channels only."""
    einsum_over_channels(x, weight, bias)
    return einsum_over_channels(np.broadcast_to(x.sum((2, 3), dtype=float, keepdims=True), x.shape), weight, bias)


def mean_over_the_map_first(x, weight, bias=None):
    """You average each map before the layer, so every pixel gets the same numbers. Each pixel has its own."""
    einsum_over_channels(x, weight, bias)
    return einsum_over_channels(np.broadcast_to(x.mean((2, 3), keepdims=True), x.shape), weight, bias)


def rows_and_columns_swapped(x, weight, bias=None):
    """Your maps lie on their side: rows and columns are swapped somewhere, in a reshape or transpose."""
    return einsum_over_channels(x, weight, bias).swapaxes(2, 3)


def reshaped_without_moving_the_channels(x, weight, bias=None):
    """You reshape x to rows of c_in numbers, but neighbours in memory belong to one map, not to one pixel. Move the
    channels to the end first, with transpose(0, 2, 3, 1)."""
    einsum_over_channels(x, weight, bias)
    (n, c_in, h, w), c_out = x.shape, len(weight)
    out = x.reshape(-1, c_in).astype(float) @ weight.T
    return (out if bias is None else out + bias).reshape(n, h, w, c_out).transpose(0, 3, 1, 2)


def result_reshaped_for_transposed(x, weight, bias=None):
    """The sums are right and stand in the wrong places: a result of shape (n, h, w, c_out) must be transposed, not
    reshaped, to become (n, c_out, h, w)."""
    out = einsum_over_channels(x, weight, bias)
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


def channels_left_at_the_end(x, weight, bias=None):
    """Your result has the channels on its last axis. They belong on axis 1: (n, c_out, h, w)."""
    return einsum_over_channels(x, weight, bias).transpose(0, 2, 3, 1)


def channels_expected_at_the_end(x, weight, bias=None):
    """You take the last axis of x for the channels. They lie on axis 1: (n, c_in, h, w)."""
    return einsum_over_channels(x.transpose(0, 3, 1, 2), weight, bias).transpose(0, 2, 3, 1)


def first_row_of_weights_for_all_maps(x, weight, bias=None):
    """Every map of your result uses weight[0]. Map o uses weight[o]."""
    return einsum_over_channels(x, np.repeat(weight[:1], len(weight), axis=0), bias)


def maps_added_up(x, weight, bias=None):
    """You add the c_out maps up. Sum over the channels that come in; each row of weights keeps its own map."""
    out = einsum_over_channels(x, weight, bias)
    return np.repeat(out.sum(1, keepdims=True), len(weight), axis=1)


def neighbours_mixed_in(x, weight, bias=None):
    """A pixel of yours contains its right neighbour. The window is 1 x 1: it covers one pixel."""
    einsum_over_channels(x, weight, bias)
    wide = x.astype(float)
    return einsum_over_channels(
        wide + np.roll(wide, -1, axis=3) * (np.arange(x.shape[3]) < x.shape[3] - 1), weight, bias
    )


def bias_forgotten_at_every_pixel(x, weight, bias=None):
    """You never use the bias. Add bias[o] to every pixel of map o."""
    einsum_over_channels(x, weight, bias)
    return einsum_over_channels(x, weight)


def bias_for_each_channel_that_comes_in(x, weight, bias=None):
    """You add the bias to every product, so it counts c_in times. Add it once, after the sum."""
    return einsum_over_channels(x, weight, None if bias is None else np.multiply(bias, x.shape[1], dtype=float))


def bias_along_the_columns_of_the_map(x, weight, bias=None):
    """out + bias lays the bias along the LAST axis, the columns. bias[:, None, None] lays it along the maps."""
    einsum_over_channels(x, weight, bias)
    out = einsum_over_channels(x, weight)
    return out if bias is None else out + bias


def first_bias_for_every_map(x, weight, bias=None):
    """You add bias[0] to every map. Each map has a bias of its own: bias[o]."""
    einsum_over_channels(x, weight, bias)
    return einsum_over_channels(x, weight) + (0 if bias is None else bias[0])


def samples_of_the_batch_added(x, weight, bias=None):
    """You sum over the samples of the batch. They have nothing to do with each other."""
    out = einsum_over_channels(x, weight, bias)
    return np.repeat(out.sum(0, keepdims=True), len(x), axis=0)


def first_sample_of_the_batch_only(x, weight, bias=None):
    """Your result holds sample 0 only. Go over all samples of the batch."""
    return einsum_over_channels(x, weight, bias)[:1]


def weights_squashed_to_sum_one(x, weight, bias=None):
    """You divide the weights by their sum. They are used as they are, and may well sum to something else."""
    sums = np.abs(weight).sum(1, keepdims=True, dtype=float)
    return einsum_over_channels(x, weight / np.where(sums == 0, 1, sums), bias)


def channels_left_over_ignored(x, weight, bias=None):
    """You never compare the channels of x with the columns of the weight, and pass over what is left of either. Raise a
    ValueError where they differ."""
    c = min(x.shape[1], weight.shape[1])
    return einsum_over_channels(x[:, :c], weight[:, :c], bias)


def one_bias_stretched_to_all_maps(x, weight, bias=None):
    """You let NumPy stretch a bias of one number to all maps. Compare its length with the number of maps, and raise a
    ValueError where they differ."""
    if bias is not None and np.size(bias) == 1:
        bias = np.repeat(bias, len(weight))
    return einsum_over_channels(x, weight, bias)


def biases_left_over_ignored(x, weight, bias=None):
    """You take bias[o] for each map o and never ask whether there are more. Raise a ValueError where the bias is not
    one number for each map."""
    if bias is not None and np.ndim(bias) == 1:
        bias = bias[: len(weight)]
    return einsum_over_channels(x, weight, bias)


def result_in_the_dtype_of_x(x, weight, bias=None):
    """Your result has the dtype of x, so sums are cut off or wrap around where x holds integers. Make it with
    np.zeros(shape), which is float64."""
    return einsum_over_channels(x, weight, bias).astype(x.dtype)


def products_in_the_dtypes_given(x, weight, bias=None):
    """You multiply and add in the dtypes that were given, where bytes wrap around. Change x and weight to float64
    first."""
    einsum_over_channels(x, weight, bias)
    out = np.einsum("nchw,oc->nohw", x, weight).astype(np.float64)
    return out if bias is None else out + bias[:, None, None]


def result_in_single_precision(x, weight, bias=None):
    """You return float32. The values are right to seven digits only; float64 is asked for."""
    return einsum_over_channels(x, weight, bias).astype(np.float32)


def bias_added_into_the_input(x, weight, bias=None):
    """You compute inside x, and the caller's array has changed after the call. Make a new array for the result."""
    out = einsum_over_channels(x, weight, bias)
    if len(weight) == x.shape[1]:
        x[...] = out
    return out


def result_remembered_for_the_shape(x, weight, bias=None, seen={}):  # noqa: B006  # the mistake
    """You keep results from one call to the next: a dict as a default value is made once, not in each call."""
    key = (x.shape, weight.shape)
    if key not in seen:
        seen[key] = einsum_over_channels(x, weight, bias)
    return seen[key].copy()
