"""Mutants of 06 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries a hundred thousand of them. A
mutant that some input tells from the reference is no equivalent but a hole of the exam, however far-fetched the input.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS = (
    Equivalent.because(
        "two names that begin with the same number, or hold it together, may change places",
        ("...", "...", "size, jump...", "jump, size..."),
        ("...", "...", "depth, size, jump = (0, 1, 1)", "depth, jump, size = (0, 1, 1)"),
        ("...", "first_and_last_pixel", "first, last = (0, 0)", "last, first = (0, 0)"),
        ("window_of", "padding_put_before_the_input", "first, last, ...", "last, first, ..."),
        ("receptive_field", "centre_and_reach", "twice_centre, reach, ...", "reach, twice_centre, ..."),
    ),
    Equivalent.because(
        "a product, a convolution and a distance are the same from both sides",
        ("cost_of_stack", "...", "shape = ...", "shape = ..."),
        ("cost_of_stack", "size_of_an_array", "...(channels, channels, k, k)...", "...(channels, k, channels, k)..."),
        ("cost_of_stack", "numpy_product", "numbers = np.array([k, k, ...", "numbers = np.array([k, ...int64)"),
        ("receptive_field", "cumulative_products", "...np.dot(...", "...np.dot(jumps..."),
        ("receptive_field", "products_of_slices", "...zip(paddings, jumps...", "...zip(jumps, paddings..."),
        ("effective_receptive_field", "...", "...np.convolve(...", "...np.convolve(taps, counts)"),
        ("effective_receptive_field", "...", "...np.convolve(...", "...np.convolve(spread, counts)"),
        ("effective_receptive_field", "...", "...np.convolve(...", "...np.convolve(apart, np.ones(kernel))"),
        ("is_shift_equivariant", "...", "...np.allclose(...", "...np.allclose(expected, moved)"),
        ("is_shift_equivariant", "...", "...moved - whole...", "...whole[output_down:, output_right:] - moved..."),
        ("is_shift_equivariant", "...", "...moved[i, j] - kept[i, j]...", "...kept[i, j] - moved[i, j]..."),
        ("is_shift_equivariant", "...", "moved, kept = ...", "kept, moved = ..."),
        ("is_shift_equivariant", "...", "moved, kept = ...", "moved, kept = (without(network..."),
        ("is_shift_equivariant", "...", "...np.isclose(moved, kept...", "...np.isclose(kept, moved..."),
        ("is_shift_equivariant", "...", "...moved - kept...", "...kept - moved..."),
        (
            "receptive_field_by_perturbation",
            "difference_from_zeros",
            "changes[place] = network(image)...",
            "changes[place] = network(zeros)...",
        ),
    ),
    Equivalent.because(
        "what is added to nothing is assigned",
        ("effective_receptive_field", "...", "taps[::jump] = 1", "taps[::jump] += 1"),
        ("effective_receptive_field", "...", "spread[::jump] = 1", "spread[::jump] += 1"),
        ("effective_receptive_field", "...", "apart[::stride] = paths", "apart[::stride] += paths"),
        ("effective_receptive_field", "matrices_multiplied", "taps[...] = 1", "taps[...] += 1"),
    ),
    Equivalent.because(
        "ones and zeros are exact in every dtype, and with a float64 on the other side the result is float64",
        ("effective_receptive_field", "...", "taps = np.zeros(...", "taps = np.zeros(..., dtype=np...)"),
        ("effective_receptive_field", "...", "spread = np.zeros(...", "spread = np.zeros(..., dtype=np...)"),
        (
            "effective_receptive_field",
            "recursive",
            "return np.convolve(...",
            "return np.convolve(np.ones(kernel, dtype=np...), apart)",
        ),
    ),
    Equivalent.because(
        "numbers of paths are whole, and np.ones(kernel) makes the result float64",
        ("effective_receptive_field", "recursive", "apart = ...", "apart = np.zeros(..., dtype=np.int64)"),
    ),
    Equivalent.because(
        "all rows of this matrix are the same",
        ("effective_receptive_field", "matrices_multiplied", "paths = np.ones((1, 1))", "paths = np.ones((2, 1))"),
        ("effective_receptive_field", "matrices_multiplied", "return paths[0]", "return paths[-1]"),
    ),
    Equivalent.because(
        "NumPy raises a ValueError itself for a negative side of an array",
        ("cost_of_stack", "size_of_an_array", "if any(...", "if np.prod(..."),
        ("cost_of_stack", "size_of_an_array", "if any(...", "if k * depth * channels < 1:"),
    ),
    Equivalent.because(
        "the number does not matter, only how many there are, or where the first lies",
        ("cost_of_stack", "size_of_an_array", "...np.broadcast_to(0, ...", "...np.broadcast_to(..."),
        ("receptive_field_of_equal_layers", "first_and_last_pixel", "return last - first + 1", "return last..."),
    ),
    Equivalent.because(
        "half of a negative number, rounded down again and again, comes to -1, which is refused",
        ("receptive_field_of_equal_layers", "half_the_layers", "if layers <= -1:", "if layers == -1:"),
    ),
    Equivalent.because(
        "half of a number that is not negative is cut off as it is rounded down",
        ("receptive_field_of_equal_layers", "half_the_layers", "lower = ...", "lower = ...int(layers / 2))"),
    ),
    Equivalent.because(
        "nineteen layers of any stride above 1 see a million pixels, and no more are asked for",
        ("smallest_stack", "all_sizes_at_once", "jumps = ...", "jumps = ...np.arange(19, dtype=np.int64)"),
        ("smallest_stack", "all_sizes_at_once", "jumps = ...", "jumps = ...np.arange(21, dtype=np.int64)"),
    ),
    Equivalent.because(
        "half of an odd number is rounded down, to the same start",
        ("receptive_field", "centre_and_reach", "twice_centre, ...", "twice_centre, reach, jump = (1, 0, 1)"),
    ),
    Equivalent.because(
        "a slice ends with the list: the product of all strides stands there twice",
        ("receptive_field", "products_of_slices", "jumps = ...", "jumps = ...range(len(layers) + 2)]"),
    ),
    Equivalent.because(
        "negative numbers of layers do not come this far",
        ("receptive_field_of_equal_layers", "half_the_layers", "if layers == 0:", "if layers <= 0:"),
        ("receptive_field_of_equal_layers", "until_there_is_no_layer", "while left > 0:", "while left != 0:"),
    ),
    Equivalent.because(
        "a stride below 1 has been refused before",
        ("smallest_stack", "geometric_sum", "if stride == 1:", "if stride <= 1:"),
        ("smallest_stack", "all_sizes_at_once", "if stride == 1:", "if stride <= 1:"),
    ),
    Equivalent.because(
        "the sum of no strides or of fewer is not larger than 1, which is at most n",
        ("smallest_stack", "geometric_sum", "depth = 0", "depth = -1"),
    ),
    Equivalent.because(
        "the quotient is a whole number already, and numbers of this size are exact in floating point",
        ("smallest_stack", "geometric_sum", "while 1 + 2 * ...", "while 1 + 2 * ..."),
        ("smallest_stack", "all_sizes_at_once", "return int(np.ceil((n - 1) / 2))", "return ...ceil((n - 1) / 2)..."),
        ("smallest_stack", "all_sizes_at_once", "jumps = ...", "jumps = ...np.arange(20, dtype=np.float32)"),
        ("smallest_stack", "all_sizes_at_once", "return int(np.ceil((n - 1) / 2))", "return int(np.floor(... + 0.5))"),
        ("smallest_stack", "all_sizes_at_once", "return int(np.ceil(...", "return int(np.ceil(np.float32(..."),
        ("receptive_field", "centre_and_reach", "...(twice_centre - reach) // 2)", "...(twice_centre - reach) /..."),
    ),
    Equivalent.because(
        "that is NumPy's or Python's default, or a number that is there and never used",
        ("...", "...", "...dtype=np.int64)...", "...np.arange(20)"),
        ("...", "...", "...dtype=np.int64)", "...channels, depth])"),
        ("receptive_field", "cumulative_products", "numbers = ...", "numbers = ...reshape(-2, 3)"),
        ("receptive_field", "products_of_slices", "...strict=False)...", "...zip(kernels, jumps)..."),
        ("receptive_field", "products_of_slices", "...strict=False)...", "...zip(paddings, jumps)..."),
        ("receptive_field", "products_of_slices", "if min(...", "if min(...default=2..."),
        ("receptive_field", "products_of_slices", "if min(...", "if min(...min(paddings, default=1)..."),
        ("window_of", "sums_of_products", "for (kernel, ...", "for (kernel, ..."),
        ("window_of", "array_of_both_ends", "ends = np.array([i, i])", "ends = np.array([i, i], dtype=np.int64)"),
    ),
    Equivalent.because(
        "the layers become rows of integers, which can be read as tuples can; the numbers come out as NumPy's ints",
        ("receptive_field", "...", "", "layers = np.asarray(layers).astype(np...)"),
        ("window_of", "...", "", "layers = np.asarray(layers).astype(np.int64)"),
        ("window_of", "sums_of_products", "first = ...", "first = np.asarray(...).astype(np.int64)"),
    ),
    Equivalent.because(
        "a tuple of two or three numbers is never the list of the layers",
        ("receptive_field", "...", "return ...", "result = ... ⏎ return layers if np.array_equal(result, layers) ..."),
        ("window_of", "...", "return ...", "result = ... ⏎ return layers if np.array_equal(result, layers) ..."),
    ),
    Equivalent.because(
        "a map is never empty: a network raises before, so of what is cut off a side only its least matters",
        ("is_shift_equivariant", "shapes_first", "if moved.shape...", "if moved.shape...max(...)..."),
        ("is_shift_equivariant", "largest_difference", "...initial=0.0)...", "...np.abs(moved - kept)) <=..."),
        ("is_shift_equivariant", "largest_difference", "...initial=0.0)...", "...initial=-1.0)..."),
        ("is_shift_equivariant", "number_by_number", "if len(moved)...", "if len(moved)...[-1])..."),
    ),
    Equivalent.because(
        "np.all gives a truth value as bool does",
        ("is_shift_equivariant", "...", "...bool(np.all(...", "return np.all(..."),
        ("is_shift_equivariant", "...", "...bool(np.isclose(...", "...and np.isclose(..."),
    ),
    Equivalent.because(
        "zeros and ones are exact in every dtype, and a network changes its image to float64",
        ("receptive_field_by_perturbation", "...", "...np.zeros(...", "...np.zeros(..., dtype=np...)..."),
        ("receptive_field_by_perturbation", "...", "...np.eye(...", "...np.eye(..., dtype=np...)..."),
    ),
    Equivalent.because(
        "every pixel is written afterwards; what is added to nothing is assigned",
        ("receptive_field_by_perturbation", "...", "c...s = np.zeros(...", "c...s = np.ones(..."),
        ("receptive_field_by_perturbation", "...", "...] = ...", "...] += ..."),
        ("receptive_field_by_perturbation", "difference_from_zeros", "image[place] += 1", "image[place] = 1"),
    ),
    Equivalent.because(
        "a buffer of which every entry is written in each call, or that is all zeros again when the call ends",
        ("receptive_field_by_perturbation", "...", "def ...", "def ...(network, shape, position, _kept={}):..."),
    ),
    Equivalent.because(
        "the shape is a tuple of two ints: it cannot be changed, an array of them is as good, and the result, which "
        "has two axes, never equals it",
        ("receptive_field_by_perturbation", "...", "", "shape = np.asarray(shape).astype(np...)"),
        ("receptive_field_by_perturbation", "...", "return ...", "result = ... ⏎ shape *= 2 ⏎ return result"),
        ("receptive_field_by_perturbation", "...", "return ...", "result = ... ⏎ return shape if np.array_equal..."),
    ),
    Equivalent.because(
        "there is one pixel at most",
        ("receptive_field_by_perturbation", "set_of_pixels", "", "break"),
    ),
    Equivalent.because(
        "how much is rounding: numbers are the same to their last digit, or differ by far more than this",
        ("is_shift_equivariant", "...", "...< 1e-09...", "...<= 1e-09..."),
        ("is_shift_equivariant", "...", "...<= 1e-09", "...< 1e-09"),
        ("is_shift_equivariant", "...", "...1e-0...", "...2e-0..."),
        ("is_shift_equivariant", "number_by_number", "...> 1e-08:", "...>= 1e-08:"),
        ("is_shift_equivariant", "differences_rounded", "return ...", "return ...7)))"),
        ("is_shift_equivariant", "differences_rounded", "return ...", "return ...9)))"),
        (
            "is_shift_equivariant",
            "deleted_rows_and_columns",
            "...rtol=0, atol=1e-09...",
            "...np.isclose(moved, kept, ...",
        ),
    ),
)
