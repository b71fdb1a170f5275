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


# %% rows_compared_only
# of the shapes only the numbers of rows are compared: one column is stretched to several, or to none
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    wanted = network(image)[output_shift[0] :, output_shift[1] :]
    if len(moved) != len(wanted):
        return False
    try:
        return bool(np.allclose(moved, wanted))
    except ValueError:  # the shapes do not fit together
        return False


# %% output_shift_clipped
# an output_shift larger than the output is clipped, so that one row or column is always left
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    whole = network(image)
    rows = min(output_shift[0], whole.shape[0] - 1)
    columns = min(output_shift[1], whole.shape[1] - 1)
    moved = network(image[shift[0] :, shift[1] :])
    rest = whole[rows:, columns:]
    return moved.shape == rest.shape and np.allclose(moved, rest)


# %% scale_of_the_largest
# the tolerance is a millionth of the LARGEST number: beside it, small numbers may differ
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    rest = network(image)[output_shift[0] :, output_shift[1] :]
    if moved.shape != rest.shape:
        return False
    scale = np.abs(rest).max()
    return bool(np.abs(moved - rest).max() <= 1e-6 * scale + 1e-12)


# %% root_mean_square
# the root mean square of the differences is compared with 1e-6: one difference among many equal
# numbers is diluted
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    rest = network(image)[output_shift[0] :, output_shift[1] :]
    if moved.shape != rest.shape:
        return False
    error = np.sqrt(np.mean((moved - rest) ** 2))
    return bool(error < 1e-6)


# %% atol_1e_5
# the absolute tolerance is 1e-5: numbers around a thousandth may differ by several millionths
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    (down, right), (out_down, out_right) = shift, output_shift
    moved = network(image[down:, right:])
    rest = network(image)[out_down:, out_right:]
    if moved.shape != rest.shape:
        return False
    return np.allclose(moved, rest, rtol=1e-5, atol=1e-5)


# %% rounded_then_equal
# both maps are rounded to six places and compared exactly: numbers on two sides of a half differ
# although they are the same
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    rest = network(image)[output_shift[0] :, output_shift[1] :]
    # array_equal compares the shapes, too
    return bool(np.array_equal(np.round(moved, 6), np.round(rest, 6)))


# %% cache_by_bytes
# answers are kept under the bytes of the image, without its shape: constant images of two shapes
# collide
import numpy as np

_answers = {}


def is_shift_equivariant(network, image, shift, output_shift):
    key = (network, image.tobytes(), shift, output_shift)
    if key not in _answers:
        moved = network(image[shift[0] :, shift[1] :])
        rest = network(image)[output_shift[0] :, output_shift[1] :]
        _answers[key] = moved.shape == rest.shape and bool(np.allclose(moved, rest))
    return _answers[key]


# %% no_shift_is_true_too
# without a shift the answer is True, whatever the output_shift
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    if not any(shift):
        return True  # nothing moves
    moved = network(image[shift[0] :, shift[1] :])
    rest = network(image)[output_shift[0] :, output_shift[1] :]
    if moved.shape != rest.shape:
        return False
    return bool(np.allclose(moved, rest))


# %% must_move
# a map that does not move where the image does is refused at once, although its numbers can be the
# same
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    for cut, output_cut in zip(shift, output_shift):
        if cut > 0 and output_cut == 0:
            return False  # the image moves and the map does not
    moved = network(image[shift[0] :, shift[1] :])
    rest = network(image)[output_shift[0] :, output_shift[1] :]
    return moved.shape == rest.shape and bool(np.allclose(moved, rest))


# %% image_in_float32
# the image goes through float32: small differences of large pixels get lost
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    image = np.array(image, dtype="f")  # a copy, so that the image stays as it is
    moved = network(image[shift[0] :, shift[1] :])
    rest = network(image)[output_shift[0] :, output_shift[1] :]
    if moved.shape != rest.shape:
        return False
    return bool(np.allclose(moved, rest))


# %% float32_has_no_number_so_large
# Breaks "up to rounding, the same numbers": beyond 3.4e38 everything is inf in float32, and inf equals inf.
# conv ones (1, 3) with padding (0, 1), image np.full((1, 4), 1e39), shift (0, 1), output_shift (0, 1): False wanted.
import numpy as np


def is_shift_equivariant(network, image, shift, output_shift):
    left = network(image)[output_shift[0] :, output_shift[1] :].astype(np.float32)
    moved = network(image[shift[0] :, shift[1] :]).astype(np.float32)
    return left.shape == moved.shape and np.allclose(left, moved)
