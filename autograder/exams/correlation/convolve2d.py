"""The exam of `convolve2d`: true convolution, which turns the kernel by 180 degrees first."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import dots, images, images_with_kernels, kernels, unequal_sizes, whole_numbers
from autograder.exams.correlation.corr2d import (
    integer_images,
    large_pairs,
    oversized_kernels,
    sum_of_images,
    two_images,
)
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import convolve2d

__all__ = ["CONVOLVE2D"]


@st.composite
def pairs(draw: st.DrawFn) -> Call:
    return Call(draw(images_with_kernels()))


@st.composite
def dots_and_kernels(draw: st.DrawFn) -> Call:
    return Call((draw(dots()), draw(kernels(least=2))))


@st.composite
def symmetric_kernels(draw: st.DrawFn) -> Call:
    image, kernel = draw(images_with_kernels())
    return Call((image, kernel + kernel[::-1, ::-1]))


@st.composite
def whole_image_kernels(draw: st.DrawFn) -> Call:
    size = draw(unequal_sizes(2, 4))
    return Call((draw(whole_numbers(size)), draw(whole_numbers(size, 1, 5))))


def without_bias(call: Call) -> Call:
    return Call(call.args[:2])


def exchanged(call: Call) -> tuple[Call, ...]:
    """Image and kernel, each with room for the whole of the other around it, in both orders."""
    image, kernel = call.args

    def with_room(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.pad(a, [(n - 1, n - 1) for n in b.shape])

    return Call((with_room(kernel, image), image)), Call((with_room(image, kernel), kernel))


PROPERTIES = (
    agrees(
        "values",
        "Each output is the sum of the pixels under the window times the kernel turned by 180 degrees.",
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
        "dot",
        "A single bright pixel leaves the kernel behind as it is.",
        dots_and_kernels(),
        examples=10,
    ),
    agrees(
        "symmetric kernel",
        "With a kernel that looks the same upside down, convolution and cross-correlation agree.",
        symmetric_kernels(),
        weight=0.5,
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
        integer_images().map(without_bias),
        weight=0.5,
        examples=8,
    ),
    law(
        "commutes",
        "With zeros enough around, image and kernel can change places: the result is the same.",
        st.builds(Call, st.tuples(images(most=4), kernels())),
        exchanged,
        lambda data, values: (values[0], values[1]),
        examples=8,
    ),
    law(
        "linear in the image",
        "Adding two images first or adding their outputs afterwards is the same.",
        two_images(),
        sum_of_images,
        lambda data, values: (values[0] + values[1], values[2]),
        weight=0.5,
        examples=6,
    ),
    raises(
        "kernel too large",
        "A kernel that does not fit into the image raises a ValueError.",
        oversized_kernels(),
    ),
    returns_dtype(pairs(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
    leaves_inputs_alone(pairs(), examples=6),
)


def kernel_not_flipped(image, kernel):
    """This is cross-correlation again. Convolution uses the kernel turned by 180 degrees: kernel[::-1, ::-1]."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def kernel_flipped_up_down_only(image, kernel):
    """You turned the kernel upside down but not left to right. Convolution reverses both axes: kernel[::-1, ::-1]."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[::-1])


def kernel_flipped_left_right_only(image, kernel):
    """You reversed the columns of the kernel but not its rows. Convolution reverses both axes: kernel[::-1, ::-1]."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[:, ::-1])


def kernel_transposed_for_flipped(image, kernel):
    """You transposed the kernel. Turning by 180 degrees keeps its shape: entry [u, v] moves to
    [kh - 1 - u, kw - 1 - v]."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.T.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel.T)


def kernel_turned_by_90_degrees(image, kernel):
    """You turned the kernel by 90 degrees, which is what np.rot90 does when it is not told to do it twice. Turn it by
    180."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    kernel = np.rot90(kernel)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def image_flipped_for_kernel(image, kernel):
    """You turned the image instead of the kernel. The sums are the right ones, but they come out in reverse order."""
    windows = np.lib.stride_tricks.sliding_window_view(image[::-1, ::-1], kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def image_and_kernel_flipped(image, kernel):
    """You turned both the image and the kernel, and that undoes itself: it is the correlation, in reverse order. Turn
    the kernel only."""
    windows = np.lib.stride_tricks.sliding_window_view(image[::-1, ::-1], kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[::-1, ::-1])


def kernel_flipped_in_place(image, kernel):
    """You turned the caller's kernel itself: kernel[:] = ... writes into it, so a second call with the same kernel
    gives something else. Give the turned kernel a name of its own."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    kernel[:] = kernel[::-1, ::-1].copy()
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def full_convolution(image, kernel):
    """You let the kernel hang over the border, as np.convolve does by default. Keep the positions where it lies inside
    the image: h - kh + 1 by w - kw + 1."""
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, [(n - 1, n - 1) for n in kernel.shape])
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[::-1, ::-1])


def convolution_as_large_as_the_image(image, kernel):
    """You put zeros around the image to keep its size. Keep the positions where the kernel lies inside the image:
    h - kh + 1 by w - kw + 1."""
    (kh, kw) = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[::-1, ::-1])


def last_row_and_column_of_the_convolution_lost(image, kernel):
    """Your loops stop one step early: there are h - kh + 1 positions down and w - kw + 1 across."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[::-1, ::-1])[:-1, :-1]


def convolution_cut_to_integers(image, kernel):
    """Your output array takes its dtype from the image. When that holds integers, fractions are cut off: make the
    output with np.zeros(shape), which is float64."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel[::-1, ::-1]).astype(image.dtype)


def convolution_with_oversized_kernel(image, kernel):
    """A kernel larger than the image has no place in it, and you return an empty or meaningless array. Compare the
    shapes first and raise a ValueError."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((max(h - kh + 1, 0), max(w - kw + 1, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel[::-1, ::-1])
    return out


def index_from_the_wrong_end(image, kernel):
    """You read the turned kernel at [kh - u, kw - v]. Counting from 0, the entry opposite to [u, v] is
    [kh - 1 - u, kw - 1 - v]."""
    turned = np.roll(kernel[::-1, ::-1], (1, 1), axis=(0, 1))
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), turned)


def loops(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("kernel larger than image")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            for u in range(kh):
                for v in range(kw):
                    out[i, j] += image[i + u, j + v] * kernel[kh - 1 - u, kw - 1 - v]
    return out


def correlation_of_the_flipped_kernel(image, kernel):
    def corr2d(a, k):
        if k.shape[0] > a.shape[0] or k.shape[1] > a.shape[1]:
            raise ValueError("does not fit")
        windows = np.lib.stride_tricks.sliding_window_view(a, k.shape)
        return (windows * k).sum(axis=(-2, -1))

    return corr2d(image.astype(float), np.flip(kernel))


def turned_twice_by_90_degrees(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, np.rot90(kernel, 2), axes=([2, 3], [0, 1])).astype(np.float64)


def reversed_strides(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[..., ::-1, ::-1]
    return np.asfortranarray(np.einsum("ijuv,uv->ij", windows, kernel), dtype=float)


def scattered(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("does not fit")
    full = np.zeros((h + kh - 1, w + kw - 1))
    for i in range(h):
        for j in range(w):
            full[i : i + kh, j : j + kw] += image[i, j] * kernel
    return full[kh - 1 : h, kw - 1 : w]


def matrix_product(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError("does not fit")
    rows = [image[i : i + kh, j : j + kw].ravel() for i in range(oh) for j in range(ow)]
    return (np.array(rows, dtype=float) @ kernel.ravel()[::-1]).reshape(oh, ow)


CONVOLVE2D = Exercise(
    name="convolve2d",
    points=2,
    reference=convolve2d,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                kernel_not_flipped,
                kernel_flipped_up_down_only,
                kernel_flipped_left_right_only,
                kernel_transposed_for_flipped,
                kernel_turned_by_90_degrees,
                image_flipped_for_kernel,
                image_and_kernel_flipped,
                kernel_flipped_in_place,
                full_convolution,
                convolution_as_large_as_the_image,
                last_row_and_column_of_the_convolution_lost,
                convolution_cut_to_integers,
                convolution_with_oversized_kernel,
                index_from_the_wrong_end,
            ),
        )
    ),
    honest=(
        loops,
        correlation_of_the_flipped_kernel,
        turned_twice_by_90_degrees,
        reversed_strides,
        scattered,
        matrix_product,
    ),
)
