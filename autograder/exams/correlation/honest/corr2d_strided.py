"""Right answers to `corr2d_strided` in different styles."""

import numpy as np


def loops(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (h, w), (kh, kw), (ph, pw), (sh, sw) = image.shape, kernel.shape, padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride must be at least 1")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
    if ph < 0 or pw < 0:
        raise ValueError("padding must not be negative")
    padded = np.zeros((h + 2 * ph, w + 2 * pw))
    padded[ph : ph + h, pw : pw + w] = image
    out = np.zeros(((h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            window = padded[i * sh : i * sh + kh, j * sw : j * sw + kw]
            out[i, j] = (window * kernel).sum() + bias
    return out


def never_padded(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (h, w), (kh, kw), (ph, pw), (sh, sw) = image.shape, kernel.shape, padding, stride
    if min(stride) < 1 or min(padding) < 0 or kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("no position")
    rows, columns = range(-ph, h + ph - kh + 1, sh), range(-pw, w + pw - kw + 1, sw)
    out = np.full((len(rows), len(columns)), float(bias), order="F")
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            for u in range(kh):
                for v in range(kw):
                    if 0 <= top + u < h and 0 <= left + v < w:
                        out[i, j] += float(image[top + u, left + v]) * float(kernel[u, v])
    return out


def corr2d_then_every_nth(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    def corr2d(a, k):
        oh, ow = a.shape[0] - k.shape[0] + 1, a.shape[1] - k.shape[1] + 1
        if oh <= 0 or ow <= 0:
            raise ValueError("the kernel does not fit")
        out = np.zeros((oh, ow))
        for u in range(k.shape[0]):
            for v in range(k.shape[1]):
                out += a[u : u + oh, v : v + ow] * float(k[u, v])
        return out

    if stride[0] < 1 or stride[1] < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((padding[0],) * 2, (padding[1],) * 2)).astype(np.float64)
    return (corr2d(padded, kernel) + bias)[:: stride[0], :: stride[1]]


def einsum_on_strided_windows(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if any(step < 1 for step in stride):
        raise ValueError("stride")
    padded = np.pad(np.asarray(image, dtype=float), [(p, p) for p in padding])
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows[:: stride[0], :: stride[1]], kernel) + np.float64(bias)


def im2col_with_fancy_indices(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    a = np.pad(image, ((ph, ph), (pw, pw)))
    if sh <= 0 or sw <= 0 or kh > a.shape[0] or kw > a.shape[1]:
        raise ValueError("no position")
    rows = np.arange(0, a.shape[0] - kh + 1, sh)[:, None, None, None] + np.arange(kh)[:, None]
    columns = np.arange(0, a.shape[1] - kw + 1, sw)[:, None, None] + np.arange(kw)
    patches = a[rows, columns]
    return patches.reshape(*patches.shape[:2], -1) @ kernel.astype(float).ravel() + bias


def strided_view(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (ph, pw), (sh, sw), (kh, kw) = padding, stride, kernel.shape
    if sh < 1 or sw < 1 or not (ph >= 0 <= pw):
        raise ValueError("stride or padding")
    a = np.zeros((image.shape[0] + 2 * ph, image.shape[1] + 2 * pw))
    a[ph : a.shape[0] - ph, pw : a.shape[1] - pw] = image
    oh, ow = (a.shape[0] - kh) // sh + 1, (a.shape[1] - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("kernel")
    down, right = a.strides
    view = np.lib.stride_tricks.as_strided(a, (oh, ow, kh, kw), (down * sh, right * sw, down, right))
    return np.tensordot(view, kernel, 2) + bias


def through_the_fourier_transform(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    if min(*stride, *(p + 1 for p in padding)) < 1:
        raise ValueError("stride or padding")
    a = np.pad(image, [(p, p) for p in padding]).astype(float)
    if (np.array(kernel.shape) > a.shape).any():
        raise ValueError("the kernel does not fit")
    product = np.fft.fft2(a) * np.conj(np.fft.fft2(kernel.astype(float), a.shape))
    valid = np.fft.ifft2(product).real[: a.shape[0] - kernel.shape[0] + 1, : a.shape[1] - kernel.shape[1] + 1]
    return np.ascontiguousarray(valid[:: stride[0], :: stride[1]]) + bias
