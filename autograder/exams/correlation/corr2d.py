"""The exam of `corr2d`: cross-correlation of one image with one kernel, with a bias."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import (
    biases,
    dots,
    fine_images_with_kernels,
    images,
    images_with_kernels,
    kernels,
    unequal_sizes,
    whole_numbers,
)
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import corr2d

__all__ = ["CORR2D"]


@st.composite
def pairs(draw: st.DrawFn) -> Call:
    return Call(draw(images_with_kernels()))


@st.composite
def large_pairs(draw: st.DrawFn) -> Call:
    return Call(draw(fine_images_with_kernels()))


@st.composite
def pairs_with_bias(draw: st.DrawFn) -> Call:
    return Call((*draw(images_with_kernels()), draw(biases)))


@st.composite
def kernels_of_ones(draw: st.DrawFn) -> Call:
    image, kernel = draw(images_with_kernels())
    return Call((image, np.ones(kernel.shape)))


@st.composite
def dots_and_kernels(draw: st.DrawFn) -> Call:
    return Call((draw(dots()), draw(kernels(least=2))))


@st.composite
def whole_image_kernels(draw: st.DrawFn) -> Call:
    size = draw(unequal_sizes(1, 5))
    return Call((draw(whole_numbers(size, 1, 9)), draw(whole_numbers(size, 2, 5))))


@st.composite
def integer_images(draw: st.DrawFn) -> Call:
    image, kernel = draw(images_with_kernels())
    return Call((image.astype(np.int64), kernel + 0.5, 0.25))


@st.composite
def oversized_kernels(draw: st.DrawFn) -> Call:
    h, w = draw(unequal_sizes(2, 4))
    down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 1)]))
    return Call((draw(whole_numbers((h, w))), draw(whole_numbers((h + down, w + right)))))


@st.composite
def two_images(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    first, kernel = draw(images_with_kernels())
    return first, draw(whole_numbers(first.shape)), kernel


def sum_of_images(data: Any) -> tuple[Call, ...]:
    first, second, kernel = data
    return Call((first, kernel)), Call((second, kernel)), Call((first + second, kernel))


def whole_and_cut(call: Call) -> tuple[Call, ...]:
    image, kernel = call.args
    return call, Call((image[1:, 2:], kernel))


PROPERTIES = (
    agrees(
        "values",
        "Each output is the sum of the products of the kernel with the pixels under it, kernel not flipped.",
        pairs(),
        weight=3,
        examples=25,
    ),
    agrees(
        "large image of fractions",
        "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
        large_pairs(),
        examples=3,
    ),
    agrees(
        "sum under the window",
        "A kernel of ones adds up the pixels under the window.",
        kernels_of_ones(),
        weight=0.5,
        examples=12,
    ),
    agrees(
        "dot",
        "A single bright pixel leaves the kernel behind, turned by 180 degrees.",
        dots_and_kernels(),
        examples=10,
    ),
    agrees(
        "kernel as large as the image",
        "A kernel as large as the image gives one number, in an array of shape (1, 1).",
        whole_image_kernels(),
        weight=0.5,
        examples=8,
    ),
    agrees(
        "whole-number image",
        "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
        integer_images(),
        weight=0.5,
        examples=8,
    ),
    agrees(
        "bias",
        "The bias is added once to every output.",
        pairs_with_bias(),
        examples=12,
    ),
    law(
        "linear in the image",
        "Adding two images first or adding their outputs afterwards is the same (without a bias).",
        two_images(),
        sum_of_images,
        lambda data, values: (values[0] + values[1], values[2]),
        weight=0.5,
        examples=8,
    ),
    law(
        "moves with the image",
        "Cutting the first row and the first two columns off the image cuts them off the output: nothing else changes.",
        st.builds(Call, st.tuples(images(least=5, most=7), kernels())),
        whole_and_cut,
        lambda data, values: (values[0][1:, 2:], values[1]),
        weight=0.5,
        examples=8,
    ),
    raises(
        "kernel too large",
        "A kernel that does not fit into the image raises a ValueError.",
        oversized_kernels(),
    ),
    returns_dtype(pairs(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
    leaves_inputs_alone(pairs_with_bias(), examples=6),
)


def flipped_kernel(image, kernel, bias=0.0):
    """You turned the kernel by 180 degrees. That is true convolution; cross-correlation uses the kernel as it is."""
    kernel = kernel[::-1, ::-1]
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def transposed_kernel(image, kernel, bias=0.0):
    """You use kernel[v, u] where kernel[u, v] belongs: rows of the kernel go with rows of the image. Try a kernel with
    more columns than rows."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.T.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel.T) + bias


def transposed_output(image, kernel, bias=0.0):
    """Your result is right but transposed: the first index of the output counts rows, the second one columns."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ji", windows.astype(float), kernel) + bias


def last_row_and_column_lost(image, kernel, bias=0.0):
    """Your loops stop one step early: there are h - kh + 1 positions down and w - kw + 1 across, and range(n) already
    leaves out n."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh, w - kw))
    for i in range(h - kh):
        for j in range(w - kw):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def last_outputs_left_at_zero(image, kernel, bias=0.0):
    """The shape of your output is right, but its last row and column are never computed: loop over h - kh + 1 rows and
    w - kw + 1 columns, not one fewer."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh):
        for j in range(w - kw):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def wraps_around(image, kernel, bias=0.0):
    """Your window leaves the image on the right and at the bottom and comes back in on the other side. Use only the
    positions where the whole kernel lies inside."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    out = np.full(image.shape, float(bias))
    for u in range(kernel.shape[0]):
        for v in range(kernel.shape[1]):
            out += np.roll(image, (-u, -v), axis=(0, 1)) * kernel[u, v]
    return out


def zeros_around_the_image(image, kernel, bias=0.0):
    """You put zeros around the image, so the output is as large as the image. Here the kernel visits only the positions
    where it lies inside: h - kh + 1 by w - kw + 1."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def integer_output(image, kernel, bias=0.0):
    """Your output array takes its dtype from the image. When that holds integers, every fraction you store in it is cut
    off: make the output with np.zeros(shape), which is float64."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    out = np.zeros(windows.shape[:2], dtype=image.dtype)
    out[:] = np.einsum("ijuv,uv->ij", windows, kernel) + bias
    return out


def mean_for_sum(image, kernel, bias=0.0):
    """You divide by the size of the kernel. Correlation adds the products up; averaging is what a kernel of 1/(kh kw)
    does."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).mean(axis=(2, 3)) + bias


def bias_inside_the_sum(image, kernel, bias=0.0):
    """You add the bias to every product, so it arrives kh * kw times. Add it once, after the sum."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel + bias).sum(axis=(2, 3)).astype(float)


def bias_forgotten(image, kernel, bias=0.0):
    """You never use the argument bias. Add it to every output."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def matrix_product_under_the_window(image, kernel, bias=0.0):
    """You multiply the window and the kernel as matrices (@ or np.dot). Multiply them entry by entry with *, then add
    up."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.matmul(windows, kernel.T).sum(axis=(2, 3)) + float(bias)


def products_overwritten(image, kernel, bias=0.0):
    """In your innermost loop = stands where += belongs: each product replaces the one before, and only the last one is
    left."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return windows[:, :, -1, -1] * float(kernel[-1, -1]) + bias


def output_written_into_the_image(image, kernel, bias=0.0):
    """You store the outputs in the image itself, so later windows see them instead of pixels, and the caller's image is
    gone. Make a new array for the output."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = image[: h - kh + 1, : w - kw + 1]
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out.astype(float)


def oversized_kernel_accepted(image, kernel, bias=0.0):
    """A kernel larger than the image has no place in it, and you return an empty or meaningless array. Compare the
    shapes first and raise a ValueError."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((max(h - kh + 1, 0), max(w - kw + 1, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


def single_precision_output(image, kernel, bias=0.0):
    """You return float32. The values are right to seven digits only; NumPy's own default, float64, is what is asked
    for."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (np.einsum("ijuv,uv->ij", windows, kernel) + bias).astype(np.float32)


def loops(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    out = np.full((h - kh + 1, w - kw + 1), float(bias))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += image[i + u, j + v] * kernel[u, v]
    return out


def window_sums(image, kernel, bias=0.0):
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
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(np.float64) + bias


def im2col(image, kernel, bias=0.0):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError(f"{kernel.shape} does not fit into {image.shape}")
    columns = np.stack([image[u : u + oh, v : v + ow].ravel() for u in range(kh) for v in range(kw)])
    return (kernel.reshape(1, -1) @ columns).reshape(oh, ow) + float(bias)


def shifted_slices(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if h < kh or w < kw:
        raise ValueError("too large")
    out = np.zeros((h - kh + 1, w - kw + 1), order="F")
    for (u, v), weight in np.ndenumerate(kernel):
        out += weight * image[u : u + out.shape[0], v : v + out.shape[1]]
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

    return (valid(image.T * 1.0, kernel.T) + bias).T


CORR2D = Exercise(
    name="corr2d",
    points=4,
    reference=corr2d,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                flipped_kernel,
                transposed_kernel,
                transposed_output,
                last_row_and_column_lost,
                last_outputs_left_at_zero,
                wraps_around,
                zeros_around_the_image,
                integer_output,
                mean_for_sum,
                bias_inside_the_sum,
                bias_forgotten,
                matrix_product_under_the_window,
                products_overwritten,
                output_written_into_the_image,
                oversized_kernel_accepted,
                single_precision_output,
            ),
        )
    ),
    honest=(loops, window_sums, einsum_on_windows, im2col, shifted_slices, strided_view, transposed_twice),
)
