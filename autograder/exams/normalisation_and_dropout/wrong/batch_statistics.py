"""What students believe of `batch_statistics`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.batch_statistics import (
    channels_first,
    reductions_over_axes,
)


def unbiased_variance(x):
    """You divide the squared differences by one less than the number of values. Inside batch normalisation the variance
    divides by the number itself, as np.var does by default; n - 1 comes later, in the running variance."""
    mean, var = channels_first(x)
    m = x.size // x.shape[1]
    return mean, var * m / (m - 1) if m > 1 else var


def statistics_of_each_sample(x):
    """You take the statistics of each sample, along its features. Batch normalisation goes down the columns: over the
    samples, for each feature by itself."""
    if x.ndim == 2:
        return channels_first(x.T)
    if x.ndim != 4:
        raise ValueError("two or four axes")
    return channels_first(x.transpose(1, 0, 2, 3))


def one_statistic_for_everything(x):
    """You average over all axes at once and get a single number. Every feature, and every channel, has a mean and a
    variance of its own: leave axis 1 out of the reduction."""
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    x = x.astype(np.float64)
    return np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())


def rows_and_columns_only(x):
    """You reduce maps over rows and columns only, so every sample gets statistics of its own. A channel has one mean
    over the whole batch: reduce over the axes 0, 2 and 3."""
    if x.ndim == 2:
        return channels_first(x)
    if x.ndim != 4:
        raise ValueError("two or four axes")
    x = x.astype(np.float64)
    return x.mean(axis=(2, 3)), x.var(axis=(2, 3))


def samples_only(x):
    """You reduce maps over the samples only, so every pixel gets statistics of its own. A channel has one mean for all
    its pixels: reduce over the axes 0, 2 and 3."""
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    x = x.astype(np.float64)
    return x.mean(axis=0), x.var(axis=0)


def mean_of_variances(x):
    """You compute the variance of each map and average these. What the maps differ by is lost: take the differences of
    all n * h * w values from the one mean of the channel."""
    mean, var = channels_first(x)
    if x.ndim == 4:
        var = x.astype(np.float64).var(axis=(2, 3)).mean(axis=0)
    return mean, var


def standard_deviation(x):
    """You return the standard deviation. The variance is its square: do not take the root here."""
    mean, var = channels_first(x)
    return mean, np.sqrt(var)


def sums_not_divided(x):
    """You add the squared differences up and forget to divide by their number."""
    mean, var = channels_first(x)
    return mean, var * (x.size // x.shape[1])


def absolute_differences(x):
    """You average the absolute differences from the mean. The variance averages their squares."""
    mean, _ = channels_first(x)
    flat = np.moveaxis(x.astype(np.float64), 1, 0).reshape(x.shape[1], -1)
    return mean, np.abs(flat - mean[:, None]).mean(axis=1)


def mean_of_squares(x):
    """You average the squares of the values themselves. Subtract the mean of the channel first."""
    mean, _ = channels_first(x)
    flat = np.moveaxis(x.astype(np.float64), 1, 0).reshape(x.shape[1], -1)
    return mean, (flat**2).mean(axis=1)


def squares_minus_squared_mean(x):
    """You compute the mean of the squares minus the square of the mean. On paper that is the variance, but of two large
    numbers that are nearly equal the difference keeps no digit: subtract the mean from the values first."""
    mean, _ = channels_first(x)
    flat = np.moveaxis(x.astype(np.float64), 1, 0).reshape(x.shape[1], -1)
    return mean, (flat**2).mean(axis=1) - mean**2


def variance_before_mean(x):
    """You return the variance first. The mean comes first: return mean, var."""
    mean, var = channels_first(x)
    return var, mean


def axes_kept(x):
    """You keep the axes that you reduced, as keepdims=True does. The results have one axis: shape (d,) or (c,)."""
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    return x.mean(axis=axes, keepdims=True), x.var(axis=axes, keepdims=True)


def median_for_mean(x):
    """You take the median. The mean is the sum divided by the number of values."""
    _, var = channels_first(x)
    flat = np.moveaxis(x.astype(np.float64), 1, 0).reshape(x.shape[1], -1)
    return np.median(flat, axis=1), var


def in_the_dtype_that_came(x):
    """You compute in the dtype that x has. A float16 or float32 loses digits in the sums: convert x to float64 before
    you add."""
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    return x.mean(axis=axes), x.var(axis=axes)


def squares_that_wrap_around(x):
    """You square in the dtype that x has, and bytes wrap around: 20 * 20 is 144 in a uint8. Convert x to float64
    first."""
    mean, _ = channels_first(x)
    apart = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    apart = apart - mean[:, None].astype(x.dtype)
    return mean, (apart * apart).mean(axis=1, dtype=np.float64)


def any_number_of_axes(x):
    """You accept arrays that are neither features nor maps. A single colour image has three axes, and what would be
    taken for its channels are its rows: raise a ValueError unless x.ndim is 2 or 4."""
    x = x.astype(np.float64)
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    return x.mean(axis=axes), x.var(axis=axes)


def batch_centred_in_place(x):
    """You subtract the mean from x itself, and the caller's batch is changed. Write x = x - mean, which makes a new
    array, instead of x -= mean."""
    mean, var = reductions_over_axes(x)
    x -= mean.reshape(-1, *[1] * (x.ndim - 2)).astype(x.dtype)
    return mean, var


def means_of_blocks_averaged(x):
    """You take the batch in blocks of samples and average what they give, but the last block is smaller and counts as
    much as the others. Take all values of a channel at once."""
    blocks = [channels_first(x[start : start + 1000]) for start in range(0, len(x), 1000)]
    mean = np.mean([mean for mean, _ in blocks], axis=0)
    return mean, np.mean([var + (each - mean) ** 2 for each, var in blocks], axis=0)


def small_variance_taken_for_zero(x):
    """You take a small variance for a rounding error and make it 0. Small numbers have small variances: leave it as it
    is."""
    mean, var = channels_first(x)
    return mean, np.where(var < 1e-12, 0.0, var)
