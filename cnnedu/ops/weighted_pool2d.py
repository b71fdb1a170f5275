"""Pooling by a weighted sum: with Gaussian weights, and with weights that are learned."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_float, as_maps, pair
from cnnedu.ops.conv2d import conv2d, conv2d_backward, conv2d_input_gradient

__all__ = [
    "gaussian_pool2d",
    "gaussian_pool2d_backward",
    "gaussian_window",
    "trainable_pool2d",
    "trainable_pool2d_backward",
]


def gaussian_window(kernel_size: int | Pair, sigma: float) -> np.ndarray:
    """Weights that fall off from the middle of the window like a bell, and sum to 1.

    ``g[u, v]`` is proportional to ``exp(-((u - (kh - 1) / 2)^2 + (v - (kw - 1) / 2)^2) / (2 sigma^2))``.

    Args:
        kernel_size: (kh, kw), or an integer for both.
        sigma: width of the bell in pixels, positive.

    Returns:
        float64 array (kh, kw).

    Raises:
        ValueError: sigma is not positive, or a size is smaller than 1.

    Source: lecture L4 (the blur of 1/16), lecture L0.

    >>> 16 * gaussian_window(3, sigma=1 / np.sqrt(2 * np.log(2))).round(12)  # the blur of lecture L4
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    """
    kernel_size = pair("kernel_size", kernel_size, 1)
    if not sigma > 0:
        raise ValueError(f"sigma must be positive, got {sigma}")
    bells = [np.exp(-((np.arange(k) - (k - 1) / 2) ** 2) / (2 * sigma**2)) for k in kernel_size]
    window = np.outer(*bells)
    return window / window.sum()


def gaussian_pool2d(
    x: np.ndarray, kernel_size: int | Pair, sigma: float, stride: int | Pair | None = None, padding: int | Pair = 0
) -> np.ndarray:
    """Blur and sample: sum each window with Gaussian weights, channel by channel, with zeros outside the map.

    In a window of 2 x 2, all four pixels are equally far from the middle, and the result is the mean.

    Args:
        x: array (n, c, h, w), any real dtype.
        kernel_size, sigma: as for `gaussian_window`.
        stride: step of the window; None means the size of the window.
        padding: zeros added at EACH side.

    Returns:
        new array (n, c, oh, ow), sized as by `conv2d`; floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: as for `gaussian_window` and `conv2d`.

    Source: lecture L0, which names it "borrowed from the Gaussian blur" and gives no formula.

    >>> gaussian_pool2d(np.array([[[[1.0, 2.0, 4.0]]]]), (1, 3), sigma=1.0).round(6)
    array([[[[2.274069]]]])
    """
    x = as_maps("x", x)
    kernels = _gaussian_kernels(x, kernel_size, sigma)
    return conv2d(x, kernels, stride=_stride(kernel_size, stride), padding=padding, groups=x.shape[1])


def gaussian_pool2d_backward(
    dy: np.ndarray,
    input_size: Pair,
    kernel_size: int | Pair,
    sigma: float,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
) -> np.ndarray:
    """Give each pixel of a window its Gaussian share of the gradient.

    Args:
        dy: array (n, c, oh, ow), the gradient with respect to the output.
        input_size: (h, w) of the input. Its values do not matter: the sum is linear.
        kernel_size, sigma, stride, padding: as they were given to `gaussian_pool2d`.

    Returns:
        new array (n, c, h, w).

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `gaussian_pool2d`.

    Source: the transpose of `gaussian_pool2d` as a linear map.

    >>> gaussian_pool2d_backward(np.array([[[[1.0]]]]), (1, 4), (1, 3), sigma=1.0).round(3)
    array([[[[0.274, 0.452, 0.274, 0.   ]]]])
    """
    dy = as_maps("dy", dy)
    kernels = _gaussian_kernels(dy, kernel_size, sigma)
    stride = _stride(kernel_size, stride)
    return conv2d_input_gradient(dy, kernels, input_size, stride, padding, groups=dy.shape[1])


def trainable_pool2d(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: int | Pair | None = None,
    padding: int | Pair = 0,
) -> np.ndarray:
    """Let training decide how much each place of the window counts: one kernel per channel, which sees only its own.

    ``y[n, c, i, j] = bias[c] + sum_{u, v} x[n, c, i sh + u - ph, j sw + v - pw] * weight[c, u, v]``. LeNet-5's pooling
    of 1998 is the case where a channel's four weights are one number.

    Args:
        x: array (n, c, h, w), any real dtype.
        weight: array (c, kh, kw).
        bias: array (c,), or None.
        stride: step of the window; None means the size of the window.
        padding: zeros added at EACH side.

    Returns:
        new array (n, c, oh, ow), sized as by `conv2d`.

    Raises:
        ValueError: the weight does not have three axes, or as for `conv2d`.

    Source: lecture L0; LeCun et al. (1998), layers S2 and S4.

    >>> x = np.array([[[[1.0, 2.0, 3.0, 4.0]], [[5.0, 6.0, 7.0, 8.0]]]])
    >>> trainable_pool2d(x, np.array([[[0.0, 1.0]], [[1.0, -1.0]]]), bias=np.array([0.0, 0.5]))
    array([[[[ 2. ,  4. ]],
            [[-0.5, -0.5]]]])
    """
    x, weight = as_maps("x", x), _read_weight(weight)
    return conv2d(x, weight, bias, _stride(weight.shape[2:], stride), padding, groups=x.shape[1])


def trainable_pool2d_backward(
    dy: np.ndarray, x: np.ndarray, weight: np.ndarray, stride: int | Pair | None = None, padding: int | Pair = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry a gradient back to the input, weight and bias of `trainable_pool2d`.

    Args:
        dy: array (n, c, oh, ow), the gradient with respect to the output.
        x, weight, stride, padding: as they were given to `trainable_pool2d`.

    Returns:
        dx (n, c, h, w), dw (c, kh, kw) and db (c,).

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `trainable_pool2d`.

    Source: the chain rule; `torch.nn.functional.conv2d` with one group per channel.

    >>> trainable_pool2d_backward(np.array([[[[1.0, 10.0]]]]), np.array([[[[1.0, 2.0, 3.0, 4.0]]]]), np.ones((1, 1, 2)))
    (array([[[[ 1.,  1., 10., 10.]]]]), array([[[31., 42.]]]), array([11.]))
    """
    x, weight = as_maps("x", x), _read_weight(weight)
    stride = _stride(weight.shape[2:], stride)
    dx, dw, db = conv2d_backward(dy, x, weight, stride, padding, groups=x.shape[1])
    return dx, dw[:, 0], db


def _gaussian_kernels(maps: np.ndarray, kernel_size: int | Pair, sigma: float) -> np.ndarray:
    window = gaussian_window(kernel_size, sigma).astype(maps.dtype)
    return np.repeat(window[None, None], maps.shape[1], axis=0)


def _read_weight(weight: np.ndarray) -> np.ndarray:
    weight = as_float(weight)
    if weight.ndim != 3:
        raise ValueError(f"weight must be C x kh x kw, one kernel per channel, got shape {weight.shape}")
    return weight[:, None]


def _stride(kernel_size: int | tuple[int, ...], stride: int | Pair | None) -> Pair:
    return pair("kernel_size", kernel_size, 1) if stride is None else pair("stride", stride, 1)
