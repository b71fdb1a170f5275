"""Right answers to `cost_of_stack` in different styles."""

import math

import numpy as np


def formula(k, depth, channels):
    if min(k, depth, channels) < 1:
        raise ValueError("each number must be at least 1")
    return depth * k * k * channels * channels


def square_of_a_product(k, depth, channels):
    if k < 1 or depth < 1 or channels < 1:
        raise ValueError("each number must be at least 1")
    return depth * (k * channels) ** 2


def layer_by_layer(k, depth, channels):
    if k < 1:
        raise ValueError("k")
    if depth < 1:
        raise ValueError("depth")
    if channels < 1:
        raise ValueError("channels")
    weights = 0
    for _ in range(depth):
        weights += channels * channels * k * k
    return weights


def size_of_an_array(k, depth, channels):
    if any(number < 1 for number in (k, depth, channels)):
        raise ValueError("a number is too small")
    return depth * np.broadcast_to(0, (channels, channels, k, k)).size


def product_of_a_shape(k, depth, channels):
    shape = (depth, channels, channels, k, k)
    if min(shape) <= 0:
        raise ValueError(f"no array of shape {shape}")
    return math.prod(shape)


def one_layer_in_a_helper(k, depth, channels):
    def weights_of_a_layer(c_in, c_out):
        return c_out * c_in * k**2

    if not all(number >= 1 for number in [k, depth, channels]):
        raise ValueError("at least 1")
    return sum(weights_of_a_layer(channels, channels) for _ in range(depth))


def through_the_parameters_of_a_layer(k, depth, channels):
    if k <= 0 or depth <= 0 or channels <= 0:
        raise ValueError("k, depth or channels")
    parameters = (k * k * channels + 1) * channels
    biases = channels
    return depth * (parameters - biases)


def numpy_product(k, depth, channels):
    numbers = np.array([k, k, channels, channels, depth], dtype=np.int64)
    if (numbers < 1).any():
        raise ValueError(f"too small: {numbers}")
    return np.prod(numbers)


def sum_over_output_channels(k, depth, channels):
    if k < 1 or channels < 1 or depth < 1:
        raise ValueError("an argument is smaller than 1")
    one_output = sum(k * k for _ in range(channels))
    return one_output * channels * depth
