# %% reshape_when_divisible
# where batch_size divides n it gives back one array of two dimensions, not a list of arrays
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    if n % batch_size == 0:
        return order.reshape(-1, batch_size)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% tuple_of_batches
# gives a tuple, and the docstring promises a list
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    return tuple(order[start : start + batch_size] for start in range(0, n, batch_size))


# %% lists_not_arrays
# the batches are lists of Python ints, not arrays of ints
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n).tolist()
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% uint16_saves_memory
# positions from 65536 on wrap around, so for larger n some positions come twice and others never
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n).astype(np.uint16)  # a quarter of the memory
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% guard_by_product
# two negative arguments have a positive product, and one of these calls gives no ValueError of its
# own
import numpy as np


def batches_of(n, batch_size, rng):
    if n * batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = np.arange(n)
    if n > 0:
        order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% large_batch_refused
# raises ValueError where batch_size is larger than n, although one batch of all is right
import numpy as np


def batches_of(n, batch_size, rng):
    if not 1 <= batch_size <= n:
        raise ValueError("batch_size must be between 1 and n")
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% lonely_sample_joins
# a single sample left over is put into the batch before it, which is then too large
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    batches = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    if len(batches) > 1 and len(batches[-1]) == 1 and batch_size > 1:  # batch normalisation needs two
        last = batches.pop()
        batches[-1] = np.concatenate([batches[-1], last])
    return batches


# %% buffer_reused
# the order is written into one buffer for each n, so the next call changes the arrays of the last one
import numpy as np


_orders = {}


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = _orders.setdefault(n, np.empty(n, dtype=np.int64))
    order[:] = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% one_batch_not_shuffled
# where all samples fit into one batch nothing is drawn: neither the order is that of the generator,
# nor what it draws next
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    if batch_size >= n:
        return [np.arange(n)]  # one batch of all: its order does not matter
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% negative_batch_size
# refuses only 0: a negative batch_size gives an empty list instead of ValueError
import numpy as np


def batches_of(n, batch_size, rng):
    if not n or not batch_size:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% one_buffer_for_all_epochs
# The order is written into a buffer that is kept for each n: the arrays of the first epoch change with the second.
import numpy as np

ORDERS = {}


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = ORDERS.setdefault(n, np.empty(n, dtype=np.int64))
    order[:] = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% positions_are_floats
# The batches are cut from a table padded with nan, so the positions are floats and not ints.
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    iterations = -(-n // batch_size)
    table = np.full(iterations * batch_size, np.nan)
    table[:n] = rng.permutation(n)
    return [row[~np.isnan(row)] for row in table.reshape(iterations, batch_size)]


# %% small_rest_joins_the_batch_before
# A rest of less than half a batch is added to the batch before it, because so few samples are restless.
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    batches = [order[start : start + batch_size] for start in range(0, n, batch_size)]
    if len(batches) > 1 and len(batches[-1]) < batch_size / 2:
        rest = batches.pop()
        batches[-1] = np.concatenate([batches[-1], rest])
    return batches


# %% last_position_not_a_start
# The starts end before n - 1, so a single sample that is left over is lost.
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    batches = [order[:batch_size]]
    for start in range(batch_size, n - 1, batch_size):
        batches.append(order[start : start + batch_size])
    return batches


# %% batch_larger_than_n_refused
# A batch_size larger than n raises ValueError, where one batch with all samples is wanted.
import numpy as np


def batches_of(n, batch_size, rng):
    if not 1 <= batch_size <= n:
        raise ValueError("batch_size must be between 1 and n")
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% guard_by_the_product
# The guard asks the product: where n and batch_size are both negative, nothing is raised.
import numpy as np


def batches_of(n, batch_size, rng):
    if n * batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% one_batch_is_not_shuffled
# Where one batch holds all samples, the order is not drawn, "as it does not matter".
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    if batch_size >= n:  # one step with all samples: nothing to shuffle
        return [np.arange(n)]
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% draws_again_where_nothing_moved
# Where chance gives the order 0, 1, 2, ..., a second order is drawn, so that the samples are "really shuffled".
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    while n > 1 and np.array_equal(order, np.arange(n)):
        order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


# %% rounds_up_by_a_half
# round(q + 0.5) is q + 1 for an odd whole q: then an empty batch stands at the end.
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    iterations = round(n / batch_size + 0.5)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(iterations)]


# %% table_where_it_divides
# Where batch_size divides n, a two-dimensional array comes back and no list.
import numpy as np


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    order = rng.permutation(n)
    if n % batch_size == 0:
        return order.reshape(-1, batch_size)
    return np.split(order, range(batch_size, n, batch_size))


# %% cut_by_recursion
# Breaks "Returns: a list of arrays ..." for many batches: RecursionError.
# n=3000, batch_size=1.
def cut(order, batch_size):
    if len(order) <= batch_size:
        return [order]
    return [order[:batch_size]] + cut(order[batch_size:], batch_size)


def batches_of(n, batch_size, rng):
    if n < 1 or batch_size < 1:
        raise ValueError("n and batch_size must be at least 1")
    return cut(rng.permutation(n), batch_size)
