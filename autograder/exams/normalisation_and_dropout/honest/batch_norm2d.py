"""Right answers to `BatchNorm2d` in different styles."""

import numpy as np


class ReducedOverThreeAxes:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.momentum, self.eps, self.training = momentum, eps, True
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)

    def forward(self, x):
        if x.ndim != 4 or x.shape[1] != len(self.gamma):
            raise ValueError("n x c x h x w is wanted")
        if self.training:
            if x[:, 0].size < 2:
                raise ValueError("one value has no variance")
            mean = x.mean(axis=(0, 2, 3), dtype=np.float64)
            var = x.var(axis=(0, 2, 3), dtype=np.float64)
            unbiased = x.var(axis=(0, 2, 3), dtype=np.float64, ddof=1)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * unbiased
        else:
            mean, var = self.running_mean, self.running_var
        shape = (1, -1, 1, 1)
        normalised = (x - mean.reshape(shape)) / np.sqrt(var + self.eps).reshape(shape)
        return self.gamma.reshape(shape) * normalised + self.beta.reshape(shape)


class PixelsAsSamples:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.training = True
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)
        self.rate, self.eps = momentum, eps

    def forward(self, x):
        if len(x.shape) != 4:
            raise ValueError("four axes")
        n, c, h, w = x.shape
        if c != self.gamma.size:
            raise ValueError("channels")
        pixels = np.array(x.transpose(0, 2, 3, 1), dtype=np.float64).reshape(n * h * w, c)
        y = self.normalise(pixels)
        return y.reshape(n, h, w, c).transpose(0, 3, 1, 2).copy()

    def normalise(self, pixels):
        if not self.training:
            return self.affine(pixels, self.running_mean, self.running_var)
        m = len(pixels)
        if m == 1:
            raise ValueError("a single value")
        mean, var = pixels.mean(0), pixels.var(0)
        self.running_mean += self.rate * (mean - self.running_mean)
        self.running_var += self.rate * (m / (m - 1) * var - self.running_var)
        return self.affine(pixels, mean, var)

    def affine(self, pixels, mean, var):
        return (pixels - mean) / (var + self.eps) ** 0.5 * self.gamma + self.beta


class ChannelByChannel:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels, self.momentum, self.eps, self.training = channels, momentum, eps, True
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)

    def forward(self, x):
        if np.ndim(x) != 4 or np.shape(x)[1] != self.channels:
            raise ValueError(f"cannot take {np.shape(x)}")
        y = np.zeros(x.shape)
        for k in range(self.channels):
            values = x[:, k, :, :].astype(float)
            if self.training:
                if values.size < 2:
                    raise ValueError("no variance")
                mean = values.sum() / values.size
                squares = ((values - mean) ** 2).sum()
                var = squares / values.size
                self.running_mean[k] = (1 - self.momentum) * self.running_mean[k] + self.momentum * mean
                self.running_var[k] *= 1 - self.momentum
                self.running_var[k] += self.momentum * squares / (values.size - 1)
            else:
                mean, var = self.running_mean[k], self.running_var[k]
            y[:, k] = self.gamma[k] * (values - mean) / np.sqrt(var + self.eps) + self.beta[k]
        return y


class EinsumsOverTheBatch:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = self.beta.copy(), self.gamma.copy()
        self.momentum, self.eps, self.training = momentum, eps, True

    def forward(self, x):
        if x.ndim != 4 or x.shape[1:2] != self.gamma.shape:
            raise ValueError("shape")
        x = x.astype("float64")
        mean, var = self.running_mean, self.running_var
        if self.training:
            m = x.shape[0] * x.shape[2] * x.shape[3]
            if m < 2:
                raise ValueError("too few values")
            mean = np.einsum("nchw->c", x) / m
            apart = x - mean[None, :, None, None]
            squares = np.einsum("nchw,nchw->c", apart, apart)
            var = squares / m
            keep = 1 - self.momentum
            self.running_mean = keep * self.running_mean + self.momentum * mean
            self.running_var = keep * self.running_var + self.momentum * squares / (m - 1)
        scale = self.gamma / np.sqrt(var + self.eps)
        return np.einsum("nchw,c->nchw", x, scale) + (self.beta - mean * scale)[:, None, None]


class ChannelsFirstAndHooks:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.momentum, self.eps, self.training = momentum, eps, True
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)

    def check(self, x):
        if x.ndim != 4 or x.shape[1] != len(self.gamma):
            raise ValueError("n x c x h x w is wanted")
        if self.training and x.size == x.shape[1]:
            raise ValueError("one value has no variance")

    def statistics(self, x):
        return x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))

    def moved(self, old, new):
        return (1 - self.momentum) * old + self.momentum * new

    def remember(self, x, mean, var):
        m = x.size // x.shape[1]
        self.running_mean = self.moved(self.running_mean, mean)
        self.running_var = self.moved(self.running_var, var * m / (m - 1))

    def normalise(self, x, mean, var):
        return (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]

    def scale_and_shift(self, normalised):
        return self.gamma[:, None, None] * normalised + self.beta[:, None, None]

    def forward(self, x):
        x = np.asarray(x, dtype=np.float64)
        self.check(x)
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = self.statistics(x)
            self.remember(x, mean, var)
        return self.scale_and_shift(self.normalise(x, mean, var))
