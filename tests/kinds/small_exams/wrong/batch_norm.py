"""What students believe about `BatchNorm`."""

import numpy as np

from small_exams.honest.batch_norm import Plain


class DividedByTheVariance(Plain):
    """You divide by the variance. Divide by its square root, the standard deviation."""

    def root(self, var):
        return var + 1e-5


class MomentumReversed(Plain):
    """You keep a tenth of the old statistics and take nine tenths of the new ones. It is the other way round."""

    def remember(self, mean, var):
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var


class BatchStatisticsInEvaluation(Plain):
    """In evaluation you still use the batch's own mean and variance. Use the running ones."""

    def forward(self, x):
        mean, var = x.mean(axis=0), x.var(axis=0)
        if self.training:
            self.statistics(x)
            self.remember(mean, var)
        return self.gamma * (x - mean) / self.root(var) + self.beta


class UpdatedInEvaluation(Plain):
    """You move the running statistics in evaluation, too. Only training may change them."""

    def forward(self, x):
        out = super().forward(x)
        if not self.training:
            self.remember(x.mean(axis=0), x.var(axis=0))
        return out


class OneMeanForAllFeatures(Plain):
    """You take one mean and one variance of the whole batch. Each feature has its own: axis=0."""

    def statistics(self, x):
        super().statistics(x)
        return np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())


class NoAffine(Plain):
    """You never use gamma and beta."""

    def forward(self, x):
        out = super().forward(x)
        return (out - self.beta) / self.gamma


class StatisticsOfTheClass(Plain):
    """Your running statistics belong to the class, so all objects share them. Make them in __init__, with self."""

    _mean, _var = np.zeros(8), np.ones(8)

    def remember(self, mean, var):
        cls, d = type(self), len(mean)
        cls._mean[:d] += self.momentum * (mean - cls._mean[:d])
        cls._var[:d] += self.momentum * (var - cls._var[:d])
        self.running_mean, self.running_var = cls._mean[:d].copy(), cls._var[:d].copy()


class OneSampleAccepted(Plain):
    """One sample has no variance, and you normalise it to nothing. Raise a ValueError."""

    def statistics(self, x):
        return x.mean(axis=0), x.var(axis=0)


class BatchKeptAndCentredLater(Plain):
    """You keep the batch that you were given and change it in the next step. Work on a copy."""

    def forward(self, x):
        kept = getattr(self, "kept", None)
        if kept is not None:
            kept -= kept.mean(axis=0)
        self.kept = x
        return super().forward(x)
