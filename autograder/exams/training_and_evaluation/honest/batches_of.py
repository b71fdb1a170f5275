"""Right ways to write `batches_of`."""

import numpy as np


def slices_of_a_permutation(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(0, n, batch_size)]


def shuffled_in_place(n, batch_size, rng):
    if min(n, batch_size) < 1:
        raise ValueError(f"nothing to part: {n} samples, batches of {batch_size}")
    positions = np.arange(n)
    rng.shuffle(positions)
    return np.split(positions, range(batch_size, n, batch_size))


def one_by_one(n, batch_size, rng):
    if n <= 0 or batch_size <= 0:
        raise ValueError("at least one sample, and one a batch")
    batches, batch = [], []
    for position in rng.permutation(n):
        batch.append(int(position))
        if len(batch) == batch_size:
            batches.append(np.array(batch))
            batch = []
    if batch:
        batches.append(np.array(batch))
    return batches


def taken_off_the_front(n, batch_size, rng):
    if not (n >= 1 and batch_size >= 1):
        raise ValueError("sizes begin at 1")
    left, batches = rng.permutation(n), []
    while left.size:
        batch, left = left[:batch_size], left[batch_size:]
        batches.append(batch)
    return batches


def counted_batches(n, batch_size, rng):
    if n < 1:
        raise ValueError("no samples")
    if batch_size < 1:
        raise ValueError("empty batches")
    order = rng.permutation(np.arange(n))
    count = (n + batch_size - 1) // batch_size
    return [order[b * batch_size : min((b + 1) * batch_size, n)].astype(np.int32) for b in range(count)]


def which_batch_each_place_belongs_to(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("at least 1 of each")
    order = np.array(rng.permutation(n).tolist())
    number = np.arange(n) // batch_size
    return [order[number == batch] for batch in range(number[-1] + 1)]
