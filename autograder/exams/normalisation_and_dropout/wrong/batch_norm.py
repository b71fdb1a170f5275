"""What students believe of `BatchNorm`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.batch_norm import WithHooks


class DividedByTheVariance(WithHooks):
    """You divide by the variance. Divide by its root, the standard deviation: sqrt(var + eps)."""

    def normalise(self, x, mean, var):
        return (x - mean) / (var + self.eps)


class EpsilonOutsideTheRoot(WithHooks):
    """You add eps to the standard deviation. It belongs under the root: sqrt(var + eps)."""

    def normalise(self, x, mean, var):
        return (x - mean) / (np.sqrt(var) + self.eps)


class NoEpsilon(WithHooks):
    """You leave eps out, and a constant feature divides by zero. Divide by sqrt(var + eps)."""

    def normalise(self, x, mean, var):
        return (x - mean) / np.sqrt(var)


class UnbiasedVarianceInTheNormaliser(WithHooks):
    """You normalise with the variance that divides by n - 1. That one belongs to running_var only: the batch itself is
    normalised with np.var's default, which divides by n."""

    def normalise(self, x, mean, var):
        n = len(x)
        return (x - mean) / np.sqrt(var * n / (n - 1) + self.eps if self.training else var + self.eps)


class BiasedRunningVariance(WithHooks):
    """Your running_var takes the variance that divides by n. It is to estimate the variance of all the data, which a
    batch underestimates: let it take var * n / (n - 1)."""

    def remember(self, mean, var, n):
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var)


class MomentumReversed(WithHooks):
    """You give momentum to the old value. Here, as in PyTorch, momentum is the weight of the NEW batch; the old value
    keeps 1 - momentum."""

    def moved(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new


class OldValueNotReduced(WithHooks):
    """You add momentum * batch to the running statistics and keep all of the old value, so they grow without end. The
    old value keeps the part 1 - momentum only."""

    def moved(self, old, new):
        return old + self.momentum * new


class RunningStatisticsReplaced(WithHooks):
    """Your running statistics are those of the last batch. They are averages over all batches so far: move them a
    little, by momentum, towards each new one."""

    def moved(self, old, new):
        return new


class RunningStatisticsNeverUpdated(WithHooks):
    """Your running statistics stay zeros and ones, so evaluation knows nothing of the training. Move them at every
    batch in training."""

    def remember(self, mean, var, n):
        pass


class RunningMeanOnly(WithHooks):
    """You move running_mean and leave running_var as it was. Both follow the same rule."""

    def remember(self, mean, var, n):
        self.running_mean = self.moved(self.running_mean, mean)


class RunningDeviation(WithHooks):
    """Your running_var remembers the standard deviation. Let it remember the variance, and take the root when you
    normalise."""

    def remember(self, mean, var, n):
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, np.sqrt(var * n / (n - 1)))


class BatchStatisticsInEvaluation(WithHooks):
    """In evaluation you still normalise with the batch's statistics, so a prediction depends on which other samples
    came along. Use running_mean and running_var there."""

    def forward(self, x):
        x = self.read(x)
        mean, var = self.statistics(x)
        if self.training:
            self.remember(mean, var, len(x))
        return self.scale_and_shift(self.normalise(x, mean, var))


class RunningStatisticsUpdatedInEvaluation(WithHooks):
    """You move the running statistics in evaluation too, so the layer learns from the test data. Move them only if
    self.training."""

    def forward(self, x):
        x = self.read(x)
        mean, var = self.statistics(x)
        was = self.running_mean, self.running_var
        if len(x) > 1:
            self.remember(mean, var, len(x))
        return self.scale_and_shift(self.normalise(x, *((mean, var) if self.training else was)))


class RunningStatisticsInTraining(WithHooks):
    """You normalise with the running statistics in training too. In training the batch is normalised with its own mean
    and variance; the running ones are only for evaluation."""

    def forward(self, x):
        x = self.read(x)
        if self.training:
            mean, var = self.statistics(x)
            self.remember(mean, var, len(x))
        return self.scale_and_shift(self.normalise(x, self.running_mean, self.running_var))


class NoScaleAndShift(WithHooks):
    """You return the normalised values. They still have to be scaled by gamma and shifted by beta."""

    def scale_and_shift(self, normalised):
        return normalised


class NoScaleAndShiftInEvaluation(WithHooks):
    """In evaluation you forget gamma and beta. They belong to the layer in both modes."""

    def scale_and_shift(self, normalised):
        return self.gamma * normalised + self.beta if self.training else normalised


class ShiftForgotten(WithHooks):
    """You forget beta. After scaling by gamma, add it."""

    def scale_and_shift(self, normalised):
        return self.gamma * normalised


class ShiftBeforeScale(WithHooks):
    """You add beta before you multiply by gamma, so it is scaled too. First gamma, then beta."""

    def scale_and_shift(self, normalised):
        return self.gamma * (normalised + self.beta)


class StatisticsOfEachSample(WithHooks):
    """You take mean and variance along the features of each sample (that is layer normalisation). Batch normalisation
    goes down the batch: axis 0, one mean per feature."""

    def forward(self, x):
        x = self.read(x)
        if not self.training:
            return self.scale_and_shift(self.normalise(x, self.running_mean, self.running_var))
        mean, var = self.statistics(x)
        self.remember(mean, var, len(x))
        mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
        return self.scale_and_shift(self.normalise(x, mean, var))


class OneStatisticForEverything(WithHooks):
    """You average over the whole batch and all features at once. Each feature has a mean and a variance of its own:
    reduce along axis 0 only."""

    def statistics(self, x):
        return np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())


class MeanNotSubtracted(WithHooks):
    """You divide and do not subtract the mean first. The result must have mean 0 before gamma and beta."""

    def normalise(self, x, mean, var):
        return x / np.sqrt(var + self.eps)


class MomentumIgnored(WithHooks):
    """You always take a momentum of 0.1. The constructor's argument says which one."""

    def __init__(self, features, momentum=0.1, eps=1e-5):
        super().__init__(features, 0.1, eps)


class EpsilonIgnored(WithHooks):
    """You always take an eps of 1e-5. The constructor's argument says which one; keep it in self."""

    def __init__(self, features, momentum=0.1, eps=1e-5):
        super().__init__(features, momentum)


class EpsilonOfTheLecture(WithHooks):
    """Your usual eps is 1e-7, as in a lecture. The course's is PyTorch's, 1e-5."""

    def __init__(self, features, momentum=0.1, eps=1e-7):
        super().__init__(features, momentum, eps)


class RunningVarianceFromZero(WithHooks):
    """Your running_var starts with zeros. Before the first batch it is 1, so that a new layer changes nothing in
    evaluation."""

    def __init__(self, features, momentum=0.1, eps=1e-5):
        super().__init__(features, momentum, eps)
        self.running_var = np.zeros(features)


class OneSampleAccepted(WithHooks):
    """You accept a single sample in training. It is its own mean, the result would be beta whatever it is, and there is
    no variance with n - 1: raise a ValueError."""

    def read(self, x):
        x = np.asarray(x, dtype=np.float64)
        if x.ndim != 2 or x.shape[1] != len(self.gamma):
            raise ValueError("wrong shape")
        return x

    def remember(self, mean, var, n):
        super().remember(mean, var, max(n, 2))


class OneSampleRefusedInEvaluation(WithHooks):
    """You refuse a single sample in evaluation, too. There the running statistics are used, and one sample will do."""

    def read(self, x):
        if len(x) < 2:
            raise ValueError("one sample")
        return super().read(x)


class AnyShapeAccepted(WithHooks):
    """You do not look at the shape of x, and NumPy stretches what does not fit. Raise a ValueError unless x has two
    axes and d columns."""

    def read(self, x):
        x = np.asarray(x, dtype=np.float64)
        if self.training and len(x) < 2:
            raise ValueError("one sample")
        return x


class NormalisedInPlace(WithHooks):
    """You normalise x itself, and the caller's batch is gone. Write x = x - mean, which makes a new array, instead of
    x -= mean."""

    def forward(self, x):
        y = super().forward(x)
        if x.dtype == np.float64:
            x[...] = y
            return x
        return y


class InTheDtypeThatCame(WithHooks):
    """You compute in the dtype that x has, and the result is of that dtype, too. Convert x to float64 first."""

    def read(self, x):
        super().read(x)
        return x if x.dtype.kind == "f" else x.astype(np.float64)

    def scale_and_shift(self, normalised):
        return (self.gamma * normalised + self.beta).astype(normalised.dtype)


class StatisticsInTheClass(WithHooks):
    """You keep the running statistics in the class, so all layers of a network share them. Keep them in the object:
    self.running_mean = ..., in __init__."""

    shared_mean, shared_var = np.zeros(1), np.ones(1)

    def __init__(self, features, momentum=0.1, eps=1e-5):
        super().__init__(features, momentum, eps)
        type(self).shared_mean, type(self).shared_var = np.zeros(features), np.ones(features)

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


class OneArrayUnderTwoNames(WithHooks):
    """gamma and running_var are one array under two names, so what changes the one changes the other. Make an array for
    each: np.ones(features) twice."""

    def __init__(self, features, momentum=0.1, eps=1e-5):
        super().__init__(features, momentum, eps)
        self.gamma = self.running_var = np.ones(features)


class ResultKeptInTheLayer(WithHooks):
    """You write each result into an array that the layer keeps, so an earlier result changes under its owner's hands.
    Make a new array for each batch."""

    def forward(self, x):
        y = super().forward(x)
        if getattr(self, "kept", y[:0]).shape != y.shape:
            self.kept = y
        self.kept[...] = y
        return self.kept


class RootKeptInEvaluation(WithHooks):
    """In evaluation you compute the root once and keep it. Whoever sets running_var afterwards gets results of the old
    one: compute it in every call."""

    root = None

    def normalise(self, x, mean, var):
        if self.training:
            self.root = None
            return super().normalise(x, mean, var)
        if self.root is None:
            self.root = np.sqrt(var + self.eps)
        return (x - mean) / self.root


class ShiftAloneWithoutVariance(WithHooks):
    """Where the variance is 0 you return beta. In evaluation x may lie far from the running mean all the same: eps is
    there so that this needs no case of its own."""

    def normalise(self, x, mean, var):
        return np.where(var == 0, 0.0, super().normalise(x, mean, var))
