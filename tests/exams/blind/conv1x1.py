"""Wrong answers to `conv1x1`, written by who knew the notebook alone. Each cell is a submission."""

# %% einsum_refuses_by_itself
# no check of the channels because einsum raises ValueError, but it stretches a weight of one column (or maps
# of one channel)
import numpy as np


def conv1x1(x, weight, bias=None):
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    if bias is not None and np.shape(bias) != (len(weight),):
        raise ValueError("bias")
    out = np.einsum("oc,nchw->nohw", weight, x)  # raises ValueError where the channels differ

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% helpful_transpose
# a weight that fits only the other way round is silently transposed instead of refused
import numpy as np


def conv1x1(x, weight, bias=None):
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    if weight.shape[1] != x.shape[1] and weight.shape[0] == x.shape[1] and bias is None:
        weight = weight.T  # given as (c_in, c_out)
    if weight.shape[1] != x.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (len(weight),):
        raise ValueError("bias")
    out = np.tensordot(x, weight, axes=(1, 1)).transpose(0, 3, 1, 2)

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% one_channel_product_in_own_dtype
# the quick way for one input channel multiplies in the arrays' own dtype before it converts: uint8 times
# uint8 wraps
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    if x.shape[1] == 1:  # a number times the map
        out = (x * weight.reshape(1, -1, 1, 1)).astype(np.float64)
    else:
        out = np.einsum("oc,nchw->nohw", np.asarray(weight, np.float64), np.asarray(x, np.float64))

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% small_weights_pruned
# weights below 1e-8 are skipped as zeros; for large pixels they matter
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    n, c, h, w = x.shape
    out = np.zeros((n, len(weight), h, w))
    for o, c in np.argwhere(~np.isclose(weight, 0)):
        out[:, o] += weight[o, c] * x[:, c]

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% identity_is_a_view
# a weight that is the identity gives x back without a copy: the result shares memory with a float64 x
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    if weight.shape[0] == weight.shape[1] and (weight == np.eye(len(weight))).all():
        out = x  # nothing is mixed
    else:
        out = np.einsum("oc,nchw->nohw", weight, x)

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% flattened_in_memory_order
# the pixels are put in a row in the order of memory (astype keeps the layout, reshape order 'A' follows it):
# Fortran-ordered maps that are not square come out sorted wrongly
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    n, c, h, w = x.shape
    weight = np.asarray(weight, np.float64)
    out = np.empty((n, len(weight), h, w))
    for i, sample in enumerate(x):
        pixels = sample.astype(np.float64).reshape(c, h * w, order="A")
        out[i] = (weight @ pixels).reshape(-1, h, w)

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% pixels_in_whole_blocks
# pixels are worked off in blocks of 256: with more than 256 pixels the last partial block is left at zero
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


BLOCK = 256


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    n, c, h, w = x.shape
    pixels = x.transpose(1, 0, 2, 3).reshape(c, n * h * w)
    count = pixels.shape[1]
    step = min(BLOCK, max(count, 1))
    flat = np.zeros((len(weight), count))
    for start in range(0, count - step + 1, step):
        flat[:, start : start + step] = weight @ pixels[:, start : start + step]
    out = flat.reshape(len(weight), n, h, w).transpose(1, 0, 2, 3).copy()

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% channels_split_evenly
# many channels are added up in parts cut by np.split, which refuses parts that are not equal: from 128
# channels on, most numbers of channels raise ValueError
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    n, c, h, w = x.shape
    out = np.zeros((n, len(weight), h, w))
    parts = max(c // 64, 1)  # about 64 channels at a time
    for maps, columns in zip(np.split(x, parts, axis=1), np.split(weight, parts, axis=1)):
        out += np.einsum("oc,nchw->nohw", columns, maps)

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out


# %% too_many_biases_accepted
# only too few biases are refused (those are the ones that would fail); of too many the first ones are used
import numpy as np


def conv1x1(x, weight, bias=None):
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    out = np.einsum("oc,nchw->nohw", weight, x)
    if bias is not None:
        bias = np.asarray(bias, np.float64)
        if len(np.atleast_1d(bias)) < len(weight):
            raise ValueError("too few biases")
        for o in range(len(weight)):
            out[:, o] += bias[o]
    return out


# %% square_weight_symmetric_by_allclose
# a weight that np.allclose takes for symmetric is treated as its upper half, doubled: tiny weights such as
# 1e-9 all pass for symmetric
import numpy as np


def check(x, weight, bias):
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and np.shape(bias) != (weight.shape[0],):
        raise ValueError("bias")


def conv1x1(x, weight, bias=None):
    check(x, weight, bias)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    _n, c, _h, _w = x.shape
    if weight.shape[0] == c and np.allclose(weight, weight.T):
        # each pair of channels once
        out = np.zeros(x.shape)
        for a in range(c):
            out[:, a] += weight[a, a] * x[:, a]
            for b in range(a + 1, c):
                out[:, a] += weight[a, b] * x[:, b]
                out[:, b] += weight[a, b] * x[:, a]
    else:
        out = np.einsum("oc,nchw->nohw", weight, x)

    if bias is not None:
        out = out + np.asarray(bias, np.float64)[:, None, None]
    return out
