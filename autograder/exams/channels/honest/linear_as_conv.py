"""Right answers to `linear_as_conv` in different styles."""

import numpy as np


def reshaped_copy(weight, shape):
    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError(f"{weight.shape[1]} columns for maps of {shape}")
    return weight.astype(np.float64).reshape(len(weight), c, h, w)


def cell_by_cell(weight, shape):
    c, h, w = shape
    units, columns = weight.shape
    if columns != c * h * w:
        raise ValueError("columns")
    kernel = np.zeros((units, c, h, w))
    for unit in range(units):
        for channel in range(c):
            for row in range(h):
                for column in range(w):
                    kernel[unit, channel, row, column] = weight[unit, (channel * h + row) * w + column]
    return kernel


def columns_dealt_out_in_order(weight, shape):
    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")
    kernel = np.empty((len(weight), c, h, w))
    for number in range(c * h * w):
        rest, column = divmod(number, w)
        channel, row = divmod(rest, h)
        kernel[:, channel, row, column] = weight[:, number]
    return kernel


def channel_by_channel(weight, shape):
    c, h, w = shape
    units, pixels = weight.shape[0], h * w
    if weight.shape[1] != c * pixels:
        raise ValueError("columns")
    channels = [weight[:, k * pixels : (k + 1) * pixels].reshape(units, h, w) for k in range(c)]
    return np.stack(channels, axis=1).astype(float)


def unit_by_unit(weight, shape):
    filters = []
    for row in weight:
        if row.size != shape[0] * shape[1] * shape[2]:
            raise ValueError("columns")
        filters.append(np.asarray(row, dtype=np.float64).reshape(shape))
    return np.array(filters)


def split_twice(weight, shape):
    c, h, w = shape
    if weight.shape[1] != c * h * w:
        raise ValueError("columns")
    rows = [np.split(channel, h, axis=1) for channel in np.split(weight.astype(float), c, axis=1)]
    return np.moveaxis(np.array(rows), 2, 0)


def filled_flat(weight, shape):
    kernel = np.zeros((len(weight), *shape))
    if weight.shape[1] != kernel[0].size:
        raise ValueError("columns")
    for unit, row in enumerate(weight):
        kernel[unit].flat = row
    return kernel
