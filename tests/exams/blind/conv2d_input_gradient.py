"""Wrong answers to `conv2d_input_gradient`, written by who knew the notebook alone. Each cell is a submission."""

# %% zip_over_the_filters
# dy with another number of channels than weight has filters: zip stops at the shorter, no ValueError
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, _c_out, oh, ow), (_filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    for s in range(n):
        for heard, kernel in zip(dy[s].astype(float), weight.astype(float)):
            for i in range(oh):
                for j in range(ow):
                    padded[s, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += heard[i, j] * kernel
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% positions_counted_together
# dy of 2 x 3 where the window has 3 x 2 positions: only the number of columns is compared, no ValueError
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    dy, weight = dy.astype(float), weight.astype(float)

    if filters != c_out or oh * ow != positions[0] * positions[1]:
        raise ValueError("dy does not belong to this layer")
    oh, ow = positions
    dx = np.zeros((n, c_in, h, w))
    for s in range(n):
        columns = weight.reshape(c_out, -1).T @ dy[s].reshape(c_out, -1)
        padded = np.zeros((c_in, h + 2 * ph, w + 2 * pw))
        for i in range(oh):
            for j in range(ow):
                padded[:, i * sh : i * sh + kh, j * sw : j * sw + kw] += columns[:, i * ow + j].reshape(c_in, kh, kw)
        dx[s] = padded[:, ph : ph + h, pw : pw + w]
    return dx


# %% turned_weight_kept
# the turned weight is kept as long as the same weight object comes: wrong after the weight was updated in place
import numpy as np

_last = {"weight": None, "turned": None}


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, _c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    if _last["weight"] is not weight:
        _last["weight"], _last["turned"] = weight, weight[:, :, ::-1, ::-1].astype(float)
    below, beyond = (h + 2 * ph - kh) % sh, (w + 2 * pw - kw) % sw
    spread = np.zeros((n, c_out, (oh - 1) * sh + 1 + below, (ow - 1) * sw + 1 + beyond))
    spread[:, :, : (oh - 1) * sh + 1 : sh, : (ow - 1) * sw + 1 : sw] = dy
    spread = np.pad(spread, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    padded = np.einsum("noijuv,okuv->nkij", windows, _last["turned"])
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% silent_outputs_left_out
# outputs whose dy is below 1e-8 are taken for 0 by np.isclose and left out
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    dy, weight = dy.astype(float), weight.astype(float)

    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    for s, o, i, j in np.ndindex(dy.shape):
        if np.isclose(dy[s, o, i, j], 0):
            continue  # behind a ReLU most of dy is 0
        padded[s, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += dy[s, o, i, j] * weight[o]
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% symmetric_kernels_not_turned
# np.allclose takes kernels with weights below 1e-8 for symmetric and does not turn them
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, _c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    dy, weight = dy.astype(float), weight.astype(float)

    below, beyond = (h + 2 * ph - kh) % sh, (w + 2 * pw - kw) % sw
    spread = np.zeros((n, c_out, (oh - 1) * sh + 1 + below, (ow - 1) * sw + 1 + beyond))
    spread[:, :, : (oh - 1) * sh + 1 : sh, : (ow - 1) * sw + 1 : sw] = dy
    spread = np.pad(spread, ((0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)))
    turned = weight[:, :, ::-1, ::-1]
    if np.allclose(weight, turned):
        turned = weight  # no need to turn
    windows = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    padded = np.einsum("noijuv,okuv->nkij", windows, turned)
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% float32_for_bytes
# dy and weight both of 8-bit integers: a pixel with more than 256 large products gets a float32 sum above 2**24
# that loses digits
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    bytes_only = all(a.dtype.kind in "iu" and a.dtype.itemsize == 1 for a in (dy, weight))
    work = np.float32 if bytes_only else np.float64
    dy, weight = dy.astype(work), weight.astype(work)
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw), dtype=work)
    for u in range(kh):
        for v in range(kw):
            padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw] += np.einsum(
                "noij,ok->nkij", dy, weight[:, :, u, v]
            )
    return padded[:, :, ph : ph + h, pw : pw + w].astype(float)


# %% int32_for_bytes
# dy and weight both of 8-bit integers: int32 sums of more than 33025 products of uint8 wrap around (many
# filters)
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    small = all(a.dtype.kind in "iu" and a.dtype.itemsize == 1 for a in (dy, weight))
    work = np.int32 if small else np.float64
    dy, weight = dy.astype(work), weight.astype(work)
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw), dtype=work)
    for u in range(kh):
        for v in range(kw):
            padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw] += np.einsum(
                "noij,ok->nkij", dy, weight[:, :, u, v]
            )
    return padded[:, :, ph : ph + h, pw : pw + w].astype(float)


# %% turned_in_place_and_back
# a float64 weight is turned in place and turned back at the end: it stays turned when ValueError is raised, and
# a read-only weight is refused
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    dy, weight = np.asarray(dy, dtype=float), np.asarray(weight, dtype=float)
    weight[...] = weight[:, :, ::-1, ::-1].copy()
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, _c_in, kh, kw) = dy.shape, weight.shape
    H, B = h + 2 * ph, w + 2 * pw
    if filters != c_out or (oh, ow) != ((H - kh) // sh + 1, (B - kw) // sw + 1):
        raise ValueError("dy does not belong to this layer")
    spread = np.zeros((n, c_out, H + kh - 1, B + kw - 1))
    spread[:, :, kh - 1 : kh - 1 + sh * oh : sh, kw - 1 : kw - 1 + sw * ow : sw] = dy
    windows = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    padded = np.einsum("noijuv,okuv->nkij", windows, weight)
    weight[...] = weight[:, :, ::-1, ::-1].copy()
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% one_pixel_kernel_forgets_padding
# 1 x 1 kernels take a short way that leaves the padding out: wrong or an error for padding > 0
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    dy, weight = dy.astype(float), weight.astype(float)

    if (kh, kw) == (1, 1):  # each output saw one pixel
        dx = np.zeros((n, c_in, h, w))
        i, j = min(oh, -(-h // sh)), min(ow, -(-w // sw))
        dx[:, :, ::sh, ::sw] = np.einsum("noij,ok->nkij", dy[:, :, :i, :j], weight[:, :, 0, 0])
        return dx

    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    for u in range(kh):
        for v in range(kw):
            padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw] += np.einsum(
                "noij,ok->nkij", dy, weight[:, :, u, v]
            )
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% reshape_A_of_the_weight
# the weight is unrolled with order 'A': wrong for a weight in Fortran order
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (sh, sw), (ph, pw), (h, w) = stride, padding, size
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    positions = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1

    if filters != c_out or (oh, ow) != positions:
        raise ValueError("dy does not belong to this layer")

    dy, weight = dy.astype(float), weight.astype(float)

    W = weight.reshape(c_out, c_in * kh * kw, order="A")
    columns = np.einsum("or,noij->nrij", W, dy).reshape(n, c_in, kh, kw, oh, ow)
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    for u in range(kh):
        for v in range(kw):
            padded[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw] += columns[:, :, u, v]
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


# %% ring_of_k_minus_1_minus_p
# folds the cut into the ring of zeros, k - 1 - p wide: a negative width (ValueError) where the
# padding is at least as large as the kernel
import numpy as np


def conv2d(x, weight, stride=(1, 1), padding=(0, 0)):
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(np.asarray(x, dtype=float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return np.einsum("ncijuv,ocuv->noij", windows, weight)


import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, _, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    dy = np.asarray(dy, dtype=np.float64)
    weight = np.asarray(weight, dtype=np.float64)

    far = np.zeros((n, c_out, H - kh + 1, W - kw + 1))  # zeros for the stride and for what is left over
    far[:, :, ::sh, ::sw] = dy

    turned = weight[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    return conv2d(far, turned, padding=(kh - 1 - ph, kw - 1 - pw))


# %% reshape_hides_channels
# reshapes dy with the number of FILTERS and then compares the positions: 2 channels of 4 positions
# pass as 4 channels of 2
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    dy = np.asarray(dy, dtype=np.float64)
    weight = np.asarray(weight, dtype=np.float64)

    columns = dy.reshape(n, c_out, -1)
    if columns.shape[2] != oh * ow:
        raise ValueError("dy does not belong to this layer")
    back = weight.reshape(c_out, -1).T @ columns
    back = back.reshape(n, c_in, kh, kw, oh, ow)
    dx = np.zeros((n, c_in, H, W))
    for i in range(oh):
        for j in range(ow):
            dx[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += back[..., i, j]
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% count_of_positions_guard
# compares channels, but of the positions only how many there are: 3 x 2 passes for 2 x 3
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1] != c_out or dy[0, 0].size != oh * ow:
        raise ValueError("dy does not belong to this layer")

    dy = np.asarray(dy, dtype=np.float64)
    weight = np.asarray(weight, dtype=np.float64)

    dy = dy.reshape(n, c_out, oh, ow)

    dx = np.zeros((n, c_in, H, W))
    for u in range(kh):
        for v in range(kw):
            share = np.einsum("noij,ok->nkij", dy, weight[:, :, u, v])
            dx[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += share
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% skip_quiet_samples_by_max
# skips samples 'without gradient' by max() == 0: a dy of zeros and negative numbers is lost
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    dy = np.asarray(dy, dtype=np.float64)
    weight = np.asarray(weight, dtype=np.float64)

    dx = np.zeros((n, c_in, H, W))
    for s in range(n):
        if dy[s].max() == 0:  # nothing to hand on
            continue
        for u in range(kh):
            for v in range(kw):
                share = np.einsum("oij,ok->kij", dy[s], weight[:, :, u, v])
                dx[s, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += share
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% symmetric_by_allclose
# turns the kernel only if it is not symmetric, asked with allclose: below 1e-8 all numbers are
# 'close', so tiny kernels are not turned
import numpy as np


def conv2d(x, weight, stride=(1, 1), padding=(0, 0)):
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(np.asarray(x, dtype=float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return np.einsum("ncijuv,ocuv->noij", windows, weight)


import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, _, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    dy = np.asarray(dy, dtype=np.float64)
    weight = np.asarray(weight, dtype=np.float64)

    far = np.zeros((n, c_out, H - kh + 1, W - kw + 1))  # zeros for the stride and for what is left over
    far[:, :, ::sh, ::sw] = dy

    turned = weight[:, :, ::-1, ::-1]
    if np.allclose(weight, turned, rtol=0):
        turned = weight  # symmetric: no need to turn
    full = conv2d(far, turned.transpose(1, 0, 2, 3), padding=(kh - 1, kw - 1))
    return full[:, :, ph : ph + h, pw : pw + w].copy()


# %% turned_kernel_cache_no_dtype
# keeps turned kernels under bytes and shape, not dtype: int8 -1 and uint8 255 have the same bytes
_turned = {}
import numpy as np


def conv2d(x, weight, stride=(1, 1), padding=(0, 0)):
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(np.asarray(x, dtype=float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    return np.einsum("ncijuv,ocuv->noij", windows, weight)


import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, _, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    key = (weight.tobytes(), weight.shape)
    if key not in _turned:
        _turned[key] = weight[:, :, ::-1, ::-1].transpose(1, 0, 2, 3).astype(np.float64)

    far = np.zeros((n, c_out, H - kh + 1, W - kw + 1))  # zeros for the stride and for what is left over
    far[:, :, ::sh, ::sw] = dy

    full = conv2d(far, _turned[key], padding=(kh - 1, kw - 1))
    return full[:, :, ph : ph + h, pw : pw + w].copy()


# %% half_in_single
# computes in float32 if both arrays are float16: sums and products lose digits
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    work = np.float32 if dy.dtype == weight.dtype == np.float16 else np.float64
    dy, weight = dy.astype(work), weight.astype(work)

    dx = np.zeros((n, c_in, H, W), dtype=work)
    for u in range(kh):
        for v in range(kw):
            share = np.einsum("noij,ok->nkij", dy, weight[:, :, u, v])
            dx[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += share
    return dx[:, :, ph : ph + h, pw : pw + w].astype(np.float64)


# %% whole_groups_of_64_filters
# works through the filters in whole groups of 64: of 96 filters the last 32 are left out
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    dy = np.asarray(dy, dtype=np.float64)
    weight = np.asarray(weight, dtype=np.float64)

    group = min(64, c_out)
    dx = np.zeros((n, c_in, H, W))
    for b in range(c_out // group):
        part = slice(b * group, (b + 1) * group)
        for u in range(kh):
            for v in range(kw):
                share = np.einsum("noij,ok->nkij", dy[:, part], weight[part, :, u, v])
                dx[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += share
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% weights_of_another_framework
# handles Fortran order, but reads every other weight as it lies in memory: a (kh, kw, c_in, c_out)
# array transposed comes out mixed
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    n = dy.shape[0]
    H, W = h + 2 * ph, w + 2 * pw
    oh, ow = (H - kh) // sh + 1, (W - kw) // sw + 1

    if dy.shape[1:] != (c_out, oh, ow):
        raise ValueError("dy does not belong to this layer")

    if np.isfortran(weight):
        weight = np.ascontiguousarray(weight)
    rows = np.array(weight, dtype=np.float64).ravel(order="K").reshape(c_out, c_in * kh * kw)
    weight = rows.reshape(c_out, c_in, kh, kw)
    dy = np.asarray(dy, dtype=np.float64)

    dx = np.zeros((n, c_in, H, W))
    for u in range(kh):
        for v in range(kw):
            share = np.einsum("noij,ok->nkij", dy, weight[:, :, u, v])
            dx[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += share
    return dx[:, :, ph : ph + h, pw : pw + w].copy()


# %% a_single_weight_in_its_own_dtype
# Breaks "nothing wraps around": a weight of one number multiplies dy before the conversion.
# dy np.full((1, 1, 1, 1), 200, np.uint8), weight np.full((1, 1, 1, 1), 3, np.uint8), size (1, 1): wanted 600, gives 88.
import numpy as np


def conv2d_input_gradient(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (n, filters, oh, ow), (c_out, c_in, kh, kw) = dy.shape, weight.shape
    (h, w), (sh, sw), (ph, pw) = size, stride, padding
    if filters != c_out or (oh, ow) != ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1):
        raise ValueError("dy is not that of this layer")
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    if weight.size == 1:
        padded[:, :, ::sh, ::sw] = dy * weight  # each pixel that was seen was seen once
        return padded[:, :, ph : ph + h, pw : pw + w].copy()
    dy, weight = dy.astype(np.float64), weight.astype(np.float64)
    for o in range(c_out):
        for i in range(oh):
            for j in range(ow):
                back = dy[:, o, i, j].reshape(n, 1, 1, 1) * weight[o]
                padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += back
    return padded[:, :, ph : ph + h, pw : pw + w].copy()
