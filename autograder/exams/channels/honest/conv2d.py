"""Right answers to `conv2d` in different styles."""

import numpy as np


def _refuse(x, weight, bias, stride, padding):
    """Refuse what the docstring refuses."""
    if min(stride) < 1 or min(padding) < 0:
        raise ValueError(f"stride {stride}, padding {padding}")
    if x.shape[1] != weight.shape[1]:
        raise ValueError(f"{x.shape[1]} channels, filters for {weight.shape[1]}")
    if bias is not None and bias.shape != (len(weight),):
        raise ValueError(f"{len(weight)} filters, biases {bias.shape}")
    if weight.shape[2] > x.shape[2] + 2 * padding[0] or weight.shape[3] > x.shape[3] + 2 * padding[1]:
        raise ValueError("the filters do not fit")


def einsum_on_windows_of_maps(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    _refuse(x, weight, bias, stride, padding)
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))).astype(np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(padded, weight.shape[2:], axis=(2, 3))[:, :, ::sh, ::sw]
    out = np.einsum("nchwuv,ocuv->nohw", windows, weight.astype(np.float64))
    return out if bias is None else out + bias[:, None, None]


def loops_over_all_axes(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    (n, c_in, h, w), (c_out, channels, kh, kw) = x.shape, weight.shape
    (sh, sw), (ph, pw) = stride, padding
    if channels != c_in:
        raise ValueError("channels")
    if bias is None:
        bias = np.zeros(c_out)
    if np.shape(bias) != (c_out,):
        raise ValueError("bias")
    if sh < 1 or sw < 1 or ph < 0 or pw < 0:
        raise ValueError("stride or padding")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the filters do not fit")
    padded = np.zeros((n, c_in, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    out = np.zeros((n, c_out, oh, ow))
    for s in range(n):
        for o in range(c_out):
            for i in range(oh):
                for j in range(ow):
                    window = padded[s, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
                    out[s, o, i, j] = (window * weight[o]).sum() + bias[o]
    return out


def map_by_map(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    (ph, pw), (sh, sw) = padding, stride
    if x.shape[1] != weight.shape[1]:
        raise ValueError("channels")
    if bias is not None and (bias.ndim != 1 or len(bias) != len(weight)):
        raise ValueError("bias")
    if any(s < 1 for s in stride) or any(p < 0 for p in padding):
        raise ValueError("stride or padding")

    def one_map(sample, kernel):
        kh, kw = kernel.shape[1:]
        if kh > sample.shape[1] or kw > sample.shape[2]:
            raise ValueError("the kernel does not fit")
        rows, columns = range(0, sample.shape[1] - kh + 1, sh), range(0, sample.shape[2] - kw + 1, sw)
        return [[np.sum(sample[:, i : i + kh, j : j + kw] * kernel) for j in columns] for i in rows]

    padded = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)]).astype(float)
    out = np.array([[one_map(sample, kernel) for kernel in weight] for sample in padded])
    if bias is not None:
        out += bias.reshape(-1, 1, 1)
    return out


def im2col_and_one_product(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    (n, c, h, w), (c_out, c_in, kh, kw), (sh, sw), (ph, pw) = x.shape, weight.shape, stride, padding
    if c != c_in or sh < 1 or sw < 1 or ph < 0 or pw < 0 or kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("these do not belong together")
    if bias is not None and np.shape(bias) != (c_out,):
        raise ValueError("one bias for each filter")
    a = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    rows, columns = range(0, a.shape[2] - kh + 1, sh), range(0, a.shape[3] - kw + 1, sw)
    patches = [a[:, :, i : i + kh, j : j + kw].reshape(n, -1) for i in rows for j in columns]
    out = np.stack(patches, axis=1) @ weight.reshape(c_out, -1).astype(np.float64).T
    if bias is not None:
        out = out + bias
    return out.transpose(0, 2, 1).reshape(n, c_out, len(rows), len(columns))


def one_cell_of_the_kernel_at_a_time(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    _refuse(x, weight, bias, stride, padding)
    (sh, sw), (ph, pw), (kh, kw) = stride, padding, weight.shape[2:]
    a = np.pad(x.astype(float), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh, ow = (a.shape[2] - kh) // sh + 1, (a.shape[3] - kw) // sw + 1
    out = np.zeros((len(x), len(weight), oh, ow))
    for u in range(kh):
        for v in range(kw):
            seen = a[:, :, u : u + sh * oh : sh, v : v + sw * ow : sw][:, :, :oh, :ow]
            out += np.tensordot(seen, weight[:, :, u, v].astype(float), (1, 1)).transpose(0, 3, 1, 2)
    if bias is not None:
        for o, number in enumerate(bias):
            out[:, o] += number
    return out


def view_with_strides(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    _refuse(x, weight, bias, stride, padding)
    (n, c, h, w), (kh, kw), (sh, sw), (ph, pw) = x.shape, weight.shape[2:], stride, padding
    a = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw))).astype(np.float64)
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    sample, channel, down, right = a.strides
    steps = (sample, down * sh, right * sw, channel, down, right)
    view = np.lib.stride_tricks.as_strided(a, (n, oh, ow, c, kh, kw), steps)
    out = np.moveaxis(np.tensordot(view, weight, ((3, 4, 5), (1, 2, 3))), 3, 1)
    return out + (0.0 if bias is None else bias[:, None, None])
