"""What students believe of `softmax`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.pooling_and_activations.honest.softmax import largest_taken_off


def exponentials_that_overflow(z):
    """You take exp of the scores as they are. exp(1000) is inf, and inf / inf is nan. Take the largest score of the row
    off first: it cancels."""
    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(z, dtype=np.float64))
        return e / e.sum(axis=1, keepdims=True)


def softmax_over_the_batch(z):
    """Your columns sum to 1 and not your rows: you compare samples instead of classes. Sum over axis 1."""
    return largest_taken_off(z.T).T.copy()


def softmax_over_everything(z):
    """You divide by the sum over all samples. Each row has a sum of its own: axis=1, keepdims=True."""
    z = np.asarray(z, dtype=np.float64)
    e = np.exp(z - z.max())
    return e / e.sum()


def largest_score_of_the_batch_taken_off(z):
    """You take the largest score of the whole batch off. A row far below it becomes 0 / 0, which is nan: take off the
    largest score of each row."""
    z = np.asarray(z, dtype=np.float64)
    with np.errstate(all="ignore"):
        e = np.exp(z - z.max())
        return e / e.sum(axis=1, keepdims=True)


def smallest_score_taken_off(z):
    """You take the smallest score off, and the others may still be too large for exp. Take off the largest one."""
    z = np.asarray(z, dtype=np.float64)
    with np.errstate(all="ignore"):
        e = np.exp(z - z.min(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


def scores_clipped(z):
    """You limit the scores so that exp does not overflow. Then 800 and 1000 count alike: take the largest score of the
    row off instead."""
    return largest_taken_off(np.clip(z.astype(np.float64), -500, 500))


def not_divided(z):
    """You return the exponentials without dividing them by their sum."""
    z = np.asarray(z, dtype=np.float64)
    return np.exp(z - z.max(axis=1, keepdims=True))


def shares_of_the_scores(z):
    """You divide the scores themselves by their sum. Take their exponentials first: those are positive."""
    z = np.asarray(z, dtype=np.float64)
    with np.errstate(all="ignore"):
        return z / z.sum(axis=1, keepdims=True)


def divided_by_the_number_of_classes(z):
    """You take the mean of the exponentials where their sum belongs, and your rows sum to the number of classes."""
    return largest_taken_off(z) * z.shape[1]


def powers_of_two(z):
    """You take powers of 2. The base is e: np.exp."""
    return largest_taken_off(z * np.log(2.0))


def falling_with_the_score(z):
    """Your largest score gets the smallest probability: exp(-z) where exp(z) belongs."""
    return largest_taken_off(-z.astype(np.float64))


def winner_takes_all(z):
    """You give probability 1 to the largest score. That is argmax; softmax is soft: the others keep something."""
    return (np.arange(z.shape[1]) == z.argmax(axis=1)[:, None]).astype(np.float64)


def each_score_squeezed_alone(z):
    """You take the sigmoid of each score. Then the rows do not sum to 1: the scores of a row compete with each
    other."""
    z = np.asarray(z, dtype=np.float64)
    return 0.5 * (1 + np.tanh(z / 2))


def logarithms_of_the_probabilities(z):
    """You return the logarithms of the probabilities, which are negative. Take exp of them."""
    z = np.asarray(z, dtype=np.float64)
    return z - np.logaddexp.reduce(z, axis=1)[:, None]


def softmax_in_the_dtype_that_came(z):
    """You subtract in the dtype that z has. Bytes wrap around, and short fractions lose digits: convert to float64
    first."""
    with np.errstate(all="ignore"):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


def softmax_in_single_precision(z):
    """You return float32, which keeps seven digits. NumPy's own default, float64, is what is asked for."""
    return largest_taken_off(z).astype(np.float32)


def probabilities_in_the_dtype_of_the_scores(z):
    """Your result has the dtype of z, as np.zeros_like(z) gives it, and integers cut probabilities off to 0. Ask for
    float64."""
    return largest_taken_off(z).astype(z.dtype)


def largest_score_taken_off_in_place(z):
    """You write z -= ..., and change the scores that you were given. Whoever called the function still needs them:
    z = z - ... makes a new array."""
    right = largest_taken_off(z)
    z -= z.max(axis=1, keepdims=True)
    return right


def rounded_probabilities(z):
    """You round the probabilities. Keep all their digits."""
    return np.round(largest_taken_off(z), 3)


def exponents_limited_below(z):
    """You limit the exponents so that nothing underflows, and every hopeless class keeps a share. An exponential that
    underflows is 0, and that is as it should be."""
    z = z.astype(np.float64)
    return largest_taken_off(np.maximum(z, z.max(axis=1, keepdims=True) - 20))


def something_added_to_the_sum(z):
    """You add a small number to the sum lest it be 0. It cannot be: the largest score gives exp(0) = 1. Your rows no
    longer sum to 1."""
    z = z.astype(np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / (e.sum(axis=1, keepdims=True) + 1e-7)


def largest_score_taken_off_when_it_is_large(z):
    """You take the largest score off only where exp would overflow. The SUM of the exponentials overflows earlier: take
    it off always."""
    z = z.astype(np.float64)
    with np.errstate(all="ignore"):
        if np.abs(z).max() > 709:
            return largest_taken_off(z)
        e = np.exp(z)
        return e / e.sum(axis=1, keepdims=True)


def probabilities_given_back(z):
    """You give scores back that are positive and sum to 1, as if they were probabilities already. They are scores like
    any other."""
    z = z.astype(np.float64)
    return z if z.min() >= 0 and np.allclose(z.sum(axis=1), 1) else largest_taken_off(z)
