"""Right answers to `BatchNorm` in different styles."""

import numpy as np


class FormulaByFormula:
    def __init__(self, features, momentum=0.1, eps=1e-5):
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
            raise ValueError("two axes are wanted")
        n, d = x.shape
        if d != self.gamma.size:
            raise ValueError(f"{self.gamma.size} columns are wanted, got {d}")
        if self.training:
            if n == 1:
                raise ValueError("one sample")
            mean = x.sum(axis=0) / n
            squares = ((x - mean) ** 2).sum(axis=0)
            var = squares / n
            self.running_mean = self.running_mean * (1 - self.momentum) + mean * self.momentum
            self.running_var = self.running_var * (1 - self.momentum) + squares / (n - 1) * self.momentum
        else:
            mean = self.running_mean
            var = self.running_var
        normalised = (x - mean) / np.sqrt(var + self.eps)
        return self.gamma * normalised + self.beta


class UpdatedInPlace:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma, self.running_var = np.ones(features), np.ones(features)
        self.beta, self.running_mean = np.zeros(features), np.zeros(features)
        self.training, self.rate, self.small = True, momentum, eps

    def forward(self, x):
        if x.shape[1:] != self.gamma.shape:
            raise ValueError(x.shape)
        x = x.astype(np.float64)
        if self.training:
            n = len(x)
            if n < 2:
                raise ValueError("a batch of at least two")
            mean = np.add.reduce(x) / n
            x -= mean
            var = np.mean(x * x, axis=0)
            self.running_mean *= 1 - self.rate
            self.running_mean += self.rate * mean
            self.running_var *= 1 - self.rate
            self.running_var += self.rate * var * n / (n - 1)
        else:
            x -= self.running_mean
            var = self.running_var
        x *= self.gamma / np.sqrt(var + self.small)
        x += self.beta
        return x


class LoopsOverFeatures:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.features, self.momentum, self.eps = features, momentum, eps
        self.gamma, self.beta = np.array([1.0] * features), np.array([0.0] * features)
        self.running_mean, self.running_var = np.array([0.0] * features), np.array([1.0] * features)
        self.training = True

    def forward(self, x):
        if len(x.shape) != 2 or x.shape[1] != self.features:
            raise ValueError("wrong shape")
        if self.training and x.shape[0] == 1:
            raise ValueError("no variance")
        out = np.empty(x.shape)
        for j in range(self.features):
            column = [float(value) for value in x[:, j]]
            if self.training:
                mean = sum(column) / len(column)
                squares = sum((value - mean) ** 2 for value in column)
                var = squares / len(column)
                self.running_mean[j] += self.momentum * (mean - self.running_mean[j])
                self.running_var[j] += self.momentum * (squares / (len(column) - 1) - self.running_var[j])
            else:
                mean, var = self.running_mean[j], self.running_var[j]
            for i, value in enumerate(column):
                out[i, j] = self.gamma[j] * (value - mean) / (var + self.eps) ** 0.5 + self.beta[j]
        return out


class TransposedWithHelpers:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.training = True
        self.momentum, self.eps = momentum, eps
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)
        self.gamma, self.beta = np.ones(features), np.zeros(features)

    def forward(self, x):
        self._check(x)
        rows = np.asarray(x, dtype=float).T
        mean, var = self._from_batch(rows) if self.training else (self.running_mean, self.running_var)
        return self._affine((rows - mean[:, None]) / np.sqrt(var + self.eps)[:, None])

    def _check(self, x):
        if np.ndim(x) != 2 or np.shape(x)[1] != len(self.beta):
            raise ValueError(f"got {np.shape(x)}")

    def _from_batch(self, rows):
        if rows.shape[1] < 2:
            raise ValueError("one sample has no variance")
        mean, var = np.mean(rows, axis=1), np.var(rows, axis=1)
        keep = 1 - self.momentum
        self.running_mean = keep * self.running_mean + self.momentum * mean
        self.running_var = keep * self.running_var + self.momentum * np.var(rows, axis=1, ddof=1)
        return mean, var

    def _affine(self, normalised):
        return (normalised * self.gamma[:, None] + self.beta[:, None]).T


class ScaleAndOffset:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.gamma, self.beta, self.running_mean, self.running_var = map(
            np.copy, np.outer([1.0, 0.0, 0.0, 1.0], np.ones(features))
        )
        self.options = {"momentum": momentum, "eps": eps}
        self.training = True

    def forward(self, x):
        if x.ndim - 2 or x.shape[1] - self.beta.shape[0]:
            raise ValueError("not the shape of this layer")
        x = np.float64(x)
        mean, var = self.running_mean, self.running_var
        if self.training is True:
            if x.shape[0] <= 1:
                raise ValueError("one sample only")
            mean, var = np.einsum("nd->d", x) / len(x), x.var(0)
            batch = {"running_mean": mean, "running_var": x.var(0, ddof=1)}
            for name, new in batch.items():
                old = getattr(self, name)
                setattr(self, name, old + (new - old) * self.options["momentum"])
        scale = self.gamma / np.sqrt(var + self.options["eps"])
        offset = self.beta - mean * scale
        return x * scale + offset


class WithHooks:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.momentum, self.eps, self.training = momentum, eps, True
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)

    def read(self, x):
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != len(self.gamma):
            raise ValueError("wrong shape")
        if self.training and len(x) < 2:
            raise ValueError("one sample")
        return x

    def statistics(self, x):
        return x.mean(axis=0), x.var(axis=0)

    def moved(self, old, new):
        return (1 - self.momentum) * old + self.momentum * new

    def remember(self, mean, var, n):
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var * n / (n - 1))

    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var + self.eps)

    def scale_and_shift(self, normalised):
        return self.gamma * normalised + self.beta

    def forward(self, x):
        x = self.read(x)
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = self.statistics(x)
            self.remember(mean, var, len(x))
        return self.scale_and_shift(self.normalise(x, mean, var))
