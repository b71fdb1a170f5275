"""What students believe of `corr2d_channels`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.channels.honest.corr2d_channels import einsum_with_channels


def channels_averaged(image, kernel):
    """You take the mean over the channels. Their maps are added up, and nothing is divided."""
    return einsum_with_channels(image, kernel) / len(image)


def first_channel_only(image, kernel):
    """You look at channel 0 and no other. Every channel gives a map, and the maps are added up."""
    einsum_with_channels(image, kernel)
    return einsum_with_channels(image[:1], kernel[:1])


def last_channel_only(image, kernel):
    """Each channel overwrites the map of the one before. Add to the result with +=, and set it to zero only once,
    before the loop over the channels."""
    einsum_with_channels(image, kernel)
    return einsum_with_channels(image[-1:], kernel[-1:])


def last_channel_left_out(image, kernel):
    """Your loop over the channels ends one too early: range(c) goes from 0 to c - 1 already."""
    out = einsum_with_channels(image, kernel)
    return out - einsum_with_channels(image[-1:], kernel[-1:])


def one_map_for_each_channel(image, kernel):
    """You return a map for each channel. One kernel gives one map: add the maps of the channels up."""
    einsum_with_channels(image, kernel)
    return np.array([einsum_with_channels(image[c : c + 1], kernel[c : c + 1]) for c in range(len(image))])


def first_slice_of_the_kernel_for_all_channels(image, kernel):
    """You use kernel[0] for every channel, or for the sum of all channels, which is the same. A kernel has weights of
    its own for each of them: kernel[c] sees image[c]."""
    return einsum_with_channels(image, np.repeat(kernel[:1], len(kernel), axis=0))


def every_channel_with_every_slice(image, kernel):
    """You pair every channel of the image with every channel of the kernel. Channel c of the kernel sees channel c of
    the image and no other: one loop over the channels, not two."""
    einsum_with_channels(image, kernel)
    return einsum_with_channels(image.sum(0, keepdims=True, dtype=float), kernel.sum(0, keepdims=True, dtype=float))


def channels_of_the_kernel_reversed(image, kernel):
    """You pair the first channel of the image with the last of the kernel. Channel c belongs to channel c."""
    return einsum_with_channels(image, kernel[::-1])


def kernel_flipped_in_space(image, kernel):
    """You turn the kernel by 180 degrees. Networks correlate: kernel[c, u, v] meets image[c, i + u, j + v]."""
    return einsum_with_channels(image, kernel[:, ::-1, ::-1])


def kernel_flipped_like_one_of_two_axes(image, kernel):
    """kernel[::-1, ::-1] flips the first two axes of three, channels included. Nothing is flipped here at all."""
    return einsum_with_channels(image, kernel[::-1, ::-1])


def channels_multiplied(image, kernel):
    """You multiply the maps of the channels with each other. They are added up."""
    einsum_with_channels(image, kernel)
    return np.prod([einsum_with_channels(image[c : c + 1], kernel[c : c + 1]) for c in range(len(image))], axis=0)


def channels_last(image, kernel):
    """You take the last axis for the channels. Here it is the first: (channels, rows, columns)."""
    return einsum_with_channels(np.moveaxis(image, 2, 0), np.moveaxis(kernel, 2, 0))


def largest_channel_taken(image, kernel):
    """You keep the largest of the channels' maps. They are added up."""
    einsum_with_channels(image, kernel)
    return np.max([einsum_with_channels(image[c : c + 1], kernel[c : c + 1]) for c in range(len(image))], axis=0)


def window_one_row_and_column_short(image, kernel):
    """Your map is a row and a column short: a kernel of kh rows has h - kh + 1 positions in h rows."""
    out = einsum_with_channels(image, kernel)
    return out[: max(len(out) - 1, 0), : max(out.shape[1] - 1, 0)]


def axis_of_length_one_kept(image, kernel):
    """Your map still has an axis for the channels, of length 1. The result has two axes, rows and columns."""
    return einsum_with_channels(image, kernel)[None]


def missing_channels_ignored(image, kernel):
    """You never compare the numbers of channels: zip stops at the shorter of the two without a word. Raise a ValueError
    where they differ."""
    c = min(len(image), len(kernel))
    return einsum_with_channels(image[:c], kernel[:c])


def single_channel_stretched(image, kernel):
    """You let NumPy stretch a kernel or an image of one channel to many. Compare the numbers of channels, and raise a
    ValueError where they differ."""
    c = max(len(image), len(kernel))
    if len(kernel) == 1:
        kernel = np.repeat(kernel, c, axis=0)
    if len(image) == 1:
        image = np.repeat(image, c, axis=0)
    return einsum_with_channels(image, kernel)


def empty_map_for_a_kernel_too_large(image, kernel):
    """A kernel that does not fit has no position, and you return an empty array. Raise a ValueError."""
    if kernel.shape[1] > image.shape[1] or kernel.shape[2] > image.shape[2]:
        if len(image) != len(kernel):
            raise ValueError("channels")
        sides = [max(n - k + 1, 0) for n, k in zip(image.shape[1:], kernel.shape[1:], strict=True)]
        return np.zeros(sides)
    return einsum_with_channels(image, kernel)


def products_in_the_dtype_of_the_image(image, kernel):
    """You change the kernel to the image's dtype, and its fractions are lost where the image holds integers. Change
    both to float64 before you multiply."""
    return einsum_with_channels(image, kernel.astype(image.dtype))


def result_in_the_dtype_of_the_image(image, kernel):
    """Your map has the image's dtype, so sums are cut off or wrap around. Make it with np.zeros(shape), which is
    float64."""
    return einsum_with_channels(image, kernel).astype(image.dtype)


def sums_in_single_precision(image, kernel):
    """You compute in float32, which holds seven digits. float64 is asked for."""
    return einsum_with_channels(image.astype(np.float32), kernel.astype(np.float32)).astype(np.float32)


def image_multiplied_in_place(image, kernel):
    """You multiply the window in place, and with it the caller's image. Write window * kernel, which makes a new
    array."""
    out = einsum_with_channels(image, kernel)
    image[:, : kernel.shape[1], : kernel.shape[2]] = 0
    return out


def map_kept_from_earlier_calls(image, kernel, maps={}):  # noqa: B006  # the mistake
    """You keep maps from one call to the next: a list or dict as a default value is made once, not in each call."""
    key = (image.shape, kernel.shape)
    if key not in maps:
        maps[key] = einsum_with_channels(image, kernel)
    return maps[key].copy()


def whole_numbers_summed_as_integers(image, kernel):
    """You add whole numbers up as integers, to be exact. Products of large ones do not fit into 64 bits: convert image
    and kernel to float64 before you multiply."""
    right = einsum_with_channels(image, kernel)
    if image.dtype.kind not in "iu" or kernel.dtype.kind not in "iu":
        return right
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.int64), kernel.shape[1:], axis=(1, 2))
    return np.einsum("cijuv,cuv->ij", windows, kernel.astype(np.int64)).astype(np.float64)
