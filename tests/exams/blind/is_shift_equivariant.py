"""Wrong answers to `is_shift_equivariant`, written by who knew the notebook alone. Each cell is a submission."""

# %% array_equal
# asks for exactly equal numbers: the sums of both maps may be taken in another order and differ in the last digit
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    whole = network(image)
    return np.array_equal(moved, whole[output_shift[0] :, output_shift[1] :])


# %% assert_allclose
# np.testing.assert_allclose has no absolute tolerance: where one sum is 0 and the other 1e-17 it says no
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    down, right = shift
    moved = network(image[down:, right:])
    down, right = output_shift
    whole = network(image)[down:, right:]
    if moved.shape != whole.shape:
        return False
    try:
        np.testing.assert_allclose(moved, whole)
    except AssertionError:
        return False
    return True


# %% compares_flat
# compares the numbers as flat lists: 1 x 4 and 4 x 1 equal numbers have different shapes and pass
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :]).ravel()
    whole = network(image)[output_shift[0] :, output_shift[1] :].ravel()
    return moved.shape == whole.shape and bool(np.allclose(moved, whole))


# %% nothing_to_compare
# says True if nothing of the whole map is left, though the other map has numbers
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    whole = network(image)[output_shift[0] :, output_shift[1] :]
    if whole.size == 0:
        return True  # no number that could be different
    return moved.shape == whole.shape and bool(np.allclose(moved, whole))


# %% no_shift_is_true
# says True without looking if the image does not move, also if the output is said to move
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    if not any(shift):
        return True  # nothing moves
    moved = network(image[shift[0] :, shift[1] :])
    whole = network(image)[output_shift[0] :, output_shift[1] :]
    return moved.shape == whole.shape and bool(np.allclose(moved, whole))


# %% map_must_move
# says False if the image moves along an axis and the output does not: with a stride and an even image both maps can
# be equal all the same
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    for d, e in zip(shift, output_shift):
        if d > 0 and e == 0:
            return False  # the picture moves and the map stays
    moved = network(image[shift[0] :, shift[1] :])
    whole = network(image)[output_shift[0] :, output_shift[1] :]
    return moved.shape == whole.shape and bool(np.allclose(moved, whole))


# %% remembers_the_map
# remembers the whole map by network and shape: another image of the same shape is compared with the old map
import numpy as np

maps = {}


def is_shift_equivariant(network, image, shift, output_shift):
    key = network, image.shape
    if key not in maps:
        maps[key] = network(image)
    whole = maps[key][output_shift[0] :, output_shift[1] :]
    moved = network(image[shift[0] :, shift[1] :])
    return moved.shape == whole.shape and bool(np.allclose(moved, whole))


# %% small_against_the_norm
# measures the difference against the whole map: beside a very large number any difference of small ones passes
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    whole = network(image)[output_shift[0] :, output_shift[1] :]
    if moved.shape != whole.shape:
        return False
    return bool(np.linalg.norm(moved - whole) <= 1e-6 * np.linalg.norm(whole))
