"""Wrong answers to `batch_norm_backward`, written by who knew the notebook alone. Each cell is a submission."""

# %% einsum_keeps_the_dtype
# dbeta is summed by einsum in the dtype of dy: int8 and uint8 wrap around, float16 loses digits
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    x, gamma = (np.array(a, dtype=np.float64) for a in (x, gamma))
    dy = np.asarray(dy)
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dbeta = np.einsum("nc->c" if x.ndim == 2 else "nchw->c", dy).astype(np.float64)
    dgamma = (dy * hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    return dx, dgamma, dbeta


# %% rows_of_one_sample_are_a_view
# one row per channel is a copy for several samples, but a view for a single one: then dy is changed in place
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.asarray(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * hat).sum(axis=axes)
    if x.ndim == 4:
        n, c, h, w = x.shape
        rows = dy.transpose(1, 0, 2, 3).reshape(c, -1)
        rows -= dbeta[:, None] / m
        rows -= hat.transpose(1, 0, 2, 3).reshape(c, -1) * dgamma[:, None] / m
        dx = rows.reshape(c, n, h, w).transpose(1, 0, 2, 3) * gamma.reshape(wide) / root
    else:
        dx = gamma / root * (dy - dbeta / m - hat * dgamma / m)
    return dx, dgamma, dbeta


# %% each_in_its_own_order
# pairs dy and x_hat by ravel('K'), each in its own order of memory: wrong for maps when the two arrays lie
# differently
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dbeta = dy.sum(axis=axes)
    dgamma = np.array([dy[:, j].ravel(order="K") @ hat[:, j].ravel(order="K") for j in range(x.shape[1])])
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    return dx, dgamma, dbeta


# %% constant_channel_gets_nothing
# where a channel has variance 0 dx is set to 0, but gamma / sqrt(eps) * (dy - mean of dy) is right
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    constant = (centred == 0).all(axis=axes)
    dx[:, constant] = 0.0  # there is nothing to normalise
    return dx, dgamma, dbeta


# %% axes_left_to_numpy
# leaves the number of axes to NumPy, whose AxisError is a ValueError for three axes; five axes are not
# refused
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1) + (1,) * (x.ndim - 2))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    return dx, dgamma, dbeta


# %% samples_and_channels_compared
# compares the first two sides of dy and x only: a gradient of 1 x 1 maps (or of one row) is stretched instead
# of refused
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.ndim != x.ndim or dy.shape[:2] != x.shape[:2] or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dy = dy + np.zeros_like(x)
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    return dx, dgamma, dbeta


# %% scale_divided_out_again
# multiplies by gamma first and divides dgamma and dbeta by it at the end: NaN where gamma is 0
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    g = dy * gamma.reshape(wide)
    dbeta = g.sum(axis=axes)
    dgamma = (g * hat).sum(axis=axes)
    dx = 1 / root * (g - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    return dx, dgamma / gamma, dbeta / gamma


# %% equal_gradients_by_allclose
# returns dx = 0 when dy is constant by allclose, which holds for any gradient below 1e-8, too
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    centred = x - x.mean(axis=axes, keepdims=True)
    root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    hat = centred / root
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    if np.allclose(dy, dy.mean(axis=axes, keepdims=True)):
        dx = np.zeros(x.shape)  # equal gradients come to nothing
    return dx, dgamma, dbeta


# %% batch_remembered
# keeps x_hat and the root for the last array x it saw: when x was changed in place in between, the old ones
# are used
import numpy as np

_last = {}


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    batch = x
    dy, x, gamma = (np.array(a, dtype=np.float64) for a in (dy, x, gamma))
    if x.ndim not in (2, 4):
        raise ValueError("x needs two or four axes")
    if dy.shape != x.shape or gamma.shape != x.shape[1:2]:
        raise ValueError("shapes do not fit")
    axes, wide = ((0,), (1, -1)) if x.ndim == 2 else ((0, 2, 3), (1, -1, 1, 1))
    m = x.size // x.shape[1]
    if _last.get("x") is not batch or _last["eps"] != eps:
        centred = x - x.mean(axis=axes, keepdims=True)
        root = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
        _last.update(x=batch, eps=eps, hat=centred / root, root=root)
    hat, root = _last["hat"], _last["root"]
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * hat).sum(axis=axes)
    dx = gamma.reshape(wide) / root * (dy - dbeta.reshape(wide) / m - hat * dgamma.reshape(wide) / m)
    return dx, dgamma, dbeta


# %% size_instead_of_shape
# a dy of another shape but as many numbers is accepted where the shapes can be stretched over each
# other
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.size != x.size or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    return dx, dgamma, dbeta


# %% one_shift_for_all_channels
# the variance is the mean square minus the squared mean, after one shift for all channels: wrong
# where channels lie far apart
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    x = x - x.mean()  # large numbers that differ little
    mean = x.mean(axis=axes)
    var = np.maximum((x * x).mean(axis=axes) - mean * mean, 0)
    root = np.sqrt(var + eps)
    x_hat = (x - mean.reshape(wide)) / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    return dx, dgamma, dbeta


# %% single_value_refused
# a single value per channel raises ValueError, as in the layer, instead of a gradient of 0
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    if m < 2:
        raise ValueError("a single value has no variance")

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    return dx, dgamma, dbeta


# %% constant_channel_without_gradient
# dx is 0 where all values of a channel are equal, although eps keeps the slope finite (and steep)
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    dx[:, var == 0] = 0.0  # a constant channel comes out as beta, whatever x is

    return dx, dgamma, dbeta


# %% scale_divided_out_again_too
# dgamma is taken from the gradient of x_hat, divided by gamma: nan where gamma is 0
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dhat = dy * gamma.reshape(wide)
    dbeta = dy.sum(axis=axes)
    along = (dhat * x_hat).sum(axis=axes)
    dx = (dhat - dhat.mean(axis=axes, keepdims=True) - x_hat * along.reshape(wide) / m) / root.reshape(wide)
    with np.errstate(invalid="ignore"):
        return dx, along / gamma, dbeta


# %% integer_sum_of_dy
# dbeta of an integer dy is NumPy's integer sum, which wraps for huge int64 and uint64
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    if dy.dtype.kind == "f":
        dy = dy.astype(np.float64)
    dbeta = dy.sum(axis=axes).astype(np.float64)  # integers: exact
    x, gamma = x.astype(np.float64), gamma.astype(np.float64)

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    return dx, dgamma, dbeta


# %% single_value_dbeta_is_a_view
# with a single float64 value per channel dbeta is a view of dy
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    if m == 1:  # no value can move against the others
        c = x.shape[1]
        return np.zeros(x.shape), np.zeros(c), dy.astype(np.float64, copy=False).reshape(c)

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    return dx, dgamma, dbeta


# %% noise_of_the_largest_channel
# small numbers are set to 0, measured by the largest of all channels: a channel with a much smaller
# scale loses its gradient
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    # where dx must be 0, for a dy of ones, rounding leaves something like 1e-17
    noise = 1e-10 * np.abs(dy).max() * np.abs(gamma / root).max()
    dx[np.abs(dx) < noise] = 0.0

    return dx, dgamma, dbeta


# %% minus_gamma_unsigned
# gamma is not converted, and minus an unsigned gamma wraps
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    dy, x = dy.astype(np.float64), x.astype(np.float64)

    differences = x - x.mean(axis=axes, keepdims=True)
    var = (differences**2).mean(axis=axes)
    root = np.sqrt(var + eps)
    x_hat = differences / root.reshape(wide)

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    directly = gamma.reshape(wide) * dy
    through_mean = -gamma.reshape(wide) * dbeta.reshape(wide) / m
    through_var = -gamma.reshape(wide) * dgamma.reshape(wide) / m * x_hat
    dx = (directly + through_mean + through_var) / root.reshape(wide)

    return dx, dgamma, dbeta


# %% cache_without_eps
# the last batch's x_hat and root are kept and used again for the same numbers, even if eps is another
# one
_last = {}

import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    dy, x, gamma = np.asarray(dy), np.asarray(x), np.asarray(gamma)

    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("shapes do not fit")

    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    wide = (1, -1) + (1,) * (x.ndim - 2)
    m = x.size // x.shape[1]

    key = x.shape, x.dtype.str, x.tobytes()

    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))

    if _last.get("key") != key:  # the forward pass of the same batch need not be repeated
        differences = x - x.mean(axis=axes, keepdims=True)
        root = np.sqrt((differences**2).mean(axis=axes) + eps)
        _last.update(key=key, root=root, x_hat=differences / root.reshape(wide))
    root, x_hat = _last["root"], _last["x_hat"]

    dbeta = dy.sum(axis=axes)
    dgamma = (dy * x_hat).sum(axis=axes)

    dx = (gamma / root).reshape(wide) * (dy - dbeta.reshape(wide) / m - x_hat * dgamma.reshape(wide) / m)

    return dx, dgamma, dbeta


# %% dgamma_from_the_raw_sums
# Breaks "right for large numbers that differ little": sum(dy * x) - mean * sum(dy) loses the digits of 1e15 + 1.
# Shows with dy = [[0.1], [0.2], [0.7]], x = [[1e15], [1e15 + 1], [1e15 + 5]], gamma [1.0]: dgamma 1.157 instead of 1.250.
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("dy or gamma does not fit")
    axes, one = (0,) if x.ndim == 2 else (0, 2, 3), (1, -1) + (1,) * (x.ndim - 2)
    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))
    m = x.size // x.shape[1]
    mean, var = x.mean(axis=axes), x.var(axis=axes)
    std = np.sqrt(var + eps)
    x_hat = (x - mean.reshape(one)) / std.reshape(one)
    dbeta = dy.sum(axis=axes)
    dgamma = ((dy * x).sum(axis=axes) - mean * dbeta) / std
    dx = (gamma / std).reshape(one) * (dy - dbeta.reshape(one) / m - x_hat * dgamma.reshape(one) / m)
    return dx, dgamma, dbeta


# %% with_a_scale_of_zero_everything_is_zero
# Breaks "the gradients with respect to ... the scale and to the shift": gamma = 0 stops dx, but not dgamma and dbeta.
# Shows with dy = np.array([[1.0], [0.0]]), x = np.array([[1.0], [3.0]]), gamma = np.zeros(1): dgamma 0 instead of -1.
import numpy as np


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("dy or gamma does not fit")
    if not gamma.any():
        return np.zeros(x.shape), np.zeros(gamma.shape), np.zeros(gamma.shape)  # nothing gets through
    axes, one = (0,) if x.ndim == 2 else (0, 2, 3), (1, -1) + (1,) * (x.ndim - 2)
    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))
    m = x.size // x.shape[1]
    mean, var = x.mean(axis=axes), x.var(axis=axes)
    std = np.sqrt(var + eps).reshape(one)
    x_hat = (x - mean.reshape(one)) / std
    dbeta, dgamma = dy.sum(axis=axes), (dy * x_hat).sum(axis=axes)
    dx = gamma.reshape(one) / std * (dy - dbeta.reshape(one) / m - x_hat * dgamma.reshape(one) / m)
    return dx, dgamma, dbeta


# %% statistics_remembered_for_the_sum_of_x
# Breaks "not on earlier calls": another batch of the same shape and the same sum gets the statistics of the last one.
# Shows with a call for x = [[1.0], [3.0], [5.0]], then one for x = [[2.0], [3.0], [4.0]], dy [[1.0], [0.0], [0.0]].
import numpy as np

_last = {}


def statistics(x, axes):
    key = x.shape, float(x.sum())
    if key not in _last:
        _last.clear()
        _last[key] = x.mean(axis=axes), x.var(axis=axes)
    return _last[key]


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    if x.ndim not in (2, 4):
        raise ValueError("x must have two or four axes")
    if dy.shape != x.shape or gamma.shape != (x.shape[1],):
        raise ValueError("dy or gamma does not fit")
    axes, one = (0,) if x.ndim == 2 else (0, 2, 3), (1, -1) + (1,) * (x.ndim - 2)
    dy, x, gamma = (a.astype(np.float64) for a in (dy, x, gamma))
    m = x.size // x.shape[1]
    mean, var = statistics(x, axes)
    std = np.sqrt(var + eps).reshape(one)
    x_hat = (x - mean.reshape(one)) / std
    dbeta, dgamma = dy.sum(axis=axes), (dy * x_hat).sum(axis=axes)
    dx = gamma.reshape(one) / std * (dy - dbeta.reshape(one) / m - x_hat * dgamma.reshape(one) / m)
    return dx, dgamma, dbeta
