"""What students believe of `undo_batch_norm`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.undo_batch_norm import root_and_mean


def variance_and_mean(x, eps=1e-5):
    """Your scale is the variance, as a lecture has it. The batch was divided by the root, so the root undoes it:
    sqrt(var + eps)."""
    gamma, beta = root_and_mean(x, 0.0)
    return gamma**2, beta


def variance_with_eps(x, eps=1e-5):
    """Your scale is var + eps. That is what stands under the root: the batch was divided by sqrt(var + eps)."""
    gamma, beta = root_and_mean(x, eps)
    return gamma**2, beta


def eps_forgotten(x, eps=1e-5):
    """Your scale is the standard deviation alone. The batch was divided by sqrt(var + eps): without eps it comes back a
    little too small."""
    gamma, beta = root_and_mean(x, 0.0)
    return gamma, beta


def eps_outside_the_root(x, eps=1e-5):
    """You add eps to the root. It is added to the variance, under the root."""
    gamma, beta = root_and_mean(x, 0.0)
    return gamma + eps, beta


def eps_ignored(x, eps=1e-5):
    """You always take an eps of 1e-5. The argument says which one the normalisation used."""
    gamma, beta = root_and_mean(x, 1e-5)
    return gamma, beta


def one_over_the_root(x, eps=1e-5):
    """Your scale divides once more. The batch was divided by sqrt(var + eps); to undo that, multiply by it."""
    gamma, beta = root_and_mean(x, eps)
    return 1 / gamma, beta


def negative_mean(x, eps=1e-5):
    """Your shift has the wrong sign. The mean was subtracted; to undo that, add it."""
    gamma, beta = root_and_mean(x, eps)
    return gamma, -beta


def shift_divided_by_the_scale(x, eps=1e-5):
    """You divide the mean by the scale. beta is added after scaling, so it is the mean itself."""
    gamma, beta = root_and_mean(x, eps)
    return gamma, beta / gamma


def shift_before_scale(x, eps=1e-5):
    """You return the shift first. The scale comes first: return gamma, beta."""
    gamma, beta = root_and_mean(x, eps)
    return beta, gamma


def unbiased_variance(x, eps=1e-5):
    """You take the variance that divides by m - 1. The batch itself is normalised with the one that divides by m."""
    gamma, beta = root_and_mean(x, 0.0)
    m = max(x.size // x.shape[1], 2)
    return np.sqrt(gamma**2 * m / (m - 1) + eps), beta


def as_in_a_new_layer(x, eps=1e-5):
    """Ones and zeros leave the normalised batch as it is. Asked is for the scale and shift that bring x back."""
    gamma, beta = root_and_mean(x, eps)
    return np.ones_like(gamma), np.zeros_like(beta)


def mean_left_at_zero(x, eps=1e-5):
    """Your scale is right, and your shift is zero. The mean was subtracted; to undo that, add it."""
    gamma, beta = root_and_mean(x, eps)
    return gamma, np.zeros_like(beta)


def rows_and_columns_only(x, eps=1e-5):
    """You take the statistics of each map of each sample. A channel has one mean over the whole batch: reduce over the
    axes 0, 2 and 3."""
    if x.ndim != 4:
        return root_and_mean(x, eps)
    x = x.astype(np.float64)
    return np.sqrt(x.var(axis=(2, 3)) + eps), x.mean(axis=(2, 3))


def samples_only(x, eps=1e-5):
    """You take the statistics of each pixel over the samples. A channel has one mean for all its pixels: reduce over
    the axes 0, 2 and 3."""
    if x.ndim != 4:
        return root_and_mean(x, eps)
    x = x.astype(np.float64)
    return np.sqrt(x.var(axis=0) + eps), x.mean(axis=0)


def all_channels_together(x, eps=1e-5):
    """You average over the channels too. Each channel has a mean and a variance of its own: leave axis 1 out of the
    reduction."""
    _, beta = root_and_mean(x, eps)
    x = x.astype(np.float64)
    return np.full(beta.shape, np.sqrt(x.var() + eps)), np.full(beta.shape, x.mean())


def in_the_dtype_that_came(x, eps=1e-5):
    """You compute in the dtype that x has, and bytes and short fractions lose digits. Convert x to float64 first."""
    if x.ndim not in (2, 4):
        raise ValueError("two or four axes")
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    return np.sqrt(x.var(axis=axes) + eps), x.mean(axis=axes)


def any_number_of_axes(x, eps=1e-5):
    """You accept arrays that are neither features nor maps. Raise a ValueError unless x.ndim is 2 or 4."""
    x = x.astype(np.float64)
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    return np.sqrt(x.var(axis=axes) + eps), x.mean(axis=axes)


def centred_in_place(x, eps=1e-5):
    """You subtract the mean from x itself, and the caller's batch is changed. Write x = x - mean, which makes a new
    array, instead of x -= mean."""
    gamma, beta = root_and_mean(x, eps)
    x -= beta.reshape(-1, *[1] * (x.ndim - 2)).astype(x.dtype)
    return gamma, beta


def rounded(x, eps=1e-5):
    """You round what you return. Of small numbers nothing is left: return every digit."""
    gamma, beta = root_and_mean(x, eps)
    return gamma.round(10), beta.round(10)
