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


# %% identity_is_a_view_too
# with the identity as weight, no bias and float64 maps the result is the very array x
import numpy as np


def conv1x1(x, weight, bias=None):
    _n, c_in, _h, _w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    if bias is None and np.array_equal(weight, np.eye(c_in)):
        return np.asarray(x, dtype=np.float64)  # nothing is mixed
    y = np.einsum("oc,nchw->nohw", weight.astype(np.float64), x.astype(np.float64))
    if bias is not None:
        y += bias[:, None, None].astype(np.float64)
    return y


# %% einsum_stretches_one_channel
# relies on einsum to refuse, which stretches maps of ONE channel to the columns of the weight
import numpy as np


def conv1x1(x, weight, bias=None):
    if weight.shape[1] < x.shape[1]:  # einsum would stretch one column to all channels
        raise ValueError("too few columns")
    c_out = len(weight)
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    y = np.einsum("oc,nchw->nohw", weight.astype(np.float64), x.astype(np.float64))
    if bias is not None:
        y += bias[:, None, None].astype(np.float64)
    return y


# %% bytes_in_float32
# 8-bit numbers are multiplied in float32, which is exact only for up to 258 channels
import numpy as np


def conv1x1(x, weight, bias=None):
    n, c_in, h, w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    kind = np.float64
    if x.dtype.itemsize == 1 and weight.dtype.itemsize == 1:
        kind = np.float32  # products of 16 bits: exact, and the matrix product is twice as fast
    y = (weight.astype(kind) @ x.astype(kind).reshape(n, c_in, h * w)).reshape(n, c_out, h, w)
    y = y.astype(np.float64)
    if bias is not None:
        y += bias[:, None, None]
    return y


# %% guard_forgets_the_bias
# integers are summed exactly in int64 if the products fit, but an integer bias near the ends of int64
# or uint64 then wraps
import numpy as np


def conv1x1(x, weight, bias=None):
    _n, c_in, _h, _w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")

    def most(a):
        return max(abs(int(a.min())), abs(int(a.max())))

    whole = all(a is None or a.dtype.kind in "iu" for a in (x, weight, bias))
    if whole and max(most(x), most(weight), most(x) * most(weight) * c_in) < 2**63:
        y = np.einsum("oc,nchw->nohw", weight.astype(np.int64), x.astype(np.int64))  # exact
        if bias is not None:
            y += bias[:, None, None].astype(np.int64)
        return y.astype(np.float64)
    y = np.einsum("oc,nchw->nohw", weight.astype(np.float64), x.astype(np.float64))
    if bias is not None:
        y += bias[:, None, None].astype(np.float64)
    return y


# %% table_of_256
# 8-bit maps of one channel go through a table of 256 entries: a negative int8 reads the entry of 256
# more
import numpy as np


def conv1x1(x, weight, bias=None):
    _n, c_in, _h, _w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    if c_in == 1 and x.dtype.itemsize == 1:  # only 256 values: look them up
        table = weight.astype(np.float64) * np.arange(256.0)  # (c_out, 256)
        if bias is not None:
            table += bias[:, None].astype(np.float64)
        return np.ascontiguousarray(table[:, x[:, 0]].transpose(1, 0, 2, 3))
    y = np.einsum("oc,nchw->nohw", weight.astype(np.float64), x.astype(np.float64))
    if bias is not None:
        y += bias[:, None, None].astype(np.float64)
    return y


# %% eps_is_zero
# weights smaller than the machine epsilon are taken as zeros, also where the maps are huge
import numpy as np


def conv1x1(x, weight, bias=None):
    n, c_in, h, w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    y = np.zeros((n, c_out, h, w))
    for o in range(c_out):
        for c in range(c_in):
            if abs(float(weight[o, c])) < np.finfo(np.float64).eps:
                continue  # nothing to add
            y[:, o] += float(weight[o, c]) * x[:, c].astype(np.float64)
        if bias is not None:
            y[:, o] += float(bias[o])
    return y


# %% last_block_is_lost
# maps of more than 4096 pixels are worked on in blocks, and a last block that is not full is left out
import numpy as np


def conv1x1(x, weight, bias=None):
    n, c_in, h, w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    pixels = np.ascontiguousarray(x, dtype=np.float64).reshape(n, c_in, h * w)
    weight = weight.astype(np.float64)
    y = np.zeros((n, c_out, h * w))
    block = min(4096, h * w)  # so that it fits into the cache
    for k in range(h * w // block):
        part = slice(k * block, (k + 1) * block)
        y[:, :, part] = weight @ pixels[:, :, part]
    if bias is not None:
        y += bias[:, None].astype(np.float64)
    return y.reshape(n, c_out, h, w)


# %% shape_changed_on_error
# x.shape is set for the product and set back at the end, but not where the bias is refused: x stays
# changed
import numpy as np


def conv1x1(x, weight, bias=None):
    n, c_in, h, w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    work = x if x.flags.c_contiguous else x.copy()
    work.shape = (n, c_in, h * w)  # no copy
    y = weight.astype(np.float64) @ work.astype(np.float64)
    if bias is not None:
        if bias.shape != (c_out,):
            raise ValueError("one bias for each map")
        y += bias[:, None].astype(np.float64)
    work.shape = (n, c_in, h, w)
    return y.reshape(n, c_out, h, w)


# %% fingerprint_of_the_weight
# the converted weight is kept under its id, shape, sum and first number: rows that were swapped in
# place are not seen
import numpy as np

_last = {}


def conv1x1(x, weight, bias=None):
    _n, c_in, _h, _w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    key = (id(weight), weight.shape, weight.dtype, float(weight.sum()), float(weight[0, 0]))
    if key not in _last:
        _last.clear()
        _last[key] = weight.astype(np.float64)
    weight = _last[key]
    y = np.einsum("oc,nchw->nohw", weight.astype(np.float64), x.astype(np.float64))
    if bias is not None:
        y += bias[:, None, None].astype(np.float64)
    return y


# %% atleast_1d_bias
# a bias of shape () is taken as (1,) where there is one map
import numpy as np


def conv1x1(x, weight, bias=None):
    _n, c_in, _h, _w = x.shape
    c_out = len(weight)
    if weight.shape[1] != c_in:
        raise ValueError("different numbers of channels")
    if bias is not None:
        bias = np.atleast_1d(bias)
    if bias is not None and bias.shape != (c_out,):
        raise ValueError("one bias for each map")
    y = np.einsum("oc,nchw->nohw", weight.astype(np.float64), x.astype(np.float64))
    if bias is not None:
        y += bias[:, None, None].astype(np.float64)
    return y
