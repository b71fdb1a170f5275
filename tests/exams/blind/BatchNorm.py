"""Wrong answers to `BatchNorm`, written by who knew the notebook alone. Each cell is a submission."""

# %% root_kept_in_evaluation
# in evaluation the root is computed once and kept until the next training batch, so a running_var set by hand
# later is ignored
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self._root = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self._root = None  # the statistics move
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean = self.running_mean
            if self._root is None:
                self._root = np.sqrt(self.running_var + self.eps)
            return self.gamma * (x - mean) / self._root + self.beta
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% momentum_or_default
# momentum=0 is falsy and turns into 0.1, so the running statistics move
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum or 0.1
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% numpy_checks_the_columns
# leaves the check of the columns to NumPy, which stretches one column over d features (or d = 1 over all
# columns) instead of refusing
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% result_buffer
# the result lives in a buffer of the layer, so the next call with the same shape overwrites it
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self._y = np.empty((0, features))

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        if self._y.shape != x.shape:
            self._y = np.empty(x.shape)
        np.subtract(x, mean, out=self._y)
        self._y *= self.gamma / np.sqrt(var + self.eps)
        self._y += self.beta
        return self._y


# %% no_variance_gives_beta
# where the variance is 0 the result is beta, also in evaluation, where x may differ from the running mean
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean) / np.sqrt(var + self.eps)
        x_hat[:, var == 0] = 0.0  # all values are equal
        return self.gamma * x_hat + self.beta


# %% in_place_in_evaluation
# asarray does not copy float64, and in evaluation the arithmetic is done in place: x is changed and is the
# result
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            x -= self.running_mean
            x /= np.sqrt(self.running_var + self.eps)
            x *= self.gamma
            x += self.beta
            return x
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% written_through_reshape
# writes through a flat reshape of empty_like(x), which is a copy when x lies in Fortran order: the result
# stays 0
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        y = np.zeros_like(x)
        flat = y.reshape(-1)
        root = np.sqrt(var + self.eps)
        d = self.features
        for j in range(d):
            flat[j::d] = self.gamma[j] * (x[:, j] - mean[j]) / root[j] + self.beta[j]
        return y


# %% first_row_subtracted_as_integers
# subtracts the first row before converting, so small or unsigned integers wrap around
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            d = (x - x[0]).astype(np.float64)  # keeps the digits of large numbers
            mean = x[0] + d.mean(axis=0)
            var = ((d - d.mean(axis=0)) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% one_axis_made_two
# atleast_2d lets a single sample of one axis through in evaluation instead of ValueError
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features = features
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True

    def forward(self, x):
        x = np.atleast_2d(np.array(x, dtype=np.float64))
        if x.ndim != 2 or x.shape[1] != self.features:
            raise ValueError("x must have shape (n, d)")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single row has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% fold_cache_forgets_beta
# in evaluation scale and shift are kept until gamma or a running statistic changes; a new beta is not
# noticed
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

        self._key = None

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        x = x.astype(np.float64)

        if not self.training:
            key = self.gamma.tobytes(), self.running_mean.tobytes(), self.running_var.tobytes()
            if key != self._key:
                self._key = key
                self._scale = self.gamma / np.sqrt(self.running_var + self.eps)
                self._shift = self.beta.copy()
            return (x - self.running_mean) * self._scale + self._shift

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% momentum_or_default_too
# momentum 0 is taken for 'not given' and becomes 0.1
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum or 0.1
        self.eps = eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        x = x.astype(np.float64)

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% numpy_will_complain
# no check of the columns: one column is stretched over all features, and any number of columns fits a
# layer of one feature
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 2:
            raise ValueError("two axes wanted")
        n = x.shape[0]
        if self.training:
            if n == 1:
                raise ValueError("a single sample has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
        else:
            mean, var = self.running_mean, self.running_var
        # another number of features cannot be multiplied with gamma: NumPy raises ValueError here
        y = self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
        if self.training:
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        return y


# %% no_variance_no_difference
# where the running variance is 0 the result in evaluation is beta, whatever x is
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        x = x.astype(np.float64)

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var

        root = np.sqrt(var + self.eps)
        x_hat = np.where(var > 0, (x - mean) / root, 0.0)  # a constant feature becomes 0
        return self.gamma * x_hat + self.beta


# %% accumulators_of_its_own
# statistics that were set count in evaluation, but the next training step goes on from private copies
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

        self._mean, self._var = self.running_mean, self.running_var

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        x = x.astype(np.float64)

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self._mean *= 1 - k
            self._mean += k * mean
            self._var *= 1 - k
            self._var += k * var * n / (n - 1)
            self.running_mean, self.running_var = self._mean, self._var
        else:
            mean, var = self.running_mean, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% atleast_2d
# one axis is refused in training only because it becomes one row; in evaluation it is accepted
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

    def forward(self, x):
        x = np.atleast_2d(x).astype(np.float64)
        if x.ndim != 2 or x.shape[1] != len(self.gamma):
            raise ValueError("wanted: (n, d)")
        if self.training and x.shape[0] == 1:
            raise ValueError("a single sample has no variance")

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% eps_in_float32
# eps is kept as a float32: with eps 0.1 and a small variance the eighth digit is off
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = np.float32(eps)

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        x = x.astype(np.float64)

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% frozen_needs_no_check
# with momentum 0 a single row in training is not refused
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        x = x.astype(np.float64)
        mean, var = self.running_mean, self.running_var
        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            if self.momentum > 0:  # else there is nothing to remember
                if n == 1:
                    raise ValueError("a single sample has no variance")
                k = self.momentum
                self.running_mean = (1 - k) * self.running_mean + k * mean
                self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% first_row_in_int64
# signed integers have their first row subtracted in int64, which wraps where they differ by 2**63 or
# more
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        # subtract the first row while the numbers are exact: large ones that differ little keep all digits
        x = x.astype(np.int64 if x.dtype.kind == "i" else np.float64)
        origin = x[0].astype(np.float64)
        x = (x - x[0]).astype(np.float64)
        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * (origin + mean)
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean - origin, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta


# %% new_layer_does_nothing
# in evaluation a layer with mean 0, variance 1, gamma 1, beta 0 gives x back: eps is left out, and
# float64 x itself comes back
import numpy as np


class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_var = np.ones(features)
        self.training = True
        self.momentum = momentum
        self.eps = eps

    def _is_new(self):
        return (
            not (self.running_mean.any() or self.beta.any())
            and (self.running_var == 1).all()
            and (self.gamma == 1).all()
        )

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, d)")
        if self.training and len(x) < 2:
            raise ValueError("a single sample has no variance")
        if not self.training and self._is_new():
            return x.astype(np.float64, copy=False)
        x = x.astype(np.float64)

        if self.training:
            n = len(x)
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * n / (n - 1)
        else:
            mean, var = self.running_mean, self.running_var

        return self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
