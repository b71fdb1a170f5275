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
