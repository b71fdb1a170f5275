"""Wrong answers to `conv2d_weight_gradient`, written by who knew the notebook alone. Each cell is a submission."""

# %% einsum_broadcasts_one_column
# dy with a single column where the window has several positions across: only the rows are checked, einsum
# broadcasts the axis of length 1
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, _c_out, oh, _ow), (_, _c_in, _h, _w) = dy.shape, x.shape

    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))

    windows = np.lib.stride_tricks.sliding_window_view(padded.astype(float), (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    if n != len(x) or oh != windows.shape[2]:
        raise ValueError("dy does not belong to this layer")
    # einsum refuses the rest
    return np.einsum("noij,nkijuv->okuv", dy.astype(float), windows)


# %% zip_stops_early
# dy and x of different numbers of samples: zip stops at the shorter, no ValueError
import numpy as np


def _im2col(x, kh, kw, sh, sw, ph, pw):
    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(len(x) * kh * kw, -1)


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    c_out, c_in = dy.shape[1], x.shape[1]
    positions = tuple((x.shape[2 + a] + 2 * padding[a] - kernel_size[a]) // stride[a] + 1 for a in (0, 1))
    if dy.shape[2:] != positions:
        raise ValueError("dy does not belong to this layer")
    dw = np.zeros((c_out, c_in * kh * kw))
    for each_dy, each_x in zip(dy, x):
        dw += each_dy.astype(float).reshape(c_out, -1) @ _im2col(each_x, kh, kw, sh, sw, ph, pw).T
    return dw.reshape(c_out, c_in, kh, kw)


# %% only_the_number_of_positions
# dy of 2 x 3 where the window has 3 x 2 positions: the product of matrices fits, no ValueError
import numpy as np


def _im2col(x, kh, kw, sh, sw, ph, pw):
    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(len(x) * kh * kw, -1)


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, _oh, _ow), (_, c_in, _h, _w) = dy.shape, x.shape

    if len(x) != n:
        raise ValueError("dy and x differ in the number of samples")
    dw = np.zeros((c_out, c_in * kh * kw))
    for s in range(n):
        # @ raises ValueError if the number of positions differs
        dw += dy[s].astype(float).reshape(c_out, -1) @ _im2col(x[s], kh, kw, sh, sw, ph, pw).T
    return dw.reshape(c_out, c_in, kh, kw)


# %% float32_for_bytes
# dy and x both of 8-bit integers: float32 sums above 2**24 (more than 256 large products) lose digits
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))

    bytes_only = all(a.dtype.kind in "iu" and a.dtype.itemsize == 1 for a in (dy, x))
    work = np.float32 if bytes_only else np.float64  # products of bytes are exact in float32
    padded, dy = padded.astype(work), dy.astype(work)
    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            pixels = padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw]
            dw[:, :, u, v] = np.tensordot(dy, pixels, axes=((0, 2, 3), (0, 2, 3)))
    return dw


# %% int64_for_32_bit_integers
# integers of at most 32 bits are multiplied and added in int64: a few of the largest products wrap around
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))

    exact = all(a.dtype.kind in "iu" and a.dtype.itemsize <= 4 for a in (dy, x))
    work = np.int64 if exact else np.float64  # 32 bits times 32 bits fit into 64
    padded, dy = padded.astype(work), dy.astype(work)
    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            pixels = padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw]
            dw[:, :, u, v] = np.tensordot(dy, pixels, axes=((0, 2, 3), (0, 2, 3)))
    return dw


# %% int32_for_bytes
# dy and x both of 8-bit integers: int32 sums of more than 33025 products of uint8 wrap around
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))

    small = all(a.dtype.kind in "iu" and a.dtype.itemsize == 1 for a in (dy, x))
    work = np.int32 if small else np.float64  # products of bytes are far from 2**31
    padded, dy = padded.astype(work), dy.astype(work)
    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            pixels = padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw]
            dw[:, :, u, v] = np.einsum("noij,nkij->ok", dy, pixels)
    return dw


# %% weights_that_see_padding_only
# no padded copy: for a weight that lies on padding only, at every position, the end of the slice is negative
# and counts from the back: an error for allowed input
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            # the positions at which this weight lies on a pixel
            i0, j0 = max(0, -((u - ph) // sh)), max(0, -((v - pw) // sw))
            i1, j1 = min(oh, (h - 1 + ph - u) // sh + 1), min(ow, (w - 1 + pw - v) // sw + 1)
            part = dy[:, :, i0:i1, j0:j1].astype(float)
            top, left = i0 * sh + u - ph, j0 * sw + v - pw
            pixels = x[:, :, top::sh, left::sw][:, :, : part.shape[2], : part.shape[3]].astype(float)
            dw[:, :, u, v] = np.einsum("noij,nkij->ok", part, pixels)
    return dw


# %% samples_without_gradient
# samples whose dy is nearly 0 (all below 1e-8) are left out by np.allclose
import numpy as np


def _im2col(x, kh, kw, sh, sw, ph, pw):
    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(len(x) * kh * kw, -1)


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    dw = np.zeros((c_out, c_in * kh * kw))
    for s in range(n):
        if np.allclose(dy[s], 0):
            continue  # nothing to learn from this sample
        dw += dy[s].astype(float).reshape(c_out, -1) @ _im2col(x[s], kh, kw, sh, sw, ph, pw).T
    return dw.reshape(c_out, c_in, kh, kw)


# %% columns_of_the_last_x_kept
# the columns of the last x are kept as long as the same array object comes: wrong when it was written to in
# between
import numpy as np


def _im2col(x, kh, kw, sh, sw, ph, pw):
    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(len(x) * kh * kw, -1)


_last = {"x": None, "geometry": None, "columns": None}


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    geometry = (kh, kw, sh, sw, ph, pw)
    if _last["x"] is not x or _last["geometry"] != geometry:
        _last.update(x=x, geometry=geometry, columns=[_im2col(each, *geometry) for each in x])
    dw = np.zeros((c_out, c_in * kh * kw))
    for s in range(n):
        dw += dy[s].astype(float).reshape(c_out, -1) @ _last["columns"][s].T
    return dw.reshape(c_out, c_in, kh, kw)


# %% ravel_K_of_dy
# each sample's channel of dy is unrolled in the order of the memory: wrong for a dy whose last two axes are
# transposed or Fortran-ordered
import numpy as np


def _im2col(x, kh, kw, sh, sw, ph, pw):
    padded = np.pad(x.astype(float), ((0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(1, 2))[:, ::sh, ::sw]
    return windows.transpose(0, 3, 4, 1, 2).reshape(len(x) * kh * kw, -1)


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (kh, kw), (sh, sw), (ph, pw) = kernel_size, stride, padding
    (n, c_out, oh, ow), (_, c_in, h, w) = dy.shape, x.shape

    if len(x) != n or oh != (h + 2 * ph - kh) // sh + 1 or ow != (w + 2 * pw - kw) // sw + 1:
        raise ValueError("dy does not belong to this layer")

    dw = np.zeros((c_out, c_in * kh * kw))
    for s in range(n):
        columns = _im2col(x[s], kh, kw, sh, sw, ph, pw)
        for o in range(c_out):
            dw[o] += columns @ dy[s, o].ravel(order="K").astype(float)
    return dw.reshape(c_out, c_in, kh, kw)


# %% count_of_positions_guard
# compares the NUMBER of positions only (after reshape): a dy of 3 x 2 where 2 x 3 is due is taken
# without an error
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dy = np.asarray(dy, dtype=np.float64)

    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(n, c_in * kh * kw, oh * ow)

    dy = dy.reshape(len(dy), c_out, -1)
    if len(dy) != n or dy.shape[2] != columns.shape[2]:
        raise ValueError("dy does not belong to this layer")
    return sum(dy[s] @ columns[s].T for s in range(n)).reshape(c_out, c_in, kh, kw)


# %% skip_black_samples_by_sum
# skips 'black' samples by x[s].sum() == 0: samples with positive and negative numbers that cancel are
# lost
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dy = np.asarray(dy, dtype=np.float64)

    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(n, c_in * kh * kw, oh * ow)

    dw = np.zeros((c_out, c_in * kh * kw))
    for s in range(n):
        if x[s].sum() == 0:  # a black image: all products are 0
            continue
        dw += dy[s].reshape(c_out, -1) @ columns[s].T
    return dw.reshape(c_out, c_in, kh, kw)


# %% bytes_in_single
# two byte arrays are multiplied in float32: exact up to 2**24 only, so a large uint8 picture loses
# digits
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    # products of bytes are small whole numbers: float32 holds them exactly
    work = np.float32 if dy.dtype.itemsize == x.dtype.itemsize == 1 else np.float64
    padded = np.pad(x.astype(work), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dy = dy.astype(work)

    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            seen = padded[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]
            dw[:, :, u, v] = np.einsum("nohw,nkhw->ok", dy, seen)
    return dw


# %% central_differences_at_ones
# takes central differences at a weight of ones, not of zeros: exact in theory, but digits cancel for
# pictures with a large mean
import numpy as np


def conv2d(x, weight, stride=(1, 1), padding=(0, 0)):
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(np.asarray(x, dtype=float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return np.einsum("ncijuv,ocuv->noij", windows, weight)


def differences(function, array, step=1e-4):
    slopes = np.zeros(array.shape)
    for place in np.ndindex(*array.shape):
        ahead, behind = array.astype(float), array.astype(float)
        ahead[place] += step
        behind[place] -= step
        slopes[place] = (function(ahead) - function(behind)) / (2 * step)
    return slopes


import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    return differences(lambda each: np.sum(dy * conv2d(x, each, stride, padding)), np.ones((c_out, c_in, kh, kw)))


# %% einsum_is_the_guard
# refuses only a dy that is too large and leaves the rest to einsum, which stretches an axis of length
# 1: a dy of one row for three is taken
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, _, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if len(dy) != n or dy.shape[2] > oh or dy.shape[3] > ow:
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dy = np.asarray(dy, dtype=np.float64)

    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    return np.einsum("noij,nkijuv->okuv", dy, windows)  # ValueError if the positions differ


# %% stale_padding_buffer
# keeps a padded buffer per padded shape: after a call with less padding the border is not zero
_buffers = {}
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    padded = _buffers.setdefault((n, c_in, H, W), np.zeros((n, c_in, H, W)))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    dy = np.asarray(dy, dtype=np.float64)

    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            seen = padded[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]
            dw[:, :, u, v] = np.einsum("nohw,nkhw->ok", dy, seen)
    return dw


# %% fingerprint_cache
# keeps the columns of x under shape, dtype, sum and options: a mirrored picture has the same sum and
# gets the other one's columns
_columns = {}
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    key = (x.shape, x.dtype, float(x.sum()), tuple(kernel_size), tuple(stride), tuple(padding))
    if key not in _columns:  # the same x comes with many dy
        padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
        _columns[key] = windows.transpose(0, 1, 4, 5, 2, 3).reshape(n, c_in * kh * kw, oh * ow)
    columns = _columns[key]
    dy = np.asarray(dy, dtype=np.float64).reshape(n, c_out, oh * ow)
    return np.einsum("nop,nkp->ok", dy, columns).reshape(c_out, c_in, kh, kw)


# %% shape_set_on_a_view
# sets the shape of a view of dy, which NumPy refuses (AttributeError) for arrays that do not lie row-
# major in memory
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))

    windows = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(n, c_in * kh * kw, oh * ow)

    g = dy.view()
    g.shape = (n, c_out, oh * ow)
    dw = np.zeros((c_out, c_in * kh * kw))
    for s in range(n):
        dw += g[s].astype(np.float64) @ columns[s].T
    return dw.reshape(c_out, c_in, kh, kw)


# %% int64_for_32_bits
# integers of up to 32 bits are multiplied in int64, 'which cannot overflow': products of large uint32
# do
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    small = all(a.dtype.kind in "iu" and a.dtype.itemsize <= 4 for a in (dy, x))
    work = np.int64 if small else np.float64  # 32 bits times 32 bits fit into 64
    padded = np.pad(x.astype(work), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dy = dy.astype(work)

    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            seen = padded[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]
            dw[:, :, u, v] = np.einsum("nohw,nkhw->ok", dy, seen)
    return dw


# %% padding_smaller_than_kernel
# refuses padding as large as the kernel ('such windows see zeros only'), which the docstring allows
import numpy as np


def conv2d_weight_gradient(dy, x, kernel_size, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, kernel_size, stride, padding
    c_out = dy.shape[1]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if ph >= kh or (pw >= kw and pw > 0):
        raise ValueError("padding must be smaller than the kernel")

    if dy.shape[0] != n or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not belong to this layer")

    padded = np.pad(np.asarray(x, dtype=np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dy = np.asarray(dy, dtype=np.float64)

    dw = np.zeros((c_out, c_in, kh, kw))
    for u in range(kh):
        for v in range(kw):
            seen = padded[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw]
            dw[:, :, u, v] = np.einsum("nohw,nkhw->ok", dy, seen)
    return dw
