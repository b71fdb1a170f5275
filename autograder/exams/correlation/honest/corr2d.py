"""Right answers to `corr2d` in different styles."""

import numpy as np


def loops(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    out = np.full((h - kh + 1, w - kw + 1), float(bias))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += float(image[i + u, j + v]) * float(kernel[u, v])
    return out


def window_sums(image, kernel, bias=0.0):
    image = image * 1.0 if image.dtype.kind != "f" else image.astype("float64")
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    if min(rows, columns) < 1:
        raise ValueError("kernel larger than image")
    return np.array(
        [
            [(image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel).sum() + bias for j in range(columns)]
            for i in range(rows)
        ],
        dtype=float,
    )


def einsum_on_windows(image, kernel, bias=0.0):
    windows = np.lib.stride_tricks.sliding_window_view(image.astype(np.float64), kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel) + bias


def im2col(image, kernel, bias=0.0):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError(f"{kernel.shape} does not fit into {image.shape}")
    columns = np.stack([image.astype(float)[u : u + oh, v : v + ow].ravel() for u in range(kh) for v in range(kw)])
    return (kernel.reshape(1, -1) @ columns).reshape(oh, ow) + float(bias)


def shifted_slices(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if h < kh or w < kw:
        raise ValueError("too large")
    out = np.zeros((h - kh + 1, w - kw + 1), order="F")
    for (u, v), weight in np.ndenumerate(kernel):
        out += np.float64(weight) * image[u : u + out.shape[0], v : v + out.shape[1]]
    out += bias
    return out


def strided_view(image, kernel, bias=0.0):
    class KernelTooLarge(ValueError):
        pass

    image = np.ascontiguousarray(image, dtype=np.float64)
    oh, ow = np.subtract(image.shape, kernel.shape) + 1
    if oh <= 0 or ow <= 0:
        raise KernelTooLarge
    view = np.lib.stride_tricks.as_strided(image, (oh, ow, *kernel.shape), image.strides * 2)
    return np.tensordot(view, kernel, axes=2) + int(bias) + (bias - int(bias))


def transposed_twice(image, kernel, bias=0.0):
    def valid(a, k):
        if k.shape[0] > a.shape[0] or k.shape[1] > a.shape[1]:
            raise ValueError("does not fit")
        rows = range(a.shape[0] - k.shape[0] + 1)
        columns = range(a.shape[1] - k.shape[1] + 1)
        return np.array([[np.vdot(a[i:, j:][: k.shape[0], : k.shape[1]], k) for j in columns] for i in rows])

    return (valid(image.T.astype(float), kernel.T.astype(float)) + bias).T


def through_the_fourier_transform(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    spectrum = np.fft.rfft2(np.float64(image), (h, w)) * np.conj(np.fft.rfft2(np.float64(kernel), (h, w)))
    return np.fft.irfft2(spectrum, (h, w))[: h - kh + 1, : w - kw + 1] + bias


def in_order_in_memory(image, kernel, bias=0.0):
    image, kernel = np.ascontiguousarray(image, dtype="d"), np.ascontiguousarray(kernel, dtype="d")
    if any(k > n for n, k in zip(image.shape, kernel.shape, strict=True)):
        raise ValueError("the kernel does not fit")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.ascontiguousarray(np.sum(windows * kernel, axis=(2, 3)) + bias)
