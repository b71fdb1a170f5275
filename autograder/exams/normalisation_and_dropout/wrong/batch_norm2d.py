"""What students believe of `BatchNorm2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.batch_norm2d import ChannelsFirstAndHooks


class RowsAndColumnsOnly(ChannelsFirstAndHooks):
    """You normalise each map of each sample with statistics of its own (that is instance normalisation). A channel has
    one mean over the whole batch: reduce over the axes 0, 2 and 3."""

    def forward(self, x):
        y = super().forward(x)
        if not self.training:
            return y
        x = np.asarray(x, dtype=np.float64)
        mean, var = x.mean(axis=(2, 3), keepdims=True), x.var(axis=(2, 3), keepdims=True)
        return self.scale_and_shift((x - mean) / np.sqrt(var + self.eps))


class SamplesOnly(ChannelsFirstAndHooks):
    """You normalise each pixel with statistics of its own, over the samples. A channel has one mean for all its pixels:
    reduce over the axes 0, 2 and 3."""

    def forward(self, x):
        y = super().forward(x)
        if not self.training:
            return y
        x = np.asarray(x, dtype=np.float64)
        return self.scale_and_shift((x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + self.eps))


class AllChannelsTogether(ChannelsFirstAndHooks):
    """You average over the channels too. Each channel has a mean and a variance of its own: leave axis 1 out of the
    reduction."""

    def statistics(self, x):
        return np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())


class MeanOfVariances(ChannelsFirstAndHooks):
    """You average the variances of the single maps. What the maps differ by is lost: take the variance of all
    n * h * w values of a channel at once."""

    def statistics(self, x):
        return x.mean(axis=(0, 2, 3)), x.var(axis=(2, 3)).mean(axis=0)


class DividedByTheVariance(ChannelsFirstAndHooks):
    """You divide by the variance. Divide by its root, the standard deviation: sqrt(var + eps)."""

    def normalise(self, x, mean, var):
        return (x - mean[:, None, None]) / (var + self.eps)[:, None, None]


class EpsilonOutsideTheRoot(ChannelsFirstAndHooks):
    """You add eps to the standard deviation. It belongs under the root: sqrt(var + eps)."""

    def normalise(self, x, mean, var):
        return (x - mean[:, None, None]) / (np.sqrt(var) + self.eps)[:, None, None]


class UnbiasedVarianceInTheNormaliser(ChannelsFirstAndHooks):
    """You normalise with the variance that divides by m - 1. That one belongs to running_var only: the batch itself is
    normalised with np.var's default, which divides by m."""

    def normalise(self, x, mean, var):
        m = x.size // x.shape[1]
        return super().normalise(x, mean, var * m / (m - 1) if self.training else var)


class BiasedRunningVariance(ChannelsFirstAndHooks):
    """Your running_var takes the variance that divides by m = n * h * w. Let it take var * m / (m - 1)."""

    def remember(self, x, mean, var):
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var)


class SamplesCountedForValues(ChannelsFirstAndHooks):
    """In running_var you divide as if a channel had n values. It has one for each pixel of each sample:
    m = n * h * w, so the factor is m / (m - 1)."""

    def remember(self, x, mean, var):
        n = len(x)
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var * n / (n - 1) if n > 1 else var)


class MomentumReversed(ChannelsFirstAndHooks):
    """You give momentum to the old value. Here, as in PyTorch, momentum is the weight of the NEW batch; the old value
    keeps 1 - momentum."""

    def moved(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new


class RunningStatisticsNeverUpdated(ChannelsFirstAndHooks):
    """Your running statistics stay zeros and ones, so evaluation knows nothing of the training. Move them at every
    batch in training."""

    def remember(self, x, mean, var):
        pass


class BatchStatisticsInEvaluation(ChannelsFirstAndHooks):
    """In evaluation you still normalise with the batch's statistics, so a prediction depends on which other samples
    came along. Use running_mean and running_var there."""

    def forward(self, x):
        x = np.asarray(x, dtype=np.float64)
        self.check(x)
        mean, var = self.statistics(x)
        if self.training:
            self.remember(x, mean, var)
        return self.scale_and_shift(self.normalise(x, mean, var))


class RunningStatisticsUpdatedInEvaluation(ChannelsFirstAndHooks):
    """You move the running statistics in evaluation too, so the layer learns from the test data. Move them only if
    self.training."""

    def forward(self, x):
        y = super().forward(x)
        if not self.training and x.size > x.shape[1]:
            x = np.asarray(x, dtype=np.float64)
            self.remember(x, *self.statistics(x))
        return y


class RunningStatisticsInTraining(ChannelsFirstAndHooks):
    """You normalise with the running statistics in training too. In training the batch is normalised with its own mean
    and variance; the running ones are only for evaluation."""

    def forward(self, x):
        x = np.asarray(x, dtype=np.float64)
        self.check(x)
        if self.training:
            self.remember(x, *self.statistics(x))
        return self.scale_and_shift(self.normalise(x, self.running_mean, self.running_var))


class NoScaleAndShift(ChannelsFirstAndHooks):
    """You return the normalised values. They still have to be scaled by gamma and shifted by beta."""

    def scale_and_shift(self, normalised):
        return normalised


class ShiftBeforeScale(ChannelsFirstAndHooks):
    """You add beta before you multiply by gamma, so it is scaled too. First gamma, then beta."""

    def scale_and_shift(self, normalised):
        return self.gamma[:, None, None] * (normalised + self.beta[:, None, None])


class ScaleAlongTheLastAxis(ChannelsFirstAndHooks):
    """You multiply by gamma as it is, and NumPy lays its numbers along the columns. They belong to the channels, axis
    1: write gamma[:, None, None]."""

    def scale_and_shift(self, normalised):
        return self.gamma * normalised + self.beta


class ChannelsMixedUp(ChannelsFirstAndHooks):
    """You reshape x to (n * h * w, c) without moving the channels to the end first. That cuts the rows of the maps into
    pieces: x.transpose(0, 2, 3, 1) must come before the reshape."""

    def statistics(self, x):
        pixels = x.reshape(-1, x.shape[1])
        return pixels.mean(axis=0), pixels.var(axis=0)

    def normalise(self, x, mean, var):
        if not self.training:
            return super().normalise(x, mean, var)
        pixels = x.reshape(-1, x.shape[1])
        return ((pixels - mean) / np.sqrt(var + self.eps)).reshape(x.shape)


class ChannelsLeftAtTheEnd(ChannelsFirstAndHooks):
    """You move the channels to the end to normalise, and leave them there. The result has the shape of x: move them
    back with transpose(0, 3, 1, 2)."""

    def forward(self, x):
        return super().forward(x).transpose(0, 2, 3, 1)


class OneSampleRefused(ChannelsFirstAndHooks):
    """You refuse a batch of a single sample. A map has many values in each channel, and they have a variance: only
    where n * h * w is 1 there is none."""

    def check(self, x):
        super().check(x)
        if self.training and len(x) < 2:
            raise ValueError("one sample")


class OneValueAccepted(ChannelsFirstAndHooks):
    """You accept a batch with a single value in each channel. It is its own mean, and there is no variance with m - 1:
    raise a ValueError in training."""

    def check(self, x):
        if x.ndim != 4 or x.shape[1] != len(self.gamma):
            raise ValueError("n x c x h x w is wanted")

    def remember(self, x, mean, var):
        m = max(x.size // x.shape[1], 2)
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var * m / (m - 1))


class ChannelsNotCounted(ChannelsFirstAndHooks):
    """You count the axes of x and not its channels, and NumPy stretches what does not fit. Raise a ValueError unless
    x.shape[1] is the number of channels."""

    def check(self, x):
        if x.ndim != 4:
            raise ValueError("four axes")
        if self.training and x.size == x.shape[1]:
            raise ValueError("one value has no variance")

    def statistics(self, x):
        mean, var = super().statistics(x)
        return (mean, var) if x.shape[1] == len(self.gamma) else (mean.mean(), var.mean())

    def scale_and_shift(self, normalised):
        c = normalised.shape[1]
        return np.resize(self.gamma, c)[:, None, None] * normalised + np.resize(self.beta, c)[:, None, None]

    def normalise(self, x, mean, var):
        mean, var = np.resize(mean, x.shape[1]), np.resize(var, x.shape[1])
        return super().normalise(x, mean, var)


class EpsilonIgnored(ChannelsFirstAndHooks):
    """You always take an eps of 1e-5. The constructor's argument says which one; keep it in self."""

    def __init__(self, channels, momentum=0.1, eps=1e-5):
        super().__init__(channels, momentum)


class MomentumIgnored(ChannelsFirstAndHooks):
    """You always take a momentum of 0.1. The constructor's argument says which one."""

    def __init__(self, channels, momentum=0.1, eps=1e-5):
        super().__init__(channels, 0.1, eps)


class AxesKept(ChannelsFirstAndHooks):
    """Your running statistics have the shape (1, c, 1, 1), as keepdims=True leaves them. The attributes have one axis:
    shape (c,)."""

    def __init__(self, channels, momentum=0.1, eps=1e-5):
        super().__init__(channels, momentum, eps)
        self.running_mean, self.running_var = np.zeros((1, channels, 1, 1)), np.ones((1, channels, 1, 1))

    def statistics(self, x):
        return x.mean(axis=(0, 2, 3), keepdims=True), x.var(axis=(0, 2, 3), keepdims=True)

    def normalise(self, x, mean, var):
        mean, var = mean.reshape(-1, 1, 1), var.reshape(-1, 1, 1)
        return (x - mean) / np.sqrt(var + self.eps)


class NormalisedInPlace(ChannelsFirstAndHooks):
    """You normalise x itself, and the caller's batch is gone. Write x = x - mean, which makes a new array, instead of
    x -= mean."""

    def forward(self, x):
        y = super().forward(x)
        if x.dtype == np.float64:
            x[...] = y
            return x
        return y


class InTheDtypeThatCame(ChannelsFirstAndHooks):
    """You compute in the dtype that x has, and the result is of that dtype, too. Convert x to float64 first."""

    def forward(self, x):
        self.check(x)
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = self.statistics(x)
            self.remember(x, mean, var)
        y = self.scale_and_shift(self.normalise(x, mean, var))
        return y.astype(x.dtype) if x.dtype.kind == "f" else y


class StatisticsInTheClass(ChannelsFirstAndHooks):
    """You keep the running statistics in the class, so all layers of a network share them. Keep them in the object:
    self.running_mean = ..., in __init__."""

    shared_mean, shared_var = np.zeros(1), np.ones(1)

    def __init__(self, channels, momentum=0.1, eps=1e-5):
        super().__init__(channels, momentum, eps)
        type(self).shared_mean, type(self).shared_var = np.zeros(channels), np.ones(channels)

    @property
    def running_mean(self):
        return type(self).shared_mean

    @running_mean.setter
    def running_mean(self, new):
        type(self).shared_mean = new

    @property
    def running_var(self):
        return type(self).shared_var

    @running_var.setter
    def running_var(self, new):
        type(self).shared_var = new


class FactorOfTheFirstBatch(ChannelsFirstAndHooks):
    """You compute m / (m - 1) for the first batch and keep it. The next batch may have another number of values:
    compute it for each."""

    factor = None

    def remember(self, x, mean, var):
        m = x.size // x.shape[1]
        self.factor = self.factor or m / (m - 1)
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var * self.factor)
