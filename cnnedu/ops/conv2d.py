"""Convolution of a batch of multi-channel maps, its three gradients, and the loops that say what it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cnnedu.ops.arguments import as_filters, as_float, as_maps, check_shape, pair
from cnnedu.ops.windows import add_windows, pad_maps, view_windows, window_counts

__all__ = ["conv2d", "conv2d_backward", "conv2d_by_loops", "conv2d_input_gradient", "conv2d_weight_gradient"]

Pair = tuple[int, int]
Maps = tuple[int, int, int, int]


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
    x, weight, bias, shape = _read(x, weight, bias, stride, padding, dilation, groups)
    (sh, sw), (dh, dw), (kh, kw) = shape.stride, shape.dilation, shape.kernel_size
    n, c_out, oh, ow = shape.output
    c_in, per_group = weight.shape[1], c_out // groups
    padded = pad_maps(x, shape.padding)
    y = np.zeros(shape.output, dtype=np.result_type(x, weight))
    for sample in range(n):
        for o in range(c_out):
            first = (o // per_group) * c_in  # the first channel of the group that filter o sees
            for i in range(oh):
                for j in range(ow):
                    total = 0.0 if bias is None else bias[o]
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
    x, weight, bias, shape = _read(x, weight, bias, stride, padding, dilation, groups)
    y = np.empty(shape.output, dtype=np.result_type(x, weight))
    filters = shape.filters(weight)
    for samples in shape.batches():
        if x[samples].shape[0] == 1:
            np.matmul(filters, shape.columns(x[samples]), out=shape.positions(y[samples]))
        else:
            y[samples] = shape.maps(np.matmul(filters, shape.columns(x[samples])))
    if bias is not None:
        y += bias[:, None, None]
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
    x, weight, _, shape = _read(x, weight, None, stride, padding, dilation, groups)
    dy = _read_dy(dy, shape)
    return _dx(dy, weight, shape), _dw(dy, x, shape), dy.sum(axis=(0, 2, 3))


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
    shape = _shape((dy.shape[0], weight.shape[1] * groups, h, w), weight.shape, stride, padding, dilation, groups)
    return _dx(_read_dy(dy, shape), weight, shape)


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
    shape = _shape(x.shape, weight_shape, stride, padding, dilation, groups)
    return _dw(_read_dy(dy, shape), x, shape)


class _Shape(NamedTuple):
    """The numbers of one convolution, all pairs (down, right), and the matrices it is a product of.

    With m samples at a time, an output is the product of the filters, (groups, c_out / groups, c_in / groups kh kw),
    and of what they see, (groups, c_in / groups kh kw, oh ow m). Samples come last in memory: pixels of neighbouring
    windows, and of all m samples there, then lie side by side, and columns are filled in long runs.
    """

    input: Maps
    output: Maps
    kernel_size: Pair
    stride: Pair
    padding: Pair
    dilation: Pair
    groups: int

    def batches(self) -> Iterator[slice]:
        """Take as many samples at a time as make a matrix product efficient, and its columns not too large to cache."""
        n, c_in, _, _ = self.input
        rows = c_in // self.groups * self.kernel_size[0] * self.kernel_size[1]
        positions = self.output[2] * self.output[3]
        m = max(1, max(1024, 65536 // max(1, rows)) // positions)
        for first in range(0, n, m):
            yield slice(first, min(first + m, n))

    def filters(self, weight: np.ndarray) -> np.ndarray:
        """See the weight as one matrix for each group."""
        return weight.reshape(self.groups, self.output[1] // self.groups, -1)

    def columns(self, x: np.ndarray) -> np.ndarray:
        """Lay the windows of some samples out as columns: (groups, c_in / groups kh kw, oh ow m)."""
        m, c_in, h, w = x.shape
        ph, pw = self.padding
        samples_last = x.transpose(1, 2, 3, 0)
        padded = samples_last
        if ph or pw:
            padded = np.zeros((c_in, h + 2 * ph, w + 2 * pw, m), dtype=x.dtype)
            padded[:, ph : ph + h, pw : pw + w] = samples_last
        elif m > 1:
            padded = np.ascontiguousarray(samples_last)
        windows = view_windows(
            padded.transpose(3, 0, 1, 2), self.kernel_size, self.output[2:], self.stride, self.dilation
        )
        # a 1 x 1 kernel at every pixel of one sample has its columns in x already: then this copies nothing
        columns = np.ascontiguousarray(windows.transpose(1, 2, 3, 4, 5, 0))
        return columns.reshape(self.groups, -1, self.output[2] * self.output[3] * m)

    def add_columns(self, columns: np.ndarray) -> np.ndarray:
        """Add columns back to the pixels they were taken from: the transpose of `columns`, (m, c_in, h, w)."""
        windows = columns.reshape(self.input[1], *self.kernel_size, *self.output[2:], -1).transpose(5, 0, 1, 2, 3, 4)
        return add_windows(windows, self.input[2:], self.stride, self.padding, self.dilation)

    def positions(self, y: np.ndarray) -> np.ndarray:
        """See maps (m, c_out, oh, ow) as (groups, c_out / groups, oh ow m): a view if m is 1, else a copy."""
        return y.transpose(1, 2, 3, 0).reshape(self.groups, self.output[1] // self.groups, -1)

    def maps(self, positions: np.ndarray) -> np.ndarray:
        """The inverse of `positions`."""
        return positions.reshape(*self.output[1:], -1).transpose(3, 0, 1, 2)


def _dx(dy: np.ndarray, weight: np.ndarray, shape: _Shape) -> np.ndarray:
    dx = np.empty(shape.input, dtype=np.result_type(dy, weight))
    filters = shape.filters(weight).swapaxes(1, 2)
    for samples in shape.batches():
        dx[samples] = shape.add_columns(np.matmul(filters, shape.positions(dy[samples])))
    return dx


def _dw(dy: np.ndarray, x: np.ndarray, shape: _Shape) -> np.ndarray:
    c_out, c_in = shape.output[1], shape.input[1] // shape.groups
    rows = c_in * shape.kernel_size[0] * shape.kernel_size[1]
    dw = np.zeros((shape.groups, c_out // shape.groups, rows), dtype=np.result_type(dy, x))
    for samples in shape.batches():
        dw += np.matmul(shape.positions(dy[samples]), shape.columns(x[samples]).swapaxes(1, 2))
    return dw.reshape(c_out, c_in, *shape.kernel_size)


def _read(x, weight, bias, stride, padding, dilation, groups):  # type: ignore[no-untyped-def]
    x, weight = as_maps("x", x), as_filters("weight", weight)
    shape = _shape(x.shape, weight.shape, stride, padding, dilation, groups)
    if bias is not None:
        bias = as_float(bias)
        check_shape("bias", bias, (weight.shape[0],), "one number per output channel")
    return x, weight, bias, shape


def _read_dy(dy: np.ndarray, shape: _Shape) -> np.ndarray:
    dy = as_maps("dy", dy)
    check_shape("dy", dy, shape.output, "the shape of the output")
    return dy


def _shape(
    input_shape: tuple[int, ...],
    weight_shape: tuple[int, ...],
    stride: int | Pair,
    padding: int | Pair,
    dilation: int | Pair,
    groups: int,
) -> _Shape:
    n, c_in, h, w = input_shape
    c_out, c_in_per_group, kh, kw = weight_shape
    if groups < 1 or c_in % groups or c_out % groups:
        raise ValueError(
            f"groups must divide the input and the output channels, got {groups} groups for {c_in} input and "
            f"{c_out} output channels"
        )
    if c_in_per_group * groups != c_in:
        raise ValueError(
            f"weight must be C_out x C_in/groups x kh x kw, so C_in/groups is {c_in // groups} for {c_in} input "
            f"channels in {groups} groups; got weight of shape {tuple(weight_shape)}"
        )
    stride, padding = pair("stride", stride, 1), pair("padding", padding, 0)
    dilation = pair("dilation", dilation, 1)
    counts = window_counts((h, w), (kh, kw), stride, padding, dilation)
    return _Shape((n, c_in, h, w), (n, c_out, *counts), (kh, kw), stride, padding, dilation, groups)
