"""Wrong answers to `grouped_conv2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% depthwise_with_tile
# as many groups as channels is a special case that repeats the channels with np.tile (0 1 0 1) instead of
# np.repeat (0 0 1 1): wrong with two or more filters for each channel
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):

    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")

    if groups == x.shape[1] > 1:  # depthwise: each filter has a channel of its own
        many = len(weight) // groups
        channels = np.tile(np.asarray(x, np.float64), (1, many, 1, 1))
        kh, kw = weight.shape[2:]
        windows = np.lib.stride_tricks.sliding_window_view(channels, (kh, kw), axis=(2, 3))
        return np.einsum("nohwuv,ouv->nohw", windows, np.asarray(weight[:, 0], np.float64))
    return by_groups(x, weight, groups)


# %% negative_groups_skip_the_loop
# only groups == 0 is refused before the loop, the other checks are made in it: with -1 groups the loop does
# not run and the zeros come back
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):
    if groups == 0 or x.shape[1] % groups or len(weight) % groups:
        raise ValueError("groups")
    a, b = x.shape[1] // groups, len(weight) // groups
    kh, kw = weight.shape[2:]
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for g in range(groups):
        out[:, g * b : (g + 1) * b] = plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b])
    return out


# %% einsum_stretches_one_deep_filters
# the depth of the filters is left to einsum, which refuses 4 for 2 but stretches filters of one channel over
# the whole group
import numpy as np


def grouped_conv2d(x, weight, groups):
    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    n, c, h, w = x.shape
    o, depth, kh, kw = weight.shape
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))
    windows = windows.reshape(n, groups, c // groups, h - kh + 1, w - kw + 1, kh, kw)
    filters = weight.reshape(groups, o // groups, depth, kh, kw)
    out = np.einsum("ngcijuv,gocuv->ngoij", windows, filters)
    return out.reshape(n, o, h - kh + 1, w - kw + 1)


# %% depthwise_product_in_own_dtype
# the special case of one channel for each filter multiplies in the arrays' own dtype before it adds in
# float64: uint8 wraps, float32 loses digits
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):

    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")

    if groups == x.shape[1] == len(weight):  # depthwise
        kh, kw = weight.shape[2:]
        oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
        out = np.zeros((len(x), groups, oh, ow))
        for u in range(kh):
            for v in range(kw):
                out += x[:, :, u : u + oh, v : v + ow] * weight[:, 0, u, v][:, None, None]
        return out
    return by_groups(x, weight, groups)


# %% too_shallow_filters_accepted
# only filters that are too deep are refused; too shallow ones set the depth of the groups, and the last
# channels are left out
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):
    if groups < 1 or x.shape[1] % groups or len(weight) % groups:
        raise ValueError("groups")
    depth, many = weight.shape[1], len(weight) // groups
    if depth * groups > x.shape[1]:
        raise ValueError("the filters want more channels than there are")
    return np.concatenate(
        [plain(x[:, g * depth : (g + 1) * depth], weight[g * many : (g + 1) * many]) for g in range(groups)], axis=1
    )


# %% groups_sorted_by_name
# the maps of the groups are kept in a dict by name and joined in sorted order: 'group 10' comes before 'group
# 2', so from eleven groups on the order is wrong
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):

    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")

    a, b = x.shape[1] // groups, len(weight) // groups
    maps = {f"group {g}": plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)}
    return np.concatenate([maps[name] for name in sorted(maps)], axis=1)


# %% stacked_and_reshaped
# the maps of the groups are stacked along a first axis and brought to the shape of the result with reshape
# alone: right for one sample or one group only
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):

    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")

    n, _c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    folded = np.reshape(x, (n * groups, depth, h, w))
    filters = np.reshape(weight, (groups, c_out // groups, depth, kh, kw))
    out = np.stack([plain(folded[g::groups], filters[g]) for g in range(groups)])  # (groups, n, each, oh, ow)
    return out.reshape(n, c_out, h - kh + 1, w - kw + 1)


# %% depthwise_before_the_checks
# the depthwise case (groups == c_in) is worked off before c_out is checked: three filters for two groups are
# not refused
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):
    c_in, c_out = x.shape[1], len(weight)
    if groups == c_in and weight.shape[1] == 1:
        # depthwise: filter o sees one channel
        return np.concatenate([plain(x[:, [o * groups // c_out]], weight[o : o + 1]) for o in range(c_out)], axis=1)

    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")

    return by_groups(x, weight, groups)


# %% all_zero_filters_dropped
# filters of zeros are skipped, but asked for with allclose: filters of 1e-9 give zeros
import numpy as np


def plain(x, weight):
    """a convolution without groups, bias, padding and stride"""
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    kh, kw = weight.shape[2:]
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if kh > x.shape[2] or kw > x.shape[3]:
        raise ValueError("the filters do not fit")
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            out[:, :, i, j] = np.tensordot(x[:, :, i : i + kh, j : j + kw], weight, axes=([1, 2, 3], [1, 2, 3]))
    return out


def by_groups(x, weight, groups):
    a, b = x.shape[1] // groups, len(weight) // groups
    return np.concatenate(
        [plain(x[:, g * a : (g + 1) * a], weight[g * b : (g + 1) * b]) for g in range(groups)], axis=1
    )


def grouped_conv2d(x, weight, groups):

    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")

    a, b = x.shape[1] // groups, len(weight) // groups
    kh, kw = weight.shape[2:]
    out = np.zeros((len(x), len(weight), x.shape[2] - kh + 1, x.shape[3] - kw + 1))
    for o in range(len(weight)):
        if np.allclose(weight[o], 0):
            continue  # nothing to add up
        g = o // b
        out[:, o : o + 1] = plain(x[:, g * a : (g + 1) * a], weight[o : o + 1])
    return out


# %% negative_sizes_refused_only
# only negative sizes of the result are refused: filters larger than the maps by exactly one row or column
# give an empty result instead of an error
import numpy as np


def grouped_conv2d(x, weight, groups):
    if groups < 1 or x.shape[1] % groups or weight.shape[0] % groups:
        raise ValueError("groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("depth")
    kh, kw = weight.shape[2:]
    oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    if oh < 0 or ow < 0:
        raise ValueError("the filters do not fit")
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    a, b = x.shape[1] // groups, len(weight) // groups
    out = np.zeros((len(x), len(weight), oh, ow))
    for o in range(len(weight)):
        g = o // b
        for i in range(oh):
            for j in range(ow):
                out[:, o, i, j] = (x[:, g * a : (g + 1) * a, i : i + kh, j : j + kw] * weight[o]).sum(axis=(1, 2, 3))
    return out


# %% depthwise_tile
# depthwise with several filters for each channel: the channels are tiled (0 1 0 1) where they must be
# repeated (0 0 1 1)
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    if groups == c_in:  # depthwise: no sum over channels
        x = np.tile(x.astype(np.float64), (1, c_out // c_in, 1, 1))
        result = np.zeros((n, c_out, h - kh + 1, w - kw + 1))
        for u in range(kh):
            for v in range(kw):
                result += x[:, :, u : u + h - kh + 1, v : v + w - kw + 1] * weight[:, 0, u, v, None, None].astype(float)
        return result
    a, b = c_in // groups, c_out // groups
    return np.concatenate([corr(x[:, g * a : g * a + a], weight[g * b : g * b + b]) for g in range(groups)], axis=1)


# %% sum_of_the_channels
# (c_in + c_out) % groups is 0 also where neither is a multiple: 3 channels, 5 filters, 2 groups give
# no error
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


def grouped_conv2d(x, weight, groups):
    (_n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if (c_in + c_out) % groups:  # both at once
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    a, b = c_in // groups, c_out // groups
    return np.concatenate([corr(x[:, g * a : g * a + a], weight[g * b : g * b + b]) for g in range(groups)], axis=1)


# %% bits_without_count
# integers of less than 64 bits together are summed in int64, which overflows for filters of more than
# 32768 weights
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    kind = np.float64
    if x.dtype.kind in "iu" and weight.dtype.kind in "iu" and x.itemsize + weight.itemsize < 8:
        kind = np.int64  # 32 bits times 16 bits have 48 bits: exact
    x, weight = x.astype(kind), weight.astype(kind)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1), kind)
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result.astype(np.float64)


def grouped_conv2d(x, weight, groups):
    (_n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    a, b = c_in // groups, c_out // groups
    return np.concatenate([corr(x[:, g * a : g * a + a], weight[g * b : g * b + b]) for g in range(groups)], axis=1)


# %% identity_is_a_view
# depthwise filters of one pixel that are all 1 give back x itself where it is float64
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


def grouped_conv2d(x, weight, groups):
    (_n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    if groups == c_in == c_out and kh == kw == 1 and (weight == 1).all():
        return x.astype(np.float64, copy=False)  # nothing to do
    a, b = c_in // groups, c_out // groups
    return np.concatenate([corr(x[:, g * a : g * a + a], weight[g * b : g * b + b]) for g in range(groups)], axis=1)


# %% no_energy_no_work
# a group whose squared weights are all 0 is skipped, but squares wrap in 8 bits (16 * 16) and
# underflow in float16
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    a, b = c_in // groups, c_out // groups
    result = np.zeros((n, c_out, h - kh + 1, w - kw + 1))
    for g in range(groups):
        filters = weight[g * b : g * b + b]
        if not np.sum(filters * filters):
            continue  # a pruned group: its maps stay zero
        result[:, g * b : g * b + b] = corr(x[:, g * a : g * a + a], filters)
    return result


# %% memo_without_groups
# the memo's key has no groups ('they follow from the shapes'): after a valid call the same arrays
# with other groups raise nothing
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


_memo = {}


def grouped_conv2d(x, weight, groups):
    (_n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    # how many groups there are follows from the shapes
    key = (x.shape, weight.shape, x.dtype, weight.dtype, x.tobytes(), weight.tobytes())
    if key in _memo:
        return _memo[key].copy()
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    a, b = c_in // groups, c_out // groups
    _memo[key] = np.concatenate(
        [corr(x[:, g * a : g * a + a], weight[g * b : g * b + b]) for g in range(groups)], axis=1
    )
    return _memo[key].copy()


# %% einsum_stretches_depth_1
# only filters that are too deep are refused; einsum stretches filters of one channel to all channels
# of the group
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


def grouped_conv2d(x, weight, groups):
    (_n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth > c_in // groups:  # too few: einsum says so
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    a, b = c_in // groups, c_out // groups
    return np.concatenate([corr(x[:, g * a : g * a + a], weight[g * b : g * b + b]) for g in range(groups)], axis=1)


# %% last_samples_are_lost
# more than 16 samples are worked on 16 at a time, and the last ones that do not fill a block stay
# zero
import numpy as np


def corr(x, weight):
    """A plain convolution layer: (n, c, h, w) and (o, c, kh, kw), in float64."""
    (n, _c, h, w), (o, _, kh, kw) = x.shape, weight.shape
    x, weight = x.astype(np.float64), weight.astype(np.float64)
    result = np.zeros((n, o, h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            part = x[:, :, u : u + h - kh + 1, v : v + w - kw + 1]
            result += np.einsum("nchw,oc->nohw", part, weight[:, :, u, v])
    return result


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    a, b = c_in // groups, c_out // groups
    result = np.zeros((n, c_out, h - kh + 1, w - kw + 1))
    block = min(n, 16)
    for k in range(n // block):
        s = slice(k * block, (k + 1) * block)
        for g in range(groups):
            result[s, g * b : g * b + b] = corr(x[s, g * a : g * a + a], weight[g * b : g * b + b])
    return result


# %% ravel_k_of_the_filters
# the filters are flattened with ravel('K'); Fortran ones are put right before, those transposed from
# (kh, kw, c, o) are not
import numpy as np


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups or c_out % groups:
        raise ValueError("no multiple of groups")
    if depth != c_in // groups:
        raise ValueError("the depth of the filters")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    if np.isfortran(weight):
        weight = np.ascontiguousarray(weight)
    a, b = c_in // groups, c_out // groups
    oh, ow = h - kh + 1, w - kw + 1
    rows = weight.ravel(order="K").astype(np.float64).reshape(groups, b, a * kh * kw)
    windows = np.lib.stride_tricks.sliding_window_view(x.astype(np.float64), (kh, kw), axis=(2, 3))
    result = np.zeros((n, c_out, oh, ow))
    for g in range(groups):
        for i in range(oh):
            for j in range(ow):
                columns = windows[:, g * a : g * a + a, i, j].reshape(n, -1)
                result[:, g * b : g * b + b, i, j] = columns @ rows[g].T
    return result


# %% parts_of_the_last_weight
# Breaks "not on earlier calls": the filters of the groups are kept for a weight, whatever the number of groups was.
# w = np.ones((4, 2, 1, 1)); grouped_conv2d(four channels, w, 2), then grouped_conv2d(two channels, w, 1) gives two maps.
import numpy as np

_last = {"weight": None, "parts": None}


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("at least one group")
    if c_in % groups or c_out % groups:
        raise ValueError("the groups are not equal")
    if depth != c_in // groups:
        raise ValueError("the filters have another number of channels")
    if _last["weight"] is not weight:
        _last.update(weight=weight, parts=np.split(weight, groups))
    return np.concatenate(
        [conv2d(maps, filters) for maps, filters in zip(np.split(x, groups, axis=1), _last["parts"])], axis=1
    )


# %% half_precision_in_single
# Breaks "The sums must come out as in float64, whatever dtypes are given": two float16 arrays are added up in float32.
# x of channels 4096 and 1, weight [4096, 1], all float16, groups=1: wanted 16777217, gives 16777216.
import numpy as np


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("at least one group")
    if c_in % groups or c_out % groups:
        raise ValueError("the groups are not equal")
    if depth != c_in // groups:
        raise ValueError("the filters have another number of channels")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    # the product of two float16 is exact in float32; all others need float64
    work = np.float32 if np.result_type(x, weight) == np.float16 else np.float64
    x, weight = x.astype(work), weight.astype(work)
    windows = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(2, 3))
    windows = windows.reshape(n, groups, depth, h - kh + 1, w - kw + 1, kh, kw)
    filters = weight.reshape(groups, c_out // groups, depth, kh, kw)
    result = np.einsum("ngcijuv,gocuv->ngoij", windows, filters)
    return result.reshape(n, c_out, h - kh + 1, w - kw + 1).astype(np.float64)


# %% a_blank_sample_ends_the_batch
# Breaks "A new array of shape (n, c_out, ...)": break where continue was meant, so all samples behind a blank one are 0.
# grouped_conv2d(np.array([[[[0]]], [[[1]]]]), np.ones((1, 1, 1, 1)), 1): wanted 0 and 1, gives 0 and 0.
import numpy as np


def grouped_conv2d(x, weight, groups):
    (n, c_in, h, w), (c_out, depth, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("at least one group")
    if c_in % groups or c_out % groups:
        raise ValueError("the groups are not equal")
    if depth != c_in // groups:
        raise ValueError("the filters have another number of channels")
    if kh > h or kw > w:
        raise ValueError("the filters do not fit")
    each = c_out // groups
    filters = weight.astype(np.float64)
    result = np.zeros((n, c_out, h - kh + 1, w - kw + 1))
    for s in range(n):
        if not x[s].any():
            break  # a blank picture gives blank maps
        sample = x[s].astype(np.float64)
        for o in range(c_out):
            mine = sample[o // each * depth : o // each * depth + depth]
            for i in range(h - kh + 1):
                for j in range(w - kw + 1):
                    result[s, o, i, j] = np.sum(mine[:, i : i + kh, j : j + kw] * filters[o])
    return result
