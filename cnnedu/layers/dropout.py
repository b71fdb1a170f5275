"""Inverted dropout: a layer with a generator, the mask of its last forward pass, and two modes."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.dropout import dropout, dropout_backward

__all__ = ["Dropout"]


class Dropout:
    """Drop each element with probability p in training, and scale the others by 1 / (1 - p); pass on in evaluation.

    In training, `forward` draws one number for each element, ``rng.random(x.shape)``, and drops the elements whose
    number is smaller than p. In evaluation it draws nothing.

    Args:
        p: probability of DROPPING an element, at least 0 and less than 1.
        rng: NumPy's generator, such as ``np.random.default_rng(0)``.

    Attributes:
        training: True at first; False for evaluation.

    Raises:
        ValueError: p is negative, 1 or more.

    Source: lectures L0, L1 and L4; Srivastava et al., Dropout (2014); `torch.nn.Dropout`.

    >>> layer = Dropout(0.5, np.random.default_rng(0))
    >>> layer.forward(np.array([1, 2, 3, 4])), layer.backward(np.array([5, 6, 7, 8]))
    (array([2., 0., 0., 0.]), array([10.,  0.,  0.,  0.]))
    """

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        if not 0 <= p < 1:
            raise ValueError(f"p must be a probability of dropping, at least 0 and less than 1, got {p}")
        self.p, self.rng, self.training = p, rng, True
        self._mask = np.ones(())

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Drop and scale in training, copy in evaluation.

        Args:
            x: array of any shape and real dtype.

        Returns:
            y, a new float64 array of the shape of x.
        """
        y, self._mask = dropout(np.asarray(x, dtype=np.float64), self.p, self.rng, training=self.training)
        return y

    def backward(self, dy: np.ndarray) -> np.ndarray:
        """Carry a gradient back through the last forward pass, whatever `training` says by now.

        Args:
            dy: gradient with respect to y, of its shape.

        Returns:
            dx, a new float64 array of the same shape.

        Raises:
            ValueError: dy does not have the shape of y.
        """
        return dropout_backward(np.asarray(dy, dtype=np.float64), self._mask)
