"""What students believe of `batch_norm_backward`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.batch_norm_backward import closed_formula


def _parts(dy, x, gamma, eps):
    """Check by the right answer, and return what its formula is made of, ready to be multiplied."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    wide = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x = x.astype(np.float64)
    root = np.sqrt(x.var(axis=axes) + eps).reshape(wide)
    x_hat = (x - x.mean(axis=axes).reshape(wide)) / root
    return x_hat, gamma.reshape(wide) / root, dgamma.reshape(wide), dbeta.reshape(wide), x.size / x.shape[1]


def mean_and_variance_held_constant(dy, x, gamma, eps=1e-5):
    """You treat mean and variance as constants. In training they come from x, so every value of a channel moves all
    results of the channel: dx has two more terms."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    _, scale, *_ = _parts(dy, x, gamma, eps)
    return scale * dy, dgamma, dbeta


def variance_held_constant(dy, x, gamma, eps=1e-5):
    """You let the mean move with x and hold the variance constant. It comes from x, too: the term with x_hat * dgamma
    is missing."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    _, scale, _, sums, m = _parts(dy, x, gamma, eps)
    return scale * (dy - sums / m), dgamma, dbeta


def mean_held_constant(dy, x, gamma, eps=1e-5):
    """You let the variance move with x and hold the mean constant. It comes from x, too: the term with dbeta is
    missing."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    x_hat, scale, products, _, m = _parts(dy, x, gamma, eps)
    return scale * (dy - x_hat * products / m), dgamma, dbeta


def sums_not_divided(dy, x, gamma, eps=1e-5):
    """You forget to divide by m, the number of values in a channel: a single value moves the mean by 1 / m only."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    x_hat, scale, products, sums, _ = _parts(dy, x, gamma, eps)
    return scale * (dy - sums - x_hat * products), dgamma, dbeta


def divided_by_the_samples(dy, x, gamma, eps=1e-5):
    """You divide by the number of samples. In maps a channel has m = n * h * w values, and all of them share the mean:
    divide by m."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    x_hat, scale, products, sums, _ = _parts(dy, x, gamma, eps)
    return scale * (dy - (sums + x_hat * products) / len(x)), dgamma, dbeta


def divided_by_one_less(dy, x, gamma, eps=1e-5):
    """You divide by m - 1. The batch is normalised with the variance that divides by m, so its gradient divides by m,
    too."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    x_hat, scale, products, sums, m = _parts(dy, x, gamma, eps)
    return scale * (dy - (sums + x_hat * products) / max(m - 1, 1)), dgamma, dbeta


def batch_for_normalised_batch(dy, x, gamma, eps=1e-5):
    """You use x where the normalised batch belongs. gamma multiplies x_hat = (x - mean) / sqrt(var + eps), so both
    dgamma and the last term of dx contain x_hat."""
    _, scale, _, sums, m = _parts(dy, x, gamma, eps)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    products = (dy * x.astype(np.float64)).sum(axis=axes)
    wide = products.reshape(scale.shape)
    return scale * (dy - sums / m - x * wide / m), products, sums.ravel()


def scale_forgotten(dy, x, gamma, eps=1e-5):
    """You forget gamma in dx. The result is gamma * x_hat + beta, so on the way back everything is multiplied by
    gamma."""
    dx, dgamma, dbeta = closed_formula(dy, x, 0 * gamma.astype(np.float64) + 1, eps)
    return dx, dgamma, dbeta


def deviation_forgotten(dy, x, gamma, eps=1e-5):
    """You forget to divide dx by the standard deviation. The forward pass divides by sqrt(var + eps), and so does the
    way back."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    x_hat, scale, products, sums, m = _parts(dy, x, gamma, eps)
    return (0 * scale + 1) * gamma.reshape(scale.shape) * (dy - sums / m - x_hat * products / m), dgamma, dbeta


def divided_by_the_variance(dy, x, gamma, eps=1e-5):
    """You divide dx by the variance. The forward pass divides by its root, and so does the way back."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    root = np.sqrt(x.astype(np.float64).var(axis=axes) + eps)
    return dx / root.reshape((1, -1) if x.ndim == 2 else (1, -1, 1, 1)), dgamma, dbeta


def sign_of_the_last_term(dy, x, gamma, eps=1e-5):
    """You add the term with x_hat * dgamma. It is subtracted: a larger spread makes all normalised values smaller."""
    _, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    x_hat, scale, products, sums, m = _parts(dy, x, gamma, eps)
    return scale * (dy - sums / m + x_hat * products / m), dgamma, dbeta


def averaged_over_the_batch(dy, x, gamma, eps=1e-5):
    """You average dgamma and dbeta over the batch. The loss depends on gamma through every value, and the parts add up:
    sum them."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    m = x.size // x.shape[1]
    return dx, dgamma / m, dbeta / m


def summed_along_the_features(dy, x, gamma, eps=1e-5):
    """You sum dgamma and dbeta along the wrong axis, over the features of each sample. There is one gamma for each
    feature: sum over the samples, axis 0."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    if x.ndim == 4:
        return dx, dgamma, dbeta
    x_hat, *_ = _parts(dy, x, gamma, eps)
    return dx, (dy * x_hat).sum(axis=1), dy.astype(np.float64).sum(axis=1)


def summed_over_the_samples_only(dy, x, gamma, eps=1e-5):
    """You sum dgamma and dbeta of maps over the samples only. A channel has one gamma for all its pixels: sum over the
    axes 0, 2 and 3."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    if x.ndim == 2:
        return dx, dgamma, dbeta
    x_hat, *_ = _parts(dy, x, gamma, eps)
    return dx, (dy * x_hat).sum(axis=0), dy.astype(np.float64).sum(axis=0)


def axes_kept(dy, x, gamma, eps=1e-5):
    """You keep the axes that you summed over. dgamma and dbeta have the shape of gamma, one axis."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    wide = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    return dx, dgamma.reshape(wide), dbeta.reshape(wide)


def upstream_without_normalised_batch(dy, x, gamma, eps=1e-5):
    """Your dgamma is the sum of dy. gamma multiplies x_hat, so its gradient is the sum of dy * x_hat."""
    dx, _, dbeta = closed_formula(dy, x, gamma, eps)
    return dx, dbeta.copy(), dbeta


def gradients_in_another_order(dy, x, gamma, eps=1e-5):
    """You return dbeta before dgamma. The order is dx, dgamma, dbeta."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    return dx, dbeta, dgamma


def eps_forgotten(dy, x, gamma, eps=1e-5):
    """You leave eps out. The forward pass divides by sqrt(var + eps), and so must the way back."""
    return closed_formula(dy, x, gamma, 0.0)


def eps_ignored(dy, x, gamma, eps=1e-5):
    """You always take an eps of 1e-5. The argument says which one."""
    return closed_formula(dy, x, gamma, 1e-5)


def rows_and_columns_only(dy, x, gamma, eps=1e-5):
    """You normalise each map of each sample by itself. A channel has one mean over the whole batch: reduce over the
    axes 0, 2 and 3."""
    dx, dgamma, dbeta = closed_formula(dy, x, gamma, eps)
    if x.ndim == 2:
        return dx, dgamma, dbeta
    each = [closed_formula(one[None], other[None], gamma, eps) for one, other in zip(dy, x, strict=True)]
    return np.concatenate([one[0] for one in each]), sum(one[1] for one in each), dbeta


def shapes_not_compared(dy, x, gamma, eps=1e-5):
    """You do not compare the shapes, and NumPy stretches what does not fit. Raise a ValueError unless dy has the shape
    of x, and gamma one number per channel."""
    if x.ndim not in (2, 4):
        raise ValueError("features or maps")
    try:
        wide = gamma.reshape(-1) if gamma.size == x.shape[1] else np.resize(gamma, x.shape[1])
        dy = np.broadcast_to(dy, x.shape) if dy.ndim <= x.ndim else np.resize(dy, x.shape)
    except ValueError:
        dy = np.resize(dy, x.shape)
    return closed_formula(dy, x, wide, eps)


def gamma_not_looked_at(dy, x, gamma, eps=1e-5):
    """You compare dy with x, and do not look at gamma. Raise a ValueError unless it is one number per channel."""
    if x.ndim in (2, 4) and dy.shape == x.shape:
        gamma = np.resize(gamma, x.shape[1])
    return closed_formula(dy, x, gamma, eps)


def any_number_of_axes(dy, x, gamma, eps=1e-5):
    """You accept batches that are neither features nor maps. Raise a ValueError unless x.ndim is 2 or 4."""
    if x.ndim in (2, 4):
        return closed_formula(dy, x, gamma, eps)
    return x * 0.0, gamma * 0.0, gamma * 0.0


def centred_in_place(dy, x, gamma, eps=1e-5):
    """You subtract the mean from x itself, and the caller's batch is changed. Write x = x - mean, which makes a new
    array, instead of x -= mean."""
    results = closed_formula(dy, x, gamma, eps)
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    x -= x.mean(axis=axes, keepdims=True).astype(x.dtype)
    return results


def in_the_dtypes_that_came(dy, x, gamma, eps=1e-5):
    """You compute in the dtypes that came. Bytes wrap around when they are multiplied, and short fractions lose digits:
    convert all arrays to float64 first."""
    closed_formula(dy, x, gamma, eps)
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size / x.shape[1]
    root = np.sqrt(x.var(axis=axes).reshape(wide) + eps)
    x_hat = (x - x.mean(axis=axes).reshape(wide)) / root
    dbeta, dgamma = dy.sum(axis=axes), (dy * x_hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)
    return dx, dgamma, dbeta
