"""Right answers to `conv_as_linear` in different styles."""

import numpy as np


def flattened_copy(kernel):
    return np.array(kernel, dtype=np.float64).reshape(len(kernel), -1)


def flattened_cell_by_cell(kernel):
    units, c, h, w = kernel.shape
    weight = np.zeros((units, c * h * w))
    for unit in range(units):
        for channel in range(c):
            for row in range(h):
                for column in range(w):
                    weight[unit, (channel * h + row) * w + column] = kernel[unit, channel, row, column]
    return weight


def rows_of_ravelled_filters(kernel):
    return np.stack([each.ravel() for each in kernel]).astype(float)


def columns_collected_in_order(kernel):
    columns = []
    for channel in range(kernel.shape[1]):
        for row in range(kernel.shape[2]):
            for column in range(kernel.shape[3]):
                columns.append(kernel[:, channel, row, column])
    return np.array(columns, dtype=float).T


def channels_side_by_side(kernel):
    units, c, h, w = kernel.shape
    parts = [kernel[:, channel].reshape(units, h * w) for channel in range(c)]
    return np.concatenate(parts, axis=1).astype(np.float64)


def lists_of_numbers(kernel):
    rows = [[float(number) for channel in each for row in channel for number in row] for each in kernel]
    return np.array(rows)


def index_of_each_number(kernel):
    weight = np.empty((kernel.shape[0], kernel[0].size))
    _, h, w = kernel.shape[1:]
    for number in range(weight.shape[1]):
        channel, pixel = divmod(number, h * w)
        weight[:, number] = kernel[:, channel, pixel // w, pixel % w]
    return weight
