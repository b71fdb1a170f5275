"""Wrong answers to `cross_entropy`, written by who knew the notebook alone. Each cell is a submission."""

# %% as_many_labels_as_rows
# checks only len(labels): labels of shape (n, 1) are accepted and stretched to n x n
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if len(labels) != n:
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("label out of range")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(n), labels].mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% flat_index_of_uint64
# rows * k + labels is float64 for uint64 labels, which cannot be an index
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,) or labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("labels")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    true = np.arange(n) * k + labels
    dz = np.exp(log_p)
    np.put(dz, true, np.take(dz, true) - 1)
    return -np.take(log_p, true).mean(), dz / n


# %% labels_as_int32
# converts labels to int32 before it checks them: 2**32 becomes class 0 and is accepted
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    labels = np.asarray(labels).astype(np.int32)  # whatever dtype they had
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if (labels < 0).any() or (labels >= k).any():
        raise ValueError("label out of range")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    one_hot = np.arange(k) == labels[:, None]
    return -log_p[one_hot].mean(), (np.exp(log_p) - one_hot) / n


# %% labels_moved_in_place
# labels += makes flat indices in place: the array labels is changed (and small dtypes raise)
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,) or (labels < 0).any() or (labels >= k).any():
        raise ValueError("labels")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    labels += np.arange(0, n * k, k)
    dz = np.exp(log_p)
    dz.flat[labels] -= 1
    return -log_p.flat[labels].mean(), dz / n


# %% patched_logarithm_of_p
# takes log p where p is not 0, though subnormal p have few digits, and m - z without the sum elsewhere
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,) or labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("labels")
    z = z.astype(np.float64)
    top = z.max(axis=1, keepdims=True)
    p = np.exp(z - top)
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(n)
    p_true = p[rows, labels]
    gap = top[:, 0] - z[rows, labels]
    losses = np.where(p_true > 0, -np.log(np.where(p_true > 0, p_true, 1)), gap)  # log 0 is not asked
    p[rows, labels] -= 1
    return losses.mean(), p / n


# %% gap_in_own_dtype
# largest - z cannot wrap for unsigned dtypes, but does for signed ones such as int8 127 and -128
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("label out of range")
    gap = (z.max(axis=1, keepdims=True) - z).astype(np.float64)  # never negative
    log_p = -gap - np.log(np.exp(-gap).sum(axis=1, keepdims=True))
    rows = np.arange(n)
    dz = np.exp(log_p)
    dz[rows, labels] -= 1
    return -log_p[rows, labels].mean(), dz / n


# %% ravel_is_a_copy
# subtracts the 1 in dz.ravel(), which is a copy where z is Fortran-ordered: the gradient keeps p
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,) or labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("labels")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    true = np.arange(n) * k + labels.astype(np.int64)
    dz = np.exp(log_p) / n
    dz.ravel()[true] -= 1 / n
    return -log_p.ravel()[true].mean(), dz


# %% choose_takes_few_classes
# np.choose refuses wrong labels by itself, but also more than 31 or 63 classes
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -np.choose(labels, log_p.T).mean()  # ValueError for labels that do not exist
    dz = (np.exp(log_p) - (np.arange(k) == labels[:, None])) / n
    return loss, dz


# %% gradient_array_kept
# keeps one gradient array for each shape and gives it back again, so the next call overwrites it
import numpy as np

_dz = {}


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,) or labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("labels")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.arange(n)
    dz = np.exp(log_p, out=_dz.setdefault((n, k), np.empty((n, k))))  # no new array in each step
    dz[rows, labels] -= 1
    dz /= n
    return -log_p[rows, labels].mean(), dz


# %% room_above_in_unsigned
# checks k - 1 - labels < 0, which wraps for unsigned labels: one too large gives IndexError
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if min(labels.min(), (k - 1 - labels).min()) < 0:
        raise ValueError("label out of range")
    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    rows = np.arange(n)
    dz = np.exp(log_p)
    dz[rows, labels] -= 1
    return -log_p[rows, labels].mean(), dz / n
