"""Inverted dropout and its gradient."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.arguments import as_float, check_shape

__all__ = ["dropout", "dropout_backward"]


def dropout(
    x: np.ndarray, p: float, rng: np.random.Generator, *, training: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Drop each element with probability p, and scale the others by 1 / (1 - p), so that the mean stays the same.

    ``y = x * mask`` with ``mask = (rng.random(x.shape) >= p) / (1 - p)``; in evaluation the mask is 1 everywhere and
    no random number is drawn. Without the scaling, which the lectures leave out, activations would be larger in
    evaluation than the next layer ever saw in training.

    Args:
        x: array of any shape and real dtype.
        p: probability of DROPPING an element, in 0..1; with 1, everything is dropped.
        rng: NumPy's generator, such as ``np.random.default_rng(seed)``; the same seed gives the same mask.
        training: False in evaluation.

    Returns:
        y and the mask, new arrays of the shape of x; floating point keeps its dtype, integers become float64.

    Raises:
        ValueError: p is not in 0..1.

    Source: lectures L0, L1 and L4; Srivastava et al., Dropout (2014); `torch.nn.Dropout`.

    >>> y, mask = dropout(np.array([1.0, 2.0, 3.0, 4.0]), p=0.5, rng=np.random.default_rng(0))
    >>> y, mask
    (array([2., 0., 0., 0.]), array([2., 0., 0., 0.]))
    """
    x = as_float(x)
    if not 0 <= p <= 1:
        raise ValueError(f"p must be a probability of dropping, in 0..1, got {p}")
    if not training:
        mask = np.ones_like(x)
    elif p == 1:
        mask = np.zeros_like(x)
    else:
        mask = (rng.random(x.shape) >= p).astype(x.dtype) / x.dtype.type(1 - p)
    return x * mask, mask


def dropout_backward(dy: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Carry a gradient back through the SAME mask: ``dx = dy * mask``.

    Args:
        dy: gradient with respect to the output, of the shape of the mask.
        mask: as `dropout` returned it, scaling included.

    Raises:
        ValueError: the shapes differ.

    Source: Srivastava et al., Dropout (2014); `torch.nn.Dropout`.

    >>> dropout_backward(np.array([1.0, 1.0, 3.0]), np.array([2.0, 0.0, 2.0]))
    array([2., 0., 6.])
    """
    dy, mask = as_float(dy), as_float(mask)
    check_shape("dy", dy, mask.shape, "the shape of the mask")
    return dy * mask
