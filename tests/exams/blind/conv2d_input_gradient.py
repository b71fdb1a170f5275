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
