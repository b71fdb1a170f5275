"""Convolution of a batch of multi-channel maps, its three gradients, and the loops that say what it means."""

from __future__ import annotations

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import as_filters, as_float, as_maps, check_shape, pair
from cnnedu.ops.conv_layout import ConvLayout, conv_layout
from cnnedu.ops.windows import pad_maps

__all__ = ["conv2d", "conv2d_backward", "conv2d_by_loops", "conv2d_input_gradient", "conv2d_weight_gradient"]


def conv2d_by_loops(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> np.ndarray:
    """Convolve as the formula reads, one output at a time: the specification that `conv2d` is tested against.

    Arguments, result, errors and source are those of `conv2d`.

    >>> x, weight = np.arange(18.0).reshape(1, 2, 3, 3), np.ones((1, 2, 2, 2))
    >>> conv2d_by_loops(x, weight)
    array([[[[52., 60.],
             [76., 84.]]]])
    """
    x, weight = as_maps("x", x), as_filters("weight", weight)
    layout = conv_layout(x.shape, weight.shape, stride, padding, dilation, groups)
    (sh, sw), (dh, dw) = layout.stride, layout.dilation
    n, c_out, oh, ow = layout.output
    _, c_in, kh, kw = layout.weight
    padded, biases = pad_maps(x, layout.padding), _read_bias(bias, layout)
    y = np.zeros(layout.output, dtype=np.result_type(x, weight))
    for sample in range(n):
        for o in range(c_out):
            first = o // (c_out // groups) * c_in  # of the channels that filter o sees
            for i in range(oh):
                for j in range(ow):
                    total = biases[o]
                    for c in range(c_in):
                        for u in range(kh):
                            for v in range(kw):
                                seen = padded[sample, first + c, i * sh + u * dh, j * sw + v * dw]
                                total += seen * weight[o, c, u, v]
                    y[sample, o, i, j] = total
    return y


def conv2d(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> np.ndarray:
    """Cross-correlate every sample with every filter: what deep learning calls a convolution.

    ``y[n, o, i, j] = bias[o] + sum_{c, u, v} x[n, c, i sh + u dh - ph, j sw + v dw - pw] * weight[o, c, u, v]``,
    with zeros outside the maps. With g groups, the filters fall into g equal parts in order, and those of part p see
    the p-th of g equal parts of the input channels, and nothing else.

    Args:
        x: array (n, c_in, h, w), any real dtype.
        weight: array (c_out, c_in / groups, kh, kw).
        bias: array (c_out,), or None for no bias.
        stride: step of the window, an integer or a pair (down, right).
        padding: zeros added at EACH side, an integer or a pair (above and below, left and right).
        dilation: distance between neighbouring cells of the kernel, an integer or a pair.
        groups: number of groups; 1 connects every input channel with every output channel.

    Returns:
        new array (n, c_out, oh, ow) with oh = floor((h + 2 ph - dh (kh - 1) - 1) / sh) + 1, ow likewise. The dtype is
        the one NumPy gives to x * weight; integers are computed in float64.

    Raises:
        ValueError: shapes that do not belong together, a number out of range, or a kernel that does not fit.

    Source: lectures L0, L1, L2 (channels, filters, batches), L4 (strides); groups: Krizhevsky et al. (2012).

    >>> x = np.arange(18.0).reshape(1, 2, 3, 3)
    >>> weight = np.stack([np.ones((2, 2, 2)), np.zeros((2, 2, 2)), -np.ones((2, 2, 2))])
    >>> conv2d(x, weight, bias=np.array([0.0, 7.0, 0.0]))[0]
    array([[[ 52.,  60.],
            [ 76.,  84.]],
           [[  7.,   7.],
            [  7.,   7.]],
           [[-52., -60.],
            [-76., -84.]]])
    """
    x, weight = as_maps("x", x), as_filters("weight", weight)
    layout = conv_layout(x.shape, weight.shape, stride, padding, dilation, groups)
    filters, biases = layout.filters(weight), _read_bias(bias, layout)
    y = np.empty(layout.output, dtype=np.result_type(x, weight))
    for samples in layout.batches():
        columns = layout.columns(x[samples])
        if samples.stop - samples.start == 1:  # the product already lies as y does: no copy
            np.matmul(filters, columns, out=y[samples.start].reshape(*filters.shape[:2], -1))
        else:
            y[samples] = layout.maps(np.matmul(filters, columns))
    if bias is not None:
        y += biases[:, None, None]
    return y


def conv2d_backward(
    dy: np.ndarray,
    x: np.ndarray,
    weight: np.ndarray,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Carry the gradient of a loss from the output of `conv2d` to its input, weight and bias.

    ``db[o] = sum_{n, i, j} dy[n, o, i, j]``; dx and dw as in `conv2d_input_gradient` and `conv2d_weight_gradient`.

    Args:
        dy: array (n, c_out, oh, ow), the gradient of the loss with respect to the output.
        x, weight, stride, padding, dilation, groups: as they were given to `conv2d`.

    Returns:
        dx (n, c_in, h, w), dw (c_out, c_in / groups, kh, kw) and db (c_out,).

    Raises:
        ValueError: `dy` does not have the output's shape, or as for `conv2d`.

    Source: lecture L2 (the transpose of the sparse matrix).

    >>> x, weight = np.arange(9.0).reshape(1, 1, 3, 3), np.array([[[[0.0, 1.0], [2.0, 3.0]]]])
    >>> dx, dw, db = conv2d_backward(np.ones((1, 1, 2, 2)), x, weight)
    >>> dx[0, 0], dw[0, 0], db
    (array([[0., 1., 1.],
           [2., 6., 4.],
           [2., 5., 3.]]), array([[ 8., 12.],
           [20., 24.]]), array([4.]))
    """
    x, weight = as_maps("x", x), as_filters("weight", weight)
    layout = conv_layout(x.shape, weight.shape, stride, padding, dilation, groups)
    dy = _read_dy(dy, layout)
    return _dx(dy, weight, layout), _dw(dy, x, layout), dy.sum(axis=(0, 2, 3))


def conv2d_input_gradient(
    dy: np.ndarray,
    weight: np.ndarray,
    input_size: Pair,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> np.ndarray:
    """Carry a gradient from the output of `conv2d` to its input: the transpose of `conv2d` as a linear map of x.

    ``dx[n, c, i sh + u dh - ph, j sw + v dw - pw] += dy[n, o, i, j] * weight[o, c, u, v]`` over all o, i, j, u, v.

    Args:
        dy: array (n, c_out, oh, ow).
        weight, stride, padding, dilation, groups: as they were given to `conv2d`.
        input_size: (h, w) of the input; strides that do not divide give several sizes the same output.

    Returns:
        new array (n, c_in, h, w). Pixels that no window saw get 0.

    Raises:
        ValueError: as for `conv2d_backward`.

    Source: lecture L2; Dumoulin and Visin, A guide to convolution arithmetic (2016), chapter 4.

    >>> conv2d_input_gradient(np.array([[[[1.0, 10.0]]]]), np.array([[[[1.0, 2.0]]]]), (1, 5), stride=(1, 2))
    array([[[[ 1.,  2., 10., 20.,  0.]]]])
    """
    dy, weight = as_maps("dy", dy), as_filters("weight", weight)
    h, w = pair("input_size", input_size, 1)
    layout = conv_layout((dy.shape[0], weight.shape[1] * groups, h, w), weight.shape, stride, padding, dilation, groups)
    return _dx(_read_dy(dy, layout), weight, layout)


def conv2d_weight_gradient(
    dy: np.ndarray,
    x: np.ndarray,
    kernel_size: int | Pair,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> np.ndarray:
    """Carry a gradient from the output of `conv2d` to its weight, summed over samples and positions.

    ``dw[o, c, u, v] = sum_{n, i, j} dy[n, o, i, j] * x[n, c, i sh + u dh - ph, j sw + v dw - pw]``

    Args:
        dy: array (n, c_out, oh, ow).
        x, stride, padding, dilation, groups: as they were given to `conv2d`.
        kernel_size: (kh, kw) of the weight.

    Returns:
        new array (c_out, c_in / groups, kh, kw).

    Raises:
        ValueError: as for `conv2d_backward`.

    Source: lecture L2; `torch.nn.grad.conv2d_weight`.

    >>> conv2d_weight_gradient(np.ones((1, 1, 1, 2)), np.array([[[[1.0, 2.0, 3.0]]]]), (1, 2))
    array([[[[3., 5.]]]])
    """
    dy, x = as_maps("dy", dy), as_maps("x", x)
    weight_shape = (dy.shape[1], x.shape[1] // groups, *pair("kernel_size", kernel_size, 1))
    layout = conv_layout(x.shape, weight_shape, stride, padding, dilation, groups)
    return _dw(_read_dy(dy, layout), x, layout)


def _dx(dy: np.ndarray, weight: np.ndarray, layout: ConvLayout) -> np.ndarray:
    dx = np.empty(layout.input, dtype=np.result_type(dy, weight))
    filters = layout.filters(weight).swapaxes(1, 2)
    for samples in layout.batches():
        dx[samples] = layout.add_columns(np.matmul(filters, layout.positions(dy[samples])))
    return dx


def _dw(dy: np.ndarray, x: np.ndarray, layout: ConvLayout) -> np.ndarray:
    dw = np.zeros(layout.weight, dtype=np.result_type(dy, x))
    per_group = layout.filters(dw)
    for samples in layout.batches():
        per_group += np.matmul(layout.positions(dy[samples]), layout.columns(x[samples]).swapaxes(1, 2))
    return dw


def _read_bias(bias: np.ndarray | None, layout: ConvLayout) -> np.ndarray:
    bias = np.zeros(layout.output[1]) if bias is None else as_float(bias)
    check_shape("bias", bias, layout.output[1:2], "one number per output channel")
    return bias


def _read_dy(dy: np.ndarray, layout: ConvLayout) -> np.ndarray:
    dy = as_maps("dy", dy)
    check_shape("dy", dy, layout.output, "the shape of the output")
    return dy
