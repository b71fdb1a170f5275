"""Mutants of 01 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries a hundred thousand of them. A
mutant that some input tells from the reference is no equivalent but a hole of the exam, however far-fetched the input.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS = (
    Equivalent.because(
        "lengths are at least 1 and a padding at least 0, so their absolute values are they themselves",
        ("output_size...", "...", "", "n = abs(n)"),
        ("output_size...", "...", "", "k = abs(k)"),
        ("output_size", "...", "", "padding = abs(padding)"),
        ("output_size_total", "...", "", "total_padding = abs(total_padding)"),
    ),
    Equivalent.because(
        "the guard repeats what NumPy does: it raises a ValueError itself where a window does not fit into an array, "
        "where an array would have a negative side, and where matrices do not fit",
        ("convolve2d", "correlation_of_the_flipped_kernel", "if k.shape[0] > a.shape[0]...", "..."),
        ("convolve2d", "correlation_of_the_flipped_kernel", "raise ValueError(...)", "..."),
        ("convolve2d", "matrix_product", "if oh < 1 or ow < 1:...", "..."),
        ("convolve2d", "matrix_product", "raise ValueError(...)", "..."),
        ("corr2d", "strided_view", "if oh <= 0 or ow <= 0:", "if oh * ow <= 0:"),
        ("corr2d", "strided_view", "if oh <= 0 or ow <= 0:", "if oh ... 0 or ow ... 0:"),
        ("corr2d_strided", "strided_view", "if oh < 1 or ow < 1:", "if oh * ow < 1:"),
        ("corr2d_strided", "im2col_with_fancy_indices", "if sh <= 0 or sw <= 0 or kh > a.shape[0] or ...", "..."),
        ("pad2d", "stacked", "if any((side < 0 for side in ...", "..."),
        ("pad2d", "stacked", "raise ValueError(...)", "..."),
    ),
    Equivalent.because(
        "Python's range and a slice raise a ValueError for a step of 0 themselves",
        ("output_size", "length_of_a_range", "if stride < 1:", "if stride < 0:"),
        ("output_size_total", "size_of_a_slice", "if stride < 1 or ...", "if stride < 0 or ..."),
        ("corr2d_strided", "solution", "if sh < 1 or sw < 1:", "if sh < ... or sw < ...:"),
        ("corr2d_strided", "einsum_on_strided_windows", "if any((step < 1 ...", "if any((step < 0 ..."),
    ),
    Equivalent.because(
        "a step of 0 has been refused before, by range",
        ("output_size_total", "length_of_a_range", "if stride < 0 or not positions:", "if stride <= 0 or ..."),
        ("output_size_total", "length_of_a_range", "if stride < 0 or not positions:", "if stride < 1 or ..."),
    ),
    Equivalent.because(
        "a count is never negative, a remainder of a positive divisor neither",
        ("output_size", "length_of_a_range", "if positions == 0:", "if positions <= 0:"),
        ("output_size_total", "counted", "...", "... if start % stride <= 0 and ..."),
    ),
    Equivalent.because(
        "the quotient is not negative, where cutting off is rounding down; and what is rounded is whole already",
        ("output_size...", "...", "...", "return int(... / stride)..."),
        ("output_size", "floor_of_a_quotient", "...", "return int(np.trunc(... / stride)) + 1"),
        ("output_size", "floor_of_a_quotient", "...", "return int(np.floor(... // stride)) + 1"),
        ("output_size", "floor_of_a_quotient", "...", "return round(np.floor(... / stride)) + 1"),
        ("output_size", "floor_of_a_quotient", "...", "return int(np.ceil(np.floor(... / stride))) + 1"),
        ("output_size_total", "two_ends", "...", "return int(... // stride) + 1"),
        ("corr2d_same", "solution", "top, left = ...", "top, left = ...int((k... - 1) / 2)..."),
        ("corr2d_same", "pad_and_loop", "top, left = ...", "top, left = ...int((k... - 1) / 2)..."),
        ("corr2d_same", "with_helpers", "before = ...", "before = int((k - 1) / 2)"),
        ("corr2d_same", "matrix_of_the_linear_map", "y, x = ...", "y, x = ...int((kernel... - 1) / 2)..."),
        ("corr2d_strided", "loops", "out = ...", "out = np.zeros((int(... / sh) + 1, ... // sw + 1))"),
        ("corr2d_strided", "loops", "out = ...", "out = np.zeros((... // sh + 1, int(... / sw) + 1))"),
    ),
    Equivalent.because(
        "however the total is split in two, the two halves add up to it",
        ("output_size_total", "two_ends", "before = total_padding // 2", "before = ..."),
    ),
    Equivalent.because(
        "one start more, at which no window fits",
        ("output_size_total", "counted", "...", "return sum((1 for start in range(n + total_padding + 1) if ..."),
    ),
    Equivalent.because(
        "both names get the same value",
        ("output_size", "counted", "positions, start = (0, 0)", "start, positions = (0, 0)"),
    ),
    Equivalent.because(
        "only the number of entries is used, whatever they are",
        ("output_size_total", "size_of_a_slice", "...", "...np.arange(n + total_padding - k + 1, dtype=...)..."),
    ),
    Equivalent.because(
        "a Python integer in the place of NumPy's, or NumPy's of another length, adds up to the same number",
        ("output_size", "numpy_integer", "last = ...", "last = ... + 2 * ... - ..."),
        ("output_size_total", "numpy_integer", "...", "return np.floor_divide(n - k + total_padding, stride) + 1"),
    ),
    Equivalent.because(
        "a product and a sum with one side in float64 are in float64: the other may keep its own dtype, which float64 "
        "holds exactly",
        ("corr2d", "solution", "image = np.asarray(image, dtype=np.float64)", "pass"),
        ("corr2d", "solution", "image = np.asarray(image, dtype=np.float64)", "image = np.asarray(image)"),
        ("corr2d", "solution", "image = ...", "image = np.asarray(image, dtype=image.dtype)"),
        ("corr2d", "solution", "kernel = np.asarray(kernel, dtype=np.float64)", "pass"),
        ("corr2d", "solution", "kernel = np.asarray(kernel, dtype=np.float64)", "kernel = np.asarray(kernel)"),
        ("corr2d", "solution", "kernel = ...", "kernel = np.asarray(kernel, dtype=kernel.dtype)"),
    ),
    Equivalent.because(
        "image and kernel have been changed to float64 by then: their dtype is float64",
        ("corr2d", "solution", "kernel = ...", "kernel = np.asarray(kernel, dtype=image.dtype)"),
        ("corr2d", "solution", "result = ...", "result = np.empty(..., dtype=image.dtype)"),
        ("corr2d", "solution", "result = ...", "result = np.empty(..., dtype=kernel.dtype)"),
        ("corr2d", "solution", "return result", "return np.asarray(result).astype(image.dtype)"),
        ("corr2d", "solution", "return result", "return np.asarray(result).astype(kernel.dtype)"),
        ("corr2d", "strided_view", "return ...", "return np.asarray(...).astype(image.dtype)"),
        ("corr2d_same", "with_helpers", "...", "... np.array(columns, dtype=a.dtype)..."),
    ),
    Equivalent.because(
        "the result has the image's dtype already",
        ("pad2d", "...", "return ...", "return np.asarray(...).astype(image.dtype)"),
        ("corr2d_strided", "im2col_with_fancy_indices", "a = ...", "a = np.asarray(np.pad(...)).astype(image.dtype)"),
    ),
    Equivalent.because(
        "the image is an array already",
        ("pad2d", "solution", "image = np.asarray(image)", "pass"),
    ),
    Equivalent.because(
        "adding to zeros is assigning",
        ("pad2d", "...", "...[...] = image...", "...[...] += image..."),
        ("corr2d_strided", "...", "...[...] = image", "...[...] += image"),
        ("corr2d_same", "...", "...[...] = image", "...[...] += image"),
        ("corr2d_strided", "loops", "out[i, j] = (window...", "out[i, j] += (window..."),
        ("corr2d_same", "pad_and_loop", "out[i, j] = np.sum...", "out[i, j] += np.sum..."),
        ("corr2d_same", "matrix_of_the_linear_map", "weights[...] = ...", "weights[...] += ..."),
        ("filter_image", "pad_and_loop", "padded[...] = image", "padded[...] += image"),
        ("filter_image", "pad_and_loop", "out[i, j] = ...", "out[i, j] += ..."),
        ("filter_image", "einsum_on_windows", "dirac[...] = 1", "dirac[...] += 1"),
    ),
    Equivalent.because(
        "every entry is written afterwards",
        ("corr2d_strided", "loops", "out = np.zeros(...", "out = np.ones(..."),
        ("corr2d_same", "pad_and_loop", "out = np.zeros(...", "out = np.ones(..."),
        ("filter_image", "pad_and_loop", "out = np.zeros(...", "out = np.ones(..."),
    ),
    Equivalent.because(
        "a margin of zeros that no window reaches",
        ("filter_image", "whole_numbers_then_division", "padded = ...", "padded = np.pad(..., ((1, ...), (1, ...)))"),
        ("corr2d_same", "pad_and_loop", "padded = ...", "padded = np.zeros((h + kh..., w + kw...))"),
        ("corr2d_strided", "loops", "padded = ...", "padded = np.zeros((h + 2 * ph + 1, w + 2 * pw))"),
        ("corr2d_strided", "loops", "padded = ...", "padded = np.zeros((h + 2 * ph, w + 2 * pw + 1))"),
        ("corr2d_strided", "loops", "padded = ...", "padded = np.zeros((h + 3 * ph, w + 2 * pw))"),
        ("corr2d_strided", "loops", "padded = ...", "padded = np.zeros((h + 2 * ph, w + 3 * pw))"),
    ),
    Equivalent.because(
        "a view of an array that nobody else has is as good as a copy",
        ("corr2d_strided", "solution", "...", "return everywhere[::sh, ::sw]"),
    ),
    Equivalent.because(
        "that is NumPy's default, another spelling of the same axis, or an order that a sum does not know",
        (
            "corr2d",
            "strided_view",
            "return np.tensordot(view, kernel, axes=2) + ...",
            "return np.tensordot(view, kernel) + ...",
        ),
        ("corr2d_strided", "strided_view", "...", "return np.tensordot(view, kernel) + bias"),
        ("corr2d_strided", "im2col_with_fancy_indices", "...", "...patches.reshape(*patches.shape[:2], -2)..."),
        ("corr2d_same", "matrix_of_the_linear_map", "...", "...image.reshape(-2)..."),
        ("corr2d_strided", "im2col_with_fancy_indices", "...", "...patches.reshape(*patches.shape[:-2], -1)..."),
        ("corr2d_strided", "im2col_with_fancy_indices", "...", "...np.arange(..., dtype=np.int64)..."),
        ("convolve2d", "correlation_of_the_flipped_kernel", "...", "return (windows * k).sum(axis=(-1, -2))"),
        ("convolve2d", "correlation_of_the_flipped_kernel", "...", "return (windows * k).sum(axis=(2, -1))"),
        ("convolve2d", "correlation_of_the_flipped_kernel", "...", "return (windows * k).sum(axis=(--2, -1))"),
    ),
    Equivalent.because(
        "a float added to float64 is added in float64",
        ("corr2d_strided", "einsum_on_strided_windows", "return ...", "return np.einsum(...) + bias"),
    ),
    Equivalent.because(
        "bytes, these whole weights below 9, their products and sums of nine (at most 2040 either way) are exact in "
        "float16, float32 and int64 as in float64, and NumPy computes with the wider of two dtypes",
        ("filter_image", "pad_and_loop", "", "image = np.asarray(image).astype(np...)"),
        ("filter_image", "shifted_sums", "", "image = np.asarray(image).astype(np...)"),
        ("filter_image", "einsum_on_windows", "", "image = np.asarray(image).astype(np...)"),
        ("filter_image", "whole_numbers_then_division", "", "image = np.asarray(image).astype(np...)"),
        ("filter_image", "solution", "kernels = ...", "kernels = {..., dtype=np...)..."),
        ("filter_image", "pad_and_loop", "kernel = ...", "kernel = np.array(..., dtype=...)..."),
        ("filter_image", "pad_and_loop", "padded = ...", "padded = np.zeros((h + 2, w + 2), dtype=...)"),
        ("filter_image", "shifted_sums", "p = ...", "p = np.pad(image, 1).astype(np...)"),
        ("filter_image", "einsum_on_windows", "laplacian = ...", "laplacian = -np.ones((3, 3), dtype=...)"),
        ("filter_image", "einsum_on_windows", "dirac = ...", "dirac = np.zeros((3, 3), dtype=...)"),
        ("filter_image", "einsum_on_windows", "cross = ...", "cross = np.array(..., dtype=...)"),
        ("filter_image", "einsum_on_windows", "windows = ...", "windows = ...(np.pad(image..., 1), (3, 3))"),
        ("filter_image", "separable_blur", "a = ...", "a = np.pad(image.astype(np.int64), 1)"),
        ("filter_image", "separable_blur", "a = ...", "a = np.asarray(np.pad(...)).astype(np...)"),
        (
            "filter_image",
            "whole_numbers_then_division",
            "return (np.array(...",
            "return (np.array(..., dtype=np...), ...",
        ),
        ("filter_image", "whole_numbers_then_division", "sums = ...", "sums = np.zeros(image.shape...)"),
    ),
    Equivalent.because(
        "sixteenths of whole numbers up to 4080 are exact in float32",
        ("filter_image", "solution", "kernels = ...", "kernels = {...np.float32(np.array(...) / 16)}"),
        ("filter_image", "pad_and_loop", "kernel = ...", "kernel = np.float32(np.array(...) / 16)"),
        ("filter_image", "pad_and_loop", "total = ...", "total = np.asarray(...).astype(np.float32)"),
        ("filter_image", "einsum_on_windows", "gauss = ...", "gauss = np.float32(np.outer(...) / 16)"),
        ("filter_image", "...", "sums = (...", "sums = np.float32(...)"),
        (
            "filter_image",
            "whole_numbers_then_division",
            "return ...",
            "return ...round(np.float32(value / divisor))...",
        ),
    ),
    Equivalent.because(
        "the weights are NumPy's own int64, which NumPy 2 does not fit to the bytes they are multiplied with",
        ("filter_image", "whole_numbers_then_division", "padded = ...", "padded = np.pad(image, ((1, 1), (1, 1)))"),
        ("filter_image", "whole_numbers_then_division", "padded = ...", "padded = ...astype(...)..."),
    ),
    Equivalent.because(
        "a byte is its own absolute value; the image's dtype is uint8, the same as the result's",
        ("filter_image", "...", "", "image = abs(image)"),
        ("filter_image", "separable_blur", "", "image = np.asarray(image).astype(np.uint8)"),
        ("filter_image", "...", "return ...", "return ....astype(image.dtype)..."),
        ("filter_image", "...", "return ...", "return np.asarray(...).astype(np.uint8)"),
        ("filter_image", "pad_and_loop", "out = ...", "out = np.zeros((h, w), dtype=image.dtype)"),
        ("filter_image", "separable_blur", "return ...", "return np.array(image, dtype=np.uint8, order='F')"),
        ("filter_image", "whole_numbers_then_division", "return ...", "return np.array(..., dtype=image.dtype)"),
    ),
    Equivalent.because(
        "NumPy takes a list for an array, an array's rows for lists, and a dtype's name for the dtype",
        ("filter_image", "solution", "kernels = ...", "kernels = {...': [[..."),
        ("filter_image", "pad_and_loop", "kernel = ...", "kernel = [[..."),
        ("filter_image", "shifted_sums", "return ...", "return np.round(sums).clip(0, 255).astype(np.uint8)"),
        ("filter_image", "einsum_on_windows", "cross = ...", "cross = [[..."),
        ("filter_image", "whole_numbers_then_division", "return (np.array(...", "return ([[..."),
        ("filter_image", "whole_numbers_then_division", "return ...", "return ...for row in sums], np.uint8)"),
        ("corr2d_same", "with_helpers", "return (k.ravel() @ np.array(columns))...", "return (k.ravel() @ columns)..."),
    ),
    Equivalent.because(
        "the four kernels are symmetric: rows and columns may change places",
        ("filter_image", "whole_numbers_then_division", "for (u, v), ...", "for (v, u), ..."),
        ("filter_image", "einsum_on_windows", "return ...", "return ...'ijuv,vu->ij'..."),
    ),
    Equivalent.because(
        "clip is the middle of three numbers, whichever of the first two is called the limit",
        ("filter_image", "...", "return np.clip(...", "return np.clip(0, ..., 255)..."),
    ),
    Equivalent.because(
        "a buffer that is never given away, and of which every call writes the same part",
        ("filter_image", "pad_and_loop", "...", "...padded = _kept.setdefault(padded.shape, padded)"),
        ("filter_image", "einsum_on_windows", "...", "...dirac = _kept.setdefault(dirac.shape, dirac)"),
    ),
)
