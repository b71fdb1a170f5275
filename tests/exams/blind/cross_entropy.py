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


# %% one_hot_in_dtype_of_labels
# uint8 or int8 labels and more than 256 classes: class 256 becomes 0, and a row has two true classes
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    one_hot = labels[:, None] == np.arange(k).astype(labels.dtype)
    loss = -(log_p * one_hot).sum() / n
    return loss, (np.exp(log_p) - one_hot) / n


# %% flat_index_wraps
# int8 or uint8 labels in a batch with more than 127 or 255 scores: the flat index wraps around
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    true = np.arange(n).astype(labels.dtype) * labels.dtype.type(k) + labels  # where they are in the flat array
    loss = -log_p.ravel()[true].mean()
    dz = np.exp(log_p).ravel()
    dz[true] -= 1
    return loss, dz.reshape(n, k) / n


# %% np_choose
# more than 64 classes: np.choose refuses them
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    loss = -np.choose(labels.astype(np.intp), log_p.T).mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% log_of_p_unless_zero
# a true class about 740 behind: p is not 0 yet, but has lost its digits, and so has its logarithm
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    total = e.sum(axis=1, keepdims=True)
    p = e / total
    rows = np.arange(n)
    p_true = p[rows, labels]
    with np.errstate(divide="ignore"):
        log_p = np.where(p_true > 0, np.log(p_true), z[rows, labels] - np.log(total[:, 0]))
    p[rows, labels] -= 1
    return -log_p.mean(), p / n


# %% one_class_before_checks
# a single class: labels which do not exist are not refused
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if k == 1:  # only one class: always right
        return 0.0, np.zeros((n, 1))

    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    loss = -log_p[np.arange(n), labels].mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% last_axis_of_labels
# labels of shape (1, n) are not refused
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.ndim == 0 or labels.shape[-1] != n:
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    loss = -log_p[np.arange(n), labels].mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% uint64_label_becomes_minus_1
# a uint64 label of 2**64 - 1 becomes -1 and counts as the last class
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.shape != (n,):
        raise ValueError("one label for each row")

    smallest = labels.min()
    labels = labels.astype(np.int64)  # NumPy wants signed integers as an index
    if smallest < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    loss = -log_p[np.arange(n), labels].mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% too_many_labels
# more labels than rows: IndexError instead of ValueError
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.ndim != 1 or len(labels) < n:
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    loss = -log_p[np.arange(n), labels].mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% mean_of_the_batch_shift
# rows whose scores lie far apart from those of other rows: one shift for the whole batch, if its
# scores span less than 745
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape

    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("no such class")

    z = z.astype(np.float64)
    if z.max() - z.min() < 745:  # no exponential gets 0: one shift will do
        z = z - z.max()
    else:
        z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    loss = -log_p[np.arange(n), labels].mean()
    dz = np.exp(log_p)
    dz[np.arange(n), labels] -= 1
    return loss, dz / n


# %% only_ties_with_the_largest_count_when_it_is_far
# Breaks "right ones" for scores of any size: where exp would overflow, 799 beside 800 is left out of the sum.
# Shows with z = np.array([[800.0, 799.0, 0.0]]), labels = np.array([2]): 800 instead of 800.313.
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is no class")
    z = z.astype(np.float64)
    rows = np.arange(n)
    ahead = z - z[rows, labels][:, None]  # how far each class is ahead of the true one
    losses = np.empty(n)
    for i in range(n):
        lead = ahead[i].max()
        if lead < 700:
            losses[i] = np.log(np.exp(ahead[i]).sum())
        else:
            # the others do not count beside the largest
            losses[i] = lead + np.log((ahead[i] == lead).sum())
    e = np.exp(z - z.max(axis=1, keepdims=True))
    dz = e / e.sum(axis=1, keepdims=True)
    dz[rows, labels] -= 1
    return losses.mean(), dz / n


# %% scores_that_look_like_probabilities_are_taken_for_them
# Breaks "Scores, not probabilities: softmax is part of the loss": rows that sum to 1 by chance get no softmax.
# Shows with z = np.array([[0.25, 0.75]]), labels = np.array([1]).
import numpy as np


def cross_entropy(z, labels):
    n, k = z.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is no class")
    z = z.astype(np.float64)
    if (z > 0).all() and np.allclose(z.sum(axis=1), 1):
        log_p = np.log(z)  # softmax was taken already
    else:
        shifted = z - z.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(n)
    dz = np.exp(log_p)
    dz[rows, labels] -= 1
    return -log_p[rows, labels].mean(), dz / n
