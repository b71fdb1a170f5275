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
    outputs = np.array([network(dot.reshape(shape))[i, j] for dot in dots])
    return (outputs != network(np.zeros(shape))[i, j]).reshape(shape)


def difference_beyond_rounding(network, shape, position):
    nothing = network(np.zeros(shape))
    changes = np.zeros(shape)
    for r, c in itertools.product(range(shape[0]), range(shape[1])):
        dot = np.zeros(shape)
        dot[r, c] = 1
        changes[r, c] = (network(dot) - nothing)[position]
    return np.abs(changes) > 1e-9


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


def list_comprehension(network, shape, position):
    without = network(np.zeros(shape))[position].item()

    def counts(pixel):
        image = np.zeros(shape[0] * shape[1])
        image[pixel] = 1
        return network(image.reshape(shape))[position].item() != without

    h, w = shape
    return np.array([[counts(r * w + c) for c in range(w)] for r in range(h)], dtype=bool)


def not_close(network, shape, position):
    zeros = np.zeros(shape)
    counts = np.zeros(shape, dtype=bool)
    for place in np.ndindex(*shape):
        image = zeros.copy()
        image[place] += 1
        counts[place] = not np.isclose(network(image)[position], network(zeros)[position], rtol=0, atol=1e-9)
    return counts
