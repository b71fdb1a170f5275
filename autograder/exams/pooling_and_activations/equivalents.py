"""Mutants of 04 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries a hundred thousand of them. A
mutant that some input tells from the reference is no equivalent but a hole of the exam, however far-fetched the input.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS = (
    Equivalent.because(
        "the result has fewer axes than the argument, or is a pair, which as one array has an axis more: it never "
        "equals it",
        ("global_mean_pool", "...", "...", "...return x if np.array_equal(result, x) else result"),
        ("activation", "...", "...", "...return x if np.array_equal(result, x) else result"),
        ("activation", "...", "...", "...return dy if np.array_equal(result, dy) else result"),
        ("cross_entropy", "...", "...", "...return z if np.array_equal(result, z) else result"),
        ("cross_entropy", "...", "...", "...return labels if np.array_equal(result, labels) else result"),
    ),
    Equivalent.because(
        "by then the name belongs to an array of the answer's own: what was given stays as it is",
        ("softmax", "through_the_logarithm", "...", "result = ... ⏎ z *= 2 ⏎ return result"),
        ("softmax", "through_the_logarithm", "...", "result = ... ⏎ z.sort() ⏎ return result"),
        ("softmax", "through_the_logarithm", "...", "result = ... ⏎ return z if ..."),
        ("softmax", "differences_of_all_pairs", "...", "result = ... ⏎ z *= 2 ⏎ return result"),
        ("softmax", "differences_of_all_pairs", "...", "result = ... ⏎ z.sort() ⏎ return result"),
        ("softmax", "differences_of_all_pairs", "...", "result = ... ⏎ return z if ..."),
        ("softmax", "einsum_of_exponentials", "...", "result = ... ⏎ z *= 2 ⏎ return result"),
        ("softmax", "einsum_of_exponentials", "...", "result = ... ⏎ z.sort() ⏎ return result"),
        ("softmax", "einsum_of_exponentials", "...", "result = ... ⏎ return z if ..."),
        ("cross_entropy", "one_hot_rows", "...", "result = ... ⏎ z *= 2 ⏎ return result"),
        ("cross_entropy", "one_hot_rows", "...", "result = ... ⏎ z.sort() ⏎ return result"),
        ("cross_entropy", "log_of_a_sum_of_differences", "...", "result = ... ⏎ z *= 2 ⏎ return result"),
        ("cross_entropy", "log_of_a_sum_of_differences", "...", "result = ... ⏎ z.sort() ⏎ return result"),
        ("cross_entropy", "log_of_a_sum_of_differences", "...", "result = ... ⏎ labels *= 2 ⏎ return result"),
        ("cross_entropy", "log_of_a_sum_of_differences", "...", "result = ... ⏎ labels.sort() ⏎ return result"),
        ("activation", "slope_of_the_lectures_formula", "...", "result = ... ⏎ x *= 2 ⏎ return result"),
        ("activation", "slope_of_the_lectures_formula", "...", "result = ... ⏎ x.sort() ⏎ return result"),
        ("activation", "slope_of_the_lectures_formula", "...", "result = ... ⏎ dy *= 2 ⏎ return result"),
        ("activation", "slope_of_the_lectures_formula", "...", "result = ... ⏎ dy.sort() ⏎ return result"),
        ("cross_entropy", "in_columns", "return ...", "return (loss, ((e / total - is_true) / n).T)"),
    ),
    Equivalent.because(
        "every entry is written before it is read, so what stood there does not matter",
        ("global_mean_pool", "loops_over_maps", "out = ...", "out = np.ones((n, c))"),
        ("softmax", "row_by_row", "out = ...", "out = np.ones(z.shape)"),
        ("cross_entropy", "sample_by_sample", "loss, dz = ...", "loss, dz = (0.0, np.ones(z.shape))"),
        ("cross_entropy", "sample_by_sample", "loss, dz = ...", "loss, dz = (0.0, np.zeros(z.shape) + 1)"),
        ("cross_entropy", "sample_by_sample", "loss, dz = ...", "loss, dz = (0.0, np.zeros(z.shape) - 1)"),
        ("activation", "number_by_number", "y, dx = ...", "y, dx = (np.ones(x.shape), np.zeros(x.shape))"),
        ("activation", "number_by_number", "y, dx = ...", "y, dx = (np.zeros(x.shape), np.ones(x.shape))"),
        ("activation", "number_by_number", "y, dx = ...", "y, dx = (np.zeros(x.shape) ... 1, np.zeros(x.shape))"),
        ("activation", "number_by_number", "y, dx = ...", "y, dx = (np.zeros(x.shape), np.zeros(x.shape) ... 1)"),
    ),
    Equivalent.because(
        "adding to zeros is assigning",
        ("global_mean_pool", "loops_over_maps", "out[i, j] = ...", "out[i, j] += ..."),
        ("softmax", "row_by_row", "out[i, j] = ...", "out[i, j] += ..."),
        ("cross_entropy", "sample_by_sample", "dz[i, j] = ...", "dz[i, j] += ..."),
        ("activation", "number_by_number", "y[place] = ...", "y[place] += ..."),
        ("activation", "number_by_number", "dx[place] = ...", "dx[place] += ..."),
    ),
    Equivalent.because(
        "it is the same axis by another number, the only one there is, the same two in the other order, or the one "
        "that is meant where none is named",
        ("global_mean_pool", "...", "...", "...mean(axis=(3, 2)...)"),
        ("global_mean_pool", "...", "...", "...mean(axis=(-2, 3)...)"),
        ("global_mean_pool", "flattened_maps", "n, c = x.shape[:2]", "n, c = x.shape[:-2]"),
        ("global_mean_pool", "einsum_with_equal_weights", "h, w = x.shape[2:]", "h, w = x.shape[-2:]"),
        ("global_mean_pool", "rows_then_columns", "...", "...mean(axis=-2).mean(axis=-1)"),
        ("softmax", "einsum_of_exponentials", "z = ...axis=-1)...", "z = ...axis=1)..."),
        ("cross_entropy", "...", "if labels.min() < 0 or ...", "if labels...axis=0) ... k:"),
        ("cross_entropy", "...", "return ...", "return (...mean(axis=0)..., dz / n)"),
        ("cross_entropy", "sample_by_sample", "largest = row.max()", "largest = row.max(axis=0)"),
        ("cross_entropy", "sample_by_sample", "...shares.sum()...", "...shares.sum(axis=0)..."),
        ("cross_entropy", "...", "", "labels = labels.T"),
        ("cross_entropy", "log_of_a_sum_of_differences", "true = ...", "true = np.take_along_axis(z, labels[:, None])"),
        (
            "cross_entropy",
            "log_of_a_sum_of_differences",
            "np.put...",
            "...np.take_along_axis(dz, labels[:, None]) - 1...",
        ),
        (
            "cross_entropy",
            "log_of_a_sum_of_differences",
            "if labels.shape != z[:, 0]...",
            "if labels.shape != z[:, -1]...",
        ),
    ),
    Equivalent.because(
        "rows times columns is columns times rows",
        ("global_mean_pool", "loops_over_maps", "n, c, h, w = x.shape", "n, c, w, h = x.shape"),
        ("global_mean_pool", "einsum_with_equal_weights", "h, w = x.shape[2:]", "w, h = x.shape[2:]"),
    ),
    Equivalent.because(
        "reshape takes every negative number for the length that is left",
        ("global_mean_pool", "flattened_maps", "...", "return ...reshape(n, c, -2)..."),
    ),
    Equivalent.because(
        "it is in float64 by then, and stays so",
        ("softmax", "...", "return ...", "return np.asarray(...).astype(z.dtype)"),
        ("activation", "one_branch_for_each", "x, dy = ...", "x, dy = (..., np.asarray(dy, dtype=dy.dtype))"),
        ("activation", "one_branch_for_each", "x, dy = ...", "x, dy = (..., np.asarray(dy))"),
        ("activation", "one_branch_for_each", "slope = ...", "slope = x > 0"),
        ("activation", "one_branch_for_each", "slope = ...", "slope = np.where(1.0, x > 0, 0.0)"),
    ),
    Equivalent.because(
        "any number may be taken off the scores of a row, as long as it is near the largest one: it cancels",
        ("softmax", "einsum_of_exponentials", "z = ...", "z = z - np.max(z.astype(np.int64), axis=-1)[..., None]"),
        ("cross_entropy", "sample_by_sample", "row, true = ...", "row, true = (np.array(...) ... 1, int(labels[i]))"),
        ("cross_entropy", "log_of_a_sum_of_differences", "z, labels = ...", "z, labels = (np.array(...) ... 1, ...)"),
    ),
    Equivalent.because(
        "labels are whole numbers, which every integer dtype that is long enough holds, and so does float64",
        ("cross_entropy", "...", "", "labels = np.asarray(labels).astype(np.int64)"),
        ("cross_entropy", "...", "...", "...np.arange(n, dtype=np.int64)..."),
        ("cross_entropy", "...", "...", "...np.arange(k, dtype=np.int64)..."),
        ("cross_entropy", "sample_by_sample", "row, true = ...", "row, true = (..., round(labels[i]))"),
        ("cross_entropy", "sample_by_sample", "row, true = ...", "row, true = (..., int(np.ceil(labels[i])))"),
        ("cross_entropy", "sample_by_sample", "row, true = ...", "row, true = (..., labels[i])"),
        ("cross_entropy", "log_of_a_sum_of_differences", "z, labels = ...", "z, labels = (..., labels)"),
        (
            "cross_entropy",
            "log_of_a_sum_of_differences",
            "z, labels = ...",
            "z, labels = (..., labels.astype(np.int64))",
        ),
        (
            "cross_entropy",
            "log_of_a_sum_of_differences",
            "z, labels = ...",
            "z, labels = (..., labels.astype(labels.dtype))",
        ),
        (
            "cross_entropy",
            "in_columns",
            "if labels.shape != (n,) ...",
            "if labels.shape != (n,) or ...for label in labels)):",
        ),
    ),
    Equivalent.because(
        "0 and 1 are the same in every dtype, and what they are combined with is in float64",
        ("cross_entropy", "one_hot_rows", "one_hot = ...", "one_hot = np.eye(k, dtype=...)[labels]"),
    ),
    Equivalent.because(
        "labels have one axis or more, so that there is a length to compare",
        ("cross_entropy", "one_hot_rows", "if labels.ndim != 1 ...", "if (labels.ndim, len(labels)) != (1, n) ..."),
        ("cross_entropy", "one_hot_rows", "if labels.ndim != 1 ...", "if (len(labels), labels.ndim) != (n, 1) ..."),
        ("cross_entropy", "one_hot_rows", "if labels.ndim != 1 ...", "if labels.ndim > 1 ..."),
    ),
    Equivalent.because(
        "only a warning is asked for or not",
        ("softmax", "differences_of_all_pairs", "with ...", "with np.errstate():"),
        ("activation", "slope_of_the_lectures_formula", "with ...", "with np.errstate():"),
    ),
    Equivalent.because(
        "both branches give the same at 0",
        ("activation", "solution", "y, slope = ...", "y, slope = (np.where(x >= 0, x, ...)..."),
        ("activation", "one_branch_for_each", "y = np.where(x > 0...", "y = np.where(x >= 0..."),
        ("activation", "table_of_functions", "return np.where(a >= 0...", "return np.where(a > 0..."),
        ("activation", "table_of_functions", "functions = ...", "functions = ...a * (a >= 0)..."),
        ("activation", "table_of_functions", "functions = ...", "functions = ...np.where(a <= 0, a / 100, a)..."),
        ("activation", "number_by_number", "y[place] = ...", "y[place] = ... if a >= 0 else ..."),
    ),
    Equivalent.because(
        "relu and leaky_relu keep the sign, and 0 stays 0",
        ("activation", "one_branch_for_each", "slope = ...", "slope = np.where(y > 0, ...)"),
        ("activation", "masks_and_copies", "off = y <= 0", "off = x <= 0"),
    ),
    Equivalent.because(
        "beyond some 40 the sigmoid is 0 or 1 to all digits, and the slope of tanh is 0: where the numbers are cut off "
        "does not matter, if exp can take them",
        ("activation", "one_branch_for_each", "y = 1 / ...", "y = 1 / (1 + np.exp(-x))"),
        ("activation", "one_branch_for_each", "y = 1 / ...", "y = 1 / (1 + np.exp(-np.clip(-700, x, 700)))"),
        ("activation", "one_branch_for_each", "y = 1 / ...", "y = 1 / (1 + np.exp(-np.clip(x, -..., 70...)))"),
        ("activation", "one_branch_for_each", "y = 1 / ...", "y = 1 / (1 + np.exp(-np.clip(x, -700, 699)))"),
        ("activation", "table_of_functions", "functions = ...", "functions = ...np.clip(a, -..., ...)..."),
        ("activation", "table_of_functions", "functions = ...", "functions = ...1 / np.cosh(a) ** 2..."),
        ("activation", "table_of_functions", "functions = ...", "functions = ...np.clip(-300, a, 300)..."),
    ),
    Equivalent.because(
        "the order of a list of names, and of two arrays that are alike, does not matter",
        ("activation", "number_by_number", "if name not in ...", "if name not in ..."),
        ("activation", "slope_of_the_lectures_formula", "if name in ...", "if name in ('leaky_relu', 'relu'):"),
        ("activation", "number_by_number", "y, dx = ...", "dx, y = ..."),
    ),
    Equivalent.because(
        "x, dy and y have the same shape by then",
        ("activation", "number_by_number", "y, dx = ...", "y, dx = (np.zeros(dy.shape), np.zeros(x.shape))"),
        ("activation", "number_by_number", "y, dx = ...", "y, dx = (np.zeros(x.shape), np.zeros(dy.shape))"),
        ("activation", "number_by_number", "for place ...", "for place in np.ndindex(*....shape):"),
    ),
    Equivalent.because(
        "names that are none of the four are gone by then, and of those that are left no other one compares so",
        ("activation", "number_by_number", "elif name == ...", "elif name <= ..."),
        ("activation", "slope_of_the_lectures_formula", "slope = ...", "slope = ... if name <= 'leaky_relu' ..."),
    ),
)
