"""Wrong answers to `fold_batch_norm`, written by who knew the notebook alone. Each cell is a submission."""

# %% bias_minus_mean_unsigned
# bias - mean is taken in the given dtype, so unsigned or small integers wrap around
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, gamma, beta, var = (np.array(a, dtype=np.float64) for a in (weight, gamma, beta, var))
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = gamma / np.sqrt(var + eps)
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% scale_in_its_own_dtype
# only weight and bias are converted; gamma and var in float16 or float32 give a scale with few digits
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight = np.asarray(weight).astype(np.float64)
    bias = np.asarray(bias).astype(np.float64)
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = (gamma / np.sqrt(var + eps)).astype(np.float64)
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% numbers_counted_only
# checks .size instead of .shape: a bias of shape (c, 1) or, for one filter, a plain number is accepted
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.size != weight.shape[0]:
            raise ValueError("one number per filter is needed")
    bias, gamma, beta, mean, var = (a.ravel() for a in (bias, gamma, beta, mean, var))
    scale = gamma / np.sqrt(var + eps)
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% same_length_among_themselves
# compares the five arrays with each other only: five single numbers for many filters (or many numbers for one
# filter) are stretched
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    if bias.ndim != 1 or len({a.shape for a in (bias, gamma, beta, mean, var)}) != 1:
        raise ValueError("one number per filter is needed")
    scale = gamma / np.sqrt(var + eps)
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% bias_moved_in_place
# asarray keeps a float64 bias, which is then changed in place and handed back
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.asarray(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = gamma / np.sqrt(var + eps)
    new_weight = weight * scale[:, None, None, None]
    bias -= mean
    bias *= scale
    bias += beta
    return new_weight, bias


# %% flat_in_order_of_memory
# multiplies the weight flat in the order of memory by repeated scales: wrong for a weight in Fortran order or
# transposed
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = gamma / np.sqrt(var + eps)
    each = np.repeat(scale, weight[0].size)  # one scale for each number
    new_weight = (weight.ravel(order="K") * each).reshape(weight.shape)
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% no_variance_no_scale
# a filter with running variance 0 gets the scale 0 instead of gamma / sqrt(eps)
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = np.where(var > 0, gamma / np.sqrt(var + eps), 0.0)  # a dead filter
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% one_root_for_all
# takes sqrt(gamma**2 / (var + eps)), which loses the sign of a negative gamma
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = np.sqrt(gamma**2 / (var + eps))
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% linear_layers_too
# works for a weight of any number of axes, so two or five axes are not refused
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    scale = gamma / np.sqrt(var + eps)
    new_weight = weight * scale.reshape(-1, *[1] * (weight.ndim - 1))
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% scale_cached_without_eps
# the scale is remembered by gamma and var, but not by eps: the same layer with another eps gets the old scale
import numpy as np

_scales = {}


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight, bias, gamma, beta, mean, var = (
        np.array(a, dtype=np.float64) for a in (weight, bias, gamma, beta, mean, var)
    )
    if weight.ndim != 4:
        raise ValueError("weight needs four axes")
    for a in (bias, gamma, beta, mean, var):
        if a.shape != weight.shape[:1]:
            raise ValueError("one number per filter is needed")
    key = gamma.tobytes(), var.tobytes()
    if key not in _scales:
        _scales[key] = gamma / np.sqrt(var + eps)
    scale = _scales[key]
    new_weight = weight * scale[:, None, None, None]
    new_bias = scale * (bias - mean) + beta
    return new_weight, new_bias


# %% len_instead_of_shape
# only the length is compared: a bias of shape (c_out, c_out) is accepted
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(len(np.atleast_1d(a)) != len(weight) for a in rest):
        raise ValueError("one number per filter, please")

    weight = weight.astype(np.float64)
    bias, gamma, beta, mean, var = (a.astype(np.float64) for a in rest)

    s = gamma / np.sqrt(var + eps)
    return weight * s[:, None, None, None], s * (bias - mean) + beta


# %% only_floats_converted
# integer variances stay integers: with an int eps int8 127 + 1 wraps, and the root of int8 is a
# float16
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    # integers lose no digits, only the short floats must be converted
    bias, mean = rest[0].astype(np.float64), rest[3].astype(np.float64)
    weight = weight.astype(np.float64)
    gamma, beta, var = (a.astype(np.float64) if a.dtype.kind == "f" else a for a in (rest[1], rest[2], rest[4]))

    s = gamma / np.sqrt(var + eps)
    return weight * s[:, None, None, None], s * (bias - mean) + beta


# %% dead_channels_scaled_by_0
# where the running variance is 0 the scale is taken as 0, although eps keeps it finite
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    weight = weight.astype(np.float64)
    bias, gamma, beta, mean, var = (a.astype(np.float64) for a in rest)

    # a channel that never varied carries no signal
    s = np.where(var > 0, gamma / np.sqrt(var + eps), 0.0)
    return weight * s[:, None, None, None], s * (bias - mean) + beta


# %% nothing_to_fold
# where the layer does nothing, float64 weight and bias themselves come back
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    bias, gamma, beta, mean, var = (a.astype(np.float64, copy=False) for a in rest)
    weight = weight.astype(np.float64, copy=False)
    s = gamma / np.sqrt(var + eps)
    shift = beta - s * mean
    if np.all(s == 1) and not shift.any():
        return weight, bias
    return weight * s[:, None, None, None], s * (bias - mean) + beta


# %% difference_in_int64
# bias - mean of two integer arrays is taken in int64 and wraps if they are 2**63 or more apart
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    bias, gamma, beta, mean, var = rest
    difference = np.subtract(bias, mean, dtype=np.result_type(bias, mean, np.int64))
    s = gamma.astype(np.float64) / np.sqrt(var.astype(np.float64) + eps)
    return weight * s[:, None, None, None], s * difference + beta


# %% beta_under_the_scale
# beta is divided by the scale to be multiplied by it again: nan or lost where gamma is 0
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    weight = weight.astype(np.float64)
    bias, gamma, beta, mean, var = (a.astype(np.float64) for a in rest)

    s = gamma / np.sqrt(var + eps)
    # y = s * (z + shift): first move, then scale
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = beta / s - mean
        return weight * s[:, None, None, None], s * (bias + shift)


# %% other_convolutions_too
# weights of three or five axes are folded instead of refused
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim < 3:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    weight = weight.astype(np.float64)
    bias, gamma, beta, mean, var = (a.astype(np.float64) for a in rest)

    s = gamma / np.sqrt(var + eps)
    return weight * s.reshape((-1,) + (1,) * (weight.ndim - 1)), s * (bias - mean) + beta


# %% filters_before_axes
# a weight without axes gives IndexError instead of ValueError
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.array(weight, dtype=np.float64)
    filters = weight.shape[0]
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (filters,) for a in rest):
        raise ValueError("one number per filter, please")

    weight = weight.astype(np.float64)
    bias, gamma, beta, mean, var = (a.astype(np.float64) for a in rest)

    s = gamma / np.sqrt(var + eps)
    return weight * s[:, None, None, None], s * (bias - mean) + beta


# %% smallest_eps_of_cudnn
# an eps below 1e-5 is raised to 1e-5, as some GPU libraries demand: wrong for 1e-8 and a small
# variance
import numpy as np


def fold_batch_norm(weight, bias, gamma, beta, mean, var, eps=1e-5):

    weight = np.asarray(weight)
    if weight.ndim != 4:
        raise ValueError("weight must have four axes")
    rest = [np.asarray(a) for a in (bias, gamma, beta, mean, var)]
    if any(a.shape != (weight.shape[0],) for a in rest):
        raise ValueError("one number per filter, please")

    weight = weight.astype(np.float64)
    bias, gamma, beta, mean, var = (a.astype(np.float64) for a in rest)

    s = gamma / np.sqrt(var + max(eps, 1e-5))  # smaller ones are not supported by the GPU
    return weight * s[:, None, None, None], s * (bias - mean) + beta
