"""The sizes of a convolution, and how maps are laid out so that it becomes a matrix product."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cnnedu.formulas.shapes import Pair
from cnnedu.ops.arguments import pair
from cnnedu.ops.windows import add_windows, view_windows, window_counts

__all__ = ["ConvLayout", "conv_layout"]

Maps = tuple[int, int, int, int]


class ConvLayout(NamedTuple):
    """The sizes of one convolution, all pairs (down, right), and the matrices it is a product of.

    With m samples at a time, an output is the product of the filters, (groups, c_out / groups, c_in / groups kh kw),
    and of what they see, (groups, c_in / groups kh kw, oh ow m). Samples come last in memory: pixels of neighbouring
    windows, and of all m samples there, then lie side by side, and columns are filled in long runs.

    Attributes:
        input: (n, c_in, h, w).
        output: (n, c_out, oh, ow).
        weight: (c_out, c_in / groups, kh, kw).
        stride, padding, dilation: in pixels, padding on EACH side.
        groups: into how many parts, blind to each other, the channels fall.

    Source: Chellapilla, Puri and Simard, High performance convolutional neural networks for document processing (2006).

    >>> layout = conv_layout((1, 2, 3, 4), (5, 2, 3, 3), stride=1, padding=0, dilation=1, groups=1)
    >>> layout.columns(np.zeros(layout.input)).shape  # 1 group, 2 * 3 * 3 values in each of 1 * 2 windows
    (1, 18, 2)
    """

    input: Maps
    output: Maps
    weight: Maps
    stride: Pair
    padding: Pair
    dilation: Pair
    groups: int

    def batches(self) -> Iterator[slice]:
        """Take as many samples at a time as make a matrix product efficient, and its columns not too large to cache."""
        n = self.input[0]
        rows, positions = math.prod(self.weight[1:]), math.prod(self.output[2:])
        # found by measuring: narrower products leave BLAS idle, much larger ones wait for memory
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
            padded.transpose(3, 0, 1, 2), self.weight[2:], self.output[2:], self.stride, self.dilation
        )
        # a 1 x 1 kernel at every pixel of one sample has its columns in x already: then this copies nothing
        columns = np.ascontiguousarray(windows.transpose(1, 2, 3, 4, 5, 0))
        return columns.reshape(self.groups, -1, self.output[2] * self.output[3] * m)

    def add_columns(self, columns: np.ndarray) -> np.ndarray:
        """Add columns back to the pixels they were taken from: the transpose of `columns`, (m, c_in, h, w)."""
        windows = columns.reshape(self.input[1], *self.weight[2:], *self.output[2:], -1).transpose(5, 0, 1, 2, 3, 4)
        return add_windows(windows, self.input[2:], self.stride, self.padding, self.dilation)

    def positions(self, y: np.ndarray) -> np.ndarray:
        """See maps (m, c_out, oh, ow) as (groups, c_out / groups, oh ow m): a view if m is 1, else a copy."""
        return y.transpose(1, 2, 3, 0).reshape(self.groups, self.output[1] // self.groups, -1)

    def maps(self, positions: np.ndarray) -> np.ndarray:
        """The inverse of `positions`."""
        return positions.reshape(*self.output[1:], -1).transpose(3, 0, 1, 2)


def conv_layout(
    input_shape: tuple[int, ...],
    weight_shape: tuple[int, ...],
    stride: int | Pair,
    padding: int | Pair,
    dilation: int | Pair,
    groups: int,
) -> ConvLayout:
    """Read the arguments of a convolution and work out its sizes.

    Args:
        input_shape: (n, c_in, h, w).
        weight_shape: (c_out, c_in / groups, kh, kw).
        stride, padding, dilation: an integer, or a pair (down, right); padding is added on EACH side.
        groups: a divisor of c_in and of c_out.

    Raises:
        ValueError: shapes that do not belong together, a number out of range, or a kernel that does not fit.

    Source: Dumoulin and Visin, A guide to convolution arithmetic (2016).

    >>> conv_layout((5, 4, 7, 9), (6, 2, 3, 2), stride=(2, 3), padding=1, dilation=1, groups=2).output
    (5, 6, 4, 4)
    """
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
    return ConvLayout(
        (n, c_in, h, w), (n, c_out, *counts), (c_out, c_in_per_group, kh, kw), stride, padding, dilation, groups
    )
