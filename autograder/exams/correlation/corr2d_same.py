"""The exam of `corr2d_same`: cross-correlation whose output is as large as the image."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, leaves_inputs_alone, returns_dtype
from autograder.exam.strategies import images, kernels, whole_numbers
from autograder.exams.correlation.corr2d import large_pairs, sum_of_images, two_images
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import corr2d_same

__all__ = ["CORR2D_SAME"]


@st.composite
def pairs(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels(most=4))))


@st.composite
def odd_kernels(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 3), (3, 1), (3, 5), (5, 3)]))
    return Call((draw(images()), draw(whole_numbers(size, 1, 5))))


@st.composite
def even_kernels(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(2, 4), (4, 2)]))
    return Call((draw(images()), draw(whole_numbers(size, 1, 5))))


@st.composite
def small_images(draw: st.DrawFn) -> Call:
    size = draw(st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 3)]))
    kernel = draw(whole_numbers(draw(st.sampled_from([(3, 4), (4, 3), (3, 5)])), 2, 9))
    return Call((draw(whole_numbers(size, 1, 9)), kernel))


@st.composite
def kernels_of_one_pixel(draw: st.DrawFn) -> Call:
    """A one in the middle of an odd kernel: the Dirac kernel."""
    kernel = np.zeros(draw(st.sampled_from([(1, 3), (3, 1), (3, 5), (5, 3)])))
    kernel[kernel.shape[0] // 2, kernel.shape[1] // 2] = 1.0
    return Call((draw(images()), kernel))


@st.composite
def fractions(draw: st.DrawFn) -> Call:
    return Call((draw(images()).astype(np.int64), draw(kernels(most=4)) + 0.5))


def with_more_zeros_around(call: Call) -> tuple[Call, ...]:
    image, kernel = call.args
    return call, Call((np.pad(image, ((1, 2), (3, 1))), kernel))


def the_old_part(call: Call, values):
    h, w = call.args[0].shape
    return values[0], values[1][1 : 1 + h, 3 : 3 + w]


PROPERTIES = (
    agrees(
        "values",
        "The output has the image's size, and each value is the sum over the kernel with zeros outside the image.",
        pairs(),
        weight=3,
        examples=30,
    ),
    agrees(
        "large image of fractions",
        "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
        large_pairs(),
        examples=3,
    ),
    agrees(
        "odd kernel",
        "An odd kernel gets (k - 1) / 2 zeros at each side.",
        odd_kernels(),
        examples=14,
    ),
    agrees(
        "even kernel",
        "An even kernel gets its extra zero below and to the right.",
        even_kernels(),
        weight=1.5,
        examples=14,
    ),
    agrees(
        "small image",
        "The image may be smaller than the kernel, even a single pixel.",
        small_images(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "whole-number image",
        "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
        fractions(),
        weight=0.5,
        examples=8,
    ),
    agrees(
        "Dirac kernel",
        "An odd kernel with a single one in its middle gives the image back.",
        kernels_of_one_pixel(),
        weight=0.5,
        examples=8,
        conduct=True,
    ),
    law(
        "more zeros around",
        "Zeros around the image do not change the output where the image is.",
        pairs(),
        with_more_zeros_around,
        the_old_part,
        weight=0.5,
        examples=12,
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
    returns_dtype(pairs(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
    leaves_inputs_alone(pairs(), examples=6),
)


def not_padded(image, kernel):
    """You did not pad, so the output is smaller than the image. `Same` means that the sizes agree: add kh - 1 rows and
    kw - 1 columns of zeros first."""
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def extra_zero_above_and_left(image, kernel):
    """For an even kernel you put the extra zero above and on the left. It goes below and to the right."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def even_kernel_one_short(image, kernel):
    """You pad (k - 1) // 2 at both sides. For an even k that is one zero too few in all, and the output is too small:
    add k - 1 zeros together."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2,) * 2, ((kw - 1) // 2,) * 2))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def even_kernel_one_too_many(image, kernel):
    """You pad k // 2 at both sides. For an even k that is one zero too many in all, and the output is too large: add
    k - 1 zeros together."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((kh // 2,) * 2, (kw // 2,) * 2))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def same_with_flipped_kernel(image, kernel):
    """You turned the kernel by 180 degrees. Cross-correlation uses it as it is."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel[::-1, ::-1])


def same_with_repeated_border(image, kernel):
    """You pad by repeating the pixels of the border. Outside the image everything counts as zero."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def same_with_wrapped_border(image, kernel):
    """Your kernel leaves the image on one side and reads the pixels of the other side, as np.roll or a negative index
    does. Outside the image everything counts as zero."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)), mode="wrap")
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def zeros_around_a_smaller_output(image, kernel):
    """You correlate without padding and put zeros around the result. At the border the kernel still sees a part of the
    image: put the zeros around the image."""
    (kh, kw) = kernel.shape
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    out = np.einsum("ijuv,uv->ij", windows.astype(float), kernel)
    return np.pad(out, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))


def height_and_width_of_the_kernel_swapped(image, kernel):
    """You pad the rows by the kernel's width and the columns by its height. Rows go with kernel.shape[0]."""
    (kw, kh) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def kernel_taken_for_a_square(image, kernel):
    """You pad both axes by the kernel's height. A kernel need not be square: the columns go with kernel.shape[1]."""
    kh = kernel.shape[0]
    padded = np.pad(image, (((kh - 1) // 2, kh // 2),) * 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def all_zeros_below_and_right(image, kernel):
    """You put all the zeros below and on the right, so the kernel hangs off the pixel instead of lying around it. Half
    of them belong above and on the left."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((0, kh - 1), (0, kw - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def full_output(image, kernel):
    """You pad k - 1 zeros at each side, so the output is larger than the image. Together it is k - 1: about half of
    them on each side."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def same_output_cut_to_integers(image, kernel):
    """Your output takes its dtype from the image, as np.zeros_like(image) does. When that holds integers, fractions are
    cut off: the output is float64."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(image.dtype)


def border_averaged(image, kernel):
    """Where the kernel hangs over the border you make up for the missing pixels by scaling the sum. The zeros simply
    count as zeros."""
    (kh, kw) = kernel.shape
    sides = (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2))
    inside = np.lib.stride_tricks.sliding_window_view(np.pad(np.ones(image.shape), sides), kernel.shape)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, sides), kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) * kernel.size / inside.sum(axis=(2, 3))


def border_left_as_it_was(image, kernel):
    """You write the sums into the image where the whole kernel fits, and leave its border as it was. The border needs
    its sums too, and the caller still needs the image: pad a copy with zeros."""
    (kh, kw) = kernel.shape
    inner = np.einsum("ijuv,uv->ij", np.lib.stride_tricks.sliding_window_view(image, kernel.shape), kernel)
    top, left = (kh - 1) // 2, (kw - 1) // 2
    image[top : top + inner.shape[0], left : left + inner.shape[1]] = inner
    return image.astype(float)


def negative_sums_set_to_zero(image, kernel):
    """You replace negative sums by zero. That is a ReLU, which comes after the correlation and in a function of its
    own."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.maximum(np.einsum("ijuv,uv->ij", windows.astype(float), kernel), 0.0)


def same_output_in_single_precision(image, kernel):
    """You return float32. The values are right to seven digits only; NumPy's own default, float64, is what is asked
    for."""
    (kh, kw) = kernel.shape
    padded = np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(np.float32)


def pad_and_loop(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.zeros((h + kh - 1, w + kw - 1))
    padded[top : top + h, left : left + w] = image
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            out[i, j] = np.sum(padded[i : i + kh, j : j + kw] * kernel)
    return out


def no_padding_but_a_test(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((h, w), order="F")
    for i in range(h):
        for j in range(w):
            for u in range(kh):
                for v in range(kw):
                    y, x = i + u - (kh - 1) // 2, j + v - (kw - 1) // 2
                    if 0 <= y < h and 0 <= x < w:
                        out[i, j] += image[y, x] * kernel[u, v]
    return out


def numpy_pad_and_einsum(image, kernel):
    sides = [((k - 1) // 2, k // 2) for k in kernel.shape]
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, sides), kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel).astype(np.float64)


def full_then_cut(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    full = np.zeros((h + kh - 1, w + kw - 1))
    for u in range(kh):
        for v in range(kw):
            full[kh - 1 - u : kh - 1 - u + h, kw - 1 - v : kw - 1 - v + w] += image * kernel[u, v]
    return full[kh // 2 : kh // 2 + h, kw // 2 : kw // 2 + w]


def with_helpers(image, kernel):
    def split(k):
        before = (k - 1) // 2
        return before, k - 1 - before

    def corr2d(a, k):
        oh, ow = a.shape[0] - k.shape[0] + 1, a.shape[1] - k.shape[1] + 1
        columns = [a[u : u + oh, v : v + ow].ravel() for u in range(k.shape[0]) for v in range(k.shape[1])]
        return (k.ravel() @ np.array(columns)).reshape(oh, ow)

    return corr2d(np.pad(image.astype(float), (split(kernel.shape[0]), split(kernel.shape[1]))), kernel)


def matrix_of_the_linear_map(image, kernel):
    h, w = image.shape
    weights = np.zeros((h, w, h, w))
    for i in range(h):
        for j in range(w):
            for u, v in np.ndindex(*kernel.shape):
                y, x = i + u - (kernel.shape[0] - 1) // 2, j + v - (kernel.shape[1] - 1) // 2
                if y in range(h) and x in range(w):
                    weights[i, j, y, x] = kernel[u, v]
    return (weights.reshape(h * w, h * w) @ image.reshape(-1)).reshape(h, w)


CORR2D_SAME = Exercise(
    name="corr2d_same",
    points=3,
    reference=corr2d_same,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                not_padded,
                extra_zero_above_and_left,
                even_kernel_one_short,
                even_kernel_one_too_many,
                same_with_flipped_kernel,
                same_with_repeated_border,
                same_with_wrapped_border,
                zeros_around_a_smaller_output,
                height_and_width_of_the_kernel_swapped,
                kernel_taken_for_a_square,
                all_zeros_below_and_right,
                full_output,
                same_output_cut_to_integers,
                border_averaged,
                border_left_as_it_was,
                negative_sums_set_to_zero,
                same_output_in_single_precision,
            ),
        )
    ),
    honest=(
        pad_and_loop,
        no_padding_but_a_test,
        numpy_pad_and_einsum,
        full_then_cut,
        with_helpers,
        matrix_of_the_linear_map,
    ),
)
