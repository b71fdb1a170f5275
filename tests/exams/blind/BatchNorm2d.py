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


# %% columns_not_counted
# a single image of a single row of several pixels is refused in training
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        n, _, h, w = x.shape
        m = n * h * w
        if self.training and n * h == 1:
            raise ValueError("a single value has no variance")

        x = x.astype(np.float64)
        if self.training:
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var

        scale = self.gamma / np.sqrt(var + self.eps)
        return scale[:, None, None] * (x - mean[:, None, None]) + self.beta[:, None, None]


# %% channels_before_axes
# an array of one axis (or none) gives IndexError instead of ValueError
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.shape[1] != self.gamma.size or x.ndim != 4:
            raise ValueError("wanted: (n, c, h, w)")
        n, _, h, w = x.shape
        m = n * h * w
        if self.training and m < 2:
            raise ValueError("a single value has no variance")

        x = x.astype(np.float64)
        if self.training:
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var

        scale = self.gamma / np.sqrt(var + self.eps)
        return scale[:, None, None] * (x - mean[:, None, None]) + self.beta[:, None, None]


# %% volumes_welcome
# arrays of five axes and more are normalised instead of refused
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim < 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        axes = (0, *range(2, x.ndim))
        wide = (-1,) + (1,) * (x.ndim - 2)
        m = x.size // x.shape[1]
        if self.training and m < 2:
            raise ValueError("a single value has no variance")
        x = x.astype(np.float64)
        if self.training:
            mean = x.mean(axis=axes)
            var = ((x - mean.reshape(wide)) ** 2).mean(axis=axes)

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var
        scale = self.gamma / np.sqrt(var + self.eps)
        return scale.reshape(wide) * (x - mean.reshape(wide)) + self.beta.reshape(wide)


# %% flat_view_that_is_a_copy
# np.array keeps the layout of x, so for x in Fortran order reshape gives a copy and the result is x
# unchanged
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        n, c, h, w = x.shape
        m = n * h * w
        if self.training and m < 2:
            raise ValueError("a single value has no variance")

        y = np.array(x, dtype=np.float64)
        flat = y.reshape(n, c, h * w)  # a view of y: the formula is worked out in place
        if self.training:
            mean = flat.mean(axis=(0, 2))
            var = ((flat - mean[:, None]) ** 2).mean(axis=(0, 2))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var
        flat -= mean[:, None]
        flat *= (self.gamma / np.sqrt(var + self.eps))[:, None]
        flat += self.beta[:, None]
        return y


# %% one_pixel_refused_always
# a single pixel per channel is refused in evaluation, too
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        n, _, h, w = x.shape
        m = n * h * w
        if m < 2:
            raise ValueError("a single value has no variance")

        x = x.astype(np.float64)
        if self.training:
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var

        scale = self.gamma / np.sqrt(var + self.eps)
        return scale[:, None, None] * (x - mean[:, None, None]) + self.beta[:, None, None]


# %% integer_sum
# the mean of integers is taken from NumPy's integer sum, which wraps for huge int64 and uint64
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        n, _, h, w = x.shape
        m = n * h * w
        if self.training and m < 2:
            raise ValueError("a single value has no variance")

        if x.dtype.kind == "f":
            x = x.astype(np.float64)
        if self.training:
            # sums of integers are exact, and NumPy takes them in 64 bits
            mean = x.sum(axis=(0, 2, 3)) / m
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var

        scale = self.gamma / np.sqrt(var + self.eps)
        return scale[:, None, None] * (x - mean[:, None, None]) + self.beta[:, None, None]


# %% result_written_again
# a batch of the same shape is written into the array that the call before gave back
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

        self._out = np.empty(0)

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        n, _, h, w = x.shape
        m = n * h * w
        if self.training and m < 2:
            raise ValueError("a single value has no variance")

        x = x.astype(np.float64)
        if self.training:
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var

        if self._out.shape != x.shape:
            self._out = np.empty(x.shape)  # batches mostly have one shape: allocate once
        np.subtract(x, mean[:, None, None], out=self._out)
        self._out *= (self.gamma / np.sqrt(var + self.eps))[:, None, None]
        self._out += self.beta[:, None, None]
        return self._out


# %% channels_last_accepted
# maps with the channels at the end are turned round instead of refused
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim == 4 and x.shape[1] != self.gamma.size and x.shape[3] == self.gamma.size:
            x = x.transpose(0, 3, 1, 2)  # pictures come with the channels at the end
        if x.ndim != 4 or x.shape[1] != self.gamma.size:
            raise ValueError("wanted: (n, c, h, w)")
        n, _, h, w = x.shape
        m = n * h * w
        if self.training and m < 2:
            raise ValueError("a single value has no variance")

        x = x.astype(np.float64)
        if self.training:
            mean = x.mean(axis=(0, 2, 3))
            var = ((x - mean[:, None, None]) ** 2).mean(axis=(0, 2, 3))

            k = self.momentum
            self.running_mean = (1 - k) * self.running_mean + k * mean
            self.running_var = (1 - k) * self.running_var + k * var * m / (m - 1)

        else:
            mean, var = self.running_mean, self.running_var

        scale = self.gamma / np.sqrt(var + self.eps)
        return scale[:, None, None] * (x - mean[:, None, None]) + self.beta[:, None, None]


# %% refused_halfway
# a training batch of one value per channel moves the running mean of channel 0 before it is refused
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.training = True
        self.momentum, self.eps = momentum, eps

    def forward(self, x):
        x = np.asarray(x)
        if x.ndim != 4 or x.shape[1] != len(self.gamma):
            raise ValueError("wanted: (n, c, h, w)")
        y = np.empty(x.shape)
        k = self.momentum
        for c in range(x.shape[1]):
            values = x[:, c].astype(np.float64)
            if self.training:
                mean = values.mean()
                var = ((values - mean) ** 2).mean()
                m = values.size
                self.running_mean[c] = (1 - k) * self.running_mean[c] + k * mean
                if m == 1:
                    raise ValueError("one value has no variance")
                self.running_var[c] = (1 - k) * self.running_var[c] + k * var * m / (m - 1)
            else:
                mean, var = self.running_mean[c], self.running_var[c]
            y[:, c] = self.gamma[c] * (values - mean) / np.sqrt(var + self.eps) + self.beta[c]
        return y


# %% gamma_that_is_close_to_one_is_left_out
# Breaks "What gamma ... hold when a batch comes must count": np.allclose takes 1.000005 for 1.
# Shows with layer = BatchNorm2d(1); layer.gamma = np.array([1.000005]).
import numpy as np


class BatchNorm2d:
    def __init__(self, channels, momentum=0.1, eps=1e-5):
        self.channels, self.momentum, self.eps = channels, momentum, eps
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)
        self.training = True

    def forward(self, x):
        if x.ndim != 4 or x.shape[1] != self.channels:
            raise ValueError("x must have the shape (n, c, h, w)")
        x = x.astype(np.float64)
        if self.training:
            m = x[:, 0].size
            if m == 1:
                raise ValueError("a single value has no variance")
            mean, var = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
            keep = 1 - self.momentum
            self.running_mean = keep * self.running_mean + self.momentum * mean
            self.running_var = keep * self.running_var + self.momentum * var * m / (m - 1)
        else:
            mean, var = self.running_mean, self.running_var
        y = (x - mean[:, None, None]) / np.sqrt(var + self.eps)[:, None, None]
        if np.allclose(self.gamma, 1) and not self.beta.any():
            return y  # a new layer: nothing to scale, nothing to shift
        return self.gamma[:, None, None] * y + self.beta[:, None, None]
