"""What students believe about `batches_of`."""

import numpy as np

_ORDERS: dict = {}
_POSITIONS: dict = {}


def _checked(n, batch_size):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")


def _cut(order, batch_size):
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def not_shuffled(n, batch_size, rng):
    """You take the samples in the order in which they lie. Data often lie class by class: draw an order with
    rng.permutation(n)."""
    _checked(n, batch_size)
    return _cut(np.arange(n), batch_size)


def last_batch_left_out(n, batch_size, rng):
    """You leave out the last batch where it is not full. Its samples belong to the epoch, too."""
    _checked(n, batch_size)
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(0, n - batch_size + 1, batch_size)]


def last_batch_filled_up(n, batch_size, rng):
    """You fill the last batch up with samples that were there before. Every sample comes once in an epoch: the last
    batch is smaller."""
    _checked(n, batch_size)
    order = rng.permutation(n)
    return _cut(np.resize(order, -(-n // batch_size) * batch_size), batch_size)


def drawn_with_replacement(n, batch_size, rng):
    """You draw every batch anew from all samples, so that some come twice in an epoch and others never. Draw one
    permutation and cut it."""
    _checked(n, batch_size)
    return [rng.integers(0, n, min(batch_size, n - i)) for i in range(0, n, batch_size)]


def batches_drawn_one_by_one(n, batch_size, rng):
    """You draw each batch with rng.choice, without replacement in the batch, but with replacement between batches. Draw
    one permutation of all samples and cut it."""
    _checked(n, batch_size)
    return [rng.choice(n, min(batch_size, n - i), replace=False) for i in range(0, n, batch_size)]


def batch_size_as_their_number(n, batch_size, rng):
    """You make batch_size batches. It says how many samples are in each: 10 samples in batches of 5 are 2 batches."""
    _checked(n, batch_size)
    return [batch for batch in np.array_split(rng.permutation(n), batch_size) if len(batch)]


def batches_of_equal_size(n, batch_size, rng):
    """You spread the samples evenly, so that several batches are smaller than batch_size. All are full but the last."""
    _checked(n, batch_size)
    return np.array_split(rng.permutation(n), -(-n // batch_size))


def batches_shuffled_and_not_samples(n, batch_size, rng):
    """You shuffle the batches, but each holds neighbours, the same ones in every epoch. Shuffle the samples first."""
    _checked(n, batch_size)
    batches = _cut(np.arange(n), batch_size)
    return [batches[i] for i in rng.permutation(len(batches))]


def shuffled_inside_the_batches(n, batch_size, rng):
    """You shuffle inside each batch, so that the same samples are together in every epoch. Shuffle all samples, then
    cut."""
    _checked(n, batch_size)
    return [rng.permutation(batch) for batch in _cut(np.arange(n), batch_size)]


def generator_of_its_own(n, batch_size, rng):
    """You make a generator of your own, which draws the same order in every epoch. Use the rng that you are given."""
    _checked(n, batch_size)
    return _cut(np.random.default_rng(0).permutation(n), batch_size)


def numpys_own_randomness(n, batch_size, rng):
    """You draw from np.random instead of the rng that you are given: nobody could repeat your experiment."""
    _checked(n, batch_size)
    return _cut(np.random.permutation(n), batch_size)


def drawn_once_for_all(n, batch_size, rng):
    """You keep the order of the first call and use it again. Every epoch needs an order of its own: draw in each
    call."""
    _checked(n, batch_size)
    if (n, batch_size) not in _ORDERS:
        _ORDERS[n, batch_size] = rng.permutation(n)
    return _cut(_ORDERS[n, batch_size].copy(), batch_size)


def one_array_shuffled_again_and_again(n, batch_size, rng):
    """You keep the array of positions between calls and shuffle it in place. That changes the batches of the epoch
    before, and the order depends on what was called earlier. Make a new array in each call."""
    _checked(n, batch_size)
    positions = _POSITIONS.setdefault(n, np.arange(n))
    rng.shuffle(positions)
    return _cut(positions, batch_size)


def shuffled_twice(n, batch_size, rng):
    """You draw two permutations in a call, one after the other. One is enough, and asked for: an experiment repeats
    only if everybody draws alike."""
    _checked(n, batch_size)
    return _cut(rng.permutation(rng.permutation(n)), batch_size)


def counted_from_one(n, batch_size, rng):
    """You count the samples from 1. Positions begin with 0: n is no position."""
    _checked(n, batch_size)
    return _cut(rng.permutation(n) + 1, batch_size)


def empty_batch_at_the_end(n, batch_size, rng):
    """You add an empty batch where the batches fit exactly. The mean of no samples is nan: let range end at n."""
    _checked(n, batch_size)
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(0, n + 1, batch_size)]


def positions_as_floats(n, batch_size, rng):
    """Your positions are floats, with which no array can be indexed. Keep the ints that rng.permutation gives."""
    _checked(n, batch_size)
    return _cut(rng.permutation(n).astype(np.float64), batch_size)


def batches_in_sorted_order(n, batch_size, rng):
    """You sort each batch. The order that was drawn is asked for."""
    _checked(n, batch_size)
    return [np.sort(batch) for batch in _cut(rng.permutation(n), batch_size)]


def batches_from_the_end(n, batch_size, rng):
    """You cut the order from its end. The first batch is its beginning, and the smaller one comes last."""
    _checked(n, batch_size)
    return _cut(rng.permutation(n)[::-1], batch_size)


def small_batch_first(n, batch_size, rng):
    """Your smaller batch comes first. What is left over comes last."""
    _checked(n, batch_size)
    order = rng.permutation(n)
    left = n % batch_size
    return ([order[:left]] if left else []) + _cut(order[left:], batch_size)


def one_sample_too_many(n, batch_size, rng):
    """Your batches overlap by a sample: a slice's end is not part of it, so that i : i + batch_size is right."""
    _checked(n, batch_size)
    order = rng.permutation(n)
    return [order[i : i + batch_size + 1] for i in range(0, n, batch_size)]


def every_kth_sample(n, batch_size, rng):
    """You deal the samples out like cards, order[b::count]. A batch is a piece of the order, one behind the other."""
    _checked(n, batch_size)
    count = -(-n // batch_size)
    order = rng.permutation(n)
    return [order[b::count] for b in range(count)]


def nothing_refused(n, batch_size, rng):
    """You accept sizes smaller than 1. There are no batches of 0 samples: raise a ValueError."""
    if batch_size == 0:
        return []
    order = rng.permutation(max(n, 0))
    return [order[i : i + batch_size] for i in range(0, n, abs(batch_size))]


def only_the_batch_size_refused(n, batch_size, rng):
    """You look at batch_size only. No samples at all cannot be parted either: raise a ValueError where n is
    smaller than 1."""
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    return _cut(rng.permutation(max(n, 0)), batch_size)
