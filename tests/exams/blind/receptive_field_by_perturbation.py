"""Wrong answers to `receptive_field_by_perturbation`, by who knew the notebook alone. Each cell is a submission."""

# %% isclose
# np.isclose allows 1e-5 of the output: with a large bias a small weight does not count
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    before = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            image = np.zeros(shape)
            image[row, column] = 1
            seen[row, column] = not np.isclose(network(image)[position], before)
    return seen


# %% threshold
# changes below 1e-12 do not count
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    before = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    for pixel in np.ndindex(*shape):
        image = np.zeros(shape)
        image[pixel] = 1
        seen[pixel] = abs(network(image)[position] - before) > 1e-12  # more than rounding
    return seen


# %% up_and_down
# sets the pixel to -1 as well: below a maximum a pixel with a negative weight counts that does not with 1
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    image = np.zeros(shape)
    before = network(image)[position]
    seen = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            for value in (1, -1):  # up or down
                image[row, column] = value
                if network(image)[position] != before:
                    seen[row, column] = True
            image[row, column] = 0
    return seen


# %% large_step
# sets the pixel to 1000 to see faint weights: it may win a maximum that 1 does not win
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    image = np.zeros(shape)
    before = network(image)[position]
    seen = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            image[row, column] = 1000  # so that a small weight is noticed, too
            seen[row, column] = network(image)[position] != before
            image[row, column] = 0
    return seen


# %% whole_columns_first
# skips a column if setting all of it to 1 changes nothing: weights that cancel within a column do not count
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    h, w = shape
    image = np.zeros(shape)
    before = network(image)[position]
    seen = np.zeros(shape, dtype=bool)
    for column in range(w):
        image[:, column] = 1
        matters = network(image)[position] != before
        image[:, column] = 0
        if not matters:
            continue  # nothing in this column is seen: save h calls
        for row in range(h):
            image[row, column] = 1
            seen[row, column] = network(image)[position] != before
            image[row, column] = 0
    return seen


# %% continue_before_reset
# a pixel without effect is not set back to 0: below a maximum two of them together have an effect
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    image = np.zeros(shape)
    before = network(image)[position]
    seen = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            image[row, column] = 1
            if network(image)[position] == before:
                continue
            seen[row, column] = True
            image[row, column] = 0
    return seen


# %% from_the_position_on
# looks only at pixels right of and below the position: with padding earlier ones are seen as well
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    before = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    for row in range(position[0], shape[0]):  # a window begins at its output's own place or later
        for column in range(position[1], shape[1]):
            image = np.zeros(shape)
            image[row, column] = 1
            seen[row, column] = network(image)[position] != before
    return seen


# %% rows_times_columns
# finds the seen rows and columns and takes all their crossings: wrong for kernels like a cross or a diagonal
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    h, w = shape
    before = network(np.zeros(shape))[position]
    values = np.sqrt(np.arange(2, h + w + 2))  # odd numbers that do not cancel
    rows = np.zeros(h, dtype=bool)
    for row in range(h):
        image = np.zeros(shape)
        image[row, :] = values[:w]
        rows[row] = network(image)[position] != before
    columns = np.zeros(w, dtype=bool)
    for column in range(w):
        image = np.zeros(shape)
        image[:, column] = values[:h]
        columns[column] = network(image)[position] != before
    return np.outer(rows, columns)


# %% reuses_its_result
# keeps one result array per shape and fills it again, so a later call overwrites the result of an earlier one
import numpy as np

buffers = {}


def receptive_field_by_perturbation(network, shape, position):
    shape = tuple(shape)
    if shape not in buffers:
        buffers[shape] = np.zeros(shape), np.zeros(shape, dtype=bool)
    image, seen = buffers[shape]
    image[:] = 0
    before = network(image)[position]
    for row in range(shape[0]):
        for column in range(shape[1]):
            image[row, column] = 1
            seen[row, column] = network(image)[position] != before
            image[row, column] = 0
    return seen


# %% pixel_of_255
# sets the pixel to 255 (white) and not to 1: behind a maximum, pixels count that do not
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    image = np.zeros(shape)
    before = network(image)[position]
    seen = np.zeros(shape, dtype=bool)
    for row in range(shape[0]):
        for column in range(shape[1]):
            image[row, column] = 255.0  # white
            seen[row, column] = network(image)[position] != before
            image[row, column] = 0.0
    return seen


# %% small_nudge
# changes the pixel by 1e-6 and not by 1, as for a derivative: behind a maximum, pixels are missed
import numpy as np


def receptive_field_by_perturbation(network, shape, position, step=1e-6):
    base = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    for pixel in np.ndindex(*shape):
        image = np.zeros(shape)
        image[pixel] = step
        seen[pixel] = network(image)[position] != base
    return seen


# %% tolerance_1e_12
# a change of up to 1e-12 is taken for rounding: a weight of 1e-13 does not count
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    base = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    for i in range(shape[0]):
        for j in range(shape[1]):
            image = np.zeros(shape)
            image[i, j] = 1
            seen[i, j] = abs(network(image)[position] - base) > 1e-12
    return seen


# %% epsilon_of_the_output
# a change has to be larger than eps times the output: a change of the last digit alone often is not
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    base = network(np.zeros(shape))[position]
    last_digit = np.finfo(np.float64).eps * abs(base)
    seen = np.zeros(shape, dtype=bool)
    for i in range(shape[0]):
        for j in range(shape[1]):
            image = np.zeros(shape)
            image[i, j] = 1
            seen[i, j] = abs(network(image)[position] - base) > last_digit
    return seen


# %% row_screening
# a whole row of random numbers is tried first, and skipped if the output stays: with negative weights
# a maximum can hide a pixel that counts
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    base = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    random = np.random.default_rng(0)
    for i in range(shape[0]):
        image = np.zeros(shape)
        image[i] = random.random(shape[1])  # random, so that weights do not cancel
        if network(image)[position] == base:
            continue  # no pixel of this row matters
        for j in range(shape[1]):
            image = np.zeros(shape)
            image[i, j] = 1
            seen[i, j] = network(image)[position] != base
    return seen


# %% lru_cache
# the same call gives the same array again, and not a new one
from functools import lru_cache

import numpy as np


@lru_cache(maxsize=32)
def receptive_field_by_perturbation(network, shape, position):
    image = np.zeros(shape)
    base = network(image)[position]
    seen = np.zeros(shape, dtype=bool)
    for i in range(shape[0]):
        for j in range(shape[1]):
            image[i, j] = 1
            seen[i, j] = network(image)[position] != base
            image[i, j] = 0
    return seen


# %% cache_by_id
# results are kept under the id of the network, which a new network can get when the old one is gone
import numpy as np

_results = {}


def receptive_field_by_perturbation(network, shape, position):
    key = id(network), tuple(shape), tuple(position)
    if key not in _results:
        base = network(np.zeros(shape))[position]
        seen = np.zeros(shape, dtype=bool)
        for pixel in np.ndindex(*shape):
            image = np.zeros(shape)
            image[pixel] = 1
            seen[pixel] = network(image)[position] != base
        _results[key] = seen
    return _results[key].copy()


# %% outputs_in_float32
# the outputs are collected in a float32 array: a small weight beside a large bias gets lost
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    base = np.float32(network(np.zeros(shape))[position])
    outputs = np.zeros(shape, dtype=np.float32)
    for i in range(shape[0]):
        for j in range(shape[1]):
            image = np.zeros(shape)
            image[i, j] = 1
            outputs[i, j] = network(image)[position]
    return outputs != base


# %% stops_below_the_field
# stops after two rows without a pixel that counts, once some did: kernels with larger holes lose
# their lower rows
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    rows, columns = shape
    base = network(np.zeros(shape))[position]
    seen = np.zeros(shape, dtype=bool)
    for i in range(rows):
        for j in range(columns):
            image = np.zeros(shape)
            image[i, j] = 1
            seen[i, j] = network(image)[position] != base
        if seen.any() and i >= 2 and not seen[i - 1 : i + 1].any():
            break  # the window has ended
    return seen


# %% squared_change
# the change is squared, which gives 0 for changes below 1e-162
import numpy as np


def receptive_field_by_perturbation(network, shape, position):
    base = network(np.zeros(shape))[position]
    change = np.zeros(shape)
    for i in range(shape[0]):
        for j in range(shape[1]):
            image = np.zeros(shape)
            image[i, j] = 1
            change[i, j] = (network(image)[position] - base) ** 2
    return change > 0


# %% one_array_for_every_empty_field
# Breaks "A new array of shape (h, w)": two results without any pixel are one and the same array.
# A network of one conv with the kernel [[0]], asked twice with shape (2, 2), position (0, 0).
import numpy as np

empty_fields = {}


def receptive_field_by_perturbation(network, shape, position):
    image = np.zeros(shape)
    before = network(image)[position]
    seen = []
    for i in range(shape[0]):
        for j in range(shape[1]):
            image[i, j] = 1
            if network(image)[position] != before:
                seen.append((i, j))
            image[i, j] = 0
    if not seen:
        return empty_fields.setdefault(shape, np.zeros(shape, dtype=bool))
    counts = np.zeros(shape, dtype=bool)
    for place in seen:
        counts[place] = True
    return counts
