"""Right answers to `receptive_field_by_perturbation` in different styles."""

import itertools

import numpy as np


def a_new_image_for_each_pixel(network, shape, position):
    h, w = shape
    before = network(np.zeros(shape))[position]
    counts = np.zeros(shape, dtype=bool)
    for r in range(h):
        for c in range(w):
            image = np.zeros(shape)
            image[r, c] = 1
            counts[r, c] = network(image)[position] != before
    return counts


def one_image_changed_and_set_back(network, shape, position):
    image = np.zeros(shape)
    before = float(network(image)[position])
    counts = np.zeros(shape, dtype=bool)
    for place in np.ndindex(*shape):
        image[place] = 1.0
        counts[place] = float(network(image)[position]) != before
        image[place] = 0.0
    return counts


def rows_of_the_identity(network, shape, position):
    dots = np.eye(shape[0] * shape[1])
    i, j = position
    nothing = network(np.zeros(shape))[i, j]
    return np.array([network(dot.reshape(shape))[i, j] != nothing for dot in dots]).reshape(shape)


def set_of_pixels(network, shape, position):
    def output(*pixels):
        image = np.zeros(shape)
        for pixel in pixels:
            image[pixel] = 1
        return network(image)[position[0]][position[1]]

    nothing = output()
    seen = {pixel for pixel in itertools.product(range(shape[0]), range(shape[1])) if output(pixel) != nothing}
    counts = np.full(shape, False)
    for pixel in seen:
        counts[pixel] = True
    return counts


def difference_from_zeros(network, shape, position):
    zeros = np.zeros(shape)
    changes = np.zeros(shape)
    for place in np.ndindex(*shape):
        image = zeros.copy()
        image[place] += 1
        changes[place] = network(image)[position] - network(zeros)[position]
    return changes != 0
