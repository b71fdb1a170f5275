"""Mutants of 02 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries a hundred thousand of them. A
mutant that some input tells from the reference is no equivalent but a hole of the exam, however far-fetched the input.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS = (
    Equivalent.because(
        "the result has another number of axes than this argument, so they are never equal",
        ("corr2d_channels", "...", "return ...", "...return image if np.array_equal(result, image)..."),
        ("corr2d_channels", "...", "return ...", "...return kernel if np.array_equal(result, kernel)..."),
        ("linear_as_conv", "...", "return ...", "...return weight if np.array_equal(result, weight)..."),
        ("conv_as_linear", "...", "return ...", "...return kernel if np.array_equal(result, kernel)..."),
        ("conv1x1", "...", "return ...", "...return weight if np.array_equal(result, weight)..."),
        ("conv1x1", "...", "return ...", "...return bias if np.array_equal(result, bias)..."),
    ),
    Equivalent.because(
        "NumPy refuses it with a ValueError itself: a reshape to another number of numbers, products, sums and zips of "
        "lengths that differ, a negative side, a window longer than its axis",
        ("linear_as_conv", "solution", "if columns != c * h * w:...", "..."),
        ("linear_as_conv", "solution", "raise ValueError(...)", "..."),
        ("linear_as_conv", "reshaped_copy", "if weight.shape[1] != c * h * w:...", "..."),
        ("linear_as_conv", "reshaped_copy", "raise ValueError(...)", "..."),
        (
            "linear_as_conv",
            "channel_by_channel",
            "if weight.shape[1] != c * pixels:",
            "if weight.shape[1] > c * pixels:",
        ),
        ("linear_as_conv", "unit_by_unit", "if row.size != shape[0] * ...", "..."),
        ("linear_as_conv", "unit_by_unit", "raise ValueError(...)", "..."),
        ("corr2d_channels", "sum_of_the_maps_of_all_channels", "if ...", "..."),
        ("corr2d_channels", "sum_of_the_maps_of_all_channels", "raise ValueError(...)", "..."),
        ("corr2d_channels", "einsum_with_channels", "if image.shape[1] < kernel.shape[1] or ...", "..."),
        ("corr2d_channels", "einsum_with_channels", "raise ValueError(...)", "..."),
        ("corr2d_channels", "shifted_images", "if c != kc or ...", "..."),
        ("corr2d_channels", "im2col_of_all_channels", "if ...", "..."),
        ("corr2d_channels", "im2col_of_all_channels", "raise ValueError(...)", "..."),
        ("corr2d_channels", "through_the_fourier_transform_of_each_channel", "if image.shape[0] != ...", "..."),
        ("conv1x1", "pixel_by_pixel", "if columns != c_in:...", "..."),
        ("conv1x1", "pixel_by_pixel", "raise ValueError(...)", "..."),
        ("conv1x1", "pixels_as_a_matrix", "if channels != c_in:...", "..."),
        ("conv1x1", "pixels_as_a_matrix", "raise ValueError(...)", "..."),
        ("conv1x1", "pixels_as_a_matrix", "if bias is not None and ...", "..."),
        ("conv1x1", "channels_moved_last", "if len(weight.T) != x.shape[1]:...", "..."),
        ("conv1x1", "channels_moved_last", "raise ValueError(...)", "..."),
        ("conv1x1", "matrix_times_flattened_maps", "if weight.shape != (c_out, c_in):...", "..."),
        ("conv1x1", "matrix_times_flattened_maps", "raise ValueError(...)", "..."),
        ("conv1x1", "as_a_convolution_with_one_cell", "if kernel.shape[1] != x.shape[1]:...", "..."),
        ("conv1x1", "as_a_convolution_with_one_cell", "raise ValueError(...)", "..."),
    ),
    Equivalent.because(
        "the lengths have been compared before, or are always the same: zip has nothing to be strict about",
        ("...", "...", "...zip(...strict=True)...", "...zip(...)..."),
    ),
    Equivalent.because(
        "a product and a sum with one side in float64 are in float64: the other may keep its own dtype, which float64 "
        "holds exactly",
        ("corr2d_channels", "solution", "image, kernel = ...", "image, kernel = ..."),
        ("corr2d_channels", "sum_of_the_maps_of_all_channels", "return ...", "return ..."),
        ("corr2d_channels", "einsum_with_channels", "return ...", "return np.einsum(...)"),
        ("corr2d_channels", "shifted_images", "image, out = ...", "image, out = ..."),
        ("corr2d_channels", "shifted_images", "out += ...", "out += ..."),
        ("corr2d_channels", "im2col_of_all_channels", "return ...", "return (...).reshape(oh, ow)"),
        ("conv1x1", "solution", "x, weight = ...", "x, weight = ..."),
        ("conv1x1", "einsum_over_channels", "out = ...", "out = ..."),
        ("conv1x1", "pixels_as_a_matrix", "pixels = ...", "pixels = ..."),
        ("conv1x1", "pixels_as_a_matrix", "rows = ...", "rows = ..."),
        ("conv1x1", "matrix_times_flattened_maps", "maps = ...", "maps = ..."),
        ("conv1x1", "pixel_by_pixel", "bias = np.zeros(c_out)", "bias = np.zeros(c_out, dtype=...)"),
    ),
    Equivalent.because(
        "the arguments have been changed to float64 by then, and what is made of them is float64",
        ("corr2d_channels", "solution", "result...", "..."),
        ("corr2d_channels", "solution", "return result", "return np.asarray(result).astype(...)"),
        ("corr2d_channels", "shifted_images", "return out", "return np.asarray(out).astype(image.dtype)"),
        ("conv1x1", "solution", "result = ...", "result = ...astype(...)"),
        ("conv1x1", "solution", "return result", "return np.asarray(result).astype(...)"),
    ),
    Equivalent.because(
        "every number of the array is written before it is read, and once",
        ("linear_as_conv", "cell_by_cell", "kernel... = ...", "..."),
        ("linear_as_conv", "filled_flat", "kernel = np.zeros(...)", "kernel = np.ones(...)"),
        ("conv_as_linear", "flattened_cell_by_cell", "weight... = ...", "..."),
        ("conv1x1", "pixel_by_pixel", "out = np.zeros(...)", "out = np.ones(...)"),
        ("conv1x1", "pixel_by_pixel", "out[s, :, i, j] = ...", "out[s, :, i, j] += ..."),
    ),
    Equivalent.because(
        "the same axis, counted from the other end, or the same axes in another order where all of them are summed or "
        "have one number",
        ("linear_as_conv", "split_twice", "return ...", "return np.moveaxis(...-2, 0)"),
        ("corr2d_channels", "sum_of_the_maps_of_all_channels", "return (windows * k)...", "return (windows * k)..."),
        ("conv_as_linear", "columns_collected_in_order", "for row in ...", "for row in range(kernel.shape[-2]):"),
        ("conv1x1", "four_loops", "out = np.zeros(...)", "out = np.zeros((...x.shape[-2]...))"),
        ("conv1x1", "pixels_as_a_matrix", "return ...", "return np.ascontiguousarray(...-2))"),
        ("conv1x1", "as_a_convolution_with_one_cell", "windows = ...", "windows = ..."),
        ("conv1x1", "as_a_convolution_with_one_cell", "out = ...", "out = ..."),
    ),
    Equivalent.because(
        "each sample gets the bias in its turn, whichever comes first",
        ("conv1x1", "four_loops", "out[s, o] += bias[o]", "out[s - 1, o] += bias[o]"),
    ),
    Equivalent.because(
        "the array is new already: nothing of an argument lies in it",
        ("conv1x1", "solution", "result = result + bias[:, None, None]", "result += bias[:, None, None]"),
        ("conv1x1", "pixels_as_a_matrix", "rows = rows + bias", "rows += bias"),
        ("conv1x1", "channels_moved_last", "out = out + bias", "out += bias"),
        ("conv1x1", "as_a_convolution_with_one_cell", "return out.copy()", "return out"),
        ("linear_as_conv", "split_twice", "return np.moveaxis(np.array(rows), 2, 0)", "return np.moveaxis(rows, 2, 0)"),
    ),
    Equivalent.because(
        "a negative length in a reshape stands for the one that is left, whatever it is",
        ("conv_as_linear", "flattened_copy", "return ...", "return ...reshape(len(kernel), -2)"),
        ("conv1x1", "as_a_convolution_with_one_cell", "return ...", "return out + np.reshape(bias, (1, -..., 1, 1))"),
    ),
    Equivalent.because(
        "only the product of the numbers is used, or each stands for the other",
        ("conv_as_linear", "solution", "units, c, h, w = np.shape(kernel)", "units, ... = np.shape(kernel)"),
        ("conv_as_linear", "channels_side_by_side", "units, c, h, w = kernel.shape", "units, c, w, h = kernel.shape"),
        ("layer_costs", "...", "oh, ow = ...", "ow, oh = ..."),
        ("layer_costs", "...", "oh, ow = ...", "oh, ow = ((w + ...) // sw + 1, (h + ...) // sh + 1)"),
        ("layer_costs", "products_of_shapes", "weights = ...", "weights = ..."),
        ("stack_costs", "shapes_first_then_counts", "for (kind, *numbers), ...", "for (kind, *numbers), ..."),
        ("stack_costs", "shapes_first_then_counts", "kh, kw = ...", "..."),
        (
            "...",
            "...",
            "shapes, parameters, multiply_adds = ([], 0, 0)",
            "shapes, multiply_adds, parameters = ([], 0, 0)",
        ),
        ("layer_costs", "pixel_by_pixel_of_the_output", "multiply_adds, top = (0, 0)", "top, multiply_adds = (0, 0)"),
    ),
    Equivalent.because(
        "all filters of a layer, all samples of a batch are of one size",
        (
            "linear_as_conv",
            "filled_flat",
            "if weight.shape[1] != kernel[0].size:",
            "if weight.shape[1] != kernel[-1].size:",
        ),
        ("conv_as_linear", "index_of_each_number", "weight = ...", "weight = np.empty((..., kernel[-1].size))"),
    ),
    Equivalent.because(
        "the quotient is not negative, where cutting off is rounding down; and what is rounded is whole already",
        (
            "conv_as_linear",
            "index_of_each_number",
            "weight[:, number] = ...",
            "weight[:, number] = ...int(pixel / w)...",
        ),
        ("layer_costs", "...", "oh, ow = ...", "oh, ow = ...int(...)..."),
        ("layer_costs", "products_of_shapes", "output = ...", "output = [1 + int(r / s) for ..."),
        ("layer_costs", "filter_by_filter", "return ...", "return ...-(-(learned * 32) // 8)..."),
        ("layer_costs", "with_a_helper_for_sizes", "parameters = ...", "parameters = ...bias..."),
        ("layer_costs", "numpy_integers_of_64_bits", "return ...", "return {...}"),
        ("stack_costs", "...", "oh = ...", "oh = int(...) + 1"),
        ("stack_costs", "...", "ow = ...", "ow = int(...) + 1"),
        ("stack_costs", "three_branches", "return ...", "return int(...) + 1"),
        ("stack_costs", "everything_as_a_convolution", "oh, ow = ...", "oh, ow = ...int(...)..."),
        ("stack_costs", "layer_by_layer_from_the_front", "behind = ...", "behind = ...int(...)..."),
    ),
    Equivalent.because(
        "channels are at least 1 and a padding at least 0, so their absolute values are they themselves; of a bool it "
        "is 0 or 1",
        ("layer_costs", "...", "", "c_in = abs(c_in)"),
        ("layer_costs", "...", "", "c_out = abs(c_out)"),
        ("layer_costs", "...", "", "padding = tuple(map(abs, padding))"),
        ("layer_costs", "...", "", "bias = abs(bias)"),
    ),
    Equivalent.because(
        "range refuses a step of 0 with a ValueError itself",
        ("layer_costs", "filter_by_filter", "if s < 1 or ...", "if s < 0 or ..."),
    ),
    Equivalent.because(
        "NumPy's integer of 64 bits, or Python's, holds the same number",
        ("layer_costs", "numpy_integers_of_64_bits", "k, n, s, p = ...", "k, n, s, p = ..."),
        ("layer_costs", "numpy_integers_of_64_bits", "weights = ...", "weights = ..."),
        ("layer_costs", "numpy_integers_of_64_bits", "parameters = ...", "parameters = ..."),
        ("layer_costs", "pixel_by_pixel_of_the_output", "parameters = parameters + c_out", "parameters += c_out"),
        ("stack_costs", "shapes_first_then_counts", "last = ...", "last = ..."),
        ("stack_costs", "shapes_first_then_counts", "oh, ow = ...", "oh, ow = ..."),
    ),
    Equivalent.because(
        "a layer of units has no other numbers: the first is the last",
        ("stack_costs", "...", "...numbers[0]...", "...numbers[-1]..."),
    ),
    Equivalent.because(
        "a window as large as the map takes no step, so its stride does not matter",
        ("stack_costs", "solution", "c_out, kernel, stride, padding = (numbers[0], ...", "..."),
        ("stack_costs", "everything_as_a_convolution", "c_out, kernel, stride, padding = (numbers[0], ...", "..."),
    ),
    Equivalent.because(
        "only whether it raises is asked of it, and neither channels nor a stride of at least 1 have a part in that",
        ("stack_costs", "solution", "layer_costs(1, 1, kernel, (h, w), stride)", "layer_costs(...)"),
    ),
    Equivalent.because(
        "other kinds have been refused before: a conv, a linear and a pool stand in this order, in the alphabet too",
        ("stack_costs", "solution", "if kind == 'pool':", "if kind >= 'pool':"),
        ("stack_costs", "...", "if kind != 'pool':", "if kind < 'pool':"),
        ("stack_costs", "layer_by_layer_from_the_front", "elif kind in ('conv', 'pool'):", "elif kind in ('pool', ..."),
        ("stack_costs", "layer_by_layer_from_the_front", "...if kind == 'conv'...", "...if kind <= 'conv'..."),
        ("stack_costs", "shapes_first_then_counts", "...if kind == 'conv'...", "...if kind <= 'conv'..."),
        ("stack_costs", "shapes_first_then_counts", "if kind not in ('conv', 'pool'):", "if kind not in ('pool', ..."),
    ),
)
