"""Batch normalisation of features: a layer with parameters, running statistics and two modes."""

from __future__ import annotations

import numpy as np

from cnnedu.ops.batch_norm import batch_norm

__all__ = ["BatchNorm"]


class BatchNorm:
    """Normalise N x D features over the batch in training, by running statistics in evaluation.

    ``y = gamma * (x - mean) / sqrt(var + eps) + beta``, feature by feature; see `cnnedu.ops.batch_norm.batch_norm`.

    Args:
        features: the number d of features.
        momentum: weight of the NEW batch in the running statistics.
        eps: added to the variance, under the root.

    Attributes:
        gamma, beta: float64 arrays (d,), scale and shift; 1 and 0 at first.
        running_mean, running_var: float64 arrays (d,); 0 and 1 at first. The batch's variance enters with
            denominator n - 1.
        training: True at first; False for evaluation.

    Source: lectures L0 and L1; Ioffe and Szegedy (2015); `torch.nn.BatchNorm1d`.

    >>> layer = BatchNorm(2)
    >>> layer.forward(np.array([[1, 2], [3, 6], [5, 10]])).round(3)
    array([[-1.225, -1.225],
           [ 0.   ,  0.   ],
           [ 1.225,  1.225]])
    >>> layer.running_mean, layer.running_var  # 0.1 * (3, 6) and 0.9 * 1 + 0.1 * (4, 16)
    (array([0.3, 0.6]), array([1.3, 2.5]))
    """

    _axes: tuple[str, ...] = ("n", "d")

    def __init__(self, features: int, momentum: float = 0.1, eps: float = 1e-5) -> None:
        self.momentum, self.eps, self.training = momentum, eps, True
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Normalise a batch; in training, remember its statistics.

        Args:
            x: array of shape (n, d), of any real dtype.

        Returns:
            y, a new float64 array of the shape of x.

        Raises:
            ValueError: another number of axes or of features, or training with a single value of each feature.
        """
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != len(self._axes) or x.shape[1] != len(self.gamma):
            wanted = ", ".join([self._axes[0], str(len(self.gamma)), *self._axes[2:]])
            raise ValueError(f"x must have shape ({wanted}), got {x.shape}")
        y, self.running_mean, self.running_var = batch_norm(
            x,
            self.gamma,
            self.beta,
            self.running_mean,
            self.running_var,
            training=self.training,
            momentum=self.momentum,
            eps=self.eps,
        )
        return y
