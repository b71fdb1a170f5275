"""What students believe about `centre`."""

import numpy as np


def mean_of_everything(x):
    """You subtract one mean of all numbers. Each column has a mean of its own: axis=0."""
    if not len(x):
        raise ValueError
    return x - x.mean(), np.full(x.shape[1], x.mean())


def results_swapped(x):
    """You return the mean first. The centred samples come first, then the mean."""
    if not len(x):
        raise ValueError
    return x.mean(axis=0), x - x.mean(axis=0)


def written_into_the_input(x):
    """You subtract in place, so the caller's samples are gone."""
    if not len(x):
        raise ValueError
    mean = x.mean(axis=0)
    x -= mean
    return x, mean


def input_returned_where_nothing_is_to_do(x):
    """Where the mean is zero you return x itself. Whoever changes the result then changes the samples."""
    if not len(x):
        raise ValueError
    mean = x.mean(axis=0)
    return (x - mean if mean.any() else x), mean


def no_samples_accepted(x):
    """Without samples there is no mean, and you return nan. Raise a ValueError."""
    with np.errstate(all="ignore"):
        mean = x.sum(axis=0) / len(x) if len(x) else np.full(x.shape[1], np.nan)
    return x - mean, mean
