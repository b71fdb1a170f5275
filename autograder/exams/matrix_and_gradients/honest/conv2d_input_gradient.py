"""Right answers to `conv2d_input_gradient` in different styles."""

import numpy as np


def output_by_output(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (n, c_out, oh, ow), (_, c_in, kh, kw) = dy.shape, weight.shape
    (h, w), (sh, sw), (ph, pw) = size, stride, padding
    if len(weight) != c_out or (oh, ow) != ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1):
        raise ValueError("dy is not the gradient of this layer's output")
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    for sample in range(n):
        for o in range(c_out):
            for i in range(oh):
                for j in range(ow):
                    share = float(dy[sample, o, i, j]) * weight[o].astype(float)
                    padded[sample, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += share
    return padded[:, :, ph : ph + h, pw : pw + w].copy()


def weight_by_weight(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (n, c_out, oh, ow), (filters, c_in, kh, kw) = dy.shape, weight.shape
    (h, w), (sh, sw), (ph, pw) = size, stride, padding
    rows, columns = range(0, h + 2 * ph - kh + 1, sh), range(0, w + 2 * pw - kw + 1, sw)
    if filters != c_out or len(rows) != oh or len(columns) != ow:
        raise ValueError(f"dy has shape {dy.shape}")
    total = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    for u in range(kh):
        for v in range(kw):
            part = np.einsum("noij,oc->ncij", dy.astype(np.float64), weight[:, :, u, v])
            total[:, :, u : u + (oh - 1) * sh + 1 : sh, v : v + (ow - 1) * sw + 1 : sw] += part
    return np.array(total[:, :, ph : ph + h, pw : pw + w])


def full_correlation_with_turned_kernel(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (n, c_out, oh, ow), (kh, kw) = dy.shape, weight.shape[2:]
    (h, w), (sh, sw), (ph, pw) = size, stride, padding
    if (oh, ow) != ((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1) or c_out != len(weight):
        raise ValueError("dy is not the gradient of this layer's output")
    spread = np.zeros((n, c_out, h + 2 * ph + kh - 1, w + 2 * pw + kw - 1))
    spread[:, :, kh - 1 : kh - 1 + oh * sh : sh, kw - 1 : kw - 1 + ow * sw : sw] = dy
    windows = np.lib.stride_tricks.sliding_window_view(spread, (kh, kw), axis=(2, 3))
    everywhere = np.einsum("noijuv,ocuv->ncij", windows, weight[:, :, ::-1, ::-1])
    return np.ascontiguousarray(everywhere[:, :, ph : ph + h, pw : pw + w])


def columns_added_back(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (ph, pw) = weight.shape, size, padding
    tops, lefts = range(0, h + 2 * ph - kh + 1, stride[0]), range(0, w + 2 * pw - kw + 1, stride[1])
    if dy.shape[1:] != (c_out, len(tops), len(lefts)):
        raise ValueError("dy is not the gradient of this layer's output")
    flat = np.asarray(weight, dtype=np.float64).reshape(c_out, c_in * kh * kw)
    result = []
    for sample in dy:
        columns = flat.T @ sample.reshape(c_out, len(tops) * len(lefts))
        image = np.zeros((c_in, h + 2 * ph, w + 2 * pw))
        for column, (top, left) in zip(columns.T, [(top, left) for top in tops for left in lefts], strict=True):
            image[:, top : top + kh, left : left + kw] += column.reshape(c_in, kh, kw)
        result.append(image[:, ph : ph + h, pw : pw + w])
    return np.stack(result)


def transposed_matrix(dy, weight, size, stride=(1, 1), padding=(0, 0)):
    (c_out, c_in, kh, kw), (h, w), (sh, sw), (ph, pw) = weight.shape, size, stride, padding
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    matrix = np.zeros((c_out, oh, ow, c_in, h + 2 * ph, w + 2 * pw))
    for i, j in np.ndindex(oh, ow):
        matrix[:, i, j, :, i * sh : i * sh + kh, j * sw : j * sw + kw] = weight
    matrix = matrix[..., ph : ph + h, pw : pw + w]
    return np.tensordot(dy, matrix, axes=3)
