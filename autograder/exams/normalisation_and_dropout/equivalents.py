"""Mutants of 05 that are right after all. Each place is (exercise, style, before, after); `...` stands for anything.

Whoever adds one proves it for every input that the docstring allows; a test then tries a hundred thousand of them. A
mutant that some input tells from the reference is no equivalent but a hole of the exam, however far-fetched the input.
"""

from __future__ import annotations

from autograder.exam.mutants.equivalents import Equivalent

__all__ = ["EQUIVALENTS"]

EQUIVALENTS = (
    Equivalent.because(
        "eps is positive: neither negative nor 0",
        ("...", "...", "", "eps = abs(eps)"),
        ("...", "...", "", "eps = eps or 1"),
    ),
    Equivalent.because(
        "no variance is negative",
        ("fold_batch_norm", "...", "", "var = abs(var)"),
    ),
    Equivalent.because(
        "a mean, a variance and a sum do not depend on the order of the samples, nor on the order in which axes are "
        "reduced or laid behind each other",
        ("batch_statistics", "...", "", "x = x[::-1]"),
        ("undo_batch_norm", "...", "", "x = x[::-1]"),
        ("...", "...", "... (0, 2, 3)", "... (2, 0, 3)"),
        ("...", "...", "... (0, 2, 3)", "... (0, 3, 2)"),
        (
            "batch_statistics",
            "one_value_after_the_other",
            "x = x.transpose(0, 2, 3, 1)...",
            "x = x.transpose(..., 1)...",
        ),
        ("undo_batch_norm", "one_over_the_scale", "x = x.transpose(0, 2, 3, 1)...", "x = x.transpose(..., 1)..."),
    ),
    Equivalent.because(
        "of four axes the last but one is axis 2, and NumPy takes every negative length for the one that is left",
        ("...", "...", "... (0, 2, 3)", "... (0, -2, 3)"),
        ("...", "...", "...transpose(0, 2, 3, 1)...", "...transpose(0, -2, 3, 1)..."),
        ("...", "...", "...reshape(...-1...", "...reshape(...-2..."),
        ("...", "...", "...reshape(-1...", "...reshape(-2..."),
    ),
    Equivalent.because(
        "whatever has neither two nor four axes has been refused before, or is refused in the next line",
        ("...", "...", "... x.ndim == 2 ...", "... x.ndim <= 2 ..."),
        ("...", "...", "...if x.ndim == 4:", "...if x.ndim >= 4:"),
        ("...", "...", "...if x.ndim != 4:", "...if x.ndim < 4:"),
        ("...", "...", "...if x.ndim != 2:", "...if x.ndim < 2:"),
    ),
    Equivalent.because(
        "whether a number is one of two does not depend on which of them comes first",
        ("...", "...", "if ... not in (2, 4):", "if ... not in (4, 2):"),
    ),
    Equivalent.because(
        "two names for two equal new arrays or lists may be exchanged",
        ("batch_statistics", "loops", "means, variances = ([], [])", "variances, means = ([], [])"),
        ("batch_statistics", "one_value_after_the_other", "mean, squares = ...", "squares, mean = ..."),
        ("undo_batch_norm", "channel_by_channel", "gamma, beta = ...", "beta, gamma = ..."),
        ("batch_statistics", "channels_first", "...np.moveaxis(..., 1, 0)...", "...np.moveaxis(..., 0, 1)..."),
    ),
    Equivalent.because(
        "squared, a difference and its negative are equal",
        ("batch_statistics", "loops", "...(v - mean) ** 2...", "...(mean - v) ** 2..."),
        (
            "batch_statistics",
            "channels_first",
            "...(flat - mean[:, None]) ** 2...",
            "...(mean[:, None] - flat) ** 2...",
        ),
        ("batch_statistics", "einsum_of_the_differences", "apart = x - mean...", "apart = mean... - x"),
        ("undo_batch_norm", "channel_by_channel", "...(value - beta[j]) ** 2...", "...(beta[j] - value) ** 2..."),
        ("undo_batch_norm", "einsums", "apart = x - (...)", "apart = (...) - x"),
        ("undo_batch_norm", "one_over_the_scale", "...(x - beta) ** 2...", "...(beta - x) ** 2..."),
    ),
    Equivalent.because(
        "a count of values is a whole number, and a float32 holds it and one half",
        ("...", "...", "m = x.size / x.shape[1]", "m = x.size // x.shape[1]"),
        ("...", "...", "m = x.size / x.shape[1]", "m = np.float32(x.size / x.shape[1])"),
        ("undo_batch_norm", "einsums", "...(1 / 2)...", "...np.float32(1 / 2)..."),
    ),
    Equivalent.because(
        "x is a copy of what was given, made above",
        ("batch_statistics", "einsum_of_the_differences", "return ...", "result = ... x *= 2..."),
        ("batch_statistics", "einsum_of_the_differences", "return ...", "result = ... x.sort()..."),
        ("undo_batch_norm", "root_and_mean", "return ...", "result = ... x *= 2..."),
        ("undo_batch_norm", "root_and_mean", "return ...", "result = ... x.sort()..."),
    ),
    Equivalent.because(
        "a result of several arrays of different shapes equals no single array; mean and variance of a batch of two "
        "samples are the batch only where a copy of it is compared",
        (
            "batch_statistics",
            "einsum_of_the_differences",
            "return ...",
            "result = ... return x if np.array_equal(result, x)...",
        ),
        ("undo_batch_norm", "...", "return ...", "result = ... return x if np.array_equal(result, x) else result"),
        ("fold_batch_norm", "...", "return ...", "result = ... if np.array_equal(result, ...) else result"),
        ("batch_norm_backward", "...", "return ...", "result = ... if np.array_equal(result, ...) else result"),
    ),
    Equivalent.because(
        "from where the first value is reached the mean starts does not matter: its step is the whole way",
        (
            "batch_statistics",
            "one_value_after_the_other",
            "mean, squares = (np.zeros(x.shape[1]), ...",
            "mean, squares = (..., np.zeros(x.shape[1]))",
        ),
    ),
    Equivalent.because(
        "a float64 on one side makes a product, a sum or a quotient a float64",
        (
            "batch_statistics",
            "one_value_after_the_other",
            "for count, sample in enumerate(x.astype(np.float64), start=1):",
            "for count, sample in enumerate(..., start=1):",
        ),
        ("fold_batch_norm", "solution", "weight = np.asarray(weight, dtype=np.float64)", "..."),
        (
            "fold_batch_norm",
            "solution",
            "vectors = [np.asarray(vector, dtype=np.float64) ...",
            "vectors = [np.asarray(vector, dtype=weight.dtype) ...",
        ),
        ("fold_batch_norm", "scale_by_filter", "scale = gamma.astype(np.float64) / ...", "scale = gamma / ..."),
        (
            "fold_batch_norm",
            "scale_by_filter",
            "scale = gamma.astype(np.float64) / ...",
            "scale = gamma.astype(gamma.dtype) / ...",
        ),
        (
            "fold_batch_norm",
            "diagonal_matrix",
            "flat = scaling @ weight.astype(float)...",
            "flat = scaling @ weight.reshape(...)",
        ),
        (
            "fold_batch_norm",
            "diagonal_matrix",
            "flat = scaling @ weight.astype(float)...",
            "flat = scaling @ weight.astype(weight.dtype)...",
        ),
        (
            "fold_batch_norm",
            "einsum_over_filters",
            "return (np.einsum(..., np.asarray(weight, np.float64), scale)...",
            "return (np.einsum(..., np.asarray(weight...), scale)...",
        ),
        ("fold_batch_norm", "batch_norm_of_the_bias", "return np.float64(gamma) * ...", "return ..."),
        (
            "fold_batch_norm",
            "batch_norm_of_the_bias",
            "return (..., in_evaluation(np.float64(bias)))",
            "return (..., in_evaluation(bias))",
        ),
        ("Dropout", "solution", "x = np.asarray(x, dtype=np.float64)", "..."),
        ("Dropout", "solution", "self.mask = np.ones(x.shape)", "self.mask = np.ones(x.shape, dtype=x.dtype)"),
        ("Dropout", "solution", "return x * self.mask", "return np.asarray(x * self.mask).astype(x.dtype)"),
        ("Dropout", "MaskThatScales", "...np.ones(x.shape)", "...np.ones(x.shape, dtype=...)"),
        (
            "Dropout",
            "MaskThatScales",
            "return np.asarray(..., dtype=np.float64) * self.mask",
            "return np.asarray(...) * self.mask",
        ),
        ("Dropout", "FlatAndShapedAgain", "return (dy.astype(np.float64).ravel() * ...", "return (dy... * ..."),
    ),
    Equivalent.because(
        "a vector is its own transpose, and where it has two axes it is refused either way",
        ("fold_batch_norm", "...", "", "... = ....T"),
    ),
    Equivalent.because(
        "only the shapes are looked at",
        ("fold_batch_norm", "...", "...(bias, gamma, beta, mean, var)...", "...in (... + 1...)..."),
        ("fold_batch_norm", "...", "...(bias, gamma, beta, mean, var)...", "...in (... - 1...)..."),
        ("Dropout", "MaskThatScales", "", "x = ..."),
        (
            "Dropout",
            "MaskThatScales",
            "return (self.rng.random(x.shape) >= ...",
            "result = ... return x if np.array_equal(result, x) else result",
        ),
    ),
    Equivalent.because(
        "all of the array is written before it is given",
        (
            "fold_batch_norm",
            "filter_after_filter",
            "new_weight, new_bias = (np.empty(...",
            "new_weight, new_bias = (np.empty(...",
        ),
        ("undo_batch_norm", "channel_by_channel", "gamma, beta = (np.empty(...", "gamma, beta = (np.empty(..."),
    ),
    Equivalent.because(
        "a tuple differs where one of its entries does, and a set of several shapes is no subset of one",
        ("fold_batch_norm", "filter_after_filter", "if len(weight.shape) != 4 or ...", "if (...) != (...):"),
        ("fold_batch_norm", "filter_after_filter", "... != {weight.shape[:1]}:", "... > {weight.shape[:1]}:"),
        ("fold_batch_norm", "einsum_over_filters", "if each.ndim != 1 or each.size != c_out:", "if (...) != (...):"),
    ),
    Equivalent.because(
        "a matrix that is diagonal, applied from either side, does the same",
        ("fold_batch_norm", "diagonal_matrix", "return (... scaling @ bias ...", "return (... bias @ scaling ..."),
        ("fold_batch_norm", "diagonal_matrix", "return (... scaling @ mean))", "return (... mean @ scaling))"),
    ),
    Equivalent.because(
        "of these names none is used again",
        (
            "fold_batch_norm",
            "einsum_over_filters",
            "c_out, _c_in, _kh, _kw = weight.shape",
            "c_out, ... = weight.shape",
        ),
    ),
    Equivalent.because(
        "NumPy raises a ValueError itself where shapes do not fit, and Python where there are not four to unpack",
        ("fold_batch_norm", "einsum_over_filters", "except ValueError as error:", "except IndexError as error:"),
        (
            "fold_batch_norm",
            "einsum_over_filters",
            "if each.ndim != 1 or each.size != c_out:",
            "if each.ndim ... or each.size ... c_out:",
        ),
    ),
    Equivalent.because(
        "how a new array lies in memory is free",
        (
            "fold_batch_norm",
            "batch_norm_of_the_bias",
            "return ((weight.T * gamma / deviation).T.copy(), ...",
            "return ((weight.T * gamma / deviation).T, ...",
        ),
    ),
    Equivalent.because(
        "the square of a hypotenuse is the sum of two squares, in either order",
        ("undo_batch_norm", "solved_from_two_points", "deviation = np.hypot(...", "deviation = np.hypot(..."),
    ),
    Equivalent.because(
        "an einsum may name an axis by any letter",
        ("undo_batch_norm", "einsums", "letters = ...", "letters = ..."),
    ),
    Equivalent.because(
        "no random number equals p to the last bit, and 0 is not smaller than p = 0",
        ("Dropout", "...", "...random(...) >= ...", "...random(...) > ..."),
        ("Dropout", "...", "... < self.p...", "... <= self.p..."),
        (
            "Dropout",
            "ChosenByWhere",
            "return np.where(numbers < self.rate, ...",
            "return np.where(numbers <= self.rate, ...",
        ),
    ),
    Equivalent.because(
        "what a layer holds before its first forward pass is never asked for, and a class's attribute that is the same "
        "for all objects, and that objects set for themselves, is theirs",
        ("Dropout", "MaskThatScales", "self.mask = np.ones(())", "..."),
        ("Dropout", "...", "self.training = True", "type(self).training = True"),
        ("Dropout", "...", "self.training = True", "self.training = type(self).__dict__.get('training', True)..."),
        (
            "Dropout",
            "ZerosWhereDropped",
            "self.dropped = None",
            "self.dropped = type(self).__dict__.get('dropped', None)...",
        ),
    ),
    Equivalent.because(
        "the array is all zeros, so that adding to it and writing into it are the same",
        ("Dropout", "ElementAfterElement", "out[place] = ...", "out[place] += ..."),
    ),
    Equivalent.because(
        "p = 0 is let through, and p = 1 refused, by the other part of the condition",
        ("Dropout", "ChosenByWhere", "if p not in (0,) and (not 0 < p < 1):", "if p not in (0,) and (not 0 <= p < 1):"),
        ("Dropout", "FlatAndShapedAgain", "if p < 0 or p > 1 or p == 1:", "if p < 0 or p >= 1 or p == 1:"),
        ("Dropout", "FlatAndShapedAgain", "if p < 0 or p > 1 or p == 1:", "if p < 0 or p > 1 or p >= 1:"),
    ),
    Equivalent.because(
        "an array of truth values picks the same elements as their places",
        ("Dropout", "FlatAndShapedAgain", "self.scale[np.flatnonzero(...)] = 0", "self.scale[... < self.p] = 0"),
    ),
    Equivalent.because(
        "a number of features is a positive int, a momentum at least 0, and so is a count and a variance",
        ("BatchNorm...", "...", "", "features = abs(features)"),
        ("BatchNorm...", "...", "", "channels = abs(channels)"),
        ("BatchNorm...", "...", "", "... = np.asarray(...).astype(np.int64)"),
        ("BatchNorm...", "...", "", "momentum = abs(momentum)"),
        ("BatchNorm...", "...", "", "var = abs(var)"),
        ("BatchNorm...", "...", "", "n = abs(n)"),
    ),
    Equivalent.because(
        "True in the class is what every new object finds, and setting it in one object leaves the class alone",
        ("BatchNorm...", "...", "self.training = True", "type(self).training = True"),
        ("BatchNorm...", "...", "self.training = True", "self.training = type(self).__dict__.get('training', True)..."),
    ),
    Equivalent.because(
        "the statistics are float64, and so is what is computed with them",
        ("BatchNorm...", "solution", "x = np.asarray(x, dtype=np.float64)", "..."),
    ),
    Equivalent.because(
        "x is float64 by now",
        ("BatchNorm...", "...", "return ...", "return np.asarray(...).astype(x.dtype)"),
        ("BatchNorm...", "...", "squares = ...", "squares = np.asarray(...).astype(x.dtype)"),
        ("BatchNorm...", "...", "var = np.mean(...", "var = np.asarray(...).astype(x.dtype)"),
    ),
    Equivalent.because(
        "x is a copy of what was given, made above",
        ("BatchNorm...", "FormulaByFormula", "return ...", "result = ..."),
        ("BatchNorm...", "ScaleAndOffset", "return ...", "result = ... if np.array_equal(result, x) else result"),
    ),
    Equivalent.because(
        "equal numbers are given either way, and go no further than the caller of the helper",
        ("BatchNorm...", "UpdatedInPlace", "return x", "result = x ..."),
        ("BatchNorm...", "WithHooks", "return x", "result = x ..."),
        ("BatchNorm...", "WithHooks", "return (x.mean(axis=0), x.var(axis=0))", "result = ..."),
        ("BatchNorm...", "TransposedWithHelpers", "return (mean, var)", "result = ..."),
    ),
    Equivalent.because(
        "gamma and beta have the same shape, and so have all that begin as zeros, or as ones",
        ("BatchNorm...", "...", "...self.gamma...", "...self.beta..."),
        ("BatchNorm...", "...", "...self.beta...", "...self.gamma..."),
        ("BatchNorm...", "UpdatedInPlace", "self.gamma, self.running_var = ...", "self.running_var, self.gamma = ..."),
        ("BatchNorm...", "UpdatedInPlace", "self.beta, self.running_mean = ...", "self.running_mean, self.beta = ..."),
        (
            "BatchNorm...",
            "ScaleAndOffset",
            "self.gamma, self.beta, self.running_mean, ...",
            "self.gamma, self.running_mean, self.beta, ...",
        ),
        ("BatchNorm...", "ScaleAndOffset", "... np.ones(features)))", "... np.ones(features, dtype=...)))"),
    ),
    Equivalent.because(
        "what does not have two axes cannot be unpacked into two sides either: a ValueError",
        ("BatchNorm", "FormulaByFormula", "if x.ndim != 2:...", "..."),
        ("BatchNorm", "FormulaByFormula", "raise ValueError('two axes are wanted')", "..."),
    ),
    Equivalent.because(
        "a batch has at least one sample",
        ("BatchNorm", "FormulaByFormula", "if n == 1:", "if n <= 1:"),
        ("BatchNorm", "LoopsOverFeatures", "...x.shape[0] == 1:", "...x.shape[0] <= 1:"),
        ("BatchNorm", "ScaleAndOffset", "if x.shape[0] <= 1:", "if x.shape[0] == 1:"),
    ),
    Equivalent.because(
        "only the shape of x is looked at, and that it is transposed or cut does not change the number of its features",
        ("BatchNorm", "TransposedWithHelpers", "", "x = ..."),
    ),
    Equivalent.because(
        "a mean, a variance and a sum do not depend on the order of the samples, nor on a sign before the square",
        ("BatchNorm", "TransposedWithHelpers", "", "rows = rows[:, ::-1]"),
        ("BatchNorm", "WithHooks", "", "x = x[::-1]"),
        ("BatchNorm...", "...", "squares = ...(x - mean) ** 2...", "squares = ...(mean - x) ** 2..."),
        ("BatchNorm...", "...", "squares = ...(value - mean) ** 2...", "squares = ...(mean - value) ** 2..."),
        ("BatchNorm2d", "...", "squares = ...(values - mean) ** 2...", "squares = ...(mean - values) ** 2..."),
    ),
    Equivalent.because(
        "a difference is 0 in either direction; the only side is also the last one",
        ("BatchNorm", "ScaleAndOffset", "if x.ndim - 2 or ...", "if 2 - x.ndim or ..."),
        (
            "BatchNorm",
            "ScaleAndOffset",
            "if x.ndim - 2 or x.shape[1] - self.beta.shape[0]:",
            "if x.ndim - 2 or self.beta.shape[0] - x.shape[1]:",
        ),
        ("BatchNorm", "ScaleAndOffset", "...self.beta.shape[0]:", "...self.beta.shape[-1]:"),
    ),
    Equivalent.because(
        "the number of channels divides the number of values, and float32 holds the quotient",
        ("BatchNorm2d", "...", "m = x.size // x.shape[1]", "m = ..."),
        ("BatchNorm2d", "EinsumsOverTheBatch", "m = x.shape[0] * ...", "m = np.asarray(...).astype(np.float32)"),
        ("BatchNorm2d", "EinsumsOverTheBatch", "m = x.shape[0] * ...", "m = np.asarray(...).astype(np.int64)"),
        ("BatchNorm2d", "EinsumsOverTheBatch", "m = x.shape[0] * ...", "m = np.asarray(...).astype(x.dtype)"),
        ("BatchNorm2d", "EinsumsOverTheBatch", "m = ... x.shape[2] * ...", "m = ... x.shape[-2] * ..."),
    ),
    Equivalent.because(
        "every channel has as many values as the first one, and at least one",
        ("BatchNorm2d", "ReducedOverThreeAxes", "if x[:, 0].size < 2:", "if x[:, -1].size < 2:"),
        ("BatchNorm2d", "PixelsAsSamples", "if m == 1:", "if m <= 1:"),
        ("BatchNorm2d", "ChannelsFirstAndHooks", "...x.size == x.shape[1]:", "...x.size <= x.shape[1]:"),
    ),
    Equivalent.because(
        "mean and variance do not depend on the order in which axes are reduced, and the last axis but one is axis 2",
        ("BatchNorm2d", "...", "...axis=(0, 2, 3)...", "...axis=(2, 0, 3)..."),
        ("BatchNorm2d", "...", "...axis=(0, 2, 3)...", "...axis=(0, 3, 2)..."),
        ("BatchNorm2d", "...", "...axis=(0, 2, 3)...", "...axis=(0, -2, 3)..."),
        ("BatchNorm2d", "PixelsAsSamples", "...transpose(0, 3, 1, 2)...", "...transpose(0, 3, 1, -2)..."),
        ("BatchNorm2d", "EinsumsOverTheBatch", "... x.shape[1:2] ...", "... x.shape[1:-2] ..."),
    ),
    Equivalent.because(
        "NumPy takes every negative length for the one that is left",
        ("BatchNorm2d", "ReducedOverThreeAxes", "shape = (1, -1, 1, 1)", "shape = (1, -1 - 1, 1, 1)"),
        ("BatchNorm2d", "ReducedOverThreeAxes", "shape = (1, -1, 1, 1)", "shape = (1, -2, 1, 1)"),
    ),
    Equivalent.because(
        "what does not have four axes, or as many channels, does not fit into the next lines either: a ValueError",
        ("BatchNorm2d", "PixelsAsSamples", "if len(x.shape) != 4:...", "..."),
        ("BatchNorm2d", "PixelsAsSamples", "raise ValueError('four axes')", "..."),
        ("BatchNorm2d", "PixelsAsSamples", "if c != self.gamma.size:", "if c > self.gamma.size:"),
        ("BatchNorm2d", "EinsumsOverTheBatch", "if x.ndim != 4 or ...", "if x.ndim < 4 or ..."),
    ),
    Equivalent.because(
        "a tuple differs where one of its entries does, and a tuple four times where there are not four of it",
        ("BatchNorm2d", "EinsumsOverTheBatch", "if x.ndim != 4 or ...", "if (...) != (...):"),
        (
            "BatchNorm2d",
            "EinsumsOverTheBatch",
            "if x.ndim != 4 or ...",
            "if x.ndim * x.shape[1:2] != 4 * self.gamma.shape:",
        ),
    ),
    Equivalent.because(
        "the array is made here, is reshaped by the caller, and lies in memory as it likes",
        ("BatchNorm2d", "PixelsAsSamples", "return self.affine(...)", "return self.affine(...)[None]"),
        ("BatchNorm2d", "PixelsAsSamples", "return self.affine(...)", "result = ..."),
        ("BatchNorm2d", "PixelsAsSamples", "return self.affine(...)", "return np.asarray(...).astype(pixels.dtype)"),
        (
            "BatchNorm2d",
            "PixelsAsSamples",
            "return y.reshape(...).copy()",
            "return y.reshape(...).transpose(0, 3, 1, 2)",
        ),
        ("BatchNorm2d", "EinsumsOverTheBatch", "return np.einsum(...", "result = ..."),
        ("BatchNorm2d", "ChannelsFirstAndHooks", "return (x.mean(...", "result = ..."),
    ),
    Equivalent.because(
        "all of the array is written before it is given",
        ("BatchNorm2d", "ChannelByChannel", "y = np.zeros(x.shape)", "y = np.ones(x.shape)"),
    ),
    Equivalent.because(
        "squared, a difference and its negative are equal",
        ("BatchNorm2d", "EinsumsOverTheBatch", "apart = x - mean...", "apart = mean... - x"),
    ),
    Equivalent.because(
        "only the sizes of x are looked at, or its mean and variance, which no order of the samples changes",
        ("BatchNorm2d", "ChannelsFirstAndHooks", "", "x = ..."),
    ),
)
