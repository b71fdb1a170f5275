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


# %% largest_by_sorting_the_negatives
# -scores wraps around for unsigned scores: a 0 stays 0 and becomes the "largest"
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() > k - 1:
        raise ValueError("a label that is no class")
    answers = np.argsort(-scores, axis=1, kind="stable")[:, 0]  # stable: the first of equals
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% one_label_for_all_rows
# leaves the check of the length to NumPy, which stretches a single label over all rows
import numpy as np


def confusion_matrix(scores, labels):
    k = scores.shape[1]
    if labels.ndim != 1 or labels.min() < 0:
        raise ValueError("labels must be a row of classes from 0 on")
    matrix = np.zeros((k, k), dtype=np.int64)
    try:  # too many labels, too few of them, or one beyond the last class: NumPy notices
        np.add.at(matrix, (labels, scores.argmax(axis=1)), 1)
    except IndexError as error:
        raise ValueError("labels do not fit the scores") from error
    return matrix


# %% first_of_equals_by_an_unstable_sort
# turned round, the last in order of size is the first of equals: but the default sort is not stable (many classes)
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label that is no class")
    turned = np.argsort(scores[:, ::-1], axis=1)[:, -1]
    answers = k - 1 - turned
    matrix = np.zeros((k, k), dtype=np.int64)
    for label, answer in zip(labels, answers):
        matrix[label, answer] += 1
    return matrix


# %% both_limits_in_one_unsigned_comparison
# as uint32 a negative label is huge, so one comparison seems enough: but 2**32 becomes 0 and is accepted
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    rows = labels.astype(np.uint32)
    if (rows >= k).any():  # negative ones, too: they have wrapped around
        raise ValueError("a label that is no class")
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (rows, scores.argmax(axis=1)), 1)
    return matrix


# %% pairs_in_one_array
# uint64 labels and int64 answers in one array are float64, and those are no positions: IndexError
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if np.any(labels < 0) or np.any(labels >= k):
        raise ValueError("a label that is no class")
    pairs = np.stack([labels, scores.argmax(axis=1)], axis=1)
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    matrix = np.zeros((k, k), dtype=np.int64)
    matrix[found[:, 0], found[:, 1]] = counts
    return matrix


# %% nearly_equal_is_equal_again
# takes scores that are close to the largest for equals of it, and the first of them for the answer
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label that is no class")
    largest = scores.max(axis=1, keepdims=True)
    answers = np.isclose(scores, largest).argmax(axis=1)  # floats should not be compared with ==
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% probabilities_first
# a softmax does not change the order, but exp overflows for large scores, and is 0 for all of a very negative row
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label that is no class")
    with np.errstate(all="ignore"):
        odds = np.exp(scores)
        probabilities = odds / odds.sum(axis=1, keepdims=True)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, probabilities.argmax(axis=1)), 1)
    return matrix


# %% shifted_in_place
# asarray does not copy what is float64 already: such scores are modified, others not
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label that is no class")
    shifted = np.asarray(scores, dtype=np.longdouble if scores.dtype.kind in "iu" else np.float64)
    shifted -= shifted.max(axis=1, keepdims=True)  # now the largest of each row is 0
    answers = (shifted == 0).argmax(axis=1)
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% through_a_tensor
# torch.from_numpy refuses an array that runs backwards in memory (and some dtypes): ValueError for good scores
import numpy as np
import torch


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label that is no class")
    answers = torch.from_numpy(scores).argmax(dim=1).numpy()
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (labels, answers), 1)
    return matrix


# %% one_hot_in_the_dtype_of_the_labels
# the product counts in the labels' dtype: with uint8 labels 256 samples of one kind are 0
import numpy as np


def confusion_matrix(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row of scores")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label that is no class")
    one_hot = np.eye(k, dtype=labels.dtype)
    return (one_hot[labels].T @ one_hot[scores.argmax(axis=1)]).astype(np.int64)
