"""Wrong answers to `BatchNorm2d`, written by who knew the notebook alone. Each cell is a submission."""

# %% single_pixels_refused
# in training refuses every batch of 1 x 1 maps, also one of several samples
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if x.shape[2:] == (1, 1):
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% rows_and_columns_swapped_in_evaluation
# the way back in evaluation reshapes to (n, w, h, c): right shape, but the pixels are in wrong places unless
# h or w is 1
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            pixels = x.transpose(0, 2, 3, 1).reshape(-1, c)
            pixels = self.gamma * (pixels - self.running_mean) / np.sqrt(self.running_var + self.eps) + self.beta
            return pixels.reshape(n, w, h, c).transpose(0, 3, 2, 1)
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% reshape_takes_more_channels
# relies on reshape(-1, channels) to find a wrong number of channels, but a multiple of it fits
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4:
            raise ValueError("x must have four axes")
        n, c, h, w = x.shape
        m = n * h * w
        shape = n, h, w, c
        x = x.transpose(0, 2, 3, 1).reshape(-1, self.channels)  # every pixel is a sample
        m = len(x)
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=0)
            var = ((x - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        y = self.gamma * (x - mean) / np.sqrt(var + self.eps) + self.beta
        return y.reshape(shape).transpose(0, 3, 1, 2)


# %% attributes_reshaped_in_evaluation
# in evaluation the running statistics are stored with the shape (1, c, 1, 1): the layer changes
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            self.running_mean = self.running_mean.reshape(1, -1, 1, 1)
            self.running_var = self.running_var.reshape(1, -1, 1, 1)
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean.reshape(1, -1, 1, 1)) / np.sqrt(var.reshape(1, -1, 1, 1) + self.eps)
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% gamma_divided_through_a_view
# in evaluation the scale is a view of gamma and is divided in place, so gamma changes with each call
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            scale = self.gamma[:, None, None]
            scale /= np.sqrt(self.running_var + self.eps)[:, None, None]
            return scale * (x - self.running_mean[:, None, None]) + self.beta[:, None, None]
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% order_of_memory_there_but_not_back
# flattens with order='A' and goes back in C order: pixels are mixed up where the pixel-last view is Fortran
# contiguous, as for one channel in Fortran order
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, c, h, w = x.shape
        m = n * h * w
        pixels = x.transpose(0, 2, 3, 1).reshape(-1, c, order="A")  # no copy where none is needed
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = pixels.mean(axis=0)
            var = ((pixels - mean) ** 2).mean(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        y = self.gamma * (pixels - mean) / np.sqrt(var + self.eps) + self.beta
        return y.reshape(n, h, w, c).transpose(0, 3, 1, 2)


# %% eps_of_at_least_1e-5
# an eps below 1e-5 is raised to 1e-5, which shows where a variance is small
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = max(eps, 1e-5)
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% factor_of_the_first_batch
# m / (m - 1) is computed in the first batch and kept, so a later batch of another size moves running_var
# wrongly
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.unbiased = None

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            if self.unbiased is None:
                self.unbiased = m / (m - 1)
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * self.unbiased
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% one_image_is_a_batch
# an array of three axes is taken for one image and gets a batch axis instead of ValueError
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.array(x, dtype=np.float64)
        if x.ndim == 3:
            x = x[None]  # one image is a batch of one
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]


# %% means_of_maps_in_their_own_dtype
# the means of the maps are taken before the conversion, so float16 and float32 lose digits (or overflow)
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels = channels
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have shape (n, c, h, w)")
        n, _c, h, w = x.shape
        m = n * h * w
        if self.training:
            if m == 1:
                raise ValueError("a single value has no variance")
            mean = x.mean(axis=(2, 3)).astype(np.float64).mean(axis=0)  # the mean of the maps' means
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        x_hat = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        return self.gamma[:, None, None] * x_hat + self.beta[:, None, None]
