"""Right answers to `is_shift_equivariant` in different styles."""

import numpy as np


def cut_and_compared(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    expected = network(image)[output_shift[0] :, output_shift[1] :]
    return moved.shape == expected.shape and np.allclose(moved, expected)


def shapes_first(network, image, shift, output_shift):
    (down, right), (output_down, output_right) = shift, output_shift
    moved, whole = network(image[down:, right:]), network(image)
    h, w = whole.shape
    if moved.shape != (max(h - output_down, 0), max(w - output_right, 0)):
        return False
    return bool(np.all(np.abs(moved - whole[output_down:, output_right:]) < 1e-9))


def differences_rounded(network, image, shift, output_shift):
    rows, columns = slice(shift[0], None), slice(shift[1], None)
    kept = network(image)[output_shift[0] :, output_shift[1] :]
    moved = network(image[rows, columns])
    return moved.shape == kept.shape and not np.any(np.round(moved - kept, 8))


def number_by_number(network, image, shift, output_shift):
    moved = network(image[shift[0] :][:, shift[1] :])
    kept = network(image)[output_shift[0] :][:, output_shift[1] :]
    if len(moved) != len(kept) or len(moved[0]) != len(kept[0]):
        return False
    for i in range(moved.shape[0]):
        for j in range(moved.shape[1]):
            if abs(moved[i, j] - kept[i, j]) > 1e-8:
                return False
    return True


def deleted_rows_and_columns(network, image, shift, output_shift):
    def without(array, down, right):
        return np.delete(np.delete(array, range(min(down, len(array))), 0), range(min(right, array.shape[1])), 1)

    moved, kept = network(without(image, *shift)), without(network(image), *output_shift)
    return moved.shape == kept.shape and bool(np.isclose(moved, kept, rtol=0, atol=1e-9).all())


def largest_difference(network, image, shift, output_shift):
    moved = network(image[shift[0] :, shift[1] :])
    kept = network(image)[output_shift[0] :, output_shift[1] :]
    same_shape = moved.shape == kept.shape
    return same_shape and np.max(np.abs(moved - kept), initial=0.0) <= 1e-9
