"""What students believe of `fold_batch_norm`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.fold_batch_norm import scale_by_filter


def weight_left_as_it_was(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You change the bias only. Batch normalisation multiplies all that the filter computes, so the weight takes the
    scale, too."""
    _, new_bias = scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    return weight.astype(np.float64), new_bias


def bias_left_as_it_was(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You change the weight only. The bias goes through batch normalisation as well: minus the mean, times the scale,
    plus beta."""
    new_weight, _ = scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    return new_weight, bias.astype(np.float64)


def old_bias_forgotten(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You forget the bias that the convolution has already. It is scaled like all that the filter computes:
    (bias - mean) * scale + beta."""
    new_weight, new_bias = scale_by_filter(weight, 0 * bias, gamma, beta, mean, var, eps)
    return new_weight, new_bias


def old_bias_not_scaled(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You add the old bias as it is. It stands before the batch normalisation, so it is scaled: bias * scale."""
    new_weight, new_bias = scale_by_filter(weight, 0 * bias, gamma, beta, mean, var, eps)
    return new_weight, new_bias + bias


def mean_not_scaled(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You subtract the mean as it is. It is subtracted before the scaling, so it is scaled too: mean * scale."""
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, beta, 0 * mean, var, eps)
    return new_weight, new_bias - mean


def mean_forgotten(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You forget to subtract the running mean. The new bias is (bias - mean) * scale + beta."""
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, beta, 0 * mean, var, eps)
    return new_weight, new_bias


def mean_added(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You add the mean. Batch normalisation subtracts it: (bias - mean) * scale + beta."""
    m = mean.astype(np.float64)
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, beta, -m, var, eps)
    return new_weight, new_bias


def shift_forgotten(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You forget beta. The new bias is (bias - mean) * scale + beta."""
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, 0 * beta, mean, var, eps)
    return new_weight, new_bias


def shift_scaled(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You scale beta as well. It is added at the very end, as it is."""
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, 0 * beta, mean, var, eps)
    return new_weight, new_bias + beta * (gamma / np.sqrt(var.astype(np.float64) + eps))


def divided_by_the_variance(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You divide by the variance. Divide by its root, the standard deviation: sqrt(var + eps)."""
    squared = (var.astype(np.float64) + eps) ** 2
    return scale_by_filter(weight, bias, gamma, beta, mean, squared, 0.0)


def eps_forgotten(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You leave eps out. The batch normalisation divides by sqrt(var + eps), and so must you."""
    return scale_by_filter(weight, bias, gamma, beta, mean, var, 0.0)


def eps_outside_the_root(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You add eps to the root. It is added to the variance, under the root."""
    squared = (np.sqrt(var.astype(np.float64)) + eps) ** 2
    return scale_by_filter(weight, bias, gamma, beta, mean, squared, 0.0)


def eps_ignored(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You always take an eps of 1e-5. The argument says which one."""
    return scale_by_filter(weight, bias, gamma, beta, mean, var, 1e-5)


def gamma_forgotten(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You divide by the deviation and forget gamma. The scale is gamma / sqrt(var + eps)."""
    return scale_by_filter(weight, bias, 0 * gamma + 1, beta, mean, var, eps)


def scale_along_the_last_axis(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You multiply the weight by the scale as it is, and NumPy lays its numbers along the columns of the kernels. They
    belong to the filters, axis 0: write scale[:, None, None, None]."""
    _, new_bias = scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    return weight * (gamma / np.sqrt(var.astype(np.float64) + eps)), new_bias


def scale_along_the_input_channels(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You lay the scale along the input channels. It belongs to the filters, axis 0: write
    scale[:, None, None, None]."""
    _, new_bias = scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    return weight * (gamma / np.sqrt(var.astype(np.float64) + eps))[None, :, None, None], new_bias


def bias_before_weight(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You return the bias first. The weight comes first: return weight, bias."""
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    return new_bias, new_weight


def lengths_not_compared(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You do not compare the lengths, and NumPy stretches an array of one number over all filters. Raise a ValueError
    unless each of the five has the shape (c_out,)."""
    if weight.ndim != 4:
        raise ValueError("four axes")
    scale = gamma / np.sqrt(var.astype(np.float64) + eps)
    return weight * scale.reshape(-1, 1, 1, 1), (bias - mean.astype(np.float64)) * scale + beta


def axes_not_counted(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You accept a weight with another number of axes. That of a convolution has four: refuse others."""
    for vector in (bias, gamma, beta, mean, var):
        if vector.shape != weight.shape[:1]:
            raise ValueError("one number per filter")
    scale = gamma / np.sqrt(var.astype(np.float64) + eps)
    new_weight = weight * scale.reshape(-1, *[1] * (weight.ndim - 1))
    return new_weight, (bias - mean.astype(np.float64)) * scale + beta


def weight_scaled_in_place(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You scale the convolution's own weight, and the network that is still in training has lost it. Write
    weight = weight * scale, which makes a new array, instead of weight *= scale."""
    new_weight, new_bias = scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    if weight.dtype == np.float64:
        weight[...] = new_weight
        return weight, new_bias
    return new_weight, new_bias


def in_the_dtypes_that_came(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You compute in the dtypes that came. Bytes wrap around when you subtract them, short fractions lose digits:
    convert all arrays to float64 first."""
    scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
    scale = gamma / np.sqrt(var + eps)
    return weight * scale[:, None, None, None], (bias - mean) * scale + beta


def lengths_compared_among_themselves(weight, bias, gamma, beta, mean, var, eps=1e-5):
    """You compare the five arrays with each other, but not with the weight. Five arrays of one number are stretched
    over all filters: compare each with (c_out,)."""
    if {v.shape for v in (bias, gamma, beta, mean, var)} == {(1,)}:
        bias, gamma, beta, mean, var = (np.repeat(v, len(weight)) for v in (bias, gamma, beta, mean, var))
    return scale_by_filter(weight, bias, gamma, beta, mean, var, eps)
