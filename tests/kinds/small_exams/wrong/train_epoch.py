"""What students believe about `train_epoch`."""


def _steps(weights, x, y, batches, rate, mean=True):
    for batch in batches:
        error = x[batch] @ weights - y[batch]
        weights = weights - rate * 2 * x[batch].T @ error / (len(batch) if mean else 1)
    return weights


def _batches(order, size):
    return [order[start : start + size] for start in range(0, len(order), size)]


def not_shuffled(weights, x, y, batch_size, rate, rng):
    """You take the samples in the order in which they lie. Draw an order with rng.permutation."""
    return _steps(weights, x, y, _batches(list(range(len(x))), batch_size), rate)


def last_batch_left_out(weights, x, y, batch_size, rate, rng):
    """You leave out the last batch where it is not whole. Its samples count, too."""
    batches = _batches(rng.permutation(len(x)), batch_size)
    return _steps(weights, x, y, [batch for batch in batches if len(batch) == batch_size], rate)


def summed_over_the_batch(weights, x, y, batch_size, rate, rng):
    """You add up the gradients of a batch. The loss is their mean: divide by the size of the batch."""
    return _steps(weights, x, y, _batches(rng.permutation(len(x)), batch_size), rate, mean=False)


def uphill(weights, x, y, batch_size, rate, rng):
    """You add the gradient, which leads uphill. Subtract it."""
    return _steps(weights, x, y, _batches(rng.permutation(len(x)), batch_size), -rate)
