"""What students believe about `confusion_matrix`."""

import numpy as np

from autograder.exams.training_and_evaluation.honest.confusion_matrix import counted_one_by_one

_MATRICES: dict = {}
_RESULT: dict = {}


def _labels_checked(scores, labels):
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("one label for each row")
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("a label is out of range")


def _counted(k, rows, columns):
    matrix = np.zeros((k, k), dtype=np.int64)
    np.add.at(matrix, (rows.astype(np.int64), columns), 1)
    return matrix


def answers_in_rows(scores, labels):
    """Your rows are the answers and your columns the true classes. Rows are the true classes."""
    return counted_one_by_one(scores, labels).T.copy()


def each_pair_counted_once(scores, labels):
    """You add with matrix[labels, answers] += 1. NumPy adds only once where a pair comes several times: use np.add.at,
    or a loop."""
    _labels_checked(scores, labels)
    matrix = np.zeros((scores.shape[1],) * 2, dtype=np.int64)
    matrix[labels, scores.argmax(axis=1)] += 1
    return matrix


def only_classes_that_occur(scores, labels):
    """Your matrix has rows only for classes that occur. It has one for each column of the scores."""
    _labels_checked(scores, labels)
    answers = scores.argmax(axis=1)
    k = int(max(labels.max(), answers.max())) + 1
    return _counted(k, labels, answers)


def size_of_the_largest_label(scores, labels):
    """You make as many classes as the labels show, and squeeze the answers into these. The columns of the scores say
    how many classes there are."""
    _labels_checked(scores, labels)
    k = int(labels.max()) + 1
    return _counted(k, labels, np.minimum(scores.argmax(axis=1), k - 1))


def largest_score_of_each_class(scores, labels):
    """You take argmax along the samples (axis 0). The answer for a sample is the largest score of its row: axis 1."""
    _labels_checked(scores, labels)
    answers = np.resize(scores.argmax(axis=0), len(labels)) % scores.shape[1]
    return _counted(scores.shape[1], labels, answers)


def last_of_the_largest(scores, labels):
    """Where several scores are the largest you take the last of them. Take the first, as argmax does."""
    _labels_checked(scores, labels)
    k = scores.shape[1]
    return _counted(k, labels, k - 1 - scores[:, ::-1].argmax(axis=1))


def all_of_the_largest(scores, labels):
    """Where several scores are the largest you count all of them. Each sample has one answer, the first."""
    _labels_checked(scores, labels)
    samples, answers = np.nonzero(scores == scores.max(axis=1, keepdims=True))
    return _counted(scores.shape[1], labels[samples], answers)


def smallest_score_as_the_answer(scores, labels):
    """You take the smallest score. The largest one is the answer."""
    _labels_checked(scores, labels)
    return _counted(scores.shape[1], labels, scores.argmin(axis=1))


def size_of_the_score(scores, labels):
    """You compare the scores without their signs. A very negative score speaks against a class."""
    _labels_checked(scores, labels)
    return _counted(scores.shape[1], labels, np.abs(scores.astype(np.float64)).argmax(axis=1))


def scores_cut_to_integers(scores, labels):
    """You turn the scores into integers before you compare them. 0.4 is larger than 0.3: leave them as they are."""
    _labels_checked(scores, labels)
    return _counted(scores.shape[1], labels, scores.astype(np.int64).argmax(axis=1))


def scores_in_single_precision(scores, labels):
    """You compare the scores in float32, in which numbers that differ become equal. Leave them as they are."""
    _labels_checked(scores, labels)
    return _counted(scores.shape[1], labels, scores.astype(np.float32).argmax(axis=1))


def shares_of_each_row(scores, labels):
    """You divide each row by its sum. Counts are asked for; shares can be had from them later."""
    matrix = counted_one_by_one(scores, labels)
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)


def shares_of_all_samples(scores, labels):
    """You divide by the number of samples. Counts are asked for."""
    return counted_one_by_one(scores, labels) / len(labels)


def counts_as_floats(scores, labels):
    """Your counts are floats. Make the matrix with dtype=np.int64."""
    return counted_one_by_one(scores, labels).astype(np.float64)


def counts_in_a_byte(scores, labels):
    """You count in a byte, which begins again at 256. Make the matrix with dtype=np.int64."""
    return counted_one_by_one(scores, labels).astype(np.uint8).astype(np.int64)


def counts_in_short_ints(scores, labels):
    """Your counts have the dtype int32. int64 is asked for: say dtype=np.int64, since np.int32 or int may be something
    else."""
    return counted_one_by_one(scores, labels).astype(np.int32)


def right_answers_left_out(scores, labels):
    """You count only the errors. The right answers belong on the diagonal."""
    matrix = counted_one_by_one(scores, labels)
    np.fill_diagonal(matrix, 0)
    return matrix


def right_answers_only(scores, labels):
    """You count only the right answers. A wrong one adds one beside the diagonal."""
    return np.diag(np.diag(counted_one_by_one(scores, labels)))


def no_label_refused(scores, labels):
    """You accept any label. One that is too large, or negative, names no row: raise a ValueError. Row -1 would be the
    last one."""
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("labels")
    return _counted(k, labels % k, scores.argmax(axis=1))


def negative_labels_from_the_end(scores, labels):
    """You refuse labels that are too large, and take -1 for the last class. Raise a ValueError for negative ones,
    too."""
    n, k = scores.shape
    if labels.shape != (n,) or labels.max() >= k:
        raise ValueError("labels")
    return _counted(k, labels % k, scores.argmax(axis=1))


def smallest_of_the_negated_scores(scores, labels):
    """You look for the smallest of -scores. Bytes have no negative numbers, and -0 is then the smallest: use argmax."""
    _labels_checked(scores, labels)
    return _counted(scores.shape[1], labels, (-scores).argmin(axis=1))


def unknown_labels_passed_over(scores, labels):
    """You pass over samples whose label is no class. That hides an error in the data: raise a ValueError."""
    n, k = scores.shape
    if labels.shape != (n,):
        raise ValueError("labels")
    known = (labels >= 0) & (labels < k)
    return _counted(k, labels[known], scores.argmax(axis=1)[known])


def labels_of_any_length(scores, labels):
    """You accept labels of another number than rows. Some sample is then without a class: raise a ValueError."""
    k = scores.shape[1]
    labels = labels.ravel()
    if labels.min() < 0 or labels.max() >= k:
        raise ValueError("labels")
    matrix = np.zeros((k, k), dtype=np.int64)
    for label, answer in zip(labels, scores.argmax(axis=1), strict=False):
        matrix[label, answer] += 1
    return matrix


def only_the_number_of_labels_compared(scores, labels):
    """You look at how many labels there are and not at their shape. A column of labels is no row of them: raise a
    ValueError unless the shape is (n,)."""
    if labels.size != len(scores):
        raise ValueError("labels")
    return counted_one_by_one(scores, labels.ravel())


def added_to_the_matrix_of_before(scores, labels):
    """You keep the matrix between calls and add to it. Begin with zeros in each call."""
    _labels_checked(scores, labels)
    matrix = _MATRICES.setdefault(scores.shape[1], np.zeros((scores.shape[1],) * 2, dtype=np.int64))
    np.add.at(matrix, (labels.astype(np.int64), scores.argmax(axis=1)), 1)
    return matrix.copy()


def one_matrix_for_all_calls(scores, labels):
    """You write into one matrix that you keep, and hand it out again and again. Make a new one in each call."""
    _labels_checked(scores, labels)
    matrix = _RESULT.setdefault(scores.shape[1], np.zeros((scores.shape[1],) * 2, dtype=np.int64))
    matrix[...] = counted_one_by_one(scores, labels)
    return matrix


def labels_sorted(scores, labels):
    """You sort the labels. Each belongs to its row of scores."""
    _labels_checked(scores, labels)
    return _counted(scores.shape[1], np.sort(labels), scores.argmax(axis=1))


def scores_sorted_in_place(scores, labels):
    """You sort the scores where they are. Whoever called the function still needs them: use argmax, which changes
    nothing."""
    matrix = counted_one_by_one(scores, labels)
    if scores.flags.writeable:
        scores.sort(axis=1)
    return matrix
