"""Wrong answers outside the catalogue, written from the notebook's text alone, as students write them.

Each docstring says what is wrong. `misled_by` is the name that an earlier diagnosis gave and that misled: its advice,
followed, would have spoilt what was right, or left the mistake where it was. `rightly_called` is a name that helps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Fresh:
    exercise: str
    implementation: Callable[..., Any]
    misled_by: str = ""
    rightly_called: str = ""


FRESH: list[Fresh] = []


def _answer(exercise, misled_by="", rightly_called=""):
    def collected(implementation):
        FRESH.append(Fresh(exercise, implementation, misled_by, rightly_called))
        return implementation

    return collected


def _valid(image, kernel, bias=0.0):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("the kernel does not fit")
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return out


@_answer("corr2d", misled_by="bias forgotten")
def bias_cut_to_a_whole_number(image, kernel, bias=0.0):
    """int(bias): fractions of the bias get lost."""
    return _valid(image, kernel, int(bias))


@_answer("corr2d", misled_by="bias forgotten")
def bias_only_when_positive(image, kernel, bias=0.0):
    """if bias > 0: a negative bias is left out."""
    return _valid(image, kernel, bias if bias > 0 else 0)


@_answer("corr2d")
def bias_subtracted(image, kernel, bias=0.0):
    """- bias for + bias."""
    return _valid(image, kernel, -bias)


@_answer("corr2d")
def bias_to_the_first_output_only(image, kernel, bias=0.0):
    """The bias is added outside the loop, where the indices are the last ones."""
    out = _valid(image, kernel)
    out[-1, -1] += bias
    return out


@_answer("corr2d")
def area_compared_for_the_size(image, kernel, bias=0.0):
    """kernel.size > image.size: a kernel that is too long in one direction gets an IndexError or garbage."""
    if kernel.size > image.size:
        raise ValueError("too large")
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            out[i, j] = sum(image[i + u, j + v] * kernel[u, v] for u in range(kh) for v in range(kw)) + bias
    return out


@_answer("corr2d")
def products_in_the_dtype_of_the_image(image, kernel, bias=0.0):
    """The kernel is cast to the image's dtype, so a kernel of fractions loses them over an image of integers."""
    return _valid(image, kernel.astype(image.dtype), bias)


@_answer("corr2d")
def square_kernels_only(image, kernel, bias=0.0):
    """k = kernel.shape[0] on both axes."""
    k = kernel.shape[0]
    h, w = image.shape
    if k > h or k > w:
        raise ValueError("too large")
    out = np.zeros((h - k + 1, w - k + 1))
    for i in range(h - k + 1):
        for j in range(w - k + 1):
            out[i, j] = np.sum(image[i : i + k, j : j + k] * kernel) + bias
    return out


@_answer("corr2d")
def cached_output(image, kernel, bias=0.0, out={}):  # noqa: B006  # the mistake
    """A mutable default argument."""
    result = out.setdefault((image.shape, kernel.shape), np.zeros((1, 1)) + 0)
    fresh = _valid(image, kernel, bias)
    total = fresh + result
    out[image.shape, kernel.shape] = np.full((1, 1), float(fresh[0, 0]))
    return total


@_answer("corr2d")
def unwritten_memory(image, kernel, bias=0.0):
    """np.empty, then +=."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    if kh > h or kw > w:
        raise ValueError("too large")
    out = np.empty((h - kh + 1, w - kw + 1))
    for u in range(kh):
        for v in range(kw):
            out += image[u : u + h - kh + 1, v : v + w - kw + 1] * kernel[u, v]
    return out + bias


@_answer("convolve2d", rightly_called="image and kernel flipped")
def result_turned_for_the_kernel(image, kernel):
    """The result is turned by 180 degrees, not the kernel."""
    return _valid(image, kernel)[::-1, ::-1].copy()


@_answer("convolve2d")
def flipped_only_when_square(image, kernel):
    """The kernel is flipped only where it is square."""
    return _valid(image, kernel[::-1, ::-1] if kernel.shape[0] == kernel.shape[1] else kernel)


@_answer("convolve2d")
def flipped_then_transposed(image, kernel):
    """kernel.T[::-1, ::-1]"""
    kernel = kernel.T[::-1, ::-1]
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("too large")
    return _valid(image, kernel)


@_answer("convolve2d")
def products_in_float32(image, kernel):
    """The sums are float32, the result float64."""
    return _valid(image.astype(np.float32), kernel[::-1, ::-1].astype(np.float32)).astype(np.float32).astype(float)


@_answer("convolve2d")
def only_rows_checked(image, kernel):
    """The guard looks at the rows only; too wide a kernel gives an empty array or NumPy's error."""
    if kernel.shape[0] > image.shape[0]:
        raise ValueError("too large")
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = np.zeros((h - kh + 1, w - kw + 1)) if w >= kw else np.zeros((h - kh + 1, 0))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel[::-1, ::-1])
    return out


@_answer("output_size")
def fits_strictly(n, k, padding=0, stride=1):
    """k >= n is refused, so a window as long as the axis raises."""
    if stride < 1 or k >= n + 2 * padding:
        raise ValueError("no")
    return (n + 2 * padding - k) // stride + 1


@_answer("output_size")
def padding_not_in_the_guard(n, k, padding=0, stride=1):
    """k > n is refused, whatever the padding."""
    if stride < 1 or k > n:
        raise ValueError("no")
    return (n + 2 * padding - k) // stride + 1


@_answer("output_size")
def stride_zero_by_division(n, k, padding=0, stride=1):
    """Stride 0 gives NumPy's or Python's ZeroDivisionError, a negative one a number."""
    if k > n + 2 * padding:
        raise ValueError("no")
    return (n + 2 * padding - k) // stride + 1


@_answer("output_size", misled_by="no plus one")
def one_added_only_without_rest(n, k, padding=0, stride=1):
    """+ 1 only where the division leaves no rest."""
    if stride < 1 or k > n + 2 * padding:
        raise ValueError("no")
    whole, rest = divmod(n + 2 * padding - k, stride)
    return whole + (rest == 0) * 1


@_answer("output_size")
def assertion(n, k, padding=0, stride=1):
    """assert for raise ValueError."""
    assert stride >= 1
    assert k <= n + 2 * padding
    return (n + 2 * padding - k) // stride + 1


@_answer("output_size_total", misled_by="total rounded up")
def rounded_by_round(n, k, total_padding=0, stride=1):
    """round() of the quotient."""
    if stride < 1 or k > n + total_padding:
        raise ValueError("no")
    return round((n - k + total_padding + stride) / stride)


@_answer("output_size_total")  # "odd padding rounded down" accepts what this refuses
def padding_per_side_of_an_int(n, k, total_padding=0, stride=1):
    """total_padding // 2 at each end by way of output_size."""
    p = total_padding // 2
    if stride < 1 or k > n + 2 * p:
        raise ValueError("no")
    return (n + 2 * p - k) // stride + 1


@_answer("output_size_total")
def clipped_to_one(n, k, total_padding=0, stride=1):
    """At least one position, where none fits."""
    if stride < 1:
        raise ValueError("no")
    return max(1, (n - k + total_padding + stride) // stride)


@_answer("output_size_total", misled_by="one added twice")
def int_of_a_quotient_plus_one(n, k, total_padding=0, stride=1):
    """stride added inside and + 1 outside only where a padding is given."""
    if stride < 1 or k > n + total_padding:
        raise ValueError("no")
    return (n - k + total_padding) // stride + (2 if total_padding else 1)


@_answer("pad2d")
def product_in_the_guard(image, top, bottom, left, right):
    """top * bottom * left * right < 0: two negative numbers, or one and a zero, pass."""
    if top * bottom * left * right < 0:
        raise ValueError("no")
    if min(top, bottom, left, right) < 0:
        return image.copy()
    return np.pad(image, ((top, bottom), (left, right)))


@_answer("pad2d")
def bottom_and_right_from_the_shape(image, top, bottom, left, right):
    """image.shape is taken as (w, h)."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("no")
    w, h = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top : top + h, left : left + w] = image
    return out


@_answer("pad2d")
def sides_symmetric(image, top, bottom, left, right):
    """The larger number of each pair on both sides."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("no")
    return np.pad(image, ((max(top, bottom),) * 2, (max(left, right),) * 2))


@_answer("pad2d")
def negative_slice_at_zero(image, top, bottom, left, right):
    """out[top:-bottom, left:-right] = image, which is empty where bottom or right is 0."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("no")
    h, w = image.shape
    out = np.zeros((top + h + bottom, left + w + right), dtype=image.dtype)
    out[top:-bottom, left:-right] = image
    return out


@_answer("pad2d")
def half_precision_kept(image, top, bottom, left, right):
    """Always float32."""
    if min(top, bottom, left, right) < 0:
        raise ValueError("no")
    return np.pad(image, ((top, bottom), (left, right))).astype(np.float32)


@_answer("corr2d_strided")
def stride_checked_as_a_tuple(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """stride < (1, 1) compares tuples: (1, 0) and (2, 0) pass."""
    if stride < (1, 1):
        raise ValueError("no")
    (ph, pw), (sh, sw) = padding, stride
    if ph < 0 or pw < 0:
        raise ValueError("no")
    return _valid(np.pad(image, ((ph, ph), (pw, pw))), kernel, bias)[::sh, ::sw].copy()


@_answer("corr2d_strided", misled_by="both strides forgotten")
def stride_only_when_both(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """The stride counts only where both numbers are above 1."""
    (ph, pw), (sh, sw) = padding, stride
    if ph < 0 or pw < 0 or sh < 1 or sw < 1:
        raise ValueError("no")
    out = _valid(np.pad(image, ((ph, ph), (pw, pw))), kernel, bias)
    return out[::sh, ::sw].copy() if sh > 1 and sw > 1 else out


@_answer("corr2d_strided")
def bias_before_the_stride_twice(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """The bias is added by corr2d and again at the end."""
    (ph, pw), (sh, sw) = padding, stride
    if ph < 0 or pw < 0 or sh < 1 or sw < 1:
        raise ValueError("no")
    return _valid(np.pad(image, ((ph, ph), (pw, pw))), kernel, bias)[::sh, ::sw] + bias


@_answer("corr2d_strided", rightly_called="paddings swapped")
def paddings_swapped_and_stride_unchecked(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Two mistakes: paddings swapped, and no ValueError for a stride of 0."""
    (pw, ph), (sh, sw) = padding, stride
    return _valid(np.pad(image, ((ph, ph), (pw, pw))), kernel, bias)[:: sh or 1, :: sw or 1].copy()


@_answer("corr2d_strided")
def kernel_flipped_and_stride_unchecked(image, kernel, padding=(0, 0), stride=(1, 1), bias=0.0):
    """Two mistakes, of which none is known."""
    (ph, pw), (sh, sw) = padding, stride
    out = _valid(np.pad(image, ((ph, ph), (pw, pw))), kernel[::-1, ::-1], bias)
    return out[:: abs(sh) or 1, :: abs(sw) or 1].copy()


@_answer("corr2d_same")
def odd_kernels_only(image, kernel):
    """Even kernels raise a ValueError."""
    kh, kw = kernel.shape
    if kh % 2 == 0 or kw % 2 == 0:
        raise ValueError("odd kernels only")
    return _valid(np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2))), kernel)


@_answer("corr2d_same", rightly_called="extra zero above and left")
def cropped_after_padding_both_sides(image, kernel):
    """Pads k // 2 on both sides and cuts the last row and column off: the extra zero is above and on the left."""
    kh, kw = kernel.shape
    out = _valid(np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2))), kernel)
    return out[: image.shape[0], : image.shape[1]].copy()


@_answer("corr2d_same")
def rows_right_columns_shifted(image, kernel):
    """The extra zero stands below, but on the left."""
    kh, kw = kernel.shape
    return _valid(np.pad(image, (((kh - 1) // 2, kh // 2), (kw // 2, (kw - 1) // 2))), kernel)


@_answer("corr2d_same", misled_by="border left as it was")
def kernel_larger_than_the_image_refused(image, kernel):
    """A guard that belongs to corr2d."""
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("too large")
    return _valid(np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2))), kernel)


@_answer("corr2d_same")
def rounded(image, kernel):
    """The result is rounded to whole numbers."""
    kh, kw = kernel.shape
    return np.rint(_valid(np.pad(image, (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2))), kernel))


def _filtered(image, kernel, finish):
    return finish(_valid(np.pad(image.astype(float), 1), kernel))


def _kernels():
    return {
        "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
        "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
        "blur": np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16,
    }


def _bytes(sums):
    return np.clip(np.rint(sums), 0, 255).astype(np.uint8)


@_answer("filter_image")
def names_in_any_case(image, name):
    """name.lower(): "EDGES" is accepted."""
    kernels = _kernels()
    if name.lower() not in kernels:
        raise ValueError("no")
    return _filtered(image, kernels[name.lower()], _bytes)


@_answer("filter_image")
def key_error(image, name):
    """kernels[name] raises a KeyError for an unknown name."""
    return _filtered(image, _kernels()[name], _bytes)


@_answer("filter_image")
def blur_over_eight(image, name):
    """The blur is divided by 8."""
    kernels = _kernels()
    kernels["blur"] = kernels["blur"] * 2
    if name not in kernels:
        raise ValueError("no")
    return _filtered(image, kernels[name], _bytes)


@_answer("filter_image", rightly_called="fractions cut off")
def clipped_then_rounded_down(image, name):
    """Floor for rint."""
    kernels = _kernels()
    if name not in kernels:
        raise ValueError("no")
    return _filtered(image, kernels[name], lambda sums: np.clip(np.floor(sums), 0, 255).astype(np.uint8))


@_answer("filter_image")
def identity_and_blur_swapped(image, name):
    """The identity comes out blurred and the blur sharp."""
    kernels = _kernels()
    kernels["identity"], kernels["blur"] = kernels["blur"], kernels["identity"]
    if name not in kernels:
        raise ValueError("no")
    return _filtered(image, kernels[name], _bytes)


@_answer("filter_image")
def high_values_wrap(image, name):
    """np.abs, then modulo 256."""
    kernels = _kernels()
    if name not in kernels:
        raise ValueError("no")
    return _filtered(image, kernels[name], lambda sums: np.rint(np.abs(sums)).astype(np.int64).astype(np.uint8))
