# %% small_label_times_k
# labels * k + answers: labels of uint8 or int8 wrap around where label * k is above 255 or 127
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = scores.argmax(axis=1)
    return np.bincount(labels * k + answers, minlength=k * k).reshape(k, k)


# %% uint64_labels
# adds int64 answers to labels of uint64, which NumPy makes float64: bincount fails
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = scores.argmax(axis=1)
    wide = labels if labels.dtype.itemsize == 8 else labels.astype(np.int64)  # bytes wrap around
    pairs = wide * k + answers
    return np.bincount(pairs, minlength=k * k).reshape(k, k)


# %% column_of_labels
# looks only at how many labels there are: labels of shape (n, 1) are not refused, and are paired with
# every answer
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if len(labels) != n:
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = scores.argmax(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% minus_unsigned
# takes the smallest of -scores: in unsigned dtypes -0 is 0 and the smallest of all, so a score of 0
# counts as the largest
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = (-scores).argmin(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% unstable_sort
# takes the first of argsort(-scores), whose default sort is not stable: of many equal scores it is
# not always the first
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = np.argsort(-scores.astype(np.float64), axis=1)[:, 0]
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% float64_scores
# converts scores to float64: integers beyond 2**53 that differ by 1 become equal, and the first of
# them wins
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = scores.astype(np.float64).argmax(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% nearly_equal_is_equal
# finds the largest with np.isclose: scores that differ by less than 1e-5 of their size count as equal
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = np.isclose(scores, scores.max(axis=1, keepdims=True)).argmax(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% exp_overflows
# turns scores into probabilities by exp without the shift: scores above 709 all become infinite, and
# those below -745 all 0
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    probabilities = np.exp(scores.astype(np.float64))
    answers = probabilities.argmax(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% labels_to_int32
# converts labels to int32 before it checks them: a label of 2**32 + 1 becomes 1 and raises nothing
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    labels = labels.astype(np.int32)
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = scores.argmax(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% bytes_one_hot
# multiplies one-hot matrices of bytes: a pair that comes more than 255 times wraps around
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("no such class")
    answers = scores.argmax(axis=1)
    one_hot = np.eye(k, dtype=np.uint8)
    return (one_hot[labels].T @ one_hot[answers]).astype(np.int64)
