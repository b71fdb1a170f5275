"""What students believe of `conv2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.channels.honest.conv2d import _refuse, einsum_on_windows_of_maps


def channels_averaged(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You take the mean over the input channels. Their maps are added up, and nothing is divided."""
    return einsum_on_windows_of_maps(x, weight / weight.shape[1], bias, stride, padding)


def first_input_channel_only(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You use channel 0 of each sample and of each filter, and no other. All channels are added up."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x[:, :1], weight[:, :1], bias, stride, padding)


def last_input_channel_only(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Each input channel overwrites the map of the one before. Add up with +=, starting from zero."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x[:, -1:], weight[:, -1:], bias, stride, padding)


def input_and_output_channels_swapped(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You read the weight as (c_in, c_out, kh, kw). The filters come first: weight[o, c] is channel c of filter o."""
    return einsum_on_windows_of_maps(x, weight.swapaxes(0, 1), bias, stride, padding)


def one_kernel_shared_by_all_channels(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You use weight[o, 0] for every input channel. A filter has a kernel of its own for each: weight[o, c]."""
    return einsum_on_windows_of_maps(x, np.repeat(weight[:, :1], weight.shape[1], axis=1), bias, stride, padding)


def first_filter_for_all_maps(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Every map of your result comes from filter 0. Map o comes from weight[o]."""
    return einsum_on_windows_of_maps(x, np.repeat(weight[:1], len(weight), axis=0), bias, stride, padding)


def maps_of_all_filters_added(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add the maps of all filters up. Sum over the input channels; each filter keeps its own map."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return np.repeat(out.sum(1, keepdims=True), len(weight), axis=1)


def one_map_for_each_pair_of_channels(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You return a map for each filter and each input channel. Add up those of one filter."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    channels = range(x.shape[1])
    maps = [einsum_on_windows_of_maps(x[:, [c]], weight[:, [c]], bias, stride, padding) for c in channels]
    return np.stack(maps, axis=2)


def bias_of_the_input_channels(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add bias[c] for each input channel c. A bias belongs to a filter: add bias[o] to map o, once."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    if bias is None:
        return out
    if x.shape[1] > len(bias):
        raise IndexError(f"index {len(bias)} is out of bounds")
    return out - bias[:, None, None] + bias[: x.shape[1]].sum()


def bias_added_for_each_input_channel(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add the bias inside the loop over the input channels, so it counts c_in times. Add it once, after the
    loop."""
    more = None if bias is None else np.multiply(bias, x.shape[1], dtype=float)
    return einsum_on_windows_of_maps(x, weight, more, stride, padding)


def bias_added_for_each_weight(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add the bias inside the sum, to every product. It is added once to every pixel of the map."""
    more = None if bias is None else np.multiply(bias, weight[0].size, dtype=float)
    return einsum_on_windows_of_maps(x, weight, more, stride, padding)


def bias_left_out_of_the_maps(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You never use the bias. Add bias[o] to every pixel of map o."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x, weight, None, stride, padding)


def first_bias_for_all_maps(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add bias[0] to every map. Each filter has a bias of its own: bias[o]."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return out if bias is None else out - bias[:, None, None] + bias[0]


def bias_along_the_columns(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """out + bias lays the bias along the LAST axis, the columns. bias[:, None, None] lays it along the filters."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    out = einsum_on_windows_of_maps(x, weight, None, stride, padding)
    return out if bias is None else out + bias


def samples_pile_up(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Sample 1 contains sample 0, sample 2 both of them: you do not set the sum back to zero for each sample."""
    return np.cumsum(einsum_on_windows_of_maps(x, weight, bias, stride, padding), axis=0)


def filters_pile_up(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Map 1 contains map 0, map 2 both of them: you do not set the sum back to zero for each filter."""
    return np.cumsum(einsum_on_windows_of_maps(x, weight, bias, stride, padding), axis=1)


def first_sample_alone(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Your result holds sample 0 only. Go over all samples of the batch."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding)[:1]


def samples_added(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add the samples of the batch up. They have nothing to do with each other: each keeps its own maps."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return np.repeat(out.sum(0, keepdims=True), len(x), axis=0)


def filters_before_samples(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """The first axis of your result counts the filters. The samples come first: (n, c_out, oh, ow)."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding).swapaxes(0, 1)


def kernels_flipped(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You turn the kernels by 180 degrees. Networks correlate: weight[o, c, u, v] meets the pixel u down and v
    right."""
    return einsum_on_windows_of_maps(x, weight[:, :, ::-1, ::-1], bias, stride, padding)


def stride_left_out(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You never use the stride: the window stops at every position."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x, weight, bias, (1, 1), padding)


def strides_swapped(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    return einsum_on_windows_of_maps(x, weight, bias, stride[::-1], padding)


def stride_for_rows_on_both_axes(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x, weight, bias, (stride[0], stride[0]), padding)


def padding_left_out(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You never use the padding. Put zeros around each map first."""
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x, weight, bias, stride)


def paddings_swapped(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You pad the columns with padding[0] and the rows with padding[1]. The first number belongs to the rows."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding[::-1])


def padding_above_and_left_only(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You add the zeros above and on the left only. The padding is per side: as much goes below and on the right."""
    (ph, pw) = padding
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(np.pad(x, ((0, 0), (0, 0), (ph, 0), (pw, 0))), weight, bias, stride)


def channels_padded_as_well(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You pad every axis, the channels too, so that channel 0 is all zeros and the others have moved. Only rows and
    columns are padded: np.pad wants a pair for each of the four axes, (0, 0) for the first two."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    p = padding[0]
    if p == 0:
        return out
    moved = np.pad(x, ((0, 0), (p, p), (0, 0), (0, 0)))[:, : x.shape[1]]
    return einsum_on_windows_of_maps(moved, weight, bias, stride, padding)


def last_row_and_column_lost(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Your maps are a row and a column short: (h + 2 ph - kh) // sh steps lead to one position more than that."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding)[:, :, :-1, :-1]


def missing_channels_ignored(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You never compare the channels of x and weight: a loop over one of them, or zip, passes over what is left. Raise
    a ValueError where they differ."""
    c = min(x.shape[1], weight.shape[1])
    return einsum_on_windows_of_maps(x[:, :c], weight[:, :c], bias, stride, padding)


def single_bias_stretched(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You let NumPy stretch a bias of one number to all filters. Compare its length with the number of filters, and
    raise a ValueError where they differ."""
    if bias is not None and np.size(bias) == 1:
        bias = np.repeat(bias, len(weight))
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding)


def biases_too_many_ignored(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You take bias[o] for each filter o and never ask whether there are more. Raise a ValueError where the bias is not
    one number for each filter."""
    if bias is not None and bias.ndim == 1:
        bias = bias[: len(weight)]
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding)


def empty_maps_for_kernels_too_large(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Filters that do not fit have no position, and you return empty maps. Raise a ValueError."""
    try:
        return einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    except ValueError:
        if x.shape[1] != weight.shape[1] or min(*stride, *padding, 1) < 0 or min(stride) < 1:
            raise
        if bias is not None and np.shape(bias) != (len(weight),):
            raise
        return np.zeros((len(x), len(weight), 0, 0))


def negative_padding_accepted(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """A negative padding is no padding, and you return something all the same. Check both numbers and raise a
    ValueError."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, tuple(max(p, 0) for p in padding))


def stride_zero_accepted(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """A stride below 1 does not move forward, and you return something all the same. Check both numbers and raise a
    ValueError."""
    return einsum_on_windows_of_maps(x, weight, bias, tuple(max(s, 1) for s in stride), padding)


def maps_in_the_dtype_of_x(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Your maps have the dtype of x, so sums are cut off or wrap around where x holds integers. Make the result with
    np.zeros(shape), which is float64."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding).astype(x.dtype)


def sums_in_the_dtypes_given(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You multiply and add in the dtypes that were given, and change to float64 at the end, when digits are lost.
    Change x and weight to float64 first."""
    dtype = np.result_type(x, weight)
    einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, weight.shape[2:]
    a = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(a, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    out = np.einsum("nchwuv,ocuv->nohw", windows.astype(dtype), weight.astype(dtype)).astype(np.float64)
    return out if bias is None else out + bias[:, None, None]


def maps_in_single_precision(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You return float32. The values are right to seven digits only; float64 is asked for."""
    return einsum_on_windows_of_maps(x, weight, bias, stride, padding).astype(np.float32)


def view_of_the_input_returned(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Where nothing is to be computed you return x itself. Whoever changes the result changes x with it: return a new
    array."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    if x.dtype == np.float64 and bias is None and np.array_equal(weight, np.ones((1, 1, 1, 1))) and min(padding) == 0:
        return x[:, :, :: stride[0], :: stride[1]]
    return out


def filters_turned_in_place(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You divide or flip the weight in place, and the caller's filters have changed after the call. Work on a copy."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    weight[:] = weight[:, :, ::-1, ::-1].copy()
    return out


def bias_kept_from_earlier_calls(x, weight, bias=None, stride=(1, 1), padding=(0, 0), kept={}):  # noqa: B006
    """You keep something from one call to the next: a list or dict as a default value is made once, not in each
    call."""
    out = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    key = (x.shape, weight.shape)
    out = out + kept.get(key, 0.0)
    kept[key] = float(out[0, 0, 0, 0])
    return out


def strides_compared_as_a_tuple(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You compare the stride with (1, 1). Python compares tuples entry by entry, and the first that differ decide:
    (2, -1) is larger than (1, 1). Look at each of the two numbers."""
    if tuple(stride) < (1, 1):
        raise ValueError("stride")
    return einsum_on_windows_of_maps(x, weight, bias, (1, 1), padding)[:, :, :: stride[0], :: stride[1]].copy()


def product_of_the_strides_checked(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You check the product of the two strides. Two negative ones have a positive product: check each of them."""
    if stride[0] * stride[1] < 1:
        raise ValueError("stride")
    _refuse(x, weight, bias, (1, 1), padding)
    everywhere = einsum_on_windows_of_maps(x, weight, None, (1, 1), padding)
    rows, columns = range(0, everywhere.shape[2], stride[0]), range(0, everywhere.shape[3], stride[1])
    out = np.array([[[[one[i, j] for j in columns] for i in rows] for one in maps] for maps in everywhere])
    if bias is not None:
        out += bias.reshape(-1, 1, 1)  # NumPy refuses it where there are no rows, and so hides what is wrong
    return out


def filters_of_one_pixel_without_padding(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """Where the window is one pixel you leave the padding out. The zeros around the maps are pixels like any others:
    the filters meet them, too, and leave the bias there."""
    right = einsum_on_windows_of_maps(x, weight, bias, stride, padding)
    return einsum_on_windows_of_maps(x, weight, bias, stride) if weight.shape[2:] == (1, 1) else right


def sizes_cut_off_towards_zero(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    """You cut the size off with int(), which makes 0 of -1/2: a filter that is too large by less than the stride is let
    through, and NumPy stretches a single row to it. Compare the filter with the padded maps."""
    if min(padding) < 0:
        raise ValueError("padding")
    padded = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    for axis, step in zip((2, 3), stride, strict=True):
        if padded.shape[axis] == 1 and weight.shape[axis] <= step:
            padded = np.repeat(padded, weight.shape[axis], axis)
    return einsum_on_windows_of_maps(padded, weight, bias, stride)
