"""The exam of `corr2d_strided`: cross-correlation with padding and stride, each with a number per axis."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.exam.exercise import Exercise, Misconception
from autograder.exam.properties import agrees, law, leaves_inputs_alone, raises, returns_dtype
from autograder.exam.strategies import biases, fine_images_with_kernels, images, kernels, whole_numbers
from autograder.sandbox.wire.outcome import Call
from cnnedu.ops.corr2d import corr2d_strided

__all__ = ["CORR2D_STRIDED"]

pairs_of_paddings = st.sampled_from([(1, 2), (2, 1), (0, 1), (1, 0), (0, 2), (2, 0)])
pairs_of_strides = st.sampled_from([(2, 3), (3, 2), (1, 2), (2, 1), (1, 3), (3, 1)])


@st.composite
def plain(draw: st.DrawFn) -> Call:
    return Call((draw(images()), draw(kernels())))


@st.composite
def large_everything(draw: st.DrawFn) -> Call:
    paddings, strides = draw(pairs_of_paddings), draw(pairs_of_strides)
    return Call((*draw(fine_images_with_kernels()), paddings, strides, draw(biases)))


@st.composite
def padded(draw: st.DrawFn) -> Call:
    return Call((draw(images(most=5)), draw(kernels())), {"padding": draw(pairs_of_paddings)})


@st.composite
def strided(draw: st.DrawFn) -> Call:
    return Call((draw(images(least=5, most=8)), draw(kernels())), {"stride": draw(pairs_of_strides)})


@st.composite
def everything(draw: st.DrawFn) -> Call:
    image, kernel = draw(images(least=3, most=7)), draw(kernels())
    return Call((image, kernel, draw(pairs_of_paddings), draw(pairs_of_strides), draw(biases)))


@st.composite
def one_stride_for_both_axes(draw: st.DrawFn) -> Call:
    """Draw a square stride that leaves rows and columns over: the last step would leave the image."""
    (kh, kw), stride = draw(kernels()).shape, draw(st.integers(2, 3))
    h = kh + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    w = kw + stride * draw(st.integers(1, 2)) + draw(st.integers(1, stride - 1))
    image, kernel = draw(whole_numbers((h, w))), draw(whole_numbers((kh, kw), 1, 5))
    return Call((image, kernel), {"stride": (stride, stride)})


@st.composite
def kernels_that_need_the_padding(draw: st.DrawFn) -> Call:
    h, w = draw(st.sampled_from([(1, 3), (3, 1), (2, 3)]))
    ph, pw = draw(st.sampled_from([(2, 1), (1, 2)]))
    image = draw(whole_numbers((h, w), 1, 9))
    kernel = draw(whole_numbers((h + 2 * ph - draw(st.integers(0, 1)), w + 2 * pw), 1, 5))
    return Call((image, kernel, (ph, pw)))


@st.composite
def fractions(draw: st.DrawFn) -> Call:
    image, kernel, padding, stride, _ = draw(everything()).args
    return Call((image.astype(np.int64), kernel + 0.5, padding, stride, 0.25))


@st.composite
def oversized_kernels(draw: st.DrawFn) -> Call:
    h, w = draw(st.sampled_from([(2, 3), (3, 2), (2, 4)]))
    ph, pw = draw(pairs_of_paddings)
    down, right = draw(st.sampled_from([(1, 0), (0, 1), (2, 1)]))
    kernel = draw(whole_numbers((h + 2 * ph + down, w + 2 * pw + right)))
    return Call((draw(whole_numbers((h, w))), kernel, (ph, pw)))


@st.composite
def strides_below_one(draw: st.DrawFn) -> Call:
    call = draw(padded())
    return Call(call.args, {**call.kwargs, "stride": draw(st.sampled_from([(0, 1), (1, 0), (-1, 1), (1, -2)]))})


def with_stride_one(call: Call) -> tuple[Call, ...]:
    image, kernel, padding, _, bias = call.args
    return Call((image, kernel, padding, (1, 1), bias)), call


def with_zeros_built_in(call: Call) -> tuple[Call, ...]:
    image, kernel, (ph, pw), stride, bias = call.args
    return Call((np.pad(image, ((ph, ph), (pw, pw))), kernel, (0, 0), stride, bias)), call


def every_position_of_the_stride(call: Call, values):
    sh, sw = call.args[3]
    return values[0][::sh, ::sw], values[1]


PROPERTIES = (
    agrees(
        "values",
        "Padding, stride and bias together, different on the two axes, give the right numbers.",
        everything(),
        weight=3,
        examples=30,
    ),
    agrees(
        "large image of fractions",
        "A large image of fine fractions is treated like a small one of whole numbers: no digit is lost.",
        large_everything(),
        examples=3,
    ),
    agrees(
        "padding",
        "Padding (ph, pw) puts ph rows of zeros above and below the image and pw columns left and right of it.",
        padded(),
        examples=14,
    ),
    agrees(
        "stride",
        "Stride (sh, sw) moves the window sh pixels down and sw pixels to the right at a time.",
        strided(),
        examples=16,
    ),
    agrees(
        "leftover rows and columns",
        "Where the last step would carry the kernel over the border it is not taken: the size is rounded down.",
        one_stride_for_both_axes(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "plain",
        "Without padding, stride and bias it is corr2d.",
        plain(),
        weight=0.5,
        examples=10,
    ),
    agrees(
        "kernel larger than the image",
        "A kernel that is larger than the image but fits the padded image is fine.",
        kernels_that_need_the_padding(),
        weight=0.5,
        examples=8,
    ),
    agrees(
        "whole-number image",
        "An image of integers and a kernel of fractions give fractions: nothing is rounded.",
        fractions(),
        weight=0.5,
        examples=8,
    ),
    law(
        "a stride picks positions",
        "A stride keeps every sh-th row and sw-th column of what stride 1 gives, from the first one on.",
        everything(),
        with_stride_one,
        every_position_of_the_stride,
        weight=0.5,
        examples=10,
    ),
    law(
        "padding is zeros",
        "Padding is the same as an image that had these zeros around it from the start.",
        everything(),
        with_zeros_built_in,
        lambda call, values: (values[0], values[1]),
        weight=0.5,
        examples=8,
    ),
    raises(
        "kernel too large",
        "A kernel that does not fit into the padded image raises a ValueError.",
        oversized_kernels(),
    ),
    raises(
        "stride below one",
        "A stride below 1 on either axis raises a ValueError.",
        strides_below_one(),
    ),
    returns_dtype(everything(), np.float64, sentence="The result is an array of dtype float64.", examples=5),
    leaves_inputs_alone(everything(), examples=6),
)


def both_strides_forgotten(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You never use the stride: the window stops at every position."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def stride_on_rows_only(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """The window moves down with the stride, but to the right one pixel at a time. The second number of stride is for
    the columns."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def one_stride_for_rows_and_columns(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You use stride[0] on both axes. stride[1] is the step to the right."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sh]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def strides_swapped(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You step stride[0] to the right and stride[1] down. The first number belongs to the rows."""
    (ph, pw), (sw, sh) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def paddings_swapped(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You pad the columns with padding[0] and the rows with padding[1]. The first number belongs to the rows."""
    (pw, ph), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def padding_above_and_left_only(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You add the zeros above and on the left only. The padding is per side: the same number goes below and on the
    right."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, 0), (pw, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def padding_around_the_output(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You correlate first and put the zeros around the result. They belong around the image, before the kernel sees
    it."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::sh, ::sw]
    return np.pad(np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias, ((ph, ph), (pw, pw)))


def padding_left_out(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You never use the padding. Put zeros around the image first."""
    sh, sw = stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def padding_doubled(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You add 2 * ph rows at each side. The padding is per side already; the 2 belongs in the formula for the size."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((2 * ph, 2 * ph), (2 * pw, 2 * pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def border_repeated_as_padding(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You pad by repeating the pixels of the border. The padding here is zeros."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def leftover_rows_kept(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You round the size of the output up, and the last window hangs over the border. A step that does not fit is not
    taken: round down."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    if kernel.shape[0] > image.shape[0] + 2 * ph or kernel.shape[1] > image.shape[1] + 2 * pw:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, ((ph, ph + sh - 1), (pw, pw + sw - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def last_position_lost(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Your output is a row and a column short: (h + 2 ph - kh) // sh steps lead to one position more than that. Add
    1."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return (np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias)[:-1, :-1]


def starts_after_the_first_step(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Your first window lies one step too far in. The first position is row 0, column 0 of the padded image; the steps
    come after it."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[sh - 1 :: sh, sw - 1 :: sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def windows_not_moved_by_the_stride(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """The size of your output knows the stride, but the window still moves one pixel at a time: output [i, j] looks at
    row i * sh, column j * sw."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    oh, ow = windows[::sh, ::sw].shape[:2]
    return (np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias)[:oh, :ow]


def bias_added_before_padding(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You add the bias to the pixels, so it is multiplied by the kernel. Add it to the outputs."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image + bias, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def bias_left_out_with_stride(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You never use the argument bias. Add it to every output."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel)


def kernel_compared_with_the_bare_image(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You refuse kernels larger than the image. With padding there may be room: compare with the padded image."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1 or kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def strided_output_cut_to_integers(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Your output array takes its dtype from the image. When that holds integers, fractions are cut off: make the
    output with np.zeros(shape), which is float64."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return (np.einsum("ijuv,uv->ij", windows, kernel) + bias).astype(image.dtype)


def zeros_written_over_the_border(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You set the outer rows and columns of the image to zero, the caller's own image at that. Padding makes a new
    array that is larger by ph rows at the top and at the bottom, pw columns left and right."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    image[:ph] = image[image.shape[0] - ph :] = 0
    image[:, :pw] = image[:, image.shape[1] - pw :] = 0
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::sh, ::sw]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def strided_output_in_single_precision(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """You return float32. The values are right to seven digits only; NumPy's own default, float64, is what is asked
    for."""
    (ph, pw), (sh, sw) = padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::sh, ::sw]
    return (np.einsum("ijuv,uv->ij", windows, kernel) + bias).astype(np.float32)


def negative_stride_accepted(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """A stride below 1 does not move forward, and you return something all the same. Check both numbers and raise a
    ValueError."""
    (ph, pw), (sh, sw) = padding, stride
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[:: sh or 1, :: sw or 1]
    return np.einsum("ijuv,uv->ij", windows.astype(float), kernel) + bias


def loops(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    (h, w), (kh, kw), (ph, pw), (sh, sw) = image.shape, kernel.shape, padding, stride
    if sh < 1 or sw < 1:
        raise ValueError("stride must be at least 1")
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("the kernel does not fit")
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
    if min(stride) < 1 or kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError("no position")
    rows, columns = range(-ph, h + ph - kh + 1, sh), range(-pw, w + pw - kw + 1, sw)
    out = np.full((len(rows), len(columns)), float(bias), order="F")
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            for u in range(kh):
                for v in range(kw):
                    if 0 <= top + u < h and 0 <= left + v < w:
                        out[i, j] += image[top + u, left + v] * kernel[u, v]
    return out


def corr2d_then_every_nth(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    def corr2d(a, k):
        oh, ow = a.shape[0] - k.shape[0] + 1, a.shape[1] - k.shape[1] + 1
        if oh <= 0 or ow <= 0:
            raise ValueError("the kernel does not fit")
        out = np.zeros((oh, ow))
        for u in range(k.shape[0]):
            for v in range(k.shape[1]):
                out += a[u : u + oh, v : v + ow] * k[u, v]
        return out

    if stride[0] < 1 or stride[1] < 1:
        raise ValueError("stride")
    padded = np.pad(image, ((padding[0],) * 2, (padding[1],) * 2))
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
    if sh < 1 or sw < 1:
        raise ValueError("stride")
    a = np.zeros((image.shape[0] + 2 * ph, image.shape[1] + 2 * pw))
    a[ph : a.shape[0] - ph, pw : a.shape[1] - pw] = image
    oh, ow = (a.shape[0] - kh) // sh + 1, (a.shape[1] - kw) // sw + 1
    if oh < 1 or ow < 1:
        raise ValueError("kernel")
    down, right = a.strides
    view = np.lib.stride_tricks.as_strided(a, (oh, ow, kh, kw), (down * sh, right * sw, down, right))
    return np.tensordot(view, kernel, 2) + bias


CORR2D_STRIDED = Exercise(
    name="corr2d_strided",
    points=4,
    reference=corr2d_strided,
    properties=PROPERTIES,
    misconceptions=tuple(
        map(
            Misconception.of,
            (
                both_strides_forgotten,
                stride_on_rows_only,
                one_stride_for_rows_and_columns,
                strides_swapped,
                paddings_swapped,
                padding_above_and_left_only,
                padding_around_the_output,
                padding_left_out,
                padding_doubled,
                border_repeated_as_padding,
                leftover_rows_kept,
                last_position_lost,
                starts_after_the_first_step,
                windows_not_moved_by_the_stride,
                bias_added_before_padding,
                bias_left_out_with_stride,
                kernel_compared_with_the_bare_image,
                strided_output_cut_to_integers,
                zeros_written_over_the_border,
                strided_output_in_single_precision,
                negative_stride_accepted,
            ),
        )
    ),
    honest=(
        loops,
        never_padded,
        corr2d_then_every_nth,
        einsum_on_strided_windows,
        im2col_with_fancy_indices,
        strided_view,
    ),
)
