"""Right answers to `grouped_conv2d` in different styles."""

import numpy as np


def _refuse_groups(x, weight, groups):
    """Refuse what the docstring refuses."""
    if groups < 1 or x.shape[1] % groups or len(weight) % groups:
        raise ValueError(f"{x.shape[1]} channels and {len(weight)} filters in {groups} groups")
    if weight.shape[1] != x.shape[1] // groups:
        raise ValueError("channels of the filters")
    if weight.shape[2] > x.shape[2] or weight.shape[3] > x.shape[3]:
        raise ValueError("the filters do not fit")


def einsum_with_an_axis_for_groups(x, weight, groups):
    _refuse_groups(x, weight, groups)
    windows = np.lib.stride_tricks.sliding_window_view(x.astype(float), weight.shape[2:], axis=(2, 3))
    n, c_in, oh, ow, kh, kw = windows.shape
    windows = windows.reshape(n, groups, c_in // groups, oh, ow, kh, kw)
    filters = weight.astype(float).reshape(groups, -1, *weight.shape[1:])
    return np.einsum("ngchwuv,gocuv->ngohw", windows, filters).reshape(n, len(weight), oh, ow)


def group_by_group(x, weight, groups):
    def conv(x, weight):
        windows = np.lib.stride_tricks.sliding_window_view(x, weight.shape[2:], axis=(2, 3))
        return np.einsum("nchwuv,ocuv->nohw", windows, weight)

    _refuse_groups(x, weight, groups)
    x, weight = np.asarray(x, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    each_in, each_out = x.shape[1] // groups, len(weight) // groups
    maps = []
    for g in range(groups):
        seen = x[:, g * each_in : (g + 1) * each_in]
        maps.append(conv(seen, weight[g * each_out : (g + 1) * each_out]))
    return np.concatenate(maps, axis=1)


def loops_with_the_group_of_each_filter(x, weight, groups):
    (n, c_in, h, w), (c_out, channels, kh, kw) = x.shape, weight.shape
    if groups < 1:
        raise ValueError("groups")
    if c_in % groups != 0 or c_out % groups != 0:
        raise ValueError("not divisible")
    if channels != c_in // groups:
        raise ValueError("channels")
    if kh > h or kw > w:
        raise ValueError("size")
    out = np.zeros((n, c_out, h - kh + 1, w - kw + 1))
    for s in range(n):
        for o in range(c_out):
            first = o // (c_out // groups) * channels
            seen = x[s, first : first + channels]
            for i in range(h - kh + 1):
                for j in range(w - kw + 1):
                    products = seen[:, i : i + kh, j : j + kw].astype(float) * weight[o]
                    out[s, o, i, j] = products.sum()
    return out


def dense_with_zeros(x, weight, groups):
    _refuse_groups(x, weight, groups)
    (c_out, each, kh, kw), c_in = weight.shape, x.shape[1]
    dense = np.zeros((c_out, c_in, kh, kw))
    for o in range(c_out):
        group = o * groups // c_out
        dense[o, group * each : group * each + each] = weight[o]
    oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    out = np.zeros((len(x), c_out, oh, ow))
    for u in range(kh):
        for v in range(kw):
            out += np.einsum("nchw,oc->nohw", x[:, :, u : u + oh, v : v + ow].astype(float), dense[:, :, u, v])
    return out


def split_and_joined(x, weight, groups):
    if groups < 1 or weight.shape[1] * groups != x.shape[1] or weight.shape[0] % groups:
        raise ValueError("groups")
    if (np.array(weight.shape[2:]) > x.shape[2:]).any():
        raise ValueError("size")
    kh, kw = weight.shape[2:]
    rows, columns = range(x.shape[2] - kh + 1), range(x.shape[3] - kw + 1)
    parts = []
    for seen, filters in zip(np.split(x, groups, axis=1), np.split(weight, groups), strict=True):
        flat = filters.reshape(len(filters), -1).astype(float)
        sums = [[seen[:, :, i : i + kh, j : j + kw].reshape(len(x), -1) @ flat.T for j in columns] for i in rows]
        parts.append(np.array(sums).transpose(2, 3, 0, 1))
    return np.concatenate(parts, axis=1)
