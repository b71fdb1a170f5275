"""What students believe of `cross_entropy`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.cross_entropy import logarithm_of_the_softmax


def _probabilities(z):
    z = np.asarray(z, dtype=np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def logarithm_of_zero(z, labels):
    """You take the logarithm of the finished probability. One that is too small for a float64 is 0, and log 0 is
    -inf. Compute the logarithm itself: z - max - log of the sum of exp(z - max)."""
    _, dz = logarithm_of_the_softmax(z, labels)
    with np.errstate(all="ignore"):
        return -np.log(_probabilities(z)[np.arange(len(z)), labels]).mean(), dz


def logarithm_of_almost_zero(z, labels):
    """You add a small number before you take the logarithm. That hides log 0, and makes every loss a little wrong, a
    large one very much: compute the logarithm itself."""
    _, dz = logarithm_of_the_softmax(z, labels)
    return -np.log(_probabilities(z)[np.arange(len(z)), labels] + 1e-7).mean(), dz


def overflow_in_the_softmax(z, labels):
    """You take exp of the scores as they are. exp(1000) is inf, and inf / inf is nan. Take the largest score of the row
    off first: it cancels."""
    logarithm_of_the_softmax(z, labels)
    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(z, dtype=np.float64))
        p = e / e.sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(len(z)), labels]).mean()
        p[np.arange(len(z)), labels] -= 1
        return loss, p / len(z)


def sum_over_the_samples(z, labels):
    """You add the losses up. Their mean is asked for: divide by the number of rows, loss and gradient alike."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss * len(z), dz * len(z)


def gradient_not_divided(z, labels):
    """Your loss is a mean over the rows and your gradient is not. Divide the gradient by the number of rows, too."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss, dz * len(z)


def mean_over_classes_too(z, labels):
    """You divide by n times k. The mean goes over the samples only: divide by n."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss / z.shape[1], dz / z.shape[1]


def gradient_divided_by_all_scores(z, labels):
    """You divide the gradient by n times k. The loss is a mean over n rows: divide by n."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss, dz / z.shape[1]


def sign_of_the_loss(z, labels):
    """Your loss is negative. The logarithm of a probability is negative, so the loss is minus that."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return -loss, dz


def sign_of_the_gradient(z, labels):
    """Your gradient points downhill: one-hot minus probabilities. The gradient is the probabilities minus one-hot."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss, -dz


def probabilities_as_the_gradient(z, labels):
    """Your gradient is the probabilities alone. Subtract 1 at the true class of each row."""
    loss, _ = logarithm_of_the_softmax(z, labels)
    return loss, _probabilities(z) / len(z)


def gradient_of_the_true_class_only(z, labels):
    """Your gradient is 0 but for the true class. The other scores change the loss as well: each by its probability."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss, dz * (np.arange(z.shape[1]) == labels[:, None])


def one_subtracted_everywhere(z, labels):
    """You subtract 1 from every probability. Subtract it at the true class of each row only: dz[np.arange(n), labels]
    -= 1."""
    loss, _ = logarithm_of_the_softmax(z, labels)
    return loss, (_probabilities(z) - 1) / len(z)


def columns_of_the_labels_changed_in_every_row(z, labels):
    """p[:, labels] picks these columns in every row. The true class of row i is p[i, labels[i]]: write
    p[np.arange(n), labels]."""
    loss, _ = logarithm_of_the_softmax(z, labels)
    p = _probabilities(z)
    p[:, labels] -= 1
    return loss, p / len(z)


def gradient_with_respect_to_the_probabilities(z, labels):
    """Your gradient is that by the probabilities, -1 / p. It has to go on through the softmax to the scores."""
    loss, _ = logarithm_of_the_softmax(z, labels)
    p = _probabilities(z)
    true = np.arange(z.shape[1]) == labels[:, None]
    return loss, -true / np.maximum(p, 1e-300) / len(z)


def softmax_taken_twice(z, labels):
    """You apply the softmax to probabilities: once before, and once in the loss. z are scores, and one softmax is
    enough."""
    logarithm_of_the_softmax(z, labels)
    return logarithm_of_the_softmax(_probabilities(z), labels)


def no_softmax_at_all(z, labels):
    """You take minus the mean score of the true class as the loss. Turn the scores into probabilities first, and take
    the logarithm."""
    _, dz = logarithm_of_the_softmax(z, labels)
    return -np.asarray(z, dtype=np.float64)[np.arange(len(z)), labels].mean(), dz


def softmax_over_the_samples(z, labels):
    """Your probabilities sum to 1 down the columns. Each row is a sample: sum over axis 1."""
    logarithm_of_the_softmax(z, labels)
    z = np.asarray(z, dtype=np.float64)
    log_p = z - np.logaddexp.reduce(z, axis=0)
    dz = np.exp(log_p)
    dz[np.arange(len(z)), labels] -= 1
    return -log_p[np.arange(len(z)), labels].mean(), dz / len(z)


def binary_logarithm(z, labels):
    """You take the logarithm to base 2. The natural one is meant: np.log."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss / np.log(2), dz


def one_minus_the_probability(z, labels):
    """Your loss is 1 - p. It is -log p: a classifier that is sure and wrong pays much more than one that doubts."""
    _, dz = logarithm_of_the_softmax(z, labels)
    return 1 - _probabilities(z)[np.arange(len(z)), labels].mean(), dz


def logarithm_of_the_mean(z, labels):
    """You average the probabilities and take the logarithm then. Take the logarithm of each, and average these."""
    _, dz = logarithm_of_the_softmax(z, labels)
    z = np.asarray(z, dtype=np.float64)
    log_p = (z - np.logaddexp.reduce(z, axis=1)[:, None])[np.arange(len(z)), labels]
    return np.log(len(z)) - np.logaddexp.reduce(log_p), dz


def one_loss_for_each_sample(z, labels):
    """You return a loss for each row. Average them to one number."""
    _, dz = logarithm_of_the_softmax(z, labels)
    z = np.asarray(z, dtype=np.float64)
    return (np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), labels]), dz


def loss_alone(z, labels):
    """You return the loss alone. What is asked for is the pair (loss, dz)."""
    return logarithm_of_the_softmax(z, labels)[0]


def gradient_before_the_loss(z, labels):
    """You return (dz, loss). What is asked for is (loss, dz)."""
    return logarithm_of_the_softmax(z, labels)[::-1]


def negative_labels_accepted(z, labels):
    """You accept negative labels: -1 is the last class to Python, and nothing fails. Compare the labels with 0 and
    raise a ValueError."""
    return logarithm_of_the_softmax(z, np.where((labels < 0) & (labels >= -z.shape[1]), labels % z.shape[1], labels))


def large_labels_left_to_numpy(z, labels):
    """A label that is too large stops with an IndexError of NumPy's. Compare the labels with the number of classes, and
    raise a ValueError that says so."""
    if labels.shape == z.shape[:1] and labels.max() >= z.shape[1]:
        raise IndexError("index out of bounds")
    return logarithm_of_the_softmax(z, labels)


def largest_label_may_be_k(z, labels):
    """You let the label k pass: labels > k where labels >= k is meant. The classes are 0 to k - 1."""
    if labels.shape == z.shape[:1] and labels.max() == z.shape[1]:
        return logarithm_of_the_softmax(z, np.minimum(labels, z.shape[1] - 1))
    return logarithm_of_the_softmax(z, labels)


def number_of_labels_not_checked(z, labels):
    """You never compare the number of labels with that of the rows. One label too many is ignored, a single one
    stretched: raise a ValueError."""
    return logarithm_of_the_softmax(z, np.resize(labels, len(z)))


def labels_in_a_column_accepted(z, labels):
    """You accept labels of shape (n, 1). NumPy then pairs every row with every label: ask for shape (n,)."""
    return logarithm_of_the_softmax(z, labels.ravel())


def loss_in_the_dtype_that_came(z, labels):
    """You compute in the dtype that z has. Bytes wrap around, and short fractions lose digits: convert to float64
    first."""
    logarithm_of_the_softmax(z, labels)
    with np.errstate(all="ignore"):
        shifted = z - z.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        dz = np.exp(log_p)
        dz[np.arange(len(z)), labels] -= 1
        return -log_p[np.arange(len(z)), labels].mean(), dz / len(z)


def loss_in_single_precision(z, labels):
    """You compute in float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return float(np.float32(loss)), dz.astype(np.float32)


def gradient_in_the_dtype_of_the_scores(z, labels):
    """Your gradient has the dtype of z, as np.zeros_like(z) gives it, and integers cut it off. Ask for float64."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    return loss, dz.astype(z.dtype)


def gradient_written_into_the_scores(z, labels):
    """You write the gradient into z, and whoever called the function still needs the scores. Make a new array."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    z[...] = dz
    return loss, dz


def logarithm_patched_where_it_is_zero(z, labels):
    """You take the logarithm of the finished probability, and something else where that is 0. Just above 0 it has few
    digits left. Compute the logarithm itself: z - max - log of the sum of exp(z - max)."""
    _, dz = logarithm_of_the_softmax(z, labels)
    rows, scores = np.arange(len(z)), z.astype(np.float64)
    p, gap = _probabilities(z)[rows, labels], scores.max(axis=1) - scores[rows, labels]
    return np.where(p > 0, -np.log(np.where(p > 0, p, 1)), gap).mean(), dz


def labels_shortened_before_the_check(z, labels):
    """You convert the labels to a shorter dtype and check them then. 2**32 has become 0, a class that exists: check the
    labels as they came."""
    return logarithm_of_the_softmax(z, labels.astype(np.int32))


def labels_reckoned_with_as_they_came(z, labels):
    """You reckon with the labels in the dtype that came. uint64 and int64 make float64, which is no index: convert
    the labels to int first."""
    loss, dz = logarithm_of_the_softmax(z, labels)
    places = np.arange(len(z)) * z.shape[1] + labels
    return loss, dz if places.dtype.kind in "iu" else np.take(dz, places)
