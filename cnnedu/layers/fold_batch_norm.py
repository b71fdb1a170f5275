"""Batch normalisation in evaluation, folded into the convolution before it."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_filters, check_shape

__all__ = ["fold_batch_norm"]


def fold_batch_norm(
    weight: np.ndarray,
    bias: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    mean: np.ndarray,
    var: np.ndarray,
    eps: float = 1e-5,
) -> tuple[np.ndarray, np.ndarray]:
    """The weight and bias of one convolution that does what a convolution and a batch normalisation behind it do.

    With ``scale = gamma / sqrt(var + eps)``: ``weight * scale`` filter by filter, and
    ``(bias - mean) * scale + beta``.

    Args:
        weight: array (c_out, c_in, kh, kw) of the convolution, any real dtype.
        bias: array (c_out,) of the convolution.
        gamma, beta: arrays (c_out,), scale and shift of the batch normalisation.
        mean, var: arrays (c_out,), its running statistics.
        eps: added to the variance, under the root.

    Returns:
        the new weight (c_out, c_in, kh, kw) and bias (c_out,), new float64 arrays.

    Raises:
        ValueError: weight does not have four axes, or another array not one number per filter.

    Source: the formula of evaluation, which is linear; Jacob et al. (2018), section 3.2.

    >>> one = np.ones(1)
    >>> fold_batch_norm(np.full((1, 1, 1, 2), 3), one, 4 * one, 5 * one, 6 * one, 3 * one, eps=1.0)
    (array([[[[6., 6.]]]]), array([-5.]))
    """
    weight = as_filters("weight", np.asarray(weight, dtype=np.float64))
    named = {"bias": bias, "gamma": gamma, "beta": beta, "mean": mean, "var": var}
    vectors = {name: np.asarray(value, dtype=np.float64) for name, value in named.items()}
    for name, vector in vectors.items():
        check_shape(name, vector, weight.shape[:1], "one number per filter")
    scale = vectors["gamma"] / np.sqrt(vectors["var"] + eps)
    return weight * scale[:, None, None, None], (vectors["bias"] - vectors["mean"]) * scale + vectors["beta"]
