"""Right answers to `fold_batch_norm` in different styles."""

import numpy as np


def scale_by_filter(weight, bias, gamma, beta, mean, var, eps=1e-5):
    if weight.ndim != 4:
        raise ValueError("the weight needs four axes")
    for vector in (bias, gamma, beta, mean, var):
        if np.shape(vector) != (len(weight),):
            raise ValueError("one number per filter")
    scale = gamma.astype(np.float64) / np.sqrt(var.astype(np.float64) + eps)
    new_bias = (bias.astype(np.float64) - mean) * scale + beta
    return weight * scale.reshape(-1, 1, 1, 1), new_bias


def filter_after_filter(weight, bias, gamma, beta, mean, var, eps=1e-5):
    if len(weight.shape) != 4 or {v.shape for v in (bias, gamma, beta, mean, var)} != {weight.shape[:1]}:
        raise ValueError("shapes that do not belong together")
    new_weight, new_bias = np.empty(weight.shape), np.empty(len(bias))
    for k in range(len(weight)):
        factor = float(gamma[k]) / (float(var[k]) + eps) ** 0.5
        new_weight[k] = weight[k].astype(float) * factor
        new_bias[k] = float(beta[k]) + factor * (float(bias[k]) - float(mean[k]))
    return new_weight, new_bias


def diagonal_matrix(weight, bias, gamma, beta, mean, var, eps=1e-5):
    if np.ndim(weight) != 4:
        raise ValueError("four axes")
    c_out = weight.shape[0]
    arrays = [np.array(each, dtype=float) for each in (bias, gamma, beta, mean, var)]
    if any(each.shape != (c_out,) for each in arrays):
        raise ValueError(f"{c_out} numbers are wanted")
    bias, gamma, beta, mean, var = arrays
    scaling = np.diag(gamma / np.sqrt(var + eps))
    flat = scaling @ weight.astype(float).reshape(c_out, -1)
    return flat.reshape(weight.shape), scaling @ bias + (beta - scaling @ mean)


def einsum_over_filters(weight, bias, gamma, beta, mean, var, eps=1e-5):
    try:
        c_out, _c_in, _kh, _kw = weight.shape
    except ValueError as error:
        raise ValueError("the weight has four axes") from error
    stacked = [np.asarray(each, dtype=np.float64) for each in (gamma, beta, mean, var, bias)]
    for each in stacked:
        if each.ndim != 1 or each.size != c_out:
            raise ValueError("wrong length")
    gamma, beta, mean, var, bias = stacked
    scale = gamma * (var + eps) ** -0.5
    return np.einsum("oihw,o->oihw", np.asarray(weight, np.float64), scale), scale * (bias - mean) + beta


def batch_norm_of_the_bias(weight, bias, gamma, beta, mean, var, eps=1e-5):
    weight = np.asarray(weight, dtype="float64")
    if weight.ndim != 4 or any(v.shape != weight.shape[:1] for v in (bias, gamma, beta, mean, var)):
        raise ValueError("do not belong together")

    def in_evaluation(values):
        return np.float64(gamma) * (values - np.float64(mean)) / np.sqrt(np.float64(var) + eps) + beta

    deviation = np.sqrt(np.float64(var) + eps)
    return (weight.T * gamma / deviation).T.copy(), in_evaluation(np.float64(bias))
